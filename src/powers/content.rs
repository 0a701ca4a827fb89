//! What is written down of files, candidates, contracts and agreements: the sealed parts.

use super::reference::{Criterion, OwnStep, Titled};
use kit::store::{StoreError, Tx};
use kit::types::Day;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

/// What a file is about.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct About {
    /// What it is called.
    pub title: String,
    /// Which service, where there is none in the directory yet; for how many, where.
    pub service: String,
    /// How it is funded.
    pub funding: String,
    /// Conditions and documents of a competition.
    pub conditions: String,
    /// What else is to be known.
    pub note: String,
    /// Why it was dropped.
    pub why: String,
    /// By what candidates are scored, as the order says.
    pub criteria: Vec<Criterion>,
}

/// What was noted of a step.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Noted {
    /// Number of the order, the letter or the decision.
    pub number: String,
    /// In words.
    pub note: String,
    /// Why it was revoked.
    pub revoked: String,
}

/// Who takes part in a competition.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Entrant {
    /// Its name.
    pub name: String,
    /// Its ЕИК.
    pub eik: String,
    /// Number of its licence.
    pub licence: String,
    /// The days on which the licence begins and ends.
    pub licence_from: Option<Day>,
    /// As above.
    pub licence_until: Option<Day>,
    /// Why it was not admitted.
    pub why: String,
    /// Points by criterion, in the order of the file.
    pub scores: Vec<i32>,
}

/// Who sits in a commission.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Seat {
    /// The name.
    pub name: String,
    /// The post.
    pub post: String,
    /// What stands in the way: then the seat goes to somebody else.
    pub conflict: String,
    /// Another opinion on the ranking.
    pub dissent: String,
}

/// What a contract says.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Agreed {
    /// Its number.
    pub number: String,
    /// With whom.
    pub provider: String,
    /// Which service.
    pub service: String,
    /// For how many.
    pub users: String,
    /// How it is funded.
    pub funding: String,
    /// What else was agreed.
    pub note: String,
    /// Why it ended before its time.
    pub ended_why: String,
}

/// How a contract was carried out in a year.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Judged {
    /// The criteria of that time.
    pub criteria: Vec<Criterion>,
    /// Points by criterion.
    pub points: Vec<i32>,
    /// What follows.
    pub conclusion: String,
    /// What is to be put right, and until when.
    pub measures: String,
}

/// What an agreement between municipalities says.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Between {
    /// Its number.
    pub number: String,
    /// The other municipalities, a line each.
    pub parties: String,
    /// Which service.
    pub service: String,
    /// The points of the law, with what was agreed of each.
    pub points: Vec<(String, String)>,
    /// Which of the cases of чл. 56, ал. 3 is there; a code.
    pub case: String,
    /// Numbers of the decisions of the councils.
    pub decisions: String,
    /// Why it ended before its time.
    pub ended_why: String,
}

/// What the municipality set itself.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Own {
    /// Criteria of a competition.
    pub contest: Vec<Criterion>,
    /// Criteria of the evaluation of a year.
    pub evaluation: Vec<Criterion>,
    /// Points of an agreement.
    pub point: Vec<Titled>,
    /// Titles and own terms of steps.
    pub step: Vec<OwnStep>,
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
