//! The month of assistant support: each contract with its plan and reports, numbers with the lists
//! behind them, the table for a spreadsheet.

use super::assistant::Assistant;
use super::frame::{beside_links, contract, month_of, month_words, path};
use super::load::{self, Line};
use super::report_page::colour;
use super::store::homecare_month;
use super::{AssistantId, CLOSE, WRITE};
use crate::app::App;
use crate::delivery::{self, closing_number, closings_of, hours, reopened_lines};
use crate::services::{Service, ServiceId};
use askama::Template;
use axum::extract::State as Shared;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use kit::audit::Entry;
use kit::store::{StoreError, Tx};
use kit::types::Day;
use kit::web::{Ctx, Form, Problem, cut, html, list_address};
use law::Month;
use sheet::{Format, Writer};
use std::collections::{BTreeMap, HashMap};
use ui::{Head, Link, Pages};

/// What may be listed. Words have the key `homecare-kind-<code>`.
pub const KINDS: [&str; 10] = [
    "all",
    "no-plan",
    "no-assistant",
    "excluded",
    "no-report",
    "draft",
    "sent",
    "returned",
    "approved",
    "over",
];

/// Whether a contract is of a kind.
#[must_use]
pub fn is_of(line: &Line, month: Month, kind: &str) -> bool {
    match kind {
        "no-plan" => line.weeks.is_empty(),
        "no-assistant" => line.assigned.is_empty(),
        "excluded" => !line.exclusions.is_empty(),
        "no-report" => line.reports.is_empty() && line.planned > 0,
        "draft" | "sent" | "returned" | "approved" => {
            line.reports.iter().any(|row| row.state == kind)
        }
        "over" => line.agreed(month) > 0 && line.reported() > line.agreed(month),
        _ => true,
    }
}

struct Tile {
    href: String,
    number: String,
    text: String,
    state: &'static str,
}

struct ReportTag {
    href: String,
    text: String,
    colour: &'static str,
}

struct Row {
    href: String,
    name: String,
    service: String,
    agreed: String,
    planned: String,
    reported: String,
    help: String,
    tags: Vec<ReportTag>,
    begin: String,
}

struct Closing {
    service: String,
    word: String,
    colour: &'static str,
    links: Vec<Link>,
    notes: Vec<String>,
}

#[derive(Template)]
#[template(path = "homecare/list.html")]
struct ListPage {
    page: ui::Page,
    month: String,
    beside: [Link; 2],
    tiles: Vec<Tile>,
    chosen: String,
    all: String,
    heads: Vec<Head>,
    rows: Vec<Row>,
    pages: Pages,
    closings: Vec<Closing>,
    files: Vec<Link>,
    assistants: String,
}

fn tiles(ctx: &Ctx, lines: &[Line], month: Month) -> Vec<Tile> {
    let href = |kind: &str| {
        list_address(&ctx.url("/homecare"), &[("month", &month.to_string()), ("kind", kind)])
    };
    let sum = |of: fn(&Line) -> u32| hours(lines.iter().map(of).sum());
    let tile = |kind: &str, number: String, key: &str, state| Tile {
        href: href(kind),
        number,
        text: ctx.t(&format!("homecare-{key}")).into_owned(),
        state,
    };
    let mut all = vec![
        tile("all", lines.len().to_string(), "kind-all", ""),
        tile("all", sum(|line| line.planned), "tile-planned", ""),
        tile("all", sum(Line::reported), "tile-reported", ""),
        tile("approved", sum(Line::approved), "tile-approved", "done"),
    ];
    for kind in &KINDS[1..] {
        let count = lines.iter().filter(|line| is_of(line, month, kind)).count();
        let state = match *kind {
            "approved" => continue,
            "excluded" | "over" | "no-plan" | "no-assistant" => "late",
            _ => "soon",
        };
        if count > 0 {
            all.push(tile(kind, count.to_string(), &format!("kind-{kind}"), state));
        }
    }
    all
}

