//! What waits here: complaints with the last day of their answer, surveys whose papers are to be entered
//! and that are to be closed.

use super::complaint::number;
use super::course::State;
use super::frame::HOME;
use super::store::{voice_complaint, voice_survey};
use crate::people::{Task, Wanted};
use kit::store::{StoreError, Tx};
use law::Law;
use sea_orm::{ColumnTrait, Condition, QueryFilter, QueryOrder, QuerySelect};

/// What whoever enters complaints and surveys should do until a day. Terms are kept with what they are
/// of: the law was asked when it came.
///
/// # Errors
/// When the database does not answer.
pub async fn tasks(tx: &Tx, _law: &Law, wanted: Wanted<'_>) -> Result<Vec<Task>, StoreError> {
    let mut all = complaints(tx, wanted).await?;
    all.extend(surveys(tx, wanted).await?);
    Ok(all)
}

async fn complaints(tx: &Tx, wanted: Wanted<'_>) -> Result<Vec<Task>, StoreError> {
    use voice_complaint::{Column, Entity};
    let mut rows = tx
        .find::<Entity>()
        .filter(Column::State.eq(State::Open.code()))
        .filter(Column::DueOn.lte(wanted.until));
    if let Some(accounts) = wanted.whose {
        // What nobody was given belongs to whoever is there.
        let own = Condition::any()
            .add(Column::OfficerId.is_null())
            .add(Column::OfficerId.is_in(accounts.iter().copied()));
        rows = rows.filter(own);
    }
    let rows = rows.order_by_asc(Column::DueOn).order_by_asc(Column::Id).limit(wanted.most);
    let task = |row: voice_complaint::Model| Task {
        day: row.due_on,
        key: "voices-task-complaint",
        person: None,
        note: number(&row),
        path: format!("{HOME}/complaints/{}", row.id),
    };
    Ok(rows.all(tx.conn()).await?.into_iter().map(task).collect())
}

async fn surveys(tx: &Tx, wanted: Wanted<'_>) -> Result<Vec<Task>, StoreError> {
    use voice_survey::{Column, Entity};
    let rows = tx
        .find::<Entity>()
        .filter(Column::ClosedOn.is_null())
        .filter(Column::EndsOn.lte(wanted.until))
        .order_by_asc(Column::EndsOn)
        .order_by_asc(Column::Id)
        .limit(wanted.most);
    let task = |row: voice_survey::Model| Task {
        day: row.ends_on,
        key: "voices-task-survey",
        person: None,
        note: row.title.clone(),
        path: format!("{HOME}/surveys/{}", row.id),
    };
    Ok(rows.all(tx.conn()).await?.into_iter().map(task).collect())
}
