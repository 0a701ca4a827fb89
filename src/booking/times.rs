//! Free times as citizens see them: one for each moment, whoever of the workers it is with.

use super::point::open_point;
use crate::municipality::ServicePointId;
use crate::reception::{self, AppointmentId, When};
use kit::store::{StoreError, Tx};
use kit::types::{Day, Instant};
use law::Law;

/// Nobody books an hour that begins sooner: the worker would not know of it.
const LEAD_MS: i64 = 60 * 60 * 1000;

/// A free time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Slot {
    /// The beginning.
    pub at: Instant,
    /// Where.
    pub point: ServicePointId,
}

/// One hour for each moment: of several workers who are free then, the first by account.
#[must_use]
pub fn once_each(mut hours: Vec<When>, now: Instant) -> Vec<When> {
    hours.retain(|one| one.at.0 - now.0 >= LEAD_MS);
    hours.sort_by_key(|one| (one.at, one.account));
    hours.dedup_by_key(|one| one.at);
    hours
}

/// The free hours of a point where anybody may book, as far ahead as it is open. `but` is an hour that
/// does not stand in its own way while it is moved.
///
/// # Errors
/// [`StoreError::NotFound`] when nobody may book there.
pub async fn hours(
    (tx, law): (&Tx, &Law),
    id: ServicePointId,
    (from, to): (Day, Day),
    but: Option<AppointmentId>,
) -> Result<Vec<When>, StoreError> {
    let point = open_point(tx, id).await?;
    let today = tx.today();
    let (from, to) = (from.max(today), to.min(today.plus(point.days_ahead)));
    if to < from {
        return Ok(Vec::new());
    }
    let offered = reception::offered((tx, law), id, (from, to), but).await?;
    Ok(once_each(offered.hours, tx.now()))
}

/// The free times of a point between two days, by the calendar of the country; none where nobody may
/// book. The pages of booking count with the municipality's own declared days too.
///
/// # Errors
/// When the database does not answer.
pub async fn free(
    tx: &Tx,
    point: ServicePointId,
    from: Day,
    to: Day,
) -> Result<Vec<Slot>, StoreError> {
    match hours((tx, Law::current()), point, (from, to), None).await {
        Ok(all) => Ok(all.into_iter().map(|one| Slot { at: one.at, point }).collect()),
        Err(StoreError::NotFound) => Ok(Vec::new()),
        Err(other) => Err(other),
    }
}
