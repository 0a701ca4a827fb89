//! Pages of the whole installation: before there is a municipality, or between several.
//!
//! Nobody is signed in there. A form must come from one of our own pages; there is no session
//! whose token it could carry.

use super::ctx::Kit;
use super::form::Form;
use super::guard::{client_address, language};
use super::{Problem, csrf, incoming};
use axum::body::Body;
use axum::extract::{FromRef, FromRequest, Request};
use axum::http::Method;
use std::sync::Arc;
use ui::Lang;

/// Who asks, in which language, and what was typed.
pub struct Outside {
    /// The language of the screen.
    pub lang: Lang,
    /// Path and query of the request.
    pub path: Arc<str>,
    /// The network address of the asker.
    pub ip: Arc<str>,
    /// What came with the request.
    pub form: Form,
    demo: bool,
}

impl Outside {
    /// The text of a key in the language of the screen.
    #[must_use]
    pub fn t(&self, key: &str) -> std::borrow::Cow<'static, str> {
        ui::text::text(self.lang, key)
    }

    /// A page with this title and nothing of any municipality.
    #[must_use]
    pub fn page(&self, title: impl Into<String>) -> ui::Page {
        let mut page = ui::Page::new(self.lang, title);
        page.path = self.path.to_string();
        page.public = true;
        page.demo = self.demo;
        page
    }

    /// 303 to an address of our own.
    #[must_use]
    pub fn see(&self, to: &str) -> axum::response::Response {
        super::render::redirect(to)
    }
}

impl<S: Send + Sync> FromRequest<S> for Outside
where
    Kit: FromRef<S>,
{
    type Rejection = Problem;

    async fn from_request(request: Request, state: &S) -> Result<Self, Problem> {
        let kit = Kit::from_ref(state);
        let ip = client_address(&kit, &request);
        let query = request.uri().query().unwrap_or_default().to_owned();
        let (lang, _) = language(request.headers(), Some(&query));
        let path = request.uri().path_and_query().map_or("/", |pq| pq.as_str()).into();
        let reads = matches!(*request.method(), Method::GET | Method::HEAD);
        let (parts, body): (_, Body) = request.into_parts();
        let came = if reads {
            let fields = incoming::pairs(query.as_bytes());
            incoming::Incoming { fields, ..incoming::Incoming::default() }
        } else if csrf::comes_from_here(&parts.headers) {
            incoming::read(&parts, body, incoming::STRANGER_MAX).await?
        } else {
            return Err(Problem::Forged);
        };
        let demo = kit.settings.demo;
        Ok(Outside { lang, path, ip, form: Form::arrived(lang, came), demo })
    }
}
