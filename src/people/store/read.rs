//! Rows read.

use super::names;
use super::write::{blind, full_name};
use super::{address, identifier, person, person_name, representative};
use crate::people::identifier::Opened;
use crate::people::{Head, IdentifierKind, PersonId, RepresentativeId};
use kit::search::Entry;
use kit::store::entity::change;
use kit::store::{StoreError, Tx};
use kit::types::Day;
use sea_orm::sea_query::SelectStatement;
use sea_orm::{ColumnTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait, Select};
use std::collections::HashMap;

/// Values bound in one statement.
const BOUND: usize = 500;

/// One person's row. Who was merged into another is not found: everything stands there.
pub async fn person(tx: &Tx, id: PersonId) -> Result<person::Model, StoreError> {
    let row = person_row(tx, id).await?;
    if row.merged_into.is_some() { Err(StoreError::NotFound) } else { Ok(row) }
}

/// One person's row, also of one who was merged away.
pub async fn person_row(tx: &Tx, id: PersonId) -> Result<person::Model, StoreError> {
    let row = tx.find::<person::Entity>().filter(person::Column::Id.eq(id)).one(tx.conn()).await?;
    names::whole(tx, row.ok_or(StoreError::NotFound)?)
}

/// The rows of several people.
pub fn people_of(tx: &Tx, ids: &[PersonId]) -> Select<person::Entity> {
    tx.find::<person::Entity>().filter(person::Column::Id.is_in(ids.iter().copied()))
}

/// People by id, with their names.
pub fn whole(tx: &Tx, rows: Vec<person::Model>) -> Result<HashMap<PersonId, Head>, StoreError> {
    rows.into_iter().map(|row| Ok((row.id, Head::from(names::whole(tx, row)?)))).collect()
}

/// The codes of the settlements where several people live or lived, as far as they are open.
pub fn ekatte_of(tx: &Tx, ids: &[PersonId]) -> SelectStatement {
    let of = address::Column::PersonId.is_in(ids.iter().copied());
    let rows = tx.find::<address::Entity>().filter(of);
    rows.select_only().column(address::Column::Ekatte).into_query()
}

/// The person's private note.
pub fn note(tx: &Tx, row: &person::Model) -> Result<String, StoreError> {
    match &row.note_sealed {
        Some(sealed) => tx.open("person", "note_sealed", row.id.0, sealed),
        None => Ok(String::new()),
    }
}

/// Who has exactly this identifier (already in the form in which it is compared).
pub async fn person_of_identifier(
    tx: &Tx,
    kind: IdentifierKind,
    value: &str,
) -> Result<Option<PersonId>, StoreError> {
    let row = tx
        .find::<identifier::Entity>()
        .filter(identifier::Column::Kind.eq(kind.code()))
        .filter(identifier::Column::Blind.eq(blind(tx, value)?))
        .one(tx.conn())
        .await?;
    Ok(row.map(|row| row.person_id))
}

/// Who has this number as an identifier of whichever kind.
pub async fn people_of_number(tx: &Tx, value: &str) -> Result<Vec<PersonId>, StoreError> {
    let rows = tx
        .find::<identifier::Entity>()
        .filter(identifier::Column::Kind.is_in(IdentifierKind::ALL.map(IdentifierKind::code)))
        .filter(identifier::Column::Blind.eq(blind(tx, value)?))
        .all(tx.conn())
        .await?;
    Ok(rows.into_iter().map(|row| row.person_id).collect())
}

/// Whose telephone it is, in the shape in which numbers are kept; or begins so.
pub async fn people_of_phone(tx: &Tx, phone: &str, most: u64) -> Result<Vec<PersonId>, StoreError> {
    let found: Vec<(PersonId, String)> = tx
        .find::<person::Entity>()
        .select_only()
        .column(person::Column::Id)
        .column(person::Column::Phone)
        .filter(person::Column::Phone.gte(phone))
        .filter(person::Column::Phone.lte(format!("{phone}9999999999")))
        .filter(person::Column::MergedInto.is_null())
        .order_by_asc(person::Column::Phone)
        .limit(most)
        .into_tuple()
        .all(tx.conn())
        .await?;
    let begins = found.into_iter().filter(|(_, kept)| kept.starts_with(phone));
    Ok(begins.map(|(id, _)| id).collect())
}

