//! The analyses by year, and beginning one.

use super::course::{State, refused_year};
use super::frame::{self, HOME, home};
use super::store::review_analysis;
use super::table::{Block, Line, ReviewPage};
use super::{WRITE, act, load};
use crate::app::App;
use axum::extract::State as Shared;
use axum::response::Response;
use kit::audit::Entry;
use kit::types::Day;
use kit::web::{Act, Around, Ctx, Form, Problem, see};
use ui::{Head, Link};

const COLUMNS: [&str; 4] = ["year", "decision", "sent", "state"];

/// The heads of a table.
#[must_use]
pub fn heads(ctx: &Ctx, names: &[&str]) -> Vec<Head> {
    names.iter().map(|name| Head::new(ctx.t(&format!("review-column-{name}")))).collect()
}

fn numbered(number: &str, day: Option<Day>) -> String {
    day.map(|day| format!("{number}/{}", day.bg())).unwrap_or_default()
}

fn line(ctx: &Ctx, row: &review_analysis::Model) -> Line {
    let state = State::of(&row.state);
    Line {
        href: ctx.url(&home(row.id)),
        cells: vec![
            row.year.to_string(),
            numbered(&row.decision_number, row.decided_on),
            numbered(&row.sent_number, row.sent_on),
        ],
        word: ctx.t(&format!("review-state-{}", state.code())).into_owned(),
        colour: state.colour(),
    }
}

/// `GET /review`.
pub async fn list(Shared(app): Shared<App>, ctx: Ctx) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let rows = load::all(&tx).await?;
    tx.audit(Entry::list("review-analysis"));
    tx.commit().await?;
    let mut page = ReviewPage::new(ctx.page(ctx.t("review-title")));
    page.lead = ctx.t("review-lead").into_owned();
    if ctx.actor.may(WRITE) {
        let new = ctx.url(&format!("{HOME}/new"));
        page.actions.push(Link::new(new, ctx.t("review-new")));
    }
    if rows.is_empty() {
        page.empty = ctx.t("review-empty").into_owned();
    }
    let rows = rows.iter().map(|row| line(&ctx, row)).collect();
    page.blocks = vec![Block { heads: heads(&ctx, &COLUMNS), rows, ..Block::default() }];
    page.shown()
}

fn new_shown(ctx: &Ctx, form: &Form) -> Result<Response, Problem> {
    let page = frame::page(ctx, ctx.t("review-new"));
    Act::new("review-new", "/new", "review-begin")
        .lead(ctx.t("review-new-lead"))
        .line((ctx, form), "year", "review-column-year")
        .shown(ctx, Around { page, home: HOME.to_owned(), version: 0 }, form)
}

/// `GET /review/new`.
pub async fn new_form(Shared(app): Shared<App>, ctx: Ctx) -> Result<Response, Problem> {
    // By 30 April the year before is analysed (чл. 113, ал. 2 ЗСУ).
    let year = (app.today().0.year() - 1).to_string();
    new_shown(&ctx, &Form::filled(ctx.lang, [("year", year)]))
}

/// `POST /review/new`.
pub async fn new_save(
    Shared(app): Shared<App>,
    ctx: Ctx,
    mut form: Form,
) -> Result<Response, Problem> {
    let year: Option<i16> = form.parsed("year", "review-wrong-year");
    if let Some(key) = year.and_then(|year| refused_year(year, app.today())) {
        form.wrong("year", key);
    }
    let law = app.law(ctx.actor.municipality);
    let mut tx = app.db.write(&ctx.actor).await?;
    let (Some(year), true) = (year, form.ok()) else {
        tx.audit(Entry::list("review-analysis"));
        tx.commit().await?;
        return new_shown(&ctx, &form);
    };
    tx.use_form(&form.key(), &ctx.url(HOME)).await?;
    let id = act::begin(&mut tx, &law, year).await?;
    tx.commit().await?;
    Ok(see(&ctx, &home(id), Some("review-saved")))
}
