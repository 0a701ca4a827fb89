//! Which certificates were renewed: whoever took the same course again has a later one, and nobody is
//! warned of the old one. Pure but for the reading of the courses.

use super::load;
use super::paper::Issued;
use super::{CourseId, SeminarId, TrainingPaperId};
use crate::workforce::EmployeeId;
use kit::store::{StoreError, Tx};
use kit::types::Day;
use std::collections::{HashMap, HashSet};

/// Of which course each seminar is.
pub type Courses = HashMap<SeminarId, CourseId>;

/// Until when a certificate holds, to be compared: one without an end holds longest.
fn end(row: &Issued) -> (bool, Option<Day>, i64) {
    (row.valid_until.is_none(), row.valid_until, row.id.0)
}

/// Which of some certificates were renewed by another of them. A revoked one renews nothing.
#[must_use]
pub fn renewed(rows: &[Issued], courses: &Courses) -> HashSet<TrainingPaperId> {
    let mut last: HashMap<(EmployeeId, CourseId), &Issued> = HashMap::new();
    let key = |row: &Issued| row.employee_id.zip(courses.get(&row.seminar_id).copied());
    for row in rows.iter().filter(|row| row.revoked_at.is_none()) {
        let Some(key) = key(row) else { continue };
        let known = last.entry(key).or_insert(row);
        if end(row) > end(known) {
            *known = row;
        }
    }
    let is_old = |row: &&Issued| {
        row.revoked_at.is_none()
            && key(row).and_then(|key| last.get(&key)).is_some_and(|one| one.id != row.id)
    };
    rows.iter().filter(is_old).map(|row| row.id).collect()
}

/// Of which course the seminars of some certificates are.
///
/// # Errors
/// When the database does not answer.
pub async fn courses(tx: &Tx, rows: &[Issued]) -> Result<Courses, StoreError> {
    let mut ids: Vec<SeminarId> = rows.iter().map(|row| row.seminar_id).collect();
    ids.sort_unstable();
    ids.dedup();
    let seminars = load::some_seminars(tx, &ids).await?;
    Ok(seminars.into_iter().map(|one| (one.row.id, one.row.course_id)).collect())
}

/// Who has a certificate of a course that ended, or ends until a day, and was not renewed.
#[must_use]
pub fn ending(
    (rows, courses): (&[Issued], &Courses),
    (course, until): (CourseId, Day),
) -> HashSet<EmployeeId> {
    let renewed = renewed(rows, courses);
    let is_ending = |row: &&Issued| {
        row.revoked_at.is_none()
            && !renewed.contains(&row.id)
            && courses.get(&row.seminar_id) == Some(&course)
            && row.valid_until.is_some_and(|end| end <= until)
    };
    rows.iter().filter(is_ending).filter_map(|row| row.employee_id).collect()
}
