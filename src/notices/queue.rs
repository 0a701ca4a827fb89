//! The queue itself: putting in, and what became of it.

use super::course::{SENT, STOPPED, WAITING};
use super::store::notice::{self, Column, Entity, Model};
use super::store::notice_step;
use super::{BulletinId, CitizenId, NoticeId, NoticeStepId};
use crate::people::PersonId;
use kit::audit::Entry;
use kit::crypto::Index;
use kit::store::{Event, StoreError, Tx};
use kit::types::Day;
use sea_orm::{ColumnTrait, IntoActiveModel, QueryFilter, QueryOrder, Set};
use serde::{Deserialize, Serialize};

/// By which index a receiver is known again, in every table that names one.
pub const RECEIVER: Index = Index::new("notice", "receiver_blind");
const TABLE: &str = "notice";
/// So much of a server's answer is kept.
pub const ANSWER: usize = 300;

/// What a notice says.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Content {
    /// The subject.
    pub subject: String,
    /// The text, or the short one.
    pub text: String,
    /// The address by which a receiver of news leaves.
    pub leave: String,
}

/// What is known of its end: the answer of a server, the number of e-delivery, why it came back.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Outcome {
    /// What the server, the gateway or a clerk said.
    pub answer: String,
    /// The number of the message in e-delivery.
    pub number: String,
}

/// What is put in.
#[derive(Clone, Debug)]
pub struct New {
    pub channel: &'static str,
    pub to: String,
    pub code: String,
    pub kind: String,
    pub language: &'static str,
    pub is_urgent: bool,
    pub person: Option<PersonId>,
    pub citizen: Option<CitizenId>,
    pub bulletin: Option<BulletinId>,
    pub content: Content,
    pub href: String,
    /// Where it begins: waiting, stopped, or sent at once.
    pub state: &'static str,
}

/// The one index of a receiver on a channel.
///
/// # Errors
/// When the municipality's key is gone.
pub fn receiver(tx: &Tx, channel: &str, to: &str) -> Result<Vec<u8>, StoreError> {
    Ok(tx.key().blind(&RECEIVER, &format!("{channel}:{}", to.trim().to_lowercase()))?)
}

/// Puts a notice in. Tells nobody yet that it is there.
///
/// # Errors
/// When the database refuses.
pub async fn put(tx: &mut Tx, new: New) -> Result<NoticeId, StoreError> {
    let id = NoticeId(tx.new_id());
    let has_ended = new.state != WAITING;
    let row = Model {
        municipality_id: tx.municipality(),
        id,
        receiver_blind: receiver(tx, new.channel, &new.to)?,
        channel: new.channel.to_owned(),
        code: new.code,
        kind: new.kind,
        language: new.language.to_owned(),
        is_urgent: new.is_urgent,
        person_id: new.person,
        citizen_id: new.citizen,
        bulletin_id: new.bulletin,
        to_sealed: tx.seal(TABLE, "to_sealed", id.0, &new.to)?,
        content_sealed: tx.seal(TABLE, "content_sealed", id.0, &json(&new.content)?)?,
        href: new.href,
        state: new.state.to_owned(),
        attempts: 0,
        next_at: tx.now(),
        queued_at: tx.now(),
        day: tx.today(),
        ended_at: has_ended.then(|| tx.now()),
        sent_on: (new.state == SENT).then(|| tx.today()),
        result_sealed: None,
        version: 1,
    };
    tx.insert_later(row.clone().into_active_model()).await?;
    step(tx, (id, new.state), "").await?;
    tx.audit(Entry::write("notice", id.0).about(new.person.map(|person| person.0)));
    tell(tx, &row, new.state).await?;
    Ok(id)
}

/// As JSON.
///
/// # Errors
/// Never, for what is kept here.
pub fn json<T: Serialize>(value: &T) -> Result<String, StoreError> {
    serde_json::to_string(value).map_err(|e| StoreError::Other(e.to_string()))
}

/// A step of its history.
async fn step(tx: &Tx, (id, state): (NoticeId, &str), note: &str) -> Result<(), StoreError> {
    let own = NoticeStepId(tx.new_id());
    let note = (!note.is_empty()).then(|| tx.seal("notice_step", "note_sealed", own.0, note));
    let row = notice_step::Model {
        municipality_id: tx.municipality(),
        id: own,
        notice_id: id,
        state: state.to_owned(),
        at: tx.now(),
        note_sealed: note.transpose()?,
        account_name: tx.actor().name.to_string(),
    };
    tx.insert_later(row.into_active_model()).await
}

