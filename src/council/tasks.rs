//! What the council waits for: meetings to be called, minutes to be sent, letters to be answered,
//! the next regular meeting, a term that ends, the report of a year.

use super::frame::HOME;
use super::letter;
use super::minutes_deed;
use super::paper;
use super::rules::{self, Rules};
use super::sitting::{self, Sitting};
use super::store::{council_letter, council_mandate, council_minutes};
use super::term;
use crate::people::{Task, Wanted};
use kit::store::{StoreError, Tx};
use kit::types::Day;
use law::Law;

/// So many days before a term ends a new composition is prepared.
const TERM_DAYS: i32 = 60;
/// Meetings of so many days back are looked at for the next regular one.
const BACK_DAYS: i32 = 400;
/// Meetings so many days ahead are looked at.
const AHEAD_DAYS: i32 = 120;

fn task(day: Day, key: &'static str, (note, path): (String, String)) -> Task {
    Task { day, key, person: None, note, path }
}

/// What whoever works for the council should do until a day.
///
/// # Errors
/// When the database does not answer.
pub async fn tasks(tx: &Tx, law: &Law, wanted: Wanted<'_>) -> Result<Vec<Task>, StoreError> {
    let today = tx.today();
    let rules = rules::on(tx, today).await?;
    let near = sitting::sittings(tx, today.plus(-BACK_DAYS), today.plus(AHEAD_DAYS)).await?;
    let mandate = term::holding(tx, today).await?;
    let mut all = calls(law, (&rules, &near), wanted);
    all.extend(unwritten(law, (&rules, &near), (tx, wanted)).await?);
    all.extend(papers(tx, wanted).await?);
    all.extend(mandate.as_ref().and_then(|row| next(&rules, (&near, row), wanted)));
    all.extend(mandate.and_then(|row| ending(row.ends_on, wanted)));
    all.extend(reported(tx, (&rules, &near), wanted).await?);
    Ok(all)
}

/// Meetings that are planned and not called.
fn calls(law: &Law, (rules, near): (&Rules, &[Sitting]), wanted: Wanted<'_>) -> Vec<Task> {
    let planned = near.iter().filter(|one| one.state() == "planned");
    let one = |one: &Sitting| {
        let by = rules.call_by(law, one.row.day);
        let note = format!("{}, {}", one.number(), one.row.day.bg());
        task(by, "council-task-call", (note, one.path()))
    };
    planned.map(one).filter(|task| task.day <= wanted.until).collect()
}

/// Meetings that were held and have no minutes.
async fn unwritten(
    law: &Law,
    (rules, near): (&Rules, &[Sitting]),
    (tx, wanted): (&Tx, Wanted<'_>),
) -> Result<Vec<Task>, StoreError> {
    let held: Vec<_> = near.iter().filter(|one| one.state() == "held").collect();
    let ids: Vec<_> = held.iter().map(|one| one.row.id).collect();
    let known = minutes_deed::rows(tx, &ids).await?;
    let open = held.into_iter().filter(|one| known.iter().all(|row| row.sitting_id != one.row.id));
    let one = |one: &Sitting| {
        let by = rules.minutes_by(law, one.row.day);
        task(by, "council-task-minutes", (one.number(), format!("{}/minutes", one.path())))
    };
    Ok(open.map(one).filter(|task| task.day <= wanted.until).collect())
}

/// Minutes to be sent, letters to be answered.
async fn papers(tx: &Tx, wanted: Wanted<'_>) -> Result<Vec<Task>, StoreError> {
    let minutes = minutes_deed::due(tx, (wanted.until, wanted.most)).await?;
    let letters = letter::due(tx, (wanted.until, wanted.most)).await?;
    let of_minutes = |row: council_minutes::Model| {
        let path = format!("{HOME}/sittings/{}/minutes", row.sitting_id);
        task(row.due_on, "council-task-minutes", (String::new(), path))
    };
    let of_letter = |row: council_letter::Model| {
        let path = format!("{HOME}/letters/{}", row.id);
        task(row.due_on, "council-task-letter", (String::new(), path))
    };
    let letters = letters.into_iter().map(of_letter);
    Ok(minutes.into_iter().map(of_minutes).chain(letters).collect())
}

/// The next regular meeting, when none is planned.
fn next(
    rules: &Rules,
    (near, mandate): (&[Sitting], &council_mandate::Model),
    wanted: Wanted<'_>,
) -> Option<Task> {
    let is_ahead = near.iter().any(Sitting::is_ahead);
    let held = near.iter().filter(|one| one.state() == "held").map(|one| one.row.day).max();
    let last = held.unwrap_or(mandate.starts_on).max(mandate.starts_on);
    let by = rules.next_by(last);
    let path = format!("{HOME}/sittings/new");
    (!is_ahead && by <= wanted.until).then(|| task(by, "council-task-next", (String::new(), path)))
}

fn ending(ends_on: Day, wanted: Wanted<'_>) -> Option<Task> {
    let by = ends_on.plus(-TERM_DAYS);
    let path = format!("{HOME}/mandates");
    (by <= wanted.until).then(|| task(by, "council-task-term", (ends_on.bg(), path)))
}

/// The report of the last year, until there is one; of a year without meetings nobody reports.
async fn reported(
    tx: &Tx,
    (rules, near): (&Rules, &[Sitting]),
    wanted: Wanted<'_>,
) -> Result<Option<Task>, StoreError> {
    let year = tx.today().0.year() - 1;
    let Some(by) = rules.report_by(year).filter(|by| *by <= wanted.until) else {
        return Ok(None);
    };
    let of_year = |one: &Sitting| one.state() == "held" && one.row.day.0.year() == year;
    let is_made = paper::reports(tx).await?.iter().any(|row| row.year > i32::from(year));
    if is_made || !near.iter().any(of_year) {
        return Ok(None);
    }
    let path = format!("{HOME}/report?year={year}");
    Ok(Some(task(by, "council-task-report", (year.to_string(), path))))
}
