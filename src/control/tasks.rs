//! What control waits for: visits planned, measures, signals, rounds with their last days. Visits that
//! are due and not planned are one task: the list of the month.

use super::course::{Signalled, Standing, State};
use super::frame::HOME;
use super::plan;
use super::round;
use super::store::{control_measure, control_signal, control_visit};
use crate::assistance::{self, Pairs};
use crate::people::{Task, Wanted};
use kit::store::{StoreError, Tx};
use law::{Law, Month};
use sea_orm::{ColumnTrait, QueryFilter, QueryOrder, QuerySelect};

/// What whoever enters control should do until a day.
///
/// # Errors
/// When the database does not answer.
pub async fn tasks(tx: &Tx, law: &Law, wanted: Wanted<'_>) -> Result<Vec<Task>, StoreError> {
    let mut all = visits(tx, wanted).await?;
    all.extend(measures(tx, wanted).await?);
    all.extend(signals(tx, wanted).await?);
    all.extend(rounds(tx, law, wanted).await?);
    all.extend(unplanned(tx, law, wanted).await?);
    Ok(all)
}

async fn visits(tx: &Tx, wanted: Wanted<'_>) -> Result<Vec<Task>, StoreError> {
    use control_visit::{Column, Entity};
    let mut rows = tx
        .find::<Entity>()
        .filter(Column::State.eq(State::Planned.code()))
        .filter(Column::PlannedOn.lte(wanted.until));
    if let Some(accounts) = wanted.whose {
        rows = rows.filter(Column::OfficerId.is_in(accounts.iter().copied()));
    }
    let rows = rows.order_by_asc(Column::PlannedOn).order_by_asc(Column::Id).limit(wanted.most);
    let task = |row: control_visit::Model| Task {
        day: row.planned_on,
        key: "control-task-visit",
        person: Some(row.person_id),
        note: String::new(),
        path: format!("{HOME}/visits/{}", row.id),
    };
    Ok(rows.all(tx.conn()).await?.into_iter().map(task).collect())
}

async fn measures(tx: &Tx, wanted: Wanted<'_>) -> Result<Vec<Task>, StoreError> {
    use control_measure::{Column, Entity};
    let rows = tx
        .find::<Entity>()
        .filter(Column::DoneOn.is_null())
        .filter(Column::DueOn.lte(wanted.until))
        .order_by_asc(Column::DueOn)
        .order_by_asc(Column::Id)
        .limit(wanted.most);
    let task = |row: control_measure::Model| Task {
        day: row.due_on,
        key: "control-task-measure",
        person: Some(row.person_id),
        note: String::new(),
        path: format!("{HOME}/measures/{}", row.id),
    };
    Ok(rows.all(tx.conn()).await?.into_iter().map(task).collect())
}

async fn signals(tx: &Tx, wanted: Wanted<'_>) -> Result<Vec<Task>, StoreError> {
    use control_signal::{Column, Entity};
    let open = [Signalled::Open, Signalled::Decided].map(Signalled::code);
    let rows = tx
        .find::<Entity>()
        .filter(Column::State.is_in(open))
        .filter(Column::DueOn.lte(wanted.until))
        .order_by_asc(Column::DueOn)
        .order_by_asc(Column::Id)
        .limit(wanted.most);
    let task = |row: control_signal::Model| Task {
        day: row.due_on,
        key: "control-task-signal",
        person: row.person_id,
        note: String::new(),
        path: format!("{HOME}/signals/{}", row.id),
    };
    Ok(rows.all(tx.conn()).await?.into_iter().map(task).collect())
}

/// Rounds that are not begun, and those that are not closed.
async fn rounds(tx: &Tx, law: &Law, wanted: Wanted<'_>) -> Result<Vec<Task>, StoreError> {
    let pairs = assistance::pairs(tx, Pairs::Open).await?;
    let rounds = round::rounds(tx).await?;
    let open = rounds.iter().filter(|one| one.row.ended_on.is_none());
    let mut all: Vec<Task> = open
        .map(|one| Task {
            day: one.row.due_on,
            key: "control-task-round",
            person: None,
            note: one.row.month.clone(),
            path: format!("{HOME}/rounds/{}", one.row.id),
        })
        .collect();
    let missing = round::wanted(law, (&pairs, &rounds), tx.today())?;
    all.extend(missing.into_iter().map(|one| Task {
        day: one.due_on,
        key: "control-task-round-begin",
        person: None,
        note: one.month.to_string(),
        path: format!("{HOME}/rounds"),
    }));
    all.retain(|one| one.day <= wanted.until);
    Ok(all)
}

/// Visits that are due and that nobody planned: one task with their number.
async fn unplanned(tx: &Tx, law: &Law, wanted: Wanted<'_>) -> Result<Vec<Task>, StoreError> {
    let book = plan::book(tx, law, Month::of(tx.today().0)).await?;
    let waits = book.entries.iter().filter(|one| {
        matches!(one.standing, Some(Standing::Due | Standing::Overdue))
            && one.visit.is_none()
            && one.due_on <= wanted.until
    });
    let days: Vec<_> = waits.map(|one| one.due_on).collect();
    let Some(day) = days.iter().min().copied() else { return Ok(Vec::new()) };
    let (note, path) = (days.len().to_string(), HOME.to_owned());
    Ok(vec![Task { day, key: "control-task-due", person: None, note, path }])
}
