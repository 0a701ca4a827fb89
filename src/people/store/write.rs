//! Rows written.

use super::{address, identifier, person};
use crate::people::create::SINCE_UNKNOWN;
use crate::people::{AddressKind, IdentifierKind, NewPerson, PersonId, phone};
use kit::search::{latin, plain};
use kit::store::entity::change;
use kit::store::{Owned, StoreError, Tx};
use kit::types::Day;
use sea_orm::{ActiveModelTrait, EntityTrait, Set};

/// Rows of one statement: far below SQLite's limit of 32,766 values.
const ROWS: usize = 500;

/// Given, middle and family name with one space between.
pub fn full_name(given: &str, middle: &str, family: &str) -> String {
    let names = [given, middle, family];
    names.iter().filter(|n| !n.is_empty()).copied().collect::<Vec<_>>().join(" ")
}

/// The Latin form that is kept.
pub fn latin_name(typed: Option<&str>, name: &str) -> String {
    match typed.map(str::trim) {
        Some(typed) if !typed.is_empty() => typed.to_owned(),
        _ => latin(name),
    }
}

/// People with all that belongs to them, and their lines in the change feed.
pub async fn people(tx: &Tx, ids: &[PersonId], new: &[NewPerson]) -> Result<(), StoreError> {
    let mut rows = Rows::default();
    for (id, new) in ids.iter().zip(new) {
        rows.add(tx, *id, new)?;
    }
    insert_all(tx, rows.people).await?;
    insert_all(tx, rows.identifiers).await?;
    insert_all(tx, rows.addresses).await?;
    let changes = ids.iter().map(|id| change::ActiveModel {
        municipality_id: Set(tx.municipality()),
        id: Set(tx.new_id()),
        kind: Set("person".to_owned()),
        object_id: Set(id.0),
    });
    insert_all(tx, changes.collect()).await
}

async fn insert_all<A>(tx: &Tx, rows: Vec<A>) -> Result<(), StoreError>
where
    A: ActiveModelTrait,
    A::Entity: Owned,
{
    for part in rows.chunks(ROWS) {
        A::Entity::insert_many(part.to_vec()).exec_without_returning(tx.conn()).await?;
    }
    Ok(())
}

#[derive(Default)]
struct Rows {
    people: Vec<person::ActiveModel>,
    identifiers: Vec<identifier::ActiveModel>,
    addresses: Vec<address::ActiveModel>,
}

impl Rows {
    fn add(&mut self, tx: &Tx, id: PersonId, new: &NewPerson) -> Result<(), StoreError> {
        self.people.push(person_row(tx, id, new)?);
        for (kind, value) in &new.identifiers {
            self.identifiers.push(identifier_row(tx, id, *kind, value)?);
        }
        let both = [(AddressKind::Permanent, &new.permanent), (AddressKind::Present, &new.present)];
        for (kind, place) in both {
            let Some((ekatte, line)) = place else { continue };
            let from = new.lives_there_since.unwrap_or(SINCE_UNKNOWN);
            let place = Place { ekatte, line, is_protected: new.is_protected };
            self.addresses.push(address_row(tx, id, (kind, from), &place)?);
        }
        Ok(())
    }
}

fn person_row(tx: &Tx, id: PersonId, new: &NewPerson) -> Result<person::ActiveModel, StoreError> {
    let name = full_name(&new.given, &new.middle, &new.family);
    let or = |text: &str, other: &str| if text.is_empty() { other } else { text }.to_owned();
    Ok(person::ActiveModel {
        municipality_id: Set(tx.municipality()),
        id: Set(id),
        given: Set(new.given.clone()),
        middle: Set(new.middle.clone()),
        family: Set(new.family.clone()),
        latin: Set(latin_name(new.latin.as_deref(), &name)),
        folded: Set(plain(&name)),
        birth_day: Set(new.birth_day),
        sex: Set(or(&new.sex, "unknown")),
        phone: Set(phone::normal(&new.phone)),
        email: Set(new.email.clone()),
        language: Set(or(&new.language, "bg")),
        needs: Set(new.needs.clone()),
        note_sealed: Set(sealed_note(tx, id, &new.note)?),
        is_protected: Set(new.is_protected),
        died_on: Set(None),
        merged_into: Set(None),
        version: Set(1),
        created_at: Set(tx.now()),
    })
}

/// The note as the row keeps it.
pub fn sealed_note(tx: &Tx, id: PersonId, note: &str) -> Result<Option<Vec<u8>>, StoreError> {
    let note = note.trim();
    if note.is_empty() {
        return Ok(None);
    }
    tx.seal("person", "note_sealed", id.0, note).map(Some)
}

/// The blind index of a value. The same for all kinds: a number entered under the wrong kind is
/// found too.
pub fn blind(tx: &Tx, value: &str) -> Result<Vec<u8>, StoreError> {
    Ok(tx.key().blind("identifier", "value", value)?)
}

/// An identifier of a person.
pub fn identifier_row(
    tx: &Tx,
    person: PersonId,
    kind: IdentifierKind,
    value: &str,
) -> Result<identifier::ActiveModel, StoreError> {
    let value = kind.normal(value);
    let id = tx.new_id();
    Ok(identifier::ActiveModel {
        municipality_id: Set(tx.municipality()),
        id: Set(id),
        person_id: Set(person),
        kind: Set(kind.code().to_owned()),
        sealed: Set(tx.seal("identifier", "sealed", id, &value)?),
        blind: Set(blind(tx, &value)?),
    })
}

/// Where somebody lives, to be written.
pub struct Place<'a> {
    /// EKATTE code, or empty.
    pub ekatte: &'a str,
    /// Street, number, flat.
    pub line: &'a str,
    /// Sealed with its settlement.
    pub is_protected: bool,
}

/// An address that holds from a day on.
pub fn address_row(
    tx: &Tx,
    person: PersonId,
    (kind, from): (AddressKind, Day),
    place: &Place<'_>,
) -> Result<address::ActiveModel, StoreError> {
    let id = tx.new_id();
    let sealed = sealed_address(tx, id, place)?;
    let open = sealed.is_none();
    Ok(address::ActiveModel {
        municipality_id: Set(tx.municipality()),
        id: Set(id),
        person_id: Set(person),
        kind: Set(kind.code().to_owned()),
        ekatte: Set(Some(place.ekatte.to_owned()).filter(|e| open && !e.is_empty())),
        line: Set(if open { place.line.to_owned() } else { String::new() }),
        sealed: Set(sealed),
        valid_from: Set(from),
        valid_to: Set(None),
    })
}

/// A protected address is sealed with its settlement: `ekatte<newline>line`.
pub fn sealed_address(tx: &Tx, id: i64, place: &Place<'_>) -> Result<Option<Vec<u8>>, StoreError> {
    if !place.is_protected {
        return Ok(None);
    }
    let text = format!("{}\n{}", place.ekatte, place.line);
    tx.seal("address", "sealed", id, &text).map(Some)
}
