//! The list behind a number of a month: person and day, what was planned and what was said.

use super::Months;
use super::WRITE;
use super::days::{Cell, Exception, hours};
use super::entry::in_words;
use super::frame::{self, day_short, month_of, path};
use super::load::{self, Line};
use crate::app::App;
use crate::services::ServiceId;
use askama::Template;
use axum::extract::State as Shared;
use axum::response::Response;
use kit::audit::Entry;
use kit::types::Day;
use kit::web::{Ctx, Form, Id, Problem, choices, cut, html, list_address};
use ui::{Choice, Head, Pages};

/// What may be listed: the numbers of a month, all exceptions, or those of a kind.
const KINDS: [&str; 9] = [
    "exceptions",
    "missing",
    "unplanned",
    "over",
    "outside",
    "hospital",
    "planned",
    "given",
    "absent",
];

struct Row {
    person_href: String,
    name: String,
    day: String,
    planned: String,
    said: String,
    why: Vec<String>,
    href: String,
}

#[derive(Template)]
#[template(path = "delivery/rows.html")]
struct RowsPage {
    page: ui::Page,
    action: String,
    form: Form,
    month: String,
    kinds: Vec<Choice>,
    heads: Vec<Head>,
    rows: Vec<Row>,
    pages: Pages,
}

/// Whether a cell is of a kind.
fn is_of(cell: &Cell, kind: &str) -> bool {
    match kind {
        "planned" => cell.planned > 0,
        "given" => cell.given() > 0,
        "absent" => cell.is_absent(),
        "exceptions" => !cell.exceptions.is_empty(),
        code => cell.exceptions.iter().any(|one| one.code() == code),
    }
}

/// The address where a day of a person is said or corrected; none for a day that takes nothing.
pub fn entry_href(ctx: &Ctx, line: &Line, cell: &Cell, (today, is_closed): (Day, bool)) -> String {
    if !ctx.actor.may(WRITE) || is_closed || cell.day > today || !cell.is_covered {
        return String::new();
    }
    let rest = format!("/people/{}/entry", line.of.placement);
    list_address(&ctx.url(&path(line.of.service, &rest)), &[("day", &cell.day.to_string())])
}

/// `GET /delivery/{id}/rows?month=&kind=`.
pub async fn page(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<ServiceId>,
    form: Form,
) -> Result<Response, Problem> {
    let (today, law) = (app.today(), app.law(ctx.actor.municipality));
    let month = month_of(&form, today);
    let kind = KINDS.iter().find(|kind| **kind == form.get("kind")).copied();
    let kind = kind.unwrap_or(KINDS[0]);
    let mut tx = app.db.read(&ctx.actor).await?;
    let service = load::service(&tx, id).await?;
    let lines = load::lines(&tx, &law, Some(id), load::days_of(month)).await?;
    let is_closed = super::closed::<Months>(&tx, id, month).await?.is_some();
    tx.audit(Entry::list("delivery"));
    tx.commit().await?;
    let cells = lines.iter().flat_map(|line| line.cells.iter().map(move |cell| (line, cell)));
    let mut found: Vec<(&Line, &Cell)> = cells.filter(|(_, cell)| is_of(cell, kind)).collect();
    found.sort_by_key(|(_, cell)| cell.day);
    let address = list_address(
        &ctx.url(&path(id, "/rows")),
        &[("month", &month.to_string()), ("kind", kind)],
    );
    let (found, pages) = cut(found, &form, &address);
    let row = |(line, cell): (&Line, &Cell)| {
        let why = |one: &Exception| ctx.t(&format!("delivery-exception-{}", one.code()));
        let rest = format!("/people/{}", line.of.placement);
        let person = ctx.url(&path(id, &rest));
        Row {
            person_href: list_address(&person, &[("month", &month.to_string())]),
            name: line.name.clone(),
            day: day_short(ctx.lang, cell.day),
            planned: hours(cell.planned),
            said: cell.said.as_ref().map(|said| in_words(said, ctx.lang)).unwrap_or_default(),
            why: cell.exceptions.iter().map(|one| why(one).into_owned()).collect(),
            href: entry_href(&ctx, line, cell, (today, is_closed)),
        }
    };
    let rows = found.into_iter().map(row).collect();
    let mut page = frame::page_of(&ctx, &service, (ctx.t("delivery-rows").into_owned(), month));
    page.title = ctx.t(&format!("delivery-rows-{kind}")).into_owned();
    let head = |name: &str| Head::new(ctx.t(&format!("delivery-column-{name}")));
    html(&RowsPage {
        page,
        action: ctx.url(&path(id, "/rows")),
        month: month.to_string(),
        kinds: choices(&ctx, &KINDS, kind, |code| format!("delivery-rows-{code}")),
        heads: ["person", "day", "planned", "said", "why"].map(head).into(),
        rows,
        pages,
        form,
    })
}
