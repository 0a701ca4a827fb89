//! Candidates and assistants read and opened.

use super::candidate::{Candidate, State};
use super::interview::Interview;
use super::store::{assistant, assistant_step};
use super::{AssistantId, AssistantStepId};
use crate::people::{PaperId, PersonId};
use kit::store::{StoreError, Tx};
use kit::types::{Day, Instant};
use sea_orm::sea_query::SelectStatement;
use sea_orm::{ColumnTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait};
use std::collections::HashMap;
use ui::Lang;

/// A candidate, or who was one, opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Assistant {
    /// The row.
    pub id: AssistantId,
    /// Who it is.
    pub person: PersonId,
    /// Incoming number in words.
    pub number: String,
    /// Day of the application.
    pub applied_on: Day,
    /// By which the office decides.
    pub due_on: Day,
    /// Where it stands.
    pub state: State,
    /// Day of entry or refusal.
    pub decided_on: Option<Day>,
    /// Day of removal.
    pub ended_on: Option<Day>,
    /// Hours a month that the candidate offers.
    pub hours_offered: u32,
    /// Hours a month agreed in contracts in force or to begin.
    pub hours_taken: u32,
    /// What was declared.
    pub content: Candidate,
    /// The form in print.
    pub paper: Option<PaperId>,
    /// Version of the row.
    pub version: i32,
}

impl Assistant {
    /// Hours a month that are not yet agreed.
    #[must_use]
    pub fn hours_free(&self) -> u32 {
        self.hours_offered.saturating_sub(self.hours_taken)
    }

    /// May be chosen and appointed (чл. 6, ал. 2 Наредба № РД-07-7).
    #[must_use]
    pub fn is_listed(&self) -> bool {
        self.state == State::Listed
    }
}

/// What was done with a candidate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// The row.
    pub id: AssistantStepId,
    /// `applied`, `interview`, `listed`, `refused`, `removed`, `changed`; words have the key
    /// `assistants-step-<kind>`.
    pub kind: String,
    /// The day.
    pub held_on: Day,
    /// What was written.
    pub content: Interview,
    /// The letter.
    pub paper: Option<PaperId>,
    /// When it was entered.
    pub made_at: Instant,
    /// By whom.
    pub by: String,
}

/// The number of an application in words.
#[must_use]
pub fn number(year: i32, number: i64) -> String {
    let args = [("year", year.to_string()), ("number", format!("{number:05}"))];
    // Who was on the list before the municipality began with Opora has no year of its register.
    let key = if year == 0 { "assistants-before" } else { "assistants-number" };
    ui::text::text_args(Lang::Bg, key, &args).into_owned()
}

pub(super) fn opened(tx: &Tx, row: assistant::Model) -> Result<Assistant, StoreError> {
    let content = tx.open_json("assistant", "content_sealed", row.id.0, &row.content_sealed)?;
    let state = State::from_code(&row.state);
    Ok(Assistant {
        id: row.id,
        person: row.person_id,
        number: number(row.year, row.number),
        applied_on: row.applied_on,
        due_on: row.due_on,
        state: state.ok_or_else(|| StoreError::Other(format!("a state {}", row.state)))?,
        decided_on: row.decided_on,
        ended_on: row.ended_on,
        hours_offered: u32::try_from(row.hours_offered).unwrap_or(0),
        hours_taken: u32::try_from(row.hours_taken).unwrap_or(0),
        content,
        paper: row.paper_id,
        version: row.version,
    })
}

/// One of them.
///
/// # Errors
/// [`StoreError::NotFound`] when there is none.
pub async fn assistant(tx: &Tx, id: AssistantId) -> Result<Assistant, StoreError> {
    let row = tx.find::<assistant::Entity>().filter(assistant::Column::Id.eq(id));
    opened(tx, row.one(tx.conn()).await?.ok_or(StoreError::NotFound)?)
}

/// Those whose ids a query finds. One query.
///
/// # Errors
/// When the database does not answer.
pub async fn assistants_in(
    tx: &Tx,
    ids: SelectStatement,
) -> Result<HashMap<AssistantId, Assistant>, StoreError> {
    let rows = tx.find::<assistant::Entity>().filter(assistant::Column::Id.in_subquery(ids));
    let rows = rows.all(tx.conn()).await?.into_iter();
    rows.map(|row| Ok((row.id, opened(tx, row)?))).collect()
}

/// A query for the ids of some people on the list of candidates, to stand in another query.
#[must_use]
pub fn ids_of(tx: &Tx, people: &[PersonId]) -> SelectStatement {
    let rows = tx.find::<assistant::Entity>();
    let rows = rows.filter(assistant::Column::PersonId.is_in(people.iter().copied()));
    rows.select_only().column(assistant::Column::Id).into_query()
}

/// Who those are whose ids a query finds. One query.
///
/// # Errors
/// When the database does not answer.
pub async fn people_in(tx: &Tx, ids: SelectStatement) -> Result<Vec<PersonId>, StoreError> {
    let rows = tx.find::<assistant::Entity>().filter(assistant::Column::Id.in_subquery(ids));
    let rows = rows.select_only().column(assistant::Column::PersonId);
    Ok(rows.into_tuple().all(tx.conn()).await?)
}

/// The newest application of a person to be an assistant: who is on the list stands before who
/// asked, was refused or removed.
///
/// # Errors
/// When the database does not answer.
pub async fn of_person(tx: &Tx, person: PersonId) -> Result<Option<Assistant>, StoreError> {
    let mut all = all_of(tx, person).await?;
    all.sort_by_key(|one| (one.state == State::Listed, one.state == State::Applied, one.id));
    Ok(all.pop())
}

/// All applications of a person to be an assistant, oldest first.
///
/// # Errors
/// When the database does not answer.
pub async fn all_of(tx: &Tx, person: PersonId) -> Result<Vec<Assistant>, StoreError> {
    let rows = tx.find::<assistant::Entity>().filter(assistant::Column::PersonId.eq(person));
    let rows = rows.order_by_asc(assistant::Column::Id).all(tx.conn()).await?;
    rows.into_iter().map(|row| opened(tx, row)).collect()
}

/// All in a state, oldest first; in any when none.
///
/// # Errors
/// When the database does not answer.
pub async fn all(tx: &Tx, state: Option<State>) -> Result<Vec<Assistant>, StoreError> {
    let mut rows = tx.find::<assistant::Entity>();
    if let Some(state) = state {
        rows = rows.filter(assistant::Column::State.eq(state.code()));
    }
    let rows = rows.order_by_asc(assistant::Column::Id).all(tx.conn()).await?;
    rows.into_iter().map(|row| opened(tx, row)).collect()
}

/// What was done, newest first.
///
/// # Errors
/// When the database does not answer.
pub async fn steps(tx: &Tx, id: AssistantId) -> Result<Vec<Step>, StoreError> {
    use assistant_step::Column;
    let rows = tx.find::<assistant_step::Entity>().filter(Column::AssistantId.eq(id));
    let rows = rows.order_by_desc(Column::Id).all(tx.conn()).await?;
    let step = |row: assistant_step::Model| {
        let content =
            tx.open_json("assistant_step", "content_sealed", row.id.0, &row.content_sealed)?;
        Ok(Step {
            id: row.id,
            kind: row.kind,
            held_on: row.held_on,
            content,
            paper: row.paper_id,
            made_at: row.made_at,
            by: row.account_name,
        })
    };
    rows.into_iter().map(step).collect()
}
