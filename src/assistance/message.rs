//! What goes ex officio to АСП and НОИ: copies of applications, contracts concluded, changed, ended;
//! each with its last day and the day on which it went (чл. 2, ал. 10, 12; чл. 3б Наредба № РД-07-7).

use super::apply::term;
use super::content::{Application, Note, sealed};
use super::store::assistance_message::{self, Entity};
use super::{AgreementId, ApplicationId, MessageId};
use kit::audit::Entry;
use kit::store::{StoreError, Tx};
use kit::types::Day;
use law::Law;
use sea_orm::{ColumnTrait, IntoActiveModel, QueryFilter, QueryOrder, Set};

/// The term from the day on which the municipality learns.
pub const TELLING: &str = "Z11a";

/// To whom; words have the key `assistance-body-<code>`.
pub const BODIES: [&str; 2] = ["asp", "noi"];

/// A message to be sent.
#[derive(Clone, Debug)]
pub struct NewMessage {
    /// The application.
    pub application: ApplicationId,
    /// The agreement.
    pub agreement: Option<AgreementId>,
    /// A code of [`BODIES`].
    pub body: &'static str,
    /// `application`, `concluded`, `amended`, `ended`, `waived`, `changed`; words have the key
    /// `assistance-message-<code>`.
    pub kind: &'static str,
    /// The day on which the municipality learnt of it.
    pub known_on: Day,
    /// What it says: keys and values.
    pub facts: Vec<(String, String)>,
}

/// Who is told about an application: who pays the aid, who pays the supplement.
#[must_use]
pub fn bodies(content: &Application) -> Vec<&'static str> {
    let asp = content.gets_child_aid && content.consent_child_aid == Some(true);
    let noi = content.gets_supplement && content.consent_supplement == Some(true);
    let pairs = BODIES.into_iter().zip([asp, noi]);
    pairs.filter(|(_, is)| *is).map(|(body, _)| body).collect()
}

/// Writes a message down: it is to be sent by its last day.
///
/// # Errors
/// When the database refuses.
pub async fn add(tx: &mut Tx, law: &Law, new: &NewMessage) -> Result<MessageId, StoreError> {
    let id = MessageId(tx.new_id());
    let note = Note { facts: new.facts.clone(), ..Note::default() };
    let row = assistance_message::Model {
        municipality_id: tx.municipality(),
        id,
        application_id: new.application,
        agreement_id: new.agreement,
        body: new.body.to_owned(),
        kind: new.kind.to_owned(),
        known_on: new.known_on,
        due_on: term(law, TELLING, new.known_on)?,
        content_sealed: sealed(tx, ("assistance_message", id.0), &note)?,
        paper_id: None,
        sent_on: None,
        document: String::new(),
        made_at: tx.now(),
        account_name: tx.actor().name.to_string(),
        version: 1,
    };
    tx.insert(row.into_active_model()).await?;
    Ok(id)
}

/// One message.
///
/// # Errors
/// [`StoreError::NotFound`] when there is none.
pub async fn one(tx: &Tx, id: MessageId) -> Result<assistance_message::Model, StoreError> {
    let row = tx.find::<Entity>().filter(assistance_message::Column::Id.eq(id));
    row.one(tx.conn()).await?.ok_or(StoreError::NotFound)
}

/// Messages that were not sent, or all; by their last day.
///
/// # Errors
/// When the database does not answer.
pub async fn list(tx: &Tx, is_open: bool) -> Result<Vec<assistance_message::Model>, StoreError> {
    use assistance_message::Column;
    let mut rows = tx.find::<Entity>();
    if is_open {
        rows = rows.filter(Column::SentOn.is_null());
    }
    let rows = rows.order_by_asc(Column::DueOn).order_by_asc(Column::Id);
    Ok(rows.all(tx.conn()).await?)
}

/// Notes that a message went.
///
/// # Errors
/// [`StoreError::Conflict`] when it was noted meanwhile.
pub async fn sent(
    tx: &mut Tx,
    row: &assistance_message::Model,
    (on, document): (Day, &str),
) -> Result<(), StoreError> {
    let active = assistance_message::ActiveModel {
        sent_on: Set(Some(on)),
        document: Set(document.to_owned()),
        ..Default::default()
    };
    tx.update::<Entity>(row.id, row.version, active).await?;
    tx.audit(Entry::write("assistance-message", row.id.0));
    Ok(())
}
