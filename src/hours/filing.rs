//! A report is written, sent and confirmed. What was sent is never changed: a correction is the next
//! attempt. It counts as filed when both have signed (чл. 27, ал. 2 ЗЛП).

use super::course::{Move, State};
use super::load::{Book, Entry, Report, Said};
use super::sheet::{Sheet, Signed};
use super::store::{hour_report, hour_step};
use super::treatment::followed;
use super::{HourStepId, ReportId};
use kit::audit;
use kit::store::{Event, StoreError, Tx};
use kit::types::Day;
use kit::web::Problem;
use law::{Law, ReportInput};
use sea_orm::{IntoActiveModel, Set};

/// Days to be written down.
#[derive(Clone, Debug, Default)]
pub struct Written {
    /// Days and account.
    pub sheet: Sheet,
    /// How it came: `phone`, `bundle`, `paper`, `clerk`; the name has the key `hours-via-<code>`.
    pub via: &'static str,
    /// The village office that brought it.
    pub village: String,
}

/// A refusal in words.
pub fn refused(key: &'static str) -> Problem {
    Problem::Impossible(key)
}

/// Numbers of the database are signed.
pub fn signed(minutes: u32) -> i32 {
    i32::try_from(minutes).unwrap_or(i32::MAX)
}

pub(super) fn sealed<T: serde::Serialize>(
    tx: &Tx,
    (table, row): (&'static str, i64),
    content: &T,
) -> Result<Vec<u8>, StoreError> {
    tx.seal_json(table, "content_sealed", row, content)
}

/// Seals a name.
pub(super) fn sealed_text(
    tx: &Tx,
    (table, row): (&'static str, i64),
    text: &str,
) -> Result<Vec<u8>, StoreError> {
    tx.seal(table, "holder_sealed", row, text)
}

/// Writes down what was done with a report.
///
/// # Errors
/// When the database refuses.
pub async fn step(
    tx: &mut Tx,
    report: ReportId,
    (kind, on): (&'static str, Day),
    said: &Said,
) -> Result<(), StoreError> {
    let id = HourStepId(tx.new_id());
    let row = hour_step::Model {
        municipality_id: tx.municipality(),
        id,
        report_id: report,
        kind: kind.to_owned(),
        held_on: on,
        content_sealed: sealed(tx, ("hour_step", id.0), said)?,
        made_at: tx.now(),
        account_name: tx.actor().name.to_string(),
    };
    tx.insert(row.into_active_model()).await
}

/// Tells the timelines of user and assistant.
pub(super) async fn told(
    tx: &mut Tx,
    entry: &Entry,
    (kind, month): (&'static str, law::Month),
) -> Result<(), StoreError> {
    for person in [entry.user.id, entry.assistant.id] {
        let data = vec![("month", month.to_string())];
        tx.event(Event { kind, person: Some(person.0), case: None, data }).await?;
    }
    Ok(())
}

/// Keeps days as a draft: the open attempt, or the next one.
///
/// # Errors
/// When a report of the month was sent already, or the database refuses.
pub async fn save(
    tx: &mut Tx,
    (book, entry): (&Book, &Entry),
    new: &Written,
) -> Result<ReportId, Problem> {
    if !entry.may_write() {
        return Err(refused("hours-refused-twice"));
    }
    let planned = signed(entry.contract.planned());
    let worked = signed(new.sheet.worked());
    if let Some(draft) = entry.last().filter(|one| one.state == State::Draft) {
        let id = draft.row.id;
        let active = hour_report::ActiveModel {
            content_sealed: Set(sealed(tx, ("hour_report", id.0), &new.sheet)?),
            planned: Set(planned),
            worked: Set(worked),
            via: Set(new.via.to_owned()),
            village: Set(new.village.clone()),
            account_name: Set(tx.actor().name.to_string()),
            ..Default::default()
        };
        tx.update::<hour_report::Entity>(id, draft.row.version, active).await?;
        tx.audit(audit::Entry::write("hours-saved", id.0).about(Some(entry.user.id.0)));
        return Ok(id);
    }
    begin(tx, (book, entry), new).await
}

/// The next attempt.
pub(super) async fn begin(
    tx: &mut Tx,
    (book, entry): (&Book, &Entry),
    new: &Written,
) -> Result<ReportId, Problem> {
    let id = ReportId(tx.new_id());
    let contract = &entry.contract;
    let row = hour_report::Model {
        municipality_id: tx.municipality(),
        id,
        contract_id: contract.contract,
        agreement_id: contract.agreement,
        person_id: contract.user,
        assistant_id: contract.assistant,
        month: book.month.to_string(),
        attempt: entry.last().map_or(1, |one| one.row.attempt + 1),
        state: State::Draft.code().to_owned(),
        via: new.via.to_owned(),
        village: new.village.clone(),
        planned: signed(contract.planned()),
        worked: signed(new.sheet.worked()),
        agreed: signed(contract.hours * 60),
        counted: 0,
        years: signed(contract.years),
        is_flat: false,
        findings: 0,
        sent_on: None,
        filed_on: None,
        accepted_on: None,
        class: String::new(),
        pays_in: String::new(),
        content_sealed: sealed(tx, ("hour_report", id.0), &new.sheet)?,
        replaced_at: None,
        made_at: tx.now(),
        account_name: tx.actor().name.to_string(),
        version: 1,
    };
    match tx.insert(row.into_active_model()).await {
        Err(StoreError::Duplicate(_)) => return Err(refused("hours-refused-twice")),
        other => other?,
    }
    // An attempt that was sent back or refused stays as it was; the new one stands for it.
    if let Some(old) = entry.last().filter(|one| one.state != State::Accepted) {
        let active =
            hour_report::ActiveModel { replaced_at: Set(Some(tx.now())), ..Default::default() };
        tx.update::<hour_report::Entity>(old.row.id, old.row.version, active).await?;
    }
    tx.audit(audit::Entry::write("hours-begun", id.0).about(Some(entry.user.id.0)));
    Ok(id)
}

/// What stops days from being sent, in the words of the first finding.
///
/// # Errors
/// [`Problem::Impossible`] when something stops them.
pub fn may_be_sent(
    law: &Law,
    (book, entry): (&Book, &Entry),
    sheet: &Sheet,
) -> Result<(), Problem> {
    if sheet.worked() == 0 {
        return Err(refused("hours-refused-empty"));
    }
    let all = book.findings(law, entry, sheet);
    match all.iter().find(|one| one.kind.stops()) {
        Some(finding) => Err(refused(stop_key(finding.kind))),
        None => Ok(()),
    }
}

fn stop_key(kind: super::check::Kind) -> &'static str {
    use super::check::Kind;
    match kind {
        Kind::Month => "hours-refused-month",
        Kind::Term => "hours-refused-term",
        Kind::Death => "hours-refused-death",
        Kind::Overlap => "hours-refused-overlap",
        _ => "hours-refused-directive",
    }
}

/// Whether the work of a report was done by a day: nobody reports or confirms what is still to come.
pub(super) fn is_done_by(sheet: &Sheet, day: Day) -> bool {
    sheet.lines.iter().all(|line| line.minutes == 0 || line.day <= day)
}

/// The assistant sends a draft.
///
/// # Errors
/// When it is no draft, something stops it, or the month has not begun.
pub async fn send(
    tx: &mut Tx,
    law: &Law,
    (book, entry): (&Book, &Entry),
    report: &Report,
) -> Result<(), Problem> {
    let next = report.state.after(Move::Send).ok_or(refused("hours-refused-state"))?;
    if Day(book.month.first_day()) > tx.today() {
        return Err(refused("hours-refused-early"));
    }
    if !is_done_by(&report.sheet, tx.today()) {
        return Err(refused("hours-refused-future"));
    }
    may_be_sent(law, (book, entry), &report.sheet)?;
    let findings = book.findings(law, entry, &report.sheet).len();
    let active = hour_report::ActiveModel {
        state: Set(next.code().to_owned()),
        sent_on: Set(Some(tx.today())),
        findings: Set(i32::try_from(findings).unwrap_or(i32::MAX)),
        ..Default::default()
    };
    tx.update::<hour_report::Entity>(report.row.id, report.row.version, active).await?;
    let said = Said { name: entry.assistant.name.clone(), ..Said::default() };
    let today = tx.today();
    step(tx, report.row.id, ("sent", today), &said).await?;
    tx.audit(audit::Entry::write("hours-sent", report.row.id.0).about(Some(entry.user.id.0)));
    Ok(())
}

/// User or representative confirms, on the phone, with their number or on paper; from here on it is
/// filed. How late it is, the law says.
///
/// # Errors
/// When it was not sent, or was filed before it could be.
pub async fn confirm(
    tx: &mut Tx,
    law: &Law,
    (book, entry, report): (&Book, &Entry, &Report),
    (by, filed): (Signed, Day),
) -> Result<State, Problem> {
    if filed > tx.today() || filed < Day(book.month.first_day()) {
        return Err(refused("hours-refused-filed"));
    }
    if !is_done_by(&report.sheet, filed) {
        return Err(refused("hours-refused-future"));
    }
    let input = ReportInput { month: book.month, filed: Some(filed.0), explained: None };
    let line = followed(law, &report.sheet, &input)?;
    let next = report.state.after(Move::Confirm(line.status));
    let next = next.ok_or(refused("hours-refused-state"))?;
    let mut sheet = report.sheet.clone();
    let said = Said { name: by.name.clone(), ..Said::default() };
    let kind = match by.how.as_str() {
        "pin" => "confirmed-pin",
        "paper" => "confirmed-paper",
        _ => "confirmed-link",
    };
    sheet.signed = by;
    let id = report.row.id;
    let active = hour_report::ActiveModel {
        state: Set(next.code().to_owned()),
        filed_on: Set(Some(filed)),
        content_sealed: Set(sealed(tx, ("hour_report", id.0), &sheet)?),
        ..Default::default()
    };
    tx.update::<hour_report::Entity>(id, report.row.version, active).await?;
    step(tx, id, (kind, filed), &said).await?;
    told(tx, entry, ("hours-filed", book.month)).await?;
    Ok(next)
}
