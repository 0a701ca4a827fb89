//! Whether a place is open now and when it opens next, by its hours and the days off of the calendar. Pure.

use crate::municipality::Hours;
use jiff::civil::DateTime;
use kit::types::Day;
use law::Calendar;
use std::collections::BTreeMap;

/// So many days ahead an opening is looked for.
const AHEAD: i32 = 21;
/// Days off of so many days ahead are told.
const TOLD: i32 = 30;
/// Days of a week.
const WEEK: usize = 7;

/// Days off by name, with why they are.
pub type Off = BTreeMap<Day, String>;

/// The days off that are told and looked at from a day on.
#[must_use]
pub fn days_off(calendar: &Calendar, from: Day) -> Off {
    let years = [from.0.year(), from.plus(TOLD).0.year()];
    let all = years.into_iter().flat_map(|year| calendar.non_working(year));
    let named = all.map(|one| (Day(one.day), one.reason));
    named.filter(|(day, _)| *day >= from && *day <= from.plus(TOLD)).collect()
}

/// How a place stands at a moment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Now {
    /// Open until a time of today.
    Open(String),
    /// Closed today or at this time.
    Closed {
        /// The day off, when it is one.
        holiday: String,
        /// When it opens next: the day and the time.
        next: Option<(Day, String)>,
    },
}

fn weekday(day: Day) -> usize {
    usize::try_from(day.0.weekday().to_monday_zero_offset()).unwrap_or_default()
}

/// The stretches of a day as times `08:30` and `17:00`; none on a day off, but a place that receives on
/// each day of the week receives on that too.
fn stretches<'a>(hours: &'a Hours, off: &Off, day: Day) -> Vec<(&'a str, &'a str)> {
    let always = hours.0.iter().filter(|own| !own.is_empty()).count() == WEEK;
    if off.contains_key(&day) && !always {
        return Vec::new();
    }
    let own = hours.0.get(weekday(day)).map(Vec::as_slice).unwrap_or_default();
    own.iter().filter_map(|one| one.split_once('-')).collect()
}

/// How a place stands at a moment; none when its hours are not known.
#[must_use]
pub fn now(hours: &Hours, off: &Off, at: DateTime) -> Option<Now> {
    if hours.0.iter().all(Vec::is_empty) {
        return None;
    }
    let today = Day(at.date());
    let clock = format!("{:02}:{:02}", at.hour(), at.minute());
    let own = stretches(hours, off, today);
    let is_in = |one: &&(&str, &str)| one.0 <= clock.as_str() && clock.as_str() < one.1;
    if let Some((_, until)) = own.iter().find(is_in) {
        return Some(Now::Open((*until).to_owned()));
    }
    let later = own.iter().find(|one| one.0 > clock.as_str()).map(|one| (today, one.0));
    let mut ahead = (1..=AHEAD).map(|days| today.plus(days));
    let first = |day: Day| Some((day, stretches(hours, off, day).first()?.0));
    let next = later.or_else(|| ahead.find_map(first));
    let is_holiday = own.is_empty() && off.contains_key(&today);
    Some(Now::Closed {
        holiday: off.get(&today).filter(|_| is_holiday).cloned().unwrap_or_default(),
        next: next.map(|(day, time)| (day, time.to_owned())),
    })
}
