//! Limits upon who learns of consultations: set with a ground and a last day, ended, never deleted.

use super::LimitId;
use super::disclose::Limit;
use super::store::disclosure_limit::{self, Column, Entity};
use crate::people::PersonId;
use kit::audit::Entry;
use kit::store::{StoreError, Tx};
use kit::types::Day;
use sea_orm::{ColumnTrait, IntoActiveModel, QueryFilter, QueryOrder, QuerySelect, Set};

/// A limit that is about to be set.
#[derive(Clone, Debug)]
pub struct NewLimit {
    /// A code of [`super::LIMIT_KINDS`].
    pub kind: String,
    /// From whom the person is kept closed.
    pub other: Option<PersonId>,
    /// A code of [`super::LIMIT_GROUNDS`].
    pub ground: String,
    /// The first day of the entries.
    pub from_on: Day,
    /// The last day of the entries.
    pub to_on: Option<Day>,
    /// The last day of the limit.
    pub until_on: Day,
    /// Why, in words; kept sealed.
    pub reason: String,
}

impl From<&disclosure_limit::Model> for Limit {
    fn from(row: &disclosure_limit::Model) -> Limit {
        Limit {
            id: row.id,
            person: row.person_id,
            kind: row.kind.clone(),
            other: row.other_id,
            ground: row.ground.clone(),
            from_on: row.from_on,
            to_on: row.to_on,
            until_on: row.until_on,
            ended_on: row.ended_on,
            version: row.version,
        }
    }
}

/// The limits of some people, newest first. One query.
///
/// # Errors
/// When the database does not answer.
pub async fn of_people(tx: &Tx, people: &[PersonId]) -> Result<Vec<Limit>, StoreError> {
    if people.is_empty() {
        return Ok(Vec::new());
    }
    let rows = tx.find::<Entity>().filter(Column::PersonId.is_in(people.iter().copied()));
    let rows = rows.order_by_desc(Column::Id).all(tx.conn()).await?;
    Ok(rows.iter().map(Limit::from).collect())
}

/// The limits of a person with their reasons and who set them, newest first.
///
/// # Errors
/// When the database does not answer, or a reason cannot be opened.
pub async fn told(tx: &Tx, person: PersonId) -> Result<Vec<(Limit, String, String)>, StoreError> {
    let rows = tx.find::<Entity>().filter(Column::PersonId.eq(person));
    let rows = rows.order_by_desc(Column::Id).all(tx.conn()).await?;
    let one = |row: &disclosure_limit::Model| {
        let reason = tx.open("disclosure_limit", "reason_sealed", row.id.0, &row.reason_sealed)?;
        Ok((Limit::from(row), reason, row.account_name.clone()))
    };
    rows.iter().map(one).collect()
}

/// The limits that hold and end until a day, the nearest first: they are looked at before.
///
/// # Errors
/// When the database does not answer.
pub async fn ending(tx: &Tx, until: Day, most: u64) -> Result<Vec<Limit>, StoreError> {
    let rows = tx.find::<Entity>().filter(Column::EndedOn.is_null());
    let rows = rows.filter(Column::UntilOn.between(tx.today(), until));
    let rows = rows.order_by_asc(Column::UntilOn).order_by_asc(Column::Id).limit(most);
    Ok(rows.all(tx.conn()).await?.iter().map(Limit::from).collect())
}

/// Sets a limit.
///
/// # Errors
/// When the database refuses.
pub async fn set(tx: &mut Tx, person: PersonId, new: &NewLimit) -> Result<LimitId, StoreError> {
    let id = LimitId(tx.new_id());
    let row = disclosure_limit::Model {
        municipality_id: tx.municipality(),
        id,
        person_id: person,
        kind: new.kind.clone(),
        other_id: new.other,
        ground: new.ground.clone(),
        from_on: new.from_on,
        to_on: new.to_on,
        until_on: new.until_on,
        reason_sealed: tx.seal("disclosure_limit", "reason_sealed", id.0, &new.reason)?,
        made_at: tx.now(),
        account_name: tx.actor().name.to_string(),
        ended_on: None,
        ended_by: String::new(),
        version: 1,
    };
    tx.insert(row.into_active_model()).await?;
    // No event: the timeline is read by more people than those who may know of a limit.
    tx.audit(Entry::write("disclosure-limit-set", id.0).about(Some(person.0)));
    Ok(id)
}

/// Ends a limit before its day: what it hid is shown.
///
/// # Errors
/// [`StoreError::Conflict`] when somebody changed it meanwhile.
pub async fn end(
    tx: &mut Tx,
    person: PersonId,
    (id, version): (LimitId, i32),
) -> Result<(), StoreError> {
    let row = tx.find::<Entity>().filter(Column::Id.eq(id)).filter(Column::PersonId.eq(person));
    let row = row.one(tx.conn()).await?.ok_or(StoreError::NotFound)?;
    if row.ended_on.is_some() {
        return Err(StoreError::Conflict);
    }
    let active = disclosure_limit::ActiveModel {
        ended_on: Set(Some(tx.today())),
        ended_by: Set(tx.actor().name.to_string()),
        ..Default::default()
    };
    tx.update::<Entity>(id, version, active).await?;
    tx.audit(Entry::write("disclosure-limit-ended", id.0).about(Some(person.0)));
    Ok(())
}
