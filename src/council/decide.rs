//! Decisions taken on points: numbered, with who answers for them and until when. The register of
//! decisions follows them; here stands what the minutes say.

use super::agenda::Item;
use super::content::{Resolved, opened, sealed};
use super::sitting::Sitting;
use super::store::council_decision::{ActiveModel, Column, Entity, Model};
use super::store::council_vote;
use super::vote::OUTCOMES;
use super::{ResolvedId, SittingId};
use crate::decisions::{self, DecisionId, NewDecision};
use kit::audit::Entry;
use kit::store::{StoreError, Tx};
use kit::types::Day;
use kit::web::Problem;
use sea_orm::{ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder, Set};

/// How the register calls the council.
pub const BODY: &str = "council";

/// A decision, opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decision {
    /// The row.
    pub row: Model,
    /// What was decided.
    pub content: Resolved,
}

impl Decision {
    /// Its number in words: `3/2026`.
    #[must_use]
    pub fn number(&self) -> String {
        format!("{}/{}", self.row.number, self.row.year)
    }

    /// Where the register follows it, below the municipality.
    #[must_use]
    pub fn followed(&self) -> String {
        format!("/decisions/{}", DecisionId(self.row.register_id))
    }
}

/// A decision as it is entered.
#[derive(Clone, Debug, Default)]
pub struct NewResolved {
    /// What was decided, and who answers for it.
    pub content: Resolved,
    /// Until when.
    pub due_on: Option<Day>,
    /// Whether the public may read it.
    pub is_public: bool,
}

/// The decisions of some meetings that stand, oldest first.
///
/// # Errors
/// When the database does not answer.
pub async fn decisions_of(tx: &Tx, ids: &[SittingId]) -> Result<Vec<Decision>, StoreError> {
    let rows = tx.find::<Entity>().filter(Column::SittingId.is_in(ids.iter().copied()));
    let rows = rows.filter(Column::RevokedAt.is_null()).order_by_asc(Column::Id);
    let read = |row: Model| {
        let content = opened(tx, ("council_decision", row.id.0), &row.content_sealed)?;
        Ok(Decision { row, content })
    };
    rows.all(tx.conn()).await?.into_iter().map(read).collect()
}

/// One decision.
///
/// # Errors
/// [`StoreError::NotFound`] when there is none.
pub async fn decision(tx: &Tx, id: ResolvedId) -> Result<Decision, StoreError> {
    let row = tx.find::<Entity>().filter(Column::Id.eq(id)).one(tx.conn()).await?;
    let row = row.ok_or(StoreError::NotFound)?;
    let content = opened(tx, ("council_decision", row.id.0), &row.content_sealed)?;
    Ok(Decision { row, content })
}

/// Takes a decision on a point that was adopted, and enters it into the register.
///
/// # Errors
/// When the point was not adopted, or the register refuses.
pub async fn take(
    tx: &mut Tx,
    (of, item, vote): (&Sitting, &Item, Option<&council_vote::Model>),
    new: &NewResolved,
) -> Result<ResolvedId, Problem> {
    if vote.is_none_or(|vote| vote.outcome != OUTCOMES[0]) {
        return Err(Problem::Impossible("council-refused-not-adopted"));
    }
    let id = ResolvedId(tx.new_id());
    let year = i32::from(of.row.day.0.year());
    let number = tx.next_number("council-decision", year).await?;
    let responsible = &new.content.responsible;
    let entered = NewDecision {
        body: BODY,
        origin: Some(of.row.id.0),
        href: of.path(),
        number: format!("{number}/{year}"),
        taken_on: of.row.day,
        text: new.content.text.clone(),
        responsible: (!responsible.is_empty()).then(|| responsible.clone()),
        due_on: new.due_on,
        is_public: new.is_public && !item.row.is_closed,
    };
    let register = decisions::enter(tx, entered).await?;
    let row = Model {
        municipality_id: tx.municipality(),
        id,
        sitting_id: of.row.id,
        item_id: item.row.id,
        register_id: register.0,
        year,
        number,
        due_on: new.due_on,
        is_public: new.is_public && !item.row.is_closed,
        content_sealed: sealed(tx, ("council_decision", id.0), &new.content)?,
        made_at: tx.now(),
        revoked_at: None,
        account_name: tx.actor().name.to_string(),
    };
    tx.insert(row.into_active_model()).await?;
    tx.audit(Entry::write("council-decision", id.0));
    Ok(id)
}

/// Withdraws a decision that was entered wrongly, before the minutes are signed.
///
/// # Errors
/// When it was withdrawn before.
pub async fn withdraw(tx: &mut Tx, one: &Decision, why: &str) -> Result<(), Problem> {
    let active = ActiveModel { revoked_at: Set(Some(tx.now())), ..Default::default() };
    let changed = Entity::update_many()
        .set(active)
        .filter(Column::MunicipalityId.eq(tx.municipality()))
        .filter(Column::Id.eq(one.row.id))
        .filter(Column::RevokedAt.is_null())
        .exec(tx.conn())
        .await
        .map_err(StoreError::from)?;
    if changed.rows_affected != 1 {
        return Err(Problem::Impossible("council-refused-revoked"));
    }
    decisions::withdraw(tx, DecisionId(one.row.register_id), why).await?;
    tx.audit(Entry::write("council-decision-withdrawn", one.row.id.0));
    Ok(())
}
