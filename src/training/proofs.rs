//! What counts towards a result: trainings held, employees trained, supervised, made more skilled; and
//! what each employee attended on which day, for those who look for hours that were paid twice.

use super::content::opened;
use super::frame::{self, HOME, bg_with, name_of};
use super::load::Seminar;
use super::paper::{CERTIFICATE, Issued, facts};
use super::store::{
    supervision, supervision_meeting, supervision_person, training_attendance, training_day,
    training_paper, training_seminar,
};
use super::{MeetingId, SeminarId, SupervisionId, TrainingDayId, load};
use crate::projects::ProjectId;
use crate::proof::{Proof, Span};
use crate::workforce::{EmployeeId, EmployeeName};
use kit::store::{StoreError, Tx};
use kit::types::{Day, Instant};
use sea_orm::{ColumnTrait, QueryFilter, QueryOrder};
use std::collections::HashMap;

/// What can be counted here.
pub const COUNTED: &[&str] = &["trainings", "trained", "supervisions", "supervised", "skilled"];

/// The records behind a number.
///
/// # Errors
/// When the database does not answer.
pub async fn proofs(tx: &Tx, counted: &str, span: &Span) -> Result<Vec<Proof>, StoreError> {
    match counted {
        "trainings" => trainings(tx, span).await,
        "trained" => trained(tx, span).await,
        "supervisions" => supervised(tx, span, false).await,
        "supervised" => supervised(tx, span, true).await,
        "skilled" => {
            let mut all = certified(tx, span).await?;
            all.extend(supervised(tx, span, true).await?);
            all.sort_by(|a, b| (a.day, &a.once, &a.href).cmp(&(b.day, &b.once, &b.href)));
            Ok(all)
        }
        _ => Ok(Vec::new()),
    }
}

fn is_of(span: &Span, project: Option<ProjectId>) -> bool {
    span.project.is_none_or(|wanted| project.is_some_and(|id| id.0 == wanted))
}

/// A seminar that was held and stood at the moment that is asked about.
fn stood(span: &Span, row: &training_seminar::Model) -> bool {
    let held = row.held_at.is_some_and(|at| at <= span.known_at);
    held && row.revoked_at.is_none_or(|at| at > span.known_at) && is_of(span, row.project_id)
}

/// The seminars whose last day is in a span, oldest first.
async fn seminars(tx: &Tx, span: &Span) -> Result<Vec<Seminar>, StoreError> {
    use training_seminar::{Column, Entity};
    let rows = tx.find::<Entity>().filter(Column::LastDay.gte(span.from));
    let rows = rows.filter(Column::FirstDay.lte(span.to)).order_by_asc(Column::Id);
    let read = |row: training_seminar::Model| {
        let content = opened(tx, ("training_seminar", row.id.0), &row.content_sealed)?;
        Ok(Seminar { row, content })
    };
    rows.all(tx.conn()).await?.into_iter().map(read).collect()
}

async fn trainings(tx: &Tx, span: &Span) -> Result<Vec<Proof>, StoreError> {
    let mut all = seminars(tx, span).await?;
    all.retain(|one| stood(span, &one.row) && one.row.last_day <= span.to);
    let proof = |one: Seminar| Proof {
        once: format!("training-{}", one.row.id),
        label: one.row.title,
        day: one.row.last_day,
        href: format!("{HOME}/seminars/{}", one.row.id),
        amount: 1,
    };
    Ok(all.into_iter().map(proof).collect())
}

/// A proof of an employee: counted once however often they came.
fn of_employee(
    names: &HashMap<EmployeeId, EmployeeName>,
    employee: EmployeeId,
    (what, day, href): (&str, Day, String),
) -> Proof {
    let args = [("name", name_of(names, employee)), ("what", what.to_owned())];
    let label = bg_with("training-proof-employee", &args);
    Proof { once: format!("employee-{employee}"), label, day, href, amount: 1 }
}

