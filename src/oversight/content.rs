//! The sealed parts of what is written down, and the check that no person can be found in them.

use kit::store::{StoreError, Tx};
use law::{IdKind, id_kinds};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

/// How long an identifier of a person is.
const DIGITS: usize = 10;

/// Of a check.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(default)]
#[schema(as = OversightCheckContent)]
pub struct Of {
    /// On what the order rests.
    pub basis: String,
    /// What is checked.
    pub scope: String,
    /// Who checks.
    pub people: String,
    /// Experts from outside.
    pub experts: String,
    /// Where.
    pub place: String,
    /// Who of the provider's staff was there.
    pub present: String,
    /// Other facts of the report.
    pub other: String,
    /// What is attached to the report.
    pub copies: String,
    /// Why it was called off.
    pub why: String,
}

/// Of a line of the checklist.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(default)]
#[schema(as = OversightFindingContent)]
pub struct Found {
    /// What was seen.
    pub note: String,
    /// By which document it is shown.
    pub evidence: String,
}

/// Of a file.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Shown {
    /// What it shows.
    pub about: String,
}

/// Of what a user said.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Said {
    /// Before whom they agreed, or on which paper.
    pub by: String,
    /// What they said.
    pub words: String,
}

/// Of a prescription.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(default)]
#[schema(as = OversightPrescriptionContent)]
pub struct Told {
    /// What is to be done.
    pub text: String,
    /// By whom.
    pub responsible: String,
    /// What came of it, and by what it is shown.
    pub result: String,
}

/// Of an objection.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Objected {
    /// What the provider says.
    pub text: String,
    /// What was answered.
    pub answer: String,
}

/// Of monitoring, or of a visit of the council.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(default)]
#[schema(as = OversightRecordContent)]
pub struct Seen {
    /// Who.
    pub who: String,
    /// Where, or of which documents.
    pub place: String,
    /// What was found.
    pub found: String,
    /// What is recommended.
    pub recommended: String,
    /// What came of it.
    pub result: String,
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

/// Whether a text holds what could be an ЕГН or an ЛНЧ. A telephone may look like one: it does not
/// belong into what a user said either.
#[must_use]
pub fn holds_identifier(text: &str) -> bool {
    let is_identifier = |digits: &str| {
        let kinds = id_kinds(digits).kinds;
        digits.len() == DIGITS
            && kinds.iter().any(|kind| matches!(kind, IdKind::Egn | IdKind::Lnch))
    };
    text.split(|c: char| !c.is_ascii_digit()).any(is_identifier)
}
