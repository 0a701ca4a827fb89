//! Messages to participants: invitations with their own address, reminders, word of a training that will
//! not be; each with the days for the calendar. Written in the transaction of their cause, sent by a job,
//! kept as they were sent. The subject says nothing about anybody.

use super::frame::{Press, bg_with};
use super::load::{self, Seminar};
use super::store::training_message::{self, Column, Entity, Model};
use super::store::{training_day, training_invited};
use super::{InvitedId, SeminarId, TrainingMessageId, attend, ics, invite};
use crate::app::App;
use crate::workforce::{self, EmployeeId, EmployeeName};
use anyhow::Context;
use kit::access::Actor;
use kit::audit::Entry;
use kit::jobs::{Handler, Job, enqueue};
use kit::mail::{Calendar, Mail};
use kit::store::{StoreError, Tx};
use kit::types::{Day, Instant};
use law::weekday_name;
use sea_orm::{ColumnTrait, IntoActiveModel, QueryFilter, QueryOrder, Set};
use serde_json::json;
use std::collections::HashMap;
use std::sync::Arc;

/// Sends one message.
pub const MAIL: &str = "training-mail";
/// Writes the reminders of a seminar when their day has come.
pub const REMINDING: &str = "training-reminder";
/// Kinds of messages; words have the key `training-mail-kind-<code>`.
pub const INVITATION: &str = "invitation";
/// The working day before.
pub const REMINDER: &str = "reminder";
/// It will not be.
pub const CANCELLED: &str = "cancelled";
/// It is somewhere else.
pub const CHANGED: &str = "changed";
/// What the answer says of a message that was overtaken before it was sent.
const OVERTAKEN: &str = "overtaken";
/// Reminders are written at so many o'clock.
const REMINDER_HOUR: i8 = 9;
/// So much of a server's answer is kept.
const ANSWER: usize = 300;
const PURPOSE: &str = "training: чл. 120–122 ЗСУ; НКСУ";

/// A participant: the invitation and who it is.
pub type Person = (training_invited::Model, EmployeeName);

fn days_words(days: &[training_day::Model]) -> String {
    let line = |day: &training_day::Model| {
        let args = [
            ("day", format!("{}, {}", weekday_name(day.day.0), day.day.bg())),
            ("begins", if day.begins.is_empty() { "–".to_owned() } else { day.begins.clone() }),
            ("hours", day.hours.to_string()),
        ];
        bg_with("training-mail-day", &args)
    };
    days.iter().map(line).collect::<Vec<_>>().join("\n")
}

/// Subject and text of a message.
fn letter(
    tx: &Tx,
    (press, seminar, days): (&Press, &Seminar, &[training_day::Model]),
    ((row, who), kind): (&Person, &str),
) -> Result<(String, String), StoreError> {
    let args = [
        ("name", who.name.clone()),
        ("title", seminar.row.title.clone()),
        ("days", days_words(days)),
        ("place", seminar.content.place.clone()),
        ("address", press.own(&invite::secret(tx, row.id)?)),
        ("until", row.ends_on.bg()),
        ("phone", press.phone()),
        ("municipality", press.office.name.clone()),
    ];
    let said = |part: &str| bg_with(&format!("training-mail-{part}-{kind}"), &args);
    let end = bg_with("training-mail-end", &args);
    Ok((said("subject"), format!("{}\n\n{end}\n", said("text"))))
}

