//! Workers of a service who enter days on a tablet, and their personal numbers.
//!
//! Invariants: of a number only a slow hash is kept; each try is counted before it is checked, so
//! that tries at once are no more than tries one after another; after the last wrong one the number
//! is locked until the office gives a new one; a tablet on which many are wrong waits.

use super::store::{delivery_tablet, delivery_worker};
use super::{TabletId, WorkerId};
use crate::services::ServiceId;
use kit::audit::Entry;
use kit::store::{StoreError, Tx};
use kit::types::Instant;
use kit::web::Problem;
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, EntityTrait, ExprTrait, QueryFilter, QueryOrder, Set};

/// Wrong tries after which a number is locked.
pub const TRIES: i32 = 5;
/// Wrong tries on one tablet, of all workers, after which it waits.
const TABLET_TRIES: i32 = 15;
/// How long it waits, and how long wrong tries are remembered.
const TABLET_WAIT_MS: i64 = 15 * 60 * 1000;

/// Two numbers at a time: each check takes as much memory as a password's.
static HASHING: tokio::sync::Semaphore = tokio::sync::Semaphore::const_new(2);

/// A worker to be added.
pub struct NewWorker<'a> {
    /// The service.
    pub service: ServiceId,
    /// The worker's name.
    pub name: &'a str,
    /// The hash of their number.
    pub pin_hash: String,
}

/// What came of a try.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tried {
    /// The number is the worker's.
    Right,
    /// It is not; so many tries are left.
    Wrong(i32),
    /// The number is locked.
    Locked,
    /// Too many were wrong on this tablet.
    Wait,
}

/// Whether a text may be a number: four to six digits, not all the same and not in a row.
#[must_use]
pub fn is_fit(text: &str) -> bool {
    let digits = text.as_bytes();
    let is_number = (4..=6).contains(&digits.len()) && digits.iter().all(u8::is_ascii_digit);
    let steps: Vec<i16> =
        digits.windows(2).map(|two| i16::from(two[1]) - i16::from(two[0])).collect();
    let in_row = |step: i16| steps.iter().all(|one| *one == step);
    is_number && ![0, 1, -1].into_iter().any(in_row)
}

/// The hash to keep of a number.
///
/// # Errors
/// When the hasher refuses.
pub async fn hashed(pin: &str) -> Result<String, Problem> {
    let _turn = HASHING.acquire().await.map_err(Problem::internal)?;
    let pin = pin.to_owned();
    let hash = tokio::task::spawn_blocking(move || kit::crypto::hash_password(&pin));
    hash.await.map_err(Problem::internal)?.map_err(Problem::internal)
}

/// Whether a number is the one that was kept.
///
/// # Errors
/// When the checker does not answer.
pub async fn is_right(pin: &str, kept: &str) -> Result<bool, Problem> {
    let _turn = HASHING.acquire().await.map_err(Problem::internal)?;
    let (pin, kept) = (pin.to_owned(), kept.to_owned());
    let right = tokio::task::spawn_blocking(move || kit::crypto::verify_password(&pin, &kept));
    right.await.map_err(Problem::internal)
}

/// Adds a worker.
///
/// # Errors
/// When the database refuses.
pub async fn add_worker(tx: &mut Tx, new: NewWorker<'_>) -> Result<WorkerId, StoreError> {
    let id = WorkerId(tx.new_id());
    tx.insert(delivery_worker::ActiveModel {
        municipality_id: Set(tx.municipality()),
        id: Set(id),
        service_id: Set(new.service),
        name: Set(new.name.to_owned()),
        pin_hash: Set(new.pin_hash),
        failures: Set(0),
        made_at: Set(tx.now()),
        ended_at: Set(None),
        account_name: Set(tx.actor().name.to_string()),
        version: Set(1),
    })
    .await?;
    tx.audit(Entry::write("delivery-worker-added", id.0));
    Ok(id)
}

