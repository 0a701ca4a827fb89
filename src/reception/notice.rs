//! Messages about appointments: written in the transaction of their cause, sent by a job, kept as
//! they were sent. People are written to in Bulgarian; the subject says nothing about them.

use super::store::appointment;
use super::store::booked::{self, Message, Who};
use super::{AppointmentId, MessageId, ics, slots};
use crate::app::App;
use crate::municipality::{self, Settings};
use crate::notices;
use kit::access::Actor;
use kit::audit::Entry;
use kit::jobs::{Handler, Job, enqueue};
use kit::mail::{Calendar, Mail};
use kit::store::{StoreError, Tx};
use kit::types::{Day, Instant, MunicipalityId};
use law::weekday_name;
use std::sync::Arc;
use ui::Lang;

/// Sends one message.
pub const MAIL: &str = "appointment-mail";
/// Writes the reminder of an appointment when its day has come.
pub const REMINDER: &str = "appointment-reminder";
/// Reminders are written at so many minutes after midnight.
const REMINDER_MINUTE: i32 = 9 * 60;
const PURPOSE: &str = "reception: чл. 75, ал. 2 ЗСУ";

/// What a message is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Notice {
    Confirmation,
    Reminder,
    Moved,
    Cancelled,
}

impl Notice {
    fn code(self) -> &'static str {
        match self {
            Notice::Confirmation => "confirmation",
            Notice::Reminder => "reminder",
            Notice::Moved => "moved",
            Notice::Cancelled => "cancelled",
        }
    }
}

/// Writes a message for whoever left an address, and the reminder to come. Nothing when the
/// installation sends no mail.
pub async fn write(
    app: &App,
    tx: &mut Tx,
    id: AppointmentId,
    notice: Notice,
) -> Result<(), StoreError> {
    let row = booked::one(tx, id).await?;
    let who = booked::who(tx, &row)?;
    let on = row.starts_at.day();
    let by_mail = !who.email.is_empty() && app.mail.is_some();
    if matches!(notice, Notice::Confirmation | Notice::Moved)
        && (by_mail || by_phone(tx, &who).await?)
        && let Some(at) = reminder_at(app, tx.municipality(), on).filter(|at| *at > tx.now())
    {
        let payload = serde_json::json!({ "appointment": id, "sequence": row.sequence });
        enqueue(tx, REMINDER, None, &payload, at).await?;
    }
    if !by_mail {
        return Ok(());
    }
    let municipality = app.db.municipalities();
    let municipality = municipality.iter().find(|one| one.id == tx.municipality());
    let Some(municipality) = municipality else { return Err(StoreError::NotFound) };
    let settings = Settings::of(municipality);
    let point = municipality::service_point(tx, row.service_point_id).await?;
    let phone = if point.phone.is_empty() { settings.phone } else { point.phone };
    let args = [
        ("name", who.name.clone()),
        ("day", format!("{}, {}", weekday_name(on.0), on.bg())),
        ("time", slots::clock(row.starts_at)),
        ("minutes", row.minutes.to_string()),
        ("place", format!("{}, {}", point.name, point.address)),
        ("phone", phone),
        ("municipality", municipality.name.clone()),
    ];
    let text = |part: &str| {
        let key = format!("reception-mail-{part}-{}", notice.code());
        ui::text::text_args(Lang::Bg, &key, &args).into_owned()
    };
    let end = ui::text::text_args(Lang::Bg, "reception-mail-end", &args).into_owned();
    // How they change it themselves; of what was cancelled there is nothing to change.
    let more = match notice {
        Notice::Cancelled => String::new(),
        _ if who.more.is_empty() => String::new(),
        _ => format!("\n{}\n", who.more),
    };
    let message = Message {
        kind: notice.code(),
        to: who.email,
        subject: text("subject"),
        text: format!("{}\n\n{end}\n{more}", text("text")),
    };
    let message = booked::add_message(tx, id, &message).await?;
    tx.audit(Entry::write("appointment-message", message.0).about(row.person_id.map(|p| p.0)));
    let payload = serde_json::json!({ "message": message, "sequence": row.sequence });
    enqueue(tx, MAIL, None, &payload, tx.now()).await
}

/// Whether somebody is reminded by a short message: they left a number and no address of mail, and
/// the municipality sends such messages.
async fn by_phone(tx: &Tx, who: &Who) -> Result<bool, StoreError> {
    Ok(who.email.is_empty() && !who.phone.is_empty() && notices::can_send_short(tx).await?)
}