/// Who attended a seminar that was held: by the first day on which they did.
async fn trained(tx: &Tx, span: &Span) -> Result<Vec<Proof>, StoreError> {
    use training_attendance::{Column, Entity};
    let mut held = seminars(tx, span).await?;
    held.retain(|one| stood(span, &one.row));
    let ids: Vec<SeminarId> = held.iter().map(|one| one.row.id).collect();
    let titles: HashMap<SeminarId, &str> =
        held.iter().map(|one| (one.row.id, one.row.title.as_str())).collect();
    let days = days(tx, &ids).await?;
    let rows = tx.find::<Entity>().filter(Column::SeminarId.is_in(ids));
    let rows = rows.order_by_asc(Column::Id).all(tx.conn()).await?;
    let mut first: HashMap<(SeminarId, EmployeeId), Day> = HashMap::new();
    for row in rows {
        let Some(day) = days.get(&row.day_id).map(|day| day.day) else { continue };
        if !span.holds(day, row.entered_at, row.revoked_at) {
            continue;
        }
        let known = first.entry((row.seminar_id, row.employee_id)).or_insert(day);
        *known = day.min(*known);
    }
    let names = frame::names(tx, first.keys().map(|(_, employee)| *employee)).await?;
    let proof = |((seminar, employee), day): ((SeminarId, EmployeeId), Day)| {
        let title = titles.get(&seminar).copied().unwrap_or_default();
        of_employee(&names, employee, (title, day, format!("{HOME}/seminars/{seminar}")))
    };
    let mut all: Vec<Proof> = first.into_iter().map(proof).collect();
    all.sort_by(|a, b| (a.day, &a.once, &a.href).cmp(&(b.day, &b.once, &b.href)));
    Ok(all)
}

/// The days of some seminars by their id.
///
/// # Errors
/// When the database does not answer.
pub async fn days(
    tx: &Tx,
    ids: &[SeminarId],
) -> Result<HashMap<TrainingDayId, training_day::Model>, StoreError> {
    use training_day::{Column, Entity};
    let rows = tx.find::<Entity>().filter(Column::SeminarId.is_in(ids.iter().copied()));
    Ok(rows.all(tx.conn()).await?.into_iter().map(|row| (row.id, row)).collect())
}

/// Who was given a certificate. It counts on the last day of the seminar.
async fn certified(tx: &Tx, span: &Span) -> Result<Vec<Proof>, StoreError> {
    use training_paper::{Column, Entity};
    let mut held = seminars(tx, span).await?;
    held.retain(|one| stood(span, &one.row));
    let held: HashMap<SeminarId, Seminar> = held.into_iter().map(|one| (one.row.id, one)).collect();
    let rows = tx.find::<Entity>().filter(Column::SeminarId.is_in(held.keys().copied()));
    let rows = rows.filter(Column::Kind.eq(CERTIFICATE)).order_by_asc(Column::Id);
    let rows = facts(rows).all(tx.conn()).await?;
    let names = frame::names(tx, rows.iter().filter_map(|row| row.employee_id)).await?;
    let proof = |row: Issued| {
        let (seminar, employee) = (held.get(&row.seminar_id)?, row.employee_id?);
        let day = seminar.row.last_day;
        if !span.holds(day, row.entered_at, row.revoked_at) {
            return None;
        }
        let href = format!("{HOME}/seminars/{}", row.seminar_id);
        Some(of_employee(&names, employee, (&seminar.row.title, day, href)))
    };
    Ok(rows.into_iter().filter_map(proof).collect())
}

/// The supervisions of the municipality by their id.
async fn guided(tx: &Tx) -> Result<HashMap<SupervisionId, supervision::Model>, StoreError> {
    let rows = tx.find::<supervision::Entity>().all(tx.conn()).await?;
    Ok(rows.into_iter().map(|row| (row.id, row)).collect())
}

/// The meetings between two days, oldest first.
async fn meetings(
    tx: &Tx,
    (from, to): (Day, Day),
) -> Result<Vec<supervision_meeting::Model>, StoreError> {
    use supervision_meeting::{Column, Entity};
    let rows = tx.find::<Entity>().filter(Column::Day.between(from, to));
    Ok(rows.order_by_asc(Column::Day).order_by_asc(Column::Id).all(tx.conn()).await?)
}

