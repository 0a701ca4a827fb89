//! The plan-schedule that follows from a row: its days, or the hours spread over the week. No database.

use super::field::DAYS;
use super::row::{Line, Planned};
use crate::assistance::{Span, Week};

/// Where a day begins when nothing is said of it.
const MORNING: u32 = 9 * 60;
/// Parts of a day are whole half hours when nothing is said of them.
const STEP: u32 = 30;
/// Working days of a year, for the average month: 52 weeks of five days.
const YEAR_DAYS: u32 = 260;

/// Minutes of a working day when the row says nothing of the week: those of the contract's day,
/// else the hours of a month spread over the average one, in half hours.
#[must_use]
pub fn usual_day(hours: u32, hours_per_day: Option<u8>) -> u32 {
    match hours_per_day {
        Some(hours) => u32::from(hours) * 60,
        None => {
            let exact = hours * 60 * 12 / YEAR_DAYS;
            ((exact + STEP / 2) / STEP * STEP).max(STEP)
        }
    }
}

/// The plan-schedule of a line. Parts without a time begin in the morning, or when the assistant
/// leaves the other users of that day.
#[must_use]
pub fn week(line: &Line, hours_per_day: Option<u8>, others: &[Week], note: &str) -> Week {
    let usual = Planned::Minutes(usual_day(line.hours, hours_per_day));
    let mut week = Week { spans: Vec::new(), other: note.to_owned() };
    for (day, place) in (1u8..).zip(0..DAYS.len()) {
        let planned = match line.days.get(place) {
            None => Some(usual),
            Some(planned) => *planned,
        };
        let ends = others.iter().flat_map(|week| &week.spans);
        let busy = ends.filter(|span| span.weekday == day).map(|span| span.to).max();
        let (from, to) = match planned {
            None => continue,
            Some(Planned::Times(from, to)) => (from, to),
            Some(Planned::Minutes(minutes)) => {
                let from = busy.unwrap_or(MORNING).max(MORNING);
                (from, from + minutes)
            }
        };
        week.spans.push(Span { weekday: day, from, to, activities: String::new() });
    }
    week
}