/// The reminder by a short message, through the queue of notices.
async fn remind_by_phone(tx: &mut Tx, row: &appointment::Model) -> Result<(), StoreError> {
    let who = booked::who(tx, row)?;
    if !by_phone(tx, &who).await? {
        return Ok(());
    }
    let point = municipality::service_point(tx, row.service_point_id).await?;
    let on = row.starts_at.day();
    let args = vec![
        ("day", format!("{}, {}", weekday_name(on.0), on.bg())),
        ("time", slots::clock(row.starts_at)),
        ("name", who.name),
        ("place", format!("{}, {}", point.name, point.address)),
    ];
    let to = notices::Target::Phone(who.phone);
    let template = "appointment-reminder";
    let reminder =
        notices::Notice { template, to, args, about: row.person_id, href: String::new() };
    notices::send(tx, &reminder).await?;
    Ok(())
}

/// The morning of the working day before.
fn reminder_at(app: &App, municipality: MunicipalityId, on: Day) -> Option<Instant> {
    let law = app.law(municipality);
    let before = law.calendar().previous_working(on.plus(-1).0);
    Some(slots::moment(Day(before), REMINDER_MINUTE))
}

/// Runs [`REMINDER`]: an appointment that was moved or ended since is not reminded of.
pub fn reminding(app: &App) -> Handler {
    let app = app.clone();
    Arc::new(move |job: Job| {
        let app = app.clone();
        Box::pin(async move {
            app.freshen_law(job.municipality).await?;
            let id: AppointmentId = serde_json::from_value(job.payload["appointment"].clone())?;
            let mut tx = app.db.write(&Actor::system(job.municipality, PURPOSE)).await?;
            let row = booked::one(&tx, id).await?;
            if row.state == "booked" && same(&row, &job) {
                write(&app, &mut tx, id, Notice::Reminder).await?;
                remind_by_phone(&mut tx, &row).await?;
            }
            Ok(tx.commit().await?)
        })
    })
}

/// Whether the appointment is still where it was when the job was put in.
fn same(row: &appointment::Model, job: &Job) -> bool {
    job.payload["sequence"].as_i64() == Some(i64::from(row.sequence))
}

/// Runs [`MAIL`]: hands a message to the mail server, outside any transaction.
pub fn sending(app: &App) -> Handler {
    let app = app.clone();
    Arc::new(move |job: Job| {
        let app = app.clone();
        Box::pin(async move { send(&app, &job).await })
    })
}

async fn send(app: &App, job: &Job) -> anyhow::Result<()> {
    let id: MessageId = serde_json::from_value(job.payload["message"].clone())?;
    let actor = Actor::system(job.municipality, PURPOSE);
    let tx = app.db.read(&actor).await?;
    let message = booked::message(&tx, id).await?;
    let row = booked::one(&tx, message.appointment_id).await?;
    let (to, text) = booked::opened(&tx, &message)?;
    let point = municipality::service_point(&tx, row.service_point_id).await?;
    let now = tx.now();
    tx.rollback().await;
    if message.sent_at.is_some() {
        return Ok(());
    }
    // What was overtaken while the server was away would mislead: a newer message follows.
    if !same(&row, job) {
        let tx = app.db.write(&actor).await?;
        booked::sent(&tx, &message, "overtaken").await?;
        return Ok(tx.commit().await?);
    }
    let mailer = app.mail.as_ref();
    let mailer = mailer.ok_or_else(|| anyhow::anyhow!("no mail server is set"))?;
    let name = app.db.municipalities().into_iter().find(|one| one.id == job.municipality);
    let name = name.map(|one| one.name.clone()).unwrap_or_default();
    let is_cancelled = row.state == "cancelled";
    let calendar = ics::write(&ics::Entry {
        uid: &format!("{}@opora", row.id),
        sequence: row.sequence,
        written: now,
        at: row.starts_at,
        minutes: row.minutes,
        summary: &ui::text::text_args(Lang::Bg, "reception-mail-entry", &[("municipality", name)]),
        place: &format!("{}, {}", point.name, point.address),
        is_cancelled,
    });
    let mail = Mail {
        id: &id.to_string(),
        at: now,
        to: &to,
        subject: &message.subject,
        text: &text,
        calendar: Some(Calendar { method: ics::method(is_cancelled), text: &calendar }),
    };
    let answer = mailer.send(&mail).await?;
    let mut tx = app.db.write(&actor).await?;
    booked::sent(&tx, &message, &answer).await?;
    tx.audit(Entry::write("appointment-message-sent", id.0).about(row.person_id.map(|p| p.0)));
    Ok(tx.commit().await?)
}
