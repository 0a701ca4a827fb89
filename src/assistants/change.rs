//! What is done with a candidate: application, interview, entry, refusal, removal, change.

use super::candidate::{About, Candidate, Lack, State};
use super::interview::Interview;
use super::load::{self, Assistant};
use super::paper::{self, Press};
use super::store::{assistant, assistant_step};
use super::{AssistantId, AssistantStepId};
use crate::people::{self, PaperId, PersonId};
use kit::store::{Event, StoreError, Tx};
use kit::types::Day;
use kit::web::Problem;
use law::Law;
use sea_orm::{IntoActiveModel, Set};

/// The term for the decision.
pub const DECISION: &str = "Z10";
/// The term in which an assistant tells of a change.
pub const CHANGE: &str = "Z12";

/// An application to be an assistant.
#[derive(Clone, Debug, Default)]
pub struct NewCandidate {
    /// The day it came.
    pub applied_on: Option<Day>,
    /// Hours a month that are offered.
    pub hours_offered: u32,
    /// What it says.
    pub content: Candidate,
}

pub(super) fn unlawful(e: law::LawError) -> StoreError {
    StoreError::Other(e.to_string())
}

fn sealed(tx: &Tx, id: i64, content: &Candidate) -> Result<Vec<u8>, StoreError> {
    tx.seal_json("assistant", "content_sealed", id, content)
}

/// The day by which the office decides on an application of a day.
pub(super) fn due(law: &Law, applied_on: Day) -> Result<Day, StoreError> {
    let due = law.deadline(DECISION).and_then(|term| term.day(applied_on.0)).map_err(unlawful)?;
    Ok(due.date().map_or(applied_on, Day))
}

/// Enters an application. Who has an open one, or is on the list, cannot apply again.
///
/// # Errors
/// [`Problem::Impossible`] when there is one already.
pub async fn apply(
    tx: &mut Tx,
    law: &Law,
    person: PersonId,
    (new, press): (&NewCandidate, &Press),
) -> Result<AssistantId, Problem> {
    let open = load::of_person(tx, person).await?;
    if open.is_some_and(|one| matches!(one.state, State::Applied | State::Listed)) {
        return Err(Problem::Impossible("assistants-refused-open"));
    }
    let id = AssistantId(tx.new_id());
    let applied_on = new.applied_on.unwrap_or(tx.today());
    let year = i32::from(applied_on.0.year());
    let number = tx.next_number("assistant", year).await?;
    let row = assistant::Model {
        municipality_id: tx.municipality(),
        id,
        person_id: person,
        year,
        number,
        applied_on,
        due_on: due(law, applied_on)?,
        state: State::Applied.code().to_owned(),
        decided_on: None,
        ended_on: None,
        hours_offered: i32::try_from(new.hours_offered).unwrap_or(0),
        hours_taken: 0,
        content_sealed: sealed(tx, id.0, &new.content)?,
        paper_id: None,
        made_at: tx.now(),
        account_name: tx.actor().name.to_string(),
        version: 1,
    };
    tx.insert(row.into_active_model()).await?;
    let one = load::assistant(tx, id).await?;
    let paper = paper::application(tx, &one, press).await?;
    let active = assistant::ActiveModel { paper_id: Set(Some(paper)), ..Default::default() };
    tx.update::<assistant::Entity>(id, 1, active).await?;
    step(tx, id, ("applied", applied_on), (&Interview::default(), Some(paper))).await?;
    happened(tx, &one, "assistant-applied", load::number(year, number)).await?;
    Ok(id)
}

async fn step(
    tx: &Tx,
    id: AssistantId,
    (kind, held_on): (&str, Day),
    (content, paper_id): (&Interview, Option<PaperId>),
) -> Result<(), StoreError> {
    let own = AssistantStepId(tx.new_id());
    let row = assistant_step::Model {
        municipality_id: tx.municipality(),
        id: own,
        assistant_id: id,
        kind: kind.to_owned(),
        held_on,
        content_sealed: tx.seal_json("assistant_step", "content_sealed", own.0, content)?,
        paper_id,
        made_at: tx.now(),
        account_name: tx.actor().name.to_string(),
    };
    tx.insert(row.into_active_model()).await
}

async fn happened(
    tx: &mut Tx,
    one: &Assistant,
    kind: &'static str,
    note: String,
) -> Result<(), StoreError> {
    let data = vec![("note", note)];
    tx.event(Event { kind, person: Some(one.person.0), case: None, data }).await
}

/// What keeps a candidate off the list today.
///
/// # Errors
/// When the database does not answer.
pub async fn lacks(tx: &Tx, law: &Law, one: &Assistant) -> Result<Vec<Lack>, StoreError> {
    let head = people::head(tx, one.person).await?;
    let steps = load::steps(tx, one.id).await?;
    let interview = steps.into_iter().find(|step| step.kind == "interview");
    let age = head.birth_day.map(|born| people::age_on(born, tx.today()));
    let about = About {
        age: age.and_then(|age| u32::try_from(age).ok()),
        is_dead: head.died_on.is_some(),
        fits: interview.and_then(|step| step.content.fits),
    };
    Ok(one.content.lacks(&law.work_limits(), about))
}

