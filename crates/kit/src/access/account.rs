//! Staff accounts and the roles they hold.

use super::entity::{account, account_role, role, role_right, session};
use crate::crypto;
use crate::store::{StoreError, Tx};
use crate::types::{AccountId, Day, Instant};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, Set};

/// An account as lists show it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Account {
    /// Its id.
    pub id: AccountId,
    /// The name typed at sign-in.
    pub username: String,
    /// The person's name.
    pub name: String,
    /// The person's post.
    pub post: String,
    /// Set when the account may no longer be used.
    pub disabled_at: Option<Instant>,
    /// Whether the second factor is set up.
    pub has_second_factor: bool,
    /// Ids of the roles held today.
    pub roles: Vec<String>,
    /// Version of the row.
    pub version: i32,
}

/// What is needed to make an account.
#[derive(Clone, Debug)]
pub struct NewAccount<'a> {
    /// The name typed at sign-in: lower-case Latin letters, digits, dots.
    pub username: &'a str,
    /// The person's name.
    pub name: &'a str,
    /// The person's post.
    pub post: &'a str,
}

/// A role and what it may do.
#[derive(Clone, Debug)]
pub struct RoleSpec<'a> {
    /// `referral_officer`.
    pub id: &'a str,
    /// Name in Bulgarian.
    pub name: &'a str,
    /// Name in English.
    pub name_en: &'a str,
    /// The rights.
    pub rights: &'a [&'a str],
}

/// An invitation to set a password holds for a day (OWASP ASVS 5, V6.4.1).
const INVITATION_MS: i64 = 24 * 60 * 60 * 1000;

/// Makes an account that cannot be used until its invitation is taken up.
///
/// # Errors
/// [`StoreError::Duplicate`] when the name is taken.
pub async fn create_account(tx: &Tx, new: NewAccount<'_>) -> Result<AccountId, StoreError> {
    let id = AccountId(tx.new_id());
    tx.insert(account::ActiveModel {
        municipality_id: Set(tx.municipality()),
        id: Set(id),
        username: Set(new.username.to_owned()),
        name: Set(new.name.to_owned()),
        post: Set(new.post.to_owned()),
        password_hash: Set(None),
        totp_sealed: Set(None),
        totp_last_step: Set(0),
        invite_hash: Set(None),
        invite_until: Set(None),
        disabled_at: Set(None),
        version: Set(1),
        created_at: Set(tx.now()),
    })
    .await?;
    Ok(id)
}

/// All accounts by name, with the roles held on a day. Two queries.
///
/// # Errors
/// When the database does not answer.
pub async fn accounts(tx: &Tx, on: Day) -> Result<Vec<Account>, StoreError> {
    let rows =
        tx.find::<account::Entity>().order_by_asc(account::Column::Name).all(tx.conn()).await?;
    let held = tx.find::<account_role::Entity>().all(tx.conn()).await?;
    let list = rows.into_iter().map(|row| {
        let roles = held
            .iter()
            .filter(|role| role.account_id == row.id && holds(role, on))
            .map(|role| role.role_id.clone())
            .collect();
        Account {
            id: row.id,
            username: row.username,
            name: row.name,
            post: row.post,
            disabled_at: row.disabled_at,
            has_second_factor: row.totp_sealed.is_some(),
            roles,
            version: row.version,
        }
    });
    Ok(list.collect())
}

pub(super) fn holds(role: &account_role::Model, on: Day) -> bool {
    role.valid_from <= on && role.valid_to.is_none_or(|last| on <= last)
}

/// Writes a role and its rights; replaces the rights when the role exists.
///
/// # Errors
/// When the database refuses.
pub async fn define_role(tx: &Tx, spec: &RoleSpec<'_>) -> Result<(), StoreError> {
    let there = tx
        .find::<role::Entity>()
        .filter(role::Column::Id.eq(spec.id))
        .one(tx.conn())
        .await?
        .is_some();
    if !there {
        tx.insert(role::ActiveModel {
            municipality_id: Set(tx.municipality()),
            id: Set(spec.id.to_owned()),
            name: Set(spec.name.to_owned()),
            name_en: Set(spec.name_en.to_owned()),
        })
        .await?;
    }
    role_right::Entity::delete_many()
        .filter(role_right::Column::MunicipalityId.eq(tx.municipality()))
        .filter(role_right::Column::RoleId.eq(spec.id))
        .exec(tx.conn())
        .await?;
    for right in spec.rights {
        tx.insert(role_right::ActiveModel {
            municipality_id: Set(tx.municipality()),
            role_id: Set(spec.id.to_owned()),
            right_id: Set((*right).to_owned()),
        })
        .await?;
    }
    Ok(())
}

