//! What is remembered between two requests of one signing in: the challenge of a passkey, the way to a
//! provider of identities. Each is used once and lives for minutes; its content is sealed.

use super::StepId;
use super::store::citizen_step::{self, Column, Entity};
use kit::store::{StoreError, Tx};
use sea_orm::{ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter, Set};
use serde::Serialize;
use serde::de::DeserializeOwned;

/// So long somebody has between the two requests.
const LIVES_MS: i64 = 10 * 60 * 1000;

/// Remembers something under a fresh secret, which is given back.
///
/// # Errors
/// When the database refuses.
pub async fn keep<T: Serialize>(tx: &Tx, kind: &str, state: &T) -> Result<String, StoreError> {
    let (id, secret) = (StepId(tx.new_id()), kit::crypto::token());
    // What nobody came back for goes with the next one that is kept.
    Entity::delete_many()
        .filter(Column::MunicipalityId.eq(tx.municipality()))
        .filter(Column::ExpiresAt.lt(tx.now()))
        .exec(tx.conn())
        .await?;
    let row = citizen_step::Model {
        municipality_id: tx.municipality(),
        id,
        kind: kind.to_owned(),
        fingerprint: kit::crypto::fingerprint(&secret),
        state_sealed: tx.seal_json("citizen_step", "state_sealed", id.0, state)?,
        expires_at: tx.now().plus_ms(LIVES_MS),
        used_at: None,
        version: 1,
    };
    tx.insert(row.into_active_model()).await?;
    Ok(secret)
}

/// Takes what was remembered under a secret: once, and not too late.
///
/// # Errors
/// [`StoreError::NotFound`] when there is none, or it was taken, or its time is over.
pub async fn take<T: DeserializeOwned>(tx: &Tx, kind: &str, secret: &str) -> Result<T, StoreError> {
    let print = kit::crypto::fingerprint(secret);
    let row = tx.find::<Entity>().filter(Column::Fingerprint.eq(print));
    let row = row.filter(Column::Kind.eq(kind)).filter(Column::UsedAt.is_null());
    let row = row.one(tx.conn()).await?.filter(|row| row.expires_at > tx.now());
    let row = row.ok_or(StoreError::NotFound)?;
    let active = citizen_step::ActiveModel { used_at: Set(Some(tx.now())), ..Default::default() };
    tx.update::<Entity>(row.id, row.version, active).await?;
    tx.open_json("citizen_step", "state_sealed", row.id.0, &row.state_sealed)
}
