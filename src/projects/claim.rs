//! Claims for payment: advance, interim, final; what was claimed, verified, received.

use super::content::{Claimed, sealed};
use super::load::{self, Claim};
use super::money::Split;
use super::store::project_claim;
use super::{ClaimId, ProjectId};
use kit::audit::Entry;
use kit::store::{StoreError, Tx};
use kit::types::Day;
use sea_orm::{IntoActiveModel, Set};

/// Kinds of claims; words have the key `projects-claim-<code>`.
pub const KINDS: [&str; 3] = ["advance", "interim", "final"];

/// Where a claim stands: the next step is filing, verifying, receiving, nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// Being prepared.
    Draft,
    /// Sent.
    Filed,
    /// The body said how much is right.
    Verified,
    /// The money came.
    Received,
    /// The entry was wrong.
    Revoked,
}

impl State {
    /// By the days of a claim.
    #[must_use]
    pub fn of(row: &project_claim::Model) -> State {
        if row.revoked_at.is_some() {
            return State::Revoked;
        }
        match (row.filed_on, row.verified_on, row.received_on) {
            (_, _, Some(_)) => State::Received,
            (_, Some(_), _) => State::Verified,
            (Some(_), _, _) => State::Filed,
            _ => State::Draft,
        }
    }

    /// Its code; words have the key `projects-claim-state-<code>`.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            State::Draft => "draft",
            State::Filed => "filed",
            State::Verified => "verified",
            State::Received => "received",
            State::Revoked => "revoked",
        }
    }

    /// The colour of its tag.
    #[must_use]
    pub fn colour(self) -> &'static str {
        match self {
            State::Draft | State::Revoked => "grey",
            State::Filed => "blue",
            State::Verified => "yellow",
            State::Received => "green",
        }
    }
}

impl Claim {
    /// Whether it stands.
    #[must_use]
    pub fn stands(&self) -> bool {
        self.row.revoked_at.is_none()
    }

    /// What was claimed.
    #[must_use]
    pub fn claimed(&self) -> Split {
        Split { european: self.row.claimed_european, national: self.row.claimed_national }
    }

    /// What was found right.
    #[must_use]
    pub fn verified(&self) -> Split {
        Split { european: self.row.verified_european, national: self.row.verified_national }
    }

    /// What came.
    #[must_use]
    pub fn received(&self) -> Split {
        Split { european: self.row.received_european, national: self.row.received_national }
    }
}

/// Enters a claim; its number follows the last one.
///
/// # Errors
/// When the database refuses.
pub async fn add(
    tx: &mut Tx,
    project: ProjectId,
    (kind, from_on, until_on): (&str, Day, Day),
    (claimed, note): (Split, &str),
) -> Result<ClaimId, StoreError> {
    let number = load::claims(tx, project).await?.last().map_or(1, |last| last.row.number + 1);
    let id = ClaimId(tx.new_id());
    let note = Claimed { note: note.to_owned(), ..Claimed::default() };
    let row = project_claim::Model {
        municipality_id: tx.municipality(),
        id,
        project_id: project,
        number,
        kind: kind.to_owned(),
        from_on,
        until_on,
        filed_on: None,
        verified_on: None,
        received_on: None,
        received_at: None,
        claimed_european: claimed.european,
        claimed_national: claimed.national,
        verified_european: 0,
        verified_national: 0,
        received_european: 0,
        received_national: 0,
        content_sealed: sealed(tx, ("project_claim", id.0), &note)?,
        entered_at: tx.now(),
        revoked_at: None,
        account_name: tx.actor().name.to_string(),
        version: 1,
    };
    tx.insert(row.into_active_model()).await?;
    tx.audit(Entry::write("project-claim", id.0));
    Ok(id)
}

/// The next step of a claim, on a day; the amount is not asked for when it is filed.
///
/// # Errors
/// [`StoreError::Conflict`] when somebody saved meanwhile.
pub async fn step(
    tx: &mut Tx,
    claim: &Claim,
    (on, split, version): (Day, Split, i32),
) -> Result<(), StoreError> {
    let mut active = project_claim::ActiveModel::default();
    match State::of(&claim.row) {
        State::Draft => active.filed_on = Set(Some(on)),
        State::Filed => {
            active.verified_on = Set(Some(on));
            active.verified_european = Set(split.european);
            active.verified_national = Set(split.national);
        }
        State::Verified => {
            active.received_on = Set(Some(on));
            active.received_at = Set(Some(tx.now()));
            active.received_european = Set(split.european);
            active.received_national = Set(split.national);
        }
        State::Received | State::Revoked => return Err(StoreError::Conflict),
    }
    tx.update::<project_claim::Entity>(claim.row.id, version, active).await?;
    tx.audit(Entry::write("project-claim-step", claim.row.id.0));
    Ok(())
}

/// Revokes a wrong entry with its reason.
///
/// # Errors
/// [`StoreError::Conflict`] when somebody saved meanwhile.
pub async fn revoke(
    tx: &mut Tx,
    claim: &Claim,
    (reason, version): (String, i32),
) -> Result<(), StoreError> {
    let id = claim.row.id;
    let content = Claimed { revoked: reason, ..claim.content.clone() };
    let active = project_claim::ActiveModel {
        revoked_at: Set(Some(tx.now())),
        content_sealed: Set(sealed(tx, ("project_claim", id.0), &content)?),
        ..Default::default()
    };
    tx.update::<project_claim::Entity>(id, version, active).await?;
    tx.audit(Entry::write("project-claim-revoked", id.0));
    Ok(())
}
