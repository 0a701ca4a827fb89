//! What is written down of marks and events: the sealed parts.

use kit::store::{StoreError, Tx};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

/// What stands behind a mark.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(default)]
#[schema(as = DutyProof)]
pub struct Proof {
    /// A record of the system, below the municipality: `/fees/remittances`.
    pub record: String,
    /// The number of a document; its day stands beside it.
    pub number: String,
    /// What else is to be known; why it is not owed this time.
    pub note: String,
    /// Why the mark was taken back.
    pub why: String,
}

/// What happened.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(default)]
#[schema(as = DutyEventContent)]
pub struct Told {
    /// What it is.
    pub what: String,
    /// Why it was taken back.
    pub why: String,
}

/// Opens what was sealed as JSON.
///
/// # Errors
/// When it cannot be opened or read.
pub fn opened<T: DeserializeOwned>(
    tx: &Tx,
    (table, row): (&'static str, i64),
    sealed: &[u8],
) -> Result<T, StoreError> {
    let text = tx.open(table, "content_sealed", row, sealed)?;
    serde_json::from_str(&text).map_err(|e| StoreError::Other(e.to_string()))
}

/// Seals as JSON.
///
/// # Errors
/// When the municipality's key is gone.
pub fn sealed<T: Serialize>(
    tx: &Tx,
    (table, row): (&'static str, i64),
    content: &T,
) -> Result<Vec<u8>, StoreError> {
    let text = serde_json::to_string(content).map_err(|e| StoreError::Other(e.to_string()))?;
    tx.seal(table, "content_sealed", row, &text)
}
