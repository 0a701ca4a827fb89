//! The office decides: explanations of a late report, acceptance, return, refusal, correction.

use super::ReportId;
use super::course::{Move, State};
use super::filing::{self, Written, refused, sealed, signed, step, told};
use super::load::{Book, Entry, Report, Said};
use super::store::{hour_report, hour_step};
use super::treatment::followed;
use kit::store::{StoreError, Tx};
use kit::types::Day;
use kit::web::Problem;
use law::{Law, Month, ReportInput, ReportStatus, ReportTimeline};
use sea_orm::Set;

/// Whose explanations the law asks for; the step has the kind `explained-<code>`.
pub const EXPLAINERS: [&str; 2] = ["assistant", "user"];

/// The day of each explanation, and the later one when both are here.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Explained {
    /// Of the assistant.
    pub assistant: Option<Day>,
    /// Of the user.
    pub user: Option<Day>,
}

impl Explained {
    /// Of the steps of a report.
    #[must_use]
    pub fn of(steps: &[(hour_step::Model, Said)]) -> Explained {
        let day = |kind: &str| {
            steps.iter().rfind(|(row, _)| row.kind == kind).map(|(row, _)| row.held_on)
        };
        Explained { assistant: day("explained-assistant"), user: day("explained-user") }
    }

    /// The day on which both were here.
    #[must_use]
    pub fn both(self) -> Option<Day> {
        self.assistant.zip(self.user).map(|(one, other)| one.max(other))
    }
}

/// The days of a report by the law.
///
/// # Errors
/// When the days contradict each other.
pub fn timeline(
    law: &Law,
    report: &Report,
    explained: Explained,
) -> Result<ReportTimeline, StoreError> {
    let filed = report.row.filed_on;
    let explained = explained.both().filter(|day| filed.is_some_and(|filed| *day >= filed));
    let input = ReportInput {
        month: report.month()?,
        filed: filed.map(|day| day.0),
        explained: explained.map(|day| day.0),
    };
    followed(law, &report.sheet, &input)
}

/// With which month the money is asked for, and of what class the report is. A correction, and what
/// missed its request, goes with the first request after it.
fn carried(
    law: &Law,
    month: Month,
    (line, decided): (&ReportTimeline, Option<Day>),
) -> Result<(Month, &'static str), StoreError> {
    if let Some(day) = decided.filter(|day| day.0 > line.request_by) {
        return Ok((first_request(law, day)?.max(month), "earlier"));
    }
    // After a treatment the first request in which the money can be is that of a later month.
    let asked = Month::of(line.request_by).plus(-1).max(month);
    Ok(match line.status {
        _ if line.next_request || asked > month => (asked, "earlier"),
        ReportStatus::Late => (month, "late"),
        _ => (month, "timely"),
    })
}

/// The month of the first request on a day or after it.
fn first_request(law: &Law, day: Day) -> Result<Month, StoreError> {
    let before = Month::of(day.0).plus(-1);
    let input = ReportInput { month: before, filed: None, explained: None };
    let line = law.report(&input).map_err(|e| StoreError::Other(e.to_string()))?;
    Ok(if day.0 <= line.request_by { before } else { Month::of(day.0) })
}

/// Writes the explanations of one of the two.
///
/// # Errors
/// When the report is not late.
pub async fn explain(
    tx: &mut Tx,
    (entry, report): (&Entry, &Report),
    (who, on): (&str, Day),
    text: &str,
) -> Result<(), Problem> {
    if report.state != State::Late && report.state != State::Manual {
        return Err(refused("hours-refused-not-late"));
    }
    if on > tx.today() || report.row.filed_on.is_some_and(|filed| on < filed) {
        return Err(refused("hours-refused-explained"));
    }
    let (kind, name) = match who {
        "user" => ("explained-user", entry.user.name.clone()),
        _ => ("explained-assistant", entry.assistant.name.clone()),
    };
    step(tx, report.row.id, (kind, on), &Said { text: text.to_owned(), name }).await?;
    tx.audit(
        kit::audit::Entry::write("hours-explained", report.row.id.0).about(Some(entry.user.id.0)),
    );
    Ok(())
}

