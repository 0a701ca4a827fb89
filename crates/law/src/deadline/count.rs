//! The count itself, in day numbers: no strings, no allocation without pauses.
//!
//! Invariant: [`Count`] holds every day that the explanation names, so words cannot disagree with
//! the result.

use super::{DueDay, Move, Term, Unit};
use crate::day::{DayNo, add_months, date, end_of_month, from_ymd, month_length, to_ymd};
use crate::pause::{Pause, Span, lengthened, merged};
use crate::{Law, LawError};

/// How a term came out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Count {
    /// Counted: the raw end, the end after pauses, the day after a move.
    Day {
        raw: DayNo,
        end: DayNo,
        day: DayNo,
    },
    /// Stopped by an open pause; `raw` is where it would have ended.
    Stopped {
        raw: DayNo,
    },
    Immediately,
    NoTerm,
}

impl Count {
    pub fn due_day(self) -> DueDay {
        match self {
            Self::Day { day, .. } => DueDay::Day(date(day)),
            Self::Stopped { .. } => DueDay::Stopped,
            Self::Immediately => DueDay::Immediately,
            Self::NoTerm => DueDay::NoTerm,
        }
    }
}

/// Counts a term from a trigger.
#[inline]
pub(crate) fn count(
    law: &Law,
    term: &Term,
    from: DayNo,
    pauses: &[Pause],
) -> Result<Count, LawError> {
    match term.unit {
        Unit::Immediately => return Ok(Count::Immediately),
        Unit::NoTerm => return Ok(Count::NoTerm),
        _ => {}
    }
    law.calendar().check(from)?;
    let raw = raw_end(law, term, from);
    let end = if pauses.is_empty() || !term.can_pause() {
        raw
    } else {
        let spans = merged(pauses, from, law.pause_counts_last_day(from));
        let ended = match term.unit {
            Unit::WorkingDays => working_days(law, from, term.n, &spans),
            _ => lengthened(raw, &spans),
        };
        match ended {
            Some(end) => end,
            None => return Ok(Count::Stopped { raw }),
        }
    };
    let day = settle(law, term, end);
    law.calendar().check(day)?;
    Ok(Count::Day { raw, end, day })
}

/// Moves a counted day off a day off, as the rule says, and adds what follows it.
fn settle(law: &Law, term: &Term, end: DayNo) -> DayNo {
    let day = match term.on_day_off {
        Move::Next => law.calendar().forward(end),
        Move::Previous => law.calendar().backward(end),
        Move::Stay => end,
    };
    let after = if matches!(term.unit, Unit::DaysThenNext) { 1 } else { 0 };
    day + term.shift + after
}

#[inline]
fn raw_end(law: &Law, term: &Term, from: DayNo) -> DayNo {
    let n = term.n;
    match term.unit {
        Unit::Days | Unit::DaysThenNext => from + n,
        Unit::WorkingDays => plain_working_days(law, from, n),
        Unit::Weeks => from + 7 * n,
        Unit::Months => add_months(from, n),
        Unit::Years => add_months(from, 12 * n),
        Unit::Hours => from + (n + 23) / 24,
        Unit::DaysBefore => from - n,
        Unit::MonthsBefore => add_months(from, -n),
        Unit::DayOfNextMonth => end_of_month(from, 0) + n,
        Unit::NextDayOfMonth => next_day_of_month(from, n),
        Unit::WorkingDaysOfNextMonth => plain_working_days(law, end_of_month(from, 0), n),
        Unit::EndOfMonthAfter => end_of_month(from, n),
        Unit::DayOfYear { month } => next_date(from, month, n),
        Unit::YearsFromNextYear => from_ymd(to_ymd(from).0 + 1 + n, 1, 1),
        Unit::CapDaysPerYear => cap_per_year(from, n),
        Unit::Fixed(day) => day,
        Unit::Immediately | Unit::NoTerm => from,
    }
}

#[inline]
fn plain_working_days(law: &Law, from: DayNo, n: i32) -> DayNo {
    let mut day = from;
    for _ in 0..n {
        day = law.calendar().forward(day + 1);
    }
    day
}

fn working_days(law: &Law, from: DayNo, n: i32, spans: &[Span]) -> Option<DayNo> {
    let mut day = from;
    for _ in 0..n {
        day += 1;
        loop {
            day = law.calendar().forward(day);
            match spans.iter().find(|s| s.from <= day && day <= s.to) {
                Some(span) if span.to == DayNo::MAX => return None,
                Some(span) => day = span.to + 1,
                None => break,
            }
        }
    }
    Some(day)
}

fn next_day_of_month(from: DayNo, n: i32) -> DayNo {
    let (y, m, d) = to_ymd(from);
    if d < n { from_ymd(y, m, n.min(month_length(y, m))) } else { end_of_month(from, 0) + n }
}

fn next_date(from: DayNo, month: i32, day: i32) -> DayNo {
    let (y, _, _) = to_ymd(from);
    let this_year = from_ymd(y, month, day.min(month_length(y, month)));
    if this_year > from {
        this_year
    } else {
        from_ymd(y + 1, month, day.min(month_length(y + 1, month)))
    }
}

/// The last day of unbroken use from `from` on, when each calendar year allows `n` days.
fn cap_per_year(from: DayNo, n: i32) -> DayNo {
    let (y, _, _) = to_ymd(from);
    let last_this_year = from + n - 1;
    let new_year = from_ymd(y + 1, 1, 1);
    if last_this_year < new_year { last_this_year } else { new_year + n - 1 }
}