/// Supervisions with a meeting that stands, or who was at one.
async fn supervised(tx: &Tx, span: &Span, people: bool) -> Result<Vec<Proof>, StoreError> {
    let known = guided(tx).await?;
    let stands = |row: &supervision_meeting::Model| {
        let of = known.get(&row.supervision_id);
        span.holds(row.day, row.entered_at, row.revoked_at)
            && of.is_some_and(|of| of.revoked_at.is_none_or(|at: Instant| at > span.known_at))
            && of.is_some_and(|of| is_of(span, of.project_id))
    };
    let mut met = meetings(tx, (span.from, span.to)).await?;
    met.retain(stands);
    let kind = |id: SupervisionId| known.get(&id).map_or("group", |row| row.kind.as_str());
    let label = |id| frame::bg(&format!("training-supervision-{}", kind(id)));
    let href = |id: SupervisionId| format!("{HOME}/supervision/{id}");
    if !people {
        let proof = |row: supervision_meeting::Model| Proof {
            once: format!("supervision-{}", row.supervision_id),
            label: label(row.supervision_id),
            day: row.day,
            href: href(row.supervision_id),
            amount: 1,
        };
        return Ok(met.into_iter().map(proof).collect());
    }
    let by_id: HashMap<MeetingId, &supervision_meeting::Model> =
        met.iter().map(|row| (row.id, row)).collect();
    let ids: Vec<MeetingId> = met.iter().map(|row| row.id).collect();
    let rows = load::present(tx, &ids).await?;
    let names = frame::names(tx, rows.iter().map(|row| row.employee_id)).await?;
    let proof = |row: supervision_person::Model| {
        let meeting = by_id.get(&row.meeting_id)?;
        let id = meeting.supervision_id;
        Some(of_employee(&names, row.employee_id, (&label(id), meeting.day, href(id))))
    };
    Ok(rows.into_iter().filter_map(proof).collect())
}

/// What an employee attended on a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attended {
    /// Who.
    pub employee: EmployeeId,
    /// When.
    pub day: Day,
    /// The title of the seminar, or which supervision.
    pub what: String,
    /// Academic hours.
    pub hours: i64,
    /// By whose money.
    pub project: Option<i64>,
}

/// What employees attended between two days, as it stands now: seminars and meetings of supervision.
///
/// # Errors
/// When the database does not answer.
pub async fn attended(tx: &Tx, from: Day, to: Day) -> Result<Vec<Attended>, StoreError> {
    use training_seminar::Column;
    let rows = tx.find::<training_seminar::Entity>().filter(Column::LastDay.gte(from));
    let rows = rows.filter(Column::FirstDay.lte(to)).filter(Column::RevokedAt.is_null());
    let held = rows.all(tx.conn()).await?;
    let ids: Vec<SeminarId> = held.iter().map(|row| row.id).collect();
    let held: HashMap<SeminarId, training_seminar::Model> =
        held.into_iter().map(|row| (row.id, row)).collect();
    let days = days(tx, &ids).await?;
    let came = load::attendance(tx, &ids).await?;
    let of_seminar = |row: training_attendance::Model| {
        let (seminar, day) = (held.get(&row.seminar_id)?, days.get(&row.day_id)?.day);
        Some(Attended {
            employee: row.employee_id,
            day,
            what: seminar.title.clone(),
            hours: i64::from(row.hours),
            project: seminar.project_id.map(|id| id.0),
        })
    };
    let mut all: Vec<Attended> = came.into_iter().filter_map(of_seminar).collect();
    let known = guided(tx).await?;
    let mut met = meetings(tx, (from, to)).await?;
    met.retain(|row| row.revoked_at.is_none());
    let ids: Vec<MeetingId> = met.iter().map(|row| row.id).collect();
    let met: HashMap<MeetingId, supervision_meeting::Model> =
        met.into_iter().map(|row| (row.id, row)).collect();
    let of_meeting = |row: supervision_person::Model| {
        let meeting = met.get(&row.meeting_id)?;
        let of = known.get(&meeting.supervision_id).filter(|of| of.revoked_at.is_none())?;
        Some(Attended {
            employee: row.employee_id,
            day: meeting.day,
            what: frame::bg(&format!("training-supervision-{}", of.kind)),
            hours: i64::from(meeting.hours),
            project: of.project_id.map(|id| id.0),
        })
    };
    all.extend(load::present(tx, &ids).await?.into_iter().filter_map(of_meeting));
    all.retain(|one| from <= one.day && one.day <= to);
    all.sort_by_key(|one| (one.day, one.employee));
    Ok(all)
}
