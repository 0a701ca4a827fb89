//! What is written in a document: kept sealed as one text, read and shown part by part.

use super::store::support_version;
use kit::store::{StoreError, Tx};
use kit::types::Day;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Somebody of the team.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(default)]
pub struct Member {
    /// The name.
    pub name: String,
    /// The post.
    pub post: String,
}

/// Where information comes from (чл. 81, ал. 1 ЗСУ).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(default)]
pub struct Source {
    /// A code of [`SOURCES`].
    pub kind: String,
    /// Who told it.
    pub name: String,
    /// What it is about.
    pub about: String,
    /// The day of the written consent, of another source.
    #[schema(value_type = Option<String>, format = Date)]
    pub consent_on: Option<Day>,
    /// In which capacity the consent was given.
    pub capacity: String,
    /// Who gave it, when not the person.
    pub consent_by: String,
}

/// What is needed in an area.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(default)]
pub struct Need {
    /// 0 no need … 3 a large one; empty while it is not assessed.
    pub level: String,
    /// What the person can do and has.
    pub strength: String,
    /// What is needed.
    pub need: String,
}

impl Need {
    /// Nothing is written.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Need::default()
    }
}

/// What is done for a goal.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(default)]
pub struct Action {
    /// What is done.
    pub what: String,
    /// By whom.
    pub who: String,
    /// How often.
    pub often: String,
    /// Until when.
    #[schema(value_type = Option<String>, format = Date)]
    pub until: Option<Day>,
}

/// A goal of a plan.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(default)]
pub struct Goal {
    /// The code of an area.
    pub area: String,
    /// What is to be reached.
    pub aim: String,
    /// By what it is seen that it was.
    pub result: String,
    /// What is done.
    pub actions: Vec<Action>,
    /// Whether it was reached, in a report of evaluation.
    pub reached: String,
    /// More words on that.
    pub reached_why: String,
}

/// All that is written in a document.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(default)]
pub struct Content {
    /// Why an update is made.
    pub reason: String,
    /// The first day of the work.
    #[schema(value_type = Option<String>, format = Date)]
    pub begun_on: Option<Day>,
    /// The day it was ready.
    #[schema(value_type = Option<String>, format = Date)]
    pub ended_on: Option<Day>,
    /// Who made it.
    pub team: Vec<Member>,
    /// Codes of [`METHODS`].
    pub methods: Vec<String>,
    /// Why the longer term holds: a code of [`LONGER`], or empty.
    pub longer: String,
    /// More words on that.
    pub longer_why: String,
    /// Where the information comes from.
    pub sources: Vec<Source>,
    /// Needs by the code of their area.
    pub needs: BTreeMap<String, Need>,
    /// Does the service fit: `yes`, `no`, or empty.
    pub fits: String,
    /// The service is also one of health: `yes`, `no`.
    pub health: String,
    /// Support by several systems: `yes`, `no`.
    pub joint: String,
    /// Goals.
    pub goals: Vec<Goal>,
    /// Texts by the code of their box.
    pub said: BTreeMap<String, String>,
    /// Who signed beside the team.
    pub signer: String,
}

/// Methods of assessment (чл. 26, ал. 2 ППЗСУ); the name has the key `support-method-<code>`.
pub const METHODS: [&str; 6] =
    ["interview", "test", "relatives", "documents", "home", "observation"];
/// Sources of information; the name has the key `support-source-<code>`.
pub const SOURCES: [&str; 3] = ["person", "representative", "other"];
/// Why the longer term holds (чл. 25, ал. 3 ППЗСУ); the name has the key `support-longer-<code>`.
pub const LONGER: [&str; 2] = ["cannot", "asked"];
/// How large a need is; the name has the key `support-level-<code>`.
pub const LEVELS: [&str; 4] = ["0", "1", "2", "3"];
/// How far a goal was reached; the name has the key `support-reached-<code>`.
pub const REACHED: [&str; 3] = ["yes", "partly", "no"];

impl Content {
    /// What stands in a box of text.
    #[must_use]
    pub fn text(&self, code: &str) -> &str {
        self.said.get(code).map(String::as_str).unwrap_or_default()
    }

    /// Actions of all goals, in the order of the plan.
    pub fn actions(&self) -> impl Iterator<Item = (&Goal, &Action)> {
        self.goals.iter().flat_map(|goal| goal.actions.iter().map(move |action| (goal, action)))
    }

    /// Names and posts of the team, one a line.
    #[must_use]
    pub fn team_lines(&self) -> Vec<String> {
        let line = |one: &Member| match one.post.as_str() {
            "" => one.name.clone(),
            post => format!("{}, {post}", one.name),
        };
        self.team.iter().map(line).collect()
    }
}

/// A team typed one a line: name, post.
#[must_use]
pub fn team_of(text: &str) -> Vec<Member> {
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    let member = |line: &str| match line.split_once(',') {
        Some((name, post)) => Member { name: name.trim().into(), post: post.trim().into() },
        None => Member { name: line.into(), post: String::new() },
    };
    lines.map(member).collect()
}

/// What is written in a version.
pub fn content(tx: &Tx, row: &support_version::Model) -> Result<Content, StoreError> {
    tx.open_json("support_version", "content_sealed", row.id.0, &row.content_sealed)
}

/// The same, sealed for its row.
pub fn sealed(tx: &Tx, id: super::VersionId, content: &Content) -> Result<Vec<u8>, StoreError> {
    tx.seal_json("support_version", "content_sealed", id.0, content)
}
