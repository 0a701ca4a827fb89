//! The `opora law` commands: one function each, from text to an [`Output`].
//!
//! The root program parses flags and files, prints [`Output::json`] with `--json` or
//! [`Output::text`] without, exits 0 on an answer and 2 with the error's one line otherwise.
//! Nothing here reads a file, an environment or a clock.
//!
//! Invariants: the JSON keys are those of the command contract; every answer also holds
//! `derivation`, `articles`, `rule_version` and `confidence`.

mod assistance;
mod cases;
mod days;
mod rules;

pub use assistance::{assistance_contract, assistance_pay};
pub use cases::{
    compare, competence, eligibility, eligibility_schema, need, need_criteria, validity,
};
pub use days::{days, due, id, money};
pub(crate) use rules::value_text;
pub use rules::{RuleFilter, rules};

use serde::Serialize;
use serde_json::Value;

use crate::LawError;
use crate::derivation::Derivation;

/// An answer in both forms.
#[derive(Debug, Clone, PartialEq)]
pub struct Output {
    /// One JSON object.
    pub json: Value,
    /// The same for people, in Bulgarian, ending with a line break.
    pub text: String,
}

impl Output {
    fn new(answer: &impl Serialize, head: &str, why: &Derivation) -> Result<Self, LawError> {
        let json = serde_json::to_value(answer)
            .map_err(|e| LawError::input(format!("отговорът не се записва: {e}")))?;
        Ok(Self { json, text: format!("{}\n\n{}", head.trim_end(), why.text()) })
    }

    /// The JSON object on several lines, ending with a line break.
    #[must_use]
    pub fn json_text(&self) -> String {
        format!("{:#}\n", self.json)
    }
}

/// Reads an input file of JSON.
fn input<T: serde::de::DeserializeOwned>(text: &str) -> Result<T, LawError> {
    serde_json::from_str(text).map_err(|e| LawError::input(format!("входът не се чете: {e}")))
}
