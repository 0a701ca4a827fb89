//! Personal assistance (лична помощ) under ЗЛП and Наредба № РД-07-7.
//!
//! [`contract`] turns agreed hours into a labour contract, [`pay`] into money, [`report`] follows a
//! monthly report to the day of pay, [`aid`] says how much of a family's aid goes to the
//! municipality, [`ending`] names the grounds of the end. Entitlement is among the rights of
//! [`crate::Law::rights`].
//!
//! Invariants: agreed hours are whole; brackets of hours have no gap; money is rounded once per
//! line that the law names, half up.

mod aid;
mod contract;
mod ending;
mod month;
mod pay;
mod report;
mod work;

pub use aid::{ChildAid, ChildAidInput, Redirected};
pub use contract::{Amendment, Contract};
pub use ending::EndGround;
pub use month::{LeaveInput, MonthWork};
pub use pay::{Pay, PayLines, PayScale};
pub use report::{ReportInput, ReportStatus, ReportTimeline};
pub use work::{RegisterEnd, WorkLimits};

use crate::LawError;
use crate::reader::{Reader, RuleNo};

pub(crate) use pay::{PayRules, is_stale, read_money};

/// Everything about personal assistance that one law says.
#[derive(Debug, Clone)]
pub(crate) struct Assistance {
    brackets: Vec<contract::Bracket>,
    degrees: Vec<(u32, RuleNo)>,
    pub(crate) pay: PayRules,
    reports: report::ReportRules,
    aid: aid::AidRules,
    work: work::WorkLimits,
}

impl Assistance {
    pub(crate) fn read(reader: &Reader<'_>) -> Result<Self, LawError> {
        for id in [
            "assistance.hours.directive",
            "assistance.substitute",
            "assistance.amendment.working-time",
            "assistance.amendment.pay",
            "assistance.post-code",
        ] {
            reader.one(id)?;
        }
        ending::read(reader)?;
        work::read_ends(reader)?;
        let mut degrees = Vec::new();
        for (no, rule) in reader.family("assistance.degree.") {
            degrees.push((rule.int()?, no));
        }
        Ok(Self {
            brackets: contract::read(reader)?,
            degrees,
            pay: PayRules::read(reader)?,
            reports: report::ReportRules::read(reader)?,
            aid: aid::AidRules::read(reader)?,
            work: work::read(reader)?,
        })
    }
}
