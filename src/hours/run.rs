//! Work with many reports at once: the clean ones are accepted, blank ones are printed, those whose
//! report is missing are reminded. Each a job in steps, which a killed process goes on with.

use super::blank;
use super::decide;
use super::filing::refused;
use super::frame::{HOME, month_of};
use super::load::{self, Which};
use super::month::{is_clean, villages};
use super::remind;
use super::store::hour_run::{self, Column, Entity};
use super::{BLANKS, HourRunId};
use crate::app::App;
use crate::assistance::ContractId;
use crate::assistants::Press;
use crate::people::{self, PaperId, verify_address};
use anyhow::Context;
use askama::Template;
use axum::extract::State as Shared;
use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::{IntoResponse, Response};
use kit::access::Actor;
use kit::audit;
use kit::jobs::{Handler, Job, enqueue};
use kit::store::{StoreError, Tx};
use kit::web::{Ctx, Form, Id, Problem, html, list_address, see};
use law::Month;
use sea_orm::{ColumnTrait, IntoActiveModel, QueryFilter, QueryOrder, Set};
use serde_json::json;
use std::sync::Arc;

/// The job.
pub const RUNNING: &str = "hours-run";
/// So many reports in one step.
const STEP: usize = 50;
/// What a run does.
const ACCEPTS: &str = "accept";
/// As above.
pub const PRINTS: &str = "blanks";
/// As above.
pub const REMINDS: &str = "remind";
const PURPOSE: &str = "hours: чл. 32 ЗЛП";

/// How far a run has come.
pub struct Progress {
    /// In words.
    pub so_far: String,
    /// In percent.
    pub percent: i32,
    /// Its page.
    pub href: String,
}

/// How far a run has come.
#[must_use]
pub fn progress_of(ctx: &Ctx, row: &hour_run::Model) -> Progress {
    let args = [("done", row.done), ("total", row.total)];
    Progress {
        so_far: ctx.ta(&format!("hours-run-{}", row.kind), &args).into_owned(),
        percent: row.done * 100 / row.total.max(1),
        href: ctx.url(&format!("{HOME}/runs/{}", row.id)),
    }
}

/// The run of a month that is under way.
///
/// # Errors
/// When the database does not answer.
pub async fn open(tx: &Tx, month: Month) -> Result<Option<hour_run::Model>, StoreError> {
    let rows = tx.find::<Entity>().filter(Column::Month.eq(month.to_string()));
    let rows = rows.filter(Column::EndedAt.is_null()).order_by_desc(Column::Id);
    Ok(rows.one(tx.conn()).await?)
}

async fn one(tx: &Tx, id: HourRunId) -> Result<hour_run::Model, StoreError> {
    let row = tx.find::<Entity>().filter(Column::Id.eq(id));
    row.one(tx.conn()).await?.ok_or(StoreError::NotFound)
}

fn count(n: usize) -> i32 {
    i32::try_from(n).unwrap_or(i32::MAX)
}

/// Puts a run into the queue.
async fn begin(
    tx: &mut Tx,
    kind: &str,
    (month, village): (Month, &str),
    (list, payload): (Vec<String>, serde_json::Value),
) -> Result<HourRunId, Problem> {
    if list.is_empty() {
        return Err(refused("hours-refused-nothing"));
    }
    if open(tx, month).await?.is_some() {
        return Err(refused("hours-refused-running"));
    }
    let id = HourRunId(tx.new_id());
    let row = hour_run::Model {
        municipality_id: tx.municipality(),
        id,
        kind: kind.to_owned(),
        month: month.to_string(),
        village: village.to_owned(),
        papers: list.join(" "),
        total: count(list.len()),
        done: 0,
        left_out: 0,
        began_at: tx.now(),
        ended_at: None,
        account_name: tx.actor().name.to_string(),
        version: 1,
    };
    tx.insert(row.into_active_model()).await?;
    let mut payload = payload;
    payload["run"] = json!(id);
    enqueue(tx, RUNNING, None, &payload, tx.now()).await?;
    tx.audit(audit::Entry::write("hours-run", id.0));
    Ok(id)
}

