//! The job that computes a forecast: in parts, after each of which the page shows how far it is. A
//! killed process begins anew; chance is seeded, so nothing else comes out.

use super::compute::{outcome, some, whole};
use super::content::{Inputs, Outcome};
use super::store::forecast::{ActiveModel, Entity, Model};
use super::{ForecastId, load};
use crate::app::App;
use anyhow::Context;
use kit::access::Actor;
use kit::audit::Entry;
use kit::jobs::{Handler, Job};
use kit::store::{StoreError, Tx};
use kit::web::Problem;
use sea_orm::Set;
use std::sync::Arc;

/// The job.
pub const COMPUTING: &str = "forecast-compute";
const PURPOSE: &str = "forecast: чл. 37–39 НПСУ";
/// A forecast is computed in so many parts.
const PARTS: u64 = 10;

/// Runs [`COMPUTING`].
pub fn computing(app: &App) -> Handler {
    let app = app.clone();
    Arc::new(move |job: Job| {
        let app = app.clone();
        Box::pin(async move {
            let id: ForecastId =
                serde_json::from_value(job.payload["forecast"].clone()).context("a forecast")?;
            let actor = Actor::system(job.municipality, PURPOSE);
            match run(&app, &actor, id).await {
                Ok(()) => Ok(()),
                Err(problem) => anyhow::bail!("not computed: {}", problem.status()),
            }
        })
    })
}

/// Seed and number of runs of a forecast.
fn chance_of(row: &Model) -> (u64, u32) {
    (row.seed.unsigned_abs(), row.runs.unsigned_abs())
}

async fn told(app: &App, actor: &Actor, (id, done): (ForecastId, u64)) -> Result<(), Problem> {
    let mut tx = app.db.write(actor).await?;
    let row = load::row(&tx, id).await?;
    let done = i32::try_from(done).unwrap_or(row.runs);
    let active = ActiveModel { done: Set(done), ..Default::default() };
    tx.update::<Entity>(id, row.version, active).await?;
    tx.audit(Entry::write("forecast", id.0));
    Ok(tx.commit().await?)
}

/// Keeps the outcome: the forecast is done.
///
/// # Errors
/// When the database refuses.
pub async fn end(tx: &mut Tx, id: ForecastId, outcome: &Outcome) -> Result<(), StoreError> {
    let row = load::row(tx, id).await?;
    load::keep_outcome(tx, id, outcome).await?;
    let active =
        ActiveModel { done: Set(row.runs), ended_at: Set(Some(tx.now())), ..Default::default() };
    tx.update::<Entity>(id, row.version, active).await?;
    tx.audit(Entry::write("forecast", id.0));
    Ok(())
}

/// Computes a forecast at once; for the demonstration.
///
/// # Errors
/// When the database refuses.
pub async fn at_once(tx: &mut Tx, row: &Model, inputs: &Inputs) -> Result<(), StoreError> {
    let outcome = whole(inputs, chance_of(row));
    end(tx, row.id, &outcome).await
}

async fn run(app: &App, actor: &Actor, id: ForecastId) -> Result<(), Problem> {
    let tx = app.db.read(actor).await?;
    let row = load::row(&tx, id).await?;
    if row.ended_at.is_some() {
        tx.rollback().await;
        return Ok(());
    }
    let inputs = Arc::new(load::inputs(&tx, id).await?);
    tx.rollback().await;
    let (seed, count) = chance_of(&row);
    let total = u64::from(count);
    let size = total.div_ceil(PARTS).max(1);
    let mut all = some(&inputs, seed, 0..0);
    let mut from = 0;
    while from < total {
        let to = (from + size).min(total);
        let own = inputs.clone();
        let part = tokio::task::spawn_blocking(move || some(&own, seed, from..to));
        all.join(part.await.map_err(Problem::internal)?);
        from = to;
        told(app, actor, (id, from)).await?;
    }
    let work = move || outcome(&inputs, &all, (seed, count));
    let outcome = tokio::task::spawn_blocking(work).await.map_err(Problem::internal)?;
    let mut tx = app.db.write(actor).await?;
    end(&mut tx, id, &outcome).await?;
    Ok(tx.commit().await?)
}
