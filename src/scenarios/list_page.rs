//! The scenarios, the newest first.

use super::content::Kind;
use super::frame::{HOME, RATES, home};
use super::store::scenario;
use super::table::{Block, Line, ScenarioPage};
use super::words::heads;
use super::{WRITE, load};
use crate::app::App;
use axum::extract::State as Shared;
use axum::response::Response;
use kit::audit::Entry;
use kit::web::{Ctx, Form, Problem, cut};
use ui::Link;

/// A scenario in a line.
fn line(ctx: &Ctx, row: &scenario::Model) -> Line {
    let (word, colour) = match row.ended_at {
        Some(_) => ("scenario-state-done", "green"),
        None => ("scenario-state-running", "yellow"),
    };
    Line {
        href: ctx.url(&home(row.id)),
        cells: vec![
            row.title.clone(),
            ctx.t(&format!("scenario-kind-{}", Kind::of(&row.kind).code())).into_owned(),
            format!("{}, {}", row.account_name, row.made_at.bg()),
        ],
        word: ctx.t(word).into_owned(),
        colour,
    }
}

/// `GET /scenarios`.
pub async fn list(Shared(app): Shared<App>, ctx: Ctx, form: Form) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let rows = load::all(&tx).await?;
    tx.audit(Entry::list("scenario"));
    tx.commit().await?;
    let mut page = ScenarioPage::new(ctx.page(ctx.t("scenario-title")));
    page.lead = ctx.t("scenario-lead").into_owned();
    let link = |path: &str, key: &str| Link::new(ctx.url(path), ctx.t(key));
    if ctx.actor.may(WRITE) {
        page.actions = vec![
            link(&format!("{HOME}/new"), "scenario-new"),
            link(&format!("{HOME}/new-sites"), "scenario-new-sites"),
        ];
    }
    if rows.is_empty() {
        page.empty = ctx.t("scenario-empty").into_owned();
    }
    let (rows, pages) = cut(rows, &form, &ctx.url(HOME));
    page.pages = pages;
    page.blocks = vec![Block {
        heads: heads(ctx.lang, &["title", "kind", "made", "state"], 4),
        rows: rows.iter().map(|row| line(&ctx, row)).collect(),
        ..Block::default()
    }];
    page.links =
        vec![link(&format!("{HOME}/compare"), "scenario-compare"), link(RATES, "scenario-rates")];
    page.shown()
}
