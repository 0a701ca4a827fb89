//! A request of a person about their data: registered, extended, answered.

use super::DataRequestId;
use super::store::{self, data_request};
use crate::people::{PaperId, PersonId, Task, Wanted};
use kit::store::{Event, StoreError, Tx};
use kit::types::Day;
use law::{Due, Law, LawError};
use sea_orm::{ColumnTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect, Set};
use serde::{Deserialize, Serialize};

/// What may be asked; the name has the key `consent-ask-<code>`.
pub const ASKS: [&str; 5] = ["access", "correction", "erasure", "restriction", "objection"];
/// How it came; the name has the key `consent-channel-<code>`.
pub const CHANNELS: [&str; 4] = ["in_person", "post", "email", "e_delivery"];
/// How it ended; the name has the key `consent-outcome-<code>`.
pub const OUTCOMES: [&str; 3] = ["granted", "partly", "refused"];

/// The term of the answer, and the same when it is extended.
const TERM: &str = "D66";
const EXTENDED: &str = "D66.extended";

/// The sealed part of a request.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Words {
    /// What is asked.
    pub asked: String,
    /// Why the term was extended.
    pub extended: String,
    /// The answer.
    pub answer: String,
}

/// A request that came.
#[derive(Clone, Debug, Default)]
pub struct NewRequest {
    /// A code of [`ASKS`].
    pub kind: String,
    /// A code of [`CHANNELS`].
    pub channel: String,
    /// The day it came.
    pub received_on: Option<Day>,
    /// What is asked.
    pub asked: String,
}

/// The last day of the answer, with its reasons.
pub fn due(law: &Law, received_on: Day, is_extended: bool) -> Result<Due, LawError> {
    law.due(if is_extended { EXTENDED } else { TERM }, received_on.0, &[])
}

fn last_day(law: &Law, received_on: Day, is_extended: bool) -> Result<Day, StoreError> {
    let due = due(law, received_on, is_extended).map_err(|e| StoreError::Other(e.to_string()))?;
    due.due.map(Day).ok_or_else(|| StoreError::Other("a term without an end".into()))
}

/// The sealed part of a row.
pub fn words(tx: &Tx, row: &data_request::Model) -> Result<Words, StoreError> {
    tx.open_json("data_request", "facts_sealed", row.id.0, &row.facts_sealed)
}

fn sealed(tx: &Tx, id: DataRequestId, words: &Words) -> Result<Vec<u8>, StoreError> {
    tx.seal_json("data_request", "facts_sealed", id.0, words)
}

/// The requests that wait for an answer, the nearest term first.
///
/// # Errors
/// When the database does not answer.
pub async fn tasks(tx: &Tx, wanted: Wanted<'_>) -> Result<Vec<Task>, StoreError> {
    use data_request::Column;
    let rows = tx.find::<data_request::Entity>().filter(Column::AnsweredOn.is_null());
    let rows = rows.order_by_asc(Column::DueOn).order_by_asc(Column::Id).limit(wanted.most);
    let task = |row: data_request::Model| Task {
        day: row.due_on,
        key: "consent-task-request",
        person: Some(row.person_id),
        note: number(&row),
        path: super::request_pages::path(row.person_id, row.id),
    };
    Ok(rows.all(tx.conn()).await?.into_iter().map(task).collect())
}

/// The number of a request.
pub fn number(row: &data_request::Model) -> String {
    let args = [("year", row.year.to_string()), ("number", format!("{:04}", row.number))];
    ui::text::text_args(ui::Lang::Bg, "consent-request-number-form", &args).into_owned()
}

/// Registers a request; its term begins with the day it came.
///
/// # Errors
/// When the database refuses or the law has no such term.
pub async fn register(
    tx: &mut Tx,
    law: &Law,
    person: PersonId,
    new: &NewRequest,
) -> Result<DataRequestId, StoreError> {
    let id = DataRequestId(tx.new_id());
    let received_on = new.received_on.unwrap_or(tx.today());
    let due_on = last_day(law, received_on, false)?;
    let year = i32::from(tx.today().0.year());
    let number = tx.next_number("data_request", year).await?;
    let words = Words { asked: new.asked.clone(), ..Words::default() };
    tx.insert(data_request::ActiveModel {
        municipality_id: Set(tx.municipality()),
        id: Set(id),
        person_id: Set(person),
        year: Set(year),
        number: Set(number),
        kind: Set(new.kind.clone()),
        channel: Set(new.channel.clone()),
        received_on: Set(received_on),
        due_on: Set(due_on),
        extended_on: Set(None),
        answered_on: Set(None),
        outcome: Set(String::new()),
        paper_id: Set(None),
        facts_sealed: Set(sealed(tx, id, &words)?),
        account_name: Set(tx.actor().name.to_string()),
        version: Set(1),
    })
    .await?;
    event(tx, person, ("data-requested", ("day", due_on.bg()))).await?;
    Ok(id)
}