/// The history of the person: what was sent to them, by which way, and what came back.
async fn tell(tx: &mut Tx, row: &Model, state: &str) -> Result<(), StoreError> {
    let Some(person) = row.person_id else { return Ok(()) };
    let kind = match state {
        SENT => "notice-sent",
        STOPPED | super::course::FAILED => "notice-failed",
        super::course::RETURNED => "notice-returned",
        _ => return Ok(()),
    };
    let what = super::template::find(&row.code);
    let what = what.map(|one| one.name(ui::Lang::Bg).to_owned()).unwrap_or_default();
    let data = vec![
        ("what", what),
        ("channel", row.channel.clone()),
        ("leads_to", format!("/notices/{}", row.id)),
    ];
    tx.event(Event { kind, person: Some(person.0), data, ..Event::default() }).await
}

/// What a change of state sets besides the state.
#[derive(Clone, Debug, Default)]
pub struct Change {
    /// What is kept of the end.
    pub outcome: Outcome,
    /// The day on which it was sent, when it was.
    pub sent_on: Option<Day>,
    /// Why, for the history.
    pub note: String,
}

/// Moves a notice on: the state, a step, the history of the person.
///
/// # Errors
/// [`StoreError::Conflict`] when somebody moved it meanwhile.
pub async fn change(
    tx: &mut Tx,
    row: &Model,
    state: &'static str,
    change: Change,
) -> Result<(), StoreError> {
    let outcome = Outcome {
        answer: change.outcome.answer.chars().take(ANSWER).collect(),
        number: change.outcome.number,
    };
    let again = state == WAITING;
    let mut active = notice::ActiveModel {
        state: Set(state.to_owned()),
        ended_at: Set((!again).then(|| tx.now())),
        sent_on: Set(change.sent_on),
        result_sealed: Set(Some(tx.seal(TABLE, "result_sealed", row.id.0, &json(&outcome)?)?)),
        ..Default::default()
    };
    if again {
        // The days of trying are counted anew.
        active.queued_at = Set(tx.now());
        active.next_at = Set(tx.now());
        active.attempts = Set(0);
    }
    tx.update::<Entity>(row.id, row.version, active).await?;
    let note = if change.note.is_empty() { outcome.answer } else { change.note };
    step(tx, (row.id, state), &note).await?;
    tx.audit(Entry::write("notice-moved", row.id.0).about(row.person_id.map(|p| p.0)));
    tell(tx, row, state).await
}

/// Address, words and end of a notice.
///
/// # Errors
/// When they cannot be opened.
pub fn opened(tx: &Tx, row: &Model) -> Result<(String, Content, Outcome), StoreError> {
    let open = |column, sealed: &[u8]| tx.open(TABLE, column, row.id.0, sealed);
    let other = |e: serde_json::Error| StoreError::Other(e.to_string());
    let content = open("content_sealed", &row.content_sealed)?;
    let outcome = row.result_sealed.as_ref().map(|sealed| open("result_sealed", sealed));
    let outcome = match outcome.transpose()? {
        Some(text) => serde_json::from_str(&text).map_err(other)?,
        None => Outcome::default(),
    };
    Ok((
        open("to_sealed", &row.to_sealed)?,
        serde_json::from_str(&content).map_err(other)?,
        outcome,
    ))
}

/// One notice.
///
/// # Errors
/// [`StoreError::NotFound`] when there is none.
pub async fn one(tx: &Tx, id: NoticeId) -> Result<Model, StoreError> {
    let row = tx.find::<Entity>().filter(Column::Id.eq(id));
    row.one(tx.conn()).await?.ok_or(StoreError::NotFound)
}

/// Its history, opened: what, when, who, why.
///
/// # Errors
/// When the database does not answer.
pub async fn steps(tx: &Tx, id: NoticeId) -> Result<Vec<(notice_step::Model, String)>, StoreError> {
    let rows = tx.find::<notice_step::Entity>().filter(notice_step::Column::NoticeId.eq(id));
    let rows = rows.order_by_asc(notice_step::Column::Id).all(tx.conn()).await?;
    let open = |row: notice_step::Model| {
        let sealed = row.note_sealed.as_ref();
        let note = sealed.map(|one| tx.open("notice_step", "note_sealed", row.id.0, one));
        let note = note.transpose()?.unwrap_or_default();
        Ok((row, note))
    };
    rows.into_iter().map(open).collect()
}

/// Takes back the news that wait for a receiver.
///
/// # Errors
/// When the database refuses.
pub async fn withdraw_news(tx: &mut Tx, receiver: &[u8]) -> Result<(), StoreError> {
    let rows = tx
        .find::<Entity>()
        .filter(Column::ReceiverBlind.eq(receiver.to_vec()))
        .filter(Column::State.eq(WAITING))
        .filter(Column::Kind.eq(super::template::NEWS))
        .all(tx.conn())
        .await?;
    for row in rows {
        change(tx, &row, super::course::CANCELLED, Change::default()).await?;
    }
    Ok(())
}
