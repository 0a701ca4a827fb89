//! Attendance: by the list of a day, by one's own address with the code of the day, from a spreadsheet.
//! A wrong record is revoked and entered anew.

use super::AttendanceId;
use super::load::{self, Seminar};
use super::seminar::is_trainer;
use super::store::{training_attendance, training_day, training_invited};
use crate::workforce::{EmployeeId, EmployeeName};
use kit::audit::Entry;
use kit::store::{StoreError, Tx};
use kit::web::Problem;
use sea_orm::{IntoActiveModel, Set};

/// How somebody's attendance was noted; words have the key `training-how-<code>`.
pub const HOWS: [&str; 3] = ["list", "qr", "sheet"];

/// Who was there on a day, and for how many of its hours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct There {
    /// Who.
    pub employee: EmployeeId,
    /// Academic hours.
    pub hours: i32,
}

/// Why a day cannot be noted; the key of the reason.
#[must_use]
pub fn refusal(
    seminar: &Seminar,
    (day, today): (&training_day::Model, kit::types::Day),
) -> Option<&'static str> {
    if !seminar.is_open() {
        return Some("training-refused-over");
    }
    (day.day > today).then_some("training-refused-ahead")
}

/// Notes who was there on a day. Who is noted already stays as they are; who was not invited, or gives
/// the seminar, is refused.
///
/// # Errors
/// As [`refusal`]; when somebody is no participant, or the hours are not those of the day.
pub async fn note(
    tx: &mut Tx,
    (seminar, day): (&Seminar, &training_day::Model),
    (there, how): (&[There], &'static str),
) -> Result<usize, Problem> {
    if let Some(key) = refusal(seminar, (day, tx.today())) {
        return Err(Problem::Impossible(key));
    }
    let invited = load::invited(tx, &[seminar.row.id]).await?;
    let known = load::attendance(tx, &[seminar.row.id]).await?;
    let mut made = 0;
    for (n, one) in there.iter().enumerate() {
        let is_invited = invited.iter().any(|row| row.employee_id == one.employee);
        let is_trainer = seminar.row.trainer_id == Some(one.employee);
        if !is_invited || is_trainer || !(1..=day.hours).contains(&one.hours) {
            return Err(Problem::Impossible("training-refused-participant"));
        }
        let is_known =
            known.iter().any(|row| row.day_id == day.id && row.employee_id == one.employee);
        if is_known || there[..n].iter().any(|before| before.employee == one.employee) {
            continue;
        }
        let row = training_attendance::Model {
            municipality_id: tx.municipality(),
            id: AttendanceId(tx.new_id()),
            seminar_id: seminar.row.id,
            day_id: day.id,
            employee_id: one.employee,
            hours: one.hours,
            how: how.to_owned(),
            turn: 0,
            why_sealed: Vec::new(),
            entered_at: tx.now(),
            revoked_at: None,
            account_name: tx.actor().name.to_string(),
            version: 1,
        };
        tx.insert(row.into_active_model()).await?;
        made += 1;
    }
    tx.audit(Entry::write("training-attendance", day.id.0));
    Ok(made)
}

/// Revokes a record that was wrong.
///
/// # Errors
/// When it was revoked before, or certificates were given by it.
pub async fn revoke(
    tx: &mut Tx,
    (seminar, row): (&Seminar, &training_attendance::Model),
    why: &str,
) -> Result<(), Problem> {
    if row.turn != 0 {
        return Err(Problem::Impossible("training-refused-revoked"));
    }
    if !seminar.is_open() {
        return Err(Problem::Impossible("training-refused-certified"));
    }
    let why = tx.seal("training_attendance", "why_sealed", row.id.0, why)?;
    let active = training_attendance::ActiveModel {
        turn: Set(row.id.0),
        why_sealed: Set(why),
        revoked_at: Set(Some(tx.now())),
        ..Default::default()
    };
    tx.update::<training_attendance::Entity>(row.id, row.version, active).await?;
    tx.audit(Entry::write("training-attendance-revoked", row.id.0));
    Ok(())
}

/// The participants of a seminar: who was invited and does not give it, by name.
///
/// # Errors
/// When the database does not answer.
pub async fn participants(
    tx: &Tx,
    seminar: &Seminar,
) -> Result<Vec<(training_invited::Model, EmployeeName)>, StoreError> {
    let rows = load::invited(tx, &[seminar.row.id]).await?;
    let mut names = super::frame::names(tx, rows.iter().map(|row| row.employee_id)).await?;
    let mut all: Vec<_> = rows
        .into_iter()
        .filter_map(|row| {
            let name = names.remove(&row.employee_id)?;
            Some((row, name))
        })
        .filter(|(_, name)| !is_trainer(seminar, name))
        .collect();
    all.sort_by_cached_key(|(_, name)| kit::search::plain(&name.name));
    Ok(all)
}
