//! The sheet of an interview: what was asked, with scores, and the conclusion with its reasons.
//! The law asks for an interview (чл. 26, ал. 2 ЗЛП) and sets no form.

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What is scored; words have the key `assistants-score-<code>`.
pub const SCORES: [&str; 6] =
    ["motivation", "experience", "daily", "household", "outside", "schedule"];

/// The highest score of one line.
pub const MOST: u32 = 5;

/// What was written about a step: the sheet of an interview, or a reason.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Interview {
    /// Who held it.
    pub held_by: String,
    /// Scores by [`SCORES`].
    pub scores: BTreeMap<String, u32>,
    /// Whether the candidate answers the requirements.
    pub fits: Option<bool>,
    /// Reasons, in words.
    pub text: String,
}

impl Interview {
    /// All scores together.
    #[must_use]
    pub fn total(&self) -> u32 {
        self.scores.values().sum()
    }
}
