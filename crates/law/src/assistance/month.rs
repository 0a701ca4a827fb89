//! Hours that count, paid leave and parts of a month (чл. 10 Наредба № РД-07-7; чл. 18 НСОРЗ).
//!
//! Invariant: counted hours are never above the agreed ones.

use crate::money::Money;
use crate::rate::to_cents;
use crate::rule::Rule;
use crate::time::{Minutes, Month};
use crate::{Law, LawError};

/// What was agreed and what was done in a month.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MonthWork {
    /// Agreed hours of the agreement.
    pub agreed: Minutes,
    /// Hours really done.
    pub done: Minutes,
    /// The report matches the план-график and all working days were worked.
    pub as_scheduled: bool,
    /// A hospital stay of the user is recorded in the month.
    pub hospital_stay: bool,
}

/// What the leave pay of a month depends on (чл. 18 НСОРЗ).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LeaveInput {
    /// The month of the leave.
    pub month: Month,
    /// The last month with enough worked days.
    pub base_month: Month,
    /// Gross pay of the base month.
    pub base_gross: Money,
    /// Days worked in the base month.
    pub base_days: u32,
    /// Working days of leave.
    pub days: u32,
}

impl Law {
    /// Hours that count as provided (чл. 10, ал. 2 Наредба № РД-07-7): the agreed ones when the
    /// month went by the schedule, else the hours done, never above the agreed.
    #[must_use]
    pub fn counted_hours(&self, work: &MonthWork) -> Minutes {
        let yes = |id: &str| self.book().newest(id).and_then(Rule::yes).unwrap_or(false);
        let stay_blocks = work.hospital_stay && yes("reading.F7");
        if work.as_scheduled && !stay_blocks && yes("assistance.flat-month") {
            work.agreed
        } else {
            work.done.min(work.agreed)
        }
    }

    /// Pay for days of paid leave: the average daily gross of the base month, corrected by the
    /// working days of both months, times the days.
    ///
    /// # Errors
    /// `BadInput` when the base month has too few worked days.
    pub fn leave_pay(&self, leave: &LeaveInput) -> Result<Money, LawError> {
        let least = self.assistance.pay.leave_base_days;
        if leave.base_days < least || leave.base_days == 0 {
            let text = format!("базовият месец иска поне {least} отработени дни");
            return Err(LawError::input(text));
        }
        let days = |month: Month| {
            i128::from(self.calendar().working_days_between(month.first_day(), month.last_day()))
        };
        let gross = i128::from(leave.base_gross.cents) * days(leave.base_month);
        let daily = to_cents(gross, i128::from(leave.base_days) * days(leave.month));
        let cents = daily.saturating_mul(i64::from(leave.days));
        Ok(Money { cents, currency: leave.base_gross.currency })
    }

    /// Pay for a part of the working days of a month, rounded half up.
    #[must_use]
    pub fn pay_for_days(&self, whole: Money, worked: u32, month: Month) -> Money {
        let all = self.calendar().working_days_between(month.first_day(), month.last_day()).max(1);
        let cents = to_cents(i128::from(whole.cents) * i128::from(worked), i128::from(all));
        Money { cents, ..whole }
    }
}
