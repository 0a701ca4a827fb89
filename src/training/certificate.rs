//! Certificates on the screen: all of them, those that end soon, those of one seminar.

use super::SeminarId;
use super::frame::{self, HOME, name_of};
use super::load;
use super::paper;
use super::store::training_paper;
use super::table::{self, Cell, Line, List};
use crate::app::App;
use axum::extract::State as Shared;
use axum::response::Response;
use kit::audit;
use kit::types::Day;
use kit::web::{Ctx, Form, Problem, choices};

/// The columns of a list of certificates.
pub const COLUMNS: [&str; 5] = ["number", "employee", "seminar", "issued", "valid"];
const STATES: [&str; 4] = ["valid", "soon", "over", "revoked"];
const BACK: (&str, &str) = ("/certificates", "training-certificates");

/// Certificates as lines, with the names of employees and seminars.
#[must_use]
pub fn line(
    ctx: &Ctx,
    row: &training_paper::Model,
    (name, title): (String, String),
    (today, warn): (Day, i32),
) -> Line {
    let (word, colour) = paper::state(row, (today, warn));
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

async fn lines(
    app: &App,
    ctx: &Ctx,
    (form, what): (&Form, audit::Entry),
) -> Result<Vec<Line>, Problem> {
    let law = app.law(ctx.actor.municipality);
    let warn = law.training_numbers().map_err(Problem::internal)?.warn_days;
    let warn = (app.today(), i32::try_from(warn).unwrap_or(0));
    let mut tx = app.db.read(&ctx.actor).await?;
    let mut all = paper::certificates(&tx, None).await?;
    let (state, year) = (form.get("state"), form.get("year"));
    let seminar: Option<SeminarId> = form.get("seminar").parse().ok();
    all.retain(|row| seminar.is_none_or(|id| row.seminar_id == id));
    all.retain(|row| state.is_empty() || paper::state(row, warn).0 == state);
    all.retain(|row| year.is_empty() || row.year.to_string() == year);
    let names = frame::names(&tx, all.iter().filter_map(|row| row.employee_id)).await?;
    let mut ids: Vec<SeminarId> = all.iter().map(|row| row.seminar_id).collect();
    ids.sort_unstable();
    ids.dedup();
    let seminars = load::some_seminars(&tx, &ids).await?;
    tx.audit(what);
    tx.commit().await?;
    let words = |row: &training_paper::Model| {
        let title = seminars.iter().find(|one| one.row.id == row.seminar_id);
        let title = title.map(|one| one.row.title.clone()).unwrap_or_default();
        let name = row.employee_id.map(|id| name_of(&names, id)).unwrap_or_default();
        line(ctx, row, (name, title), warn)
    };
    Ok(all.iter().map(words).collect())
}

/// `GET /training/certificates?state=&seminar=&year=`.
pub async fn list(Shared(app): Shared<App>, ctx: Ctx, form: Form) -> Result<Response, Problem> {
    let what = audit::Entry::list("training-certificates");
    let lines = lines(&app, &ctx, (&form, what)).await?;
    let mut list = List::new(BACK, &COLUMNS, lines);
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
    let lines = lines(&app, &ctx, (&form, what)).await?;
    table::csv(&ctx, &form, (&COLUMNS, "certificates"), lines)
}
