//! Working time, leave and trial of an assistant, as far as the plan of the week and the labour
//! contract need them (чл. 70, 113, 136, 140, 155, 319 КТ).
//!
//! Invariant: each limit is a rule with its article; a limit of a day is in whole minutes.

use serde::Serialize;

use crate::reader::Reader;
use crate::time::Minutes;
use crate::{Law, LawError};

/// The limits within which an assistant works.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct WorkLimits {
    /// The longest normal day.
    pub day: Minutes,
    /// The longest week of all labour contracts together, without written consent.
    pub week: Minutes,
    /// Work by day begins here.
    pub from: Minutes,
    /// Work by night begins here.
    pub to: Minutes,
    /// Least paid leave of a year, working days.
    pub leave_days: u32,
    /// The same for a worker with reduced capacity.
    pub leave_days_reduced: u32,
    /// Longest trial.
    pub trial_months: u32,
    /// Longest trial of work for less than a year.
    pub trial_months_short: u32,
    /// The day of the next month by which the month is paid.
    pub pay_day: u32,
    /// Copies of the agreement.
    pub copies: u32,
    /// Age from which somebody may be an assistant.
    pub age: u32,
}

pub(super) fn read(reader: &Reader<'_>) -> Result<WorkLimits, LawError> {
    let int = |id: &str| reader.one(id)?.1.int::<u32>();
    let hours = |id: &str| int(id).map(Minutes::hours);
    Ok(WorkLimits {
        day: hours("work.day.hours")?,
        week: hours("work.week.hours")?,
        from: hours("work.day.from")?,
        to: hours("work.day.to")?,
        leave_days: int("work.leave.days")?,
        leave_days_reduced: int("work.leave.days.reduced")?,
        trial_months: int("work.trial.months")?,
        trial_months_short: int("work.trial.months.short")?,
        pay_day: int("work.pay.day")?,
        copies: int("assistance.copies")?,
        age: int("assistance.assistant.age")?,
    })
}

impl Law {
    /// The limits within which an assistant works.
    ///
    /// ```
    /// let limits = law::Law::current().work_limits();
    /// assert_eq!((limits.day.0, limits.week.0, limits.leave_days), (480, 2880, 20));
    /// ```
    #[must_use]
    pub fn work_limits(&self) -> WorkLimits {
        self.assistance.work
    }
}

const ENDS: &str = "register.end.";

/// A ground of an end as the register of employment codes it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RegisterEnd {
    /// The code.
    pub code: String,
    /// The ground in words.
    pub title: String,
    /// Articles.
    pub articles: Vec<String>,
}

pub(super) fn read_ends(reader: &Reader<'_>) -> Result<(), LawError> {
    for (_, rule) in reader.family(ENDS) {
        rule.word()?;
    }
    reader.one("register.amend.other").map(|_| ())
}

impl Law {
    /// Grounds of the end of a labour contract with their codes.
    ///
    /// ```
    /// let ends = law::Law::current().register_ends();
    /// assert!(ends.iter().any(|end| end.code == "006"));
    /// ```
    #[must_use]
    pub fn register_ends(&self) -> Vec<RegisterEnd> {
        let rules = self.book().rules().iter().filter(|rule| rule.id.starts_with(ENDS));
        let end = |rule: &crate::Rule| RegisterEnd {
            code: rule.value_text(),
            title: rule.title.clone(),
            articles: rule.articles.clone(),
        };
        rules.map(end).collect()
    }
}