async fn add(
    tx: &mut Tx,
    (row, kind, turn): (&training_invited::Model, &'static str, i32),
    (to, (subject, text)): (&str, (String, String)),
) -> Result<TrainingMessageId, StoreError> {
    let id = TrainingMessageId(tx.new_id());
    let table = "training_message";
    let message = Model {
        municipality_id: tx.municipality(),
        id,
        seminar_id: row.seminar_id,
        invited_id: row.id,
        kind: kind.to_owned(),
        turn,
        subject,
        text_sealed: tx.seal(table, "text_sealed", id.0, &text)?,
        to_sealed: tx.seal(table, "to_sealed", id.0, to)?,
        written_at: tx.now(),
        sent_at: None,
        answer: String::new(),
        account_name: tx.actor().name.to_string(),
        version: 1,
    };
    tx.insert(message.into_active_model()).await?;
    tx.audit(Entry::write("training-message", id.0));
    Ok(id)
}

/// Writes a message of a kind to everybody of some who has an address; tells to how many.
///
/// # Errors
/// When the database refuses: also when somebody else writes the same at this moment.
pub async fn write(
    tx: &mut Tx,
    (press, seminar): (&Press, &Seminar),
    (kind, people): (&'static str, &[Person]),
) -> Result<usize, StoreError> {
    let days = load::days(tx, seminar.row.id).await?;
    let known = of_seminar(tx, seminar.row.id).await?;
    let ids: Vec<EmployeeId> = people.iter().map(|(row, _)| row.employee_id).collect();
    let addresses = workforce::addresses(tx, &ids).await?;
    let mut made = 0;
    for person in people {
        let row = &person.0;
        let Some(to) = addresses.get(&row.employee_id) else { continue };
        let earlier = known.iter().filter(|one| one.invited_id == row.id && one.kind == kind);
        let turn = i32::try_from(earlier.count()).unwrap_or(i32::MAX);
        let letter = letter(tx, (press, seminar, &days), (person, kind))?;
        let id = add(tx, (row, kind, turn), (to, letter)).await?;
        enqueue(tx, MAIL, None, &json!({ "message": id }), tx.now()).await?;
        made += 1;
    }
    Ok(made)
}

/// The messages of a seminar, oldest first.
///
/// # Errors
/// When the database does not answer.
pub async fn of_seminar(tx: &Tx, id: SeminarId) -> Result<Vec<Model>, StoreError> {
    let rows = tx.find::<Entity>().filter(Column::SeminarId.eq(id)).order_by_asc(Column::Id);
    Ok(rows.all(tx.conn()).await?)
}

/// The last message to each of those who were written to.
#[must_use]
pub fn last(all: Vec<Model>) -> HashMap<InvitedId, Model> {
    all.into_iter().map(|row| (row.invited_id, row)).collect()
}

/// Those of some to whom no message of a kind was written.
#[must_use]
pub fn unwritten<'a>(known: &[Model], (kind, people): (&str, &'a [Person])) -> Vec<&'a Person> {
    let is_written =
        |id: InvitedId| known.iter().any(|one| one.kind == kind && one.invited_id == id);
    people.iter().filter(|(row, _)| !is_written(row.id)).collect()
}

/// Where a message stands, and since when; words have the key `training-mail-state-<code>`.
#[must_use]
pub fn state(row: &Model) -> (&'static str, Instant) {
    match row.sent_at {
        Some(at) if row.answer == OVERTAKEN => ("overtaken", at),
        Some(at) => ("sent", at),
        None => ("waiting", row.written_at),
    }
}

/// The morning of the working day before a seminar; none when it has passed.
fn reminder_at(app: &App, tx: &Tx, first: Day) -> Option<Instant> {
    let law = app.law(tx.municipality());
    let before = law.calendar().previous_working(first.plus(-1).0);
    let at = Instant::of_local(before.at(REMINDER_HOUR, 0, 0, 0));
    (at > tx.now()).then_some(at)
}

/// Sees to it that everybody is reminded on the working day before; once for a seminar.
///
/// # Errors
/// When the database refuses.
pub async fn remind_later(
    app: &App,
    tx: &Tx,
    (press, seminar): (&Press, &Seminar),
) -> Result<(), StoreError> {
    let id = seminar.row.id;
    let Some(at) = reminder_at(app, tx, seminar.row.first_day) else { return Ok(()) };
    let payload = json!({ "seminar": id, "verify": press.verify });
    enqueue(tx, REMINDING, Some(&id.to_string()), &payload, at).await
}

