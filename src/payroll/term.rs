//! The days of a run and of an account to АСП, by the law's calendar, without a database.

use kit::types::Day;
use law::{Currency, Law, LawError, Month};

/// The run of the month, or that of the reports that came late.
pub const KINDS: [&str; 2] = ["regular", "late"];

/// Financial report and request (чл. 35 ЗЛП).
const REQUEST: &str = "Z19";
/// Request of late reports.
const LATE_REQUEST: &str = "Z20";
/// Transfer by АСП.
const TRANSFER: &str = "Z21";
/// Not before so many days after the report.
const NOT_BEFORE: &str = "Z21.not-before";
/// Transfer for late reports.
const LATE_TRANSFER: &str = "Z22";
/// With the request of the next month.
const AGAIN: &str = "Z23";
/// Report of the year.
const YEAR: &str = "Z32";

fn day(law: &Law, id: &str, from: Day) -> Result<Day, LawError> {
    let due = law.due(id, from.0, &[])?;
    due.due.map(Day).ok_or_else(|| LawError::NotATerm(id.to_owned()))
}

/// Last day to pay what was reported in time.
///
/// # Errors
/// When the law has no such term.
pub fn pay_by(law: &Law, month: Month) -> Result<Option<Day>, LawError> {
    let input = law::ReportInput { month, filed: None, explained: None };
    Ok(law.report(&input)?.pay_by.map(Day))
}

/// In which currency a month is paid: that of the day on which its pay is due.
///
/// # Errors
/// When a rate of that day is not known.
pub fn currency(law: &Law, month: Month) -> Result<Currency, LawError> {
    let paid = pay_by(law, month)?.map_or(month, |day| Month::of(day.0));
    Ok(law.pay_scale(paid, None)?.currency())
}

/// Last day of the account of a run.
///
/// # Errors
/// When the law has no such term.
pub fn request_by(law: &Law, month: Month, kind: &str) -> Result<Day, LawError> {
    let id = if kind == KINDS[1] { LATE_REQUEST } else { REQUEST };
    day(law, id, Day(month.last_day()))
}

/// Last day to ask again for what missed its request.
///
/// # Errors
/// When the law has no such term.
pub fn again_by(law: &Law, due: Day) -> Result<Day, LawError> {
    day(law, AGAIN, due)
}

/// Where an account stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// To be filed by a day.
    Open(Day),
    /// Missed its day: goes with the request of the next month, by a day.
    Missed(Day),
    /// Filed; the money is expected by a day.
    Filed(Day),
    /// Missed twice: the cost stays with the municipality.
    Own,
}

impl Standing {
    /// Of an account with its two last days; `filed` with the day on which money is expected.
    #[must_use]
    pub fn of((due, again): (Day, Day), filed: Option<(Day, Day)>, today: Day) -> Standing {
        match filed {
            Some((on, expected)) if on <= again => Standing::Filed(expected),
            Some(_) => Standing::Own,
            None if today <= due => Standing::Open(due),
            None if today <= again => Standing::Missed(again),
            None => Standing::Own,
        }
    }

    /// The code; the words have the key `payroll-standing-<code>`.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Standing::Open(_) => "open",
            Standing::Missed(_) => "missed",
            Standing::Filed(_) => "filed",
            Standing::Own => "own",
        }
    }

    /// The colour of its tag.
    #[must_use]
    pub fn colour(self) -> &'static str {
        match self {
            Standing::Open(_) => "yellow",
            Standing::Missed(_) => "orange",
            Standing::Filed(_) => "green",
            Standing::Own => "red",
        }
    }

    /// Its day.
    #[must_use]
    pub fn day(self) -> Option<Day> {
        match self {
            Standing::Open(day) | Standing::Missed(day) | Standing::Filed(day) => Some(day),
            Standing::Own => None,
        }
    }
}

/// By which day the money of an account filed on a day is expected: never before АСП may transfer.
///
/// # Errors
/// When the law has no such term.
pub fn expected(law: &Law, kind: &str, (due, filed): (Day, Day)) -> Result<Day, LawError> {
    let id = if kind == KINDS[1] && filed <= due { LATE_TRANSFER } else { TRANSFER };
    let by = day(law, id, filed)?;
    Ok(by.max(day(law, NOT_BEFORE, filed)?))
}

/// Last day of the report of a year.
///
/// # Errors
/// When the law has no such term.
pub fn year_by(law: &Law, year: i16) -> Result<Day, LawError> {
    let last = jiff::civil::date(year, 12, 31);
    day(law, YEAR, Day(last))
}
