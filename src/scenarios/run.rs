//! Working a scenario out: what if at once, where to open by a job whose page shows how far it is. A killed
//! process begins anew; steps are counted and chance is seeded, so nothing else comes out.

use super::content::{Inputs, MOST_STEPS, Outcome};
use super::store::scenario::{ActiveModel, Entity};
use super::{ScenarioId, load};
use crate::app::App;
use anyhow::Context;
use kit::access::Actor;
use kit::audit::Entry;
use kit::jobs::{Handler, Job};
use kit::store::{StoreError, Tx};
use kit::web::Problem;
use sea_orm::Set;
use std::sync::Arc;
use tokio::sync::watch;

/// The job.
pub const WORKING: &str = "scenario-work";
const PURPOSE: &str = "scenarios: чл. 37–41 НПСУ";
/// How far it is is written each time that so many of a hundred are done.
const SHOWN: i32 = 10;

/// Runs [`WORKING`].
pub fn working(app: &App) -> Handler {
    let app = app.clone();
    Arc::new(move |job: Job| {
        let app = app.clone();
        Box::pin(async move {
            let id: ScenarioId =
                serde_json::from_value(job.payload["scenario"].clone()).context("a scenario")?;
            let actor = Actor::system(job.municipality, PURPOSE);
            match run(&app, &actor, id).await {
                Ok(()) => Ok(()),
                Err(problem) => anyhow::bail!("not worked out: {}", problem.status()),
            }
        })
    })
}

async fn told(app: &App, actor: &Actor, (id, done): (ScenarioId, i32)) -> Result<(), Problem> {
    let mut tx = app.db.write(actor).await?;
    let row = load::row(&tx, id).await?;
    let active = ActiveModel { done: Set(done), ..Default::default() };
    tx.update::<Entity>(id, row.version, active).await?;
    tx.audit(Entry::write("scenario", id.0));
    Ok(tx.commit().await?)
}

/// Keeps what came of a scenario: it is done.
///
/// # Errors
/// When the database refuses.
pub async fn end(tx: &mut Tx, id: ScenarioId, outcome: &Outcome) -> Result<(), StoreError> {
    let row = load::row(tx, id).await?;
    load::keep_outcome(tx, id, outcome).await?;
    let active =
        ActiveModel { done: Set(100), ended_at: Set(Some(tx.now())), ..Default::default() };
    tx.update::<Entity>(id, row.version, active).await?;
    tx.audit(Entry::write("scenario", id.0));
    Ok(())
}

/// Works a scenario out beside the requests of others.
///
/// # Errors
/// When the work breaks off.
pub async fn worked_out(inputs: Arc<Inputs>) -> Result<Outcome, Problem> {
    let work = move || inputs.worked_out(&mut |_| ());
    tokio::task::spawn_blocking(work).await.map_err(Problem::internal)
}

async fn run(app: &App, actor: &Actor, id: ScenarioId) -> Result<(), Problem> {
    let tx = app.db.read(actor).await?;
    let row = load::row(&tx, id).await?;
    if row.ended_at.is_some() {
        tx.rollback().await;
        return Ok(());
    }
    let inputs = load::inputs(&tx, id).await?;
    tx.rollback().await;
    let (send, mut steps) = watch::channel(0_u64);
    let work = tokio::task::spawn_blocking(move || {
        inputs.worked_out(&mut |progress| {
            send.send_replace(progress.steps);
        })
    });
    let mut shown = 0;
    // The channel closes when the work is done.
    while steps.changed().await.is_ok() {
        let done = *steps.borrow_and_update();
        let percent = i32::try_from(done.saturating_mul(100) / MOST_STEPS).unwrap_or(99).min(99);
        if percent >= shown + SHOWN {
            shown = percent;
            told(app, actor, (id, percent)).await?;
        }
    }
    let outcome = work.await.map_err(Problem::internal)?;
    let mut tx = app.db.write(actor).await?;
    end(&mut tx, id, &outcome).await?;
    Ok(tx.commit().await?)
}