fn row(ctx: &Ctx, (line, month): (&Line, Month), names: &HashMap<AssistantId, Assistant>) -> Row {
    let home = ctx.url(&contract(line.of.placement, ""));
    let name = |id: AssistantId| names.get(&id).map(|one| one.facts.name.clone());
    let help: Vec<String> =
        line.assigned.iter().filter_map(|one| name(one.row.assistant_id)).collect();
    let tag = |row: &super::store::homecare_report::Model| ReportTag {
        href: ctx.url(&super::report_page::path(row.id, "")),
        text: ctx.t(&format!("homecare-state-{}", row.state)).into_owned(),
        colour: colour(&row.state),
    };
    let begin = ctx.actor.may(WRITE) && line.reports.len() < line.assigned.len();
    Row {
        name: line.name.clone(),
        service: line.service.name.clone(),
        agreed: hours(line.agreed(month)),
        planned: hours(line.planned),
        reported: hours(line.reported()),
        help: help.join(", "),
        tags: line.reports.iter().map(tag).collect(),
        begin: if begin {
            list_address(&format!("{home}/begin"), &[("month", &month.to_string())])
        } else {
            String::new()
        },
        href: home,
    }
}

/// How each service stands with the month.
fn closings(
    ctx: &Ctx,
    tx: &Tx,
    (month, today): (Month, Day),
    found: Vec<(Service, Vec<delivery::Closing>)>,
) -> Result<Vec<Closing>, StoreError> {
    let mut all = Vec::with_capacity(found.len());
    for (service, rows) in found {
        let is_closed = rows.last().is_some_and(|row| row.reopened_at.is_none());
        let (key, colour) =
            if is_closed { ("homecare-closed", "grey") } else { ("homecare-open", "yellow") };
        all.push(Closing {
            links: links(ctx, service.id, (month, is_closed, today), &rows),
            service: service.name,
            word: ctx.t(key).into_owned(),
            colour,
            notes: reopened_lines::<homecare_month::Entity>(ctx, tx, &rows)?,
        });
    }
    Ok(all)
}

/// The lists of a service's month, and what may be done with it.
fn links(
    ctx: &Ctx,
    service: ServiceId,
    (month, is_closed, today): (Month, bool, Day),
    rows: &[delivery::Closing],
) -> Vec<Link> {
    let asked =
        |rest: &str| list_address(&ctx.url(&path(service, rest)), &[("month", &month.to_string())]);
    let paper = |row: &delivery::Closing| {
        let number = closing_number::<homecare_month::Entity>(row.year, row.number);
        let args = [("number", number), ("at", row.closed_at.bg())];
        let key = if row.reopened_at.is_some() { "homecare-paper-old" } else { "homecare-paper" };
        Link::new(ctx.url(&path(service, &format!("/months/{}", row.id))), ctx.ta(key, &args))
    };
    let mut links: Vec<Link> = rows.iter().rev().map(paper).collect();
    if ctx.actor.may(CLOSE) {
        if is_closed {
            links.push(Link::new(asked("/reopen"), ctx.t("delivery-reopen")));
        } else if Day(month.last_day()) < today {
            links.push(Link::new(asked("/close"), ctx.t("homecare-close")));
        }
    }
    links
}

