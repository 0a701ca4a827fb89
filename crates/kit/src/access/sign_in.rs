//! Signing in: name, password, code of the second factor; slower with each failure.
//!
//! The delay grows for the account (to half a minute, so that nobody can lock another out) and
//! for the network address (to a quarter of an hour). Unknown names cost the same time as known.

use super::Actor;
use super::account::change;
use super::entity::{account, sign_in_throttle};
use super::session::Sessions;
use crate::audit::Entry;
use crate::crypto;
use crate::store::{Db, StoreError, Tx};
use crate::types::{AccountId, Instant, MunicipalityId};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, Set};
use totp_rs::{Builder, Totp};

/// What was typed.
#[derive(Clone)]
pub struct SignIn<'a> {
    /// The name.
    pub username: &'a str,
    /// The password.
    pub password: &'a str,
    /// Six digits of the second factor.
    pub code: &'a str,
    /// The network address.
    pub ip: &'a str,
    /// The browser's own name.
    pub agent: &'a str,
}

/// Why nobody was let in.
#[derive(Debug, thiserror::Error)]
pub enum SignInError {
    /// Name, password or code is wrong; it is not said which.
    #[error("the name, password or code is wrong")]
    Wrong,
    /// Too many failures: wait so many seconds.
    #[error("wait {0} seconds")]
    Wait(i64),
    /// The database did not answer.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// The secret of a second factor while it is set up.
pub struct SecondFactor {
    secret: Vec<u8>,
}

const FREE_FAILURES: i32 = 3;
const ACCOUNT_DELAY_MAX_S: i64 = 30;
const ADDRESS_DELAY_MAX_S: i64 = 15 * 60;
/// Failures older than this are forgiven.
const FORGIVEN_MS: i64 = 60 * 60 * 1000;

/// Two passwords at a time: each check takes 46 MiB.
static HASHING: tokio::sync::Semaphore = tokio::sync::Semaphore::const_new(2);

impl SecondFactor {
    /// A fresh secret of 160 bits.
    #[must_use]
    pub fn fresh() -> SecondFactor {
        SecondFactor { secret: crypto::random_bytes::<20>().to_vec() }
    }

    /// A secret written in base 32, as the page carries it between its two steps.
    #[must_use]
    pub fn from_base32(text: &str) -> Option<SecondFactor> {
        let secret = data_encoding::BASE32_NOPAD.decode(text.as_bytes()).ok()?;
        (secret.len() == 20).then_some(SecondFactor { secret })
    }

    /// In base 32, to type into an app.
    #[must_use]
    pub fn base32(&self) -> String {
        data_encoding::BASE32_NOPAD.encode(&self.secret)
    }

    /// The address that a QR code carries to an app.
    #[must_use]
    pub fn address(&self, username: &str, municipality: &str) -> String {
        format!(
            "otpauth://totp/Opora:{username}@{municipality}?secret={}&issuer=Opora",
            self.base32()
        )
    }

    fn totp(&self) -> Totp {
        Builder::new().with_secret(self.secret.clone()).with_skew(1).build_noncompliant()
    }

    /// The code at a moment; the demo shows it, tests type it.
    #[must_use]
    pub fn code(&self, at: Instant) -> String {
        self.totp().generate(at.0.unsigned_abs() / 1000).to_string()
    }

