//! Names of people whose address is protected: sealed in the row, in the open only in memory.

use super::{person, person_name};
use crate::people::PersonId;
use kit::search::plain;
use kit::store::{StoreError, Tx};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, Set};

/// Given, middle and family name, Latin form, e-mail: what tells who somebody is.
pub struct Names<'a> {
    /// Given name.
    pub given: &'a str,
    /// Middle name.
    pub middle: &'a str,
    /// Family name.
    pub family: &'a str,
    /// The name in Latin letters.
    pub latin: &'a str,
    /// E-mail, which is often made of the name.
    pub email: &'a str,
}

/// The columns of a row that tell the name: open, or empty beside the sealed one.
pub fn columns(
    tx: &Tx,
    id: PersonId,
    names: &Names<'_>,
    is_protected: bool,
) -> Result<person::ActiveModel, StoreError> {
    let Names { given, middle, family, latin, email } = names;
    if is_protected {
        let text = [*given, *middle, *family, *latin, *email].join("\n");
        return Ok(person::ActiveModel {
            given: Set(String::new()),
            middle: Set(String::new()),
            family: Set(String::new()),
            latin: Set(String::new()),
            folded: Set(String::new()),
            email: Set(String::new()),
            name_sealed: Set(Some(tx.seal("person", "name_sealed", id.0, &text)?)),
            ..Default::default()
        });
    }
    let folded = plain(&super::write::full_name(given, middle, family));
    Ok(person::ActiveModel {
        given: Set((*given).to_owned()),
        middle: Set((*middle).to_owned()),
        family: Set((*family).to_owned()),
        latin: Set((*latin).to_owned()),
        folded: Set(folded),
        email: Set((*email).to_owned()),
        name_sealed: Set(None),
        ..Default::default()
    })
}

/// The five parts of a sealed name: given, middle, family, Latin, e-mail.
pub fn opened(tx: &Tx, id: PersonId, sealed: &[u8]) -> Result<[String; 5], StoreError> {
    let text = tx.open("person", "name_sealed", id.0, sealed)?;
    let mut parts = text.split('\n').map(str::to_owned);
    Ok(std::array::from_fn(|_| parts.next().unwrap_or_default()))
}

/// The row as its readers expect it: with the names in their columns.
pub fn whole(tx: &Tx, mut row: person::Model) -> Result<person::Model, StoreError> {
    if let Some(sealed) = &row.name_sealed {
        let [given, middle, family, latin, email] = opened(tx, row.id, sealed)?;
        row.folded = plain(&super::write::full_name(&given, &middle, &family));
        (row.given, row.middle, row.family) = (given, middle, family);
        (row.latin, row.email) = (latin, email);
    }
    Ok(row)
}

/// An earlier name, opened.
pub fn earlier(tx: &Tx, row: &person_name::Model) -> Result<String, StoreError> {
    match &row.name_sealed {
        Some(sealed) => tx.open("person_name", "name_sealed", row.id, sealed),
        None => Ok(row.name.clone()),
    }
}

/// The columns of an earlier name.
pub fn earlier_columns(
    tx: &Tx,
    id: i64,
    name: &str,
    is_protected: bool,
) -> Result<person_name::ActiveModel, StoreError> {
    let sealed =
        is_protected.then(|| tx.seal("person_name", "name_sealed", id, name)).transpose()?;
    let open = if is_protected { String::new() } else { name.to_owned() };
    Ok(person_name::ActiveModel { name: Set(open), name_sealed: Set(sealed), ..Default::default() })
}

/// Seals or opens the earlier names of a person whose protection begins or ends.
pub async fn protect_earlier(tx: &Tx, id: PersonId, is_protected: bool) -> Result<(), StoreError> {
    let of = person_name::Column::PersonId.eq(id);
    let rows = tx.find::<person_name::Entity>().filter(of).all(tx.conn()).await?;
    for row in rows.into_iter().filter(|row| row.name_sealed.is_some() != is_protected) {
        let name = earlier(tx, &row)?;
        person_name::Entity::update_many()
            .set(earlier_columns(tx, row.id, &name, is_protected)?)
            .filter(person_name::Column::MunicipalityId.eq(tx.municipality()))
            .filter(person_name::Column::Id.eq(row.id))
            .exec(tx.conn())
            .await?;
    }
    Ok(())
}
