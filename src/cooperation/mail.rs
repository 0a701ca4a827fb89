//! The job that hands a message to the mail server, outside any transaction.

use super::invite::{self, KINDS};
use super::{InvitationId, ics, load};
use crate::app::App;
use kit::access::Actor;
use kit::audit::Entry;
use kit::jobs::{Handler, Job};
use kit::mail::{Calendar, Mail};
use std::sync::Arc;

const PURPOSE: &str = "cooperation: чл. 76, 84 ЗСУ";
/// What stands in place of the server's answer when a newer message followed.
const OVERTAKEN: &str = "overtaken";

/// Runs [`invite::MAIL`].
pub fn sending(app: &App) -> Handler {
    let app = app.clone();
    Arc::new(move |job: Job| {
        let app = app.clone();
        Box::pin(async move { send(&app, &job).await })
    })
}

async fn send(app: &App, job: &Job) -> anyhow::Result<()> {
    let id: InvitationId = serde_json::from_value(job.payload["message"].clone())?;
    let actor = Actor::system(job.municipality, PURPOSE);
    let tx = app.db.read(&actor).await?;
    let message = invite::message(&tx, id).await?;
    let one = load::conference(&tx, message.conference_id).await?;
    let to = tx.open("cooperation_message", "to_sealed", id.0, &message.to_sealed)?;
    let text = tx.open("cooperation_message", "text_sealed", id.0, &message.text_sealed)?;
    let now = tx.now();
    tx.rollback().await;
    if message.sent_at.is_some() {
        return Ok(());
    }
    // What was overtaken while the server was away would mislead: a newer message follows.
    if message.sequence != one.row.sequence {
        let tx = app.db.write(&actor).await?;
        invite::sent(&tx, id, OVERTAKEN).await?;
        return Ok(tx.commit().await?);
    }
    let mailer = app.mail.as_ref();
    let mailer = mailer.ok_or_else(|| anyhow::anyhow!("no mail server is set"))?;
    let is_cancelled = message.kind == KINDS[2];
    let calendar = ics::write(&ics::Entry {
        uid: &format!("conference-{}@opora", one.row.id),
        sequence: one.row.sequence,
        written: now,
        at: one.starts_at(),
        summary: &message.subject,
        place: &one.place(),
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
    invite::sent(&tx, id, &answer).await?;
    tx.audit(Entry::write("cooperation-message-sent", id.0));
    Ok(tx.commit().await?)
}
