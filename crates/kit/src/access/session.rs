//! Sessions: a random token in a cookie, its hash in a table.
//!
//! A session ends after 15 minutes without a request and 8 hours in all, and at once when the
//! account is closed, its password or its roles change. One process that serves alone keeps open
//! sessions and tokens in memory for a second; where several serve one database each request asks
//! the table.

use super::account::holds;
use super::actor::{Actor, Rights};
use super::entity::{account, account_role, role_right, session};
use super::token::actor_of_token;
use crate::crypto;
use crate::store::{Db, StoreError, Tx};
use crate::types::{AccountId, Day, Instant, MunicipalityId};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, Set};
use std::collections::HashMap;
use std::sync::{Arc, RwLock};

const MINUTE_MS: i64 = 60 * 1000;
const IDLE_MS: i64 = 15 * MINUTE_MS;
const ABSOLUTE_MS: i64 = 8 * 60 * MINUTE_MS;
/// What is remembered is read again after so long: a command run beside the service (an account
/// closed, a token revoked) must take hold at once.
const TRUSTED_MS: i64 = 1000;

/// A session as its owner's list shows it.
pub type Session = session::Model;

/// Why a cookie or token opens nothing.
#[derive(Debug, Clone, thiserror::Error)]
pub enum SessionError {
    /// There was none, or it is not known.
    #[error("nobody is signed in")]
    Nobody,
    /// The session has ended; whose it was, so that what was typed is kept for its owner.
    #[error("the session has ended")]
    Ended(AccountId),
    /// The database did not answer.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Who is signed in, and by which session.
#[derive(Clone, Debug)]
pub struct CurrentSession {
    /// The account's person, rights and purpose still to be set.
    pub actor: Actor,
    /// The token's hash: what forms sign with.
    pub token_hash: Arc<str>,
}

#[derive(Clone)]
struct Known {
    current: CurrentSession,
    created_at: Instant,
    seen_at: Instant,
    noted_at: Instant,
    loaded_at: Instant,
    day: Day,
}

/// Who is known from memory by a token, and since when.
#[derive(Clone)]
struct KnownToken {
    actor: Actor,
    loaded_at: Instant,
}

/// The open sessions.
#[derive(Clone)]
pub struct Sessions {
    db: Db,
    known: Arc<RwLock<HashMap<(i64, String), Known>>>,
    tokens: Arc<RwLock<HashMap<(i64, String), KnownToken>>>,
}

impl Sessions {
    /// The sessions of a database.
    #[must_use]
    pub fn new(db: Db) -> Sessions {
        Sessions { db, known: Arc::default(), tokens: Arc::default() }
    }

    /// Opens a session for an account that proved who it is; returns the token for the cookie.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn open(
        tx: &Tx,
        account: AccountId,
        ip: &str,
        agent: &str,
    ) -> Result<String, StoreError> {
        let token = crypto::token();
        tx.insert(session::ActiveModel {
            municipality_id: Set(tx.municipality()),
            token_hash: Set(crypto::fingerprint(&token)),
            id: Set(tx.new_id()),
            account_id: Set(account),
            created_at: Set(tx.now()),
            seen_at: Set(tx.now()),
            ended_at: Set(None),
            ip: Set(ip.to_owned()),
            agent: Set(agent.chars().take(200).collect()),
        })
        .await?;
        Ok(token)
    }

