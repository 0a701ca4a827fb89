//! The month in the office: how many reports came, were confirmed, accepted, are late or missing;
//! each number opens its list; the clean ones are accepted together.

use super::frame::{HOME, beside_links, month_of, path};
use super::ledger;
use super::load::{self, Book, Entry, Which};
use super::run;
use super::sheet::hours;
use super::{ACCEPT, WRITE};
use crate::app::App;
use crate::delivery::month_words;
use crate::people::{self, PersonId};
use askama::Template;
use axum::extract::State as Shared;
use axum::response::Response;
use kit::audit;
use kit::store::{StoreError, Tx};
use kit::types::Day;
use kit::web::{Ctx, Form, Problem, choices, cut, html, list_address};
use law::{Law, Month};
use std::collections::{BTreeSet, HashMap};
use ui::{Choice, Head, Link, Pages};

/// States of the list, `missing` and `clean` beside those of a report.
const SHOWN: [&str; 10] = [
    "missing",
    "draft",
    "sent",
    "confirmed",
    "clean",
    "late",
    "manual",
    "accepted",
    "returned",
    "refused",
];

/// Numbers above the list.
const TILES: [&str; 6] = ["missing", "sent", "confirmed", "late", "manual", "accepted"];

/// Columns of the list.
const COLUMNS: [&str; 8] =
    ["user", "assistant", "village", "agreed", "worked", "counted", "state", "findings"];

struct Row {
    href: String,
    user: String,
    assistant: String,
    village: String,
    agreed: String,
    worked: String,
    counted: String,
    state: String,
    colour: &'static str,
    findings: usize,
}

struct Tile {
    href: String,
    number: String,
    text: String,
    state: &'static str,
}

#[derive(Template)]
#[template(path = "hours/month.html")]
struct MonthPage {
    page: ui::Page,
    month: String,
    iso: String,
    beside: [Link; 2],
    lead: String,
    action: String,
    scan: String,
    accept: String,
    clean: usize,
    running: Option<run::Progress>,
    tiles: Vec<Tile>,
    form: Form,
    shown: Vec<Choice>,
    villages: Vec<Choice>,
    heads: Vec<Head>,
    rows: Vec<Row>,
    pages: Pages,
    blanks: String,
    remind: String,
    links: Vec<Link>,
}

/// Filed in time, matches the plan and nothing was found: it needs nobody's eyes.
#[must_use]
pub fn is_clean(law: &Law, book: &Book, entry: &Entry) -> bool {
    let confirmed = entry.last().filter(|one| one.state == super::State::Confirmed);
    confirmed.is_some_and(|one| book.findings(law, entry, &one.sheet).is_empty())
}

fn is_of(entry: &Entry, shown: &str, clean: bool) -> bool {
    match shown {
        "" => true,
        "clean" => clean,
        code => entry.state() == code,
    }
}

/// Villages of users.
///
/// # Errors
/// When the database does not answer.
pub async fn villages(tx: &Tx, book: &Book) -> Result<HashMap<PersonId, String>, StoreError> {
    let users: Vec<PersonId> = book.entries.iter().map(|entry| entry.user.id).collect();
    people::settlements_of(tx, &users, tx.today()).await
}

fn row(
    ctx: &Ctx,
    law: &Law,
    (book, entry): (&Book, &Entry),
    villages: &HashMap<PersonId, String>,
) -> Row {
    let ledger = ledger::of_entry(entry);
    let findings = entry.last().map_or(0, |one| book.findings(law, entry, &one.sheet).len());
    Row {
        href: ctx.url(&path(entry.contract.contract, "", book.month)),
        user: entry.user.name.clone(),
        assistant: entry.assistant.name.clone(),
        village: villages.get(&entry.user.id).cloned().unwrap_or_default(),
        agreed: hours(ledger.agreed),
        worked: hours(ledger.worked),
        counted: hours(ledger.counted),
        state: ctx.t(&format!("hours-state-{}", entry.state())).into_owned(),
        colour: entry.last().map_or("grey", |one| one.state.colour()),
        findings,
    }
}

fn lead(ctx: &Ctx, law: &Law, month: Month) -> Result<String, Problem> {
    let input = law::ReportInput { month, filed: None, explained: None };
    let line = law.report(&input).map_err(|e| StoreError::Other(e.to_string()))?;
    let day = |day| Day(day).bg();
    let args = [
        ("due", day(line.due)),
        ("late", day(line.late_until)),
        ("pay", line.pay_by.map(day).unwrap_or_default()),
        ("request", day(line.request_by)),
    ];
    Ok(ctx.ta("hours-lead", &args).into_owned())
}

