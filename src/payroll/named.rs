//! Whether pay exists under a labour contract: then it is not taken back.

use super::store::{payroll_line, payroll_net, payroll_slip};
use crate::assistance::ContractId;
use crate::assistants::AssistantId;
use kit::store::{StoreError, Tx};
use sea_orm::{ColumnTrait, QueryFilter, QuerySelect};

/// Whether there is a line, a net amount or a pay slip of any of these. Three queries.
///
/// # Errors
/// When the database does not answer.
pub async fn names(
    tx: &Tx,
    (contracts, assistants): (&[ContractId], &[AssistantId]),
) -> Result<bool, StoreError> {
    let of = || contracts.iter().copied();
    let line = tx.find::<payroll_line::Entity>();
    let line = line.filter(payroll_line::Column::ContractId.is_in(of())).limit(1);
    if line.one(tx.conn()).await?.is_some() {
        return Ok(true);
    }
    let net = tx.find::<payroll_net::Entity>();
    let net = net.filter(payroll_net::Column::ContractId.is_in(of())).limit(1);
    if net.one(tx.conn()).await?.is_some() {
        return Ok(true);
    }
    let slip = tx.find::<payroll_slip::Entity>();
    let slip = slip.filter(payroll_slip::Column::AssistantId.is_in(assistants.iter().copied()));
    Ok(slip.limit(1).one(tx.conn()).await?.is_some())
}
