//! What other capabilities ask.

use super::load::{self, agreement_holds, contract_holds};
use kit::store::{StoreError, Tx};
use kit::types::Day;

/// Contracts with providers and agreements between municipalities that are in force on a day.
///
/// # Errors
/// When the database does not answer.
pub async fn in_force(tx: &Tx, on: Day) -> Result<[i64; 2], StoreError> {
    let contracts = load::contracts(tx).await?;
    let agreements = load::agreements(tx).await?;
    let contracts = contracts.iter().filter(|one| contract_holds(&one.row, on)).count();
    let agreements = agreements.iter().filter(|one| agreement_holds(&one.row, on)).count();
    let whole = |count: usize| i64::try_from(count).unwrap_or(i64::MAX);
    Ok([whole(contracts), whole(agreements)])
}