/// `POST /worktime/accept`: everything that needs nobody's eyes.
pub async fn accept(Shared(app): Shared<App>, ctx: Ctx, form: Form) -> Result<Response, Problem> {
    let law = app.law(ctx.actor.municipality);
    let month = month_of(&form, app.today());
    let back = list_address(HOME, &[("month", &month.to_string())]);
    let mut tx = app.db.write(&ctx.actor).await?;
    tx.use_form(&form.key(), &ctx.url(&back)).await?;
    let book = load::book(&tx, &law, month, Which::All).await?;
    let clean = book.entries.iter().filter(|entry| is_clean(&law, &book, entry));
    let list = clean.map(|entry| entry.contract.contract.to_string()).collect();
    let id = begin(&mut tx, ACCEPTS, (month, ""), (list, json!({}))).await?;
    tx.commit().await?;
    Ok(see(&ctx, &format!("{HOME}/runs/{id}"), None))
}

/// `POST /worktime/blanks`: blank reports of a month, of a village or of all, in one file.
pub async fn blanks(
    Shared(app): Shared<App>,
    ctx: Ctx,
    headers: HeaderMap,
    form: Form,
) -> Result<Response, Problem> {
    let law = app.law(ctx.actor.municipality);
    let month = month_of(&form, app.today());
    let village = form.get("village").to_owned();
    let back = list_address(HOME, &[("month", &month.to_string())]);
    let press = Press::of(&app, ctx.actor.municipality, verify_address(&app, &ctx, &headers))?;
    let mut tx = app.db.write(&ctx.actor).await?;
    tx.use_form(&form.key(), &ctx.url(&back)).await?;
    let book = load::book(&tx, &law, month, Which::All).await?;
    let names = villages(&tx, &book).await?;
    let mut papers = Vec::new();
    for entry in book.entries.iter().filter(|entry| entry.may_write()) {
        let lives = names.get(&entry.user.id).is_some_and(|name| *name == village);
        if village.is_empty() || lives {
            papers.push(blank::add(&mut tx, (&law, &book, entry), &press).await?.to_string());
        }
        if papers.len() == BLANKS {
            break;
        }
    }
    let id = begin(&mut tx, PRINTS, (month, &village), (papers, json!({}))).await?;
    tx.commit().await?;
    Ok(see(&ctx, &format!("{HOME}/runs/{id}"), None))
}

/// `POST /worktime/remind`: a mail to each assistant whose report is missing.
pub async fn remind_all(
    Shared(app): Shared<App>,
    ctx: Ctx,
    form: Form,
) -> Result<Response, Problem> {
    if app.mail.is_none() {
        return Err(refused("hours-refused-mail"));
    }
    let law = app.law(ctx.actor.municipality);
    let month = month_of(&form, app.today());
    let back = list_address(HOME, &[("month", &month.to_string())]);
    let mut tx = app.db.write(&ctx.actor).await?;
    tx.use_form(&form.key(), &ctx.url(&back)).await?;
    let book = load::book(&tx, &law, month, Which::All).await?;
    let missing = book.entries.iter().filter(|entry| entry.may_write());
    let list = missing.map(|entry| entry.assistant.id.to_string());
    let list: std::collections::BTreeSet<String> = list.collect();
    let id = begin(&mut tx, REMINDS, (month, ""), (list.into_iter().collect(), json!({}))).await?;
    tx.commit().await?;
    Ok(see(&ctx, &format!("{HOME}/runs/{id}"), None))
}

#[derive(Template)]
#[template(path = "hours/run.html")]
struct RunPage {
    page: ui::Page,
    so_far: String,
    percent: i32,
    is_busy: bool,
    left_out: String,
    file: String,
    back: String,
}

/// `GET /worktime/runs/{id}`: how far it is; the page comes again by itself.
pub async fn page(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<HourRunId>,
) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let row = one(&tx, id).await?;
    tx.audit(audit::Entry::read("hours-run", id.0));
    tx.commit().await?;
    let is_busy = row.ended_at.is_none();
    let progress = progress_of(&ctx, &row);
    let has_file = row.kind == PRINTS && !is_busy;
    let left = [("count", row.left_out)];
    let mut response = html(&RunPage {
        page: ctx.page(ctx.t(&format!("hours-run-title-{}", row.kind))),
        so_far: progress.so_far,
        percent: progress.percent,
        is_busy,
        left_out: if row.left_out > 0 {
            ctx.ta("hours-run-left", &left).into_owned()
        } else {
            String::new()
        },
        file: if has_file { format!("{}/file", progress.href) } else { String::new() },
        back: list_address(&ctx.url(HOME), &[("month", &row.month)]),
    })?;
    if is_busy {
        response.headers_mut().insert(header::REFRESH, HeaderValue::from_static("2"));
    }
    Ok(response)
}

