//! What candidates wait for: interview and decision within the days of the law.

use super::frame::path;
use super::store::assistant::{Column, Entity};
use crate::people::{Task, Wanted};
use kit::store::{StoreError, Tx};
use sea_orm::{ColumnTrait, QueryFilter, QueryOrder, QuerySelect};

/// The tasks until a day: they belong to whoever works with candidates.
///
/// # Errors
/// When the database does not answer.
pub async fn tasks(tx: &Tx, wanted: Wanted<'_>) -> Result<Vec<Task>, StoreError> {
    let rows = tx
        .find::<Entity>()
        .filter(Column::State.eq(super::State::Applied.code()))
        .filter(Column::DueOn.lte(wanted.until))
        .order_by_asc(Column::DueOn)
        .order_by_asc(Column::Id)
        .limit(wanted.most);
    let task = |row: super::store::assistant::Model| Task {
        day: row.due_on,
        key: "assistants-task-decide",
        person: Some(row.person_id),
        note: String::new(),
        path: path(row.id, ""),
    };
    Ok(rows.all(tx.conn()).await?.into_iter().map(task).collect())
}
