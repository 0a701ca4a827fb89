//! Pay slips (фишове): one for each assistant of a released run, made and printed by a job in steps
//! that a killed process goes on with; one file with all of them.

use super::RunId;
use super::SlipId;
use super::frame::{
    bg, bg_with, count, hours, money, month_words, paid, refused, run_number, run_path,
};
use super::line;
use super::line_page::{articles, steps, why};
use super::load::{self, Around};
use super::store::{payroll_line, payroll_run, payroll_slip};
use super::sums::Sums;
use crate::app::App;
use crate::assistants::{AssistantId, Press};
use crate::people::{self, NewPaper, PaperId, verify_address};
use anyhow::Context;
use axum::extract::State as Shared;
use axum::http::{HeaderMap, header};
use axum::response::{IntoResponse, Response};
use kit::access::Actor;
use kit::audit::Entry;
use kit::jobs::{Handler, Job, enqueue};
use kit::store::{StoreError, Tx};
use kit::web::{Ctx, Form, Id, Problem, see};
use law::Law;
use sea_orm::{ColumnTrait, IntoActiveModel, QueryFilter, QueryOrder, QuerySelect, Set};
use serde_json::{Value, json};
use std::collections::{BTreeMap, HashSet};
use std::sync::Arc;
use ui::Lang;

/// The job.
pub const PRINTING: &str = "payroll-slips";
const PURPOSE: &str = "payroll: чл. 128 КТ";
/// So many slips in one step.
const STEP: usize = 100;
const KIND: &str = "pay-slip";

/// Whether every assistant of a run has a slip.
#[must_use]
pub fn is_done(run: &payroll_run::Model) -> bool {
    run.slips >= run.people
}

/// What the printer is given for one assistant.
fn data(
    law: &Law,
    tx: &Tx,
    (run, rows, around): (&payroll_run::Model, &[&payroll_line::Model], &Around),
    press: &Press,
) -> Result<Value, StoreError> {
    let total: Sums = rows.iter().map(|row| paid(row)).sum();
    let worked = rows.first().map_or(run.month.as_str(), |row| row.worked.as_str());
    let mut data = press.frame(&bg("people-paper-pay-slip"), &articles(law, worked));
    let args = [("month", month_words(Lang::Bg, &run.month)), ("number", run_number(run))];
    data["about"] = bg_with("payroll-slip-about", &args).into();
    data["opening"] = rows.first().map(|row| around.assistant(row)).unwrap_or_default().into();
    let mut sections = Vec::new();
    for row in rows {
        let title = format!(
            "{}, {}: {} – {}",
            around.contract(row),
            month_words(Lang::Bg, &row.worked),
            bg(&format!("payroll-kind-{}", row.kind)),
            around.user(row),
        );
        let lines = [
            (bg("payroll-column-hours"), hours(row)),
            (bg("payroll-gross"), money(paid(row).gross(), run)),
        ];
        let mut text = vec![why(tx, row)?];
        text.extend(steps(Lang::Bg, row));
        text.retain(|one| !one.is_empty());
        sections.push(json!({ "title": title, "lines": lines, "text": text.join("\n") }));
    }
    data["sections"] = sections.into();
    let args = [
        ("sum", money(total.gross(), run)),
        ("hours", line::hours(rows.iter().map(|row| super::frame::minutes(row)).sum())),
    ];
    data["closing"] = bg_with("payroll-slip-closing", &args).into();
    Ok(data)
}

/// The lines of each assistant of a run.
fn by_assistant(lines: &[payroll_line::Model]) -> BTreeMap<AssistantId, Vec<&payroll_line::Model>> {
    let mut all: BTreeMap<AssistantId, Vec<&payroll_line::Model>> = BTreeMap::new();
    for row in lines.iter().filter(|row| row.held_kind.is_empty()) {
        all.entry(row.assistant_id).or_default().push(row);
    }
    all
}

async fn made(tx: &Tx, id: RunId) -> Result<Vec<(AssistantId, PaperId)>, StoreError> {
    use payroll_slip::Column;
    let rows = tx.find::<payroll_slip::Entity>().filter(Column::RunId.eq(id));
    let rows = rows.order_by_asc(Column::Id).select_only();
    let rows = rows.column(Column::AssistantId).column(Column::PaperId).into_tuple();
    Ok(rows.all(tx.conn()).await?)
}

/// A released run with what its slips say: it does not change any more, and is read once.
struct Basis {
    run: RunId,
    lines: Vec<payroll_line::Model>,
    around: Around,
}

async fn basis(tx: &Tx, id: RunId) -> Result<Basis, Problem> {
    load::released(&load::run(tx, id).await?)?;
    let lines = load::lines(tx, id).await?;
    let around = load::around(tx, id, &lines).await?;
    Ok(Basis { run: id, lines, around })
}

