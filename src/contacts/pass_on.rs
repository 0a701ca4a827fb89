//! Agreed calls that pass from one worker to another. The contact stays that of who had it.

use super::ContactId;
use super::follow::{waiting, whose_call};
use super::store::contact::{self, Column};
use kit::store::{Owned, StoreError, Tx};
use kit::types::AccountId;
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};

/// So many calls share a statement; below SQLite's limit of bound values.
const AT_ONCE: usize = 500;

/// The calls that a worker agreed on, or was given, and nobody has made yet.
///
/// # Errors
/// When the database does not answer.
pub async fn open_calls(tx: &Tx, account: AccountId) -> Result<Vec<ContactId>, StoreError> {
    let rows = waiting(tx, Some(&[account])).order_by_asc(Column::FollowUpOn).all(tx.conn());
    Ok(rows.await?.into_iter().map(|row| row.id).collect())
}

/// Passes calls on. One that was made meanwhile, or is another's by now, stays where it is.
///
/// # Errors
/// When the database refuses.
pub async fn pass_calls(
    tx: &Tx,
    calls: &[ContactId],
    (from, to): (AccountId, AccountId),
) -> Result<u64, StoreError> {
    let mut moved = 0;
    for some in calls.chunks(AT_ONCE) {
        let done = contact::Entity::update_many()
            .col_expr(Column::FollowUpBy, Expr::value(to))
            .filter(<contact::Entity as Owned>::municipality().eq(tx.municipality()))
            .filter(Column::Id.is_in(some.iter().copied()))
            .filter(Column::FollowedUpAt.is_null())
            .filter(Column::CancelledAt.is_null())
            .filter(whose_call(&[from]))
            .exec(tx.conn())
            .await?;
        moved += done.rows_affected;
    }
    Ok(moved)
}
