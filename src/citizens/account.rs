//! An account of somebody outside the office: a number that the program draws, and a password with a
//! second factor or a passkey. It holds no name and no address: whose it is says only the link.
//!
//! Invariants: nobody learns whether an account exists – a wrong number, password and code are answered
//! alike and take the same time; failures are counted as those of staff are; a code of the second
//! factor opens once.

use super::CitizenId;
use super::session;
use super::store::citizen::{self, Column, Entity};
use kit::access::{SecondFactor, SignInError};
use kit::access::{delayed_until, forgive, hashed_anew, is_password_right, note_failure};
use kit::audit::Entry;
use kit::store::{Db, StoreError, Tx};
use kit::web::Problem;
use sea_orm::{
    ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder, QuerySelect, Set,
};
use std::collections::HashMap;

/// Digits of a login number: of so many that guessing one is work, of so few that they are typed.
const LOGIN_DIGITS: u32 = 9;
/// So often a number is drawn anew when it is taken.
const DRAWS: usize = 8;

/// How somebody will come in.
#[derive(Clone, Debug, Default)]
pub struct NewAccount {
    /// Hash of the password, or empty.
    pub password_hash: String,
    /// The second factor, with the time step of the code that proved it.
    pub factor: Option<(String, i64)>,
    /// Who it is for the provider of identities, or empty.
    pub identity: String,
}

/// A number as people read it: `123 456 789`.
#[must_use]
pub fn grouped(login: &str) -> String {
    let letters: Vec<char> = login.chars().collect();
    letters.chunks(3).map(|part| part.iter().collect::<String>()).collect::<Vec<_>>().join(" ")
}

/// The digits of what was typed.
#[must_use]
pub fn digits(text: &str) -> String {
    text.chars().filter(char::is_ascii_digit).collect()
}

fn drawn() -> String {
    let [a, b] = [kit::crypto::random_u32(), kit::crypto::random_u32()];
    let number = ((u64::from(a) << 32) | u64::from(b)) % 10_u64.pow(LOGIN_DIGITS);
    format!("{number:0width$}", width = LOGIN_DIGITS as usize)
}

/// Opens an account under an id that was given out before.
///
/// # Errors
/// When the database refuses.
pub async fn open(
    tx: &mut Tx,
    id: CitizenId,
    new: &NewAccount,
) -> Result<citizen::Model, StoreError> {
    let mut login = drawn();
    for _ in 0..DRAWS {
        if by_login(tx, &login).await?.is_none() {
            break;
        }
        login = drawn();
    }
    let sealed = match &new.factor {
        Some((secret, _)) => Some(tx.seal("citizen", "totp_sealed", id.0, secret)?),
        None => None,
    };
    let row = citizen::Model {
        municipality_id: tx.municipality(),
        id,
        login,
        password_hash: new.password_hash.clone(),
        totp_sealed: sealed,
        totp_last_step: new.factor.as_ref().map_or(0, |(_, step)| *step),
        identity: new.identity.clone(),
        made_at: tx.now(),
        closed_at: None,
        version: 1,
    };
    tx.insert(row.clone().into_active_model()).await?;
    tx.audit(Entry::write("citizen-account-opened", id.0));
    Ok(row)
}

/// An account by its id.
///
/// # Errors
/// [`StoreError::NotFound`] when there is none, or it is closed.
pub async fn by_id(tx: &Tx, id: CitizenId) -> Result<citizen::Model, StoreError> {
    let row = tx.find::<Entity>().filter(Column::Id.eq(id)).filter(Column::ClosedAt.is_null());
    row.one(tx.conn()).await?.ok_or(StoreError::NotFound)
}

/// The numbers of some accounts.
///
/// # Errors
/// When the database does not answer.
pub async fn logins(tx: &Tx, ids: &[CitizenId]) -> Result<HashMap<CitizenId, String>, StoreError> {
    let rows = tx.find::<Entity>().filter(Column::Id.is_in(ids.iter().copied()));
    Ok(rows.all(tx.conn()).await?.into_iter().map(|row| (row.id, row.login)).collect())
}

/// The oldest account that comes in with a second factor, with its code of this moment: what the
/// demonstration shows on its door.
///
/// # Errors
/// When the database does not answer.
pub async fn oldest(tx: &Tx) -> Result<Option<(String, String)>, StoreError> {
    let rows = tx.find::<Entity>().filter(Column::TotpSealed.is_not_null());
    let Some(row) = rows.order_by_asc(Column::Id).limit(1).one(tx.conn()).await? else {
        return Ok(None);
    };
    let sealed = row.totp_sealed.as_deref().unwrap_or_default();
    let secret = tx.open("citizen", "totp_sealed", row.id.0, sealed)?;
    let code = SecondFactor::from_base32(&secret).map(|one| one.code(tx.now()));
    Ok(code.map(|code| (row.login, code)))
}

async fn by_login(tx: &Tx, login: &str) -> Result<Option<citizen::Model>, StoreError> {
    let row = tx.find::<Entity>().filter(Column::Login.eq(login));
    Ok(row.one(tx.conn()).await?)
}

