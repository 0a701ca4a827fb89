//! A person as other capabilities and every case page show them.

use super::store::{person, read};
use super::{AddressKind, PersonId};
use kit::store::{Answers, Asked, Questions, StoreError, Tx, is_found};
use kit::types::Day;
use sea_orm::QueryFilter;
use sea_orm::sea_query::SelectStatement;
use std::collections::HashMap;

/// Name, age and what must not be missed.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, utoipa::ToSchema)]
pub struct Head {
    /// The person.
    #[schema(value_type = String)]
    pub id: PersonId,
    /// Given, middle and family name.
    pub name: String,
    /// The name in Latin letters.
    pub latin: String,
    /// Day of birth, when known.
    #[schema(value_type = Option<String>, format = Date)]
    pub birth_day: Option<Day>,
    /// `female`, `male`, `unknown`.
    pub sex: String,
    /// Telephone, or empty.
    pub phone: String,
    /// The address is protected: it is shown to a named circle only.
    pub is_protected: bool,
    /// Day of death.
    #[schema(value_type = Option<String>, format = Date)]
    pub died_on: Option<Day>,
    /// Version of the row.
    pub version: i32,
}

impl From<person::Model> for Head {
    fn from(row: person::Model) -> Self {
        let names = [row.given, row.middle, row.family];
        let name = names.iter().filter(|n| !n.is_empty()).cloned().collect::<Vec<_>>().join(" ");
        Head {
            id: row.id,
            name,
            latin: row.latin,
            birth_day: row.birth_day,
            sex: row.sex,
            phone: row.phone,
            is_protected: row.is_protected,
            died_on: row.died_on,
            version: row.version,
        }
    }
}

/// Where a person lives, as competence needs it (настоящ адрес).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Residence {
    /// EKATTE code of the settlement.
    pub ekatte: Option<String>,
    /// Code of the municipality, such as `RSE27`.
    pub municipality_code: Option<String>,
}

/// One person.
///
/// # Errors
/// [`StoreError::NotFound`] when there is none in this municipality.
pub async fn head(tx: &Tx, id: PersonId) -> Result<Head, StoreError> {
    read::person(tx, id).await.map(Head::from)
}

/// Several people in one query, for lists.
///
/// # Errors
/// When the database does not answer.
pub async fn heads(tx: &Tx, ids: &[PersonId]) -> Result<HashMap<PersonId, Head>, StoreError> {
    read::whole(tx, read::people_of(tx, ids).all(tx.conn()).await?)
}

/// Addresses of electronic mail of those who gave one. One query.
///
/// # Errors
/// When the database does not answer.
pub async fn emails(tx: &Tx, ids: &[PersonId]) -> Result<HashMap<PersonId, String>, StoreError> {
    let rows = read::people_of(tx, ids).all(tx.conn()).await?.into_iter();
    let some = rows.filter(|row| !row.email.is_empty());
    Ok(some.map(|row| (row.id, row.email)).collect())
}

/// A person asked for among other questions.
#[derive(Clone)]
pub struct AskedHead(Asked<person::Model>);

/// Asks for the person whose id a query finds.
pub fn ask_head(tx: &Tx, questions: &mut Questions, id: SelectStatement) -> AskedHead {
    let person = tx.find::<person::Entity>().filter(is_found(person::Column::Id, id));
    AskedHead(questions.ask(&person))
}

/// The person that was asked for.
///
/// # Errors
/// [`StoreError::NotFound`] when there is none; when a name cannot be opened.
pub fn asked_head(tx: &Tx, answers: &mut Answers, asked: AskedHead) -> Result<Head, StoreError> {
    let found = read::whole(tx, answers.take(asked.0)?)?;
    found.into_values().next().ok_or(StoreError::NotFound)
}

/// The present address in force on a day.
///
/// # Errors
/// When the database does not answer.
pub async fn residence(tx: &Tx, id: PersonId, on: Day) -> Result<Residence, StoreError> {
    let rows = read::addresses(tx, &[id]).await?;
    let present = super::address::in_force(rows, AddressKind::Present, on);
    let Some(row) = present.into_values().next() else {
        return Ok(Residence::default());
    };
    let ekatte = super::address::opened(tx, &row)?.0;
    let municipality_code = match &ekatte {
        Some(code) => crate::municipality::settlement(tx, code).await?.map(|s| s.municipality_code),
        None => None,
    };
    Ok(Residence { ekatte, municipality_code })
}
