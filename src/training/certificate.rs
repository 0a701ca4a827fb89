//! Certificates on the screen: all of them, those that end soon, those of one seminar.

use super::SeminarId;
use super::frame::{self, HOME, name_of};
use super::load;
use super::paper;
use super::renewal;
use super::table::{self, Cell, Line, List, Tile};
use crate::app::App;
use axum::extract::State as Shared;
use axum::response::Response;
use kit::audit;
use kit::types::Day;
use kit::web::{Ctx, Form, Problem, choices};
use std::collections::HashMap;

/// The columns of a list of certificates.
pub const COLUMNS: [&str; 5] = ["number", "employee", "seminar", "issued", "valid"];
const STATES: [&str; 5] = ["valid", "soon", "over", "renewed", "revoked"];
const BACK: (&str, &str) = ("/certificates", "training-certificates");

/// Certificates as lines, with the names of employees and seminars.
#[must_use]
pub fn line(
    ctx: &Ctx,
    row: &paper::Issued,
    (name, title): (String, String),
    (warn, is_renewed): ((Day, i32), bool),
) -> Line {
    let (word, colour) = paper::state(row, warn, is_renewed);
    Line {
        href: ctx.url(&format!("{HOME}/issued/{}", row.id)),
        cells: vec![
            Cell::new(paper::number(&row.kind, row.year, row.number)),
            Cell::new(name),
            Cell::new(title),
            Cell::day(Some(row.issued_on)),
            match row.valid_until {
                Some(until) => Cell::day(Some(until)),
                None => Cell::new(ctx.t("training-for-good")),
            },
        ],
        word: ctx.t(&format!("training-certificate-{word}")).into_owned(),
        colour,
    }
}

/// The rows that are asked for, and how many stand in each state.
struct Found {
    lines: Vec<Line>,
    counts: HashMap<&'static str, usize>,
}

async fn found(
    app: &App,
    ctx: &Ctx,
    (form, what): (&Form, audit::Entry),
) -> Result<Found, Problem> {
    let law = app.law(ctx.actor.municipality);
    let warn = law.training_numbers().map_err(Problem::internal)?.warn_days;
    let warn = (app.today(), i32::try_from(warn).unwrap_or(0));
    let mut tx = app.db.read(&ctx.actor).await?;
    let mut all = paper::certificates(&tx, None).await?;
    let courses = renewal::courses(&tx, &all).await?;
    let renewed = renewal::renewed(&all, &courses);
    let state_of = |row: &paper::Issued| {
        let is_renewed = renewed.contains(&row.id);
        paper::state(row, warn, is_renewed).0
    };
    let mut counts: HashMap<&'static str, usize> = HashMap::new();
    for row in &all {
        *counts.entry(state_of(row)).or_default() += 1;
    }
    let (state, year) = (form.get("state"), form.get("year"));
    let seminar: Option<SeminarId> = form.get("seminar").parse().ok();
    all.retain(|row| seminar.is_none_or(|id| row.seminar_id == id));
    all.retain(|row| state.is_empty() || state_of(row) == state);
    all.retain(|row| year.is_empty() || row.year.to_string() == year);
    let names = frame::names(&tx, all.iter().filter_map(|row| row.employee_id)).await?;
    let mut ids: Vec<SeminarId> = all.iter().map(|row| row.seminar_id).collect();
    ids.sort_unstable();
    ids.dedup();
    let seminars = load::some_seminars(&tx, &ids).await?;
    tx.audit(what);
    tx.commit().await?;
    let words = |row: &paper::Issued| {
        let title = seminars.iter().find(|one| one.row.id == row.seminar_id);
        let title = title.map(|one| one.row.title.clone()).unwrap_or_default();
        let name = row.employee_id.map(|id| name_of(&names, id)).unwrap_or_default();
        line(ctx, row, (name, title), (warn, renewed.contains(&row.id)))
    };
    Ok(Found { lines: all.iter().map(words).collect(), counts })
}

/// What must be seen to, as numbers that open their lists.
fn tiles(ctx: &Ctx, counts: &HashMap<&'static str, usize>) -> Vec<Tile> {
    let tile = |(code, colour): (&'static str, &'static str)| {
        let number = counts.get(code).copied().unwrap_or(0);
        Tile {
            href: ctx.url(&format!("{HOME}/certificates?state={code}")),
            number,
            text: ctx.t(&format!("training-certificate-{code}")).into_owned(),
            state: if number > 0 { colour } else { "" },
        }
    };
    [("soon", "soon"), ("over", "late"), ("valid", "")].map(tile).into()
}

/// `GET /training/certificates?state=&seminar=&year=`.
pub async fn list(Shared(app): Shared<App>, ctx: Ctx, form: Form) -> Result<Response, Problem> {
    let what = audit::Entry::list("training-certificates");
    let found = found(&app, &ctx, (&form, what)).await?;
    let mut list = List::new(BACK, &COLUMNS, found.lines);
    list.tiles = tiles(&ctx, &found.counts);
    list.lead = ctx.t("training-certificates-lead").into_owned();
    list.states =
        choices(&ctx, &STATES, form.get("state"), |code| format!("training-certificate-{code}"));
    list.kept = ["seminar", "year"].map(|name| (name, form.get(name).to_owned())).into();
    list.file = "/certificates.csv".to_owned();
    list.empty = "training-empty-certificates";
    table::shown(&ctx, form, list)
}

/// `GET /training/certificates.csv`.
pub async fn csv(Shared(app): Shared<App>, ctx: Ctx, form: Form) -> Result<Response, Problem> {
    let what = audit::Entry::new("print", "training-certificates", "list");
    let found = found(&app, &ctx, (&form, what)).await?;
    table::csv(&ctx, &form, (&COLUMNS, "certificates"), found.lines)
}
