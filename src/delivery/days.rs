//! What was planned against what was given, person by person and day by day. Pure.
//!
//! Invariants: nothing is planned on a day that no contract covers, nor on an official holiday
//! unless the plan says so; time is whole minutes.

use kit::types::Day;
use std::collections::BTreeMap;

/// Why somebody was not there. Words have the key `delivery-reason-<code>`.
pub const REASONS: [&str; 4] = ["illness", "holiday", "hospital", "other"];

/// In hospital: nothing can be given there.
pub const HOSPITAL: &str = "hospital";

/// Stays somewhere else, with help of that place. Words have the key `delivery-reason-<code>`.
pub const STAYS: [&str; 2] = [HOSPITAL, "residential"];

/// The week of a person in a service from a day on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plan {
    /// The first day.
    pub from_on: Day,
    /// Monday first.
    pub weekdays: [bool; 7],
    /// Minutes on such a day.
    pub minutes: u32,
    /// On official holidays too.
    pub holidays: bool,
}

/// What was said of a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said {
    /// The person was there.
    pub is_present: bool,
    /// What was given.
    pub minutes: u32,
    /// Why nothing was; empty for who was there.
    pub reason: String,
    /// Who said it.
    pub by: String,
    /// When, in words.
    pub at: String,
    /// Which entry of the day this is, from 1.
    pub attempt: i32,
}

/// Days on which a person is known to be away.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Away {
    /// The first day.
    pub from_on: Day,
    /// The last one, when known.
    pub until_on: Option<Day>,
    /// A code of [`REASONS`].
    pub reason: String,
}

impl Away {
    fn holds(&self, day: Day) -> bool {
        self.from_on <= day && self.until_on.is_none_or(|until| day <= until)
    }
}

/// What somebody should look at. Words have the key `delivery-exception-<code>`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Exception {
    /// Planned, and nobody said anything.
    Missing,
    /// Given without a plan.
    Unplanned,
    /// More than planned.
    Over,
    /// On a day that no contract covers.
    Outside,
    /// Given while the person is known to be in hospital.
    Hospital,
}

impl Exception {
    /// All of them.
    pub const ALL: [Exception; 5] = [
        Exception::Missing,
        Exception::Unplanned,
        Exception::Over,
        Exception::Outside,
        Exception::Hospital,
    ];

    /// As addresses name it.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Exception::Missing => "missing",
            Exception::Unplanned => "unplanned",
            Exception::Over => "over",
            Exception::Outside => "outside",
            Exception::Hospital => "hospital",
        }
    }
}

/// What is known of one person in a service.
pub struct Known<'a> {
    /// Whether a day is covered.
    pub covers: &'a dyn Fn(Day) -> bool,
    /// Plans, oldest first.
    pub plans: &'a [Plan],
    /// What was said, by day.
    pub said: BTreeMap<Day, Said>,
    /// Known absences.
    pub away: &'a [Away],
}

/// One day of one person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cell {
    /// The day.
    pub day: Day,
    /// A contract covers it.
    pub is_covered: bool,
    /// Planned minutes.
    pub planned: u32,
    /// What was said.
    pub said: Option<Said>,
    /// Why the person is known to be away.
    pub away: Option<String>,
    /// What should be looked at.
    pub exceptions: Vec<Exception>,
}

impl Cell {
    /// Minutes given.
    #[must_use]
    pub fn given(&self) -> u32 {
        self.said.as_ref().map_or(0, |said| said.minutes)
    }

    /// Somebody said that the person was not there.
    #[must_use]
    pub fn is_absent(&self) -> bool {
        self.said.as_ref().is_some_and(|said| !said.is_present)
    }
}

/// Sums of some days.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize, utoipa::ToSchema)]
pub struct Sums {
    /// Planned minutes.
    pub planned: u32,
    /// Minutes given.
    pub given: u32,
    /// Days on which the person was there.
    pub present: u32,
    /// Days on which they were not.
    pub absent: u32,
    /// What should be looked at.
    pub exceptions: u32,
}

impl std::ops::Add for Sums {
    type Output = Sums;

    fn add(self, other: Sums) -> Sums {
        Sums {
            planned: self.planned + other.planned,
            given: self.given + other.given,
            present: self.present + other.present,
            absent: self.absent + other.absent,
            exceptions: self.exceptions + other.exceptions,
        }
    }
}

