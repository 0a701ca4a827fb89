//! Planned visits of the week, reported visits of the month, and what does not fit. Pure.
//!
//! Invariants: time is whole minutes of a day, from before until; nothing is planned on a day that
//! no contract covers, on which the service is excluded, nor on an official holiday unless the plan
//! says so.

use kit::types::Day;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The five items of the service (чл. 93, ал. 1 ЗСУ). Words have the key `homecare-item-<code>`.
pub const ITEMS: [&str; 5] = ["care", "moving", "position", "household", "communication"];

/// A day has so many minutes.
pub const DAY_MINUTES: u16 = 24 * 60;

/// A visit of the planned week.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct Slot {
    /// 1 for Monday.
    pub weekday: u8,
    /// Minutes after midnight.
    pub from: u16,
    /// Minutes after midnight.
    pub until: u16,
    /// Codes of [`ITEMS`].
    pub items: Vec<String>,
}

impl Slot {
    /// How long it is.
    #[must_use]
    pub fn minutes(&self) -> u32 {
        u32::from(self.until.saturating_sub(self.from))
    }

    /// Both are at the same time of the week.
    #[must_use]
    pub fn meets(&self, other: &Slot) -> bool {
        self.weekday == other.weekday && self.from < other.until && other.from < self.until
    }
}

/// The hours plan of a contract from a day on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Week {
    /// The first day.
    pub from_on: Day,
    /// Agreed minutes a month.
    pub month_minutes: u32,
    /// On official holidays too.
    pub holidays: bool,
    /// The visits, by weekday and time.
    pub slots: Vec<Slot>,
}

impl Week {
    /// Minutes of a whole week.
    #[must_use]
    pub fn minutes(&self) -> u32 {
        self.slots.iter().map(Slot::minutes).sum()
    }
}

/// The plan that holds on a day; plans stand oldest first.
#[must_use]
pub fn week_on(weeks: &[Week], day: Day) -> Option<&Week> {
    weeks.iter().rfind(|week| week.from_on <= day)
}

/// The planned visits of a day.
#[must_use]
pub fn planned(weeks: &[Week], day: Day, is_holiday: bool) -> Vec<Slot> {
    let Some(week) = week_on(weeks, day).filter(|week| week.holidays || !is_holiday) else {
        return Vec::new();
    };
    let number = day.0.weekday().to_monday_one_offset().unsigned_abs();
    week.slots.iter().filter(|slot| slot.weekday == number).cloned().collect()
}

/// A visit that an assistant reports.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct Visit {
    /// The day.
    #[schema(value_type = String, format = Date)]
    pub day: Day,
    /// Minutes after midnight.
    pub from: u16,
    /// Minutes after midnight.
    pub until: u16,
    /// Codes of [`ITEMS`].
    pub items: Vec<String>,
}

impl Visit {
    /// How long it was.
    #[must_use]
    pub fn minutes(&self) -> u32 {
        u32::from(self.until.saturating_sub(self.from))
    }

    /// Both were at the same time.
    #[must_use]
    pub fn meets(&self, other: &Visit) -> bool {
        self.day == other.day && self.from < other.until && other.from < self.until
    }
}

/// Minutes of some visits, and the days on which they were.
#[must_use]
pub fn sums(visits: &[Visit]) -> (u32, u32) {
    let days: std::collections::BTreeSet<Day> = visits.iter().map(|visit| visit.day).collect();
    let minutes = visits.iter().map(Visit::minutes).sum();
    (minutes, u32::try_from(days.len()).unwrap_or(u32::MAX))
}

/// What does not fit. Words have the key `homecare-fault-<code>`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Fault {
    /// More than planned on the day.
    Over,
    /// Nothing is planned on the day.
    Unplanned,
    /// The service is excluded on the day (чл. 93, ал. 5 ЗСУ).
    Excluded,
    /// The assistant is not named for this person on the day.
    Unassigned,
    /// Another assistant reports the same time.
    Together,
}

impl Fault {
    /// All of them.
    pub const ALL: [Fault; 5] =
        [Fault::Over, Fault::Unplanned, Fault::Excluded, Fault::Unassigned, Fault::Together];

    /// As addresses name it.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Fault::Over => "over",
            Fault::Unplanned => "unplanned",
            Fault::Excluded => "excluded",
            Fault::Unassigned => "unassigned",
            Fault::Together => "together",
        }
    }

    /// A report with it is not approved.
    #[must_use]
    pub fn stops(self) -> bool {
        matches!(self, Fault::Excluded | Fault::Unassigned | Fault::Together)
    }
}

/// Against what a report is held.
pub struct Against<'a> {
    /// The planned visits of a day.
    pub planned: &'a dyn Fn(Day) -> Vec<Slot>,
    /// The service is excluded on the day.
    pub is_excluded: &'a dyn Fn(Day) -> bool,
    /// The assistant is named on the day.
    pub is_assigned: &'a dyn Fn(Day) -> bool,
    /// What other assistants report of the same person.
    pub others: &'a [Visit],
}

/// What does not fit, by day.
#[must_use]
pub fn faults(visits: &[Visit], against: &Against<'_>) -> BTreeMap<Day, Vec<Fault>> {
    let mut minutes: BTreeMap<Day, u32> = BTreeMap::new();
    for visit in visits {
        *minutes.entry(visit.day).or_default() += visit.minutes();
    }
    let found = |(day, minutes): (Day, u32)| {
        let planned: u32 = (against.planned)(day).iter().map(Slot::minutes).sum();
        let mut on_day = visits.iter().filter(|visit| visit.day == day);
        let is_met = on_day.any(|visit| against.others.iter().any(|other| visit.meets(other)));
        let holds = |fault: &Fault| match fault {
            Fault::Over => planned > 0 && minutes > planned,
            Fault::Unplanned => planned == 0,
            Fault::Excluded => (against.is_excluded)(day),
            Fault::Unassigned => !(against.is_assigned)(day),
            Fault::Together => is_met,
        };
        let all: Vec<Fault> = Fault::ALL.into_iter().filter(holds).collect();
        (!all.is_empty()).then_some((day, all))
    };
    minutes.into_iter().filter_map(found).collect()
}

/// What was typed as a time of day: `8`, `8:30`, `8.30`, `0830`.
#[must_use]
pub fn typed_time(text: &str) -> Option<u16> {
    let text = text.trim();
    let is_number = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    let (hours, minutes) = match text.split_once([':', '.', ',']) {
        Some(parts) => parts,
        None if text.len() == 4 && text.is_ascii() => text.split_at(2),
        None => (text, "00"),
    };
    if !is_number(hours) || !is_number(minutes) || minutes.len() != 2 {
        return None;
    }
    let (hours, minutes): (u16, u16) = (hours.parse().ok()?, minutes.parse().ok()?);
    let at = hours.checked_mul(60)?.checked_add(minutes)?;
    (minutes < 60 && at <= DAY_MINUTES).then_some(at)
}

/// A time of day as people write it: `08:30`.
#[must_use]
pub fn time(at: u16) -> String {
    format!("{:02}:{:02}", at / 60, at % 60)
}
