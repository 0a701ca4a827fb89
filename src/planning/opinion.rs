//! What citizens and organisations think of what was published, and the answers.

use super::content::{Opinion, SEALED};
use super::course::OUTCOMES;
use super::document::documents;
use super::store::planning_cycle;
use super::store::planning_opinion::{ActiveModel, Column, Entity, Model};
use super::{CycleId, OpinionId};
use kit::audit::Entry;
use kit::store::{StoreError, Tx};
use kit::types::Day;
use kit::web::Problem;
use sea_orm::{ColumnTrait, IntoActiveModel, PaginatorTrait, QueryFilter, QueryOrder, Set};

/// So many a day are taken from the page for anybody; the rest come to the office.
pub const MOST_A_DAY: u64 = 200;

/// An opinion, opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said {
    /// The row.
    pub row: Model,
    /// What it says.
    pub content: Opinion,
}

/// An opinion that comes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct New {
    /// About which document.
    pub document: String,
    /// A code of `VIAS`.
    pub via: String,
    /// What it says.
    pub content: Opinion,
}

fn read(tx: &Tx, row: Model) -> Result<Said, StoreError> {
    let content = tx.open_json("planning_opinion", SEALED, row.id.0, &row.content_sealed)?;
    Ok(Said { row, content })
}

/// The opinions of a cycle by number.
///
/// # Errors
/// When the database does not answer.
pub async fn all(tx: &Tx, cycle: CycleId) -> Result<Vec<Said>, StoreError> {
    let rows = tx.find::<Entity>().filter(Column::CycleId.eq(cycle)).order_by_asc(Column::Number);
    rows.all(tx.conn()).await?.into_iter().map(|row| read(tx, row)).collect()
}

/// How many opinions of a cycle are not answered.
///
/// # Errors
/// When the database does not answer.
pub async fn unanswered(tx: &Tx, cycle: CycleId) -> Result<u64, StoreError> {
    let rows = tx.find::<Entity>().filter(Column::CycleId.eq(cycle));
    Ok(rows.filter(Column::AnsweredOn.is_null()).count(tx.conn()).await?)
}

/// One opinion.
///
/// # Errors
/// [`StoreError::NotFound`] when there is none.
pub async fn one(tx: &Tx, id: OpinionId) -> Result<Said, StoreError> {
    let row = tx.find::<Entity>().filter(Column::Id.eq(id)).one(tx.conn()).await?;
    read(tx, row.ok_or(StoreError::NotFound)?)
}

/// How many came through the page for anybody on a day.
///
/// # Errors
/// When the database does not answer.
pub async fn came_by_page(tx: &Tx, day: Day) -> Result<u64, StoreError> {
    let rows = tx.find::<Entity>().filter(Column::ReceivedOn.eq(day));
    Ok(rows.filter(Column::Via.eq("page")).count(tx.conn()).await?)
}

/// Enters an opinion that came on a day.
///
/// # Errors
/// When the document is none of the cycle's, or the database refuses.
pub async fn add(
    tx: &mut Tx,
    cycle: &planning_cycle::Model,
    (new, on): (&New, Day),
) -> Result<OpinionId, Problem> {
    let is_known =
        documents(&cycle.kind).iter().any(|one| one.is_discussed && one.code == new.document);
    if !is_known || new.content.text.trim().is_empty() {
        return Err(Problem::Impossible("planning-refused-empty"));
    }
    let id = OpinionId(tx.new_id());
    let number = tx.next_number(&format!("planning-opinion-{}", cycle.id), cycle.year).await?;
    let row = Model {
        municipality_id: tx.municipality(),
        id,
        cycle_id: cycle.id,
        number,
        document: new.document.clone(),
        via: new.via.clone(),
        received_on: on,
        outcome: String::new(),
        answered_on: None,
        is_shown: false,
        content_sealed: tx.seal_json("planning_opinion", SEALED, id.0, &new.content)?,
        made_at: tx.now(),
        account_name: tx.actor().name.to_string(),
        version: 1,
    };
    tx.insert(row.into_active_model()).await?;
    tx.audit(Entry::write("planning-opinion", id.0));
    Ok(id)
}

/// An answer.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Answer {
    /// A code of `OUTCOMES`.
    pub outcome: String,
    /// In words.
    pub text: String,
    /// Whether the opinion stands on the page for anybody, without the name.
    pub is_shown: bool,
}

/// Answers an opinion, or changes the answer.
///
/// # Errors
/// When somebody else answered meanwhile.
pub async fn answer(
    tx: &mut Tx,
    (old, version): (&Said, i32),
    answer: &Answer,
) -> Result<(), Problem> {
    if !OUTCOMES.contains(&answer.outcome.as_str()) {
        return Err(Problem::Impossible("form-choose"));
    }
    let id = old.row.id;
    let content = Opinion { answer: answer.text.clone(), ..old.content.clone() };
    let active = ActiveModel {
        outcome: Set(answer.outcome.clone()),
        answered_on: Set(Some(tx.today())),
        is_shown: Set(answer.is_shown),
        content_sealed: Set(tx.seal_json("planning_opinion", SEALED, id.0, &content)?),
        ..Default::default()
    };
    tx.update::<Entity>(id, version, active).await?;
    tx.audit(Entry::write("planning-opinion", id.0));
    Ok(())
}
