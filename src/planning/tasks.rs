//! What planning waits for: discussions that end, answers of bodies, plans that are to be sent.

use super::course::State;
use super::document::KINDS;
use super::frame::{HOME, home, sending};
use super::load;
use super::store::{planning_inquiry, planning_release};
use crate::people::{Task, Wanted};
use kit::store::{StoreError, Tx};
use law::Law;
use sea_orm::{ColumnTrait, QueryFilter, QueryOrder, QuerySelect};
use std::collections::HashMap;

/// What should be done until a day. It hangs on the office, not on one worker.
///
/// # Errors
/// When the database does not answer.
pub async fn tasks(tx: &Tx, law: &Law, wanted: Wanted<'_>) -> Result<Vec<Task>, StoreError> {
    let mut all = discussions(tx, law, wanted).await?;
    all.extend(inquiries(tx, wanted).await?);
    Ok(all)
}

/// Discussions whose last day is near or past and that nobody adopted yet, and annual plans whose last day of
/// sending is.
async fn discussions(tx: &Tx, law: &Law, wanted: Wanted<'_>) -> Result<Vec<Task>, StoreError> {
    use planning_release::{Column, Entity};
    let rows = tx
        .find::<Entity>()
        .filter(Column::WithdrawnOn.is_null())
        .filter(Column::EndsOn.lte(wanted.until))
        .order_by_asc(Column::Id);
    let ends: HashMap<_, _> =
        rows.all(tx.conn()).await?.into_iter().map(|row| (row.cycle_id, row.ends_on)).collect();
    let mut all = Vec::new();
    for row in load::all(tx).await? {
        let (state, path) = (State::of(&row.state), home(row.id));
        if let Some(day) = ends.get(&row.id).filter(|_| state == State::Open) {
            let (note, key) = (row.year.to_string(), "planning-task-discussion");
            all.push(Task { day: *day, key, person: None, note, path: path.clone() });
        }
        let is_owed = row.kind == KINDS[1] && state != State::Sent;
        let day = sending(law, row.year).filter(|day| is_owed && *day <= wanted.until);
        if let Some(day) = day {
            let (note, key) = (row.year.to_string(), "planning-task-sending");
            all.push(Task { day, key, person: None, note, path });
        }
    }
    let most = usize::try_from(wanted.most).unwrap_or(usize::MAX);
    all.truncate(most);
    Ok(all)
}

async fn inquiries(tx: &Tx, wanted: Wanted<'_>) -> Result<Vec<Task>, StoreError> {
    use planning_inquiry::{Column, Entity};
    let rows = tx
        .find::<Entity>()
        .filter(Column::AnsweredOn.is_null())
        .filter(Column::DueOn.lte(wanted.until))
        .order_by_asc(Column::DueOn)
        .order_by_asc(Column::Id)
        .limit(wanted.most);
    let task = |row: planning_inquiry::Model| Task {
        day: row.due_on,
        key: "planning-task-inquiry",
        person: None,
        note: row.sent_on.bg(),
        path: format!("{HOME}/inquiries/{}", row.id),
    };
    Ok(rows.all(tx.conn()).await?.into_iter().map(task).collect())
}
