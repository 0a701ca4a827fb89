//! What is written down of a project and of all that belongs to it: the sealed parts.

use kit::store::{StoreError, Tx};
use kit::types::Day;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

/// What a project is.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(default)]
#[schema(as = ProjectAbout)]
pub struct About {
    /// The name by which the office calls it.
    pub short: String,
    /// Its full name.
    pub name: String,
    /// Number of the contract, as it is printed.
    pub contract: String,
    /// The programme that pays.
    pub programme: String,
    /// Priority and specific objective.
    pub priority: String,
    /// Code and name of the procedure.
    pub procedure: String,
    /// Who got the grant.
    pub beneficiary: String,
    /// With whom, a line each.
    pub partners: String,
    /// What for.
    pub aim: String,
    /// For whom, a line each.
    pub groups: String,
    /// The clause against double funding.
    pub clause: String,
    /// Where this is known from.
    pub source: String,
}

/// An amendment of the contract.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Change {
    /// Its number.
    pub number: String,
    /// What it changes.
    pub what: String,
    /// Why the entry was revoked.
    pub revoked: String,
}

/// A title with a few words: an activity, a line of the budget, a step.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Titled {
    /// What it is called.
    pub title: String,
    /// Who answers for it.
    pub who: String,
    /// What else is to be known.
    pub note: String,
}

/// A claim for payment.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Claimed {
    /// What else is to be known.
    pub note: String,
    /// Why the entry was revoked.
    pub revoked: String,
}

/// A contract with a supplier.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Agreed {
    /// Who supplies.
    pub supplier: String,
    /// ЕИК of the supplier.
    pub eik: String,
    /// Number of the contract.
    pub number: String,
    /// What is bought.
    pub subject: String,
    /// Why the entry was revoked.
    pub revoked: String,
}

/// A document of spending.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(default)]
#[schema(as = ProjectSpent)]
pub struct Spent {
    /// Who supplied, or whom the money was paid to.
    pub supplier: String,
    /// ЕИК of the supplier.
    pub eik: String,
    /// Number of the document.
    pub number: String,
    /// What for.
    pub what: String,
    /// What was bought, by its own number: of the inventory, of the series.
    pub item: String,
    /// Whose work, or whose part in an activity, was paid.
    pub person: String,
    /// In which activity a participant was paid for.
    pub part: String,
    /// Why more than the line holds was spent, or why the invoice stands twice.
    pub reason: String,
    /// Why the entry was revoked.
    pub revoked: String,
}

/// A risk.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Danger {
    /// What may happen.
    pub risk: String,
    /// What is done against it.
    pub measure: String,
    /// Who answers for it.
    pub owner: String,
    /// What came of it.
    pub outcome: String,
}

/// How papers are headed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Heading {
    /// Lines above.
    pub header: Vec<String>,
    /// Lines below.
    pub footer: Vec<String>,
    /// The statement beside the emblem.
    pub statement: String,
    /// What the emblem says to who does not see it.
    pub emblem: String,
    /// The rule that is followed.
    pub rule: String,
}

/// Why something was decided.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Reason {
    /// In words.
    pub reason: String,
}

/// A row of a table that was sent.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Sent {
    /// Its number in the file.
    pub row: u32,
    /// The cells by the names of [`super::upload::FIELDS`].
    pub cells: std::collections::BTreeMap<String, String>,
    /// Keys of what is wrong.
    pub wrong: Vec<String>,
}

/// A table that was sent.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Table {
    /// Name of the file.
    pub name: String,
    /// Its rows.
    pub rows: Vec<Sent>,
}

/// A step of procurement and how many days it takes.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Term {
    /// What is done.
    pub title: String,
    /// Days after the step before.
    pub days: i32,
}

/// What the municipality set itself.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Reference {
    /// Steps of procurement.
    pub step: Vec<Term>,
    /// Minutes of a working day.
    pub day_minutes: i64,
    /// How papers are headed by default, each from a day on.
    pub heading: Vec<Dated>,
}

/// A heading by default from a day on.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Dated {
    /// From this day; always, when there is none.
    pub from: Option<Day>,
    /// The statement beside the emblem.
    pub statement: String,
    /// What the emblem says.
    pub emblem: String,
    /// The rule.
    pub rule: String,
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
