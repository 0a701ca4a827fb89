//! The forecasts, the newest first.

use super::content::What;
use super::frame::{self, ASSUMPTIONS, HOME, home};
use super::store::forecast;
use super::table::{Block, ForecastPage, Line};
use super::words::heads;
use super::{WRITE, load};
use crate::app::App;
use axum::extract::State as Shared;
use axum::response::Response;
use kit::audit::Entry;
use kit::web::{Ctx, Form, Problem, cut};
use ui::Link;

/// A forecast in a line.
fn line(ctx: &Ctx, row: &forecast::Model) -> Line {
    let what = What::of(&row.kind);
    let unit = match what {
        What::Need => "forecast-ahead-years",
        What::Waiting => "forecast-ahead-months",
    };
    let (word, colour) = match row.ended_at {
        Some(_) => ("forecast-state-done", "green"),
        None => ("forecast-state-running", "yellow"),
    };
    Line {
        href: ctx.url(&home(row.id)),
        cells: vec![
            row.title.clone(),
            ctx.t(&format!("forecast-what-{}", what.code())).into_owned(),
            ctx.ta(unit, &[("count", row.ahead)]).into_owned(),
            format!("{}, {}", row.account_name, row.made_at.bg()),
        ],
        word: ctx.t(word).into_owned(),
        colour,
    }
}

/// `GET /forecasts`.
pub async fn list(Shared(app): Shared<App>, ctx: Ctx, form: Form) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let rows = load::all(&tx).await?;
    tx.audit(Entry::list("forecast"));
    tx.commit().await?;
    let mut page = ForecastPage::new(ctx.page(ctx.t("forecast-title")));
    page.lead = ctx.t("forecast-lead").into_owned();
    let link = |path: &str, key: &str| Link::new(ctx.url(path), ctx.t(key));
    if ctx.actor.may(WRITE) {
        page.actions = vec![
            link(&format!("{HOME}/new"), "forecast-new"),
            link(&format!("{HOME}/new-waiting"), "forecast-new-waiting"),
        ];
    }
    if rows.is_empty() {
        page.empty = ctx.t("forecast-empty").into_owned();
    }
    let (rows, pages) = cut(rows, &form, &ctx.url(HOME));
    page.pages = pages;
    page.blocks = vec![Block {
        heads: heads(ctx.lang, &["title", "what", "ahead", "made", "state"]),
        rows: rows.iter().map(|row| line(&ctx, row)).collect(),
        ..Block::default()
    }];
    page.links = vec![
        link(ASSUMPTIONS, "forecast-assumptions"),
        link(&format!("{HOME}/compare"), "forecast-compare"),
    ];
    page.shown()
}

/// The frame of a page of one forecast.
#[must_use]
pub fn below(ctx: &Ctx, row: &forecast::Model, title: String) -> ui::Page {
    let mut page = frame::page(ctx, title);
    page.breadcrumbs.insert(1, Link::new(ctx.url(&home(row.id)), row.title.clone()));
    page
}
