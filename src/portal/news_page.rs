//! What is new, for anybody: news, plans that are discussed with the way to say an opinion, campaigns,
//! the council, decisions.

use super::NewsId;
use super::frame::{self, COMPLAINT, HOME};
use super::news::{self, News};
use super::text::{Part, parts};
use crate::app::App;
use crate::campaigns;
use askama::Template;
use axum::extract::State as Shared;
use axum::response::Response;
use kit::types::Day;
use kit::web::{Ctx, Id, Problem, html};
use ui::Link;

/// A piece in a list.
pub struct Row {
    /// Its page.
    pub href: String,
    /// Its title.
    pub title: String,
    /// The language of the title.
    pub lang: &'static str,
    /// Its day, and until when opinions are taken.
    pub when: String,
}

/// A piece as a list shows it.
#[must_use]
pub fn row(ctx: &Ctx, one: &News, today: Day) -> Row {
    let until = one.until_on.filter(|_| one.is_open(today));
    let when = match until {
        Some(day) => {
            let args = [("day", one.published_on.bg()), ("until", day.bg())];
            ctx.ta("portal-plan-until", &args).into_owned()
        }
        None => one.published_on.bg(),
    };
    Row {
        href: ctx.url(&format!("{HOME}/news/{}", one.id)),
        title: one.title_in(ctx.lang).to_owned(),
        lang: one.lang_of(ctx.lang),
        when,
    }
}

#[derive(Template)]
#[template(path = "portal/news.html")]
struct NewsPage {
    page: ui::Page,
    plans: Vec<Row>,
    news: Vec<Row>,
    campaigns: Vec<(Link, String)>,
    council: String,
    decisions: String,
}

/// `GET /portal/news`.
pub async fn list(Shared(app): Shared<App>, ctx: Ctx) -> Result<Response, Problem> {
    let tx = app.db.read(&ctx.actor).await?;
    let all = news::shown(&tx, news::SHOWN).await?;
    let running = campaigns::open_pages(&tx).await?;
    let today = tx.today();
    tx.rollback().await;
    let (plans, others): (Vec<&News>, Vec<&News>) = all.iter().partition(|one| one.is_open(today));
    let campaign = |one: campaigns::OpenPage| {
        (Link::new(ctx.url(&format!("/campaigns/{}", one.code)), one.name), one.period)
    };
    html(&NewsPage {
        page: frame::page(&ctx, ctx.t("portal-news"), "/news"),
        plans: plans.into_iter().map(|one| row(&ctx, one, today)).collect(),
        news: others.into_iter().map(|one| row(&ctx, one, today)).collect(),
        campaigns: running.into_iter().map(campaign).collect(),
        council: ctx.url("/council-public"),
        decisions: ctx.url("/decisions/public"),
    })
}

#[derive(Template)]
#[template(path = "portal/piece.html")]
struct PiecePage {
    page: ui::Page,
    lang: &'static str,
    when: String,
    parts: Vec<Part>,
    more: String,
    opinion: Option<String>,
    proposal: String,
}

/// `GET /portal/news/{id}`.
pub async fn piece(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<NewsId>,
) -> Result<Response, Problem> {
    let tx = app.db.read(&ctx.actor).await?;
    let one = news::one(&tx, id).await?;
    let today = tx.today();
    tx.rollback().await;
    if !one.is_shown(today) {
        return Err(Problem::NotFound);
    }
    let about = format!("{}?about={HOME}/news/{id}", super::neighbours::QUESTION);
    html(&PiecePage {
        page: frame::page(&ctx, one.title_in(ctx.lang), "/news"),
        lang: one.lang_of(ctx.lang),
        when: row(&ctx, &one, today).when,
        parts: parts(one.body_in(ctx.lang)),
        more: one.href.clone(),
        opinion: one.is_open(today).then(|| ctx.url(&about)),
        proposal: ctx.url(COMPLAINT),
    })
}
