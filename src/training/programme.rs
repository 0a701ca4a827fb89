//! The programme of a seminar and what attendance comes to, without a database: hours of a day, what
//! share was attended, who may not take part.

use kit::types::Day;

/// A day of a programme.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Planned {
    /// The day; none while it is not typed.
    pub day: Option<Day>,
    /// Academic hours.
    pub hours: u32,
    /// At what time it begins: `09:30`.
    pub begins: String,
    /// What is done.
    pub themes: String,
}

/// What is wrong with a programme, and on which of its rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wrong {
    /// No day at all.
    Empty,
    /// Hours without a day.
    NoDay(usize),
    /// A day without hours.
    NoHours(usize),
    /// More academic hours than a day has.
    TooLong(usize),
    /// The same day twice.
    Twice(usize),
    /// The same programme has fewer hours than the course.
    Short,
}

/// What is wrong with the days of a programme of a course of so many hours.
#[must_use]
pub fn check(days: &[Planned], (most, course): (u32, u32)) -> Vec<Wrong> {
    let mut wrong = Vec::new();
    if days.is_empty() {
        wrong.push(Wrong::Empty);
    }
    for (row, one) in days.iter().enumerate() {
        match one.day {
            None => wrong.push(Wrong::NoDay(row)),
            Some(day) if days[..row].iter().any(|before| before.day == Some(day)) => {
                wrong.push(Wrong::Twice(row));
            }
            Some(_) => {}
        }
        if one.hours == 0 {
            wrong.push(Wrong::NoHours(row));
        } else if one.hours > most {
            wrong.push(Wrong::TooLong(row));
        }
    }
    if wrong.is_empty() && hours(days) < course {
        wrong.push(Wrong::Short);
    }
    wrong
}

/// All academic hours of a programme.
#[must_use]
pub fn hours(days: &[Planned]) -> u32 {
    days.iter().fold(0, |sum, one| sum.saturating_add(one.hours))
}

/// Which part of the hours was attended, in whole percent, downwards.
#[must_use]
pub fn share(attended: i64, total: i64) -> i64 {
    if total <= 0 { 0 } else { attended.max(0) * 100 / total }
}

/// Whether so much attendance is enough for a certificate.
#[must_use]
pub fn is_enough(attended: i64, total: i64, least: i64) -> bool {
    total > 0 && attended > 0 && attended * 100 >= total * least
}

/// Whether a text is a time of day: `9:30`, `09:30`; also none.
#[must_use]
pub fn is_time(text: &str) -> bool {
    let Some((hour, minute)) = text.split_once(':') else { return text.is_empty() };
    let number = |part: &str, below: u8| {
        let is_short = (1..=2).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit());
        is_short && part.parse::<u8>().is_ok_and(|number| number < below)
    };
    number(hour, 24) && minute.len() == 2 && number(minute, 60)
}

/// Whether two texts name one person. A trainer whose name is that of a participant is not told apart
/// from them: the office says it otherwise.
#[must_use]
pub fn same_name(one: &str, other: &str) -> bool {
    let one = kit::search::plain(one);
    !one.is_empty() && one == kit::search::plain(other)
}
