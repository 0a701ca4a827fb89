//! Whether hours were reported under a labour contract: then it is not taken back.

use super::store::{hour_blank, hour_link, hour_pin, hour_report};
use crate::assistance::ContractId;
use crate::people::PersonId;
use kit::store::{StoreError, Tx};
use sea_orm::{ColumnTrait, QueryFilter, QuerySelect};

/// Whether there is a report, in whatever state, or a blank one in print under any of these
/// contracts, or any of these people has an address or a personal number. Four queries.
///
/// # Errors
/// When the database does not answer.
pub async fn names(
    tx: &Tx,
    (contracts, people): (&[ContractId], &[PersonId]),
) -> Result<bool, StoreError> {
    let of = || contracts.iter().copied();
    let report = tx.find::<hour_report::Entity>();
    let report = report.filter(hour_report::Column::ContractId.is_in(of())).limit(1);
    if report.one(tx.conn()).await?.is_some() {
        return Ok(true);
    }
    let blank = tx.find::<hour_blank::Entity>();
    let blank = blank.filter(hour_blank::Column::ContractId.is_in(of())).limit(1);
    if blank.one(tx.conn()).await?.is_some() {
        return Ok(true);
    }
    let of = || people.iter().copied();
    let link = tx.find::<hour_link::Entity>();
    let link = link.filter(hour_link::Column::PersonId.is_in(of())).limit(1);
    if link.one(tx.conn()).await?.is_some() {
        return Ok(true);
    }
    let pin = tx.find::<hour_pin::Entity>();
    let pin = pin.filter(hour_pin::Column::PersonId.is_in(of())).limit(1);
    Ok(pin.one(tx.conn()).await?.is_some())
}
