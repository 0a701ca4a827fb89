//! What may follow what, and how a figure stands against its target: without a database.

use kit::types::{Day, Instant};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What can be wanted of a campaign; words have the key `campaigns-figure-<code>`.
pub const FIGURES: [&str; 9] = [
    "events",
    "reached",
    "settlements",
    "printed",
    "copies",
    "media",
    "views",
    "consulted",
    "approaches",
];
/// How consent was gathered; words have the key `campaigns-consent-<code>`.
pub const CONSENTS: [&str; 3] = ["signed", "list", "parents"];
/// The most people of a kind at one event: beyond it somebody mistyped.
pub const PEOPLE_MAX: i64 = 20_000;
/// The most copies of one entry.
pub const COPIES_MAX: i64 = 1_000_000;
/// So many days before an event it is soon.
pub const SOON: i32 = 7;
/// The longest campaign in days.
const LONGEST: i32 = 1_500;

/// How far an event has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// It is to be held.
    Planned,
    /// It was held and reported.
    Held,
    /// It was called off.
    Cancelled,
}

impl State {
    /// As the database writes it; words have the key `campaigns-event-<code>`.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            State::Planned => "planned",
            State::Held => "held",
            State::Cancelled => "cancelled",
        }
    }

    /// The state of a code; what is not known is planned.
    #[must_use]
    pub fn of(code: &str) -> State {
        match code {
            "held" => State::Held,
            "cancelled" => State::Cancelled,
            _ => State::Planned,
        }
    }
}

/// How an event stands on a day: the code of its word and the colour of its tag.
#[must_use]
pub fn standing(
    (state, held_on): (State, Day),
    revoked: Option<Instant>,
    today: Day,
) -> (&'static str, &'static str) {
    match state {
        _ if revoked.is_some() => ("revoked", "grey"),
        State::Held => ("held", "green"),
        State::Cancelled => ("cancelled", "grey"),
        State::Planned if held_on < today => ("missing", "red"),
        State::Planned if held_on <= today.plus(SOON) => ("soon", "orange"),
        State::Planned => ("planned", "blue"),
    }
}

/// How a campaign stands on a day: the code of its word and the colour of its tag.
#[must_use]
pub fn phase(
    (from, to): (Day, Day),
    revoked: Option<Instant>,
    today: Day,
) -> (&'static str, &'static str) {
    match () {
        () if revoked.is_some() => ("revoked", "grey"),
        () if today < from => ("ahead", "blue"),
        () if today <= to => ("running", "green"),
        () => ("over", "grey"),
    }
}

/// Why a period cannot be that of a campaign.
#[must_use]
pub fn period_refused(from: Day, to: Day) -> Option<&'static str> {
    match () {
        () if to < from => Some("campaigns-wrong-period"),
        () if to.days_since(from) > LONGEST => Some("campaigns-wrong-long"),
        () => None,
    }
}

/// Why an event cannot be reported: by whom is told how many came, kind by kind.
#[must_use]
pub fn report_refused(
    (state, held_on): (State, Day),
    came: &[(String, i64)],
    today: Day,
) -> Option<&'static str> {
    match () {
        () if state != State::Planned => Some("campaigns-refused-state"),
        () if held_on > today => Some("campaigns-refused-early"),
        () if came.iter().any(|(_, people)| !(0..=PEOPLE_MAX).contains(people)) => {
            Some("campaigns-wrong-number")
        }
        () if came.iter().map(|(_, people)| people).sum::<i64>() == 0 => {
            Some("campaigns-refused-nobody")
        }
        () => None,
    }
}

/// Why a photograph cannot be kept. `people` can be recognised on it; nobody needs no consent, but
/// the answer has to be given.
#[must_use]
pub fn photo_refused(people: Option<i64>, (how, by): (&str, &str)) -> Option<&'static str> {
    match people {
        None => Some("campaigns-refused-answer"),
        Some(0) => None,
        Some(people) if !(0..=PEOPLE_MAX).contains(&people) => Some("campaigns-wrong-number"),
        Some(_) if !CONSENTS.contains(&how) || by.is_empty() => Some("campaigns-refused-consent"),
        Some(_) => None,
    }
}

/// An hour as it is written: `9.30`, `9:30` and `09:30` give `09:30`.
#[must_use]
pub fn hour(text: &str) -> Option<String> {
    let (hours, minutes) = text.trim().split_once([':', '.']).unwrap_or((text.trim(), "0"));
    let (hours, minutes): (u8, u8) = (hours.parse().ok()?, minutes.parse().ok()?);
    (hours < 24 && minutes < 60).then(|| format!("{hours:02}:{minutes:02}"))
}

/// What is wanted of a campaign, by the codes of [`FIGURES`]. Nothing is wanted of what is not there.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Targets(pub BTreeMap<String, i64>);

impl Targets {
    /// As it was kept.
    #[must_use]
    pub fn read(text: &str) -> Targets {
        serde_json::from_str(text).unwrap_or_default()
    }

    /// As it is kept.
    #[must_use]
    pub fn text(&self) -> String {
        serde_json::to_string(&self.0).unwrap_or_else(|_| "{}".to_owned())
    }

    /// What is wanted of a figure.
    #[must_use]
    pub fn of(&self, figure: &str) -> Option<i64> {
        self.0.get(figure).copied().filter(|target| *target > 0)
    }
}

/// How much of a target is reached, in whole percent; more than all is more than 100.
#[must_use]
pub fn percent(value: i64, target: i64) -> i64 {
    if target <= 0 { 0 } else { value.saturating_mul(100) / target }
}

/// Codes with commas, as they are kept.
#[must_use]
pub fn joined(codes: &[String]) -> String {
    codes.join(",")
}

/// Codes that were kept with commas.
#[must_use]
pub fn apart(text: &str) -> Vec<String> {
    text.split(',').map(str::trim).filter(|code| !code.is_empty()).map(str::to_owned).collect()
}
