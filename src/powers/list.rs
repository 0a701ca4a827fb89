//! Files, contracts, agreements and licences as lists and as tables for a spreadsheet.

use super::WRITE;
use super::course::{self, KINDS, Point};
use super::frame::{HOME, day, lists, path};
use super::load::{self, File, agreement_holds, contract_holds};
use super::reference;
use super::table::{self, Cell, Line, List};
use crate::app::App;
use crate::services::{self, Licence, Service};
use axum::extract::State as Shared;
use axum::response::Response;
use kit::audit::Entry;
use kit::store::{StoreError, Tx};
use kit::types::Day;
use kit::web::{Ctx, Form, Problem, choices};
use law::Law;
use std::collections::HashMap;
use ui::Link;

const FILES: [&str; 6] = ["number", "kind", "file", "next", "due", "article"];
const FILE_STATES: [&str; 4] = ["late", "open", "done", "dropped"];
const CONTRACTS: [&str; 6] = ["number", "provider", "service", "from", "until", "next"];
const AGREEMENTS: [&str; 6] = ["number", "parties", "service", "side", "from", "until"];
const HELD: [&str; 3] = ["holds", "ending", "over"];
const LICENCES: [&str; 5] = ["service", "provider", "licence", "until", "ask"];
const LICENCE_STATES: [&str; 6] = ["ask", "valid", "expired", "ended", "missing", "not-needed"];

/// Where a file stands: a code and a colour.
#[must_use]
pub fn standing(file: &File, points: &[Point<'_>]) -> (&'static str, &'static str) {
    match file.row.ended_how.as_str() {
        "done" => ("done", "green"),
        "dropped" => ("dropped", "grey"),
        _ if points.iter().any(|point| point.state == "late") => ("late", "red"),
        _ => ("open", "blue"),
    }
}

/// The step of a course that comes next: the one that is due first.
#[must_use]
pub fn next<'a, 'p>(points: &'p [Point<'a>]) -> Option<&'p Point<'a>> {
    let waiting = points.iter().filter(|point| matches!(point.state, "late" | "next"));
    waiting.min_by_key(|point| point.due_on.map_or((true, None), |due| (false, Some(due))))
}

