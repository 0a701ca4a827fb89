//! Tokens of the programming interface: a role of a municipality, for a limited time.

use super::actor::{Actor, Rights};
use super::entity::{api_token, role_right};
use crate::crypto;
use crate::store::{Db, StoreError, Tx};
use crate::types::{Instant, MunicipalityId};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, Set};

/// Makes a token and returns its secret, which is not kept.
///
/// # Errors
/// When the role is not there.
pub async fn create_token(
    tx: &Tx,
    name: &str,
    role: &str,
    expires_at: Instant,
) -> Result<String, StoreError> {
    let secret = crypto::token();
    tx.insert(api_token::ActiveModel {
        municipality_id: Set(tx.municipality()),
        token_hash: Set(crypto::fingerprint(&secret)),
        id: Set(tx.new_id()),
        name: Set(name.to_owned()),
        role_id: Set(role.to_owned()),
        created_at: Set(tx.now()),
        expires_at: Set(expires_at),
        revoked_at: Set(None),
    })
    .await?;
    Ok(secret)
}

/// All tokens, newest first.
///
/// # Errors
/// When the database does not answer.
pub async fn tokens(tx: &Tx) -> Result<Vec<api_token::Model>, StoreError> {
    Ok(tx.find::<api_token::Entity>().order_by_desc(api_token::Column::Id).all(tx.conn()).await?)
}

/// Ends a token at once.
///
/// # Errors
/// When the database refuses.
pub async fn revoke_token(tx: &Tx, id: i64) -> Result<(), StoreError> {
    api_token::Entity::update_many()
        .set(api_token::ActiveModel { revoked_at: Set(Some(tx.now())), ..Default::default() })
        .filter(api_token::Column::MunicipalityId.eq(tx.municipality()))
        .filter(api_token::Column::Id.eq(id))
        .exec(tx.conn())
        .await?;
    Ok(())
}

/// The actor that a token makes now; it is known by its fingerprint.
pub(super) async fn actor_of_token(
    db: &Db,
    municipality: MunicipalityId,
    hash: &str,
) -> Result<Option<Actor>, StoreError> {
    let system = Actor::system(municipality, "checking a token");
    let tx = db.read(&system).await?;
    let row = tx
        .find::<api_token::Entity>()
        .filter(api_token::Column::TokenHash.eq(hash))
        .filter(api_token::Column::RevokedAt.is_null())
        .filter(api_token::Column::ExpiresAt.gt(tx.now()))
        .one(tx.conn())
        .await?;
    let Some(row) = row else {
        tx.rollback().await;
        return Ok(None);
    };
    let rights = tx
        .find::<role_right::Entity>()
        .filter(role_right::Column::RoleId.eq(&row.role_id))
        .all(tx.conn())
        .await?;
    tx.rollback().await;
    let rights = Rights::new(rights.into_iter().map(|right| right.right_id));
    let mut actor = system.with_rights(rights);
    actor.username = format!("token:{}", row.name).into();
    actor.name = row.name.into();
    actor.roles = row.role_id.into();
    Ok(Some(actor))
}
