//! The year by months, and the page for the mayor: what is late, due and done, each number with its list.

use super::course::{self, DONE, STATES};
use super::frame::{self, HOME, sections, year_of};
use super::list_page::{self, COLUMNS};
use super::load::{self, Row};
use super::neighbours;
use super::table::{Cell, Line, Part, Tile};
use crate::app::App;
use crate::people::{Task, Wanted};
use askama::Template;
use axum::extract::State as Shared;
use axum::response::Response;
use kit::audit::Entry;
use kit::types::{AccountId, Day};
use kit::web::{Ctx, Form, Problem, html, list_address};
use std::collections::HashMap;
use ui::{Head, Link, NavItem};

/// So many days ahead the mayor sees.
const AHEAD: i32 = 30;
/// So many duties of a kind stand on the mayor's page; the number above opens all.
const SHOWN: usize = 15;
/// So many tasks of a capability.
const TASKS: u64 = 20;
/// Title, and place on the page, of the terms that others are late with.
const LATE_EVENTS: &str = "duties-part-events-late";

/// A number with the list behind it.
struct Count {
    number: usize,
    href: String,
}

/// A month with its numbers.
struct Month {
    name: String,
    href: String,
    counts: Vec<Count>,
}

#[derive(Template)]
#[template(path = "duties/overview.html")]
struct OverviewPage {
    page: ui::Page,
    sections: Vec<NavItem>,
    lead: String,
    around: Vec<Link>,
    tiles: Vec<Tile>,
    heads: Vec<Head>,
    months: Vec<Month>,
    parts: Vec<Part>,
}

fn list_of(ctx: &Ctx, (year, month): (i16, Option<i8>), state: &str) -> String {
    let year = year.to_string();
    let month = month.map(|month| month.to_string()).unwrap_or_default();
    let query = [("year", &*year), ("month", &*month), ("state", state)];
    list_address(&ctx.url(&format!("{HOME}/list")), &query)
}

fn tiles(ctx: &Ctx, rows: &[Row], (year, today): (i16, Day)) -> Vec<Tile> {
    let tile = |state: &&str| {
        let number = rows.iter().filter(|row| row.state(today) == *state).count();
        Tile {
            href: list_of(ctx, (year, None), state),
            number,
            text: ctx.t(&format!("duties-state-{state}")).into_owned(),
            state: match *state {
                "late" if number > 0 => "late",
                "soon" if number > 0 => "soon",
                _ => "",
            },
        }
    };
    STATES.iter().map(tile).collect()
}

fn months(ctx: &Ctx, rows: &[Row], (year, today): (i16, Day)) -> Vec<Month> {
    let of = |month: i8| {
        let own: Vec<&Row> = rows.iter().filter(|row| row.one.due.0.month() == month).collect();
        let count = |state: &&str| Count {
            number: own.iter().filter(|row| row.state(today) == *state).count(),
            href: list_of(ctx, (year, Some(month)), state),
        };
        Month {
            name: format!("{month:02}.{year} г."),
            href: list_of(ctx, (year, Some(month)), ""),
            counts: STATES.iter().map(count).collect(),
        }
    };
    (1..=12).map(of).collect()
}

/// `GET /duties?year=`.
pub async fn page(Shared(app): Shared<App>, ctx: Ctx, form: Form) -> Result<Response, Problem> {
    let today = app.today();
    let year = year_of(&form, today);
    let law = app.law(ctx.actor.municipality);
    let mut tx = app.db.read(&ctx.actor).await?;
    let rows = load::year(&tx, &law, year).await?;
    tx.audit(Entry::list("duties"));
    tx.commit().await?;
    let head = |state: &&str| Head::new(ctx.t(&format!("duties-state-{state}"))).numeric();
    let first = Head::new(ctx.t("duties-column-month"));
    html(&OverviewPage {
        page: ctx.page(ctx.t("duties-title")),
        sections: sections(&ctx, ""),
        lead: ctx.ta("duties-lead", &[("year", year)]).into_owned(),
        around: frame::around(&ctx, "", year),
        tiles: tiles(&ctx, &rows, (year, today)),
        heads: std::iter::once(first).chain(STATES.iter().map(head)).collect(),
        months: months(&ctx, &rows, (year, today)),
        parts: Vec::new(),
    })
}