/// A line of the list of files, opened with a course of its own.
async fn file_lines(
    tx: &Tx,
    law: &Law,
    (ctx, form): (&Ctx, &Form),
) -> Result<Vec<Line>, StoreError> {
    let kind = form.get("kind");
    let kind = if KINDS.contains(&kind) { kind } else { "" };
    let files = load::files(tx, kind).await?;
    let ids: Vec<_> = files.iter().map(|one| one.row.id).collect();
    let notings = load::notings(tx, &ids).await?;
    let known = reference::on(tx, tx.today()).await?;
    let (none, today) = (Vec::new(), tx.today());
    let line = |one: &File| {
        let steps = known.of(&one.row.kind);
        let done = load::done(notings.get(&one.row.id).unwrap_or(&none));
        let frame = course::Frame { planned: one.row.planned_on, today };
        let points = course::walk(law, (&steps, &done), frame);
        let (code, colour) = standing(one, &points);
        let coming = next(&points).filter(|_| one.row.ended_on.is_none());
        let text = |of: fn(&Point<'_>) -> String| coming.map(of).unwrap_or_default();
        let line = Line {
            href: ctx.url(&path(one.row.id, "")),
            cells: vec![
                Cell::new(format!("{}-{:04}", one.row.year, one.row.number)),
                Cell::new(ctx.t(&format!("powers-kind-{}", one.row.kind))),
                Cell::new(one.content.title.clone()),
                Cell::new(text(|point| point.step.title.clone())),
                Cell::day(coming.and_then(|point| point.due_on)),
                Cell::new(text(|point| point.step.article.clone())),
            ],
            word: ctx.t(&format!("powers-state-{code}")).into_owned(),
            colour,
        };
        (code, line)
    };
    let wanted = form.get("state");
    let lines = files.iter().map(line);
    Ok(lines.filter(|(code, _)| wanted.is_empty() || *code == wanted).map(|(_, l)| l).collect())
}

/// `GET /powers`.
pub async fn page(Shared(app): Shared<App>, ctx: Ctx, form: Form) -> Result<Response, Problem> {
    let law = app.law(ctx.actor.municipality);
    let mut tx = app.db.read(&ctx.actor).await?;
    let lines = file_lines(&tx, &law, (&ctx, &form)).await?;
    tx.audit(Entry::list("power-file"));
    tx.commit().await?;
    let around = (ctx.page(ctx.t("powers-title")), lists(&ctx, ""));
    let mut list = List::new(around, HOME.to_owned(), &FILES, lines);
    list.lead = ctx.t("powers-lead").into_owned();
    list.states =
        choices(&ctx, &FILE_STATES, form.get("state"), |code| format!("powers-state-{code}"));
    let kinds = choices(&ctx, &KINDS, form.get("kind"), |code| format!("powers-kind-{code}"));
    list.picks = vec![("kind", ctx.t("powers-column-kind").into_owned(), kinds)];
    list.file = format!("{HOME}/file");
    if ctx.actor.may(WRITE) {
        let at = |rest: &str, key: &str| Link::new(ctx.url(&format!("{HOME}{rest}")), ctx.t(key));
        list.actions = vec![at("/new", "powers-new"), at("/reference", "powers-reference")];
    }
    table::shown(&ctx, form, list)
}

/// `GET /powers/file`.
pub async fn file(Shared(app): Shared<App>, ctx: Ctx, form: Form) -> Result<Response, Problem> {
    let law = app.law(ctx.actor.municipality);
    let mut tx = app.db.read(&ctx.actor).await?;
    let lines = file_lines(&tx, &law, (&ctx, &form)).await?;
    tx.audit(Entry::new("print", "power-file", "list"));
    tx.commit().await?;
    table::file(&ctx, &form, &FILES, lines)
}

/// Where a period stands: it holds, it ends soon, it is over.
fn held(
    law: &Law,
    (is_held, until): (bool, Option<Day>),
    today: Day,
) -> (&'static str, &'static str) {
    if !is_held {
        return ("over", "grey");
    }
    let ask = until.and_then(|until| step_by(law, until));
    if ask.is_some_and(|ask| ask <= today) { ("ending", "yellow") } else { ("holds", "green") }
}

/// The day until which the next step after a contract is organised (чл. 72, ал. 2 ЗСУ).
#[must_use]
pub fn step_by(law: &Law, until: Day) -> Option<Day> {
    law.due("D41", until.0, &[]).ok().and_then(|due| due.due).map(Day)
}

async fn contract_lines(
    tx: &Tx,
    law: &Law,
    (ctx, form): (&Ctx, &Form),
) -> Result<Vec<Line>, StoreError> {
    let today = tx.today();
    let wanted = form.get("state");
    let mut lines = Vec::new();
    for one in load::contracts(tx).await? {
        let is_held = contract_holds(&one.row, today) || one.row.from_on > today;
        let (code, colour) = held(law, (is_held, Some(one.row.until_on)), today);
        if !wanted.is_empty() && wanted != code {
            continue;
        }
        lines.push(Line {
            href: ctx.url(&format!("{HOME}/assigned/{}", one.row.id)),
            cells: vec![
                Cell::new(one.content.number.clone()),
                Cell::new(one.content.provider.clone()),
                Cell::new(one.content.service.clone()),
                Cell::day(Some(one.row.from_on)),
                Cell::day(Some(one.row.ended_on.unwrap_or(one.row.until_on))),
                Cell::day(step_by(law, one.row.until_on).filter(|_| is_held)),
            ],
            word: ctx.t(&format!("powers-held-{code}")).into_owned(),
            colour,
        });
    }
    Ok(lines)
}

/// `GET /powers/contracts`, and with `as` the same as a file.
pub async fn contracts(
    Shared(app): Shared<App>,
    ctx: Ctx,
    form: Form,
) -> Result<Response, Problem> {
    let law = app.law(ctx.actor.municipality);
    let mut tx = app.db.read(&ctx.actor).await?;
    let lines = contract_lines(&tx, &law, (&ctx, &form)).await?;
    tx.audit(Entry::list("power-contract"));
    tx.commit().await?;
    held_shown(&ctx, form, ("contracts", &CONTRACTS), lines)
}

/// A list of what holds for a time.
fn held_shown(
    ctx: &Ctx,
    form: Form,
    (rest, columns): (&str, &[&str]),
    lines: Vec<Line>,
) -> Result<Response, Problem> {
    if !form.get("as").is_empty() {
        return table::file(ctx, &form, columns, lines);
    }
    let title = ctx.t(&format!("powers-{rest}"));
    let around = (ctx.page(title), lists(ctx, &format!("/{rest}")));
    let mut list = List::new(around, format!("{HOME}/{rest}"), columns, lines);
    list.lead = ctx.t(&format!("powers-lead-{rest}")).into_owned();
    let states: &[&str] = if rest == "licences" { &LICENCE_STATES } else { &HELD };
    let prefix = if rest == "licences" { "powers-licence-state" } else { "powers-held" };
    list.states = choices(ctx, states, form.get("state"), |code| format!("{prefix}-{code}"));
    list.file = format!("{HOME}/{rest}");
    table::shown(ctx, form, list)
}

/// `GET /powers/agreements`, and with `as` the same as a file.
pub async fn agreements(
    Shared(app): Shared<App>,
    ctx: Ctx,
    form: Form,
) -> Result<Response, Problem> {
    let law = app.law(ctx.actor.municipality);
    let mut tx = app.db.read(&ctx.actor).await?;
    let all = load::agreements(&tx).await?;
    let today = tx.today();
    tx.audit(Entry::list("power-agreement"));
    tx.commit().await?;
    let wanted = form.get("state");
    let mut lines = Vec::new();
    for one in all {
        let is_ahead = one.row.from_on.is_some_and(|from| from > today);
        let is_held = agreement_holds(&one.row, today) || is_ahead;
        let (code, colour) = held(&law, (is_held, one.row.until_on), today);
        if !wanted.is_empty() && wanted != code {
            continue;
        }
        let side = if one.row.is_host { "powers-host-host" } else { "powers-host-guest" };
        let parties: Vec<&str> = one.content.parties.lines().collect();
        lines.push(Line {
            href: ctx.url(&path(one.row.file_id, "")),
            cells: vec![
                Cell::new(one.content.number.clone()),
                Cell::new(parties.join(", ")),
                Cell::new(one.content.service.clone()),
                Cell::new(ctx.t(side)),
                Cell::day(one.row.from_on),
                Cell::day(one.row.ended_on.or(one.row.until_on)),
            ],
            word: ctx.t(&format!("powers-held-{code}")).into_owned(),
            colour,
        });
    }
    held_shown(&ctx, form, ("agreements", &AGREEMENTS), lines)
}

/// A service with its licence: code of the state, colour, cells.
fn licence_line(ctx: &Ctx, (one, licence): (&Service, &Licence), today: Day) -> (String, Line) {
    let (number, until, ask) = match licence {
        Licence::Valid { number, until, ask_by } => (number.clone(), Some(*until), *ask_by),
        Licence::Expired { number, until } => (number.clone(), Some(*until), None),
        Licence::Ended { number, on, .. } => (number.clone(), Some(*on), None),
        Licence::NotNeeded | Licence::Missing => (String::new(), None, None),
    };
    // Renewal is asked for a quarter of a year before: from then on it is told.
    let is_near = ask.is_some_and(|ask| ask <= today.plus(WARN));
    let code = if is_near { "ask" } else { licence.code() };
    let colour = match code {
        "valid" => "green",
        "ask" => "yellow",
        "not-needed" => "grey",
        _ => "red",
    };
    let line = Line {
        href: ctx.url(&format!("/providers/{}", one.provider_id)),
        cells: vec![
            Cell::new(one.name.clone()),
            Cell::new(one.provider.clone()),
            Cell::new(number),
            Cell::day(until),
            Cell::day(ask),
        ],
        word: ctx.t(&format!("powers-licence-state-{code}")).into_owned(),
        colour,
    };
    (code.to_owned(), line)
}

/// So many days before the last day for asking for renewal it is told.
pub const WARN: i32 = 30;

/// Services with how they stand to their licences today.
///
/// # Errors
/// When the database does not answer.
pub async fn licensed(
    tx: &Tx,
    law: &Law,
) -> Result<(Vec<Service>, HashMap<services::ServiceId, Licence>), StoreError> {
    let all = services::all(tx).await?;
    let ids: Vec<_> = all.iter().map(|one| one.id).collect();
    let licences = services::licence_on(tx, law, &ids, tx.today()).await?;
    Ok((all, licences))
}

/// `GET /powers/licences`, and with `as` the same as a file: the licences of the directory with their
/// terms.
pub async fn licences(Shared(app): Shared<App>, ctx: Ctx, form: Form) -> Result<Response, Problem> {
    let law = app.law(ctx.actor.municipality);
    let mut tx = app.db.read(&ctx.actor).await?;
    let (all, licences) = licensed(&tx, &law).await?;
    let today = tx.today();
    tx.audit(Entry::list("licence"));
    tx.commit().await?;
    let wanted = form.get("state");
    let lines = all.iter().filter_map(|one| {
        let (code, line) = licence_line(&ctx, (one, licences.get(&one.id)?), today);
        (wanted.is_empty() || wanted == code).then_some(line)
    });
    let lines = lines.collect();
    held_shown(&ctx, form, ("licences", &LICENCES), lines)
}

/// A period in words.
#[must_use]
pub fn period(from: Option<Day>, until: Option<Day>) -> String {
    format!("{} – {}", day(from), day(until))
}
