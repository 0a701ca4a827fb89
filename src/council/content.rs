//! What is written down of the council and kept sealed: names, agendas, what was said.

use kit::store::{StoreError, Tx};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

/// Of a member.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(default)]
#[schema(as = CouncilMemberContent)]
pub struct Person {
    /// Name.
    pub name: String,
    /// Whom they stand for.
    pub organisation: String,
    /// Where invitations go.
    pub email: String,
    /// Telephone.
    pub phone: String,
    /// Why the membership ended.
    pub why: String,
}

/// A text alone: a declaration, an opinion, why somebody takes no part.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Said {
    /// The text.
    pub text: String,
}

/// Of a meeting.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(default)]
#[schema(as = CouncilSittingContent)]
pub struct Called {
    /// Where.
    pub place: String,
    /// Where those from afar come in.
    pub link: String,
    /// Who asked for an extraordinary meeting.
    pub asked_by: String,
    /// Why it was called late.
    pub late: String,
    /// Why it was called off.
    pub why: String,
}

/// Of a point of the agenda.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(default)]
#[schema(as = CouncilItemContent)]
pub struct Point {
    /// What it is about.
    pub title: String,
    /// Who reports.
    pub rapporteur: String,
    /// Papers, a line each.
    pub papers: String,
    /// What is proposed to be decided.
    pub draft: String,
    /// What was said, in short.
    pub summary: String,
}

/// How somebody took part, when not in person.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct There {
    /// Who stood for them.
    pub by: String,
    /// Why they did not come.
    pub why: String,
}

/// A decision as the minutes say it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Resolved {
    /// What was decided.
    pub text: String,
    /// Who answers for it.
    pub responsible: String,
}

/// A proposal.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(default)]
#[schema(as = CouncilProposalContent)]
pub struct Proposed {
    /// What is proposed, in a line.
    pub title: String,
    /// Why, and how.
    pub text: String,
    /// Who proposes it.
    pub author: String,
    /// What was answered.
    pub answer: String,
}

/// A letter.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(default)]
#[schema(as = CouncilLetterContent)]
pub struct Written {
    /// Who wrote.
    pub sender: String,
    /// What about.
    pub subject: String,
    /// What they wrote.
    pub text: String,
    /// Number of the answer.
    pub number: String,
    /// The answer.
    pub answer: String,
}

/// What the room hears now.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Live {
    /// Who speaks.
    pub speaker: String,
}

/// Opens what was sealed as JSON; nothing sealed is an empty value.
///
/// # Errors
/// When it cannot be opened or read.
pub fn opened<T: DeserializeOwned + Default>(
    tx: &Tx,
    (table, row): (&'static str, i64),
    sealed: &[u8],
) -> Result<T, StoreError> {
    opened_in(tx, (table, "content_sealed", row), sealed)
}

/// As [`opened`], of another column.
///
/// # Errors
/// As [`opened`].
pub fn opened_in<T: DeserializeOwned + Default>(
    tx: &Tx,
    (table, column, row): (&'static str, &'static str, i64),
    sealed: &[u8],
) -> Result<T, StoreError> {
    if sealed.is_empty() {
        return Ok(T::default());
    }
    let text = tx.open(table, column, row, sealed)?;
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
    sealed_in(tx, (table, "content_sealed", row), content)
}

/// As [`sealed`], in another column.
///
/// # Errors
/// As [`sealed`].
pub fn sealed_in<T: Serialize>(
    tx: &Tx,
    (table, column, row): (&'static str, &'static str, i64),
    content: &T,
) -> Result<Vec<u8>, StoreError> {
    let text = serde_json::to_string(content).map_err(|e| StoreError::Other(e.to_string()))?;
    tx.seal(table, column, row, &text)
}