fn papers(row: &hour_run::Model) -> Vec<PaperId> {
    row.papers.split(' ').filter_map(|id| id.parse().ok()).collect()
}

/// `GET /worktime/runs/{id}/file`: the blank reports in one file.
pub async fn file(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<HourRunId>,
) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let row = one(&tx, id).await?;
    if row.ended_at.is_none() || row.kind != PRINTS {
        return Err(refused("hours-refused-running"));
    }
    tx.audit(audit::Entry::print("hours-run", id.0));
    let bytes = people::packed(&mut tx, &papers(&row)).await?;
    tx.commit().await?;
    let headers = [
        (header::CONTENT_TYPE, "application/zip"),
        (header::CONTENT_DISPOSITION, "attachment; filename=\"reports.zip\""),
    ];
    Ok((headers, bytes).into_response())
}

/// Runs [`RUNNING`].
pub fn running(app: &App) -> Handler {
    let app = app.clone();
    Arc::new(move |job: Job| {
        let app = app.clone();
        Box::pin(async move {
            let id: HourRunId =
                serde_json::from_value(job.payload["run"].clone()).context("a run")?;
            app.freshen_law(job.municipality).await?;
            let actor = Actor::system(job.municipality, PURPOSE);
            match run(&app, &actor, id).await {
                Ok(()) => Ok(()),
                Err(problem) => anyhow::bail!("not done: {}", problem.status()),
            }
        })
    })
}

async fn run(app: &App, actor: &Actor, id: HourRunId) -> Result<(), Problem> {
    let tx = app.db.read(actor).await?;
    let row = one(&tx, id).await?;
    tx.rollback().await;
    // Whoever pressed the button did it, not the program that goes through the list.
    let mut by = actor.clone();
    by.name = row.account_name.as_str().into();
    let actor = &by;
    let all: Vec<&str> = row.papers.split(' ').collect();
    let from = usize::try_from(row.done).unwrap_or(0);
    for part in all.get(from..).unwrap_or_default().chunks(STEP) {
        if row.kind == PRINTS {
            let ids: Vec<PaperId> = part.iter().filter_map(|id| id.parse().ok()).collect();
            people::print_papers(app, actor, &ids).await?;
        }
        let mut tx = app.db.write(actor).await?;
        let left = match row.kind.as_str() {
            ACCEPTS => accept_part(app, &mut tx, (&row.month, part)).await?,
            REMINDS => remind::enqueue_all(&mut tx, (&row.month, part)).await?,
            _ => 0,
        };
        let now = one(&tx, id).await?;
        let done = now.done + count(part.len());
        let active = hour_run::ActiveModel {
            done: Set(done),
            left_out: Set(now.left_out + count(left)),
            ended_at: Set((done >= now.total).then(|| tx.now())),
            ..Default::default()
        };
        tx.update::<Entity>(id, now.version, active).await?;
        tx.audit(audit::Entry::write("hours-run", id.0));
        tx.commit().await?;
    }
    Ok(())
}

/// Accepts those that are still clean; says how many were left out. Read is only what the reports of
/// this step meet, and read anew in each: what was sent meanwhile counts.
async fn accept_part(
    app: &App,
    tx: &mut Tx,
    (month, part): (&str, &[&str]),
) -> Result<usize, Problem> {
    let law = app.law(tx.municipality());
    let month = Month::parse(month).map_err(|e| StoreError::Other(e.to_string()))?;
    let ids: Vec<ContractId> = part.iter().filter_map(|id| id.parse().ok()).collect();
    let book = load::book(tx, &law, month, Which::These(&ids)).await?;
    let mut left = part.len() - ids.len();
    for id in ids {
        let entry = book.of(id).filter(|entry| is_clean(&law, &book, entry));
        match entry.and_then(|entry| entry.last().map(|report| (entry, report))) {
            Some((entry, report)) => {
                decide::accept(tx, &law, (&book, entry, report), "").await?;
            }
            None => left += 1,
        }
    }
    Ok(left)
}