    /// The open sessions of an account, newest first.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn of(tx: &Tx, account: AccountId) -> Result<Vec<Session>, StoreError> {
        Ok(tx
            .find::<session::Entity>()
            .filter(session::Column::AccountId.eq(account))
            .filter(session::Column::EndedAt.is_null())
            .filter(session::Column::SeenAt.gt(tx.now().plus_ms(-IDLE_MS)))
            .order_by_desc(session::Column::Id)
            .all(tx.conn())
            .await?)
    }

    /// Ends the session of a cookie.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn close(&self, tx: &Tx, token_hash: &str) -> Result<(), StoreError> {
        session::Entity::update_many()
            .set(session::ActiveModel { ended_at: Set(Some(tx.now())), ..Default::default() })
            .filter(session::Column::MunicipalityId.eq(tx.municipality()))
            .filter(session::Column::TokenHash.eq(token_hash))
            .exec(tx.conn())
            .await?;
        Ok(())
    }

    /// Forgets what is known from memory: after sign-out and any change of accounts or roles.
    pub fn forget(&self) {
        if let Ok(mut known) = self.known.write() {
            known.clear();
        }
        if let Ok(mut tokens) = self.tokens.write() {
            tokens.clear();
        }
    }

    /// Who an API token stands for.
    ///
    /// # Errors
    /// [`SessionError::Nobody`] when it holds no more.
    pub async fn by_token(
        &self,
        municipality: MunicipalityId,
        secret: &str,
    ) -> Result<Actor, SessionError> {
        let (now, key) = (self.db.clock().now(), (municipality.0, crypto::fingerprint(secret)));
        let known = self.tokens.read().ok().and_then(|tokens| tokens.get(&key).cloned());
        if let Some(known) = known.filter(|known| is_fresh(known.loaded_at, now)) {
            return Ok(known.actor);
        }
        let actor = actor_of_token(&self.db, municipality, &key.1).await?;
        let actor = actor.ok_or(SessionError::Nobody)?;
        if self.db.is_single_process()
            && let Ok(mut tokens) = self.tokens.write()
        {
            tokens.retain(|_, known| is_fresh(known.loaded_at, now));
            tokens.insert(key, KnownToken { actor: actor.clone(), loaded_at: now });
        }
        Ok(actor)
    }

    /// Who a cookie stands for.
    ///
    /// # Errors
    /// When nobody, when the session has ended, when the database does not answer.
    pub async fn by_cookie(
        &self,
        municipality: MunicipalityId,
        token: &str,
    ) -> Result<CurrentSession, SessionError> {
        let now = self.db.clock().now();
        let key = (municipality.0, crypto::fingerprint(token));
        let known = match self.remembered(&key) {
            Some(known) if known.day == now.day() && is_fresh(known.loaded_at, now) => known,
            older => {
                let known = self.load(municipality, &key.1, now).await?;
                // The table learns of the last use once a minute.
                let used = older.map_or(known.seen_at, |older| older.seen_at.max(known.seen_at));
                Known { seen_at: used, ..known }
            }
        };
        let account = known.current.actor.account.ok_or(SessionError::Nobody)?;
        if now.0 - known.seen_at.0 > IDLE_MS || now.0 - known.created_at.0 > ABSOLUTE_MS {
            return Err(SessionError::Ended(account));
        }
        self.note(municipality, key, known.clone(), now).await;
        Ok(known.current)
    }

    fn remembered(&self, key: &(i64, String)) -> Option<Known> {
        if !self.db.is_single_process() {
            return None;
        }
        self.known.read().ok()?.get(key).cloned()
    }

    async fn load(
        &self,
        municipality: MunicipalityId,
        token_hash: &str,
        now: Instant,
    ) -> Result<Known, SessionError> {
        let system = Actor::system(municipality, "checking a session");
        let tx = self.db.read(&system).await?;
        let row = tx
            .find::<session::Entity>()
            .filter(session::Column::TokenHash.eq(token_hash))
            .one(tx.conn())
            .await
            .map_err(StoreError::from)?
            .ok_or(SessionError::Nobody)?;
        let person = tx
            .find::<account::Entity>()
            .filter(account::Column::Id.eq(row.account_id))
            .one(tx.conn())
            .await
            .map_err(StoreError::from)?
            .ok_or(SessionError::Nobody)?;
        if row.ended_at.is_some() || person.disabled_at.is_some() {
            return Err(SessionError::Ended(row.account_id));
        }
        let (roles, rights) = rights_of(&tx, person.id, now.day()).await?;
        tx.rollback().await;
        let mut actor = system.with_rights(rights);
        actor.account = Some(person.id);
        actor.name = person.name.into();
        actor.username = person.username.into();
        actor.roles = roles.join(",").into();
        actor.session = Some(row.id);
        let current = CurrentSession { actor, token_hash: token_hash.into() };
        let (created_at, seen_at) = (row.created_at, row.seen_at);
        let (noted_at, day) = (seen_at, now.day());
        Ok(Known { current, created_at, seen_at, noted_at, loaded_at: now, day })
    }

    /// Remembers that the session is in use; writes it down once a minute at most.
    async fn note(
        &self,
        municipality: MunicipalityId,
        key: (i64, String),
        known: Known,
        now: Instant,
    ) {
        let write_down = now.0 - known.noted_at.0 > MINUTE_MS;
        let noted_at = if write_down { now } else { known.noted_at };
        let token_hash = key.1.clone();
        if self.db.is_single_process()
            && let Ok(mut all) = self.known.write()
        {
            if all.len() > 20_000 {
                all.clear();
            }
            all.insert(key, Known { seen_at: now, noted_at, ..known });
        }
        if write_down && let Err(e) = write_seen(&self.db, municipality, &token_hash).await {
            tracing::warn!(error = %e, "a session's last use was not noted");
        }
    }
}

fn is_fresh(loaded_at: Instant, now: Instant) -> bool {
    (0..TRUSTED_MS).contains(&(now.0 - loaded_at.0))
}

async fn write_seen(db: &Db, municipality: MunicipalityId, hash: &str) -> Result<(), StoreError> {
    let tx = db.write(&Actor::system(municipality, "noting a session's use")).await?;
    session::Entity::update_many()
        .set(session::ActiveModel { seen_at: Set(tx.now()), ..Default::default() })
        .filter(session::Column::MunicipalityId.eq(municipality))
        .filter(session::Column::TokenHash.eq(hash))
        .exec(tx.conn())
        .await?;
    tx.commit().await
}

async fn rights_of(
    tx: &Tx,
    account: AccountId,
    on: Day,
) -> Result<(Vec<String>, Rights), StoreError> {
    let held = tx
        .find::<account_role::Entity>()
        .filter(account_role::Column::AccountId.eq(account))
        .all(tx.conn())
        .await?;
    let roles: Vec<String> =
        held.iter().filter(|role| holds(role, on)).map(|role| role.role_id.clone()).collect();
    let rights = tx
        .find::<role_right::Entity>()
        .filter(role_right::Column::RoleId.is_in(&roles))
        .all(tx.conn())
        .await?;
    Ok((roles, Rights::new(rights.into_iter().map(|right| right.right_id))))
}
