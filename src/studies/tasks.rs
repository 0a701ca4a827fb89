//! What waits here: studies whose papers and interviews are to be entered and that are to be
//! closed.

use super::store::study::{Column, Entity, Model};
use super::study_page::home;
use crate::people::{Task, Wanted};
use kit::store::{StoreError, Tx};
use law::Law;
use sea_orm::{ColumnTrait, QueryFilter, QueryOrder, QuerySelect};

/// What whoever makes studies should do until a day.
///
/// # Errors
/// When the database does not answer.
pub async fn tasks(tx: &Tx, _law: &Law, wanted: Wanted<'_>) -> Result<Vec<Task>, StoreError> {
    let rows = tx
        .find::<Entity>()
        .filter(Column::ClosedOn.is_null())
        .filter(Column::EndsOn.lte(wanted.until))
        .order_by_asc(Column::EndsOn)
        .order_by_asc(Column::Id)
        .limit(wanted.most);
    let task = |row: Model| Task {
        day: row.ends_on,
        key: "studies-task",
        person: None,
        note: row.title,
        path: home(row.id),
    };
    Ok(rows.all(tx.conn()).await?.into_iter().map(task).collect())
}
