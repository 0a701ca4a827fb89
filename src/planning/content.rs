//! What is written down of planning: the sealed parts of rows.

use serde::{Deserialize, Serialize};

/// The column of all of them.
pub const SEALED: &str = "content_sealed";

/// What a figure is called and where it comes from.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Told {
    /// Its own name within its family; empty when the family has one figure.
    pub label: String,
    /// Where it comes from.
    pub source: String,
}

/// What a planned service is.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Planned {
    /// Its name.
    pub name: String,
    /// Why it stays or changes.
    pub motive: String,
}

/// What is said with a publication.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Released {
    /// Why it was withdrawn.
    pub reason: String,
}

/// What somebody thinks, and the answer.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Opinion {
    /// By whom; empty when nobody is named.
    pub from: String,
    /// How they are answered.
    pub contact: String,
    /// What they think.
    pub text: String,
    /// The answer.
    pub answer: String,
}

/// What was said in a debate.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Debate {
    /// Where it was.
    pub place: String,
    /// What was said.
    pub text: String,
}

/// What was asked of a body.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Inquiry {
    /// The body.
    pub body: String,
    /// Number of the letter.
    pub number: String,
    /// Which data.
    pub text: String,
    /// What was answered.
    pub answer: String,
}

/// What АСП demands.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Demand {
    /// Number of its letter.
    pub number: String,
    /// What is wrong.
    pub text: String,
    /// What was done.
    pub done: String,
}
