//! Amendments of a contract: entered on their day, revoked with a reason when the entry was wrong. A
//! revoked one stays in the history; the period and the budget are again what they were without it.

use super::AmendmentId;
use super::content::{Change, sealed};
use super::load::{Amendment, Budget, Project, Spending};
use super::store::project_amendment;
use kit::audit::Entry;
use kit::store::{StoreError, Tx};
use kit::types::{Day, Instant};
use sea_orm::{IntoActiveModel, Set};

/// The version of a budget that holds on a day, as known at a moment: the last one whose day has
/// come. A version that came by an amendment holds as long as the amendment does.
#[must_use]
pub fn budget_on<'a>(
    (versions, amendments): (&'a [Budget], &[Amendment]),
    (day, known_at): (Day, Instant),
) -> Option<&'a Budget> {
    let stands = |id: AmendmentId| {
        let own = amendments.iter().find(|one| one.row.id == id);
        own.is_some_and(|one| one.row.revoked_at.is_none_or(|at| at > known_at))
    };
    let known =
        |one: &&Budget| one.row.entered_at <= known_at && one.row.amendment_id.is_none_or(stands);
    let held = versions.iter().filter(known).rfind(|one| one.row.valid_from <= day);
    // A budget entered ahead of its day is better than none.
    held.or_else(|| versions.iter().find(known))
}

/// Documents that stand and lie outside a period.
#[must_use]
pub fn outside(spending: &[Spending], (from, until): (Day, Day)) -> usize {
    let is_outside = |one: &&Spending| one.row.issued_on < from || until < one.row.issued_on;
    spending.iter().filter(|one| one.stands()).filter(is_outside).count()
}

/// Enters an amendment. A period that it does not name stays.
///
/// # Errors
/// When the database refuses.
pub async fn amend(
    tx: &mut Tx,
    one: &Project,
    (signed_on, from_on, until_on): (Day, Option<Day>, Option<Day>),
    change: &Change,
) -> Result<AmendmentId, StoreError> {
    let id = AmendmentId(tx.new_id());
    let row = project_amendment::Model {
        municipality_id: tx.municipality(),
        id,
        project_id: one.row.id,
        signed_on,
        from_on,
        until_on,
        content_sealed: sealed(tx, ("project_amendment", id.0), change)?,
        entered_at: tx.now(),
        revoked_at: None,
        account_name: tx.actor().name.to_string(),
        version: 1,
    };
    tx.insert(row.into_active_model()).await?;
    tx.audit(Entry::write("project-amended", one.row.id.0));
    Ok(id)
}

/// Revokes a wrong entry with its reason.
///
/// # Errors
/// [`StoreError::Conflict`] when somebody saved meanwhile.
pub async fn revoke(
    tx: &mut Tx,
    known: &Amendment,
    (reason, version): (String, i32),
) -> Result<(), StoreError> {
    let id = known.row.id;
    let content = Change { revoked: reason, ..known.content.clone() };
    let active = project_amendment::ActiveModel {
        revoked_at: Set(Some(tx.now())),
        content_sealed: Set(sealed(tx, ("project_amendment", id.0), &content)?),
        ..Default::default()
    };
    tx.update::<project_amendment::Entity>(id, version, active).await?;
    tx.audit(Entry::write("project-amendment-revoked", id.0));
    Ok(())
}
