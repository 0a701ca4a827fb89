//! Months that should be closed, for those who gather the work of a day.

use super::load;
use crate::people::{Task, Wanted};
use crate::placement;
use crate::services::{self, ServiceId};
use kit::store::{StoreError, Tx};
use kit::types::Day;
use law::{Law, Month};

/// The office's own term for closing a month.
const CLOSE_BY: &str = "W05";

/// The services that somebody used last month and that did not close it: they belong to whoever may
/// close.
///
/// # Errors
/// When the database does not answer.
pub async fn tasks(tx: &Tx, law: &Law, wanted: Wanted<'_>) -> Result<Vec<Task>, StoreError> {
    let month = Month::of(tx.today().0).plus(-1);
    let term = law.deadline(CLOSE_BY).and_then(|rule| rule.day(month.last_day()));
    let term = term.map_err(|e| StoreError::Other(e.to_string()))?;
    let Some(day) = term.date().map(Day).filter(|day| *day <= wanted.until) else {
        return Ok(Vec::new());
    };
    let closed = load::closed_services(tx, month).await?;
    let uses = placement::uses(tx, None, load::days_of(month)).await?;
    let mut open: Vec<ServiceId> = uses.iter().map(|one| one.service).collect();
    open.sort_unstable();
    open.dedup();
    open.retain(|id| !closed.contains(id));
    open.truncate(usize::try_from(wanted.most).unwrap_or(usize::MAX));
    let known = services::by_ids(tx, &open).await?;
    let task = |id: ServiceId| Task {
        day,
        key: "delivery-task-close",
        person: None,
        note: known.get(&id).map(|service| service.name.clone()).unwrap_or_default(),
        path: format!("/delivery/{id}?month={month}"),
    };
    Ok(open.into_iter().map(task).collect())
}
