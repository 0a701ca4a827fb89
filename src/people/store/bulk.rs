//! The rows of many people at once.

use super::once::duplicate_pair;
use super::pairs::Light;
use super::write::blind;
use super::{address, identifier, person, person_name};
use crate::people::{AddressKind, IdentifierKind, PersonId};
use kit::crypto::{MunicipalityKey, SealError};
use kit::store::entity::event;
use kit::store::{Owned, StoreError, Tx};
use kit::types::Day;
use sea_orm::sea_query::ExprTrait;
use sea_orm::{ColumnTrait, QueryFilter, QueryOrder, QuerySelect};
use std::collections::{HashMap, HashSet};

/// Values bound in one statement.
pub const BOUND: usize = 500;

/// Who has these identifiers.
pub async fn owners(
    tx: &Tx,
    wanted: &[(IdentifierKind, String)],
) -> Result<HashMap<(IdentifierKind, String), PersonId>, StoreError> {
    let mut found = HashMap::new();
    for part in wanted.chunks(BOUND) {
        let mut blinds: HashMap<Vec<u8>, &str> = HashMap::new();
        for (_, value) in part {
            blinds.insert(blind(tx, value)?, value);
        }
        let rows = tx
            .find::<identifier::Entity>()
            .filter(identifier::Column::Kind.is_in(IdentifierKind::ALL.map(IdentifierKind::code)))
            .filter(identifier::Column::Blind.is_in(blinds.keys().cloned()))
            .all(tx.conn())
            .await?;
        for row in rows {
            let value = blinds.get(&row.blind).copied();
            if let (Some(kind), Some(value)) = (IdentifierKind::from_code(&row.kind), value) {
                found.insert((kind, value.to_owned()), row.person_id);
            }
        }
    }
    Ok(found)
}

/// People by the plain form of their whole name.
pub async fn named(
    tx: &Tx,
    names: &[String],
) -> Result<HashMap<String, Vec<PersonId>>, StoreError> {
    let mut found: HashMap<String, Vec<PersonId>> = HashMap::new();
    for part in names.chunks(BOUND) {
        let rows: Vec<(PersonId, String)> = tx
            .find::<person::Entity>()
            .select_only()
            .column(person::Column::Id)
            .column(person::Column::Folded)
            .filter(person::Column::Folded.is_in(part.iter().map(String::as_str)))
            .filter(person::Column::MergedInto.is_null())
            .into_tuple()
            .all(tx.conn())
            .await?;
        for (id, name) in rows {
            found.entry(name).or_default().push(id);
        }
    }
    Ok(found)
}

/// People by telephone, in the shape in which numbers are kept.
pub async fn with_phones(
    tx: &Tx,
    phones: &[String],
) -> Result<HashMap<String, Vec<PersonId>>, StoreError> {
    let mut found: HashMap<String, Vec<PersonId>> = HashMap::new();
    for part in phones.chunks(BOUND) {
        let rows: Vec<(PersonId, String)> = tx
            .find::<person::Entity>()
            .select_only()
            .column(person::Column::Id)
            .column(person::Column::Phone)
            .filter(person::Column::Phone.is_in(part.iter().map(String::as_str)))
            .filter(person::Column::MergedInto.is_null())
            .into_tuple()
            .all(tx.conn())
            .await?;
        for (id, phone) in rows {
            found.entry(phone).or_default().push(id);
        }
    }
    Ok(found)
}

/// People born on these days, who are still their own.
pub async fn born_on(tx: &Tx, days: &[Day]) -> Result<Vec<Light>, StoreError> {
    let mut found = Vec::new();
    for part in days.chunks(BOUND) {
        let rows = tx
            .find::<person::Entity>()
            .filter(person::Column::BirthDay.is_in(part.iter().copied()))
            .filter(person::Column::MergedInto.is_null())
            .all(tx.conn())
            .await?;
        for row in rows {
            found.push(Light::of(tx, row)?);
        }
    }
    Ok(found)
}

/// Those whose row was changed, or of whom anything is told but that they were entered and what is
/// told by events of these kinds.
pub async fn touched(
    tx: &Tx,
    ids: &[PersonId],
    own: &[&str],
) -> Result<HashSet<PersonId>, StoreError> {
    let own = || own.iter().copied().chain(["person-entered"]);
    let mut touched = HashSet::new();
    for part in ids.chunks(BOUND) {
        let changed: Vec<PersonId> = tx
            .find::<person::Entity>()
            .select_only()
            .column(person::Column::Id)
            .filter(person::Column::Id.is_in(part.iter().copied()))
            .filter(person::Column::Version.ne(1))
            .into_tuple()
            .all(tx.conn())
            .await?;
        touched.extend(changed);
        let told: Vec<Option<i64>> = tx
            .find::<event::Entity>()
            .select_only()
            .column(event::Column::PersonId)
            .filter(event::Column::PersonId.is_in(part.iter().map(|id| id.0)))
            .filter(event::Column::Kind.is_not_in(own()))
            .into_tuple()
            .all(tx.conn())
            .await?;
        touched.extend(told.into_iter().flatten().map(PersonId));
    }
    Ok(touched)
}

/// Takes people away. Whom another table names, the database keeps.
pub async fn remove(tx: &Tx, ids: &[PersonId]) -> Result<(), StoreError> {
    for part in ids.chunks(BOUND) {
        let of = |column: identifier::Column| column.is_in(part.iter().copied());
        gone::<identifier::Entity>(tx, of(identifier::Column::PersonId)).await?;
        let of = address::Column::PersonId.is_in(part.iter().copied());
        gone::<address::Entity>(tx, of).await?;
        let of = person_name::Column::PersonId.is_in(part.iter().copied());
        gone::<person_name::Entity>(tx, of).await?;
        let of = event::Column::PersonId.is_in(part.iter().map(|id| id.0));
        gone::<event::Entity>(tx, of).await?;
        let of = duplicate_pair::Column::OneId.is_in(part.iter().copied());
        let of = of.or(duplicate_pair::Column::OtherId.is_in(part.iter().copied()));
        gone::<duplicate_pair::Entity>(tx, of).await?;
        gone::<person::Entity>(tx, person::Column::Id.is_in(part.iter().copied())).await?;
    }
    Ok(())
}

