//! Who asks, where and in which language: what the guard found out before the handler runs.

use super::Problem;
use super::guesses::Guesses;
use super::routes::RouteInfo;
use crate::access::{Actor, Right, Sessions};
use crate::store::{Db, FormKey, Municipality};
use crate::types::Instant;
use axum::extract::{FromRequestParts, RawPathParams};
use axum::http::request::Parts;
use axum::http::{HeaderMap, header};
use std::str::FromStr;
use std::sync::{Arc, OnceLock};
use ui::Lang;

/// How the program is reached.
#[derive(Clone, Debug, Default)]
pub struct WebSettings {
    /// Served by TLS (usually by a proxy in front): cookies are `Secure`, HSTS is sent.
    pub https: bool,
    /// Take the client's address from `X-Forwarded-For` of a proxy on this machine.
    pub behind_proxy: bool,
    /// Made-up data: a banner says so.
    pub demo: bool,
}

/// An entry of the main navigation.
#[derive(Clone, Debug)]
pub struct NavSpec {
    /// Path below the municipality.
    pub path: &'static str,
    /// Key of its text.
    pub text: &'static str,
    /// Shown to those who have it.
    pub right: Right,
}

/// Entries of the main navigation under one word of the office.
#[derive(Clone, Debug)]
pub struct NavMenu {
    /// Key of the word; empty for entries that stand by themselves.
    pub text: &'static str,
    /// Its entries.
    pub items: &'static [NavSpec],
}

/// Whoever sees so many pages has them in one row; more of them stand in groups.
const NAV_ROW_MAX: usize = 7;

/// What the web layer needs of the program.
#[derive(Clone)]
pub struct Kit {
    /// The database.
    pub db: Db,
    /// Open sessions.
    pub sessions: Sessions,
    /// How the program is reached.
    pub settings: Arc<WebSettings>,
    /// The main navigation.
    pub nav: Arc<[NavMenu]>,
    /// Who guesses secrets.
    pub guesses: Guesses,
    /// What the foot of each page leads to, below the municipality: path and key of its words.
    pub footer: &'static [(&'static str, &'static str)],
}

impl Kit {
    /// Scheme and host by which the browser reaches us: `https://host`; empty when it names none.
    #[must_use]
    pub fn origin(&self, headers: &HeaderMap) -> String {
        let host = headers.get(header::HOST).and_then(|host| host.to_str().ok());
        let scheme = if self.settings.https { "https" } else { "http" };
        host.map(|host| format!("{scheme}://{host}")).unwrap_or_default()
    }
}

/// The context of one request.
#[derive(Clone)]
pub struct Ctx {
    /// Who asks. On public pages an actor without rights.
    pub actor: Actor,
    /// The municipality of the address.
    pub municipality: Arc<Municipality>,
    /// The language of the screen.
    pub lang: Lang,
    /// Path and query of the request.
    pub path: Arc<str>,
    /// What forms sign with; empty when nobody is signed in.
    pub csrf: Arc<str>,
    /// The token's hash of the session.
    pub session: Option<Arc<str>>,
    /// The browser's own name.
    pub agent: Arc<str>,
    pub(super) flash: Option<Arc<str>>,
    /// When what the page shows as typed was kept; set by [`Ctx::draft`].
    pub(super) restored: Arc<OnceLock<Instant>>,
    pub(super) kit: Arc<Kit>,
    pub(super) route: Arc<RouteInfo>,
}

impl Ctx {
    /// An address below this municipality.
    #[must_use]
    pub fn url(&self, path: &str) -> String {
        format!("/{}{path}", self.municipality.slug)
    }

