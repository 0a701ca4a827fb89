//! Scenarios and rates as they are kept.

use super::content::{Inputs, Outcome};
use super::model::Rate;
use super::store::{scenario, scenario_content, scenario_rate};
use super::{ScenarioContentId, ScenarioId};
use kit::store::{StoreError, Tx};
use sea_orm::{ColumnTrait, IntoActiveModel, QueryFilter, QueryOrder, QuerySelect};
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::collections::BTreeMap;

/// Parts of what is kept of a scenario.
const INPUTS: &str = "inputs";
/// As above.
const OUTCOME: &str = "outcome";
/// So many scenarios stand in a list at most: two a month for ten years.
const MOST: u64 = 240;
/// So many rows of rates are looked through: each service changed each month for some years.
const MOST_RATES: u64 = 1_500;

/// All scenarios, the newest first.
///
/// # Errors
/// When the database does not answer.
pub async fn all(tx: &Tx) -> Result<Vec<scenario::Model>, StoreError> {
    use scenario::{Column, Entity};
    Ok(tx.find::<Entity>().order_by_desc(Column::Id).limit(MOST).all(tx.conn()).await?)
}

/// A scenario.
///
/// # Errors
/// [`StoreError::NotFound`] when there is none.
pub async fn row(tx: &Tx, id: ScenarioId) -> Result<scenario::Model, StoreError> {
    use scenario::{Column, Entity};
    let row = tx.find::<Entity>().filter(Column::Id.eq(id)).one(tx.conn()).await?;
    row.ok_or(StoreError::NotFound)
}

async fn content<T: DeserializeOwned>(
    tx: &Tx,
    (id, part): (ScenarioId, &str),
) -> Result<Option<T>, StoreError> {
    use scenario_content::{Column, Entity};
    let rows = tx.find::<Entity>().filter(Column::ScenarioId.eq(id)).filter(Column::Part.eq(part));
    let Some(row) = rows.one(tx.conn()).await? else { return Ok(None) };
    tx.open_json("scenario_content", "content_sealed", row.id.0, &row.content_sealed).map(Some)
}

async fn keep<T: Serialize>(
    tx: &Tx,
    (id, part): (ScenarioId, &str),
    content: &T,
) -> Result<(), StoreError> {
    let own = ScenarioContentId(tx.new_id());
    let row = scenario_content::Model {
        municipality_id: tx.municipality(),
        id: own,
        scenario_id: id,
        part: part.to_owned(),
        content_sealed: tx.seal_json("scenario_content", "content_sealed", own.0, content)?,
    };
    tx.insert(row.into_active_model()).await
}

/// What a scenario is worked out from.
///
/// # Errors
/// [`StoreError::NotFound`] when there is no such scenario.
pub async fn inputs(tx: &Tx, id: ScenarioId) -> Result<Inputs, StoreError> {
    content(tx, (id, INPUTS)).await?.ok_or(StoreError::NotFound)
}

/// Keeps what a scenario is worked out from.
///
/// # Errors
/// When the database refuses.
pub async fn keep_inputs(tx: &Tx, id: ScenarioId, inputs: &Inputs) -> Result<(), StoreError> {
    keep(tx, (id, INPUTS), inputs).await
}

/// What came of a scenario; none while it is worked out.
///
/// # Errors
/// When the database does not answer.
pub async fn outcome(tx: &Tx, id: ScenarioId) -> Result<Option<Outcome>, StoreError> {
    content(tx, (id, OUTCOME)).await
}

/// Keeps what came of a scenario.
///
/// # Errors
/// When the database refuses.
pub async fn keep_outcome(tx: &Tx, id: ScenarioId, outcome: &Outcome) -> Result<(), StoreError> {
    keep(tx, (id, OUTCOME), outcome).await
}

/// The newest rates of each service. One query.
///
/// # Errors
/// When the database does not answer.
pub async fn rates(tx: &Tx) -> Result<BTreeMap<u8, scenario_rate::Model>, StoreError> {
    use scenario_rate::{Column, Entity};
    let rows = tx.find::<Entity>().order_by_desc(Column::Id).limit(MOST_RATES);
    let mut rates = BTreeMap::new();
    for row in rows.all(tx.conn()).await? {
        rates.entry(u8::try_from(row.service).unwrap_or(0)).or_insert(row);
    }
    Ok(rates)
}

/// A row as the model reads it.
#[must_use]
pub fn rate_of(row: &scenario_rate::Model) -> Rate {
    Rate {
        cost_cents: row.cost_cents,
        fee_cents: row.fee_cents,
        turnover: row.turnover.and_then(|turnover| u32::try_from(turnover).ok()),
    }
}