async fn event(
    tx: &mut Tx,
    person: PersonId,
    (kind, data): (&'static str, (&'static str, String)),
) -> Result<(), StoreError> {
    tx.event(Event { kind, person: Some(person.0), data: vec![data], ..Event::default() }).await
}

/// Extends the term; the person is told why.
pub async fn extend(
    tx: &mut Tx,
    law: &Law,
    (person, id, version): (PersonId, DataRequestId, i32),
    why: &str,
) -> Result<(), StoreError> {
    let row = store::request(tx, person, id).await?;
    if row.answered_on.is_some() || row.extended_on.is_some() || row.due_on < tx.today() {
        return Err(StoreError::Conflict);
    }
    let due_on = last_day(law, row.received_on, true)?;
    let words = Words { extended: why.to_owned(), ..words(tx, &row)? };
    let active = data_request::ActiveModel {
        due_on: Set(due_on),
        extended_on: Set(Some(tx.today())),
        facts_sealed: Set(sealed(tx, id, &words)?),
        ..Default::default()
    };
    tx.update::<data_request::Entity>(id, version, active).await?;
    event(tx, person, ("data-request-extended", ("day", due_on.bg()))).await
}

/// Records the answer, with its paper when there is one.
pub async fn answer(
    tx: &mut Tx,
    (person, id, version): (PersonId, DataRequestId, i32),
    (outcome, text, paper): (&str, &str, PaperId),
) -> Result<(), StoreError> {
    let row = store::request(tx, person, id).await?;
    if row.answered_on.is_some() {
        return Err(StoreError::Conflict);
    }
    let words = Words { answer: text.to_owned(), ..words(tx, &row)? };
    let late = if row.due_on < tx.today() { "yes" } else { "no" }.to_owned();
    let active = data_request::ActiveModel {
        answered_on: Set(Some(tx.today())),
        outcome: Set(outcome.to_owned()),
        paper_id: Set(Some(paper)),
        facts_sealed: Set(sealed(tx, id, &words)?),
        ..Default::default()
    };
    tx.update::<data_request::Entity>(id, version, active).await?;
    event(tx, person, ("data-request-answered", ("late", late))).await
}

/// A request as the person who asked sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    /// Its number.
    pub number: String,
    /// A code of what may be asked.
    pub kind: String,
    /// What is asked.
    pub asked: String,
    /// The day it came.
    pub received_on: Day,
    /// The last day for the answer.
    pub due_on: Day,
    /// Why the term was extended.
    pub extended: String,
    /// The day of the answer.
    pub answered_on: Option<Day>,
    /// A code of how it ended, or empty.
    pub outcome: String,
    /// The answer.
    pub answer: String,
}

/// The requests of a person with what was decided, newest first; no more than some.
///
/// # Errors
/// When the database does not answer, or words cannot be opened.
pub async fn told(tx: &Tx, person: PersonId, most: u64) -> Result<Vec<Told>, StoreError> {
    use data_request::Column;
    let rows = tx.find::<data_request::Entity>().filter(Column::PersonId.eq(person));
    let rows = rows.order_by_desc(Column::Id).limit(most).all(tx.conn()).await?;
    let one = |row: data_request::Model| {
        let words = words(tx, &row)?;
        Ok(Told {
            number: number(&row),
            asked: words.asked,
            received_on: row.received_on,
            due_on: row.due_on,
            extended: words.extended,
            answered_on: row.answered_on,
            answer: words.answer,
            kind: row.kind,
            outcome: row.outcome,
        })
    };
    rows.into_iter().map(one).collect()
}

/// How many requests wait for an answer.
///
/// # Errors
/// When the database does not answer.
pub async fn open_requests(tx: &Tx) -> Result<u64, StoreError> {
    let rows = tx.find::<data_request::Entity>();
    let rows = rows.filter(data_request::Column::AnsweredOn.is_null());
    Ok(rows.count(tx.conn()).await?)
}
