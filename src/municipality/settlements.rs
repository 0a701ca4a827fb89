//! The national classification of settlements (ЕКАТТЕ). Reference data of the whole installation.

use super::store::settlement;
use kit::store::{StoreError, Tx};
use sea_orm::EntityTrait;

/// A settlement.
pub type Settlement = settlement::Model;

/// The settlement with this code.
///
/// # Errors
/// When the database does not answer.
pub async fn settlement(tx: &Tx, ekatte: &str) -> Result<Option<Settlement>, StoreError> {
    Ok(settlement::Entity::find_by_id(ekatte).one(tx.conn()).await?)
}
