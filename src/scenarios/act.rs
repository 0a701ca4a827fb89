//! What is done: a scenario is entered with all it is worked out from, rates are entered.

use super::change::Changes;
use super::content::{Asked, Inputs};
use super::model::{Rate, World};
use super::run::WORKING;
use super::store::{scenario, scenario_rate};
use super::{ScenarioId, ScenarioRateId, load};
use kit::audit::Entry;
use kit::jobs::enqueue;
use kit::store::{StoreError, Tx};
use kit::web::Problem;
use sea_orm::IntoActiveModel;
use serde_json::json;

/// How a scenario is called and drawn.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Frame {
    /// Its title.
    pub title: String,
    /// Of the draw.
    pub seed: i64,
}

/// What is asked about sites, as it is typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wanted {
    /// A code of `content::GOALS`.
    pub goal: String,
    /// Number of the service.
    pub service: u8,
    /// So many in all.
    pub services: u32,
    /// Places of one.
    pub capacity: i64,
    /// Minutes that are near.
    pub near: u32,
    /// Minutes that nobody goes beyond.
    pub limit: Option<u32>,
    /// What stands stays.
    pub keeps: bool,
}

/// What a change of today's municipality is worked out from.
#[must_use]
pub fn what_if(world: World, changes: Changes) -> Inputs {
    Inputs::WhatIf(Box::new(world), changes)
}

/// What a search for sites is worked out from: who asks for the service in the world, and what stands.
///
/// # Errors
/// When nobody knows the service.
pub fn sites(world: World, wanted: &Wanted) -> Result<Inputs, Problem> {
    let found = world.services.iter().find(|one| one.number == wanted.service);
    let service = found.ok_or(Problem::Impossible("scenario-refused-service"))?;
    let hundredths = world.expected(service);
    let people = hundredths.into_iter().map(|n| i64::try_from((n + 50) / 100).unwrap_or(i64::MAX));
    let mut stand = vec![0_u32; world.settlements.len()];
    for site in service.sites.iter().filter(|site| site.places > 0) {
        // A site with more places than one service has counts as several.
        let whole = (i64::from(site.places) + wanted.capacity / 2) / wanted.capacity.max(1);
        stand[site.settlement] = u32::try_from(whole).unwrap_or(1).max(1);
    }
    let asked = Asked {
        goal: wanted.goal.clone(),
        service: wanted.service,
        name: service.name.clone(),
        services: wanted.services,
        capacity: wanted.capacity,
        near: wanted.near,
        limit: wanted.limit,
        keeps: wanted.keeps,
        people: people.collect(),
        stand,
        ekattes: world.settlements.iter().map(|one| one.ekatte.clone()).collect(),
        names: world.settlements.iter().map(|one| one.name.clone()).collect(),
        minutes: world.minutes,
    };
    Ok(Inputs::Sites(Box::new(asked)))
}

/// Enters a scenario; [`ask`] has it worked out.
///
/// # Errors
/// When the database refuses.
pub async fn add(
    tx: &mut Tx,
    frame: &Frame,
    inputs: &Inputs,
) -> Result<scenario::Model, StoreError> {
    let id = ScenarioId(tx.new_id());
    let row = scenario::Model {
        municipality_id: tx.municipality(),
        id,
        kind: inputs.kind().code().to_owned(),
        title: frame.title.clone(),
        seed: frame.seed,
        done: 0,
        made_at: tx.now(),
        ended_at: None,
        account_name: tx.actor().name.to_string(),
        version: 1,
    };
    tx.insert(row.clone().into_active_model()).await?;
    load::keep_inputs(tx, id, inputs).await?;
    tx.audit(Entry::write("scenario", id.0));
    Ok(row)
}

/// Puts the working out into the queue.
///
/// # Errors
/// When the database refuses.
pub async fn ask(tx: &Tx, id: ScenarioId) -> Result<(), StoreError> {
    enqueue(tx, WORKING, Some(&id.to_string()), &json!({ "scenario": id }), tx.now()).await
}

/// Enters rates of a service.
///
/// # Errors
/// When the database refuses.
pub async fn put_rate(
    tx: &mut Tx,
    (service, rate): (u8, Rate),
    source: &str,
) -> Result<ScenarioRateId, StoreError> {
    let id = ScenarioRateId(tx.new_id());
    let row = scenario_rate::Model {
        municipality_id: tx.municipality(),
        id,
        service: i32::from(service),
        cost_cents: rate.cost_cents,
        fee_cents: rate.fee_cents,
        turnover: rate.turnover.and_then(|turnover| i32::try_from(turnover).ok()),
        source: source.to_owned(),
        made_at: tx.now(),
        account_name: tx.actor().name.to_string(),
    };
    tx.insert(row.into_active_model()).await?;
    tx.audit(Entry::write("scenario-rate", id.0));
    Ok(id)
}