/// The open account of somebody whom a provider of identities knows.
///
/// # Errors
/// When the database does not answer.
pub async fn by_identity(tx: &Tx, identity: &str) -> Result<Option<citizen::Model>, StoreError> {
    if identity.is_empty() {
        return Ok(None);
    }
    let row = tx.find::<Entity>().filter(Column::Identity.eq(identity));
    Ok(row.filter(Column::ClosedAt.is_null()).one(tx.conn()).await?)
}

/// What was typed to come in.
#[derive(Clone, Copy)]
pub struct Typed<'a> {
    /// The number.
    pub login: &'a str,
    /// The password.
    pub password: &'a str,
    /// The code of the second factor.
    pub code: &'a str,
    /// The network address; only a counter of failures knows it.
    pub ip: &'a str,
}

/// The step of a right code, later than the last one used.
fn right_step(tx: &Tx, row: &citizen::Model, code: &str) -> Result<Option<i64>, StoreError> {
    let Some(sealed) = &row.totp_sealed else { return Ok(None) };
    let secret = tx.open("citizen", "totp_sealed", row.id.0, sealed)?;
    let step = SecondFactor::from_base32(&secret).and_then(|one| one.check(code, tx.now()));
    Ok(step.filter(|step| *step > row.totp_last_step))
}

/// Lets somebody in; gives the token for the cookie.
///
/// # Errors
/// See [`SignInError`]: it is not said what was wrong.
pub async fn sign_in(
    db: &Db,
    actor: &kit::access::Actor,
    typed: Typed<'_>,
) -> Result<String, SignInError> {
    let subjects = [format!("account:citizen/{}", typed.login), format!("address:{}", typed.ip)];
    let tx = db.read(actor).await?;
    let until = delayed_until(&tx, &subjects).await?;
    let known = by_login(&tx, typed.login).await?.filter(|row| row.closed_at.is_none());
    let now = tx.now();
    tx.rollback().await;
    if until > now {
        return Err(SignInError::Wait((until.0 - now.0 + 999) / 1000));
    }
    let kept = known.as_ref().map(|row| row.password_hash.clone()).filter(|kept| !kept.is_empty());
    let is_right = is_password_right(typed.password, kept.clone()).await;
    let renewed = if is_right { hashed_anew(typed.password, kept).await } else { None };
    let mut tx = db.write(actor).await?;
    let step = match &known {
        Some(row) if is_right => right_step(&tx, row, typed.code)?,
        _ => None,
    };
    let (Some(row), Some(step)) = (known, step) else {
        note_failure(&tx, &subjects).await?;
        tx.audit(Entry::new("sign-in", "citizen", "").failed());
        tx.commit().await?;
        return Err(SignInError::Wrong);
    };
    use_up(&tx, row.id, (step, renewed)).await?;
    forgive(&tx, &subjects).await?;
    let token = session::open(&tx, row.id).await?;
    tx.audit(Entry::new("sign-in", "citizen", &row.id.to_string()));
    tx.commit().await?;
    Ok(token)
}

/// The step of a code is used up, so that one seen over a shoulder opens nothing; a hash made anew is kept.
async fn use_up(
    tx: &Tx,
    id: CitizenId,
    (step, renewed): (i64, Option<String>),
) -> Result<(), StoreError> {
    let mut row = citizen::ActiveModel { totp_last_step: Set(step), ..Default::default() };
    if let Some(hash) = renewed {
        row.password_hash = Set(hash);
    }
    let changed = Entity::update_many()
        .set(row)
        .filter(Column::MunicipalityId.eq(tx.municipality()))
        .filter(Column::Id.eq(id))
        .filter(Column::TotpLastStep.lt(step))
        .exec(tx.conn())
        .await?;
    if changed.rows_affected == 1 { Ok(()) } else { Err(StoreError::Conflict) }
}

/// Closes an account: its sessions end and nobody comes in by it again.
///
/// # Errors
/// When the database refuses.
pub async fn close(tx: &mut Tx, row: &citizen::Model) -> Result<(), StoreError> {
    let active = citizen::ActiveModel {
        closed_at: Set(Some(tx.now())),
        password_hash: Set(String::new()),
        totp_sealed: Set(None),
        identity: Set(String::new()),
        ..Default::default()
    };
    tx.update::<Entity>(row.id, row.version, active).await?;
    session::end_all(tx, row.id).await?;
    super::link::end_of_account(tx, row.id, "closed").await?;
    tx.audit(Entry::write("citizen-account-closed", row.id.0));
    Ok(())
}

/// The hash of a password, made beside the threads that serve: it takes a while on purpose.
///
/// # Errors
/// When the hasher refuses.
pub async fn hashed(password: String) -> Result<String, Problem> {
    tokio::task::spawn_blocking(move || kit::crypto::hash_password(&password))
        .await
        .map_err(Problem::internal)?
        .map_err(Problem::internal)
}
