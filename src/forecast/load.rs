//! Forecasts and assumptions as they are kept.

use super::assumption::{Assumption, KINDS, Kind, Values, shipped};
use super::content::{Inputs, Outcome, What};
use super::store::{forecast, forecast_assumption, forecast_content};
use super::{AssumptionId, ContentId, ForecastId};
use kit::store::{StoreError, Tx};
use sea_orm::{ColumnTrait, IntoActiveModel, QueryFilter, QueryOrder, QuerySelect};
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::collections::BTreeSet;

/// Parts of what is kept of a forecast.
const INPUTS: &str = "inputs";
/// As above.
const OUTCOME: &str = "outcome";
/// So many forecasts stand in a list at most: two a month for ten years.
const MOST: u64 = 240;
/// So many assumptions.
const MOST_ASSUMPTIONS: u64 = 300;

/// All forecasts, the newest first.
///
/// # Errors
/// When the database does not answer.
pub async fn all(tx: &Tx) -> Result<Vec<forecast::Model>, StoreError> {
    use forecast::{Column, Entity};
    Ok(tx.find::<Entity>().order_by_desc(Column::Id).limit(MOST).all(tx.conn()).await?)
}

/// A forecast.
///
/// # Errors
/// [`StoreError::NotFound`] when there is none.
pub async fn row(tx: &Tx, id: ForecastId) -> Result<forecast::Model, StoreError> {
    use forecast::{Column, Entity};
    let row = tx.find::<Entity>().filter(Column::Id.eq(id)).one(tx.conn()).await?;
    row.ok_or(StoreError::NotFound)
}

/// The newest forecast of need that is computed.
///
/// # Errors
/// When the database does not answer.
pub async fn newest(tx: &Tx) -> Result<Option<forecast::Model>, StoreError> {
    use forecast::{Column, Entity};
    let rows = tx
        .find::<Entity>()
        .filter(Column::Kind.eq(What::Need.code()))
        .filter(Column::EndedAt.is_not_null())
        .order_by_desc(Column::Id);
    Ok(rows.one(tx.conn()).await?)
}

async fn content<T: DeserializeOwned>(
    tx: &Tx,
    (id, part): (ForecastId, &str),
) -> Result<Option<T>, StoreError> {
    use forecast_content::{Column, Entity};
    let rows = tx.find::<Entity>().filter(Column::ForecastId.eq(id)).filter(Column::Part.eq(part));
    let Some(row) = rows.one(tx.conn()).await? else { return Ok(None) };
    tx.open_json("forecast_content", "content_sealed", row.id.0, &row.content_sealed).map(Some)
}

async fn keep<T: Serialize>(
    tx: &Tx,
    (id, part): (ForecastId, &str),
    content: &T,
) -> Result<(), StoreError> {
    let own = ContentId(tx.new_id());
    let row = forecast_content::Model {
        municipality_id: tx.municipality(),
        id: own,
        forecast_id: id,
        part: part.to_owned(),
        content_sealed: tx.seal_json("forecast_content", "content_sealed", own.0, content)?,
    };
    tx.insert(row.into_active_model()).await
}

/// What a forecast is computed from.
///
/// # Errors
/// [`StoreError::NotFound`] when there is no such forecast.
pub async fn inputs(tx: &Tx, id: ForecastId) -> Result<Inputs, StoreError> {
    content(tx, (id, INPUTS)).await?.ok_or(StoreError::NotFound)
}

/// Keeps what a forecast is computed from.
///
/// # Errors
/// When the database refuses.
pub async fn keep_inputs(tx: &Tx, id: ForecastId, inputs: &Inputs) -> Result<(), StoreError> {
    keep(tx, (id, INPUTS), inputs).await
}

/// What came out of a forecast; none while it is computed.
///
/// # Errors
/// When the database does not answer.
pub async fn outcome(tx: &Tx, id: ForecastId) -> Result<Option<Outcome>, StoreError> {
    content(tx, (id, OUTCOME)).await
}

/// Keeps what came out of a forecast.
///
/// # Errors
/// When the database refuses.
pub async fn keep_outcome(tx: &Tx, id: ForecastId, outcome: &Outcome) -> Result<(), StoreError> {
    keep(tx, (id, OUTCOME), outcome).await
}

/// An assumption, of the municipality or one that the program comes with.
#[derive(Clone, Debug, PartialEq)]
pub struct Offered {
    /// As forms name it.
    pub code: String,
    /// What it says.
    pub one: Assumption,
    /// Who entered it and when; empty for those that the program comes with.
    pub by: String,
}

fn entered(row: forecast_assumption::Model) -> Result<Offered, StoreError> {
    let wrong = |what: &str| StoreError::Other(format!("assumption {}: {what}", row.id));
    let kind = Kind::of(&row.kind).ok_or_else(|| wrong("kind"))?;
    let values: Values = serde_json::from_str(&row.rates).map_err(|_| wrong("rates"))?;
    Ok(Offered {
        code: row.id.to_string(),
        by: format!("{}, {}", row.account_name, row.made_at.bg()),
        one: Assumption {
            kind,
            name: row.name,
            source: row.source,
            mark: row.mark,
            on: row.tells_on,
            values,
        },
    })
}

/// All assumptions that were entered, the newest first.
///
/// # Errors
/// When the database does not answer.
pub async fn entered_all(tx: &Tx) -> Result<Vec<Offered>, StoreError> {
    use forecast_assumption::{Column, Entity};
    let rows = tx.find::<Entity>().order_by_desc(Column::Id).limit(MOST_ASSUMPTIONS);
    rows.all(tx.conn()).await?.into_iter().map(entered).collect()
}

/// An assumption that was entered.
///
/// # Errors
/// [`StoreError::NotFound`] when there is none.
pub async fn assumption(tx: &Tx, id: AssumptionId) -> Result<Offered, StoreError> {
    use forecast_assumption::{Column, Entity};
    let row = tx.find::<Entity>().filter(Column::Id.eq(id)).one(tx.conn()).await?;
    entered(row.ok_or(StoreError::NotFound)?)
}

/// Those that a forecast may choose from: of each name the newest, then what the program comes with.
///
/// # Errors
/// When the database does not answer.
pub async fn offered(tx: &Tx) -> Result<Vec<Offered>, StoreError> {
    let mut names: BTreeSet<(Kind, String)> = BTreeSet::new();
    let mut all = entered_all(tx).await?;
    all.retain(|one| names.insert((one.one.kind, one.one.name.clone())));
    let own = |(at, one): (usize, &Assumption)| Offered {
        code: format!("shipped-{at}"),
        one: one.clone(),
        by: String::new(),
    };
    all.extend(shipped().iter().enumerate().map(own));
    Ok(all)
}

/// The first of each kind among those offered, in the order of the kinds.
#[must_use]
pub fn usual(offered: &[Offered]) -> [String; 3] {
    KINDS.map(|kind| {
        let first = offered.iter().find(|one| one.one.kind == kind);
        first.map(|one| one.code.clone()).unwrap_or_default()
    })
}