/// The identifiers of several people, opened.
pub async fn identifiers(tx: &Tx, ids: &[PersonId]) -> Result<Vec<(PersonId, Opened)>, StoreError> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    opened(tx, identifiers_of(tx, ids).all(tx.conn()).await?)
}

/// The rows of identifiers of several people.
pub fn identifiers_of(tx: &Tx, ids: &[PersonId]) -> Select<identifier::Entity> {
    let of = identifier::Column::PersonId.is_in(ids.iter().copied());
    tx.find::<identifier::Entity>().filter(of)
}

/// Identifiers, opened.
pub fn opened(
    tx: &Tx,
    rows: Vec<identifier::Model>,
) -> Result<Vec<(PersonId, Opened)>, StoreError> {
    let mut list = Vec::with_capacity(rows.len());
    for row in rows {
        let Some(kind) = IdentifierKind::from_code(&row.kind) else {
            continue;
        };
        let value = tx.open("identifier", "sealed", row.id, &row.sealed)?;
        list.push((row.person_id, Opened { kind, value }));
    }
    Ok(list)
}

/// All addresses of several people, oldest first.
pub async fn addresses(tx: &Tx, ids: &[PersonId]) -> Result<Vec<address::Model>, StoreError> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    Ok(addresses_of(tx, ids).all(tx.conn()).await?)
}

/// The rows of addresses of several people, oldest first.
pub fn addresses_of(tx: &Tx, ids: &[PersonId]) -> Select<address::Entity> {
    tx.find::<address::Entity>()
        .filter(address::Column::PersonId.is_in(ids.iter().copied()))
        .order_by_asc(address::Column::ValidFrom)
        .order_by_asc(address::Column::Id)
}

/// All who speak or spoke for a person, the present ones first.
pub async fn representatives(
    tx: &Tx,
    id: PersonId,
) -> Result<Vec<representative::Model>, StoreError> {
    let mut rows = tx
        .find::<representative::Entity>()
        .filter(representative::Column::PersonId.eq(id))
        .order_by_desc(representative::Column::ValidFrom)
        .order_by_desc(representative::Column::Id)
        .all(tx.conn())
        .await?;
    rows.sort_by_key(|row| row.valid_to.is_some());
    Ok(rows)
}

/// Relations in which a person is the other one, the present ones first.
pub async fn relations_to(tx: &Tx, id: PersonId) -> Result<Vec<representative::Model>, StoreError> {
    let mut rows = tx
        .find::<representative::Entity>()
        .filter(representative::Column::OtherId.eq(id))
        .order_by_desc(representative::Column::Id)
        .all(tx.conn())
        .await?;
    rows.sort_by_key(|row| row.valid_to.is_some());
    Ok(rows)
}

/// One of those who speak for a person.
pub async fn representative(
    tx: &Tx,
    id: PersonId,
    representative: RepresentativeId,
) -> Result<representative::Model, StoreError> {
    let row = tx
        .find::<representative::Entity>()
        .filter(representative::Column::PersonId.eq(id))
        .filter(representative::Column::Id.eq(representative))
        .one(tx.conn())
        .await?;
    row.ok_or(StoreError::NotFound)
}

/// Names that a person had before, the last one first.
pub async fn earlier_names(
    tx: &Tx,
    id: PersonId,
) -> Result<Vec<(String, Option<Day>)>, StoreError> {
    let rows = tx
        .find::<person_name::Entity>()
        .filter(person_name::Column::PersonId.eq(id))
        .order_by_desc(person_name::Column::Id)
        .all(tx.conn())
        .await?;
    rows.iter().map(|row| Ok((names::earlier(tx, row)?, row.until))).collect()
}

