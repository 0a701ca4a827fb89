//! What is written down of seminars and supervision: the sealed parts, and the check that no person the
//! office serves can be found in them.

use kit::store::{StoreError, Tx};
use law::{IdKind, id_kinds};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

/// How long an identifier of a person is.
const DIGITS: usize = 10;

/// Of a seminar.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(default)]
#[schema(as = TrainingSeminarContent)]
pub struct Held {
    /// Where.
    pub place: String,
    /// By whom, when they are no employee.
    pub trainer: String,
    /// Who gives it, with the number of the contract.
    pub organiser: String,
    /// What else is to be known.
    pub note: String,
    /// Why it was revoked.
    pub why: String,
}

/// Of a supervision.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(default)]
#[schema(as = SupervisionContent)]
pub struct Guided {
    /// Who supervises.
    pub supervisor: String,
    /// The contract.
    pub contract: String,
    /// What it is for, in general.
    pub aims: String,
    /// How it went, in general.
    pub summary: String,
    /// Why it was revoked.
    pub why: String,
}

/// Of a meeting.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(default)]
#[schema(as = SupervisionThemes)]
pub struct Themes {
    /// The themes, in general.
    pub themes: String,
    /// Why it was revoked.
    pub why: String,
}

/// Of what was agreed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(default)]
#[schema(as = SupervisionAgreed)]
pub struct Agreed {
    /// What is done.
    pub text: String,
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

fn is_identifier(digits: &str) -> bool {
    let kinds = id_kinds(digits).kinds;
    digits.len() == DIGITS && kinds.iter().any(|kind| matches!(kind, IdKind::Egn | IdKind::Lnch))
}

/// Whether a text holds what could be an ЕГН or an ЛНЧ, also one written in groups. A telephone may look
/// like one: it does not belong into such a text either.
#[must_use]
pub fn holds_identifier(text: &str) -> bool {
    let alone = text.split(|c: char| !c.is_ascii_digit()).any(is_identifier);
    let is_part = |c: char| c.is_ascii_digit() || matches!(c, ' ' | '\u{a0}' | '-');
    let grouped = text.split(|c: char| !is_part(c)).any(|part| {
        let digits: String = part.chars().filter(char::is_ascii_digit).collect();
        is_identifier(&digits)
    });
    alone || grouped
}