/// `GET /homecare?month=&kind=`.
pub async fn page(Shared(app): Shared<App>, ctx: Ctx, form: Form) -> Result<Response, Problem> {
    let (law, today) = (app.law(ctx.actor.municipality), app.today());
    let month = month_of(&form, today);
    let kind = KINDS.iter().find(|kind| **kind == form.get("kind")).copied().unwrap_or(KINDS[0]);
    let mut tx = app.db.read(&ctx.actor).await?;
    let lines = load::lines(&tx, &law, None, month).await?;
    let names = load::assistants(&tx, &lines).await?;
    let services: BTreeMap<ServiceId, Service> =
        lines.iter().map(|line| (line.service.id, line.service.clone())).collect();
    let ids: Vec<ServiceId> = services.keys().copied().collect();
    let mut closed = closings_of::<homecare_month::Entity>(&tx, &ids, month).await?;
    let mut found: Vec<_> = services.into_values().collect();
    found.sort_by(|a, b| a.name.cmp(&b.name));
    let found = found.into_iter().map(|service| {
        let rows = closed.remove(&service.id).unwrap_or_default();
        (service, rows)
    });
    let closings = closings(&ctx, &tx, (month, today), found.collect())?;
    tx.audit(Entry::list("homecare"));
    tx.commit().await?;
    let here = ctx.url("/homecare");
    let asked = [("month", &*month.to_string()), ("kind", kind)];
    let tiles = tiles(&ctx, &lines, month);
    let shown: Vec<Line> = lines.into_iter().filter(|line| is_of(line, month, kind)).collect();
    let (shown, pages) = cut(shown, &form, &list_address(&here, &asked));
    let head = |name: &str| Head::new(ctx.t(&format!("homecare-column-{name}")));
    let mut heads = vec![head("person")];
    heads.extend(["agreed", "planned", "reported"].map(|name| head(name).numeric()));
    heads.extend(["assistant", "report"].map(head));
    let file = |format: &str| {
        let path = list_address(&ctx.url("/homecare/list"), &asked);
        Link::new(format!("{path}&format={format}"), ctx.t(&format!("homecare-{format}")))
    };
    html(&ListPage {
        page: ctx.page(ctx.t("homecare-title")),
        month: month_words(ctx.lang, month),
        beside: beside_links(&ctx, &here, month),
        tiles,
        chosen: if kind == KINDS[0] {
            String::new()
        } else {
            ctx.t(&format!("homecare-kind-{kind}")).into_owned()
        },
        all: list_address(&here, &[("month", &month.to_string())]),
        heads,
        rows: shown.iter().map(|line| row(&ctx, (line, month), &names)).collect(),
        pages,
        closings,
        files: ["xlsx", "csv"].map(file).into(),
        assistants: ctx.url("/homecare/assistants"),
    })
}

/// `GET /homecare/list?month=&kind=&format=`: a row for each report, and for each contract without
/// one.
pub async fn table(Shared(app): Shared<App>, ctx: Ctx, form: Form) -> Result<Response, Problem> {
    let law = app.law(ctx.actor.municipality);
    let month = month_of(&form, app.today());
    let format = Format::from_code(form.get("format"));
    let mut tx = app.db.read(&ctx.actor).await?;
    let mut lines = load::lines(&tx, &law, None, month).await?;
    let names = load::assistants(&tx, &lines).await?;
    tx.audit(Entry::list("homecare"));
    tx.commit().await?;
    lines.retain(|line| is_of(line, month, form.get("kind")));
    let heads = ["person", "service", "agreed", "planned", "assistant", "hours", "days", "state"]
        .map(|name| ctx.t(&format!("homecare-column-{name}")).into_owned());
    let mut writer = Writer::new(format, &heads).map_err(Problem::internal)?;
    for line in &lines {
        let start = [
            line.name.clone(),
            line.service.name.clone(),
            hours(line.agreed(month)),
            hours(line.planned),
        ];
        let report = |row: &super::store::homecare_report::Model| {
            let name = names.get(&row.assistant_id).map(|one| one.facts.name.clone());
            let minutes = u32::try_from(row.minutes).unwrap_or_default();
            let state = ctx.t(&format!("homecare-state-{}", row.state)).into_owned();
            vec![name.unwrap_or_default(), hours(minutes), row.days.to_string(), state]
        };
        let mut reports: Vec<Vec<String>> = line.reports.iter().map(report).collect();
        if reports.is_empty() {
            reports.push(vec![String::new(); 4]);
        }
        for end in reports {
            writer.row(&[start.to_vec(), end].concat()).map_err(Problem::internal)?;
        }
    }
    let bytes = writer.finish().map_err(Problem::internal)?;
    let name = format!("attachment; filename=\"homecare-{month}.{}\"", format.code());
    let headers =
        [(header::CONTENT_TYPE, format.media().to_owned()), (header::CONTENT_DISPOSITION, name)];
    Ok((headers, bytes).into_response())
}