fn tile(ctx: &Ctx, (code, month): (&str, &str), count: usize) -> Tile {
    let state = match code {
        "missing" | "late" if count > 0 => "soon",
        "manual" if count > 0 => "late",
        _ => "",
    };
    Tile {
        href: list_address(&ctx.url(HOME), &[("month", month), ("shown", code)]),
        number: count.to_string(),
        text: ctx.t(&format!("hours-shown-{code}")).into_owned(),
        state,
    }
}

/// The entries that are asked for, by the names of their users.
fn listed<'a>(
    entries: impl Iterator<Item = (&'a Entry, &'a bool)>,
    villages: &HashMap<PersonId, String>,
    (shown, village, q): (&str, &str, &str),
) -> Vec<&'a Entry> {
    let lives = |one: &Entry| villages.get(&one.user.id).is_some_and(|name| *name == village);
    let sought = kit::search::plain(q);
    let named = |one: &Entry| {
        let names = format!("{} {}", one.user.name, one.assistant.name);
        sought.is_empty() || kit::search::plain(&names).contains(&sought)
    };
    let wanted = entries
        .filter(|(one, clean)| is_of(one, shown, **clean) && (village.is_empty() || lives(one)))
        .filter(|(one, _)| named(one));
    let mut found: Vec<&Entry> = wanted.map(|(one, _)| one).collect();
    found.sort_by(|a, b| {
        (&a.user.name, a.contract.contract).cmp(&(&b.user.name, b.contract.contract))
    });
    found
}

/// The files of the list, and the sheet of a village office.
fn links(ctx: &Ctx, filters: &[(&str, &str)]) -> Vec<Link> {
    let list = |rest: &str| list_address(&ctx.url(&format!("{HOME}{rest}")), filters);
    let file = |format: &str| {
        Link::new(format!("{}&format={format}", list("/list")), ctx.t(&format!("hours-{format}")))
    };
    let mut links: Vec<Link> = ["pdf", "xlsx", "csv"].map(file).into();
    if ctx.actor.may(WRITE) {
        links.push(Link::new(list("/bundle"), ctx.t("hours-bundle")));
    }
    links
}

/// `GET /worktime?month=&q=&shown=&village=`.
pub async fn page(Shared(app): Shared<App>, ctx: Ctx, form: Form) -> Result<Response, Problem> {
    let law = app.law(ctx.actor.municipality);
    let month = month_of(&form, app.today());
    let mut tx = app.db.read(&ctx.actor).await?;
    let book = load::book(&tx, &law, month, Which::All).await?;
    let villages = villages(&tx, &book).await?;
    let running = run::open(&tx, month).await?;
    tx.audit(audit::Entry::list("hours"));
    tx.commit().await?;
    let iso = month.to_string();
    let clean: Vec<bool> = book.entries.iter().map(|one| is_clean(&law, &book, one)).collect();
    let entries = || book.entries.iter().zip(&clean);
    let count = |code: &str| entries().filter(|(one, clean)| is_of(one, code, **clean)).count();
    let (wanted, village) = (form.get("shown").to_owned(), form.get("village").to_owned());
    let q = form.get("q").to_owned();
    let filters = [("month", iso.as_str()), ("q", &q), ("shown", &wanted), ("village", &village)];
    let found = listed(entries(), &villages, (&wanted, &village, &q));
    let (found, pages) = cut(found, &form, &list_address(&ctx.url(HOME), &filters));
    let names: BTreeSet<&String> = villages.values().collect();
    let choice =
        |name: &&String| Choice::new((*name).clone(), (*name).clone()).checked(**name == village);
    let may = |right, rest: &str| {
        let address = || ctx.url(&format!("{HOME}{rest}"));
        ctx.actor.may(right).then(address).unwrap_or_default()
    };
    html(&MonthPage {
        page: ctx.page(ctx.t("hours-title")),
        month: month_words(ctx.lang, month),
        beside: beside_links(&ctx, &ctx.url(HOME), month),
        lead: lead(&ctx, &law, month)?,
        action: ctx.url(HOME),
        scan: ctx.url(&format!("{HOME}/scan")),
        accept: may(ACCEPT, "/accept"),
        clean: count("clean"),
        running: running.map(|row| run::progress_of(&ctx, &row)),
        tiles: TILES.iter().map(|code| tile(&ctx, (code, &iso), count(code))).collect(),
        shown: choices(&ctx, &SHOWN, &wanted, |code| format!("hours-shown-{code}")),
        villages: names.iter().map(choice).collect(),
        heads: COLUMNS.map(|name| Head::new(ctx.t(&format!("hours-column-{name}")))).into(),
        rows: found.into_iter().map(|one| row(&ctx, &law, (&book, one), &villages)).collect(),
        pages,
        blanks: may(WRITE, "/blanks"),
        remind: if app.mail.is_some() { may(WRITE, "/remind") } else { String::new() },
        links: links(&ctx, &filters),
        iso,
        form,
    })
}
