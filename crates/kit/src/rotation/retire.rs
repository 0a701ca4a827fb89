//! Destroying old keys after proof that they seal nothing.

use super::{Count, Sealed, status};
use crate::audit::Entry;
use crate::crypto::Index;
use crate::store::entity::municipality_key;
use crate::store::{StoreError, Tx};
use sea_orm::sea_query::LockType;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QuerySelect};

/// Why no key was destroyed.
#[derive(Debug, thiserror::Error)]
pub enum RetireError {
    /// These values still need the old keys.
    #[error("values are still sealed by old keys")]
    InUse(Vec<Count>),
    /// The database refused.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Destroys every version older than the one that seals now. Answers with those versions. The
/// counting and the destroying are one transaction, and who sealed with an old key meanwhile
/// cannot save it: [`Tx::commit`] looks whether the key is still there.
///
/// # Errors
/// [`RetireError::InUse`] when a value is still sealed by an old version.
pub async fn retire(
    tx: &mut Tx,
    columns: &[Sealed],
    indices: &[Index],
) -> Result<Vec<u32>, RetireError> {
    tx.keep_indices(indices).await?;
    let current = tx.key().current();
    // On PostgreSQL: waits for whoever is saving what an old key sealed.
    let old: Vec<i32> = tx
        .find::<municipality_key::Entity>()
        .filter(municipality_key::Column::Version.lt(current))
        .select_only()
        .column(municipality_key::Column::Version)
        .lock(LockType::Update)
        .into_tuple()
        .all(tx.conn())
        .await
        .map_err(StoreError::from)?;
    let counts = status(tx, columns).await?;
    let in_use: Vec<Count> = counts.into_iter().filter(|c| c.version < current).collect();
    if !in_use.is_empty() {
        return Err(RetireError::InUse(in_use));
    }
    municipality_key::Entity::delete_many()
        .filter(municipality_key::Column::MunicipalityId.eq(tx.municipality()))
        .filter(municipality_key::Column::Version.lt(current))
        .exec(tx.conn())
        .await
        .map_err(StoreError::from)?;
    for version in &old {
        tx.audit(Entry::new("key-destroyed", "municipality_key", &version.to_string()));
    }
    Ok(old.into_iter().map(i32::unsigned_abs).collect())
}
