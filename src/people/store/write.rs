//! Rows written.

use super::names::{self, Names};
use super::{address, identifier, person, person_name, representative};
use crate::people::create::SINCE_UNKNOWN;
use crate::people::representative::NewRepresentative;
use crate::people::{
    AddressKind, Head, IdentifierKind, NewPerson, PersonId, RepresentativeId, phone,
};
use kit::crypto::Index;
use kit::search::latin;
use kit::store::{Owned, StoreError, Tx};
use kit::types::Day;
use sea_orm::{ActiveModelTrait, ColumnTrait, EntityTrait, NotSet, QueryFilter, Set};

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
    tx.changed("person", ids.iter().map(|id| id.0)).await
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
            let Some((ekatte, line)) = place else {
                continue;
            };
            let from = new.lives_there_since.unwrap_or(SINCE_UNKNOWN);
            let place = Place { ekatte, line, is_protected: new.is_protected };
            self.addresses.push(address_row(tx, id, (kind, (from, None)), &place)?);
        }
        Ok(())
    }
}

fn person_row(tx: &Tx, id: PersonId, new: &NewPerson) -> Result<person::ActiveModel, StoreError> {
    let latin = latin_name(new.latin.as_deref(), &new.full_name());
    let names = Names {
        given: &new.given,
        middle: &new.middle,
        family: &new.family,
        latin: &latin,
        email: &new.email,
    };
    let or = |text: &str, other: &str| if text.is_empty() { other } else { text }.to_owned();
    Ok(person::ActiveModel {
        municipality_id: Set(tx.municipality()),
        id: Set(id),
        birth_day: Set(new.birth_day),
        sex: Set(or(&new.sex, "unknown")),
        phone: Set(phone::normal(&new.phone)),
        language: Set(or(&new.language, "bg")),
        needs: Set(new.needs.clone()),
        note_sealed: Set(sealed_note(tx, id, &new.note)?),
        is_protected: Set(new.is_protected),
        died_on: Set(None),
        merged_into: Set(None),
        version: Set(1),
        created_at: Set(tx.now()),
        ..names::columns(tx, id, &names, new.is_protected)?
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

/// By which value a person is found exactly.
pub const IDENTIFIER: Index = Index::new("identifier", "value");

/// The blind index of a value. The same for all kinds: a number entered under the wrong kind is
/// found too.
pub fn blind(tx: &Tx, value: &str) -> Result<Vec<u8>, StoreError> {
    Ok(tx.key().blind(&IDENTIFIER, value)?)
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

/// An address that holds on these days.
pub fn address_row(
    tx: &Tx,
    person: PersonId,
    (kind, (from, until)): (AddressKind, (Day, Option<Day>)),
    place: &Place<'_>,
) -> Result<address::ActiveModel, StoreError> {
    let id = tx.new_id();
    Ok(address::ActiveModel {
        municipality_id: Set(tx.municipality()),
        id: Set(id),
        person_id: Set(person),
        kind: Set(kind.code().to_owned()),
        valid_from: Set(from),
        valid_to: Set(until),
        ..place_columns(tx, id, place)?
    })
}

/// A protected address is sealed with its settlement: `ekatte<newline>line`.
fn place_columns(tx: &Tx, id: i64, place: &Place<'_>) -> Result<address::ActiveModel, StoreError> {
    let (ekatte, line, sealed) = if place.is_protected {
        let text = format!("{}\n{}", place.ekatte, place.line);
        (None, String::new(), Some(tx.seal("address", "sealed", id, &text)?))
    } else {
        let ekatte = Some(place.ekatte.to_owned()).filter(|e| !e.is_empty());
        (ekatte, place.line.to_owned(), None)
    };
    Ok(address::ActiveModel {
        ekatte: Set(ekatte),
        line: Set(line),
        sealed: Set(sealed),
        ..Default::default()
    })
}

/// Adds an address.
pub async fn add_address(
    tx: &Tx,
    person: PersonId,
    what: (AddressKind, (Day, Option<Day>)),
    place: &Place<'_>,
) -> Result<(), StoreError> {
    tx.insert(address_row(tx, person, what, place)?).await
}

/// Ends an address on a day.
pub async fn end_address(tx: &Tx, id: i64, last: Day) -> Result<(), StoreError> {
    let row = address::ActiveModel { valid_to: Set(Some(last)), ..Default::default() };
    change_address(tx, id, row).await
}

/// Writes the place of an address anew, sealed or not.
pub async fn rewrite_address(tx: &Tx, id: i64, place: &Place<'_>) -> Result<(), StoreError> {
    change_address(tx, id, place_columns(tx, id, place)?).await
}

async fn change_address(tx: &Tx, id: i64, row: address::ActiveModel) -> Result<(), StoreError> {
    address::Entity::update_many()
        .set(row)
        .filter(address::Column::MunicipalityId.eq(tx.municipality()))
        .filter(address::Column::Id.eq(id))
        .exec(tx.conn())
        .await?;
    Ok(())
}

/// Raises the version of a person's row, because what belongs to it changes.
pub async fn touch(tx: &Tx, head: &Head) -> Result<(), StoreError> {
    tx.update::<person::Entity>(head.id, head.version, Default::default()).await
}

/// Changes what a person's form holds. The name before stays among the earlier names.
pub async fn correct_person(
    tx: &Tx,
    old: &person::Model,
    version: i32,
    (new, died_on): (&NewPerson, Option<Day>),
) -> Result<(), StoreError> {
    put_person(tx, (old.id, version), (new, died_on)).await?;
    let before = full_name(&old.given, &old.middle, &old.family);
    if before != new.full_name() {
        let id = tx.new_id();
        tx.insert(person_name::ActiveModel {
            municipality_id: Set(tx.municipality()),
            id: Set(id),
            person_id: Set(old.id),
            kind: Set("earlier".to_owned()),
            until: Set(Some(tx.today())),
            ..names::earlier_columns(tx, id, &before, new.is_protected)?
        })
        .await?;
    }
    if old.is_protected != new.is_protected {
        names::protect_earlier(tx, old.id, new.is_protected).await?;
    }
    Ok(())
}

/// Writes what a person's row says, as a merge or its undo does: earlier names are its own matter.
pub async fn put_person(
    tx: &Tx,
    (id, version): (PersonId, i32),
    (new, died_on): (&NewPerson, Option<Day>),
) -> Result<(), StoreError> {
    let mut row = person_row(tx, id, new)?;
    row.municipality_id = NotSet;
    row.id = NotSet;
    row.merged_into = NotSet;
    row.created_at = NotSet;
    row.died_on = Set(died_on);
    tx.update::<person::Entity>(id, version, row).await?;
    tx.changed("person", [id.0]).await
}

/// Adds somebody who speaks for a person.
pub async fn add_representative(
    tx: &Tx,
    person: PersonId,
    from: Day,
    new: &NewRepresentative,
) -> Result<RepresentativeId, StoreError> {
    let id = RepresentativeId(tx.new_id());
    tx.insert(representative::ActiveModel {
        municipality_id: Set(tx.municipality()),
        id: Set(id),
        person_id: Set(person),
        name: Set(new.name.clone()),
        ground: Set(new.ground.clone()),
        document: Set(new.document.clone()),
        limits_sealed: Set(tx.seal("representative", "limits_sealed", id.0, &new.limits)?),
        phone: Set(phone::normal(&new.phone)),
        valid_from: Set(from),
        valid_to: Set(new.valid_to),
        version: Set(1),
        other_id: Set(new.other),
        why_sealed: Set(None),
    })
    .await?;
    Ok(id)
}

/// Corrects what was entered of somebody who is close or speaks for a person.
pub async fn correct_representative(
    tx: &Tx,
    (id, version): (RepresentativeId, i32),
    (from, new, why): (Day, &NewRepresentative, &str),
) -> Result<(), StoreError> {
    let row = representative::ActiveModel {
        name: Set(new.name.clone()),
        ground: Set(new.ground.clone()),
        document: Set(new.document.clone()),
        limits_sealed: Set(tx.seal("representative", "limits_sealed", id.0, &new.limits)?),
        phone: Set(phone::normal(&new.phone)),
        valid_from: Set(from),
        valid_to: Set(new.valid_to),
        why_sealed: Set(Some(tx.seal("representative", "why_sealed", id.0, why)?)),
        ..Default::default()
    };
    tx.update::<representative::Entity>(id, version, row).await
}

/// Writes the last day of somebody who speaks for a person.
pub async fn end_representative(
    tx: &Tx,
    id: RepresentativeId,
    version: i32,
    last: Day,
) -> Result<(), StoreError> {
    let row = representative::ActiveModel { valid_to: Set(Some(last)), ..Default::default() };
    tx.update::<representative::Entity>(id, version, row).await
}
