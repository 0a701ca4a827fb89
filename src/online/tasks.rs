//! What waits here: what came and what was taken, with the last day; what was asked for and is awaited.

use super::course::OPEN;
use super::frame::HOME;
use super::sent::kind_of;
use super::store::online_sent::{self, Column, Entity};
use crate::people::{Task, Wanted};
use kit::store::{StoreError, Tx};
use law::Law;
use sea_orm::{ColumnTrait, Condition, QueryFilter, QueryOrder, QuerySelect};

/// What whoever takes what came online should do until a day. Terms are kept with what they are of: the
/// law was asked when it came.
///
/// # Errors
/// When the database does not answer.
pub async fn tasks(tx: &Tx, _law: &Law, wanted: Wanted<'_>) -> Result<Vec<Task>, StoreError> {
    let mut rows = tx
        .find::<Entity>()
        .filter(Column::State.is_in(OPEN))
        .filter(Column::DueOn.lte(wanted.until));
    if let Some(accounts) = wanted.whose {
        // What nobody has taken belongs to whoever is there.
        let own = Condition::any()
            .add(Column::OfficerId.is_null())
            .add(Column::OfficerId.is_in(accounts.iter().copied()));
        rows = rows.filter(own);
    }
    let rows = rows.order_by_asc(Column::DueOn).order_by_asc(Column::Id).limit(wanted.most);
    Ok(rows.all(tx.conn()).await?.iter().map(task).collect())
}

fn task(row: &online_sent::Model) -> Task {
    let key = match (row.state.as_str(), row.is_urgent, kind_of(row)) {
        ("asked", ..) => "online-task-asked",
        (_, true, _) => "online-task-urgent",
        (_, _, "question") => "online-task-question",
        _ => "online-task-take",
    };
    let note = super::course::number(row.year, row.number);
    let path = format!("{HOME}/{}", row.id);
    Task { day: row.due_on, key, person: row.person_id, note, path }
}
