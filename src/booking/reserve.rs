//! An hour that a citizen booked: the code by which it is changed, by what they are counted, the row beside
//! the appointment.

use super::remind;
use super::store::booking;
use crate::app::App;
use crate::reception::{self, AppointmentId, Booked, Booking, SubjectId, When, Who};
use kit::audit::Entry;
use kit::crypto::{Index, fingerprint};
use kit::store::{StoreError, Tx};
use kit::types::Instant;
use kit::web::Problem;
use sea_orm::{ColumnTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect, Set};

/// By what codes are made.
pub const SECRET: Index = Index::new("booking", "secret");
/// By what a telephone or an address is counted.
pub const CONTACT: Index = Index::new("booking", "contact");
/// Twelve digits: said by telephone, and guessing is stopped by the guard.
const DIGITS: u64 = 1_000_000_000_000;
/// So many hours a day are booked from the page for anybody; a machine fills no calendar.
const MOST_A_DAY: u64 = 200;
const DAY_MS: i64 = 24 * 60 * 60 * 1000;
/// So many of the last hours of one contact are looked at.
const LOOKED_AT: u64 = 50;

/// Digits alone: a code is typed with spaces or without.
#[must_use]
pub fn digits(typed: &str) -> String {
    typed.chars().filter(char::is_ascii_digit).take(20).collect()
}

/// A code in groups of four.
#[must_use]
pub fn grouped(code: &str) -> String {
    let all: Vec<char> = code.chars().collect();
    let groups = all.chunks(4).map(|group| group.iter().collect::<String>());
    groups.collect::<Vec<_>>().join(" ")
}

/// The digits of a secret of hexadecimal digits.
#[must_use]
pub fn digits_of(secret: &str) -> String {
    let head: String = secret.chars().take(15).collect();
    let number = u64::from_str_radix(&head, 16).unwrap_or_default() % DIGITS;
    format!("{number:012}")
}

/// The code of an hour, made of the key of the form by which it is booked: who sends it twice is led to
/// the same hour.
///
/// # Errors
/// When the municipality's key is gone.
pub fn code_of(tx: &Tx, form_key: &str) -> Result<String, StoreError> {
    Ok(digits_of(&tx.key().secret(&SECRET, form_key)?))
}

/// One way of writing a contact: small letters, a Bulgarian telephone from its first zero.
#[must_use]
pub fn plain_contact(phone: &str, email: &str) -> String {
    let digits: String = phone.chars().filter(char::is_ascii_digit).collect();
    if digits.is_empty() {
        return email.trim().to_lowercase();
    }
    let national = digits.strip_prefix("00359").or_else(|| digits.strip_prefix("359"));
    match national {
        Some(rest) => format!("0{rest}"),
        None => digits,
    }
}

/// By what a contact is counted.
///
/// # Errors
/// When the municipality's key is gone.
pub fn contact_code(tx: &Tx, phone: &str, email: &str) -> Result<String, StoreError> {
    Ok(tx.key().secret(&CONTACT, &plain_contact(phone, email))?)
}

/// What is booked.
#[derive(Clone, Debug)]
pub struct New {
    /// When and with whom.
    pub when: When,
    /// What for.
    pub subject: SubjectId,
    /// Who comes.
    pub name: String,
    /// How they are reached: one of both at least.
    pub phone: String,
    /// As above.
    pub email: String,
    /// The code by which they change it.
    pub code: String,
    /// What messages say besides.
    pub more: String,
}

/// How many hours one contact has ahead.
///
/// # Errors
/// When the database does not answer.
pub async fn ahead(tx: &Tx, contact_code: &str) -> Result<usize, StoreError> {
    let rows = tx
        .find::<booking::Entity>()
        .filter(booking::Column::ContactCode.eq(contact_code))
        .order_by_desc(booking::Column::Id)
        .limit(LOOKED_AT)
        .all(tx.conn())
        .await?;
    let ids: Vec<AppointmentId> = rows.iter().map(|row| row.id).collect();
    let all = reception::booked_hours(tx, &ids).await?;
    let stands = |one: &&Booked| one.state == "booked" && one.when.at > tx.now();
    Ok(all.iter().filter(stands).count())
}

/// Whether as many were booked in the last day as may be.
///
/// # Errors
/// When the database does not answer.
pub async fn is_full(tx: &Tx) -> Result<bool, StoreError> {
    let since = Instant(tx.now().0 - DAY_MS);
    let rows = tx.find::<booking::Entity>().filter(booking::Column::MadeAt.gt(since));
    Ok(rows.count(tx.conn()).await? >= MOST_A_DAY)
}

/// Books an hour.
///
/// # Errors
/// [`StoreError::Duplicate`] when somebody else was quicker: nothing was written then.
pub async fn book(app: &App, tx: &mut Tx, new: New) -> Result<AppointmentId, StoreError> {
    let id = AppointmentId(tx.new_id());
    let contact_code = contact_code(tx, &new.phone, &new.email)?;
    let who = Who {
        name: new.name,
        phone: new.phone,
        email: new.email,
        more: new.more,
        ..Who::default()
    };
    let is_silent = who.email.is_empty();
    let booked = Booking { when: new.when, who, subject: new.subject };
    reception::book(app, tx, id, &booked).await?;
    tx.insert(booking::ActiveModel {
        municipality_id: Set(tx.municipality()),
        id: Set(id),
        fingerprint: Set(fingerprint(&new.code)),
        contact_code: Set(contact_code),
        made_at: Set(tx.now()),
    })
    .await?;
    if is_silent {
        remind::put(tx, (id, 0)).await?;
    }
    tx.audit(Entry::write("booking-made", id.0));
    Ok(id)
}

/// The hour behind a code.
///
/// # Errors
/// [`Problem::NotFound`] when there is none: guessing is counted by the guard.
pub async fn behind(tx: &Tx, code: &str) -> Result<Booked, Problem> {
    let print = fingerprint(digits(code));
    let row = tx.find::<booking::Entity>().filter(booking::Column::Fingerprint.eq(print));
    let row = row.one(tx.conn()).await?.ok_or(Problem::NotFound)?;
    let mut found = reception::booked_hours(tx, &[row.id]).await?;
    found.pop().ok_or(Problem::NotFound)
}