/// Id, given, middle and family name, Latin form, birth day, the names sealed.
type Named = (PersonId, String, String, String, String, Option<Day>, Option<Vec<u8>>);

fn named(tx: &Tx) -> sea_orm::Select<person::Entity> {
    tx.find::<person::Entity>()
        .select_only()
        .column(person::Column::Id)
        .column(person::Column::Given)
        .column(person::Column::Middle)
        .column(person::Column::Family)
        .column(person::Column::Latin)
        .column(person::Column::BirthDay)
        .column(person::Column::NameSealed)
        .filter(person::Column::MergedInto.is_null())
}

/// A page of people as the name index is told of them, after an id; by id.
pub async fn index_page(
    tx: &Tx,
    after: Option<PersonId>,
    rows: u64,
) -> Result<Vec<Entry>, StoreError> {
    let after = after.unwrap_or(PersonId(-1));
    let people: Vec<Named> = named(tx)
        .filter(person::Column::Id.gt(after))
        .order_by_asc(person::Column::Id)
        .limit(rows)
        .into_tuple()
        .all(tx.conn())
        .await?;
    let Some(last) = people.last() else {
        return Ok(Vec::new());
    };
    let earlier = tx
        .find::<person_name::Entity>()
        .filter(person_name::Column::PersonId.gt(after))
        .filter(person_name::Column::PersonId.lte(last.0))
        .all(tx.conn())
        .await?;
    entries(tx, people, earlier)
}

/// Some people as the name index is told of them. Who is not among the answers is gone.
pub async fn index_entries(tx: &Tx, ids: &[PersonId]) -> Result<Vec<Entry>, StoreError> {
    let mut list = Vec::new();
    for part in ids.chunks(BOUND) {
        let people: Vec<Named> = named(tx)
            .filter(person::Column::Id.is_in(part.iter().copied()))
            .into_tuple()
            .all(tx.conn())
            .await?;
        let earlier = tx
            .find::<person_name::Entity>()
            .filter(person_name::Column::PersonId.is_in(part.iter().copied()))
            .all(tx.conn())
            .await?;
        list.extend(entries(tx, people, earlier)?);
    }
    Ok(list)
}

fn entries(
    tx: &Tx,
    people: Vec<Named>,
    earlier: Vec<person_name::Model>,
) -> Result<Vec<Entry>, StoreError> {
    let mut before: HashMap<PersonId, Vec<String>> = HashMap::new();
    for row in &earlier {
        before.entry(row.person_id).or_default().push(names::earlier(tx, row)?);
    }
    let entry = |(id, given, middle, family, latin, birth_day, sealed): Named| {
        let mut list = match sealed {
            None => vec![full_name(&given, &middle, &family), latin],
            Some(sealed) => {
                let [given, middle, family, latin, _] = names::opened(tx, id, &sealed)?;
                vec![full_name(&given, &middle, &family), latin]
            }
        };
        list.extend(before.remove(&id).unwrap_or_default());
        Ok(Entry { id: id.0, names: list, birth_year: birth_day.map(|day| day.0.year()) })
    };
    people.into_iter().map(entry).collect()
}

/// The newest change of this municipality.
pub async fn last_change(tx: &Tx) -> Result<i64, StoreError> {
    let last: Option<i64> = tx
        .find::<change::Entity>()
        .select_only()
        .column(change::Column::Id)
        .order_by_desc(change::Column::Id)
        .into_tuple()
        .one(tx.conn())
        .await?;
    Ok(last.unwrap_or(0))
}

/// Changes of people after one, oldest first: id of the change, and the person.
pub async fn changes(tx: &Tx, after: i64, rows: u64) -> Result<Vec<(i64, PersonId)>, StoreError> {
    let found = tx
        .find::<change::Entity>()
        .filter(change::Column::Id.gt(after))
        .filter(change::Column::Kind.eq("person"))
        .order_by_asc(change::Column::Id)
        .limit(rows)
        .all(tx.conn())
        .await?;
    Ok(found.into_iter().map(|row| (row.id, PersonId(row.object_id))).collect())
}
