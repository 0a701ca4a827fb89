//! What campaigns wait for: an event that is soon, a report that is missing.

use super::course::State;
use crate::people::{Task, Wanted};
use kit::store::{StoreError, Tx};
use sea_orm::{ColumnTrait, QueryFilter, QueryOrder, QuerySelect};

/// What whoever works on campaigns should do until a day.
///
/// # Errors
/// When the database does not answer.
pub async fn tasks(tx: &Tx, wanted: Wanted<'_>) -> Result<Vec<Task>, StoreError> {
    use super::store::campaign_event::{Column, Entity, Model};
    let rows = tx
        .find::<Entity>()
        .filter(Column::State.eq(State::Planned.code()))
        .filter(Column::RevokedAt.is_null())
        .filter(Column::HeldOn.lte(wanted.until))
        .order_by_asc(Column::HeldOn)
        .order_by_asc(Column::Id)
        .limit(wanted.most);
    let today = tx.today();
    let task = |row: Model| Task {
        day: row.held_on,
        key: if row.held_on < today { "campaigns-task-report" } else { "campaigns-task-event" },
        person: None,
        note: format!("{} {}", row.begins, row.title),
        path: format!("{}/events/{}", super::frame::HOME, row.id),
    };
    Ok(rows.all(tx.conn()).await?.into_iter().map(task).collect())
}
