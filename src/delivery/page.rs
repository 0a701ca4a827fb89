//! The month of a service: each person with their days, sums, what should be looked at, closing.

use super::closing::{Closing, closings, reopened_lines};
use super::days::{Cell, Exception, Sums, hours};
use super::frame::{beside_links, month_of, month_words, path};
use super::load::{self, Line, counted};
use super::store::delivery_month;
use super::{CLOSE, WRITE};
use crate::app::App;
use crate::services::{Service, ServiceId};
use askama::Template;
use axum::extract::State as Shared;
use axum::response::Response;
use kit::audit::Entry;
use kit::types::Day;
use kit::web::{Ctx, Form, Id, Problem, html, list_address};
use law::Month;
use std::collections::BTreeMap;
use ui::{Link, Pages};

/// So many people on a page: each has up to 31 days.
const PEOPLE: usize = 25;

/// A number with the list behind it.
pub struct Number {
    /// The list.
    pub href: String,
    /// The number.
    pub number: String,
    /// What it counts.
    pub text: String,
    /// Colour of the tile.
    pub state: &'static str,
}

/// A day as a small box.
pub struct Mark {
    /// Its number.
    pub day: i8,
    /// `hours`, `–` or nothing.
    pub text: String,
    /// How it is drawn: `off`, `plan`, `ok`, `no`, `odd`.
    pub class: &'static str,
}

struct Person {
    href: String,
    name: String,
    sums: String,
    marks: Vec<Mark>,
    is_planned: bool,
}

#[derive(Template)]
#[template(path = "delivery/page.html")]
struct MonthPage {
    page: ui::Page,
    service: Service,
    month: String,
    beside: [Link; 2],
    closed: String,
    days: Vec<(i8, String, bool)>,
    numbers: Vec<Number>,
    exceptions: Vec<Number>,
    people: Vec<Person>,
    pages: Pages,
    actions: Vec<Link>,
    main: Option<Link>,
    papers: Vec<Link>,
    reopened: Vec<String>,
}

/// A cell in a small box.
#[must_use]
pub fn mark(ctx: &Ctx, cell: &Cell, is_off: bool) -> Mark {
    let (text, class) = match &cell.said {
        Some(said) if said.is_present => (hours(said.minutes), "ok"),
        Some(_) => (ctx.t("delivery-mark-absent").into_owned(), "no"),
        None if cell.planned > 0 => (String::new(), "plan"),
        None if is_off || !cell.is_covered => (String::new(), "off"),
        None => (String::new(), "free"),
    };
    let class = if cell.exceptions.is_empty() { class } else { "odd" };
    Mark { day: cell.day.0.day(), text, class }
}

fn rows_href(ctx: &Ctx, service: ServiceId, month: Month, kind: &str) -> String {
    let rows = ctx.url(&path(service, "/rows"));
    list_address(&rows, &[("month", &month.to_string()), ("kind", kind)])
}

fn numbers(ctx: &Ctx, service: ServiceId, month: Month, lines: &[Line]) -> Vec<Number> {
    let sums = lines.iter().map(|line| line.sums).fold(Sums::default(), std::ops::Add::add);
    let one = |kind: &str, number: String| Number {
        href: rows_href(ctx, service, month, kind),
        number,
        text: ctx.t(&format!("delivery-number-{kind}")).into_owned(),
        state: "",
    };
    vec![
        one("planned", hours(sums.planned)),
        one("given", hours(sums.given)),
        one("absent", sums.absent.to_string()),
    ]
}

fn exceptions(ctx: &Ctx, service: ServiceId, month: Month, lines: &[Line]) -> Vec<Number> {
    let one = |(kind, count): (Exception, usize)| Number {
        href: rows_href(ctx, service, month, kind.code()),
        number: count.to_string(),
        text: ctx.t(&format!("delivery-exception-{}", kind.code())).into_owned(),
        state: if kind == Exception::Missing { "soon" } else { "late" },
    };
    counted(lines).into_iter().filter(|(_, count)| *count > 0).map(one).collect()
}

/// What may be done, and the papers of the month.
fn actions(
    ctx: &Ctx,
    service: ServiceId,
    (month, today): (Month, Day),
    closings: &[Closing],
) -> (Vec<Link>, Vec<Link>) {
    let is_closed = closings.last().is_some_and(|row| row.reopened_at.is_none());
    let asked =
        |rest: &str| list_address(&ctx.url(&path(service, rest)), &[("month", &month.to_string())]);
    let mut actions = Vec::new();
    if ctx.actor.may(CLOSE) {
        if is_closed {
            actions.push(Link::new(asked("/reopen"), ctx.t("delivery-reopen")));
        } else if Day(month.last_day()) < today {
            actions.push(Link::new(asked("/close"), ctx.t("delivery-close")));
        }
        actions.push(Link::new(ctx.url(&path(service, "/tablet")), ctx.t("delivery-tablet")));
    }
    let paper = |row: &Closing| {
        let number = format!("{}-{:05}", row.year, row.number);
        let key = if row.reopened_at.is_some() { "delivery-paper-old" } else { "delivery-paper" };
        let args = [("number", number), ("at", row.closed_at.bg())];
        Link::new(ctx.url(&path(service, &format!("/months/{}", row.id))), ctx.ta(key, &args))
    };
    let mut papers: Vec<Link> = closings.iter().rev().map(paper).collect();
    for format in ["xlsx", "csv"] {
        let list = format!("{}&format={format}", asked("/list"));
        papers.push(Link::new(list, ctx.t(&format!("delivery-{format}"))));
    }
    (actions, papers)
}

