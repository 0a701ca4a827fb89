//! What is sealed of events and files: whom to ask, what was said, who stands on a photograph.

use kit::store::{StoreError, Tx};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

/// Of an event: whom to ask at the place, remarks, and the report.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Said {
    /// Name and telephone of the host.
    pub contact: String,
    /// Remarks for the preparation.
    pub note: String,
    /// What was told and asked.
    pub report: String,
    /// Why it was called off.
    pub cancelled: String,
}

/// Of a photograph: who is shown, and how they agreed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Shown {
    /// What is on it.
    pub about: String,
    /// A code of `course::CONSENTS`; empty when nobody can be recognised.
    pub how: String,
    /// Who asked for the consent.
    pub by: String,
    /// Where the signed consents are, or who refused.
    pub note: String,
    /// Whether the consent holds for the page that anybody opens.
    pub is_public: bool,
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

/// Why something was withdrawn; empty while it holds.
///
/// # Errors
/// When it cannot be opened.
pub fn why(
    tx: &Tx,
    (table, row): (&'static str, i64),
    sealed: &[u8],
) -> Result<String, StoreError> {
    if sealed.is_empty() { Ok(String::new()) } else { tx.open(table, "why_sealed", row, sealed) }
}