/// Makes the next slips of a run; says how many, none when all are made.
async fn some(tx: &mut Tx, law: &Law, (basis, press): (&Basis, &Press)) -> Result<usize, Problem> {
    let id = basis.run;
    let run = load::run(tx, id).await?;
    let known: HashSet<AssistantId> = made(tx, id).await?.into_iter().map(|one| one.0).collect();
    let waiting = by_assistant(&basis.lines).into_iter();
    let waiting = waiting.filter(|(one, _)| !known.contains(one));
    let mut added = 0;
    for (assistant, rows) in waiting.take(STEP) {
        let worker = rows.first().and_then(|row| basis.around.worker(row));
        let Some(person) = worker else { continue };
        let data = data(law, tx, (&run, &rows, &basis.around), press)?;
        let title = bg("people-paper-pay-slip");
        let verify = press.verify.clone();
        let new = NewPaper { person, kind: KIND, title, data, verify };
        let paper = people::describe_paper(tx, new).await?;
        let row = payroll_slip::Model {
            municipality_id: tx.municipality(),
            id: SlipId(tx.new_id()),
            run_id: id,
            assistant_id: assistant,
            paper_id: paper,
            made_at: tx.now(),
            account_name: tx.actor().name.to_string(),
        };
        tx.insert(row.into_active_model()).await?;
        tx.audit(Entry::write("payroll-slip", id.0).about(Some(person.0)));
        added += 1;
    }
    let slips = Set(count(known.len() + added));
    let active = payroll_run::ActiveModel { slips, ..Default::default() };
    tx.update::<payroll_run::Entity>(id, run.version, active).await?;
    Ok(added)
}

/// `POST /payroll/{id}/slips`: asks for all slips of a run.
pub async fn make(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<RunId>,
    headers: HeaderMap,
    form: Form,
) -> Result<Response, Problem> {
    let verify = verify_address(&app, &ctx, &headers);
    let mut tx = app.db.write(&ctx.actor).await?;
    tx.use_form(&form.key(), &ctx.url(&run_path(id, ""))).await?;
    let run = load::run(&tx, id).await?;
    load::released(&run)?;
    let payload = json!({ "run": id, "verify": verify });
    enqueue(&tx, PRINTING, Some(&id.to_string()), &payload, tx.now()).await?;
    tx.audit(Entry::print("payroll-run", id.0));
    tx.commit().await?;
    Ok(see(&ctx, &run_path(id, ""), Some("payroll-done-slips")))
}

/// Makes and prints all slips of a run.
///
/// # Errors
/// When the run is not released, the database refuses, or the printer refuses one.
pub async fn all(app: &App, actor: &Actor, (id, verify): (RunId, &str)) -> Result<(), Problem> {
    let press = Press::of(app, actor.municipality, verify.to_owned())?;
    let law = app.law(actor.municipality);
    let tx = app.db.read(actor).await?;
    let basis = basis(&tx, id).await?;
    tx.rollback().await;
    loop {
        let mut tx = app.db.write(actor).await?;
        let added = some(&mut tx, &law, (&basis, &press)).await?;
        tx.commit().await?;
        if added == 0 {
            break;
        }
    }
    // Those of a process that was killed are printed with the rest; what is printed stays.
    let tx = app.db.read(actor).await?;
    let papers: Vec<PaperId> = made(&tx, id).await?.into_iter().map(|one| one.1).collect();
    tx.rollback().await;
    people::print_papers(app, actor, &papers).await
}

/// Runs [`PRINTING`].
pub fn printing(app: &App) -> Handler {
    let app = app.clone();
    Arc::new(move |job: Job| {
        let app = app.clone();
        Box::pin(async move {
            let id: RunId = serde_json::from_value(job.payload["run"].clone()).context("a run")?;
            let verify = job.payload["verify"].as_str().unwrap_or_default();
            app.freshen_law(job.municipality).await?;
            let actor = Actor::system(job.municipality, PURPOSE);
            match all(&app, &actor, (id, verify)).await {
                Ok(()) => Ok(()),
                Err(problem) => anyhow::bail!("not printed: {}", problem.status()),
            }
        })
    })
}

/// `GET /payroll/{id}/slips`: all slips that are printed, in one file.
pub async fn file(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<RunId>,
) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    load::run(&tx, id).await?;
    let papers: Vec<PaperId> = made(&tx, id).await?.into_iter().map(|one| one.1).collect();
    if papers.is_empty() {
        return Err(refused("payroll-refused-slips"));
    }
    tx.audit(Entry::print("payroll-run", id.0));
    let bytes = people::packed(&mut tx, &papers).await?;
    tx.commit().await?;
    let headers = [
        (header::CONTENT_TYPE, "application/zip"),
        (header::CONTENT_DISPOSITION, "attachment; filename=\"pay-slips.zip\""),
    ];
    Ok((headers, bytes).into_response())
}
