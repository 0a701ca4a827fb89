//! A monthly report on its way to pay (чл. 32, 35 ЗЛП; чл. 10–11 Наредба № РД-07-7).
//!
//! Invariants: all days come from the terms Z14–Z23; a late report has one of two endings, decided
//! by reading F5; nothing here rejects a report, it only says which rule it falls under.

use jiff::civil::Date;
use serde::Serialize;

use crate::day::{date, number, written};
use crate::derivation::Derivation;
use crate::reader::{Dated, Reader};
use crate::rule::Rule;
use crate::time::Month;
use crate::{Law, LawError};

/// What is checked in a report: each check a rule with its articles.
const CHECKS: &str = "report.check.";
/// The documents of a file and the trainings: named, and asked for by name.
const CONTROL: &str = "control.";

#[derive(Debug, Clone)]
pub(super) struct ReportRules {
    late_days: i32,
    after_term: Dated<bool>,
    late_moves: Dated<bool>,
    warn_from: Dated<i8>,
}

impl ReportRules {
    pub fn read(reader: &Reader<'_>) -> Result<Self, LawError> {
        reader.one("assistance.late.beyond")?;
        for (_, rule) in reader.family(CHECKS).into_iter().chain(reader.family(CONTROL)) {
            rule.yes()?;
        }
        Ok(Self {
            late_days: reader.one("assistance.late.days")?.1.int()?,
            after_term: reader.dated("reading.F5", |rule| Ok(rule.word()? == "after-term"))?,
            late_moves: reader.dated("reading.F5.move", |rule| Ok(rule.word()? == "next"))?,
            warn_from: reader.dated("assistance.warn-from", Rule::int)?,
        })
    }
}

/// What is known of a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ReportInput {
    /// The reported month.
    pub month: Month,
    /// Day the report was filed; none while it is awaited.
    pub filed: Option<Date>,
    /// Day the explanations of assistant and user were given.
    pub explained: Option<Date>,
}

/// Where a report stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ReportStatus {
    /// Not filed yet.
    Awaited,
    /// Filed in the first working days.
    OnTime,
    /// Late, but explanations can save it.
    Late,
    /// Too late for any rule: decided by an officer.
    TooLate,
}

/// The days of a report.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ReportTimeline {
    /// Where it stands.
    pub status: ReportStatus,
    /// Last day in time.
    pub due: Date,
    /// Day from which to warn about a report that has not come.
    pub warn_from: Date,
    /// Last day a late report can be explained away.
    pub late_until: Date,
    /// Last day for the explanations of a late report.
    pub explanations_by: Option<Date>,
    /// Last day to pay.
    pub pay_by: Option<Date>,
    /// Last day to ask АСП for the money.
    pub request_by: Date,
    /// The money is asked for with the request of the month after.
    pub next_request: bool,
    /// Last day of the transfer by АСП.
    pub transfer_by: Date,
    /// Pay is due before АСП must transfer.
    pub treasury_warning: bool,
    /// Why.
    #[serde(flatten)]
    pub derivation: Derivation,
}

impl Law {
    /// The rule behind a check of a report.
    ///
    /// ```
    /// let rule = law::Law::current().report_check("overlap").unwrap();
    /// assert_eq!(rule.articles, ["чл. 32, ал. 1 ЗЛП"]);
    /// ```
    ///
    /// # Errors
    /// When there is no such check.
    pub fn report_check(&self, code: &str) -> Result<&Rule, LawError> {
        self.book().newest(&format!("{CHECKS}{code}"))
    }

    /// The documents that belong into the file of a user, in the order in which they come: the rule
    /// of each names it and its articles.
    ///
    /// ```
    /// let first = law::Law::current().file_documents().next().unwrap();
    /// assert_eq!(first.articles, ["чл. 2, ал. 2 Наредба № РД-07-7"]);
    /// ```
    pub fn file_documents(&self) -> impl Iterator<Item = &Rule> {
        self.book().rules().iter().filter(|rule| rule.id.starts_with("control.file."))
    }

    /// Follows a report from filing to pay.
    ///
    /// # Errors
    /// Those of the terms it stands on; `BadInput` when explanations precede the report.
    pub fn report(&self, input: &ReportInput) -> Result<ReportTimeline, LawError> {
        self.follow(input, ("Z14", input.month.last_day()))
    }

