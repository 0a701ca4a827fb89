//! The way to the person whom a signal is about: each attempt with its day, way and result. The
//! wish must come from the person, so somebody has to find them.

use super::moment::{moment, moment_values};
use super::reference::{has, reference, words};
use super::signal::{self, channel_of};
use super::store::signal_outreach::{self, Column, Entity};
use super::{AttemptId, SignalId};
use crate::app::App;
use crate::contacts::channel_words;
use axum::extract::State;
use axum::response::Response;
use kit::access;
use kit::audit::Entry;
use kit::store::{Event, StoreError, Tx};
use kit::types::Instant;
use kit::web::{Ctx, Form, Id, Problem, again, see};
use sea_orm::{ColumnTrait, QueryFilter, QueryOrder, Set};

/// The longest note of an attempt, in characters.
const NOTE_MAX: usize = 2_000;

/// What is entered.
#[derive(Clone, Debug)]
pub struct NewAttempt {
    pub at: Instant,
    pub channel: String,
    pub result: String,
    pub note: String,
}

impl NewAttempt {
    /// Reads the form; `None` when something in it is wrong.
    pub fn read(form: &mut Form, (received, now): (Instant, Instant)) -> Option<NewAttempt> {
        let at = moment(form, "tried", now);
        if at.is_some_and(|at| at.day() < received.day()) {
            form.wrong("tried", "frontdesk-outreach-early");
        }
        let channel = channel_of(form);
        let result = form.required("reached", 50);
        if !result.is_empty() && !has(&reference().reached, &result) {
            form.wrong("reached", "form-choose");
        }
        let note = form.optional("note", NOTE_MAX);
        form.ok().then_some(())?;
        Some(NewAttempt { at: at?, channel, result, note })
    }

    /// Adds the attempt.
    pub async fn save(
        &self,
        tx: &mut Tx,
        row: &super::store::signal::Model,
    ) -> Result<(), StoreError> {
        let id = AttemptId(tx.new_id());
        let note = (!self.note.is_empty())
            .then(|| tx.seal("signal_outreach", "note_sealed", id.0, &self.note))
            .transpose()?;
        tx.insert(signal_outreach::ActiveModel {
            municipality_id: Set(tx.municipality()),
            id: Set(id),
            signal_id: Set(row.id),
            at: Set(self.at),
            account_id: Set(tx.actor().account.ok_or(StoreError::NotFound)?),
            channel: Set(self.channel.clone()),
            result: Set(self.result.clone()),
            note_sealed: Set(note),
        })
        .await?;
        match row.person_id {
            Some(person) => {
                let kind = "signal-outreach";
                tx.event(Event { kind, person: Some(person.0), ..Event::default() }).await
            }
            None => {
                tx.audit(Entry::write("signal-outreach", row.id.0));
                Ok(())
            }
        }
    }
}

/// An attempt as pages show it.
#[derive(Clone, Debug, serde::Serialize, utoipa::ToSchema)]
pub struct Attempt {
    /// When, in Sofia.
    pub at: String,
    /// How.
    pub channel: String,
    /// What came of it.
    pub result: String,
    /// Who tried.
    pub by: String,
    /// What to know next time.
    pub note: String,
}

/// The attempts for some signals, the newest first.
pub async fn rows(tx: &Tx, ids: &[SignalId]) -> Result<Vec<signal_outreach::Model>, StoreError> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let rows = tx.find::<Entity>().filter(Column::SignalId.is_in(ids.iter().copied()));
    Ok(rows.order_by_desc(Column::At).order_by_desc(Column::Id).all(tx.conn()).await?)
}

/// The attempts for a signal in words.
pub async fn attempts(ctx: &Ctx, tx: &Tx, id: SignalId) -> Result<Vec<Attempt>, StoreError> {
    let accounts = access::accounts(tx, tx.today()).await?;
    let attempt = |row: signal_outreach::Model| {
        let by = accounts.iter().find(|account| account.id == row.account_id);
        Ok(Attempt {
            at: row.at.bg(),
            channel: channel_words(&row.channel, ctx.lang),
            result: words(&reference().reached, &row.result, ctx.lang),
            by: by.map(|account| account.name.clone()).unwrap_or_default(),
            note: match &row.note_sealed {
                Some(sealed) => tx.open("signal_outreach", "note_sealed", row.id.0, sealed)?,
                None => String::new(),
            },
        })
    };
    rows(tx, &[id]).await?.into_iter().map(attempt).collect()
}

/// The form of an attempt made now.
pub fn fresh(now: Instant) -> Vec<(String, String)> {
    let mut values = moment_values("tried", now);
    values.push(("channel".to_owned(), "phone".to_owned()));
    values
}

pub async fn record(
    State(app): State<App>,
    ctx: Ctx,
    Id(id): Id<SignalId>,
    mut form: Form,
) -> Result<Response, Problem> {
    let path = format!("/signals/{id}");
    let mut tx = app.db.read(&ctx.actor).await?;
    let row = signal::signal(&tx, id).await?;
    let Some(new) = NewAttempt::read(&mut form, (row.received_at, tx.now())) else {
        let page = super::signal_pages::signal_view(&ctx, &tx, &row, form).await?;
        tx.audit(Entry::read("signal", id.0).about(row.person_id.map(|person| person.0)));
        tx.commit().await?;
        return again(&page);
    };
    tx.commit().await?;
    let mut tx = app.db.write(&ctx.actor).await?;
    tx.use_form(&form.key(), &ctx.url(&path)).await?;
    ctx.sent(&tx, &form).await?;
    let row = signal::signal(&tx, id).await?;
    if row.state != "open" {
        return Err(Problem::Impossible("frontdesk-outreach-closed"));
    }
    new.save(&mut tx, &row).await?;
    tx.commit().await?;
    Ok(see(&ctx, &path, Some("frontdesk-outreach-saved")))
}
