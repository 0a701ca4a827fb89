//! What results wait for: the last day of a project while indicators of it are open.

use super::frame::home;
use super::indicator;
use crate::people::{Task, Wanted};
use crate::projects;
use kit::store::{StoreError, Tx};

/// What whoever follows results should do until a day.
///
/// # Errors
/// When the database does not answer.
pub async fn tasks(tx: &Tx, wanted: Wanted<'_>) -> Result<Vec<Task>, StoreError> {
    let open = indicator::open(tx).await?;
    let today = tx.today();
    let ends = projects::names(tx).await?.into_iter().filter(|one| {
        today <= one.to && one.to <= wanted.until && open.iter().any(|row| row.project_id == one.id)
    });
    let task = |one: projects::ProjectName| Task {
        day: one.to,
        key: "results-task-end",
        person: None,
        note: one.short,
        path: home(one.id),
    };
    Ok(ends.map(task).collect())
}
