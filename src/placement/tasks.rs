//! What placements wait for, for those who gather the work of a day.

use super::store::placement::{self, Column};
use crate::people::{Task, Wanted};
use kit::store::{StoreError, Tx};
use sea_orm::{ColumnTrait, QueryFilter, QueryOrder, QuerySelect};

/// The words of a step in the list of the day's work.
fn key(kind: &str) -> &'static str {
    match kind {
        "await_assessment" => "placement-task-assessment",
        "ask_waiting" => "placement-task-ask",
        "await_offer" => "placement-task-offer",
        "await_appeal" => "placement-task-appeal",
        "choose_again" => "placement-task-again",
        "report_contract" => "placement-task-report",
        "update_plan" => "placement-task-update",
        "evaluate" => "placement-task-evaluate",
        "prolong_or_end" => "placement-task-prolong",
        _ => "placement-task-payment",
    }
}

/// The steps that should be taken until a day. One query.
///
/// # Errors
/// When the database does not answer.
pub async fn tasks(tx: &Tx, wanted: Wanted<'_>) -> Result<Vec<Task>, StoreError> {
    let mut rows = tx
        .find::<placement::Entity>()
        .filter(Column::ClosedAt.is_null())
        .filter(Column::NextOn.lte(wanted.until));
    if let Some(accounts) = wanted.whose {
        rows = rows.filter(Column::OfficerId.is_in(accounts.iter().copied()));
    }
    let rows = rows.order_by_asc(Column::NextOn).order_by_asc(Column::Id).limit(wanted.most);
    let task = |row: placement::Model| {
        Some(Task {
            day: row.next_on?,
            key: key(&row.next_kind),
            person: Some(row.person_id),
            note: String::new(),
            path: format!("/placements/{}", row.id),
        })
    };
    Ok(rows.all(tx.conn()).await?.into_iter().filter_map(task).collect())
}