    /// The time step of a right code.
    #[must_use]
    pub fn check(&self, code: &str, at: Instant) -> Option<i64> {
        let seconds = at.0.unsigned_abs() / 1000;
        self.totp().check(code.trim(), seconds).and_then(|step| i64::try_from(step).ok())
    }
}

/// Seals the secret of an account's second factor once its first code was right.
///
/// # Errors
/// When the account is not there.
pub async fn enrol_second_factor(
    tx: &Tx,
    of: AccountId,
    factor: &SecondFactor,
) -> Result<(), StoreError> {
    let sealed = tx.seal_bytes("account", "totp_sealed", of.0, &factor.secret)?;
    change(tx, of, account::ActiveModel { totp_sealed: Set(Some(sealed)), ..Default::default() })
        .await
}

/// The second factor of an account, when it is set up. For the demo's sign-in page and tests.
///
/// # Errors
/// When the database does not answer or the secret does not open.
pub async fn second_factor_of(tx: &Tx, of: AccountId) -> Result<Option<SecondFactor>, StoreError> {
    let row =
        tx.find::<account::Entity>().filter(account::Column::Id.eq(of)).one(tx.conn()).await?;
    let Some(sealed) = row.and_then(|row| row.totp_sealed) else {
        return Ok(None);
    };
    let secret = tx.key().open("account", "totp_sealed", of.0, &sealed)?;
    Ok(Some(SecondFactor { secret }))
}

/// Lets a person in; returns the token for the cookie.
///
/// # Errors
/// See [`SignInError`].
pub async fn sign_in(
    db: &Db,
    municipality: MunicipalityId,
    typed: SignIn<'_>,
) -> Result<String, SignInError> {
    let mut system = Actor::system(municipality, "signing in");
    system.ip = typed.ip.into();
    let subjects = [format!("account:{}", typed.username), format!("address:{}", typed.ip)];

    let tx = db.read(&system).await?;
    let until = delayed_until(&tx, &subjects).await?;
    let person = tx
        .find::<account::Entity>()
        .filter(account::Column::Username.eq(typed.username))
        .filter(account::Column::DisabledAt.is_null())
        .one(tx.conn())
        .await
        .map_err(StoreError::from)?;
    let now = tx.now();
    tx.rollback().await;
    if until > now {
        return Err(SignInError::Wait((until.0 - now.0 + 999) / 1000));
    }

    let kept = person.as_ref().and_then(|person| person.password_hash.clone());
    let right = is_password_right(typed.password, kept.clone()).await;
    let renewed = if right { hashed_anew(typed.password, kept).await } else { None };
    let mut tx = db.write(&system).await?;
    let step = match &person {
        Some(person) if right => right_code(&tx, person, typed.code)?,
        _ => None,
    };
    let (Some(person), Some(step)) = (person, step) else {
        note_failure(&tx, &subjects).await?;
        tx.audit(Entry::new("sign-in", "account", typed.username).failed());
        tx.commit().await?;
        return Err(SignInError::Wrong);
    };
    // The step is used up, so that a code seen over a shoulder opens nothing (ASVS V6.5.1).
    let mut row = account::ActiveModel { totp_last_step: Set(step), ..Default::default() };
    if let Some(hash) = renewed {
        row.password_hash = Set(Some(hash));
    }
    change(&tx, person.id, row).await?;
    forgive(&tx, &subjects).await?;
    let token = Sessions::open(&tx, person.id, typed.ip, typed.agent).await?;
    tx.audit(Entry::new("sign-in", "account", typed.username));
    tx.commit().await?;
    Ok(token)
}

/// Whether a password is the one whose hash is kept. Where none is kept the answer is no, and takes
/// the same time.
pub async fn is_password_right(typed: &str, kept: Option<String>) -> bool {
    let kept = kept.unwrap_or_else(crypto::hash_of_nobody);
    let typed = typed.to_owned();
    let Ok(_slot) = HASHING.acquire().await else {
        return false;
    };
    tokio::task::spawn_blocking(move || crypto::verify_password(&typed, &kept))
        .await
        .unwrap_or(false)
}

/// The hash to keep from now on of a password that was just found right, where the one kept was made
/// with less work than a password costs today (OWASP ASVS 5, appendix C).
pub async fn hashed_anew(typed: &str, kept: Option<String>) -> Option<String> {
    kept.filter(|kept| crypto::is_cheaper_than_today(kept))?;
    let typed = typed.to_owned();
    let _slot = HASHING.acquire().await.ok()?;
    tokio::task::spawn_blocking(move || crypto::hash_password(&typed)).await.ok()?.ok()
}

/// The step of the code, when it is right and later than the last one used.
fn right_code(tx: &Tx, person: &account::Model, code: &str) -> Result<Option<i64>, StoreError> {
    let Some(sealed) = &person.totp_sealed else {
        return Ok(None);
    };
    let secret = tx.key().open("account", "totp_sealed", person.id.0, sealed)?;
    let step = SecondFactor { secret }.check(code, tx.now());
    Ok(step.filter(|step| *step > person.totp_last_step))
}

/// Until when nobody who failed as one of these is heard: `account:…` and `address:…`.
///
/// # Errors
/// When the database does not answer.
pub async fn delayed_until(tx: &Tx, subjects: &[String]) -> Result<Instant, StoreError> {
    let rows = tx
        .find::<sign_in_throttle::Entity>()
        .filter(sign_in_throttle::Column::Subject.is_in(subjects))
        .all(tx.conn())
        .await?;
    Ok(rows.into_iter().map(|row| row.until).max().unwrap_or(Instant(0)))
}

/// Notes that somebody failed to sign in as one of these; the delay doubles.
///
/// # Errors
/// When the database refuses.
pub async fn note_failure(tx: &Tx, subjects: &[String]) -> Result<(), StoreError> {
    for subject in subjects {
        let before = tx
            .find::<sign_in_throttle::Entity>()
            .filter(sign_in_throttle::Column::Subject.eq(subject))
            .one(tx.conn())
            .await?
            .filter(|row| tx.now().0 - row.at.0 < FORGIVEN_MS);
        let failures = before.map_or(0, |row| row.failures) + 1;
        forgive(tx, std::slice::from_ref(subject)).await?;
        let until = tx.now().plus_ms(delay_s(subject, failures) * 1000);
        tx.insert(sign_in_throttle::ActiveModel {
            municipality_id: Set(tx.municipality()),
            subject: Set(subject.clone()),
            failures: Set(failures),
            until: Set(until),
            at: Set(tx.now()),
        })
        .await?;
    }
    Ok(())
}

fn delay_s(subject: &str, failures: i32) -> i64 {
    if failures <= FREE_FAILURES {
        return 0;
    }
    let doubled = 1i64 << (failures - FREE_FAILURES).min(20);
    let longest =
        if subject.starts_with("account:") { ACCOUNT_DELAY_MAX_S } else { ADDRESS_DELAY_MAX_S };
    doubled.min(longest)
}

/// Forgets the failures of who signed in.
///
/// # Errors
/// When the database refuses.
pub async fn forgive(tx: &Tx, subjects: &[String]) -> Result<(), StoreError> {
    sign_in_throttle::Entity::delete_many()
        .filter(sign_in_throttle::Column::MunicipalityId.eq(tx.municipality()))
        .filter(sign_in_throttle::Column::Subject.is_in(subjects))
        .exec(tx.conn())
        .await?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn delays_double_and_stop_sooner_for_an_account_than_for_an_address() {
        let account: Vec<i64> = (1..12).map(|n| delay_s("account:x", n)).collect();
        assert_eq!(account, [0, 0, 0, 2, 4, 8, 16, 30, 30, 30, 30]);
        assert_eq!(delay_s("address:1.2.3.4", 40), 900);
    }

    #[test]
    fn a_code_is_right_for_its_moment_only() {
        let factor = SecondFactor::fresh();
        let at = Instant(1_795_300_200_000);
        let code = factor.code(at);
        assert_eq!(code.len(), 6);
        assert!(factor.check(&code, at).is_some());
        assert!(factor.check(&code, at.plus_ms(10 * 60 * 1000)).is_none());
        assert!(SecondFactor::from_base32(&factor.base32()).is_some());
    }
}
