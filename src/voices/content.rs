//! What is written down of questionnaires, answers and complaints: the sealed parts.

use kit::store::{StoreError, Tx};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// An answer to choose.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[schema(as = VoiceOption)]
pub struct Answer {
    /// Its code: it is kept under it.
    pub code: String,
    /// What it says.
    pub text: String,
}

/// A question.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(default)]
#[schema(as = VoiceQuestion)]
pub struct Question {
    /// Its code: answers are kept and compared under it.
    pub code: String,
    /// A code of `KINDS`.
    pub kind: String,
    /// What is asked.
    pub text: String,
    /// The same in a short sentence; without one it is not in the easy-to-read version.
    pub easy: String,
    /// What can be chosen.
    pub options: Vec<Answer>,
}

/// A questionnaire as it is asked.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(default)]
#[schema(as = VoiceAsked)]
pub struct Asked {
    /// What stands above the questions.
    pub lead: String,
    /// The questions.
    pub questions: Vec<Question>,
}

/// What somebody answered: values by the code of the question.
pub type Sheet = BTreeMap<String, Vec<String>>;

/// What a complaint says.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(default)]
#[schema(as = VoiceSaid)]
pub struct Said {
    /// By whom; empty when nobody is named.
    pub from: String,
    /// How they are answered.
    pub contact: String,
    /// What about.
    pub about: String,
    /// The last answer.
    pub answer: String,
    /// The code by which it is followed.
    pub code: String,
}

/// What was done.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Done {
    /// In words.
    pub text: String,
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
