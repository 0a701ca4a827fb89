//! The report of an assistant about one person in a month: visits, who confirmed them, what the
//! office said. What does not fit is found from the plan, the exclusions and the other reports.

use super::ReportId;
use super::place::Place;
use super::store::{homecare_report, homecare_step};
use super::week::{self, Visit};
use kit::audit::Entry;
use kit::store::{Event, StoreError, Tx};
use kit::types::Day;
use kit::web::Problem;
use sea_orm::{ColumnTrait, QueryFilter, QueryOrder, Set};
use serde::{Deserialize, Serialize};

/// Who may confirm. Words have the key `homecare-confirmed-<code>`.
pub const CONFIRMS: [&str; 2] = ["person", "representative"];

/// Who confirmed a report, and how.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Confirmed {
    /// A code of [`CONFIRMS`].
    pub who: String,
    /// Their name.
    pub name: String,
    /// `paper`: the office has it signed; `mark`: the name was put on the assistant's telephone.
    pub how: String,
    /// The day.
    pub on: Day,
}

/// The sealed part.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Content {
    /// The visits, by day and time.
    pub visits: Vec<Visit>,
    /// Who confirmed them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub confirmed: Option<Confirmed>,
}

/// A report, opened.
#[derive(Clone, Debug)]
pub struct Report {
    /// The row.
    pub row: homecare_report::Model,
    /// Visits and confirmation.
    pub content: Content,
}

impl Report {
    /// Visits may be entered.
    #[must_use]
    pub fn is_open(&self) -> bool {
        matches!(self.row.state.as_str(), "draft" | "returned")
    }
}

/// Who does it: an account of the office, or the assistant on a telephone.
#[derive(Clone, Copy, Debug)]
pub struct By<'a> {
    /// The name.
    pub name: &'a str,
    /// `office` or `phone`.
    pub via: &'static str,
}

/// Opens a row.
///
/// # Errors
/// When it cannot be opened.
pub fn opened(tx: &Tx, row: homecare_report::Model) -> Result<Report, StoreError> {
    let content =
        tx.open_json("homecare_report", "content_sealed", row.id.0, &row.content_sealed)?;
    Ok(Report { row, content })
}

/// One report.
///
/// # Errors
/// [`StoreError::NotFound`] when there is none.
pub async fn one(tx: &Tx, id: ReportId) -> Result<Report, StoreError> {
    use homecare_report::Column;
    let row = tx.find::<homecare_report::Entity>().filter(Column::Id.eq(id)).one(tx.conn()).await?;
    opened(tx, row.ok_or(StoreError::NotFound)?)
}

/// Writes the visits of a report; `version` is that of the report which was shown, 0 for none.
///
/// # Errors
/// [`StoreError::Conflict`] when somebody wrote meanwhile; when the report or the month is closed.
pub async fn save(
    tx: &mut Tx,
    place: &Place,
    (mut visits, version): (Vec<Visit>, i32),
    by: By<'_>,
) -> Result<ReportId, Problem> {
    if place.is_closed {
        return Err(Problem::Impossible("homecare-refused-closed"));
    }
    if !place.is_open() {
        return Err(Problem::Impossible("homecare-refused-sent"));
    }
    visits.sort_by_key(|visit| (visit.day, visit.from));
    let (minutes, days) = week::sums(&visits);
    let content = Content { visits, confirmed: None };
    let id = match &place.report {
        Some(report) => report.row.id,
        None => ReportId(tx.new_id()),
    };
    let mut row = homecare_report::ActiveModel {
        minutes: Set(i32::try_from(minutes).unwrap_or(i32::MAX)),
        days: Set(i32::try_from(days).unwrap_or(i32::MAX)),
        content_sealed: Set(sealed(tx, id, &content)?),
        changed_at: Set(tx.now()),
        account_name: Set(by.name.to_owned()),
        ..Default::default()
    };
    if place.report.is_some() {
        tx.update::<homecare_report::Entity>(id, version, row).await?;
    } else {
        row.municipality_id = Set(tx.municipality());
        row.id = Set(id);
        row.placement_id = Set(place.line.of.placement);
        row.service_id = Set(place.line.of.service);
        row.assistant_id = Set(place.assistant.row.id);
        row.month = Set(place.month.to_string());
        row.state = Set("draft".to_owned());
        row.version = Set(1);
        match tx.insert(row).await {
            Err(StoreError::Duplicate(_)) => return Err(StoreError::Conflict.into()),
            other => other?,
        }
        step(tx, id, ("begun", ""), by).await?;
    }
    let subject = Some(place.line.of.person.0);
    tx.audit(Entry::write("homecare-report-saved", id.0).about(subject));
    Ok(id)
}