fn only(one: &Assistant, state: State) -> Result<(), Problem> {
    if one.state == state { Ok(()) } else { Err(Problem::Impossible("assistants-refused-state")) }
}

/// Notes an interview.
///
/// # Errors
/// When the candidate is not waiting for a decision.
pub async fn interview(
    tx: &mut Tx,
    one: &Assistant,
    (on, sheet): (Day, &Interview),
) -> Result<(), Problem> {
    only(one, State::Applied)?;
    touch(tx, one, assistant::ActiveModel::default()).await?;
    step(tx, one.id, ("interview", on), (sheet, None)).await?;
    Ok(happened(tx, one, "assistant-interviewed", on.bg()).await?)
}

async fn touch(tx: &Tx, one: &Assistant, active: assistant::ActiveModel) -> Result<(), StoreError> {
    tx.update::<assistant::Entity>(one.id, one.version, active).await
}

/// Enters a candidate in the list.
///
/// # Errors
/// When something keeps them off it.
pub async fn enter(tx: &mut Tx, law: &Law, one: &Assistant, on: Day) -> Result<(), Problem> {
    only(one, State::Applied)?;
    if !lacks(tx, law, one).await?.is_empty() {
        return Err(Problem::Impossible("assistants-refused-lacks"));
    }
    let active = assistant::ActiveModel {
        state: Set(State::Listed.code().to_owned()),
        decided_on: Set(Some(on)),
        ..Default::default()
    };
    touch(tx, one, active).await?;
    step(tx, one.id, ("listed", on), (&Interview::default(), None)).await?;
    Ok(happened(tx, one, "assistant-listed", on.bg()).await?)
}

/// Does not enter a candidate, with the requirement that is not met, and a letter.
///
/// # Errors
/// When the candidate is not waiting for a decision.
pub async fn refuse(
    tx: &mut Tx,
    one: &Assistant,
    (on, why, press): (Day, &str, &Press),
) -> Result<(), Problem> {
    only(one, State::Applied)?;
    let paper = paper::refusal(tx, one, (on, why, press)).await?;
    let active = assistant::ActiveModel {
        state: Set(State::Refused.code().to_owned()),
        decided_on: Set(Some(on)),
        ..Default::default()
    };
    touch(tx, one, active).await?;
    let text = Interview { text: why.to_owned(), ..Interview::default() };
    step(tx, one.id, ("refused", on), (&text, Some(paper))).await?;
    Ok(happened(tx, one, "assistant-refused", on.bg()).await?)
}

/// Takes an assistant off the list, with a reason. Who works under a contract is not taken off.
///
/// # Errors
/// When they work, or are not on the list.
pub async fn remove(tx: &mut Tx, one: &Assistant, (on, why): (Day, &str)) -> Result<(), Problem> {
    only(one, State::Listed)?;
    if one.hours_taken > 0 {
        return Err(Problem::Impossible("assistants-refused-works"));
    }
    let active = assistant::ActiveModel {
        state: Set(State::Removed.code().to_owned()),
        ended_on: Set(Some(on)),
        ..Default::default()
    };
    touch(tx, one, active).await?;
    let text = Interview { text: why.to_owned(), ..Interview::default() };
    step(tx, one.id, ("removed", on), (&text, None)).await?;
    Ok(happened(tx, one, "assistant-removed", on.bg()).await?)
}

/// A change that the assistant told of, or a paper that came.
///
/// # Errors
/// [`StoreError::Conflict`] when somebody saved meanwhile.
pub async fn change(
    tx: &mut Tx,
    one: &Assistant,
    (on, why): (Day, &str),
    (content, hours): (&Candidate, u32),
) -> Result<(), Problem> {
    let active = assistant::ActiveModel {
        content_sealed: Set(sealed(tx, one.id.0, content)?),
        hours_offered: Set(i32::try_from(hours).unwrap_or(0)),
        ..Default::default()
    };
    touch(tx, one, active).await?;
    let text = Interview { text: why.to_owned(), ..Interview::default() };
    step(tx, one.id, ("changed", on), (&text, None)).await?;
    Ok(happened(tx, one, "assistant-changed", on.bg()).await?)
}

/// Notes how many hours a month are agreed with an assistant in all.
///
/// # Errors
/// When the database refuses.
pub async fn hours_taken(tx: &Tx, id: AssistantId, hours: u32) -> Result<(), StoreError> {
    let one = load::assistant(tx, id).await?;
    let hours = i32::try_from(hours).unwrap_or(i32::MAX);
    let active = assistant::ActiveModel { hours_taken: Set(hours), ..Default::default() };
    touch(tx, &one, active).await
}