    /// The text of a key in the language of the screen.
    #[must_use]
    pub fn t(&self, key: &str) -> std::borrow::Cow<'static, str> {
        ui::text::text(self.lang, key)
    }

    /// The text of a key with arguments.
    #[must_use]
    pub fn ta<V: std::fmt::Display>(
        &self,
        key: &str,
        args: &[(&str, V)],
    ) -> std::borrow::Cow<'static, str> {
        ui::text::text_args(self.lang, key, args)
    }

    /// The municipality's name in the language of the screen.
    #[must_use]
    pub fn municipality_name(&self) -> &str {
        match self.lang {
            Lang::Bg => &self.municipality.name,
            Lang::En => &self.municipality.name_en,
        }
    }

    /// Whether the data is made up.
    #[must_use]
    pub fn is_demo(&self) -> bool {
        self.kit.settings.demo
    }

    /// Who acts on a page for anybody: without a name and without a network address, so that the
    /// audit does not tell either who asked, whoever of the staff is signed in beside.
    #[must_use]
    pub fn nobody(&self) -> Actor {
        let mut actor = self.actor.clone();
        actor.account = None;
        actor.session = None;
        actor.name = "".into();
        actor.username = "public".into();
        actor.roles = "".into();
        actor.ip = "".into();
        actor
    }

    /// A page for whoever has its address; see [`ui::Page::for_anyone`].
    #[must_use]
    pub fn public_page(&self, title: impl Into<String>) -> ui::Page {
        self.page(title).for_anyone()
    }

    /// A page with this title, its header and navigation filled in.
    #[must_use]
    pub fn page(&self, title: impl Into<String>) -> ui::Page {
        let mut page = ui::Page::new(self.lang, title);
        page.path = self.path.to_string();
        page.csrf = self.csrf.to_string();
        page.key = FormKey::fresh().0;
        page.demo = self.kit.settings.demo;
        page.municipality = Some(ui::Municipality {
            slug: self.municipality.slug.clone(),
            name: self.municipality_name().to_owned(),
        });
        page.public = self.actor.account.is_none();
        let link = |(path, key): &(&str, &str)| ui::Link::new(self.url(path), self.t(key));
        page.footer = self.kit.footer.iter().map(link).collect();
        if self.actor.account.is_some() {
            page.account = Some(ui::Account {
                name: self.actor.name.to_string(),
                role_name: String::new(),
                href: self.url("/account"),
            });
            (page.nav, page.menu) = rows_or_groups(self.navigation());
        }
        page.draft = self.restored.get().map(|at| {
            let args = [("at", at.bg())];
            self.ta("draft-restored", &args).into_owned()
        });
        page.flash = self
            .flash
            .as_ref()
            .map(|key| ui::Flash { kind: ui::FlashKind::Success, text: self.t(key).into_owned() });
        page
    }

    /// Where somebody begins: the first page of the navigation that is theirs.
    #[must_use]
    pub fn first_path(&self) -> &'static str {
        let mut nav = self.kit.nav.iter().flat_map(|menu| menu.items);
        nav.find(|item| self.actor.may(item.right)).map_or("/account", |item| item.path)
    }

    /// What somebody may open, group by group.
    fn navigation(&self) -> Vec<ui::NavGroup> {
        let here = self.path.split('?').next().unwrap_or_default();
        let entry = |item: &NavSpec| {
            let href = self.url(item.path);
            let current = here == href || here.starts_with(&format!("{href}/"));
            ui::NavItem { href, text: self.t(item.text).into_owned(), current, count: None }
        };
        let group = |menu: &NavMenu| {
            let allowed = menu.items.iter().filter(|item| self.actor.may(item.right));
            let text =
                if menu.text.is_empty() { String::new() } else { self.t(menu.text).into_owned() };
            ui::NavGroup { text, items: allowed.map(entry).collect() }
        };
        self.kit.nav.iter().map(group).filter(|group| !group.items.is_empty()).collect()
    }
}

/// The entries in one row when they are few, or else in groups; a group of one entry is that entry.
fn rows_or_groups(mut groups: Vec<ui::NavGroup>) -> (Vec<ui::NavItem>, Vec<ui::NavGroup>) {
    let all: usize = groups.iter().map(|group| group.items.len()).sum();
    if all <= NAV_ROW_MAX {
        return (groups.into_iter().flat_map(|group| group.items).collect(), Vec::new());
    }
    for group in groups.iter_mut().filter(|group| group.items.len() == 1) {
        group.text.clear();
    }
    (Vec::new(), groups)
}

impl<S: Send + Sync> FromRequestParts<S> for Ctx {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Problem> {
        parts.extensions.get::<Ctx>().cloned().ok_or_else(|| Problem::internal("no context"))
    }
}

/// The parameter `{id}` of the path. What is not an id is not found.
#[derive(Clone, Copy, Debug)]
pub struct Id<T>(pub T);

impl<S: Send + Sync, T: FromStr> FromRequestParts<S> for Id<T> {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Problem> {
        let params =
            RawPathParams::from_request_parts(parts, state).await.map_err(|_| Problem::NotFound)?;
        let text = params.iter().find(|(name, _)| *name == "id").map(|(_, value)| value);
        text.and_then(|text| text.parse().ok()).map(Id).ok_or(Problem::NotFound)
    }
}