/// All roles with their rights, for the page that shows who may do what.
///
/// # Errors
/// When the database does not answer.
pub async fn role_rights(tx: &Tx) -> Result<Vec<(role::Model, Vec<String>)>, StoreError> {
    let roles = tx.find::<role::Entity>().order_by_asc(role::Column::Id).all(tx.conn()).await?;
    let rights = tx.find::<role_right::Entity>().all(tx.conn()).await?;
    let with_rights = roles.into_iter().map(|role| {
        let own = rights.iter().filter(|right| right.role_id == role.id);
        let own = own.map(|right| right.right_id.clone()).collect();
        (role, own)
    });
    Ok(with_rights.collect())
}

/// Gives a role from a day on.
///
/// # Errors
/// When the role or account is not there.
pub async fn give_role(tx: &Tx, to: AccountId, role: &str, from: Day) -> Result<(), StoreError> {
    take_role(tx, to, role).await?;
    tx.insert(account_role::ActiveModel {
        municipality_id: Set(tx.municipality()),
        account_id: Set(to),
        role_id: Set(role.to_owned()),
        valid_from: Set(from),
        valid_to: Set(None),
    })
    .await
}

/// Takes a role away at once.
///
/// # Errors
/// When the database refuses.
pub async fn take_role(tx: &Tx, from: AccountId, role: &str) -> Result<(), StoreError> {
    account_role::Entity::delete_many()
        .filter(account_role::Column::MunicipalityId.eq(tx.municipality()))
        .filter(account_role::Column::AccountId.eq(from))
        .filter(account_role::Column::RoleId.eq(role))
        .exec(tx.conn())
        .await?;
    Ok(())
}

/// Makes a fresh invitation; an earlier one no longer opens anything. Returns its secret.
///
/// # Errors
/// When the account is not there.
pub async fn invite(tx: &Tx, to: AccountId) -> Result<String, StoreError> {
    let secret = crypto::token();
    let row = account::ActiveModel {
        invite_hash: Set(Some(crypto::fingerprint(&secret))),
        invite_until: Set(Some(tx.now().plus_ms(INVITATION_MS))),
        ..Default::default()
    };
    change(tx, to, row).await?;
    Ok(secret)
}

/// The account that an invitation opens, while it holds.
///
/// # Errors
/// [`StoreError::NotFound`] when there is none.
pub async fn open_invitation(tx: &Tx, secret: &str) -> Result<account::Model, StoreError> {
    tx.find::<account::Entity>()
        .filter(account::Column::InviteHash.eq(crypto::fingerprint(secret)))
        .filter(account::Column::InviteUntil.gt(tx.now()))
        .filter(account::Column::DisabledAt.is_null())
        .one(tx.conn())
        .await?
        .ok_or(StoreError::NotFound)
}

/// Sets the hash of a password, uses up the invitation and ends all sessions.
///
/// # Errors
/// When the account is not there.
pub async fn set_password(tx: &Tx, of: AccountId, hash: String) -> Result<(), StoreError> {
    let row = account::ActiveModel {
        password_hash: Set(Some(hash)),
        invite_hash: Set(None),
        invite_until: Set(None),
        ..Default::default()
    };
    change(tx, of, row).await?;
    end_sessions_of(tx, of).await
}

/// Closes an account at once, with its sessions.
///
/// # Errors
/// When the account is not there.
pub async fn disable_account(tx: &Tx, id: AccountId) -> Result<(), StoreError> {
    let row = account::ActiveModel { disabled_at: Set(Some(tx.now())), ..Default::default() };
    change(tx, id, row).await?;
    end_sessions_of(tx, id).await
}

/// Ends all sessions of an account. Tell [`super::Sessions::forget`] after the commit.
///
/// # Errors
/// When the database refuses.
pub async fn end_sessions_of(tx: &Tx, id: AccountId) -> Result<(), StoreError> {
    session::Entity::update_many()
        .set(session::ActiveModel { ended_at: Set(Some(tx.now())), ..Default::default() })
        .filter(session::Column::MunicipalityId.eq(tx.municipality()))
        .filter(session::Column::AccountId.eq(id))
        .filter(session::Column::EndedAt.is_null())
        .exec(tx.conn())
        .await?;
    Ok(())
}

pub(super) async fn change(
    tx: &Tx,
    id: AccountId,
    row: account::ActiveModel,
) -> Result<(), StoreError> {
    let done = account::Entity::update_many()
        .set(row)
        .filter(account::Column::MunicipalityId.eq(tx.municipality()))
        .filter(account::Column::Id.eq(id))
        .exec(tx.conn())
        .await?;
    if done.rows_affected == 1 { Ok(()) } else { Err(StoreError::NotFound) }
}
