//! Money by month on the screen: a picture and the table that says the same.

use super::flow::{self, COLUMNS, Row};
use super::frame::{self, bg, path, sections};
use super::load::{self, Activity, Project};
use super::{ProjectId, money};
use crate::app::App;
use askama::Template;
use axum::extract::State as Shared;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use kit::audit::Entry;
use kit::store::Tx;
use kit::types::Day;
use kit::web::{Ctx, Id, Problem, html};
use law::{Currency, Month};
use serde_json::{Value, json};
use ui::{Head, NavItem};

/// Height of the highest bar, and the width of a month.
const HIGH: i64 = 120;
const STEP: i64 = 46;

/// A month on the picture: planned behind, spent before it.
struct Bar {
    x: i64,
    y: i64,
    height: i64,
    part_y: i64,
    part_height: i64,
    label: String,
}

#[derive(Template)]
#[template(path = "projects/flow.html")]
struct FlowPage {
    page: ui::Page,
    sections: Vec<NavItem>,
    title: String,
    width: i64,
    bars: Vec<Bar>,
    heads: Vec<Head>,
    rows: Vec<Vec<String>>,
    file: String,
}

/// The months of a project. Six queries.
///
/// # Errors
/// When there is no such project.
pub async fn read(tx: &Tx, one: &Project) -> Result<Vec<Row>, Problem> {
    let id = one.row.id;
    let amendments = load::amendments(tx, Some(id)).await?;
    let period = one.period(&amendments, tx.today());
    let activities = load::activities(tx, id).await?;
    let mut moved: Vec<(usize, Month, i64)> = Vec::new();
    for line in load::lines_now(tx, id).await? {
        let known = |own: &&Activity| Some(own.row.id) == line.row.activity_id;
        let own = activities.iter().find(known);
        let (from, until) = own.map_or(period, |a| (a.row.planned_from, a.row.planned_until));
        let parts = flow::spread(line.split().total(), from, until);
        moved.extend(parts.into_iter().map(|(month, cents)| (0, month, cents)));
    }
    let month = |day: Day| Month::of(day.0);
    for one in load::commitments(tx, id).await? {
        if one.row.revoked_at.is_none() {
            moved.push((1, month(one.row.concluded_on), one.split().total()));
        }
    }
    for one in load::spending(tx, id).await?.iter().filter(|one| one.stands()) {
        moved.push((2, month(one.row.issued_on), one.split().total()));
        if let Some(day) = one.row.paid_on {
            moved.push((3, month(day), one.split().total()));
        }
    }
    for one in load::claims(tx, id).await?.iter().filter(|one| one.stands()) {
        if let Some(day) = one.row.received_on {
            moved.push((4, month(day), one.received().total()));
        }
    }
    Ok(flow::table(period, &moved))
}

fn month_words(month: Month) -> String {
    let first = month.first_day();
    format!("{:02}.{}", first.month(), first.year())
}

/// The months as cells, the sum last.
fn cells(rows: &[Row], write: impl Fn(i64) -> String) -> Vec<Vec<String>> {
    let mut sums = [0; 5];
    for row in rows {
        for (sum, cents) in sums.iter_mut().zip(row.sums) {
            *sum += cents;
        }
    }
    let line = |name: String, sums: [i64; 5]| {
        let mut cells = vec![name];
        cells.extend(sums.map(&write));
        cells
    };
    let mut all: Vec<Vec<String>> =
        rows.iter().map(|row| line(month_words(row.month), row.sums)).collect();
    all.push(line(bg("projects-sum"), sums));
    all
}

fn bars(rows: &[Row]) -> Vec<Bar> {
    let most = rows.iter().map(|row| row.sums[0].max(row.sums[2])).max().unwrap_or(0).max(1);
    let bar = |(at, row): (i64, &Row)| {
        let high =
            |cents: i64| i64::try_from(i128::from(cents) * i128::from(HIGH) / i128::from(most));
        let (height, part) = (high(row.sums[0]).unwrap_or(0), high(row.sums[2]).unwrap_or(0));
        Bar {
            x: 5 + at * STEP,
            y: 20 + HIGH - height,
            height,
            part_y: 20 + HIGH - part,
            part_height: part,
            label: format!(
                "{:02}.{:02}",
                row.month.first_day().month(),
                row.month.first_day().year() % 100
            ),
        }
    };
    (0..).zip(rows).map(bar).collect()
}

/// `GET /projects/{id}/flow`.
pub async fn page(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<ProjectId>,
) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let one = load::project(&tx, id).await?;
    let rows = read(&tx, &one).await?;
    tx.audit(Entry::read("project-flow", id.0));
    tx.commit().await?;
    let currency = one.currency();
    let bars = bars(&rows);
    let heads = ["month"].into_iter().chain(COLUMNS);
    let head = |name: &str| Head::new(ctx.t(&format!("projects-column-{name}")));
    html(&FlowPage {
        page: frame::page(&ctx, &one, ctx.t("projects-flow")),
        sections: sections(&ctx, id, "/flow"),
        title: ctx.t("projects-flow").into_owned(),
        width: 10 + STEP * i64::try_from(bars.len()).unwrap_or(0),
        bars,
        heads: heads.map(head).collect(),
        rows: cells(&rows, |cents| money::written(cents, currency)),
        file: ctx.url(&path(id, "/flow.csv")),
    })
}

/// `GET /projects/{id}/flow.csv`.
pub async fn csv(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<ProjectId>,
) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let one = load::project(&tx, id).await?;
    let rows = read(&tx, &one).await?;
    tx.audit(Entry::print("project-flow", id.0));
    tx.commit().await?;
    let heads = ["month"].into_iter().chain(COLUMNS);
    let heads: Vec<String> =
        heads.map(|name| ctx.t(&format!("projects-column-{name}")).into_owned()).collect();
    let bytes = sheet::csv(&heads, cells(&rows, money::decimal)).map_err(Problem::internal)?;
    let headers = [
        (header::CONTENT_TYPE, "text/csv; charset=utf-8"),
        (header::CONTENT_DISPOSITION, "attachment; filename=\"flow.csv\""),
    ];
    Ok((headers, bytes).into_response())
}

/// The months in a paper.
///
/// # Errors
/// When the database does not answer.
pub async fn section(tx: &Tx, one: &Project) -> Result<Value, Problem> {
    let rows = read(tx, one).await?;
    let currency: Currency = one.currency();
    let heads: Vec<String> = ["month"]
        .into_iter()
        .chain(COLUMNS)
        .map(|name| bg(&format!("projects-column-{name}")))
        .collect();
    Ok(json!([{
        "sum": "yes",
        "title": bg("projects-paper-flow"),
        "text": bg("projects-flow-help"),
        "heads": heads,
        "rows": cells(&rows, |cents| money::written(cents, currency)),
    }]))
}