    /// The same for a month in which the assistant accompanied the user to treatment abroad or to
    /// rehabilitation: its days are counted from the month in which that ended (чл. 32, ал. 4 ЗЛП).
    ///
    /// # Errors
    /// As [`Law::report`].
    pub fn report_after_treatment(
        &self,
        input: &ReportInput,
        treated_until: Date,
    ) -> Result<ReportTimeline, LawError> {
        let end = Month::of(treated_until).last_day().max(input.month.last_day());
        self.follow(input, ("Z18", end))
    }

    fn follow(
        &self,
        input: &ReportInput,
        (due_rule, end): (&str, Date),
    ) -> Result<ReportTimeline, LawError> {
        if input.explained.is_some_and(|e| input.filed.is_none_or(|f| e < f)) {
            return Err(LawError::input("обясненията са преди подаването на отчета"));
        }
        let mut why = Derivation::default();
        let due = self.day_of(due_rule, end, &mut why)?;
        let late_until = self.late_until(due, end, &mut why)?;
        let status = match input.filed {
            None => ReportStatus::Awaited,
            Some(filed) if filed <= due => ReportStatus::OnTime,
            Some(filed) if filed <= late_until => ReportStatus::Late,
            Some(_) => ReportStatus::TooLate,
        };
        let late_request = self.day_of("Z20", end, &mut why)?;
        let missed = match status {
            ReportStatus::Late => {
                input.explained.or(input.filed).is_some_and(|day| day > late_request)
            }
            ReportStatus::TooLate => true,
            ReportStatus::Awaited | ReportStatus::OnTime => false,
        };
        let request_by = match status {
            _ if missed => self.day_of("Z23", input.filed.unwrap_or(end), &mut why)?,
            ReportStatus::Late => late_request,
            _ => self.day_of("Z19", end, &mut why)?,
        };
        let transfer_rule = if status == ReportStatus::Late && !missed { "Z22" } else { "Z21" };
        let transfer_by = self.day_of(transfer_rule, request_by, &mut why)?;
        let explanations_by = match (status, input.filed) {
            (ReportStatus::Late, Some(filed)) => Some(self.day_of("Z16", filed, &mut why)?),
            _ => None,
        };
        let pay_by = match (status, input.explained) {
            (ReportStatus::Late, Some(day)) => Some(self.day_of("Z17", day, &mut why)?),
            (ReportStatus::Late | ReportStatus::TooLate, _) => None,
            _ => Some(self.day_of("Z15", end, &mut why)?),
        };
        if status == ReportStatus::TooLate {
            let rule = self.book().newest("assistance.late.beyond")?;
            why.step_by(rule, format!("{}.", rule.title));
        }
        let first_next = date(number(end) + 1);
        let warn_day = self.assistance.reports.warn_from.around(number(end)).value;
        let warn_from = date(number(first_next) + i32::from(warn_day) - 1);
        Ok(ReportTimeline {
            status,
            due,
            warn_from,
            late_until,
            explanations_by,
            pay_by,
            request_by,
            next_request: missed,
            transfer_by,
            treasury_warning: pay_by.is_some_and(|pay| pay < transfer_by),
            derivation: why,
        })
    }

    fn late_until(&self, due: Date, end: Date, why: &mut Derivation) -> Result<Date, LawError> {
        let rules = &self.assistance.reports;
        let start = if rules.after_term.around(number(end)).value { due } else { end };
        let raw = number(start) + rules.late_days;
        let moves = rules.late_moves.around(number(end)).value;
        let day = if moves { self.calendar().forward(raw) } else { raw };
        let rule = self.book().newest("assistance.late.days")?;
        let text = format!(
            "Закъснение до {} дни след {}: до {}.",
            rules.late_days,
            written(start),
            written(date(day))
        );
        why.step_by(rule, text);
        why.cite(self.book().newest("reading.F5")?);
        if day != raw {
            why.cite(self.book().newest("reading.F5.move")?);
        }
        Ok(date(day))
    }

    fn day_of(&self, id: &str, from: Date, why: &mut Derivation) -> Result<Date, LawError> {
        let due = self.due(id, from, &[])?;
        let day = due.due.ok_or_else(|| LawError::NotATerm(id.to_owned()))?;
        let rule = self.book().at(id, from)?;
        why.step_by(rule, format!("{id}: {} – до {}.", rule.title, written(day)));
        Ok(day)
    }
}
