//! What the calendar waits for, for whoever answers: duties that nobody answers for stand on the mayor's
//! page alone.

use super::frame::place;
use super::load::{self, Row};
use crate::people::{Task, Wanted};
use kit::store::{StoreError, Tx};
use law::Law;

/// The duties of some accounts, or of all, that fall due until a day, with those that are late.
///
/// # Errors
/// When the database does not answer.
pub async fn tasks(tx: &Tx, law: &Law, wanted: Wanted<'_>) -> Result<Vec<Task>, StoreError> {
    let rows = load::open(tx, law, wanted.until).await?;
    let is_theirs = |row: &Row| {
        row.owner.is_some_and(|id| wanted.whose.is_none_or(|whose| whose.contains(&id)))
    };
    let task = |row: Row| Task {
        day: row.one.due,
        key: "duties-task",
        person: None,
        note: row.name(),
        path: place(&row.one.duty.code, &row.one.occasion),
    };
    let most = usize::try_from(wanted.most).unwrap_or(usize::MAX);
    Ok(rows.into_iter().filter(is_theirs).take(most).map(task).collect())
}
