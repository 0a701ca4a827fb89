//! What was charged, paid and passed on in a period: the numbers of the yearly analysis (чл. 113 ЗСУ).

use super::store::{fee_account, fee_payment, fee_remittance};
use kit::store::{StoreError, Tx};
use kit::types::Day;
use sea_orm::{ColumnTrait, QueryFilter, QuerySelect};

fn month(day: Day) -> String {
    format!("{:04}-{:02}", day.0.year(), day.0.month())
}

/// Charged for the months of a period, paid and passed on in its days, in cents.
///
/// # Errors
/// When the database does not answer.
pub async fn sums(tx: &Tx, (from, to): (Day, Day)) -> Result<[i64; 3], StoreError> {
    // The sums are made here: databases give a sum of whole numbers in different types.
    let charged: Vec<i64> = tx
        .find::<fee_account::Entity>()
        .filter(fee_account::Column::Month.between(month(from), month(to)))
        .filter(fee_account::Column::CancelledAt.is_null())
        .select_only()
        .column(fee_account::Column::Cents)
        .into_tuple()
        .all(tx.conn())
        .await?;
    let paid: Vec<i64> = tx
        .find::<fee_payment::Entity>()
        .filter(fee_payment::Column::PaidOn.between(from, to))
        .select_only()
        .column(fee_payment::Column::Cents)
        .into_tuple()
        .all(tx.conn())
        .await?;
    let remitted: Vec<i64> = tx
        .find::<fee_remittance::Entity>()
        .filter(fee_remittance::Column::SentOn.between(from, to))
        .select_only()
        .column(fee_remittance::Column::Cents)
        .into_tuple()
        .all(tx.conn())
        .await?;
    Ok([charged, paid, remitted].map(|all| all.into_iter().sum()))
}
