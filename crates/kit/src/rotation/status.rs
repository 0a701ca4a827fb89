//! What each key version still seals, and how far the sealing anew has come.

use super::Sealed;
use super::entity::key_progress;
use super::reseal::statement;
use crate::crypto::MunicipalityKey;
use crate::store::{StoreError, Tx};
use sea_orm::{ColumnTrait, ConnectionTrait, QueryFilter};

/// So many values of a column are sealed by a version.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Count {
    /// The table.
    pub table: &'static str,
    /// The column.
    pub column: &'static str,
    /// The key version.
    pub version: u32,
    /// How many.
    pub values: i64,
}

/// Counts the sealed values of the municipality by column and key version. Reads every row.
///
/// # Errors
/// When the database does not answer.
pub async fn status(tx: &Tx, columns: &[Sealed]) -> Result<Vec<Count>, StoreError> {
    let mut counts = Vec::new();
    for Sealed { table, column } in columns.iter().copied() {
        let text = format!(
            "select substr({column}, 1, 4), count(*) from {table} where municipality_id = $1 \
             and length({column}) > 0 group by 1 order by 1"
        );
        let asked = statement(tx, &text, [tx.municipality().0.into()]);
        for row in tx.conn().query_all_raw(asked).await? {
            let head: Vec<u8> = row.try_get_by_index(0)?;
            let version = MunicipalityKey::version_of(&head).unwrap_or_default();
            let values = row.try_get_by_index(1)?;
            counts.push(Count { table, column, version, values });
        }
    }
    Ok(counts)
}

/// How far the sealing anew with the newest key has come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    /// The version that seals now.
    pub current: u32,
    /// How many versions there are; one when no change is under way.
    pub versions: usize,
    /// How many values were to be sealed anew, as far as the columns are counted.
    pub total: i64,
    /// How many are.
    pub resealed: i64,
    /// A newer key has been made and does not seal yet.
    pub is_announced: bool,
    /// All columns were walked.
    pub is_done: bool,
}

/// Reads it; few rows, whatever the database holds.
///
/// # Errors
/// When the database does not answer.
pub async fn progress(tx: &Tx) -> Result<Progress, StoreError> {
    let current = tx.key().current();
    let versions = tx.key_versions().await?;
    let is_announced = versions.iter().any(|row| row.version > current);
    let rows = tx
        .find::<key_progress::Entity>()
        .filter(key_progress::Column::Version.eq(current))
        .all(tx.conn())
        .await?;
    let resealed = rows.iter().map(|row| row.resealed).sum();
    let total = rows.iter().map(|row| row.total.max(row.resealed)).sum();
    let is_done = !rows.is_empty() && rows.iter().all(|row| row.done_at.is_some());
    Ok(Progress { current, versions: versions.len(), total, resealed, is_announced, is_done })
}
