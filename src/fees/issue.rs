//! The accounts of a month are issued in one action: a job, in steps that a killed process goes on
//! with; who has an account keeps it.

use super::RunId;
use super::account;
use super::due::{self, Owed};
use super::store::{fee_account, fee_run};
use super::sum::Due;
use crate::app::App;
use crate::people::verify_address;
use crate::placement::PlacementId;
use anyhow::Context;
use axum::extract::State as Shared;
use axum::http::HeaderMap;
use axum::response::Response;
use kit::access::Actor;
use kit::audit::Entry;
use kit::jobs::{Handler, Job, enqueue};
use kit::store::{StoreError, Tx};
use kit::web::{Ctx, Form, Problem, list_address, see};
use law::Month;
use sea_orm::{ColumnTrait, QueryFilter, QueryOrder, QuerySelect, Set};
use serde_json::json;
use std::collections::HashSet;
use std::sync::Arc;

/// The job that issues.
pub const ISSUING: &str = "issue-fees";
/// So many accounts in one step.
const STEP: usize = 50;

/// Who has an account of a month that was not cancelled.
pub async fn issued(tx: &Tx, month: Month) -> Result<HashSet<PlacementId>, StoreError> {
    use fee_account::Column;
    let rows: Vec<PlacementId> = tx
        .find::<fee_account::Entity>()
        .filter(Column::Month.eq(month.to_string()))
        .filter(Column::CancelledAt.is_null())
        .select_only()
        .column(Column::PlacementId)
        .into_tuple()
        .all(tx.conn())
        .await?;
    Ok(rows.into_iter().collect())
}

/// Who owes something for a month and has no account of it.
pub async fn open(tx: &Tx, app: &App, month: Month) -> Result<Vec<Owed>, StoreError> {
    let law = app.law(tx.municipality());
    let issued = issued(tx, month).await?;
    let mut all = due::all(tx, &law, month).await?;
    all.retain(|one| {
        matches!(one.due, Some(Due::Pay(_))) && !issued.contains(&one.given.placement)
    });
    Ok(all)
}

/// The last run of a month.
pub async fn last_run(tx: &Tx, month: Month) -> Result<Option<fee_run::Model>, StoreError> {
    let rows = tx
        .find::<fee_run::Entity>()
        .filter(fee_run::Column::Month.eq(month.to_string()))
        .order_by_desc(fee_run::Column::Id);
    Ok(rows.one(tx.conn()).await?)
}

/// `POST /fees/issue`.
pub async fn save(
    Shared(app): Shared<App>,
    ctx: Ctx,
    headers: HeaderMap,
    form: Form,
) -> Result<Response, Problem> {
    let month = Month::parse(form.get("month")).map_err(|_| Problem::BadRequest("form-choose"))?;
    let back = list_address("/fees", &[("month", &month.to_string())]);
    let verify = verify_address(&app, &ctx, &headers);
    let mut tx = app.db.read(&ctx.actor).await?;
    let total = open(&tx, &app, month).await?.len();
    tx.audit(Entry::list("fees"));
    tx.commit().await?;
    if total == 0 {
        return Err(Problem::Impossible("fees-none-open"));
    }
    let mut tx = app.db.write(&ctx.actor).await?;
    tx.use_form(&form.key(), &ctx.url(&back)).await?;
    if last_run(&tx, month).await?.is_some_and(|run| run.ended_at.is_none()) {
        return Err(Problem::Impossible("fees-running"));
    }
    let run = RunId(tx.new_id());
    tx.insert(fee_run::ActiveModel {
        municipality_id: Set(tx.municipality()),
        id: Set(run),
        month: Set(month.to_string()),
        total: Set(i32::try_from(total).unwrap_or(i32::MAX)),
        done: Set(0),
        began_at: Set(tx.now()),
        ended_at: Set(None),
        account_name: Set(tx.actor().name.to_string()),
        version: Set(1),
    })
    .await?;
    enqueue(&tx, ISSUING, None, &json!({ "run": run, "verify": verify }), tx.now()).await?;
    tx.audit(Entry::write("fees-issue", run.0));
    tx.commit().await?;
    Ok(see(&ctx, &back, Some("fees-issuing")))
}

/// Runs [`ISSUING`].
pub fn issuing(app: &App) -> Handler {
    let app = app.clone();
    Arc::new(move |job: Job| {
        let app = app.clone();
        Box::pin(async move { run(&app, &job).await })
    })
}

async fn run(app: &App, job: &Job) -> anyhow::Result<()> {
    let id: RunId = serde_json::from_value(job.payload["run"].clone())?;
    let verify = job.payload["verify"].as_str().context("an address")?.to_owned();
    let actor = Actor::system(job.municipality, "fees: чл. 46, 50 ЗСУ");
    app.freshen_law(job.municipality).await?;
    let tx = app.db.read(&actor).await?;
    let row = tx.find::<fee_run::Entity>().filter(fee_run::Column::Id.eq(id));
    let row = row.one(tx.conn()).await?.context("a run")?;
    tx.rollback().await;
    let month = Month::parse(&row.month).map_err(|e| anyhow::anyhow!("{e}"))?;
    while step(app, &actor, (id, month), &verify).await? > 0 {}
    let mut tx = app.db.write(&actor).await?;
    let row = tx.find::<fee_run::Entity>().filter(fee_run::Column::Id.eq(id));
    let row = row.one(tx.conn()).await?.context("a run")?;
    let active = fee_run::ActiveModel { ended_at: Set(Some(tx.now())), ..Default::default() };
    tx.update::<fee_run::Entity>(id, row.version, active).await?;
    tx.audit(Entry::write("fees-issued", id.0));
    tx.commit().await?;
    Ok(())
}

/// Issues the next accounts; says how many.
async fn step(
    app: &App,
    actor: &Actor,
    (id, month): (RunId, Month),
    verify: &str,
) -> anyhow::Result<usize> {
    let tx = app.db.read(actor).await?;
    let mut open = open(&tx, app, month).await?;
    tx.rollback().await;
    open.truncate(STEP);
    if open.is_empty() {
        return Ok(0);
    }
    let mut tx = app.db.write(actor).await?;
    let row = tx.find::<fee_run::Entity>().filter(fee_run::Column::Id.eq(id));
    let row = row.one(tx.conn()).await?.context("a run")?;
    for one in &open {
        account::issue(&mut tx, app, (one, month), (&row.account_name, verify)).await?;
    }
    let done = row.done + i32::try_from(open.len())?;
    let active = fee_run::ActiveModel { done: Set(done), ..Default::default() };
    tx.update::<fee_run::Entity>(id, row.version, active).await?;
    tx.commit().await?;
    Ok(open.len())
}

/// Issues all accounts of a month at once, for the demonstration.
///
/// # Errors
/// When the database refuses.
pub async fn issue_all(
    tx: &mut Tx,
    app: &App,
    month: Month,
    (by, verify): (&str, &str),
) -> Result<Vec<super::FeeAccountId>, StoreError> {
    let mut made = Vec::new();
    for one in open(tx, app, month).await? {
        made.push(account::issue(tx, app, (&one, month), (by, verify)).await?);
    }
    Ok(made)
}
