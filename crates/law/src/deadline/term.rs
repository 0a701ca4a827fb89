//! What a term rule says: a unit, a count and what happens on a day off.
//!
//! Invariant: everything here comes from the rule; only the names of the units are code.

use crate::LawError;
use crate::calendar::month_day;
use crate::day::{DayNo, number};
use crate::reader::{Reader, RuleNo};
use crate::rule::Rule;

/// How a term is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Unit {
    /// Calendar days after the trigger.
    Days,
    /// Working days after the trigger.
    WorkingDays,
    /// Weeks: the same weekday.
    Weeks,
    /// Months: the same-numbered day.
    Months,
    /// Years: the same date.
    Years,
    /// Hours, shown as whole days after the trigger.
    Hours,
    /// Calendar days back from the trigger.
    DaysBefore,
    /// Months back from the trigger.
    MonthsBefore,
    /// This day of the month after the trigger's month.
    DayOfNextMonth,
    /// The first such day of a month after the trigger.
    NextDayOfMonth,
    /// Working days of the month after the trigger's month.
    WorkingDaysOfNextMonth,
    /// The last day of the month this many months after.
    EndOfMonthAfter,
    /// The next such date of the year after the trigger.
    DayOfYear {
        /// Month 1..=12.
        month: i32,
    },
    /// Years from 1 January after the trigger's year.
    YearsFromNextYear,
    /// The first day after so many days: a fiction of service.
    DaysThenNext,
    /// A cap of days in each calendar year, used without a break from the trigger on.
    CapDaysPerYear,
    /// A fixed day, whatever the trigger.
    Fixed(DayNo),
    /// At once.
    Immediately,
    /// No term is set.
    NoTerm,
}

/// What happens when the counted day is off.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Move {
    /// To the next working day.
    Next,
    /// To the working day before.
    Previous,
    /// Nothing.
    Stay,
}

/// One version of a term.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Term {
    pub unit: Unit,
    pub n: i32,
    pub on_day_off: Move,
    /// The open reading that decided the move.
    pub reading: Option<RuleNo>,
    /// Days added after the count (reading O7).
    pub shift: i32,
}

impl Term {
    /// The term as it stands on a day, for the readings it rests on have versions of their own.
    pub fn read(reader: &Reader<'_>, rule: &Rule, on: DayNo) -> Result<Self, LawError> {
        let (unit, n) = unit_of(reader, rule)?;
        let (on_day_off, reading) = move_of(reader, rule, (unit, on))?;
        let shift = match rule.text("shift") {
            Some(id) => reader.on(&format!("reading.{id}"), on)?.1.int()?,
            None => 0,
        };
        Ok(Self { unit, n, on_day_off, reading, shift })
    }

    /// Whether stops of the clock lengthen the term; dates of the year and backward terms do not
    /// run, so nothing can stop them.
    pub fn can_pause(&self) -> bool {
        matches!(
            self.unit,
            Unit::Days
                | Unit::WorkingDays
                | Unit::Weeks
                | Unit::Months
                | Unit::Years
                | Unit::Hours
                | Unit::DaysThenNext
        )
    }
}

/// Ids of the readings that a term rests on.
pub(super) fn readings(rule: &Rule) -> Vec<String> {
    let moved = rule.text("move").filter(|word| direction(word).is_none());
    [moved, rule.text("shift")].into_iter().flatten().map(|id| format!("reading.{id}")).collect()
}

fn unit_of(reader: &Reader<'_>, rule: &Rule) -> Result<(Unit, i32), LawError> {
    let counted = |unit| Ok((unit, rule.int::<u16>().map(i32::from)?));
    match rule.unit.as_str() {
        "days" => counted(Unit::Days),
        "working-days" => counted(Unit::WorkingDays),
        "weeks" => counted(Unit::Weeks),
        "months" => counted(Unit::Months),
        "years" => counted(Unit::Years),
        "hours" => counted(Unit::Hours),
        "days-before" => counted(Unit::DaysBefore),
        "months-before" => counted(Unit::MonthsBefore),
        "day-of-next-month" => counted(Unit::DayOfNextMonth),
        "next-day-of-month" => counted(Unit::NextDayOfMonth),
        "working-days-of-next-month" => counted(Unit::WorkingDaysOfNextMonth),
        "end-of-month-after" => counted(Unit::EndOfMonthAfter),
        "years-from-next-year" => counted(Unit::YearsFromNextYear),
        "days-then-next" => counted(Unit::DaysThenNext),
        "cap-days-per-year" => counted(Unit::CapDaysPerYear),
        "day-of-year" => {
            let (month, day) = month_day(rule, rule.word()?)?;
            Ok((Unit::DayOfYear { month }, day))
        }
        "day-before-rule" => {
            let (_, other) = reader.one(rule.word()?)?;
            Ok((Unit::Fixed(number(other.day()?) - 1), 0))
        }
        "immediately" => Ok((Unit::Immediately, 0)),
        "no-term" => Ok((Unit::NoTerm, 0)),
        other => Err(LawError::rules(format!("„{}“: непозната мярка за срок „{other}“", rule.id))),
    }
}

fn move_of(
    reader: &Reader<'_>,
    rule: &Rule,
    (unit, on): (Unit, DayNo),
) -> Result<(Move, Option<RuleNo>), LawError> {
    let Some(word) = rule.text("move") else {
        let moves = matches!(unit, Unit::Days | Unit::Weeks | Unit::Months | Unit::Years);
        return Ok((if moves { Move::Next } else { Move::Stay }, None));
    };
    if let Some(direct) = direction(word) {
        return Ok((direct, None));
    }
    let (no, reading) = reader.on(&format!("reading.{word}"), on)?;
    let chosen = direction(reading.word()?)
        .ok_or_else(|| LawError::rules(format!("„{}“: непознат избор", reading.id)))?;
    Ok((chosen, Some(no)))
}

fn direction(word: &str) -> Option<Move> {
    match word {
        "next" => Some(Move::Next),
        "previous" => Some(Move::Previous),
        "none" => Some(Move::Stay),
        _ => None,
    }
}
