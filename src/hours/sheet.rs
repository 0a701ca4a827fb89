//! What is written in a report: its days, the short account, who signed. Pure; kept sealed.

use crate::assistance::Planned;
use kit::types::Day;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Kinds of help; the name has the key `hours-kind-<code>`.
pub const KINDS: [&str; 3] = ["personal", "household", "social"];

/// A day of a report.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct Line {
    /// The day.
    #[schema(value_type = String, format = Date)]
    pub day: Day,
    /// Minutes of work.
    pub minutes: u32,
    /// Minutes after midnight.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<u32>,
    /// Minutes after midnight.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<u32>,
    /// Codes of [`KINDS`].
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub kinds: Vec<String>,
    /// Leave, sickness, anything worth a word.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
}

impl Line {
    /// A day with nothing but minutes.
    #[must_use]
    pub fn of(day: Day, minutes: u32) -> Line {
        Line { day, minutes, from: None, to: None, kinds: Vec::new(), note: String::new() }
    }
}

/// How the user or a representative confirmed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Signed {
    /// Who.
    pub name: String,
    /// `link`, `pin`, `paper`.
    pub how: String,
}

/// Treatment abroad or rehabilitation to which the assistant accompanied the user (чл. 15, ал. 3;
/// чл. 32, ал. 4 ЗЛП).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Treatment {
    /// First day.
    pub from: Day,
    /// Last day.
    pub until: Day,
    /// What proves it.
    pub document: String,
}

/// The content of a report.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Sheet {
    /// Days that say something, in order.
    pub lines: Vec<Line>,
    /// The short account of what was done (чл. 10, ал. 1).
    pub account: String,
    /// Who signed for the user.
    pub signed: Signed,
    /// The treatment whose end the days of the law are counted from.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub treatment: Option<Treatment>,
    /// Why this attempt follows another.
    pub why: String,
    /// How the counted hours were found, when it was accepted.
    pub steps: Vec<String>,
}

impl Sheet {
    /// The days of a plan, as planned.
    #[must_use]
    pub fn as_planned(days: &[Planned]) -> Vec<Line> {
        let some = days.iter().filter(|one| one.minutes > 0);
        some.map(|one| Line::of(one.day, one.minutes)).collect()
    }

    /// Whether the assistant was with the user through all days of a stay: they are days of work.
    #[must_use]
    pub fn accompanies(&self, from: Day, until: Option<Day>) -> bool {
        let within =
            |one: &Treatment| one.from <= from && until.is_some_and(|until| until <= one.until);
        self.treatment.as_ref().is_some_and(within)
    }

    /// Minutes of work.
    #[must_use]
    pub fn worked(&self) -> u32 {
        self.lines.iter().map(|line| line.minutes).sum()
    }

    /// Minutes of a day.
    #[must_use]
    pub fn minutes_on(&self, day: Day) -> u32 {
        self.lines.iter().filter(|line| line.day == day).map(|line| line.minutes).sum()
    }

    /// Days with work.
    #[must_use]
    pub fn days(&self) -> usize {
        self.lines.iter().filter(|line| line.minutes > 0).count()
    }

    /// Whether it matches the plan-schedule day by day: work on each planned day, none on others.
    /// Fewer or more hours of such a day do not matter (чл. 10, ал. 2 Наредба № РД-07-7).
    #[must_use]
    pub fn matches(&self, plan: &[Planned]) -> bool {
        let planned: BTreeMap<Day, u32> = plan.iter().map(|one| (one.day, one.minutes)).collect();
        let some = planned.values().any(|minutes| *minutes > 0);
        let all =
            planned.iter().all(|(day, minutes)| (*minutes > 0) == (self.minutes_on(*day) > 0));
        let none_else = self.lines.iter().all(|line| planned.contains_key(&line.day));
        some && all && none_else
    }
}

/// Hours as people write them: `8`, `7,5`, `7:30`.
#[must_use]
pub fn read_hours(text: &str) -> Option<u32> {
    let text = text.trim();
    if let Some((hours, minutes)) = text.split_once(':') {
        let (hours, minutes): (u32, u32) = (hours.parse().ok()?, minutes.parse().ok()?);
        return (minutes < 60 && hours < 1_000).then_some(hours * 60 + minutes);
    }
    let (whole, part) = text.split_once([',', '.']).unwrap_or((text, "0"));
    let whole: u32 = whole.parse().ok().filter(|hours| *hours < 1_000)?;
    let digits = u32::try_from(part.len()).ok().filter(|digits| (1..=2).contains(digits))?;
    let part: u32 = part.parse().ok()?;
    Some(whole * 60 + part * 60 / 10_u32.pow(digits))
}

/// Hours as they are shown: `8`, `7:30`.
#[must_use]
pub fn hours(minutes: u32) -> String {
    match minutes % 60 {
        0 => (minutes / 60).to_string(),
        rest => format!("{}:{rest:02}", minutes / 60),
    }
}
