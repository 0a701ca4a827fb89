//! A person is entered.

use super::store::write;
use super::{IdentifierKind, PersonId};
use kit::store::{Event, StoreError, Tx};
use kit::types::Day;

/// Since when a person lives at the first address known, when nobody knows: the beginning.
pub const SINCE_UNKNOWN: Day = Day(jiff::civil::Date::constant(1900, 1, 1));

/// What is known of a person who is not in the register yet.
#[derive(Clone, Debug, Default)]
pub struct NewPerson {
    /// Given name.
    pub given: String,
    /// Middle name (бащино име), or empty.
    pub middle: String,
    /// Family name, or empty.
    pub family: String,
    /// The name in Latin letters as the person writes it; made by the official rule when `None`.
    pub latin: Option<String>,
    /// Day of birth.
    pub birth_day: Option<Day>,
    /// `female`, `male`, `unknown`; empty is unknown.
    pub sex: String,
    /// Telephone as typed, or empty.
    pub phone: String,
    /// E-mail, or empty.
    pub email: String,
    /// Language to speak with: a code of [`super::LANGUAGES`]; empty is Bulgarian.
    pub language: String,
    /// What the person needs to be served: codes of [`super::NEEDS`] with commas, or empty.
    pub needs: String,
    /// A note for those who serve the person, or empty. Kept sealed.
    pub note: String,
    /// The address is shown to a named circle only.
    pub is_protected: bool,
    /// Identifiers: kind and digits.
    pub identifiers: Vec<(IdentifierKind, String)>,
    /// Permanent address (постоянен адрес): EKATTE and line.
    pub permanent: Option<(String, String)>,
    /// Present address (настоящ адрес): EKATTE and line.
    pub present: Option<(String, String)>,
    /// Since when the addresses hold; the beginning when nobody knows.
    pub lives_there_since: Option<Day>,
}

impl NewPerson {
    /// Given, middle and family name in one text.
    #[must_use]
    pub fn full_name(&self) -> String {
        write::full_name(&self.given, &self.middle, &self.family)
    }
}

/// Enters a person. Shape of identifiers and who has them already is for the caller to check
/// ([`super::find_exact`]).
///
/// # Errors
/// [`StoreError::Duplicate`] when somebody has one of the identifiers.
pub async fn create(tx: &mut Tx, new: &NewPerson) -> Result<PersonId, StoreError> {
    let ids = create_many(tx, std::slice::from_ref(new)).await?;
    ids.into_iter().next().ok_or(StoreError::NotFound)
}

/// Enters many people in few statements, in the order given.
///
/// # Errors
/// As [`create`].
pub async fn create_many(tx: &mut Tx, new: &[NewPerson]) -> Result<Vec<PersonId>, StoreError> {
    let ids: Vec<PersonId> = new.iter().map(|_| PersonId(tx.new_id())).collect();
    enter(tx, &ids, new).await?;
    Ok(ids)
}

/// Enters people under ids that were given out before, so that a form knows its result's address.
pub(super) async fn enter(
    tx: &mut Tx,
    ids: &[PersonId],
    new: &[NewPerson],
) -> Result<(), StoreError> {
    write::people(tx, ids, new).await?;
    for id in ids {
        tx.event(Event { kind: "person-entered", person: Some(id.0), ..Event::default() }).await?;
    }
    Ok(())
}
