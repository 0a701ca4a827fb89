//! What was paid of a month of work: the door of hours ([`crate::hours::PaidDoor`]).

use super::store::payroll_line::{Column, Entity};
use crate::assistance::ContractId;
use crate::hours::PaidHours;
use kit::store::Tx;
use law::Month;
use sea_orm::{ColumnTrait, QueryFilter, QuerySelect};
use std::collections::HashMap;

/// Up to so many contracts are asked for by name; of more the whole month is read.
const BY_NAME: usize = 100;

/// Minutes of a month of work in released runs, by labour contract. One query.
#[must_use]
pub fn paid_in<'a>(tx: &'a Tx, month: Month, contracts: &'a [ContractId]) -> PaidHours<'a> {
    Box::pin(async move {
        if contracts.is_empty() {
            return Ok(HashMap::new());
        }
        let mut rows = tx
            .find::<Entity>()
            .filter(Column::Worked.eq(month.to_string()))
            .filter(Column::ReleasedTurn.is_not_null());
        if contracts.len() <= BY_NAME {
            rows = rows.filter(Column::ContractId.is_in(contracts.iter().copied()));
        }
        let found: Vec<(ContractId, i32, i32)> = rows
            .select_only()
            .column(Column::ContractId)
            .column(Column::Minutes)
            .column(Column::MinutesBefore)
            .into_tuple()
            .all(tx.conn())
            .await?;
        let mut all: HashMap<ContractId, i64> = HashMap::new();
        for (contract, now, before) in found {
            *all.entry(contract).or_default() += i64::from(now - before);
        }
        let minutes = |(id, sum): (ContractId, i64)| (id, u32::try_from(sum).unwrap_or(0));
        Ok(all.into_iter().map(minutes).collect())
    })
}
