//! What is written down of visits, signals, rounds and trainings: the sealed parts.

use kit::store::{StoreError, Tx};
use kit::types::Day;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

/// A row of the protocol: what was found, and what the user and the officer think of it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(default)]
#[schema(as = ControlRow)]
pub struct Row {
    /// What was found.
    pub found: String,
    /// A code of `OPINIONS`, of the user.
    pub user: String,
    /// In the user's own words.
    pub user_text: String,
    /// A code of `OPINIONS`, of the officer.
    pub officer: String,
}

/// The protocol of a visit (Приложение № 6).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(default)]
#[schema(as = ControlProtocol)]
pub struct Protocol {
    /// At what time.
    pub at: String,
    /// Where.
    pub place: String,
    /// Who visited.
    pub officers: String,
    /// Number of the mayor's order.
    pub order: String,
    /// The four rows, in the order of the form.
    pub rows: Vec<Row>,
    /// Who signed for the user, and in what capacity.
    pub signer: String,
    /// Opinion of the assistant; a code of `OPINIONS`.
    pub assistant: String,
    /// Where the assistant was, when not met.
    pub absence: String,
    /// What is to be done.
    pub recommendation: String,
    /// Why the visit was called off, or what else is to be known.
    pub note: String,
}

/// A measure and what came of it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Measure {
    /// What is to be done.
    pub text: String,
    /// By whom.
    pub who: String,
    /// What was found afterwards.
    pub result: String,
    /// By whom it was looked at.
    pub by: String,
}

/// A complaint or a signal.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(default)]
#[schema(as = ControlSaid)]
pub struct Said {
    /// Who says it; empty when nobody is named.
    pub from: String,
    /// How they are answered.
    pub address: String,
    /// Against whom.
    pub against: String,
    /// What about.
    pub about: String,
    /// The decision with its reasons.
    pub decision: String,
    /// What was done.
    pub action: String,
    /// The answer.
    pub answer: String,
}

/// What is compared in a round, and what came out.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(default)]
#[schema(as = ControlCompared)]
pub struct Compared {
    /// Which sources were asked.
    pub sources: String,
    /// Other support that was found: programme, service, days.
    pub found: String,
    /// The conclusion and what is done.
    pub conclusion: String,
    /// Who answers for it.
    pub by: String,
}

/// A training.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(default)]
#[schema(as = ControlSession)]
pub struct Session {
    /// Its name.
    pub name: String,
    /// What is taught, a line each.
    pub themes: String,
    /// Where.
    pub place: String,
    /// By whom.
    pub trainer: String,
}

/// A document of a file that is there on paper.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Mark {
    /// Number, place, remark.
    pub text: String,
    /// Its day.
    pub day: Option<Day>,
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