/// Accepts a report: its hours count from here on. One that is late wants the explanations of both
/// and a reason, one that is too late a reason.
///
/// # Errors
/// When it was not filed, something stops it, or explanations or reason are missing.
pub async fn accept(
    tx: &mut Tx,
    law: &Law,
    (book, entry, report): (&Book, &Entry, &Report),
    reason: &str,
) -> Result<(), Problem> {
    let next = report.state.after(Move::Accept).ok_or(refused("hours-refused-state"))?;
    let explained = Explained::of(&super::load::steps(tx, report.row.id).await?);
    if report.state == State::Late && explained.both().is_none() {
        return Err(refused("hours-refused-unexplained"));
    }
    if report.state != State::Confirmed && reason.is_empty() {
        return Err(refused("hours-refused-reason"));
    }
    filing::may_be_sent(law, (book, entry), &report.sheet)?;
    let line = timeline(law, report, explained)?;
    let before = entry.accepted().filter(|one| one.row.id != report.row.id);
    let today = tx.today();
    let corrected = before.map(|_| today);
    let (pays_in, class) = carried(law, book.month, (&line, corrected))?;
    let counted = entry.counts(law, &report.sheet);
    let mut sheet = report.sheet.clone();
    sheet.steps = counted.steps;
    let id = report.row.id;
    let active = hour_report::ActiveModel {
        state: Set(next.code().to_owned()),
        accepted_on: Set(Some(today)),
        counted: Set(signed(counted.minutes)),
        is_flat: Set(counted.is_flat),
        agreed: Set(signed(entry.contract.hours * 60)),
        years: Set(signed(entry.contract.years)),
        class: Set(class.to_owned()),
        pays_in: Set(pays_in.to_string()),
        content_sealed: Set(sealed(tx, ("hour_report", id.0), &sheet)?),
        ..Default::default()
    };
    tx.update::<hour_report::Entity>(id, report.row.version, active).await?;
    if let Some(old) = before {
        let active =
            hour_report::ActiveModel { replaced_at: Set(Some(tx.now())), ..Default::default() };
        tx.update::<hour_report::Entity>(old.row.id, old.row.version, active).await?;
    }
    step(tx, id, ("accepted", today), &Said { text: reason.to_owned(), ..Said::default() }).await?;
    told(tx, entry, ("hours-accepted", book.month)).await?;
    Ok(())
}

/// Sends a report back, or refuses it; both with a reason.
///
/// # Errors
/// When it does not lie with the office, or there is no reason.
pub async fn close(
    tx: &mut Tx,
    (book, entry, report): (&Book, &Entry, &Report),
    (what, reason): (Move, &str),
) -> Result<(), Problem> {
    let next = report.state.after(what).ok_or(refused("hours-refused-state"))?;
    if reason.is_empty() {
        return Err(refused("hours-refused-reason"));
    }
    let active =
        hour_report::ActiveModel { state: Set(next.code().to_owned()), ..Default::default() };
    tx.update::<hour_report::Entity>(report.row.id, report.row.version, active).await?;
    let (kind, event) = match next {
        State::Returned => ("returned", "hours-returned"),
        _ => ("refused", "hours-refused"),
    };
    let (today, said) = (tx.today(), Said { text: reason.to_owned(), ..Said::default() });
    step(tx, report.row.id, (kind, today), &said).await?;
    told(tx, entry, (event, book.month)).await?;
    Ok(())
}

/// Begins a correction of an accepted or refused report: the next attempt, with the old days. The
/// accepted one counts until the new one is accepted.
///
/// # Errors
/// When the last attempt is still under way, or there is no reason.
pub async fn correct(
    tx: &mut Tx,
    (book, entry): (&Book, &Entry),
    reason: &str,
) -> Result<ReportId, Problem> {
    let last = entry.last().filter(|one| matches!(one.state, State::Accepted | State::Refused));
    let last = last.ok_or(refused("hours-refused-state"))?;
    if reason.is_empty() {
        return Err(refused("hours-refused-reason"));
    }
    let mut sheet = last.sheet.clone();
    sheet.steps.clear();
    sheet.signed = super::sheet::Signed::default();
    reason.clone_into(&mut sheet.why);
    let new = Written { sheet, via: "clerk", village: String::new() };
    let id = filing::begin(tx, (book, entry), &new).await?;
    let (today, said) = (tx.today(), Said { text: reason.to_owned(), ..Said::default() });
    step(tx, id, ("corrected", today), &said).await?;
    Ok(id)
}
