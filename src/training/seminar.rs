//! A course as it is given once: entering it with its programme, noting that it was held with the
//! certificates that follow, revoking it.

use super::content::{Held, sealed};
use super::frame::{self, Press};
use super::load::{self, Seminar};
use super::paper;
use super::programme::{Planned, is_enough, same_name};
use super::store::{training_course, training_day, training_seminar};
use super::{SeminarId, TrainingDayId};
use crate::projects::ProjectId;
use crate::workforce::{EmployeeId, EmployeeName};
use kit::audit::Entry;
use kit::crypto::random_bytes;
use kit::store::{StoreError, Tx};
use kit::types::Day;
use kit::web::Problem;
use sea_orm::{IntoActiveModel, Set};
use std::collections::BTreeMap;

/// A seminar as it is entered.
#[derive(Clone, Debug, Default)]
pub struct NewSeminar {
    /// The seminar that this one stands for; it was revoked.
    pub after: Option<SeminarId>,
    /// By whose money.
    pub project: Option<ProjectId>,
    /// A code of `FUNDINGS`.
    pub funding: String,
    /// By whom, when they are an employee.
    pub trainer: Option<EmployeeId>,
    /// Where, by whom else.
    pub content: Held,
    /// The programme, checked.
    pub days: Vec<Planned>,
}

/// A code that is shown in the room: six digits.
fn code() -> String {
    let number = u32::from_le_bytes(random_bytes::<4>()) % 1_000_000;
    format!("{number:06}")
}

/// Enters a seminar of a course with its programme.
///
/// # Errors
/// When there is no day, or the database refuses.
pub async fn add(
    tx: &mut Tx,
    course: &training_course::Model,
    new: &NewSeminar,
) -> Result<SeminarId, Problem> {
    let days: Vec<Day> = new.days.iter().filter_map(|one| one.day).collect();
    let (Some(first), Some(last)) = (days.iter().min(), days.iter().max()) else {
        return Err(Problem::Impossible("training-refused-days"));
    };
    let id = SeminarId(tx.new_id());
    let hours = super::programme::hours(&new.days);
    let row = training_seminar::Model {
        municipality_id: tx.municipality(),
        id,
        course_id: course.id,
        after_id: new.after,
        kind: course.kind.clone(),
        title: course.title.clone(),
        project_id: new.project,
        funding: new.funding.clone(),
        trainer_id: new.trainer,
        first_day: *first,
        last_day: *last,
        hours: i32::try_from(hours).unwrap_or(0),
        share: course.share,
        content_sealed: sealed(tx, ("training_seminar", id.0), &new.content)?,
        entered_at: tx.now(),
        held_at: None,
        revoked_at: None,
        account_name: tx.actor().name.to_string(),
        version: 1,
    };
    tx.insert(row.into_active_model()).await?;
    for one in &new.days {
        let Some(day) = one.day else { continue };
        let row = training_day::Model {
            municipality_id: tx.municipality(),
            id: TrainingDayId(tx.new_id()),
            seminar_id: id,
            day,
            hours: i32::try_from(one.hours).unwrap_or(0),
            begins: one.begins.clone(),
            themes: one.themes.clone(),
            code: code(),
        };
        tx.insert(row.into_active_model()).await?;
    }
    tx.audit(Entry::write("training-seminar", id.0));
    Ok(id)
}

/// Whether somebody gives the seminar: they are no participant of it.
#[must_use]
pub fn is_trainer(seminar: &Seminar, one: &EmployeeName) -> bool {
    seminar.row.trainer_id == Some(one.id) || same_name(&seminar.content.trainer, &one.name)
}

/// Name of whoever gives the seminar.
///
/// # Errors
/// When the database does not answer.
pub async fn trainer(tx: &Tx, seminar: &Seminar) -> Result<String, StoreError> {
    let Some(id) = seminar.row.trainer_id else { return Ok(seminar.content.trainer.clone()) };
    Ok(frame::name_of(&frame::names(tx, [id]).await?, id))
}

/// What each participant attended, in academic hours.
///
/// # Errors
/// When the database does not answer.
pub async fn attended(tx: &Tx, id: SeminarId) -> Result<BTreeMap<EmployeeId, i64>, StoreError> {
    let mut hours: BTreeMap<EmployeeId, i64> = BTreeMap::new();
    for row in load::attendance(tx, &[id]).await? {
        *hours.entry(row.employee_id).or_default() += i64::from(row.hours);
    }
    Ok(hours)
}

/// Notes that a seminar was held: whoever attended enough gets a certificate. Tells how many did.
///
/// # Errors
/// When it is not over, was noted before, or nobody came.
pub async fn close(
    tx: &mut Tx,
    seminar: &Seminar,
    (press, names): (&Press, &[EmployeeName]),
) -> Result<usize, Problem> {
    if !seminar.is_open() || seminar.row.last_day > tx.today() {
        return Err(Problem::Impossible("training-refused-close"));
    }
    let hours = attended(tx, seminar.row.id).await?;
    if hours.is_empty() {
        return Err(Problem::Impossible("training-refused-nobody"));
    }
    let (total, least) = (i64::from(seminar.row.hours), i64::from(seminar.row.share));
    let batch = paper::batch(tx, press, seminar).await?;
    let mut given = 0;
    for (employee, attended) in hours {
        let Some(who) = names.iter().find(|one| one.id == employee) else { continue };
        if !is_enough(attended, total, least) || is_trainer(seminar, who) {
            continue;
        }
        paper::certify(tx, press, (&batch, who, attended)).await?;
        given += 1;
    }
    let (id, version) = (seminar.row.id, seminar.row.version);
    let active =
        training_seminar::ActiveModel { held_at: Set(Some(tx.now())), ..Default::default() };
    tx.update::<training_seminar::Entity>(id, version, active).await?;
    tx.audit(Entry::write("training-held", id.0));
    Ok(given)
}

/// Changes where, by whom and on what contract a seminar is given. Its days and its money stay.
///
/// # Errors
/// When it was held or revoked, or somebody else saved meanwhile.
pub async fn change(tx: &mut Tx, new: &Seminar) -> Result<(), Problem> {
    if !new.is_open() {
        return Err(Problem::Impossible("training-refused-over"));
    }
    let id = new.row.id;
    let active = training_seminar::ActiveModel {
        trainer_id: Set(new.row.trainer_id),
        content_sealed: Set(sealed(tx, ("training_seminar", id.0), &new.content)?),
        ..Default::default()
    };
    tx.update::<training_seminar::Entity>(id, new.row.version, active).await?;
    tx.audit(Entry::write("training-seminar", id.0));
    Ok(())
}

/// Revokes a seminar that was entered wrongly, with its certificates: what was counted by it stays as it
/// was until today.
///
/// # Errors
/// When it was revoked before.
pub async fn revoke(tx: &mut Tx, seminar: &Seminar, why: &str) -> Result<(), Problem> {
    if seminar.row.revoked_at.is_some() {
        return Err(Problem::Impossible("training-refused-revoked"));
    }
    let id = seminar.row.id;
    for row in paper::of_seminar(tx, id).await? {
        if row.revoked_at.is_none() {
            paper::revoke(tx, &row, why).await?;
        }
    }
    let content = Held { why: why.to_owned(), ..seminar.content.clone() };
    let active = training_seminar::ActiveModel {
        revoked_at: Set(Some(tx.now())),
        content_sealed: Set(sealed(tx, ("training_seminar", id.0), &content)?),
        ..Default::default()
    };
    tx.update::<training_seminar::Entity>(id, seminar.row.version, active).await?;
    tx.audit(Entry::write("training-revoked", id.0));
    Ok(())
}
