//! The cycles of planning, and beginning one.

use super::course::{State, refused_year};
use super::document::KINDS;
use super::frame::{self, HOME, heads, home, name};
use super::store::planning_cycle;
use super::table::{Block, Line, PlanningPage};
use super::{WRITE, act, load};
use crate::app::App;
use axum::extract::State as Shared;
use axum::response::Response;
use kit::audit::Entry;
use kit::types::Day;
use kit::web::{Act, Around, Ctx, Form, Problem, chosen, cut, day_values, see};
use ui::Link;

const COLUMNS: [&str; 4] = ["cycle", "decision", "sent", "state"];

fn numbered(ctx: &Ctx, number: &str, day: Option<Day>) -> String {
    let told = |day: Day| {
        let args = [("number", number.to_owned()), ("day", day.bg())];
        ctx.ta("planning-numbered", &args).into_owned()
    };
    day.map(told).unwrap_or_default()
}

fn line(ctx: &Ctx, row: &planning_cycle::Model) -> Line {
    let state = State::of(&row.state);
    Line {
        href: ctx.url(&home(row.id)),
        cells: vec![
            name(ctx, &row.kind, row.year),
            numbered(ctx, &row.decision_number, row.decided_on),
            numbered(ctx, &row.sent_number, row.sent_on),
        ],
        word: ctx.t(&format!("planning-state-{}", state.code())).into_owned(),
        colour: state.colour(),
    }
}

/// `GET /planning`.
pub async fn list(Shared(app): Shared<App>, ctx: Ctx, form: Form) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let rows = load::all(&tx).await?;
    tx.audit(Entry::list("planning-cycle"));
    tx.commit().await?;
    let mut page = PlanningPage::new(ctx.page(ctx.t("planning-title")));
    page.lead = ctx.t("planning-lead").into_owned();
    if ctx.actor.may(WRITE) {
        let new = ctx.url(&format!("{HOME}/new"));
        page.actions.push(Link::new(new, ctx.t("planning-new")));
    }
    let (rows, pages) = cut(rows, &form, &ctx.url(HOME));
    page.pages = pages;
    let rows = rows.iter().map(|row| line(&ctx, row)).collect();
    let empty = ctx.t("planning-empty").into_owned();
    page.blocks = vec![Block { heads: heads(&ctx, &COLUMNS), rows, empty, ..Block::default() }];
    page.links.push(Link::new(ctx.url(frame::PUBLIC), ctx.t("planning-public")));
    page.shown()
}

fn new_shown(ctx: &Ctx, form: &Form) -> Result<Response, Problem> {
    let page = frame::page(ctx, ctx.t("planning-new"));
    Act::new("planning-new", "/new", "planning-begin")
        .lead(ctx.t("planning-new-lead"))
        .one((ctx, form), "kind", ("planning-column-kind", &KINDS), |code| {
            format!("planning-kind-{code}")
        })
        .line((ctx, form), "year", "planning-column-year")
        .day((ctx, form), "on", ("planning-figures-on", String::new()))
        .shown(ctx, Around { page, home: HOME.to_owned(), version: 0 }, form)
}

/// `GET /planning/new`.
pub async fn new_form(Shared(app): Shared<App>, ctx: Ctx) -> Result<Response, Problem> {
    let today = app.today();
    let mut values = vec![
        ("kind".to_owned(), KINDS[1].to_owned()),
        // The annual plan is of the next calendar year (чл. 59 НПСУ).
        ("year".to_owned(), (today.0.year() + 1).to_string()),
    ];
    values.extend(day_values("on", Some(today)));
    new_shown(&ctx, &Form::filled(ctx.lang, values))
}

/// `POST /planning/new`.
pub async fn new_save(
    Shared(app): Shared<App>,
    ctx: Ctx,
    mut form: Form,
) -> Result<Response, Problem> {
    let today = app.today();
    let kind = chosen(&mut form, "kind", &KINDS);
    let year: Option<i16> = form.parsed("year", "planning-wrong-year");
    let on = form.day("on");
    if on.is_some_and(|on| on > today) {
        form.wrong("on", "planning-wrong-ahead");
    }
    let refused = year.filter(|_| form.ok()).and_then(|year| refused_year(&kind, year, today));
    if let Some(key) = refused {
        form.wrong("year", key);
    }
    let law = app.law(ctx.actor.municipality);
    let mut tx = app.db.write(&ctx.actor).await?;
    let (Some(year), Some(on), true) = (year, on, form.ok()) else {
        tx.audit(Entry::list("planning-cycle"));
        tx.commit().await?;
        return new_shown(&ctx, &form);
    };
    tx.use_form(&form.key(), &ctx.url(HOME)).await?;
    let id = act::begin(&mut tx, &law, (&kind, year.into(), on)).await?;
    tx.commit().await?;
    Ok(see(&ctx, &home(id), Some("planning-saved")))
}
