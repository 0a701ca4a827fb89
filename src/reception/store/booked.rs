//! Booked hours, the minutes they take, and the messages about them.

use super::{appointment, appointment_message, appointment_piece};
use crate::municipality::ServicePointId;
use crate::people::PersonId;
use crate::reception::slots::{self, Taken};
use crate::reception::{AppointmentId, MessageId, SubjectId};
use appointment::Column;
use kit::store::{StoreError, Tx};
use kit::types::{AccountId, Day, Instant};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, Set};

const TABLE: &str = "appointment";
/// More appointments than these stand in no week of a municipality's point.
const MOST: u64 = 2000;

/// When and with whom.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct When {
    /// Where.
    pub point: ServicePointId,
    /// With whom.
    pub account: AccountId,
    /// The beginning.
    pub at: Instant,
    /// How long it takes.
    pub minutes: i32,
}

/// Who comes, as it was typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Who {
    /// The person, when they are in the register.
    pub person: Option<PersonId>,
    /// The name they gave.
    pub name: String,
    /// Telephone, or empty.
    pub phone: String,
    /// Address for messages, or empty.
    pub email: String,
    /// What to keep in mind, or empty.
    pub note: String,
    /// What messages to them say besides, or empty.
    pub more: String,
}

/// Books an hour.
///
/// [`StoreError::Duplicate`] when a minute of it is taken already.
pub async fn add(
    tx: &Tx,
    id: AppointmentId,
    when: When,
    (who, subject): (&Who, SubjectId),
) -> Result<(), StoreError> {
    let seal = |column, text: &str| tx.seal(TABLE, column, id.0, text);
    let note = Some(who.note.as_str()).filter(|note| !note.is_empty());
    let more = Some(who.more.as_str()).filter(|more| !more.is_empty());
    tx.insert(appointment::ActiveModel {
        municipality_id: Set(tx.municipality()),
        id: Set(id),
        service_point_id: Set(when.point),
        account_id: Set(when.account),
        day: Set(when.at.day()),
        starts_at: Set(when.at),
        minutes: Set(when.minutes),
        person_id: Set(who.person),
        name_sealed: Set(seal("name_sealed", &who.name)?),
        phone_sealed: Set(seal("phone_sealed", &who.phone)?),
        email_sealed: Set(seal("email_sealed", &who.email)?),
        subject_id: Set(subject),
        note_sealed: Set(note.map(|note| seal("note_sealed", note)).transpose()?),
        more_sealed: Set(more.map(|more| seal("more_sealed", more)).transpose()?),
        state: Set("booked".to_owned()),
        reason_sealed: Set(None),
        sequence: Set(0),
        booked_at: Set(tx.now()),
        booked_by: Set(tx.actor().account),
        version: Set(1),
    })
    .await?;
    take(tx, id, when).await
}

async fn take(tx: &Tx, id: AppointmentId, when: When) -> Result<(), StoreError> {
    let piece = |at: Instant| appointment_piece::ActiveModel {
        municipality_id: Set(tx.municipality()),
        account_id: Set(when.account),
        at: Set(at),
        appointment_id: Set(id),
    };
    let pieces = slots::pieces(when.at, when.minutes).into_iter().map(piece);
    appointment_piece::Entity::insert_many(pieces).exec_without_returning(tx.conn()).await?;
    Ok(())
}

async fn free(tx: &Tx, id: AppointmentId) -> Result<(), StoreError> {
    appointment_piece::Entity::delete_many()
        .filter(appointment_piece::Column::MunicipalityId.eq(tx.municipality()))
        .filter(appointment_piece::Column::AppointmentId.eq(id))
        .exec(tx.conn())
        .await?;
    Ok(())
}

/// Moves an appointment if nobody changed it since this version.
pub async fn change_time(
    tx: &Tx,
    (row, version): (&appointment::Model, i32),
    when: When,
) -> Result<(), StoreError> {
    let change = appointment::ActiveModel {
        service_point_id: Set(when.point),
        account_id: Set(when.account),
        day: Set(when.at.day()),
        starts_at: Set(when.at),
        minutes: Set(when.minutes),
        sequence: Set(row.sequence + 1),
        ..Default::default()
    };
    tx.update::<appointment::Entity>(row.id, version, change).await?;
    free(tx, row.id).await?;
    take(tx, row.id, when).await
}