/// Tells those who were written to that a seminar changed, or will not be.
///
/// # Errors
/// When the database refuses.
pub async fn tell(
    app: &App,
    tx: &mut Tx,
    (press, seminar, kind): (&Press, &Seminar, &'static str),
) -> Result<(), StoreError> {
    if app.mail.is_none() || seminar.row.held_at.is_some() || seminar.row.last_day < tx.today() {
        return Ok(());
    }
    let known = of_seminar(tx, seminar.row.id).await?;
    let mut people = attend::participants(tx, seminar).await?;
    people.retain(|(row, _)| known.iter().any(|one| one.invited_id == row.id));
    write(tx, (press, seminar), (kind, &people)).await?;
    Ok(())
}

/// Tells those who were written to that a seminar will not be.
///
/// # Errors
/// When the database refuses.
pub async fn cancel(app: &App, tx: &mut Tx, seminar: &Seminar) -> Result<(), StoreError> {
    // Nothing is to be opened any more: the message holds no address.
    let press = Press::of(app, tx.municipality(), String::new())?;
    tell(app, tx, (&press, seminar, CANCELLED)).await
}

/// Runs [`REMINDING`]: a seminar that was revoked or held since is not reminded of, and nobody twice.
pub fn reminding(app: &App) -> Handler {
    let app = app.clone();
    Arc::new(move |job: Job| {
        let app = app.clone();
        Box::pin(async move { remind(&app, &job).await })
    })
}

async fn remind(app: &App, job: &Job) -> anyhow::Result<()> {
    let id: SeminarId = serde_json::from_value(job.payload["seminar"].clone())?;
    let verify = job.payload["verify"].as_str().context("an address")?.to_owned();
    let press = Press::of(app, job.municipality, verify)?;
    let mut tx = app.db.write(&Actor::system(job.municipality, PURPOSE)).await?;
    let seminar = load::seminar(&tx, id).await?;
    if seminar.is_open() && app.mail.is_some() {
        let known = of_seminar(&tx, id).await?;
        let people = attend::participants(&tx, &seminar).await?;
        let people = unwritten(&known, (REMINDER, &people)).into_iter().cloned();
        let people: Vec<Person> = people.collect();
        write(&mut tx, (&press, &seminar), (REMINDER, &people)).await?;
    }
    Ok(tx.commit().await?)
}

/// Runs [`MAIL`]: hands a message to the mail server, outside any transaction.
pub fn sending(app: &App) -> Handler {
    let app = app.clone();
    Arc::new(move |job: Job| {
        let app = app.clone();
        Box::pin(async move { send(&app, &job).await })
    })
}

/// Keeps what the mail server said.
///
/// # Errors
/// When the database refuses.
pub async fn sent(tx: &mut Tx, row: &Model, answer: &str) -> Result<(), StoreError> {
    let change = training_message::ActiveModel {
        sent_at: Set(Some(tx.now())),
        answer: Set(answer.chars().take(ANSWER).collect()),
        ..Default::default()
    };
    tx.update::<Entity>(row.id, row.version, change).await?;
    tx.audit(Entry::write("training-message-sent", row.id.0));
    Ok(())
}

fn sittings(days: &[training_day::Model]) -> Vec<ics::Sitting> {
    let sitting = |day: &training_day::Model| ics::Sitting {
        uid: format!("{}@opora", day.id),
        day: day.day,
        begins: day.begins.clone(),
        hours: day.hours,
    };
    days.iter().map(sitting).collect()
}

async fn send(app: &App, job: &Job) -> anyhow::Result<()> {
    let id: TrainingMessageId = serde_json::from_value(job.payload["message"].clone())?;
    let actor = Actor::system(job.municipality, PURPOSE);
    let tx = app.db.read(&actor).await?;
    let row = tx.find::<Entity>().filter(Column::Id.eq(id)).one(tx.conn()).await?;
    let row = row.context("a message")?;
    let seminar = load::seminar(&tx, row.seminar_id).await?;
    let days = load::days(&tx, row.seminar_id).await?;
    let open = |column, sealed: &[u8]| tx.open("training_message", column, id.0, sealed);
    let (to, text) = (open("to_sealed", &row.to_sealed)?, open("text_sealed", &row.text_sealed)?);
    let now = tx.now();
    tx.rollback().await;
    if row.sent_at.is_some() {
        return Ok(());
    }
    // What was overtaken while the server was away would mislead.
    let is_cancelled = row.kind == CANCELLED;
    if seminar.row.revoked_at.is_some() != is_cancelled {
        let mut tx = app.db.write(&actor).await?;
        sent(&mut tx, &row, OVERTAKEN).await?;
        return Ok(tx.commit().await?);
    }
    let mailer = app.mail.as_ref().context("no mail server is set")?;
    let entry = ics::Entry {
        written: now,
        // A later state of the seminar stands for an earlier one.
        sequence: seminar.row.version,
        summary: &seminar.row.title,
        place: &seminar.content.place,
        is_cancelled,
    };
    let calendar = ics::write(&entry, &sittings(&days));
    let mail = Mail {
        id: &id.to_string(),
        at: now,
        to: &to,
        subject: &row.subject,
        text: &text,
        calendar: Some(Calendar { method: ics::method(is_cancelled), text: &calendar }),
    };
    let answer = mailer.send(&mail).await?;
    let mut tx = app.db.write(&actor).await?;
    sent(&mut tx, &row, &answer).await?;
    Ok(tx.commit().await?)
}
