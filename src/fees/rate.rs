//! The rates of the municipality: dated, each with its decision; none is ever changed, an ended one
//! stays.

use super::RateId;
use super::store::fee_rate::{self, Column, Entity};
use super::sum::{Rate, Tariff};
use crate::services::{Service, ServiceId};
use kit::audit::Entry;
use kit::store::{StoreError, Tx};
use kit::types::Day;
use law::Law;
use sea_orm::{ColumnTrait, Condition, QueryFilter, QueryOrder, Set};

/// How a rate makes an amount: a percent of income, an amount for a unit, nothing.
pub const KINDS: [&str; 3] = ["percent", "amount", "free"];
/// How sure it is: read in the decision, open to two readings, from memory.
pub const MARKS: [&str; 3] = ["V", "C", "M"];

/// A rate to be entered.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NewRate {
    /// Of this service; of an old type when none.
    pub service: Option<ServiceId>,
    /// The old type, as services name it.
    pub legacy_name: String,
    /// A code of [`KINDS`].
    pub kind: String,
    /// Hundredths of a percent of income.
    pub percent: i64,
    /// Cents for a unit.
    pub cents: i64,
    /// The unit: `hour`, `half-day`, `day`, `day-night`.
    pub unit: String,
    /// Item of чл. 104 ЗСУ of a free service.
    pub free_item: Option<u8>,
    /// Hundredths of a percent that is paid in a reduced case.
    pub reduced: Option<i64>,
    /// A month that is covered partly is paid by its days.
    pub by_days: bool,
    /// The decision.
    pub basis: String,
    /// First day.
    pub valid_from: Option<Day>,
    /// Last day, when known.
    pub valid_to: Option<Day>,
    /// A code of [`MARKS`].
    pub mark: String,
}

/// Writes a rate down. An open one of the same service or type ends on the day before.
///
/// # Errors
/// When the database refuses.
pub async fn add(tx: &mut Tx, new: &NewRate) -> Result<RateId, StoreError> {
    let id = RateId(tx.new_id());
    let from = new.valid_from.unwrap_or(tx.today());
    let of = |row: &fee_rate::Model| match new.service {
        Some(service) => row.service_id == Some(service),
        None => row.service_id.is_none() && row.legacy_name == new.legacy_name,
    };
    for row in all(tx).await?.into_iter().filter(of) {
        if row.valid_to.is_none() && row.valid_from < from {
            let last = from.plus(-1);
            let active = fee_rate::ActiveModel { valid_to: Set(Some(last)), ..Default::default() };
            tx.update::<Entity>(row.id, row.version, active).await?;
        }
    }
    let whole = |number: i64| i32::try_from(number).unwrap_or(i32::MAX);
    tx.insert(fee_rate::ActiveModel {
        municipality_id: Set(tx.municipality()),
        id: Set(id),
        service_id: Set(new.service),
        legacy_name: Set(new.legacy_name.clone()),
        kind: Set(new.kind.clone()),
        percent: Set(whole(new.percent)),
        cents: Set(new.cents),
        unit: Set(new.unit.clone()),
        free_item: Set(new.free_item.map(i32::from)),
        reduced: Set(new.reduced.map(whole)),
        by_days: Set(new.by_days),
        basis: Set(new.basis.clone()),
        valid_from: Set(from),
        valid_to: Set(new.valid_to),
        confidence: Set(new.mark.clone()),
        made_at: Set(tx.now()),
        account_name: Set(tx.actor().name.to_string()),
        version: Set(1),
    })
    .await?;
    tx.audit(Entry::write("fee-rate-added", id.0));
    Ok(id)
}

/// All rates, newest first.
///
/// # Errors
/// When the database does not answer.
pub async fn all(tx: &Tx) -> Result<Vec<fee_rate::Model>, StoreError> {
    let rows = tx.find::<Entity>().order_by_desc(Column::ValidFrom).order_by_desc(Column::Id);
    Ok(rows.all(tx.conn()).await?)
}

/// One rate.
///
/// # Errors
/// [`StoreError::NotFound`] when there is none.
pub async fn one(tx: &Tx, id: RateId) -> Result<fee_rate::Model, StoreError> {
    let row = tx.find::<Entity>().filter(Column::Id.eq(id)).one(tx.conn()).await?;
    row.ok_or(StoreError::NotFound)
}

/// The rates in force on a day.
///
/// # Errors
/// When the database does not answer.
pub async fn on_day(tx: &Tx, day: Day) -> Result<Vec<fee_rate::Model>, StoreError> {
    let open = Condition::any().add(Column::ValidTo.is_null()).add(Column::ValidTo.gte(day));
    let rows = tx.find::<Entity>().filter(Column::ValidFrom.lte(day)).filter(open);
    let rows = rows.order_by_desc(Column::ValidFrom).order_by_desc(Column::Id);
    Ok(rows.all(tx.conn()).await?)
}

/// The rate of a service among those of a day: its own, else that of its old type.
#[must_use]
pub fn of<'a>(rates: &'a [fee_rate::Model], service: &Service) -> Option<&'a fee_rate::Model> {
    let own = rates.iter().find(|row| row.service_id == Some(service.id));
    let legacy = || {
        let mut old = rates.iter().filter(|row| row.service_id.is_none());
        old.find(|row| !row.legacy_name.is_empty() && row.legacy_name == service.legacy_name)
    };
    own.or_else(legacy)
}

/// A rate as the arithmetic takes it; none for a free service.
#[must_use]
pub fn tariff(law: &Law, row: &fee_rate::Model, kind: u8) -> Option<Tariff> {
    let units = law.delivery_units(kind).or_else(|_| law.delivery_units(1)).unwrap_or_default();
    let unit = units.iter().find(|unit| unit.code == row.unit).or(units.first());
    let rate = match row.kind.as_str() {
        "percent" => Rate::Percent(i64::from(row.percent)),
        "amount" => Rate::Unit { cents: row.cents, minutes: unit?.minutes },
        _ => return None,
    };
    Some(Tariff {
        rate,
        reduced: row.reduced.map(i64::from),
        by_days: row.by_days,
        basis: row.basis.clone(),
    })
}