fn part(
    ctx: &Ctx,
    (title, rows): (&str, Vec<&Row>),
    (names, today): (&HashMap<AccountId, String>, Day),
) -> Part {
    let rows = rows.into_iter().take(SHOWN);
    let lines = rows.map(|row| list_page::line(ctx, row, (names, today))).collect();
    Part::new(ctx, title, &COLUMNS, lines)
}

/// What other capabilities wait with, as lines.
#[must_use]
pub fn waiting_lines(ctx: &Ctx, tasks: Vec<Task>, today: Day) -> Vec<Line> {
    let line = |task: Task| {
        let state = if task.day < today { "late" } else { "due" };
        let cells = [Cell::new(ctx.t(task.key)), Cell::day(Some(task.day)), Cell::new(task.note)];
        Line {
            href: ctx.url(&task.path),
            cells: cells.into(),
            word: ctx.t(&format!("duties-state-{state}")).into_owned(),
            colour: course::colour(state),
        }
    };
    tasks.into_iter().map(line).collect()
}

/// The number of what others are late with, above its list on the same page.
fn late_tile(ctx: &Ctx, number: usize) -> Tile {
    Tile {
        href: format!("#{LATE_EVENTS}"),
        number,
        text: ctx.t(LATE_EVENTS).into_owned(),
        state: if number > 0 { "late" } else { "" },
    }
}

/// `GET /duties/mayor`.
pub async fn mayor(Shared(app): Shared<App>, ctx: Ctx) -> Result<Response, Problem> {
    let today = app.today();
    let year = today.0.year();
    let until = today.plus(AHEAD);
    let law = app.law(ctx.actor.municipality);
    let mut tx = app.db.read(&ctx.actor).await?;
    let rows = load::year(&tx, &law, year).await?;
    // What is due soon may belong to the next year.
    let next = match until.0.year() == year {
        true => Vec::new(),
        false => load::year(&tx, &law, until.0.year()).await?,
    };
    let (_, names) = frame::people(&tx).await?;
    let wanted = Wanted { whose: None, until, most: TASKS };
    let tasks = neighbours::waiting(&tx, &law, (&ctx.actor, wanted)).await?;
    tx.audit(Entry::list("duties"));
    tx.commit().await?;
    let late = rows.iter().filter(|row| row.state(today) == "late").collect();
    let ahead = rows
        .iter()
        .chain(&next)
        .filter(|row| matches!(row.state(today), "soon" | "due") && row.one.due <= until);
    let mut done: Vec<&Row> = rows.iter().filter(|row| row.state(today) == DONE).collect();
    done.reverse();
    let both = (&names, today);
    let (missed, coming): (Vec<Task>, Vec<Task>) =
        tasks.into_iter().partition(|task| task.day < today);
    let mut tiles = tiles(&ctx, &rows, (year, today));
    tiles.insert(1, late_tile(&ctx, missed.len()));
    let events = |title: &str, tasks: Vec<Task>| {
        Part::new(&ctx, title, &["duty", "due", "note"], waiting_lines(&ctx, tasks, today))
    };
    let parts = vec![
        part(&ctx, ("duties-part-late", late), both),
        events(LATE_EVENTS, missed),
        part(&ctx, ("duties-part-ahead", ahead.collect()), both),
        events("duties-part-events", coming),
        part(&ctx, ("duties-part-done", done), both),
    ];
    html(&OverviewPage {
        page: frame::page(&ctx, ctx.t("duties-mayor"), ("/mayor", "duties-mayor")),
        sections: sections(&ctx, "/mayor"),
        lead: ctx.t("duties-mayor-lead").into_owned(),
        around: Vec::new(),
        tiles,
        heads: Vec::new(),
        months: Vec::new(),
        parts,
    })
}
