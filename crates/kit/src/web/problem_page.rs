//! Draws a [`Problem`] in the language of the asker, as a page or as RFC 9457.

use super::ctx::{Ctx, Kit};
use super::guard::{is_api, language};
use super::problem::{Compared, Problem};
use super::render;
use askama::Template;
use axum::extract::{Request, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use std::sync::Arc;

#[derive(Template)]
#[template(path = "web/problem.html")]
struct ProblemPage {
    page: ui::Page,
    text: String,
    detail: Option<String>,
    reference: Option<String>,
    compared: Vec<Compared>,
}

/// The outermost middleware but one: turns what handlers returned into what people read.
pub(super) async fn draw(State(kit): State<Arc<Kit>>, request: Request, next: Next) -> Response {
    let path: Arc<str> = request.uri().path().into();
    let (lang, chosen) = language(request.headers(), request.uri().query());
    let mut response = next.run(request).await;
    if let Some(problem) = response.extensions().get::<Arc<Problem>>().cloned() {
        let ctx = response.extensions().get::<Ctx>().cloned();
        response = match &*problem {
            Problem::Done(location) => render::redirect(location),
            _ if is_api(&path) => as_json(&problem, lang),
            _ => as_page(&kit, ctx.as_ref(), &problem, lang, &path),
        };
    }
    if chosen
        && let Ok(value) =
            format!("opora-lang={}; Path=/; Max-Age=31536000; SameSite=Lax", lang.tag())
                .parse::<HeaderValue>()
    {
        response.headers_mut().append(header::SET_COOKIE, value);
    }
    response
}

/// A number by which the log line of a failure is found. Only failures of ours have one.
fn reference(problem: &Problem) -> Option<String> {
    let cause = match problem {
        Problem::Internal(cause) | Problem::Unavailable(cause) => cause.as_str(),
        Problem::Full => "the disk is full",
        _ => return None,
    };
    let number = crate::types::encode_id(i64::from(crate::crypto::random_u32()))[6..].to_owned();
    tracing::error!(reference = %number, %cause, "a request failed");
    Some(number)
}

fn detail(problem: &Problem, lang: ui::Lang) -> Option<String> {
    match problem {
        Problem::BadRequest(key) | Problem::Impossible(key) => {
            Some(ui::text::text(lang, key).into_owned())
        }
        Problem::BadJson(why) => Some(why.clone()),
        _ => None,
    }
}

fn as_page(
    kit: &Kit,
    ctx: Option<&Ctx>,
    problem: &Problem,
    lang: ui::Lang,
    path: &str,
) -> Response {
    let title = ui::text::text(lang, problem.key()).into_owned();
    let text = ui::text::text(lang, &format!("{}-text", problem.key())).into_owned();
    let mut page = match ctx {
        Some(ctx) => ctx.page(title),
        None => ui::Page { path: path.to_owned(), public: true, ..ui::Page::new(lang, title) },
    };
    if page.municipality.is_none()
        && let Some(municipality) = kit.db.municipality(path.split('/').nth(1).unwrap_or_default())
    {
        let name = municipality.name.clone();
        page.municipality = Some(ui::Municipality { slug: municipality.slug.clone(), name });
    }
    let compared = match problem {
        Problem::Conflict(compared) => compared.clone(),
        _ => Vec::new(),
    };
    let reference = reference(problem);
    let drawn = ProblemPage { page, text, detail: detail(problem, lang), reference, compared };
    let mut response = render::html(&drawn).unwrap_or_else(|_| {
        (StatusCode::INTERNAL_SERVER_ERROR, "Опора: страницата не може да бъде показана.")
            .into_response()
    });
    *response.status_mut() = problem.status();
    response
}

fn as_json(problem: &Problem, lang: ui::Lang) -> Response {
    let mut body = serde_json::json!({
        "type": format!("urn:opora:{}", problem.key()),
        "title": ui::text::text(lang, problem.key()),
        "status": problem.status().as_u16(),
        "detail": detail(problem, lang)
            .unwrap_or_else(|| ui::text::text(lang, &format!("{}-text", problem.key())).into_owned()),
    });
    if let Some(number) = reference(problem) {
        body["instance"] = format!("urn:opora:failure:{number}").into();
    }
    if let Problem::Fields(fields) = problem {
        let errors =
            fields.iter().map(|(name, text)| serde_json::json!({"field": name, "text": text}));
        body["errors"] = errors.collect();
    }
    let kind = (header::CONTENT_TYPE, "application/problem+json");
    (problem.status(), [kind], body.to_string()).into_response()
}