fn people(
    ctx: &Ctx,
    lines: Vec<Line>,
    off: &BTreeMap<Day, bool>,
    (month, form): (Month, &Form),
) -> (Vec<Person>, Pages) {
    let total = u64::try_from(lines.len().div_ceil(PEOPLE)).unwrap_or(1);
    let number = kit::web::Paging::asked(form).min(total.max(1));
    let first = usize::try_from(number - 1).unwrap_or_default() * PEOPLE;
    let address = list_address(form_path(ctx).as_str(), &[("month", &month.to_string())]);
    let person = |line: Line| {
        let rest = format!("/people/{}", line.of.placement);
        let href = ctx.url(&path(line.of.service, &rest));
        let is_off = |day: &Day| off.get(day).copied().unwrap_or_default();
        Person {
            href: list_address(&href, &[("month", &month.to_string())]),
            marks: line.cells.iter().map(|cell| mark(ctx, cell, is_off(&cell.day))).collect(),
            is_planned: !line.plans.is_empty(),
            name: line.name,
            sums: sums_words(ctx, line.sums),
        }
    };
    let shown = lines.into_iter().skip(first).take(PEOPLE).map(person).collect();
    (shown, Pages::new(number, total, &address))
}

/// Sums of a person in words.
#[must_use]
pub fn sums_words(ctx: &Ctx, sums: Sums) -> String {
    let args = [
        ("given", hours(sums.given)),
        ("planned", hours(sums.planned)),
        ("absent", sums.absent.to_string()),
    ];
    ctx.ta("delivery-person-sums", &args).into_owned()
}

/// The address of the page itself, without what is asked.
fn form_path(ctx: &Ctx) -> String {
    ctx.path.split('?').next().unwrap_or_default().to_owned()
}

/// `GET /delivery/{id}?month=`.
pub async fn page(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<ServiceId>,
    form: Form,
) -> Result<Response, Problem> {
    let month = month_of(&form, app.today());
    let law = app.law(ctx.actor.municipality);
    let days = load::days_of(month);
    let mut tx = app.db.read(&ctx.actor).await?;
    let service = load::service(&tx, id).await?;
    let lines = load::lines(&tx, &law, Some(id), days).await?;
    let closings = closings::<delivery_month::Entity>(&tx, id, month).await?;
    let reopened = reopened_lines::<delivery_month::Entity>(&ctx, &tx, &closings)?;
    tx.audit(Entry::read("delivery", id.0));
    tx.commit().await?;
    let off: BTreeMap<Day, bool> = (0..days.1.days_since(days.0) + 1)
        .map(|n| days.0.plus(n))
        .map(|day| (day, !law.is_working(day.0)))
        .collect();
    let day_href = ctx.url(&path(id, "/day"));
    let today = app.today();
    let day_links = off.iter().filter(|(day, _)| **day <= today);
    let day_links = day_links.map(|(day, off)| {
        (day.0.day(), list_address(&day_href, &[("day", &day.to_string())]), *off)
    });
    let days = day_links.collect();
    let closed = closings.last().filter(|row| row.reopened_at.is_none());
    let closed = closed.map(|row| {
        let args = [("at", row.closed_at.bg()), ("who", row.account_name.clone())];
        ctx.ta("delivery-closed-by", &args).into_owned()
    });
    let can_write = ctx.actor.may(WRITE) && closed.is_none() && Day(month.first_day()) <= today;
    let last = Day(month.last_day()).min(today);
    let sheet = list_address(&day_href, &[("day", &last.to_string())]);
    let (actions, papers) = actions(&ctx, id, (month, today), &closings);
    let (numbers, exceptions) =
        (numbers(&ctx, id, month, &lines), exceptions(&ctx, id, month, &lines));
    let (people, pages) = people(&ctx, lines, &off, (month, &form));
    let mut page = ctx.page(service.name.clone());
    page.breadcrumbs = vec![
        Link::new(
            list_address(&ctx.url("/delivery"), &[("month", &month.to_string())]),
            ctx.t("delivery-title"),
        ),
        Link::new("", service.name.clone()),
    ];
    html(&MonthPage {
        page,
        month: month_words(ctx.lang, month),
        beside: beside_links(&ctx, &ctx.url(&path(id, "")), month),
        closed: closed.unwrap_or_default(),
        days,
        numbers,
        exceptions,
        people,
        pages,
        actions,
        main: can_write.then(|| Link::new(sheet, ctx.t("delivery-sheet"))),
        papers,
        reopened,
        service,
    })
}
