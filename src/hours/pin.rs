//! The personal number with which a user, or who speaks for them, confirms on the assistant's phone.
//!
//! Invariants: only a slow hash is kept; each try is counted on disk before it is checked; after the
//! last wrong one the number is locked and the office is told.

use super::HourPinId;
use super::filing::sealed_text;
use super::store::hour_pin::{self, Column, Entity};
use crate::delivery::{PIN_TRIES, hash_pin, is_pin_right};
use crate::people::PersonId;
use kit::audit;
use kit::store::{Event, StoreError, Tx};
use kit::web::Problem;
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, EntityTrait, ExprTrait, IntoActiveModel, QueryFilter, QueryOrder, Set};

/// What came of a try.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tried {
    /// It is theirs.
    Right,
    /// It is not; so many tries are left.
    Wrong(i32),
    /// It is locked, or there is none.
    Locked,
}

/// The number of a person in force.
///
/// # Errors
/// When the database does not answer.
pub async fn of_person(tx: &Tx, person: PersonId) -> Result<Option<hour_pin::Model>, StoreError> {
    let rows = tx.find::<Entity>().filter(Column::PersonId.eq(person));
    let rows = rows.filter(Column::EndedAt.is_null()).order_by_desc(Column::Id);
    Ok(rows.one(tx.conn()).await?)
}

/// Locked numbers.
///
/// # Errors
/// When the database does not answer.
pub async fn locked(tx: &Tx) -> Result<Vec<hour_pin::Model>, StoreError> {
    let rows = tx.find::<Entity>().filter(Column::EndedAt.is_null());
    let rows = rows.filter(Column::Failures.gte(PIN_TRIES)).order_by_asc(Column::Id);
    Ok(rows.all(tx.conn()).await?)
}

/// Whether a number is locked.
#[must_use]
pub fn is_locked(row: &hour_pin::Model) -> bool {
    row.failures >= PIN_TRIES
}

/// Who holds a number.
///
/// # Errors
/// When it cannot be opened.
pub fn holder(tx: &Tx, row: &hour_pin::Model) -> Result<String, StoreError> {
    tx.open("hour_pin", "holder_sealed", row.id.0, &row.holder_sealed)
}

/// The hash to keep of a number.
///
/// # Errors
/// When the hasher refuses.
pub async fn hashed(pin: &str) -> Result<String, Problem> {
    hash_pin(pin).await
}

/// Gives a number; the one before it ends.
///
/// # Errors
/// When the database refuses.
pub async fn give(
    tx: &mut Tx,
    person: PersonId,
    (holder, hash): (&str, String),
) -> Result<HourPinId, StoreError> {
    if let Some(old) = of_person(tx, person).await? {
        let active = hour_pin::ActiveModel { ended_at: Set(Some(tx.now())), ..Default::default() };
        tx.update::<Entity>(old.id, old.version, active).await?;
    }
    let id = HourPinId(tx.new_id());
    let row = hour_pin::Model {
        municipality_id: tx.municipality(),
        id,
        person_id: person,
        holder_sealed: sealed_text(tx, ("hour_pin", id.0), holder)?,
        pin_hash: hash,
        failures: 0,
        made_at: tx.now(),
        ended_at: None,
        account_name: tx.actor().name.to_string(),
        version: 1,
    };
    tx.insert(row.into_active_model()).await?;
    tx.audit(audit::Entry::write("hours-pin-given", id.0).about(Some(person.0)));
    Ok(id)
}

/// Counts a try before it is checked; says whether it may be checked. To be committed at once. With
/// the last try that may be wrong the office is told beforehand: a right one takes it back.
///
/// # Errors
/// When the database refuses.
pub async fn counted(tx: &mut Tx, row: &hour_pin::Model) -> Result<bool, StoreError> {
    let column = Column::Failures;
    let changed = Entity::update_many()
        .col_expr(column, Expr::col(column).add(1))
        .filter(Column::MunicipalityId.eq(tx.municipality()))
        .filter(Column::Id.eq(row.id))
        .filter(Column::EndedAt.is_null())
        .filter(column.lt(PIN_TRIES))
        .exec(tx.conn())
        .await?;
    tx.audit(audit::Entry::write("hours-pin-tried", row.id.0).about(Some(row.person_id.0)));
    Ok(changed.rows_affected == 1)
}

/// Checks a try that was counted.
///
/// # Errors
/// When the checker does not answer.
pub async fn checked(row: &hour_pin::Model, pin: &str) -> Result<Tried, Problem> {
    if is_pin_right(pin, &row.pin_hash).await? {
        return Ok(Tried::Right);
    }
    let left = PIN_TRIES - row.failures - 1;
    Ok(if left > 0 { Tried::Wrong(left) } else { Tried::Locked })
}

/// The number was right: nothing wrong is remembered any more.
///
/// # Errors
/// When the database refuses.
pub async fn forgiven(tx: &Tx, id: HourPinId) -> Result<(), StoreError> {
    Entity::update_many()
        .col_expr(Column::Failures, Expr::value(0))
        .filter(Column::MunicipalityId.eq(tx.municipality()))
        .filter(Column::Id.eq(id))
        .exec(tx.conn())
        .await?;
    Ok(())
}

/// The office is told of a locked number.
///
/// # Errors
/// When the database refuses.
pub async fn told(tx: &mut Tx, row: &hour_pin::Model) -> Result<(), StoreError> {
    let person = Some(row.person_id.0);
    tx.event(Event { kind: "hours-pin-locked", person, case: None, data: Vec::new() }).await
}
