//! The numbers of the municipality: weights of the reasons for a check, and its own terms. Each is in force
//! from a day on; before the first one stands what the program ships.

use super::NumberId;
use super::risk::{Weight, Weights};
use super::store::oversight_number::{Column, Entity, Model};
use kit::audit::Entry;
use kit::store::{StoreError, Tx};
use kit::types::Day;
use sea_orm::{ColumnTrait, IntoActiveModel, QueryFilter, QueryOrder};
use serde::Deserialize;
use std::collections::HashMap;

const SHIPPED: &str = include_str!("settings.toml");
/// Codes of the weights; words have the key `oversight-risk-<code>`.
pub const WEIGHTS: [&str; 6] = ["since", "never", "complaints", "undone", "licence", "size"];
/// Codes of the other numbers; words have the key `oversight-number-<code>`.
pub const NUMBERS: [&str; 3] = ["per-month", "objection-days", "prescription-days"];
/// The largest number that is taken.
pub const MOST: i32 = 400;

#[derive(Debug, Deserialize)]
struct ShippedWeight {
    code: String,
    points: i32,
    most: i32,
}

#[derive(Debug, Deserialize)]
struct ShippedNumber {
    code: String,
    value: i32,
}

/// A method of monitoring.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Method {
    /// Its code; words have the key `oversight-method-<code>`.
    pub code: String,
    /// How sure it is.
    pub confidence: String,
}

#[derive(Debug, Deserialize)]
struct Shipped {
    weight: Vec<ShippedWeight>,
    number: Vec<ShippedNumber>,
    method: Vec<Method>,
}

fn shipped() -> Result<Shipped, StoreError> {
    toml::from_str(SHIPPED).map_err(|e| StoreError::Other(e.to_string()))
}

/// The methods of monitoring.
///
/// # Errors
/// When what is shipped cannot be read.
pub fn methods() -> Result<Vec<Method>, StoreError> {
    Ok(shipped()?.method)
}

/// The numbers on a day.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Numbers {
    all: HashMap<String, Weight>,
}

impl Numbers {
    /// A weight, or a number in its points.
    #[must_use]
    pub fn of(&self, code: &str) -> Weight {
        self.all.get(code).copied().unwrap_or_default()
    }

    /// All weights.
    #[must_use]
    pub fn weights(&self) -> Weights {
        Weights {
            since: self.of("since"),
            never: self.of("never"),
            complaints: self.of("complaints"),
            undone: self.of("undone"),
            licence: self.of("licence"),
            size: self.of("size"),
        }
    }

    /// So many checks have room in a month.
    #[must_use]
    pub fn per_month(&self) -> i32 {
        self.of("per-month").points
    }

    /// So many days a provider may object.
    #[must_use]
    pub fn objection_days(&self) -> i32 {
        self.of("objection-days").points
    }

    /// So many days a prescription usually has.
    #[must_use]
    pub fn prescription_days(&self) -> i32 {
        self.of("prescription-days").points
    }
}

/// The numbers that the program ships.
///
/// # Errors
/// When they cannot be read.
pub fn first() -> Result<Numbers, StoreError> {
    let shipped = shipped()?;
    let weight = |one: ShippedWeight| (one.code, Weight { points: one.points, most: one.most });
    let number = |one: ShippedNumber| (one.code, Weight { points: one.value, most: one.value });
    let weights = shipped.weight.into_iter().map(weight);
    Ok(Numbers { all: weights.chain(shipped.number.into_iter().map(number)).collect() })
}

/// The municipality's own numbers, oldest first.
///
/// # Errors
/// When the database does not answer.
pub async fn history(tx: &Tx) -> Result<Vec<Model>, StoreError> {
    let rows = tx.find::<Entity>().order_by_asc(Column::ValidFrom).order_by_asc(Column::Id);
    Ok(rows.all(tx.conn()).await?)
}

/// The numbers in force on a day.
///
/// # Errors
/// As [`history`].
pub async fn on(tx: &Tx, day: Day) -> Result<Numbers, StoreError> {
    let rows = tx.find::<Entity>().filter(Column::ValidFrom.lte(day));
    let rows = rows.order_by_asc(Column::ValidFrom).order_by_asc(Column::Id);
    let mut numbers = first()?;
    for row in rows.all(tx.conn()).await? {
        numbers.all.insert(row.code, Weight { points: row.points, most: row.most });
    }
    Ok(numbers)
}

/// Writes a number from a day on.
///
/// # Errors
/// When the database refuses.
pub async fn put(
    tx: &mut Tx,
    (code, weight): (&str, Weight),
    (from, note): (Day, &str),
) -> Result<(), StoreError> {
    let id = NumberId(tx.new_id());
    let row = Model {
        municipality_id: tx.municipality(),
        id,
        code: code.to_owned(),
        points: weight.points,
        most: weight.most,
        valid_from: from,
        note: note.to_owned(),
        made_at: tx.now(),
        account_name: tx.actor().name.to_string(),
    };
    tx.insert(row.into_active_model()).await?;
    tx.audit(Entry::write("oversight-number", id.0));
    Ok(())
}
