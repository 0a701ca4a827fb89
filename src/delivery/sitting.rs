//! A worker at a tablet: from the right number until they leave or nothing was touched for a while.

use super::store::{delivery_sitting, delivery_worker};
use super::{SittingId, TabletId, WorkerId};
use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::Response;
use kit::store::{StoreError, Tx};
use kit::types::Instant;
use kit::web::Ctx;
use sea_orm::{ColumnTrait, QueryFilter, Set};

/// After so long without a touch the number is asked for again.
const IDLE_MS: i64 = 15 * 60 * 1000;
/// A touch is written down no more often than this.
const TOUCH_MS: i64 = 60 * 1000;
const COOKIE: &str = "opora-tablet";

/// Somebody at a tablet.
pub struct Sitting {
    /// The row.
    pub row: delivery_sitting::Model,
    /// The worker.
    pub worker: delivery_worker::Model,
}

/// Opens one; the token goes into the cookie of the tablet.
///
/// # Errors
/// When the database refuses.
pub async fn open(tx: &Tx, tablet: TabletId, worker: WorkerId) -> Result<String, StoreError> {
    let token = kit::crypto::token();
    tx.insert(delivery_sitting::ActiveModel {
        municipality_id: Set(tx.municipality()),
        id: Set(SittingId(tx.new_id())),
        tablet_id: Set(tablet),
        worker_id: Set(worker),
        token_hash: Set(kit::crypto::fingerprint(&token)),
        began_at: Set(tx.now()),
        seen_at: Set(tx.now()),
        ended_at: Set(None),
        version: Set(1),
    })
    .await?;
    Ok(token)
}

/// Who sits at a tablet, when somebody does.
///
/// # Errors
/// When the database does not answer.
pub async fn current(
    tx: &Tx,
    headers: &HeaderMap,
    tablet: TabletId,
) -> Result<Option<Sitting>, StoreError> {
    use delivery_sitting::Column;
    let Some(token) = token(headers) else { return Ok(None) };
    let row = tx
        .find::<delivery_sitting::Entity>()
        .filter(Column::TokenHash.eq(kit::crypto::fingerprint(&token)))
        .filter(Column::TabletId.eq(tablet))
        .filter(Column::EndedAt.is_null())
        .one(tx.conn())
        .await?;
    let Some(row) = row.filter(|row| row.seen_at.plus_ms(IDLE_MS) > tx.now()) else {
        return Ok(None);
    };
    let worker = tx
        .find::<delivery_worker::Entity>()
        .filter(delivery_worker::Column::Id.eq(row.worker_id))
        .filter(delivery_worker::Column::EndedAt.is_null())
        .one(tx.conn())
        .await?;
    Ok(worker.map(|worker| Sitting { row, worker }))
}

/// Whether a touch should be written down.
#[must_use]
pub fn is_stale(row: &delivery_sitting::Model, now: Instant) -> bool {
    row.seen_at.plus_ms(TOUCH_MS) <= now
}

/// Writes a touch down; of two at once one is enough.
///
/// # Errors
/// When the database refuses.
pub async fn touch(tx: &Tx, row: &delivery_sitting::Model) -> Result<(), StoreError> {
    let active = delivery_sitting::ActiveModel { seen_at: Set(tx.now()), ..Default::default() };
    match tx.update::<delivery_sitting::Entity>(row.id, row.version, active).await {
        Err(StoreError::Conflict) => Ok(()),
        other => other,
    }
}

/// Ends one.
///
/// # Errors
/// When the database refuses.
pub async fn end(tx: &Tx, row: &delivery_sitting::Model) -> Result<(), StoreError> {
    let active =
        delivery_sitting::ActiveModel { ended_at: Set(Some(tx.now())), ..Default::default() };
    match tx.update::<delivery_sitting::Entity>(row.id, row.version, active).await {
        Err(StoreError::Conflict) => Ok(()),
        other => other,
    }
}

fn token(headers: &HeaderMap) -> Option<String> {
    let lines = headers.get_all(header::COOKIE).iter().filter_map(|value| value.to_str().ok());
    let mut pairs =
        lines.flat_map(|line| line.split(';')).filter_map(|one| one.trim().split_once('='));
    pairs.find(|(name, _)| *name == COOKIE).map(|(_, value)| value.to_owned())
}

/// The answer with the cookie of a tablet; an empty token takes it away.
#[must_use]
pub fn with_cookie(mut response: Response, ctx: &Ctx, (token, https): (&str, bool)) -> Response {
    let secure = if https { "; Secure" } else { "" };
    let gone = if token.is_empty() { "; Max-Age=0" } else { "" };
    let path = ctx.url("/tablet");
    let text = format!("{COOKIE}={token}; Path={path}; HttpOnly; SameSite=Strict{secure}{gone}");
    if let Ok(value) = HeaderValue::from_str(&text) {
        response.headers_mut().append(header::SET_COOKIE, value);
    }
    response
}