/// Ends an appointment: cancelled with a reason, missed or held.
pub async fn end(
    tx: &Tx,
    (row, version): (&appointment::Model, i32),
    (state, reason): (&'static str, &str),
) -> Result<(), StoreError> {
    let reason = Some(reason).filter(|reason| !reason.is_empty());
    let seal = |text: &str| tx.seal(TABLE, "reason_sealed", row.id.0, text);
    let is_cancelled = state == "cancelled";
    let change = appointment::ActiveModel {
        state: Set(state.to_owned()),
        reason_sealed: Set(reason.map(seal).transpose()?),
        sequence: Set(row.sequence + i32::from(is_cancelled)),
        ..Default::default()
    };
    tx.update::<appointment::Entity>(row.id, version, change).await?;
    if is_cancelled { free(tx, row.id).await } else { Ok(()) }
}

pub async fn one(tx: &Tx, id: AppointmentId) -> Result<appointment::Model, StoreError> {
    let row = tx.find::<appointment::Entity>().filter(Column::Id.eq(id));
    row.one(tx.conn()).await?.ok_or(StoreError::NotFound)
}

/// Who comes.
pub fn who(tx: &Tx, row: &appointment::Model) -> Result<Who, StoreError> {
    let open = |column, sealed: &[u8]| tx.open(TABLE, column, row.id.0, sealed);
    let note = row.note_sealed.as_ref().map(|note| open("note_sealed", note)).transpose()?;
    let more = row.more_sealed.as_ref().map(|more| open("more_sealed", more)).transpose()?;
    Ok(Who {
        person: row.person_id,
        name: open("name_sealed", &row.name_sealed)?,
        phone: open("phone_sealed", &row.phone_sealed)?,
        email: open("email_sealed", &row.email_sealed)?,
        note: note.unwrap_or_default(),
        more: more.unwrap_or_default(),
    })
}

/// Why it was cancelled.
pub fn reason(tx: &Tx, row: &appointment::Model) -> Result<String, StoreError> {
    let sealed = row.reason_sealed.as_ref();
    let opened = sealed.map(|sealed| tx.open(TABLE, "reason_sealed", row.id.0, sealed));
    Ok(opened.transpose()?.unwrap_or_default())
}

/// Which appointments a calendar shows.
#[derive(Clone, Copy, Debug)]
pub struct Shown {
    pub point: Option<ServicePointId>,
    pub account: Option<AccountId>,
    pub from: Day,
    pub to: Day,
}

/// The appointments of some days, by their beginning.
pub async fn between(tx: &Tx, shown: Shown) -> Result<Vec<appointment::Model>, StoreError> {
    let mut rows = tx
        .find::<appointment::Entity>()
        .filter(Column::Day.gte(shown.from))
        .filter(Column::Day.lte(shown.to));
    if let Some(point) = shown.point {
        rows = rows.filter(Column::ServicePointId.eq(point));
    }
    if let Some(account) = shown.account {
        rows = rows.filter(Column::AccountId.eq(account));
    }
    let rows = rows.order_by_asc(Column::StartsAt).order_by_asc(Column::Id);
    Ok(rows.limit(MOST).all(tx.conn()).await?)
}

/// What a worker has promised between two days; not what was cancelled.
pub async fn taken(
    tx: &Tx,
    account: AccountId,
    (from, to): (Day, Day),
) -> Result<Vec<(AppointmentId, Taken)>, StoreError> {
    let shown = Shown { point: None, account: Some(account), from, to };
    let rows = between(tx, shown).await?;
    let rows = rows.into_iter().filter(|row| row.state != "cancelled");
    Ok(rows.map(|row| (row.id, (row.starts_at, row.minutes))).collect())
}

/// A message as it was written.
#[derive(Clone, Debug)]
pub struct Message {
    pub kind: &'static str,
    pub to: String,
    pub subject: String,
    pub text: String,
}

pub async fn add_message(
    tx: &Tx,
    appointment: AppointmentId,
    new: &Message,
) -> Result<MessageId, StoreError> {
    let id = MessageId(tx.new_id());
    let seal = |column, text: &str| tx.seal("appointment_message", column, id.0, text);
    tx.insert(appointment_message::ActiveModel {
        municipality_id: Set(tx.municipality()),
        id: Set(id),
        appointment_id: Set(appointment),
        kind: Set(new.kind.to_owned()),
        subject: Set(new.subject.clone()),
        text_sealed: Set(seal("text_sealed", &new.text)?),
        to_sealed: Set(seal("to_sealed", &new.to)?),
        written_at: Set(tx.now()),
        sent_at: Set(None),
        answer: Set(String::new()),
        version: Set(1),
    })
    .await?;
    Ok(id)
}

pub async fn message(tx: &Tx, id: MessageId) -> Result<appointment_message::Model, StoreError> {
    let row =
        tx.find::<appointment_message::Entity>().filter(appointment_message::Column::Id.eq(id));
    row.one(tx.conn()).await?.ok_or(StoreError::NotFound)
}

/// Address and text of a message.
pub fn opened(tx: &Tx, row: &appointment_message::Model) -> Result<(String, String), StoreError> {
    let open = |column, sealed: &[u8]| tx.open("appointment_message", column, row.id.0, sealed);
    Ok((open("to_sealed", &row.to_sealed)?, open("text_sealed", &row.text_sealed)?))
}

pub async fn messages(
    tx: &Tx,
    appointment: AppointmentId,
) -> Result<Vec<appointment_message::Model>, StoreError> {
    use appointment_message::Column;
    let rows = tx.find::<appointment_message::Entity>();
    let rows = rows.filter(Column::AppointmentId.eq(appointment)).order_by_asc(Column::Id);
    Ok(rows.all(tx.conn()).await?)
}

/// Keeps what the mail server said.
pub async fn sent(
    tx: &Tx,
    row: &appointment_message::Model,
    answer: &str,
) -> Result<(), StoreError> {
    let change = appointment_message::ActiveModel {
        sent_at: Set(Some(tx.now())),
        answer: Set(answer.chars().take(300).collect()),
        ..Default::default()
    };
    tx.update::<appointment_message::Entity>(row.id, row.version, change).await
}

/// When a person has been expected, oldest first.
pub async fn hours_of(tx: &Tx, id: PersonId) -> Result<Vec<Instant>, StoreError> {
    let rows = tx.find::<appointment::Entity>().filter(appointment::Column::PersonId.eq(id));
    let rows = rows.order_by_asc(appointment::Column::StartsAt).all(tx.conn()).await?;
    Ok(rows.into_iter().map(|row| row.starts_at).collect())
}
