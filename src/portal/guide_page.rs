//! The guide of rights for anybody: the situations of life, one page for each, the glossary.

use super::book::{self, Meaning};
use super::frame::{self, AWAY, COMPLAINT, HOME};
use super::guide;
use super::text::{Part, parts};
use crate::app::App;
use crate::municipality::Settings;
use askama::Template;
use axum::extract::{Path, State as Shared};
use axum::response::Response;
use kit::web::{Ctx, Problem, html};
use ui::Link;

/// A situation in the list.
struct Row {
    href: String,
    title: String,
    lead: String,
}

#[derive(Template)]
#[template(path = "portal/guide.html")]
struct GuidePage {
    page: ui::Page,
    rows: Vec<Row>,
    check: String,
    glossary: String,
}

/// `GET /portal/guide`.
pub async fn list(Shared(app): Shared<App>, ctx: Ctx) -> Result<Response, Problem> {
    let tx = app.db.read(&ctx.actor).await?;
    let all = guide::all(&tx, ctx.lang).await?;
    tx.rollback().await;
    let row = |(article, shown): (&book::Article, guide::Shown)| Row {
        href: ctx.url(&format!("{HOME}/guide/{}", article.code)),
        title: shown.text.title,
        lead: shown.text.lead,
    };
    html(&GuidePage {
        page: frame::page(&ctx, ctx.t("portal-guide"), "/guide"),
        rows: all.into_iter().map(row).collect(),
        check: ctx.url(super::neighbours::CHECK),
        glossary: ctx.url(&format!("{HOME}/glossary")),
    })
}

#[derive(Template)]
#[template(path = "portal/article.html")]
struct ArticlePage {
    page: ui::Page,
    lead: String,
    parts: Vec<Part>,
    leave: Option<&'static str>,
    services: String,
    articles: String,
    words: Vec<&'static Meaning>,
    phone: String,
    links: Vec<Link>,
}

/// The words of the glossary that stand in a text.
fn explained(ctx: &Ctx, text: &str) -> Vec<&'static Meaning> {
    let text = kit::search::plain(text);
    let all = book::terms().iter().map(|term| term.meaning(ctx.lang));
    all.filter(|one| text.contains(&kit::search::plain(&one.word))).collect()
}

/// `GET /portal/guide/{code}`.
pub async fn article(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Path((_, code)): Path<(String, String)>,
) -> Result<Response, Problem> {
    let article = book::article(&code).ok_or(Problem::NotFound)?;
    let tx = app.db.read(&ctx.actor).await?;
    let shown = guide::one(&tx, article, ctx.lang).await?;
    tx.rollback().await;
    let text = shown.text;
    let services = match article.need.is_empty() {
        true => String::new(),
        false => ctx.url(&format!("{HOME}/services?need={}", article.need)),
    };
    let link = |path: &str, key: &str| Link::new(ctx.url(path), ctx.t(key));
    html(&ArticlePage {
        page: frame::page(&ctx, text.title, "/guide"),
        words: explained(&ctx, &format!("{} {}", text.lead, text.body)),
        lead: text.lead,
        parts: parts(&text.body),
        leave: article.leave.then_some(AWAY),
        services,
        articles: article.articles.join("; "),
        phone: Settings::of(&ctx.municipality).phone,
        links: vec![
            link(super::neighbours::WISH, "portal-wish"),
            link(super::neighbours::QUESTION, "portal-question"),
            link(super::neighbours::BOOKING, "portal-booking"),
            link(COMPLAINT, "portal-complaint"),
        ],
    })
}

#[derive(Template)]
#[template(path = "portal/glossary.html")]
struct GlossaryPage {
    page: ui::Page,
    words: Vec<&'static Meaning>,
}

/// `GET /portal/glossary`.
pub async fn glossary(ctx: Ctx) -> Result<Response, Problem> {
    let mut words: Vec<&'static Meaning> =
        book::terms().iter().map(|term| term.meaning(ctx.lang)).collect();
    words.sort_by_cached_key(|one| kit::search::plain(&one.word));
    html(&GlossaryPage { page: frame::page(&ctx, ctx.t("portal-glossary"), "/glossary"), words })
}
