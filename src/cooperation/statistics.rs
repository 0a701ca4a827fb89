//! Requests and tasks of a year in numbers, by institution. Each number opens its list.

use super::InstitutionId;
use super::course::{REQUEST_STATES, TASK_STATES, counted};
use super::frame::{HOME, bg, lists};
use super::list::OWN;
use super::load::{self, Agreed, Inquiry, Which};
use super::request::{IN, OUT};
use crate::app::App;
use askama::Template;
use axum::extract::State as Shared;
use axum::response::Response;
use kit::audit::Entry;
use kit::store::{StoreError, Tx};
use kit::types::Day;
use kit::web::{Ctx, Form, Problem, html};
use std::collections::{BTreeMap, HashMap};
use ui::{Head, Link, NavItem};

/// The numbers of one institution.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// The institution; none for the municipality itself.
    pub id: Option<InstitutionId>,
    /// Its name.
    pub name: String,
    /// All, then by state.
    pub counts: [i64; 8],
}

/// The numbers of a year.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Numbers {
    /// Requests to institutions.
    pub asked: Vec<Row>,
    /// Requests from institutions.
    pub received: Vec<Row>,
    /// Tasks agreed at conferences of the year.
    pub tasks: Vec<Row>,
}

/// Groups what is counted by the name of the institution.
fn grouped<'a>(
    names: &HashMap<InstitutionId, String>,
    found: impl Iterator<Item = (Option<InstitutionId>, &'a str)>,
    count: impl Fn(&[&'a str]) -> [i64; 8],
) -> Vec<Row> {
    let mut groups: BTreeMap<(String, Option<InstitutionId>), Vec<&'a str>> = BTreeMap::new();
    for (id, state) in found {
        let name = id.and_then(|id| names.get(&id).cloned());
        let name = name.unwrap_or_else(|| bg("cooperation-own-office"));
        groups.entry((name, id)).or_default().push(state);
    }
    let row = |((name, id), states): ((String, Option<InstitutionId>), Vec<&'a str>)| Row {
        id,
        name,
        counts: count(&states),
    };
    groups.into_iter().map(row).collect()
}

/// Tasks in numbers: all, then by state as in [`TASK_STATES`].
fn task_counts(states: &[&str]) -> [i64; 8] {
    let mut counts = [0; 8];
    let number = |count: usize| i64::try_from(count).unwrap_or(i64::MAX);
    counts[0] = number(states.len());
    for (at, known) in TASK_STATES.iter().enumerate() {
        counts[at + 1] = number(states.iter().filter(|state| *state == known).count());
    }
    counts
}

/// Counts a year.
///
/// # Errors
/// When the database does not answer.
pub async fn numbers(tx: &Tx, year: i32) -> Result<Numbers, StoreError> {
    let names = load::names(tx).await?;
    let requests = load::requests(tx, Which::default()).await?;
    let conferences = load::conferences(tx, None).await?;
    let of_year = conferences.iter().filter(|one| i32::from(one.row.day.0.year()) == year);
    let ids: Vec<_> = of_year.map(|one| one.row.id).collect();
    let tasks = load::tasks(tx, None).await?;
    let today = tx.today();
    let own = |way: &'static str| {
        let of = move |one: &&Inquiry| one.row.year == year && one.row.direction == way;
        requests.iter().filter(of).map(move |one| (Some(one.row.institution_id), one.state(today)))
    };
    let agreed = tasks.iter().filter(|one: &&Agreed| ids.contains(&one.row.conference_id));
    let agreed = agreed.map(|one| (one.row.institution_id, one.state(today)));
    let count = |states: &[&'static str]| counted(states.iter().copied());
    Ok(Numbers {
        asked: grouped(&names, own(OUT), count),
        received: grouped(&names, own(IN), count),
        tasks: grouped(&names, agreed, task_counts),
    })
}

/// A table of numbers: each a text and its list.
struct Table {
    title: String,
    heads: Vec<Head>,
    rows: Vec<(String, Vec<(String, String)>)>,
}

#[derive(Template)]
#[template(path = "cooperation/statistics.html")]
struct StatisticsPage {
    page: ui::Page,
    sections: Vec<NavItem>,
    around: [Link; 2],
    lead: String,
    tables: Vec<Table>,
    empty: String,
}

/// Which list the numbers of a table open, and its columns after the first two.
struct Kind<'a> {
    title: &'a str,
    address: String,
    states: &'a [&'a str],
}

fn table(ctx: &Ctx, kind: &Kind<'_>, rows: &[Row]) -> Table {
    let all = ["cooperation-column-institution", "cooperation-all"].map(str::to_owned);
    let states = kind.states.iter().map(|state| format!("cooperation-state-{state}"));
    let heads = all.into_iter().chain(states).enumerate().map(|(at, key)| {
        let head = Head::new(ctx.t(&key));
        if at == 0 { head } else { head.numeric() }
    });
    let row = |one: &Row| {
        let whose = one.id.map_or_else(|| OWN.to_owned(), |id| id.to_string());
        let cell = |(at, count): (usize, &i64)| {
            let state = at.checked_sub(1).and_then(|at| kind.states.get(at));
            let state = state.map(|state| format!("&state={state}")).unwrap_or_default();
            (count.to_string(), format!("{}&institution={whose}{state}", kind.address))
        };
        let shown = one.counts.iter().take(kind.states.len() + 1).enumerate().map(cell);
        (one.name.clone(), shown.collect::<Vec<_>>())
    };
    Table {
        title: ctx.t(kind.title).into_owned(),
        heads: heads.collect(),
        rows: rows.iter().map(row).collect(),
    }
}

/// The year that a page asks for, or this one.
#[must_use]
pub fn year_of(form: &Form, today: Day) -> i32 {
    let asked: Option<i32> = form.get("year").parse().ok();
    asked.filter(|year| (2000..=2199).contains(year)).unwrap_or(i32::from(today.0.year()))
}

/// `GET /cooperation/statistics?year=`.
pub async fn page(Shared(app): Shared<App>, ctx: Ctx, form: Form) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let year = year_of(&form, tx.today());
    let numbers = numbers(&tx, year).await?;
    tx.audit(Entry::list("cooperation-request"));
    tx.commit().await?;
    let requests = |way: &str| ctx.url(&format!("{HOME}/requests?year={year}&direction={way}"));
    let tasks = ctx.url(&format!("{HOME}/tasks?year={year}"));
    let kinds = [
        (
            Kind { title: "cooperation-asked", address: requests(OUT), states: &REQUEST_STATES },
            &numbers.asked,
        ),
        (
            Kind { title: "cooperation-was-asked", address: requests(IN), states: &REQUEST_STATES },
            &numbers.received,
        ),
        (Kind { title: "cooperation-tasks", address: tasks, states: &TASK_STATES }, &numbers.tasks),
    ];
    let tables = kinds.iter().map(|(kind, rows)| table(&ctx, kind, rows)).collect();
    let other = |year: i32| {
        let href = ctx.url(&format!("{HOME}/statistics?year={year}"));
        Link::new(href, year.to_string())
    };
    html(&StatisticsPage {
        page: ctx.page(ctx.t("cooperation-statistics")),
        sections: lists(&ctx, "/statistics"),
        around: [other(year - 1), other(year + 1)],
        lead: ctx.ta("cooperation-statistics-lead", &[("year", year.to_string())]).into_owned(),
        tables,
        empty: ctx.t("cooperation-empty").into_owned(),
    })
}
