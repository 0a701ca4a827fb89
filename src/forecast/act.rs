//! What is done: a forecast is begun with all it is computed from, an assumption is entered.

use super::assumption::{Assumption, KINDS, rates};
use super::content::{Inputs, NeedInputs, QueueInputs, What};
use super::load::{self, Offered};
use super::months::{self, LEAST_MONTHS};
use super::queue::Start;
use super::run::COMPUTING;
use super::spread::Model;
use super::store::{forecast, forecast_assumption};
use super::{AssumptionId, ForecastId, fit, neighbours};
use kit::audit::Entry;
use kit::jobs::enqueue;
use kit::store::{StoreError, Tx};
use kit::web::Problem;
use law::Law;
use sea_orm::IntoActiveModel;
use serde_json::json;

/// Migration is taken from the newest five known years.
pub const FITTED: &str = "fitted";

/// How a forecast is computed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Frame {
    /// Its title.
    pub title: String,
    /// How far ahead: years of need, months of waiting lists.
    pub ahead: i32,
    /// Of the chance.
    pub seed: i64,
    /// How many runs.
    pub runs: i32,
}

/// A change of places, and giving up, in a forecast of waiting lists.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Change {
    /// The kind of services whose places change; empty for none.
    pub kind: String,
    /// By how many.
    pub added: i64,
    /// After so many months.
    pub added_after: u32,
    /// Of a hundred who wait so many give up in a month.
    pub giving_up: f64,
}

/// What a forecast of need is computed from, by the chosen assumptions in the order of [`KINDS`].
///
/// # Errors
/// When the population is not known, or an assumption is not offered.
pub async fn need(
    tx: &Tx,
    law: &Law,
    (frame, chosen): (&Frame, &[String; 3]),
) -> Result<Inputs, Problem> {
    let past = neighbours::past(tx).await?;
    let Some((&year, start)) = past.last_key_value() else {
        return Err(Problem::Impossible("forecast-refused-population"));
    };
    let offered = load::offered(tx).await?;
    let is_fitted = chosen[2] == FITTED;
    let usual = load::usual(&offered);
    let mut used = Vec::new();
    for (at, kind) in KINDS.into_iter().enumerate() {
        // What is fitted still has its spread from the assumption that would have been used.
        let code = if chosen[at] == FITTED { &usual[at] } else { &chosen[at] };
        let found = |one: &&Offered| one.one.kind == kind && one.code == *code;
        let one = offered.iter().find(found);
        used.push(one.ok_or(Problem::Impossible("forecast-refused-assumption"))?.one.clone());
    }
    let (assumed, spreads) = rates([&used[0].values, &used[1].values, &used[2].values]);
    let fitted = if is_fitted { fit::newest(&past, &assumed) } else { Some(assumed.clone()) };
    let rates = fitted.ok_or(Problem::Impossible("forecast-refused-fitted"))?;
    let model = Model {
        start: start.clone(),
        rates,
        spreads,
        years: frame.ahead,
        seed: frame.seed.unsigned_abs(),
    };
    let services = neighbours::services(tx, law, tx.today()).await?;
    let inputs = NeedInputs { used, is_fitted, year, model, assumed, past, services };
    Ok(Inputs::Need(Box::new(inputs)))
}

/// What a forecast of waiting lists is computed from.
///
/// # Errors
/// When no kind of services has enough known months.
pub async fn waiting(tx: &Tx, (frame, change): (&Frame, &Change)) -> Result<Inputs, Problem> {
    let lists = neighbours::lists(tx).await?;
    let begun = |(kind, months): (String, Vec<months::Known>)| {
        if months.len() < LEAST_MONTHS {
            return None;
        }
        let start = months::start(&months)?;
        let start = Start {
            months: u32::try_from(frame.ahead).unwrap_or_default(),
            giving_up: change.giving_up / 100.0,
            added: if change.kind == kind { change.added } else { 0 },
            added_after: change.added_after,
            ..start
        };
        Some(QueueInputs { kind, months, start })
    };
    let lists: Vec<QueueInputs> = lists.into_iter().filter_map(begun).collect();
    if lists.is_empty() {
        return Err(Problem::Impossible("forecast-refused-months"));
    }
    Ok(Inputs::Waiting(lists))
}

/// Enters a forecast; [`ask`] has it computed.
///
/// # Errors
/// When the database refuses.
pub async fn add(
    tx: &mut Tx,
    frame: &Frame,
    inputs: &Inputs,
) -> Result<forecast::Model, StoreError> {
    let what = match inputs {
        Inputs::Need(_) => What::Need,
        Inputs::Waiting(_) => What::Waiting,
    };
    let id = ForecastId(tx.new_id());
    let row = forecast::Model {
        municipality_id: tx.municipality(),
        id,
        kind: what.code().to_owned(),
        title: frame.title.clone(),
        seed: frame.seed,
        runs: frame.runs,
        ahead: frame.ahead,
        done: 0,
        made_at: tx.now(),
        ended_at: None,
        account_name: tx.actor().name.to_string(),
        version: 1,
    };
    tx.insert(row.clone().into_active_model()).await?;
    load::keep_inputs(tx, id, inputs).await?;
    tx.audit(Entry::write("forecast", id.0));
    Ok(row)
}

/// Puts the computing of a forecast into the queue.
///
/// # Errors
/// When the database refuses.
pub async fn ask(tx: &Tx, id: ForecastId) -> Result<(), StoreError> {
    enqueue(tx, COMPUTING, Some(&id.to_string()), &json!({ "forecast": id }), tx.now()).await
}

/// Enters an assumption.
///
/// # Errors
/// When its values are not as many as its kind has, or the database refuses.
pub async fn assume(tx: &mut Tx, one: &Assumption) -> Result<AssumptionId, Problem> {
    if !one.values.fit(one.kind) {
        return Err(Problem::Impossible("forecast-refused-values"));
    }
    let id = AssumptionId(tx.new_id());
    let row = forecast_assumption::Model {
        municipality_id: tx.municipality(),
        id,
        kind: one.kind.code().to_owned(),
        name: one.name.clone(),
        source: one.source.clone(),
        mark: one.mark.clone(),
        tells_on: one.on,
        rates: serde_json::to_string(&one.values).map_err(Problem::internal)?,
        made_at: tx.now(),
        account_name: tx.actor().name.to_string(),
    };
    tx.insert(row.into_active_model()).await?;
    tx.audit(Entry::write("forecast-assumption", id.0));
    Ok(id)
}