/// The sums of some cells.
#[must_use]
pub fn sums(cells: &[Cell]) -> Sums {
    let one = |cell: &Cell| Sums {
        planned: cell.planned,
        given: cell.given(),
        present: u32::from(cell.said.as_ref().is_some_and(|said| said.is_present)),
        absent: u32::from(cell.is_absent()),
        exceptions: u32::try_from(cell.exceptions.len()).unwrap_or(u32::MAX),
    };
    cells.iter().map(one).fold(Sums::default(), std::ops::Add::add)
}

/// Minutes that a plan asks for on a day.
#[must_use]
pub fn planned(plans: &[Plan], day: Day, is_holiday: bool) -> u32 {
    let plan = plans.iter().rfind(|plan| plan.from_on <= day);
    let weekday = usize::from(day.0.weekday().to_monday_zero_offset().unsigned_abs());
    plan.filter(|plan| plan.weekdays[weekday] && (plan.holidays || !is_holiday))
        .map_or(0, |plan| plan.minutes)
}

/// The days of one person, from the first to the last.
#[must_use]
pub fn cells(
    known: &mut Known<'_>,
    (from, until): (Day, Day),
    is_holiday: &dyn Fn(Day) -> bool,
    today: Day,
) -> Vec<Cell> {
    let mut all = Vec::new();
    let mut day = from;
    while day <= until {
        let is_covered = (known.covers)(day);
        let planned = if is_covered { planned(known.plans, day, is_holiday(day)) } else { 0 };
        let away = known.away.iter().find(|away| away.holds(day)).map(|away| away.reason.clone());
        let said = known.said.remove(&day);
        let mut cell = Cell { day, is_covered, planned, said, away, exceptions: Vec::new() };
        cell.exceptions = exceptions(&cell, today);
        all.push(cell);
        day = day.plus(1);
    }
    all
}

fn exceptions(cell: &Cell, today: Day) -> Vec<Exception> {
    let Some(said) = &cell.said else {
        let is_missing = cell.planned > 0 && cell.day < today;
        return if is_missing { vec![Exception::Missing] } else { Vec::new() };
    };
    let mut all = Vec::new();
    if !cell.is_covered {
        all.push(Exception::Outside);
    } else if said.minutes > 0 && cell.planned == 0 {
        all.push(Exception::Unplanned);
    } else if said.minutes > cell.planned {
        all.push(Exception::Over);
    }
    if said.minutes > 0 && cell.away.as_deref() == Some(HOSPITAL) {
        all.push(Exception::Hospital);
    }
    all
}

/// Minutes as hours: `4`, `2:30`.
#[must_use]
pub fn hours(minutes: u32) -> String {
    match minutes % 60 {
        0 => (minutes / 60).to_string(),
        rest => format!("{}:{rest:02}", minutes / 60),
    }
}

/// What was typed as hours: `4`, `2:30`, `1,5`. None for anything else or more than a day.
#[must_use]
pub fn typed_hours(text: &str) -> Option<u32> {
    let text = text.trim();
    let (whole, rest) = match text.split_once([':', '.', ',']) {
        None => (text, 0),
        Some((whole, rest)) if text.contains(':') => (whole, minutes_of(rest)?),
        Some((whole, rest)) => (whole, part_of_hour(rest)?),
    };
    let is_number = !whole.is_empty() && whole.bytes().all(|byte| byte.is_ascii_digit());
    let whole: u32 = whole.parse().ok().filter(|_| is_number)?;
    let minutes = whole.checked_mul(60)?.checked_add(rest)?;
    (1..=24 * 60).contains(&minutes).then_some(minutes)
}

fn minutes_of(text: &str) -> Option<u32> {
    let is_two = text.len() == 2 && text.bytes().all(|byte| byte.is_ascii_digit());
    text.parse().ok().filter(|minutes| is_two && *minutes < 60)
}

/// Tenths or hundredths of an hour that are whole minutes.
fn part_of_hour(text: &str) -> Option<u32> {
    if text.is_empty() || text.len() > 2 || !text.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let parts = 10_u32.pow(u32::try_from(text.len()).ok()?);
    let minutes = text.parse::<u32>().ok()? * 60;
    (minutes % parts == 0).then_some(minutes / parts)
}
