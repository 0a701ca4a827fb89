//! What a municipality makes of the duties: who answers, its own day, from when the calendar is kept;
//! and the events from which terms run.

use super::content::{Told, sealed};
use super::load::Row;
use super::store::{duty_event, duty_occasion, duty_start, duty_version};
use super::{DutyEventId, DutyOccasionId, DutyStartId, DutyVersionId};
use kit::audit::Entry;
use kit::store::{StoreError, Tx};
use kit::types::{AccountId, Day};
use kit::web::Problem;
use sea_orm::{ColumnTrait, IntoActiveModel, QueryFilter, Set};

/// A version of a duty as it is entered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewVersion {
    /// Which duty.
    pub code: String,
    /// From this day on.
    pub from: Day,
    /// Who answers for it.
    pub owner: Option<AccountId>,
    /// Its own day; empty leaves that of the rules.
    pub own_day: String,
    /// Whether it is owed.
    pub applies: bool,
    /// Why.
    pub why: String,
}

/// Enters a version.
///
/// # Errors
/// When one from this day exists, or the database refuses.
pub async fn version(tx: &mut Tx, new: NewVersion) -> Result<DutyVersionId, Problem> {
    let id = DutyVersionId(tx.new_id());
    let row = duty_version::Model {
        municipality_id: tx.municipality(),
        id,
        code: new.code,
        valid_from: new.from,
        owner_id: new.owner,
        own_day: new.own_day,
        applies: new.applies,
        why: new.why,
        made_at: tx.now(),
        account_name: tx.actor().name.to_string(),
    };
    tx.insert(row.into_active_model()).await.map_err(|e| match e {
        StoreError::Duplicate(_) => Problem::Impossible("duties-refused-version"),
        other => other.into(),
    })?;
    tx.audit(Entry::write("duty-version", id.0));
    Ok(id)
}

/// Says from which day the calendar is kept.
///
/// # Errors
/// When somebody saved meanwhile, or the database refuses.
pub async fn start(
    tx: &mut Tx,
    old: Option<&duty_start::Model>,
    from: Day,
) -> Result<(), StoreError> {
    let id = old.map_or_else(|| DutyStartId(tx.new_id()), |row| row.id);
    let name = tx.actor().name.to_string();
    match old {
        Some(row) => {
            let active = duty_start::ActiveModel {
                from_on: Set(from),
                made_at: Set(tx.now()),
                account_name: Set(name),
                ..Default::default()
            };
            tx.update::<duty_start::Entity>(row.id, row.version, active).await?;
        }
        None => {
            let row = duty_start::Model {
                municipality_id: tx.municipality(),
                id,
                from_on: from,
                made_at: tx.now(),
                account_name: name,
                version: 1,
            };
            tx.insert(row.into_active_model()).await?;
        }
    }
    tx.audit(Entry::write("duty-start", id.0));
    Ok(())
}

/// Says who answers for a duty on one occasion.
///
/// # Errors
/// When the database refuses.
pub async fn owner(tx: &mut Tx, row: &Row, owner: AccountId) -> Result<(), StoreError> {
    use duty_occasion::{ActiveModel, Column, Entity, Model};
    let (code, occasion) = (row.one.duty.code.as_str(), row.one.occasion.as_str());
    let old = tx.find::<Entity>().filter(Column::Code.eq(code));
    let old = old.filter(Column::Occasion.eq(occasion)).one(tx.conn()).await?;
    let name = tx.actor().name.to_string();
    let id = old.as_ref().map_or_else(|| DutyOccasionId(tx.new_id()), |old| old.id);
    match old {
        Some(old) => {
            let active =
                ActiveModel { owner_id: Set(owner), account_name: Set(name), ..Default::default() };
            tx.update::<Entity>(old.id, old.version, active).await?;
        }
        None => {
            let row = Model {
                municipality_id: tx.municipality(),
                id,
                code: code.to_owned(),
                occasion: occasion.to_owned(),
                owner_id: owner,
                account_name: name,
                version: 1,
            };
            tx.insert(row.into_active_model()).await?;
        }
    }
    tx.audit(Entry::write("duty-owner", id.0));
    Ok(())
}

/// Enters something that happened and from which the term of a duty runs.
///
/// # Errors
/// When the database refuses.
pub async fn event(
    tx: &mut Tx,
    (code, on): (&str, Day),
    told: &Told,
) -> Result<DutyEventId, StoreError> {
    let id = DutyEventId(tx.new_id());
    let row = duty_event::Model {
        municipality_id: tx.municipality(),
        id,
        code: code.to_owned(),
        happened_on: on,
        content_sealed: sealed(tx, ("duty_event", id.0), told)?,
        entered_at: tx.now(),
        revoked_at: None,
        account_name: tx.actor().name.to_string(),
        version: 1,
    };
    tx.insert(row.into_active_model()).await?;
    tx.audit(Entry::write("duty-event", id.0));
    Ok(id)
}

/// Takes an event back with a reason: nothing follows from it any more.
///
/// # Errors
/// When it was taken back before, or somebody saved meanwhile.
pub async fn revoke(
    tx: &mut Tx,
    (row, told): (&duty_event::Model, &Told),
    why: &str,
) -> Result<(), Problem> {
    if row.revoked_at.is_some() {
        return Err(Problem::Impossible("duties-refused-revoked"));
    }
    let told = Told { why: why.to_owned(), ..told.clone() };
    let active = duty_event::ActiveModel {
        revoked_at: Set(Some(tx.now())),
        content_sealed: Set(sealed(tx, ("duty_event", row.id.0), &told)?),
        ..Default::default()
    };
    tx.update::<duty_event::Entity>(row.id, row.version, active).await?;
    tx.audit(Entry::write("duty-event-revoked", row.id.0));
    Ok(())
}
