//! Letters to the council and the answers to them. The last day is counted from the decision by
//! which the council took a letter up; until there is one, from the day it came.

use super::LetterId;
use super::content::{Written, opened, sealed};
use super::rules;
use super::store::council_letter::{ActiveModel, Column, Entity, Model};
use kit::audit::Entry;
use kit::store::{StoreError, Tx};
use kit::types::Day;
use kit::web::Problem;
use law::Law;
use sea_orm::{ColumnTrait, IntoActiveModel, QueryFilter, QueryOrder, QuerySelect, Set};

/// Where letters stand; words have the key `council-letter-<code>`.
pub const STATES: [&str; 4] = ["open", "late", "answered", "answered-late"];

/// A letter, opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Letter {
    /// The row.
    pub row: Model,
    /// What is in it.
    pub content: Written,
}

impl Letter {
    /// Where it stands on a day.
    #[must_use]
    pub fn state(&self, today: Day) -> &'static str {
        match self.row.answered_on {
            Some(answered) if answered > self.row.due_on => STATES[3],
            Some(_) => STATES[2],
            None if today > self.row.due_on => STATES[1],
            None => STATES[0],
        }
    }
}

/// The colour of a state.
#[must_use]
pub fn colour(state: &str) -> &'static str {
    match state {
        "answered" => "green",
        "late" => "red",
        "answered-late" => "orange",
        _ => "blue",
    }
}

fn read(tx: &Tx, row: Model) -> Result<Letter, StoreError> {
    let content = opened(tx, ("council_letter", row.id.0), &row.content_sealed)?;
    Ok(Letter { row, content })
}

/// The letters that came between two days, the newest first.
///
/// # Errors
/// When the database does not answer.
pub async fn letters(tx: &Tx, from: Day, to: Day) -> Result<Vec<Letter>, StoreError> {
    let rows = tx.find::<Entity>().filter(Column::ReceivedOn.between(from, to));
    let rows = rows.order_by_desc(Column::ReceivedOn).order_by_desc(Column::Id);
    rows.all(tx.conn()).await?.into_iter().map(|row| read(tx, row)).collect()
}

/// One letter.
///
/// # Errors
/// [`StoreError::NotFound`] when there is none.
pub async fn letter(tx: &Tx, id: LetterId) -> Result<Letter, StoreError> {
    let row = tx.find::<Entity>().filter(Column::Id.eq(id)).one(tx.conn()).await?;
    read(tx, row.ok_or(StoreError::NotFound)?)
}

/// Letters without an answer whose last day is not after a day.
///
/// # Errors
/// When the database does not answer.
pub async fn due(tx: &Tx, (until, most): (Day, u64)) -> Result<Vec<Model>, StoreError> {
    let rows = tx.find::<Entity>().filter(Column::AnsweredOn.is_null());
    let rows = rows.filter(Column::DueOn.lte(until)).order_by_asc(Column::DueOn);
    Ok(rows.order_by_asc(Column::Id).limit(most).all(tx.conn()).await?)
}

/// Enters a letter; its last day is counted from `from`.
///
/// # Errors
/// When the database refuses.
pub async fn add(
    tx: &mut Tx,
    law: &Law,
    (received, from, content): (Day, Day, &Written),
) -> Result<LetterId, StoreError> {
    let id = LetterId(tx.new_id());
    let rules = rules::on(tx, from).await?;
    let row = Model {
        municipality_id: tx.municipality(),
        id,
        received_on: received,
        from_on: from,
        due_on: rules.answer_by(law, from),
        answered_on: None,
        content_sealed: sealed(tx, ("council_letter", id.0), content)?,
        made_at: tx.now(),
        account_name: tx.actor().name.to_string(),
        version: 1,
    };
    tx.insert(row.into_active_model()).await?;
    tx.audit(Entry::write("council-letter", id.0));
    Ok(id)
}

/// Notes the answer. One that is late is allowed and shown as such.
///
/// # Errors
/// When it was answered before, or the day is before the letter or ahead.
pub async fn answer(
    tx: &mut Tx,
    (old, version): (&Letter, i32),
    (day, number, text): (Day, &str, &str),
) -> Result<(), Problem> {
    if old.row.answered_on.is_some() || day < old.row.received_on || day > tx.today() {
        return Err(Problem::Impossible("council-refused-answer"));
    }
    let id = old.row.id;
    let content =
        Written { number: number.to_owned(), answer: text.to_owned(), ..old.content.clone() };
    let active = ActiveModel {
        answered_on: Set(Some(day)),
        content_sealed: Set(sealed(tx, ("council_letter", id.0), &content)?),
        account_name: Set(tx.actor().name.to_string()),
        ..Default::default()
    };
    tx.update::<Entity>(id, version, active).await?;
    tx.audit(Entry::write("council-letter-answered", id.0));
    Ok(())
}
