//! The duties of a year or a month as a list with filters, and the same as a file.

use super::course::{STATES, colour};
use super::frame::{self, place, year_of};
use super::load::{self, Row};
use super::rule;
use super::table::{self, Cell, Line, List};
use crate::app::App;
use axum::extract::State as Shared;
use axum::response::Response;
use kit::audit::Entry;
use kit::types::{AccountId, Day};
use kit::web::{Ctx, Form, Problem, choices};
use std::collections::{BTreeSet, HashMap};
use ui::Choice;

/// The columns of a list of duties.
pub const COLUMNS: [&str; 5] = ["duty", "due", "articles", "owner", "done"];
/// What stands in the place of an owner when nobody answers.
const NOBODY: &str = "nobody";

/// A duty as a line.
#[must_use]
pub fn line(ctx: &Ctx, row: &Row, (names, today): (&HashMap<AccountId, String>, Day)) -> Line {
    let duty = row.one.duty;
    let state = row.state(today);
    let owner = row.owner.and_then(|id| names.get(&id).cloned());
    let done = row.mark.as_ref().and_then(|mark| mark.done_on);
    Line {
        href: ctx.url(&place(&duty.code, &row.one.occasion)),
        cells: vec![
            Cell::new(row.name()),
            Cell::day(Some(row.one.due)),
            Cell::new(duty.articles.join("; ")),
            Cell::new(owner.unwrap_or_else(|| ctx.t("duties-nobody").into_owned())),
            Cell::day(done),
        ],
        word: ctx.t(&format!("duties-state-{state}")).into_owned(),
        colour: colour(state),
    }
}

struct Found {
    lines: Vec<Line>,
    owners: Vec<Choice>,
}

fn is_wanted(row: &Row, form: &Form, today: Day) -> bool {
    let asked = |name: &str, value: &str| form.get(name).is_empty() || form.get(name) == value;
    let owner = row.owner.map_or_else(|| NOBODY.to_owned(), |id| id.to_string());
    asked("state", row.state(today))
        && asked("owner", &owner)
        && asked("act", &row.one.duty.act)
        && asked("month", &row.one.due.0.month().to_string())
}

async fn found(app: &App, ctx: &Ctx, (form, what): (&Form, Entry)) -> Result<Found, Problem> {
    let today = app.today();
    let law = app.law(ctx.actor.municipality);
    let mut tx = app.db.read(&ctx.actor).await?;
    let rows = load::year(&tx, &law, year_of(form, today)).await?;
    let (mut owners, names) = frame::people(&tx).await?;
    tx.audit(what);
    tx.commit().await?;
    owners.push(Choice::new(NOBODY, ctx.t("duties-nobody")));
    let chosen = form.get("owner");
    let mark = |one: Choice| {
        let is_chosen = one.value == chosen;
        one.checked(is_chosen)
    };
    let wanted = rows.iter().filter(|row| is_wanted(row, form, today));
    let lines = wanted.map(|row| line(ctx, row, (&names, today))).collect();
    Ok(Found { lines, owners: owners.into_iter().map(mark).collect() })
}

/// The acts to choose from.
#[must_use]
pub fn acts(chosen: &str) -> Vec<Choice> {
    let acts: BTreeSet<&str> = rule::book().duties.iter().map(|one| one.act.as_str()).collect();
    acts.into_iter().map(|act| Choice::new(act, act).checked(act == chosen)).collect()
}

fn months(chosen: &str) -> Vec<Choice> {
    let one = |month: i32| {
        let value = month.to_string();
        let is_chosen = value == chosen;
        Choice::new(value, format!("{month:02}")).checked(is_chosen)
    };
    (1..=12).map(one).collect()
}

/// `GET /duties/list?year=&month=&state=&owner=&act=`.
pub async fn list(Shared(app): Shared<App>, ctx: Ctx, form: Form) -> Result<Response, Problem> {
    let year = year_of(&form, app.today());
    let found = found(&app, &ctx, (&form, Entry::list("duties"))).await?;
    let mut list = List::new(("/list", "duties-list"), &COLUMNS, found.lines);
    list.lead = ctx.ta("duties-list-lead", &[("year", year)]).into_owned();
    list.around = frame::around(&ctx, "/list", year);
    list.kept = vec![("year", year.to_string())];
    list.states = choices(&ctx, &STATES, form.get("state"), |code| format!("duties-state-{code}"));
    list.picks = vec![
        ("month", ctx.t("duties-column-month").into_owned(), months(form.get("month"))),
        ("owner", ctx.t("duties-column-owner").into_owned(), found.owners),
        ("act", ctx.t("duties-column-act").into_owned(), acts(form.get("act"))),
    ];
    list.file = "/list.csv".to_owned();
    list.empty = "duties-empty-list";
    table::shown(&ctx, form, list)
}

/// `GET /duties/list.csv`.
pub async fn csv(Shared(app): Shared<App>, ctx: Ctx, form: Form) -> Result<Response, Problem> {
    let what = Entry::new("print", "duties", "list");
    let found = found(&app, &ctx, (&form, what)).await?;
    table::csv(&ctx, &form, (&COLUMNS, "duties"), found.lines)
}
