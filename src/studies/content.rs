//! What is written down of questionnaires, studies, rounds, answers and margins: the sealed parts.

use super::sample::Stratum;
use kit::store::{StoreError, Tx};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// An answer to choose.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[schema(as = StudyOption)]
pub struct Answer {
    /// Its code: it is kept under it.
    pub code: String,
    /// What it says.
    pub text: String,
}

/// When a question is asked: an earlier one was answered with one of some values.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[schema(as = StudyOnly)]
pub struct Only {
    /// The code of the earlier question.
    pub question: String,
    /// The values.
    pub values: Vec<String>,
}

/// A question.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(default)]
#[schema(as = StudyQuestion)]
pub struct Question {
    /// Its code: answers are kept under it.
    pub code: String,
    /// A code of `KINDS`.
    pub kind: String,
    /// What is asked.
    pub text: String,
    /// How it is answered, in small letters.
    pub hint: String,
    /// What can be chosen.
    pub options: Vec<Answer>,
    /// It must be answered by whoever is asked it.
    pub is_required: bool,
    /// When it is asked; always when none.
    pub only: Option<Only>,
}

/// A questionnaire as it is asked.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(default)]
#[schema(as = StudyAsked)]
pub struct Asked {
    /// What stands above the questions.
    pub lead: String,
    /// The questions in their order.
    pub questions: Vec<Question>,
}

/// What somebody answered: values by the code of the question.
pub type Sheet = BTreeMap<String, Vec<String>>;

/// What a study is made of.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Plan {
    /// What is asked.
    pub asked: Asked,
    /// Whom: parts of the population, each with its size and how many of it are drawn.
    pub strata: Vec<Stratum>,
    /// What the draw began with: with it anybody draws the same.
    pub seed: String,
    /// A code of `ALLOCATIONS`.
    pub allocation: String,
    /// Where the list of the population comes from, with its date.
    pub source: String,
}

/// The round of an interviewer.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Round {
    /// Who asks.
    pub interviewer: String,
}

/// Known margins: how many of the population have each answer, by the code of the question.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Margins {
    /// Counts by question and answer.
    pub known: BTreeMap<String, BTreeMap<String, i64>>,
    /// Where they come from, with a date.
    pub source: String,
}

/// Somebody who agreed to be named.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Contact {
    /// Their name.
    pub name: String,
    /// How they are reached.
    pub reached: String,
    /// What they agreed to, word for word.
    pub consent: String,
    /// The day on which they did.
    pub on: String,
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
