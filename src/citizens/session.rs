//! Sessions of citizens: a random token in a cookie of their own, its fingerprint in a table. They are
//! another thing than the sessions of staff: no right of the office comes from one.
//!
//! A session ends after a quarter of an hour without a request and eight hours in all. No network
//! address and no name of a browser is kept.

use super::CitizenId;
use super::store::citizen_session::{self, Column, Entity};
use crate::app::App;
use axum::http::HeaderMap;
use kit::store::{StoreError, Tx};
use kit::types::Instant;
use kit::web::{Ctx, cookie_value};
use sea_orm::{ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder, Set};

const MINUTE_MS: i64 = 60 * 1000;
const IDLE_MS: i64 = 15 * MINUTE_MS;
const ABSOLUTE_MS: i64 = 8 * 60 * MINUTE_MS;

/// Name of the cookie.
fn name(app: &App, ctx: &Ctx) -> String {
    let prefix = if app.kit.settings.https { "__Host-" } else { "" };
    format!("{prefix}opora-me-{}", ctx.municipality.slug)
}

/// The `Set-Cookie` value that carries a token; an empty one takes it away.
#[must_use]
pub fn cookie(app: &App, ctx: &Ctx, token: &str) -> String {
    let secure = if app.kit.settings.https { "; Secure" } else { "" };
    let gone = if token.is_empty() { "; Max-Age=0" } else { "" };
    format!("{}={token}; Path=/; HttpOnly; SameSite=Strict{secure}{gone}", name(app, ctx))
}

/// Opens a session; gives the token.
///
/// # Errors
/// When the database refuses.
pub async fn open(tx: &Tx, citizen: CitizenId) -> Result<String, StoreError> {
    let token = kit::crypto::token();
    let row = citizen_session::Model {
        municipality_id: tx.municipality(),
        token_hash: kit::crypto::fingerprint(&token),
        id: tx.new_id(),
        citizen_id: citizen,
        created_at: tx.now(),
        seen_at: tx.now(),
        ended_at: None,
    };
    tx.insert(row.into_active_model()).await?;
    Ok(token)
}

fn is_open(row: &citizen_session::Model, now: Instant) -> bool {
    row.ended_at.is_none()
        && now.0 - row.seen_at.0 <= IDLE_MS
        && now.0 - row.created_at.0 <= ABSOLUTE_MS
}

/// The open session of the cookie that came.
///
/// # Errors
/// When the database does not answer.
pub async fn of_cookie(
    app: &App,
    ctx: &Ctx,
    (tx, headers): (&Tx, &HeaderMap),
) -> Result<Option<citizen_session::Model>, StoreError> {
    let Some(token) = cookie_value(headers, &name(app, ctx)).filter(|token| !token.is_empty())
    else {
        return Ok(None);
    };
    let hash = kit::crypto::fingerprint(token);
    let row = tx.find::<Entity>().filter(Column::TokenHash.eq(hash)).one(tx.conn()).await?;
    Ok(row.filter(|row| is_open(row, tx.now())))
}

/// Whether the use of a session is to be noted: once a minute at most.
#[must_use]
pub fn is_due(row: &citizen_session::Model, now: Instant) -> bool {
    now.0 - row.seen_at.0 > MINUTE_MS
}

/// Notes that a session is used.
///
/// # Errors
/// When the database refuses.
pub async fn seen(tx: &Tx, hash: &str) -> Result<(), StoreError> {
    let active = citizen_session::ActiveModel { seen_at: Set(tx.now()), ..Default::default() };
    change(tx, active, Column::TokenHash.eq(hash)).await
}

/// When an account was used last.
///
/// # Errors
/// When the database does not answer.
pub async fn last_seen(tx: &Tx, citizen: CitizenId) -> Result<Option<Instant>, StoreError> {
    let rows = tx.find::<Entity>().filter(Column::CitizenId.eq(citizen));
    let row = rows.order_by_desc(Column::SeenAt).one(tx.conn()).await?;
    Ok(row.map(|row| row.seen_at))
}

/// Ends a session.
///
/// # Errors
/// When the database refuses.
pub async fn end(tx: &Tx, hash: &str) -> Result<(), StoreError> {
    let active =
        citizen_session::ActiveModel { ended_at: Set(Some(tx.now())), ..Default::default() };
    change(tx, active, Column::TokenHash.eq(hash)).await
}

/// Ends all sessions of an account.
///
/// # Errors
/// When the database refuses.
pub async fn end_all(tx: &Tx, citizen: CitizenId) -> Result<(), StoreError> {
    let active =
        citizen_session::ActiveModel { ended_at: Set(Some(tx.now())), ..Default::default() };
    change(tx, active, Column::CitizenId.eq(citizen)).await
}

async fn change(
    tx: &Tx,
    active: citizen_session::ActiveModel,
    which: sea_orm::sea_query::Expr,
) -> Result<(), StoreError> {
    Entity::update_many()
        .set(active)
        .filter(Column::MunicipalityId.eq(tx.municipality()))
        .filter(which)
        .filter(Column::EndedAt.is_null())
        .exec(tx.conn())
        .await?;
    Ok(())
}
