//! The stories of `demo/cases.toml`, as far as they are told through the pages.

use anyhow::Context;
use serde::Deserialize;

#[derive(Deserialize)]
struct StoryFile {
    case: Vec<Story>,
}

/// A story made by hand, to show one thing.
#[derive(Deserialize)]
pub struct Story {
    pub id: String,
    /// Code of the municipality.
    pub municipality: String,
    pub officer: String,
    pub person: Option<PersonLine>,
    pub representative: Option<RepresentativeLine>,
    pub wish: Option<WishLine>,
    pub signal: Option<SignalLine>,
    pub contact: Option<ContactLine>,
    #[serde(default)]
    pub step: Vec<Step>,
    #[serde(default)]
    pub assessment: AssessmentLine,
    #[serde(default)]
    pub expect: Expect,
}

#[derive(Deserialize)]
pub struct PersonLine {
    pub first: String,
    #[serde(default)]
    pub middle: String,
    pub family: String,
    pub sex: String,
    pub age: i16,
    pub identifier: String,
    pub present: Option<Place>,
    pub permanent: Option<Place>,
    pub stays_in: Option<String>,
    #[serde(default)]
    pub protected_address: bool,
    #[serde(default)]
    pub safe_contact: String,
    #[serde(default)]
    pub phone: bool,
    #[serde(default)]
    pub language: String,
    #[serde(default)]
    pub accessibility: Vec<String>,
    pub urgent: Option<String>,
    #[serde(default)]
    pub life_in_danger: bool,
    #[serde(default)]
    pub guardianship: String,
    #[serde(default)]
    pub child_protection_measure: bool,
    #[serde(default)]
    pub zhu_directive: bool,
}

/// An address in parts.
#[derive(Deserialize)]
pub struct Place {
    #[serde(default)]
    pub ekatte: String,
    #[serde(default)]
    pub street: String,
    #[serde(default)]
    pub number: String,
    pub entrance: Option<String>,
    pub floor: Option<i64>,
    pub flat: Option<i64>,
}

#[derive(Deserialize)]
pub struct RepresentativeLine {
    pub first: String,
    #[serde(default)]
    pub middle: String,
    pub family: String,
    pub ground: String,
    #[serde(default)]
    pub limits: String,
}

#[derive(Deserialize)]
pub struct WishLine {
    pub day: i32,
    pub time: String,
    pub form: String,
    pub received_by: String,
    pub services: Vec<String>,
    #[serde(default)]
    pub words: String,
    pub stated_by: Option<String>,
}

#[derive(Deserialize)]
pub struct SignalLine {
    pub day: i32,
    pub time: String,
    pub received_by: String,
    pub from: String,
    pub words: String,
}

#[derive(Deserialize)]
pub struct ContactLine {
    pub day: i32,
    pub time: String,
    pub channel: String,
    pub received_by: String,
    pub topics: Vec<String>,
    pub outcome: String,
    pub minutes: i64,
    #[serde(default)]
    pub note: String,
}

/// Something that happens on a day counted from today.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub struct Step {
    pub day: i32,
    #[serde(rename = "do")]
    pub what: String,
    pub by: Option<String>,
    /// The day for which a meeting is offered.
    #[serde(rename = "for")]
    pub planned: i32,
    pub at: String,
    pub place: String,
    pub note: String,
    pub words: String,
    pub text: String,
    pub from: String,
    pub term_days: i32,
    pub who: String,
    pub how: String,
    pub to: String,
    pub ground: String,
    pub regime: Option<String>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub struct AssessmentLine {
    pub needs: Vec<NeedLine>,
    pub proposed: Vec<String>,
    pub chosen: Vec<ChosenLine>,
    pub iis_consent: bool,
}

#[derive(Deserialize)]
pub struct NeedLine {
    pub area: String,
    pub text: String,
}

#[derive(Deserialize)]
pub struct ChosenLine {
    pub service: String,
    pub duration: String,
}

/// What must be true when the story has been told.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Expect {
    pub state: Option<String>,
    pub rule: Option<String>,
    pub until_2026: Option<Box<Expect>>,
    pub from_2027: Option<Box<Expect>>,
}

/// The stories.
///
/// # Errors
/// When the file is not as expected: a defect of the build.
pub fn stories() -> anyhow::Result<Vec<Story>> {
    let file: StoryFile =
        toml::from_str(include_str!("../../demo/cases.toml")).context("demo: stories")?;
    Ok(file.case)
}
