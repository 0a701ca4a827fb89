//! People as the reporting layer counts them: no names and no numbers, only what a count is split by.

use super::store::{address, person};
use super::{AddressKind, PersonId};
use kit::store::{StoreError, Tx};
use kit::types::Day;
use sea_orm::sea_query::SimpleExpr;
use sea_orm::{ColumnTrait, QueryFilter, QueryOrder, QuerySelect};
use std::collections::HashMap;

/// Of whom something is asked.
#[derive(Clone, Copy, Debug)]
pub enum Whose<'a> {
    /// Everybody whose id lies between these two, both included.
    Between(PersonId, PersonId),
    /// These; no more than one statement can bind.
    These(&'a [PersonId]),
}

impl Whose<'_> {
    /// The condition on a column that names a person.
    #[must_use]
    pub fn on(self, column: impl ColumnTrait) -> SimpleExpr {
        match self {
            Whose::Between(first, last) => column.between(first, last),
            Whose::These(ids) => column.is_in(ids.iter().copied()),
        }
    }
}

/// A settlement in which somebody lived; none when the address is protected or not known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Home {
    /// EKATTE code.
    pub ekatte: Option<String>,
    /// First day.
    pub from_on: Day,
    /// Last day.
    pub to_on: Option<Day>,
}

/// What a person is counted by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Counted {
    /// The person.
    pub id: PersonId,
    /// Day of birth.
    pub birth_day: Option<Day>,
    /// `female`, `male`, `unknown`.
    pub sex: String,
    /// Somebody else stands for this row now: it is counted no more.
    pub is_merged: bool,
    /// Present addresses, oldest first.
    pub homes: Vec<Home>,
}

/// Id, day of birth, sex, into whom merged.
type PersonRow = (PersonId, Option<Day>, String, Option<PersonId>);
/// Whose, EKATTE code, first and last day.
type HomeRow = (PersonId, Option<String>, Day, Option<Day>);

/// So many ids after one, by id: everybody in portions.
///
/// # Errors
/// When the database does not answer.
pub async fn ids_after(tx: &Tx, after: PersonId, most: u64) -> Result<Vec<PersonId>, StoreError> {
    let ids = tx
        .find::<person::Entity>()
        .select_only()
        .column(person::Column::Id)
        .filter(person::Column::Id.gt(after))
        .order_by_asc(person::Column::Id)
        .limit(most)
        .into_tuple()
        .all(tx.conn())
        .await?;
    Ok(ids)
}

/// What some people are counted by, by id. Two queries.
///
/// # Errors
/// When the database does not answer.
pub async fn counted(tx: &Tx, whose: Whose<'_>) -> Result<Vec<Counted>, StoreError> {
    let rows: Vec<PersonRow> = tx
        .find::<person::Entity>()
        .select_only()
        .columns([person::Column::Id, person::Column::BirthDay])
        .columns([person::Column::Sex, person::Column::MergedInto])
        .filter(whose.on(person::Column::Id))
        .order_by_asc(person::Column::Id)
        .into_tuple()
        .all(tx.conn())
        .await?;
    let mut homes = homes(tx, whose).await?;
    let counted = |(id, birth_day, sex, merged): PersonRow| Counted {
        id,
        birth_day,
        sex,
        is_merged: merged.is_some(),
        homes: homes.remove(&id).unwrap_or_default(),
    };
    Ok(rows.into_iter().map(counted).collect())
}

/// The present addresses of some people. One written by mistake ends before it begins: it never held.
async fn homes(tx: &Tx, whose: Whose<'_>) -> Result<HashMap<PersonId, Vec<Home>>, StoreError> {
    let rows: Vec<HomeRow> = tx
        .find::<address::Entity>()
        .select_only()
        .columns([address::Column::PersonId, address::Column::Ekatte])
        .columns([address::Column::ValidFrom, address::Column::ValidTo])
        .filter(whose.on(address::Column::PersonId))
        .filter(address::Column::Kind.eq(AddressKind::Present.code()))
        .order_by_asc(address::Column::ValidFrom)
        .order_by_asc(address::Column::Id)
        .into_tuple()
        .all(tx.conn())
        .await?;
    let mut homes: HashMap<PersonId, Vec<Home>> = HashMap::new();
    for (person, ekatte, from_on, to_on) in rows {
        if to_on.is_none_or(|to| to >= from_on) {
            homes.entry(person).or_default().push(Home { ekatte, from_on, to_on });
        }
    }
    Ok(homes)
}
