//! What decisions wait for: those whose day is near or past.

use super::frame::HOME;
use super::load;
use crate::people::{Task, Wanted};
use kit::store::{StoreError, Tx};

/// Decisions that should be carried out until a day. They hang on an office, not on one worker.
///
/// # Errors
/// When the database does not answer.
pub async fn tasks(tx: &Tx, wanted: Wanted<'_>) -> Result<Vec<Task>, StoreError> {
    let task = |one: load::Decision| {
        let path = format!("{HOME}/{}", one.row.id);
        let day = one.row.due_on?;
        let key = "decisions-task";
        Some(Task { day, key, person: None, note: one.content.number, path })
    };
    let all = load::waiting(tx, (wanted.until, wanted.most)).await?;
    Ok(all.into_iter().filter_map(task).collect())
}