async fn gone<E: Owned>(tx: &Tx, of: sea_orm::sea_query::SimpleExpr) -> Result<(), StoreError> {
    E::delete_many()
        .filter(E::municipality().eq(tx.municipality()))
        .filter(of)
        .exec(tx.conn())
        .await?;
    Ok(())
}

/// An identifier as it is kept. Whoever writes the list opens it while the next page is read.
pub struct Sealed {
    /// Its kind.
    pub kind: IdentifierKind,
    id: i64,
    sealed: Vec<u8>,
}

impl Sealed {
    /// Its digits.
    pub fn open(&self, key: &MunicipalityKey) -> Result<String, SealError> {
        key.open_text("identifier", "sealed", self.id, &self.sealed)
    }
}

/// A person of the register as a list takes them away.
pub struct Listed {
    /// Who.
    pub id: PersonId,
    /// Given name.
    pub given: String,
    /// Middle name.
    pub middle: String,
    /// Family name.
    pub family: String,
    /// Day of birth.
    pub birth_day: Option<Day>,
    /// `female`, `male`, `unknown`.
    pub sex: String,
    /// Telephone.
    pub phone: String,
    /// E-mail.
    pub email: String,
    /// Day of death.
    pub died_on: Option<Day>,
    /// Identifiers, when they are wanted.
    pub numbers: Vec<Sealed>,
    /// Kind, first day, EKATTE code and line of the addresses that have not ended, oldest first.
    pub addresses: Vec<(AddressKind, Day, String, String)>,
}

/// Id, three names, birth day, sex, telephone, mail, day of death: what a list writes of a person.
type PersonRow =
    (PersonId, String, String, String, Option<Day>, String, String, String, Option<Day>);
/// Whose, kind, first day, EKATTE code and line.
type AddressRow = (PersonId, String, Day, Option<String>, String);
/// Whose, id, kind and digits of an identifier.
type NumberRow = (PersonId, i64, String, Vec<u8>);

/// A page of the register after an id, by id. Nobody with a protected address is in it.
pub async fn listed(
    tx: &Tx,
    (after, most): (PersonId, u64),
    with_numbers: bool,
) -> Result<Vec<Listed>, StoreError> {
    let people: Vec<PersonRow> = tx
        .find::<person::Entity>()
        .select_only()
        .columns([person::Column::Id, person::Column::Given, person::Column::Middle])
        .columns([person::Column::Family, person::Column::BirthDay, person::Column::Sex])
        .columns([person::Column::Phone, person::Column::Email, person::Column::DiedOn])
        .filter(person::Column::Id.gt(after))
        .filter(person::Column::MergedInto.is_null())
        .filter(person::Column::IsProtected.eq(false))
        .order_by_asc(person::Column::Id)
        .limit(most)
        .into_tuple()
        .all(tx.conn())
        .await?;
    let Some(last) = people.last().map(|row| row.0) else {
        return Ok(Vec::new());
    };
    let places: Vec<AddressRow> = tx
        .find::<address::Entity>()
        .select_only()
        .columns([address::Column::PersonId, address::Column::Kind, address::Column::ValidFrom])
        .columns([address::Column::Ekatte, address::Column::Line])
        .filter(address::Column::PersonId.gt(after))
        .filter(address::Column::PersonId.lte(last))
        .filter(address::Column::ValidTo.is_null())
        .filter(address::Column::Sealed.is_null())
        .into_tuple()
        .all(tx.conn())
        .await?;
    let mut list: Vec<Listed> = people.into_iter().map(Listed::from).collect();
    let at: HashMap<PersonId, usize> =
        list.iter().enumerate().map(|(at, person)| (person.id, at)).collect();
    for (person, kind, from, ekatte, line) in places {
        if let (Some(at), Some(kind)) = (at.get(&person), AddressKind::from_code(&kind)) {
            list[*at].addresses.push((kind, from, ekatte.unwrap_or_default(), line));
        }
    }
    // The database would sort all of them at once before it gives the first.
    for person in &mut list {
        person.addresses.sort_by_key(|address| address.1);
    }
    if with_numbers {
        let rows: Vec<NumberRow> = tx
            .find::<identifier::Entity>()
            .select_only()
            .columns([identifier::Column::PersonId, identifier::Column::Id])
            .columns([identifier::Column::Kind, identifier::Column::Sealed])
            .filter(identifier::Column::PersonId.gt(after))
            .filter(identifier::Column::PersonId.lte(last))
            .into_tuple()
            .all(tx.conn())
            .await?;
        for (person, id, kind, sealed) in rows {
            if let (Some(at), Some(kind)) = (at.get(&person), IdentifierKind::from_code(&kind)) {
                list[*at].numbers.push(Sealed { kind, id, sealed });
            }
        }
    }
    Ok(list)
}

impl From<PersonRow> for Listed {
    fn from(row: PersonRow) -> Listed {
        let (id, given, middle, family, birth_day, sex, phone, email, died_on) = row;
        Listed {
            id,
            given,
            middle,
            family,
            birth_day,
            sex,
            phone,
            email,
            died_on,
            numbers: Vec::new(),
            addresses: Vec::new(),
        }
    }
}
