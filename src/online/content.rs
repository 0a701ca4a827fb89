//! What is kept sealed: what somebody typed, what was said about it, the name of a file.

use kit::store::{StoreError, Tx};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What somebody typed into a form, page by page.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(default)]
#[schema(as = OnlineTyped)]
pub struct Typed {
    /// Values by the code of the question.
    pub values: BTreeMap<String, String>,
    /// Under which edition each question was asked; what is not here was not asked yet.
    pub editions: BTreeMap<String, i32>,
    /// What the check of entitlements found, when the form began there.
    pub found: Vec<String>,
}

impl Typed {
    /// The value of a question; empty when there is none.
    #[must_use]
    pub fn get(&self, code: &str) -> &str {
        self.values.get(code).map(String::as_str).unwrap_or_default()
    }

    /// The first of some questions that has a value.
    #[must_use]
    pub fn first(&self, codes: &[&str]) -> &str {
        codes.iter().map(|code| self.get(code)).find(|text| !text.is_empty()).unwrap_or_default()
    }
}

/// What was sent.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Said {
    /// What was typed.
    pub typed: Typed,
    /// The secret code by which it is followed.
    pub code: String,
    /// Where it was asked from, below the municipality.
    pub about: String,
    /// The number under which it was registered.
    pub became_number: String,
    /// Where that stands, below the municipality.
    pub became_path: String,
    /// The id of the complaint that it became.
    pub complaint: String,
}

/// What was done, in words for whoever sent it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Told {
    /// In words.
    pub text: String,
}

/// What is known of a file besides its content.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Named {
    /// Its name, as it came.
    pub name: String,
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
    tx.open_json(table, "content_sealed", row, sealed)
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
    tx.seal_json(table, "content_sealed", row, content)
}
