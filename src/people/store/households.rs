//! Rows of households.

use super::once::{household, household_member};
use crate::people::PersonId;
use kit::store::{StoreError, Tx};
use kit::types::Day;
use sea_orm::{ColumnTrait, QueryFilter, QueryOrder, Set};

type Member = household_member::Model;

/// The households in which a person lives or lived, the present one first.
pub async fn of_person(tx: &Tx, id: PersonId) -> Result<Vec<Member>, StoreError> {
    let mut rows = tx
        .find::<household_member::Entity>()
        .filter(household_member::Column::PersonId.eq(id))
        .order_by_desc(household_member::Column::Id)
        .all(tx.conn())
        .await?;
    rows.sort_by_key(|row| row.valid_to.is_some());
    Ok(rows)
}

/// Everybody of some households, now or before.
pub async fn members(tx: &Tx, households: &[i64]) -> Result<Vec<Member>, StoreError> {
    if households.is_empty() {
        return Ok(Vec::new());
    }
    let of = household_member::Column::HouseholdId.is_in(households.iter().copied());
    let rows = tx.find::<household_member::Entity>().filter(of);
    Ok(rows.order_by_asc(household_member::Column::Id).all(tx.conn()).await?)
}

/// A new household.
pub async fn create(tx: &Tx) -> Result<i64, StoreError> {
    let id = tx.new_id();
    tx.insert(household::ActiveModel {
        municipality_id: Set(tx.municipality()),
        id: Set(id),
        created_at: Set(tx.now()),
        version: Set(1),
    })
    .await?;
    Ok(id)
}

/// Somebody joins a household.
pub async fn add(tx: &Tx, household: i64, person: PersonId, from: Day) -> Result<(), StoreError> {
    tx.insert(household_member::ActiveModel {
        municipality_id: Set(tx.municipality()),
        id: Set(tx.new_id()),
        household_id: Set(household),
        person_id: Set(person),
        valid_from: Set(from),
        valid_to: Set(None),
        version: Set(1),
    })
    .await
}

/// Somebody leaves a household: the last day.
pub async fn end(tx: &Tx, (id, version): (i64, i32), last: Day) -> Result<(), StoreError> {
    let row = household_member::ActiveModel { valid_to: Set(Some(last)), ..Default::default() };
    tx.update::<household_member::Entity>(id, version, row).await
}