/// The workers of a service who may enter days, by name.
pub async fn workers(
    tx: &Tx,
    service: ServiceId,
) -> Result<Vec<delivery_worker::Model>, StoreError> {
    use delivery_worker::Column;
    let rows = tx
        .find::<delivery_worker::Entity>()
        .filter(Column::ServiceId.eq(service))
        .filter(Column::EndedAt.is_null())
        .order_by_asc(Column::Id);
    let mut rows = rows.all(tx.conn()).await?;
    rows.sort_by(|a, b| (&a.name, a.id).cmp(&(&b.name, b.id)));
    Ok(rows)
}

/// One worker of a service.
pub async fn worker(
    tx: &Tx,
    (service, id): (ServiceId, WorkerId),
) -> Result<delivery_worker::Model, StoreError> {
    let found = workers(tx, service).await?.into_iter().find(|row| row.id == id);
    found.ok_or(StoreError::NotFound)
}

/// Counts a try before it is checked. [`Tried::Right`] means that it may be checked.
///
/// # Errors
/// When the database refuses.
pub async fn counted(
    tx: &mut Tx,
    tablet: &delivery_tablet::Model,
    worker: &delivery_worker::Model,
) -> Result<Tried, StoreError> {
    let now = tx.now();
    if waits(tablet, now) {
        tx.audit(Entry::refused("delivery-pin"));
        return Ok(Tried::Wait);
    }
    let fresh = tablet.failed_at.is_none_or(|at| at.plus_ms(TABLET_WAIT_MS) <= now);
    let tablet_row = delivery_tablet::ActiveModel {
        failures: Set(if fresh { 1 } else { tablet.failures + 1 }),
        failed_at: Set(Some(if fresh { now } else { tablet.failed_at.unwrap_or(now) })),
        ..Default::default()
    };
    tx.update::<delivery_tablet::Entity>(tablet.id, tablet.version, tablet_row).await?;
    let column = delivery_worker::Column::Failures;
    let changed = delivery_worker::Entity::update_many()
        .col_expr(column, Expr::col(column).add(1))
        .filter(delivery_worker::Column::MunicipalityId.eq(tx.municipality()))
        .filter(delivery_worker::Column::Id.eq(worker.id))
        .filter(delivery_worker::Column::EndedAt.is_null())
        .filter(column.lt(TRIES))
        .exec(tx.conn())
        .await?;
    tx.audit(Entry::write("delivery-pin-tried", worker.id.0));
    Ok(if changed.rows_affected == 1 { Tried::Right } else { Tried::Locked })
}

/// Whether too many numbers were wrong on a tablet.
#[must_use]
pub fn waits(tablet: &delivery_tablet::Model, now: Instant) -> bool {
    let recent = tablet.failed_at.is_some_and(|at| at.plus_ms(TABLET_WAIT_MS) > now);
    recent && tablet.failures >= TABLET_TRIES
}

/// Checks a try that was counted.
///
/// # Errors
/// When the checker does not answer.
pub async fn checked(worker: &delivery_worker::Model, pin: &str) -> Result<Tried, Problem> {
    if is_right(pin, &worker.pin_hash).await? {
        return Ok(Tried::Right);
    }
    let left = TRIES - worker.failures - 1;
    Ok(if left > 0 { Tried::Wrong(left) } else { Tried::Locked })
}

/// The number was right: nothing wrong is remembered any more.
///
/// # Errors
/// When the database refuses.
pub async fn forgiven(tx: &Tx, tablet: TabletId, worker: WorkerId) -> Result<(), StoreError> {
    delivery_worker::Entity::update_many()
        .col_expr(delivery_worker::Column::Failures, Expr::value(0))
        .filter(delivery_worker::Column::MunicipalityId.eq(tx.municipality()))
        .filter(delivery_worker::Column::Id.eq(worker))
        .exec(tx.conn())
        .await?;
    delivery_tablet::Entity::update_many()
        .col_expr(delivery_tablet::Column::Failures, Expr::value(0))
        .filter(delivery_tablet::Column::MunicipalityId.eq(tx.municipality()))
        .filter(delivery_tablet::Column::Id.eq(tablet))
        .exec(tx.conn())
        .await?;
    Ok(())
}
