//! Assistants who stood on the municipality's list before it began with Opora.

use super::candidate::{Candidate, Service, State};
use super::change::due;
use super::interview::Interview;
use super::store::{assistant, assistant_step};
use super::{AssistantId, AssistantStepId};
use crate::people::PersonId;
use kit::store::{Event, Owned, StoreError, Tx};
use kit::types::Day;
use law::Law;
use sea_orm::sea_query::SimpleExpr;
use sea_orm::{ColumnTrait, IntoActiveModel, QueryFilter, QuerySelect};

/// The kind of the event.
pub const BROUGHT: &str = "assistant-brought";
/// The kind of the step.
const STEP: &str = "brought";

/// Somebody who is on the list already.
#[derive(Clone, Debug)]
pub struct Before {
    /// Who.
    pub person: PersonId,
    /// Number of the entry, as it was given then; empty when nobody knows.
    pub number: String,
    /// The day of the entry.
    pub listed_on: Day,
    /// Hours a month that are agreed.
    pub hours: u32,
    /// Minutes a week with other employers.
    pub other_minutes: u32,
    /// Service that is counted for pay.
    pub service: Service,
    /// In words: from where it comes.
    pub note: String,
}

/// Writes somebody down who is on the list already; papers and interview are in their old file.
///
/// # Errors
/// When the database refuses.
pub async fn bring(tx: &mut Tx, law: &Law, new: &Before) -> Result<AssistantId, StoreError> {
    let id = AssistantId(tx.new_id());
    let content = Candidate {
        service: new.service.clone(),
        has_contract: new.other_minutes > 0,
        other_minutes: new.other_minutes,
        note: new.note.clone(),
        ..Candidate::default()
    };
    let row = assistant::Model {
        municipality_id: tx.municipality(),
        id,
        person_id: new.person,
        year: 0,
        number: tx.next_number("assistant", 0).await?,
        applied_on: new.listed_on,
        due_on: due(law, new.listed_on).unwrap_or(new.listed_on),
        state: State::Listed.code().to_owned(),
        decided_on: Some(new.listed_on),
        ended_on: None,
        hours_offered: i32::try_from(new.hours).unwrap_or(0),
        hours_taken: 0,
        content_sealed: tx.seal_json("assistant", "content_sealed", id.0, &content)?,
        paper_id: None,
        made_at: tx.now(),
        account_name: tx.actor().name.to_string(),
        version: 1,
    };
    tx.insert(row.into_active_model()).await?;
    let own = AssistantStepId(tx.new_id());
    let words = [new.note.as_str(), new.number.as_str()];
    let words: Vec<&str> = words.into_iter().filter(|text| !text.is_empty()).collect();
    let text = Interview { text: words.join(", "), ..Interview::default() };
    let row = assistant_step::Model {
        municipality_id: tx.municipality(),
        id: own,
        assistant_id: id,
        kind: STEP.to_owned(),
        held_on: new.listed_on,
        content_sealed: tx.seal_json("assistant_step", "content_sealed", own.0, &text)?,
        paper_id: None,
        made_at: tx.now(),
        account_name: tx.actor().name.to_string(),
    };
    tx.insert(row.into_active_model()).await?;
    let data = vec![("note", new.number.clone())];
    tx.event(Event { kind: BROUGHT, person: Some(new.person.0), case: None, data }).await?;
    Ok(id)
}

/// Whether somebody has worked with any of these entries of before.
///
/// # Errors
/// When the database does not answer.
pub async fn worked_with(tx: &Tx, ids: &[AssistantId]) -> Result<bool, StoreError> {
    use assistant_step::Column;
    let other = tx
        .find::<assistant_step::Entity>()
        .filter(Column::AssistantId.is_in(ids.iter().copied()))
        .filter(Column::Kind.ne(STEP))
        .limit(1);
    Ok(other.one(tx.conn()).await?.is_some())
}

async fn gone<E: Owned>(tx: &Tx, of: SimpleExpr) -> Result<(), StoreError> {
    let rows = E::delete_many().filter(E::municipality().eq(tx.municipality())).filter(of);
    rows.exec(tx.conn()).await?;
    Ok(())
}

/// Takes entries of before back; who asks has looked with [`worked_with`].
///
/// # Errors
/// When the database refuses.
pub async fn take_back(tx: &Tx, ids: &[AssistantId]) -> Result<(), StoreError> {
    let of = assistant_step::Column::AssistantId.is_in(ids.iter().copied());
    gone::<assistant_step::Entity>(tx, of).await?;
    gone::<assistant::Entity>(tx, assistant::Column::Id.is_in(ids.iter().copied())).await
}
