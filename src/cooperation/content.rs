//! What is written down of institutions, conferences and requests: the sealed parts.

use kit::store::{StoreError, Tx};
use kit::types::Day;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

/// An institution as the office reaches it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Reached {
    /// Its name.
    pub name: String,
    /// Where mail is sent.
    pub email: String,
    /// Telephone.
    pub phone: String,
    /// Address for letters.
    pub address: String,
    /// Whom to ask there.
    pub contact: String,
    /// What else is to be known.
    pub note: String,
}

/// What a conference is about and what came of it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Talk {
    /// Who called it: name and post, or an institution.
    pub called_by: String,
    /// Why: what cannot be solved by one institution alone.
    pub purpose: String,
    /// Where.
    pub place: String,
    /// How to take part from a distance.
    pub link: String,
    /// What is discussed, a line each.
    pub agenda: String,
    /// Why the person was not told.
    pub citizen_why: String,
    /// What the person or the representative said.
    pub citizen_view: String,
    /// What was found and agreed on the whole.
    pub outcome: String,
    /// Why it was moved, cancelled or not held; the last reason.
    pub why: String,
    /// Days on which it was to be before it was moved, with the reason.
    pub moved: Vec<(String, String)>,
}

/// Who is invited.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Guest {
    /// Name; it may be unknown before they come.
    pub name: String,
    /// Post.
    pub post: String,
    /// Their own address for mail.
    pub email: String,
    /// What of the case may be told to them.
    pub shared: String,
    /// The article or the consent on which that rests.
    pub ground: String,
    /// Why they did not come.
    pub excuse: String,
}

/// A task that was agreed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Promise {
    /// What is to be done.
    pub task: String,
    /// Who answers for it there.
    pub responsible: String,
    /// What was done so far: day and words.
    pub progress: Vec<(Day, String)>,
    /// Why it was dropped.
    pub why: String,
}

/// A request and its answer.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Asked {
    /// What is asked.
    pub question: String,
    /// What it is needed for.
    pub need: String,
    /// The number of the other side.
    pub their_number: String,
    /// The answer.
    pub answer: String,
    /// Why it was refused, forwarded or withdrawn.
    pub why: String,
    /// Days on which the other side was reminded.
    pub reminders: Vec<Day>,
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