fn sealed(tx: &Tx, id: ReportId, content: &Content) -> Result<Vec<u8>, StoreError> {
    tx.seal_json("homecare_report", "content_sealed", id.0, content)
}

/// Notes what happened to a report.
async fn step(
    tx: &Tx,
    id: ReportId,
    (kind, note): (&str, &str),
    by: By<'_>,
) -> Result<(), StoreError> {
    let own = tx.new_id();
    let note_sealed = match note {
        "" => None,
        note => Some(tx.seal("homecare_step", "note_sealed", own, note)?),
    };
    tx.insert(homecare_step::ActiveModel {
        municipality_id: Set(tx.municipality()),
        id: Set(own),
        report_id: Set(id),
        kind: Set(kind.to_owned()),
        via: Set(by.via.to_owned()),
        at: Set(tx.now()),
        account_name: Set(by.name.to_owned()),
        note_sealed: Set(note_sealed),
    })
    .await
}

/// What happened to a report, the newest first: the code, who, when, the note.
pub async fn steps(
    tx: &Tx,
    id: ReportId,
) -> Result<Vec<(homecare_step::Model, String)>, StoreError> {
    use homecare_step::Column;
    let rows = tx.find::<homecare_step::Entity>().filter(Column::ReportId.eq(id));
    let rows = rows.order_by_desc(Column::Id).all(tx.conn()).await?;
    let opened = |row: homecare_step::Model| {
        let note = match &row.note_sealed {
            Some(sealed) => tx.open("homecare_step", "note_sealed", row.id, sealed)?,
            None => String::new(),
        };
        Ok((row, note))
    };
    rows.into_iter().map(opened).collect()
}

/// A report changes its state: from which, to which, the code of the step, the event's kind.
struct Turn {
    from: &'static [&'static str],
    to: &'static str,
    event: &'static str,
}

const SENT: Turn = Turn { from: &["draft", "returned"], to: "sent", event: "homecare-report-sent" };
const APPROVED: Turn = Turn { from: &["sent"], to: "approved", event: "homecare-report-approved" };
const RETURNED: Turn =
    Turn { from: &["sent", "approved"], to: "returned", event: "homecare-report-returned" };

async fn turn(
    tx: &mut Tx,
    (place, turn): (&Place, &Turn),
    (content, note, version): (Option<Content>, &str, i32),
    by: By<'_>,
) -> Result<(), Problem> {
    let report = place.report.as_ref().ok_or(Problem::NotFound)?;
    if place.is_closed {
        return Err(Problem::Impossible("homecare-refused-closed"));
    }
    if !turn.from.contains(&report.row.state.as_str()) {
        return Err(Problem::Impossible("homecare-refused-state"));
    }
    let id = report.row.id;
    let mut row = homecare_report::ActiveModel {
        state: Set(turn.to.to_owned()),
        changed_at: Set(tx.now()),
        ..Default::default()
    };
    if let Some(content) = content {
        row.content_sealed = Set(sealed(tx, id, &content)?);
    }
    tx.update::<homecare_report::Entity>(id, version, row).await?;
    step(tx, id, (turn.to, note), by).await?;
    let data = vec![("month", super::frame::month_words(ui::Lang::Bg, place.month))];
    let person = Some(place.line.of.person.0);
    tx.event(Event { kind: turn.event, person, case: None, data }).await?;
    Ok(())
}

/// The report is confirmed by the person or who represents them, and goes to the office.
///
/// # Errors
/// When it has no visits, or its state does not allow it.
pub async fn send(
    tx: &mut Tx,
    place: &Place,
    (confirmed, version): (Confirmed, i32),
    by: By<'_>,
) -> Result<(), Problem> {
    if place.visits().is_empty() {
        return Err(Problem::Impossible("homecare-refused-empty"));
    }
    let content = Content { visits: place.visits().to_vec(), confirmed: Some(confirmed) };
    turn(tx, (place, &SENT), (Some(content), "", version), by).await
}

/// The office approves a report: nothing in it stands against the law or another report.
///
/// # Errors
/// When something does, or its state does not allow it.
pub async fn approve(tx: &mut Tx, place: &Place, version: i32, by: By<'_>) -> Result<(), Problem> {
    let faults = place.faults(place.visits());
    if faults.values().flatten().any(|fault| fault.stops()) {
        return Err(Problem::Impossible("homecare-refused-faults"));
    }
    turn(tx, (place, &APPROVED), (None, "", version), by).await
}

/// The office gives a report back with its reason.
///
/// # Errors
/// When its state does not allow it.
pub async fn give_back(
    tx: &mut Tx,
    place: &Place,
    (reason, version): (&str, i32),
    by: By<'_>,
) -> Result<(), Problem> {
    let content = Content { visits: place.visits().to_vec(), confirmed: None };
    turn(tx, (place, &RETURNED), (Some(content), reason, version), by).await
}
