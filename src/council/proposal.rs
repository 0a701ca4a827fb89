//! What waits for an agenda: papers that other capabilities bring, and proposals for quality.

use super::ProposalId;
use super::content::{Proposed, opened, sealed};
use super::store::council_proposal::{ActiveModel, Column, Entity, Model};
use kit::audit::Entry;
use kit::store::{StoreError, Tx};
use kit::types::Day;
use kit::web::Problem;
use sea_orm::{ColumnTrait, IntoActiveModel, QueryFilter, QueryOrder, Set};

/// A paper of another capability, and a proposal for quality; words have the key
/// `council-proposal-<code>`.
pub const KINDS: [&str; 2] = ["paper", "quality"];
/// Where proposals stand; words have the key `council-proposed-<code>`.
pub const STATES: [&str; 4] = ["open", "agenda", "accepted", "declined"];

/// A proposal, opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proposal {
    /// The row.
    pub row: Model,
    /// What is proposed.
    pub content: Proposed,
}

/// The colour of a state.
#[must_use]
pub fn colour(state: &str) -> &'static str {
    match state {
        "open" => "orange",
        "agenda" => "blue",
        "accepted" => "green",
        _ => "grey",
    }
}

fn read(tx: &Tx, row: Model) -> Result<Proposal, StoreError> {
    let content = opened(tx, ("council_proposal", row.id.0), &row.content_sealed)?;
    Ok(Proposal { row, content })
}

/// All proposals, the newest first; or those of a state.
///
/// # Errors
/// When the database does not answer.
pub async fn proposals(tx: &Tx, state: Option<&str>) -> Result<Vec<Proposal>, StoreError> {
    let mut rows = tx.find::<Entity>();
    if let Some(state) = state {
        rows = rows.filter(Column::State.eq(state));
    }
    let rows = rows.order_by_desc(Column::Id).all(tx.conn()).await?;
    rows.into_iter().map(|row| read(tx, row)).collect()
}

/// One proposal.
///
/// # Errors
/// [`StoreError::NotFound`] when there is none.
pub async fn proposal(tx: &Tx, id: ProposalId) -> Result<Proposal, StoreError> {
    let row = tx.find::<Entity>().filter(Column::Id.eq(id)).one(tx.conn()).await?;
    read(tx, row.ok_or(StoreError::NotFound)?)
}

/// Enters a proposal.
///
/// # Errors
/// When the database refuses.
pub async fn add(
    tx: &Tx,
    (kind, href): (&str, &str),
    content: &Proposed,
) -> Result<ProposalId, StoreError> {
    let id = ProposalId(tx.new_id());
    let row = Model {
        municipality_id: tx.municipality(),
        id,
        kind: kind.to_owned(),
        href: href.to_owned(),
        state: STATES[0].to_owned(),
        content_sealed: sealed(tx, ("council_proposal", id.0), content)?,
        handled_on: None,
        made_at: tx.now(),
        account_name: tx.actor().name.to_string(),
        version: 1,
    };
    tx.insert(row.into_active_model()).await?;
    Ok(id)
}

/// Moves a proposal on, with what was answered.
///
/// # Errors
/// When it was dealt with before, or somebody else saved meanwhile.
pub async fn handle(
    tx: &mut Tx,
    (old, version): (&Proposal, i32),
    (state, answer): (&str, &str),
) -> Result<(), Problem> {
    if !STATES[..2].contains(&old.row.state.as_str()) {
        return Err(Problem::Impossible("council-refused-handled"));
    }
    let id = old.row.id;
    let content = Proposed { answer: answer.to_owned(), ..old.content.clone() };
    let is_over = STATES[2..].contains(&state);
    let active = ActiveModel {
        state: Set(state.to_owned()),
        handled_on: Set(is_over.then(|| tx.today())),
        content_sealed: Set(sealed(tx, ("council_proposal", id.0), &content)?),
        ..Default::default()
    };
    tx.update::<Entity>(id, version, active).await?;
    tx.audit(Entry::write("council-proposal", id.0));
    Ok(())
}

/// How many proposals were made and dealt with between two days.
#[must_use]
pub fn counted(all: &[Proposal], (from, to): (Day, Day)) -> [usize; 2] {
    let within = |day: Day| from <= day && day <= to;
    let made = all.iter().filter(|one| within(one.row.made_at.day())).count();
    let handled = all.iter().filter(|one| one.row.handled_on.is_some_and(within)).count();
    [made, handled]
}
