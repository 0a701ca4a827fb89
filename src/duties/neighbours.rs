//! Duties that follow from single events are counted by the capabilities in which these happen: the one
//! place that names their doors.

use crate::people::{Task, Wanted};
use crate::{council, decisions, oversight, powers, voices};
use kit::access::Actor;
use kit::store::{StoreError, Tx};
use law::Law;

/// What waits there until a day, for somebody who may open it, the nearest first.
///
/// # Errors
/// When the database does not answer.
pub async fn waiting(
    tx: &Tx,
    law: &Law,
    (actor, wanted): (&Actor, Wanted<'_>),
) -> Result<Vec<Task>, StoreError> {
    let mut all = Vec::new();
    if actor.may(decisions::READ) {
        all.extend(decisions::tasks(tx, wanted).await?);
    }
    if actor.may(council::READ) {
        all.extend(council::tasks(tx, law, wanted).await?);
    }
    if actor.may(oversight::READ) {
        all.extend(oversight::tasks(tx, law, wanted).await?);
    }
    if actor.may(voices::READ) {
        all.extend(voices::tasks(tx, law, wanted).await?);
    }
    if actor.may(powers::READ) {
        all.extend(powers::tasks(tx, law, wanted).await?);
    }
    all.sort_by(|a, b| (a.day, &a.note, &a.path).cmp(&(b.day, &b.note, &b.path)));
    Ok(all)
}
