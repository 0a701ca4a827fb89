//! The weekly load: a table with a picture, each number opening its list; the same for a sheet.

use super::ASSIGN;
use super::hand_over_page::names;
use super::load::{COUNTED, Week, WorkerLoad, loads};
use super::numbers::{Numbers, numbers};
use crate::app::App;
use askama::Template;
use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use kit::access;
use kit::audit::Entry;
use kit::types::{AccountId, Day};
use kit::web::{Ctx, Form, Problem, html};
use std::collections::HashMap;
use ui::Head;

#[derive(Template)]
#[template(path = "work/load.html")]
struct LoadPage {
    page: ui::Page,
    week: String,
    before: String,
    after: String,
    heads: Vec<Head>,
    rows: Vec<Row>,
    csv: String,
    numbers: Option<String>,
    weights: String,
}

struct Row {
    name: String,
    cells: Vec<(String, i64, String)>,
    weighted: i64,
    /// Of the largest, in hundredths.
    share: i64,
}

/// A page below "My work".
pub fn framed(ctx: &Ctx, title: impl Into<String>) -> ui::Page {
    let mut page = ctx.page(title);
    let work = ui::Link::new(ctx.url("/work"), ctx.t("nav-work"));
    page.breadcrumbs = vec![work, ui::Link::new("", page.title.clone())];
    page
}

/// What was asked for, found.
pub struct Found {
    pub week: Week,
    pub rows: Vec<WorkerLoad>,
    pub names: HashMap<AccountId, String>,
    pub numbers: Numbers,
}

/// The load of the week asked for (this one when none is): of all for whoever may assign work, of
/// himself for everybody else.
pub async fn found(app: &App, ctx: &Ctx, form: &Form) -> Result<Found, Problem> {
    let only = if ctx.actor.may(ASSIGN) { None } else { ctx.actor.account };
    let mut tx = app.db.read(&ctx.actor).await?;
    let week = Week::of(form.get("week").parse::<Day>().unwrap_or(tx.today()));
    let rows = loads(&tx, week, only).await?;
    let numbers = numbers(&tx).await?;
    let accounts = access::accounts(&tx, tx.today()).await?;
    tx.audit(Entry::list("load"));
    tx.commit().await?;
    let mut found = Found { week, rows, names: names(&accounts), numbers };
    let Found { rows, numbers, .. } = &mut found;
    rows.sort_by_key(|row| std::cmp::Reverse((row.weighted(numbers), row.account)));
    Ok(found)
}

fn row_of(ctx: &Ctx, found: &Found, row: &WorkerLoad, most: i64) -> Row {
    let cell = |(name, count): (&&str, &i64)| {
        let list =
            format!("/work/load/list?what={name}&who={}&week={}", row.account, found.week.first);
        (ctx.t(&format!("work-load-{name}")).into_owned(), *count, ctx.url(&list))
    };
    let weighted = row.weighted(&found.numbers);
    Row {
        name: found.names.get(&row.account).cloned().unwrap_or_default(),
        cells: COUNTED.iter().zip(row.counts.iter()).map(cell).collect(),
        weighted,
        share: weighted * 100 / most.max(1),
    }
}

pub async fn page(State(app): State<App>, ctx: Ctx, form: Form) -> Result<Response, Problem> {
    let found = found(&app, &ctx, &form).await?;
    let most = found.rows.iter().map(|row| row.weighted(&found.numbers)).max().unwrap_or(0);
    let mut heads = vec![Head::new(ctx.t("work-worker"))];
    heads.extend(COUNTED.map(|name| Head::new(ctx.t(&format!("work-load-{name}"))).numeric()));
    heads.push(Head::new(ctx.t("work-load-weighted")).numeric());
    heads.push(Head::new(ctx.t("work-load-picture")));
    let weights = COUNTED.map(|name| {
        let weight = found.numbers.get(&format!("weight-{name}"));
        format!("{} × {weight}", ctx.t(&format!("work-load-{name}")))
    });
    let week_at = |day: Day| ctx.url(&format!("/work/load?week={day}"));
    html(&LoadPage {
        page: framed(&ctx, ctx.t("work-load")),
        week: format!("{} – {}", found.week.first.bg(), found.week.last().bg()),
        before: week_at(found.week.first.plus(-7)),
        after: week_at(found.week.first.plus(7)),
        heads,
        rows: found.rows.iter().map(|row| row_of(&ctx, &found, row, most)).collect(),
        csv: ctx.url(&format!("/work/load/csv?week={}", found.week.first)),
        numbers: ctx.actor.may(ASSIGN).then(|| ctx.url("/work/numbers")),
        weights: weights.join("; "),
    })
}

/// A cell of a sheet: quoted, and never read as a formula.
fn quoted(text: &str) -> String {
    let guard = if text.starts_with(['=', '+', '-', '@', '\t', '\r']) { "'" } else { "" };
    format!("\"{guard}{}\"", text.replace('"', "\"\""))
}

/// The same as a sheet that a Bulgarian Excel opens: semicolons, UTF-8 with its mark.
pub async fn csv(State(app): State<App>, ctx: Ctx, form: Form) -> Result<Response, Problem> {
    let found = found(&app, &ctx, &form).await?;
    let mut heads = vec![quoted(&ctx.t("work-worker"))];
    heads.extend(COUNTED.map(|name| quoted(&ctx.t(&format!("work-load-{name}")))));
    heads.push(quoted(&ctx.t("work-load-weighted")));
    let mut text = format!("\u{feff}{}\r\n", heads.join(";"));
    for row in &found.rows {
        let mut cells = vec![quoted(found.names.get(&row.account).map_or("", String::as_str))];
        cells.extend(row.counts.iter().map(ToString::to_string));
        cells.push(row.weighted(&found.numbers).to_string());
        text += &format!("{}\r\n", cells.join(";"));
    }
    let name = format!("attachment; filename=\"load-{}.csv\"", found.week.first);
    let headers = [
        (header::CONTENT_TYPE, "text/csv; charset=utf-8".to_owned()),
        (header::CONTENT_DISPOSITION, name),
    ];
    Ok((headers, text).into_response())
}
