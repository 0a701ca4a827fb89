//! What one row of the audit says.

use super::entity::audit;
use crate::access::Actor;
use crate::crypto::{Index, MunicipalityKey};
use crate::store::StoreError;
use crate::types::{Ids, Instant, encode_id};
use data_encoding::BASE64URL_NOPAD;
use sea_orm::{DbBackend, EntityTrait, IntoActiveModel, QueryTrait, Statement};

/// One action on one thing. Who, when and why come from the transaction's actor.
#[derive(Clone, Debug)]
pub struct Entry {
    action: &'static str,
    object_kind: &'static str,
    object_id: String,
    subject: Option<i64>,
    reason: Option<String>,
    outcome: &'static str,
}

impl Entry {
    /// Any action on a thing that has a name of its own.
    #[must_use]
    pub fn new(action: &'static str, object_kind: &'static str, object_id: &str) -> Entry {
        Entry {
            action,
            object_kind,
            object_id: object_id.to_owned(),
            subject: None,
            reason: None,
            outcome: "ok",
        }
    }

    /// A person's file or a case was opened.
    #[must_use]
    pub fn read(object_kind: &'static str, object: i64) -> Entry {
        Entry::new("read", object_kind, &encode_id(object))
    }

    /// A list was shown.
    #[must_use]
    pub fn list(object_kind: &'static str) -> Entry {
        Entry::new("list", object_kind, "")
    }

    /// A search was made. The words sought are not kept: they may be an identifier.
    #[must_use]
    pub fn search(object_kind: &'static str) -> Entry {
        Entry::new("search", object_kind, "")
    }

    /// A document was printed or downloaded.
    #[must_use]
    pub fn print(object_kind: &'static str, object: i64) -> Entry {
        Entry::new("print", object_kind, &encode_id(object))
    }

    /// Something was changed; `what` is the kind of the event.
    #[must_use]
    pub fn write(what: &'static str, object: i64) -> Entry {
        Entry::new("write", what, &encode_id(object))
    }

    /// Somebody was refused.
    #[must_use]
    pub fn refused(what: &str) -> Entry {
        Entry { outcome: "refused", ..Entry::new("refused", "route", what) }
    }

    /// Whose data it was.
    #[must_use]
    pub fn about(self, person: Option<i64>) -> Entry {
        Entry { subject: person, ..self }
    }

    /// The reason in the person's own words.
    #[must_use]
    pub fn because(self, reason: &str) -> Entry {
        Entry { reason: Some(reason.to_owned()), ..self }
    }

    /// It was tried and did not succeed.
    #[must_use]
    pub fn failed(self) -> Entry {
        Entry { outcome: "failed", ..self }
    }
}

/// By which pseudonym the audit knows a person. The sealed chain holds it: its key never changes.
pub const SUBJECT: Index = Index::new("audit", "subject");

/// The pseudonym under which the audit knows a person: a keyed fingerprint of the id.
///
/// # Errors
/// When the municipality's first key is gone.
pub fn pseudonym(key: &MunicipalityKey, person: i64) -> Result<String, StoreError> {
    Ok(BASE64URL_NOPAD.encode(&key.blind(&SUBJECT, &encode_id(person))?))
}

/// The rows of some entries, by one actor at one moment.
pub(crate) fn rows(
    entries: &[Entry],
    actor: &Actor,
    key: &MunicipalityKey,
    at: Instant,
    ids: &Ids,
) -> Result<Vec<audit::Model>, StoreError> {
    entries
        .iter()
        .map(|entry| {
            Ok(audit::Model {
                municipality_id: actor.municipality,
                id: ids.next(at),
                at,
                actor: actor.username.to_string(),
                account_id: actor.account,
                on_behalf_of: None,
                role: actor.roles.to_string(),
                session_id: actor.session,
                ip: actor.ip.to_string(),
                action: entry.action.to_owned(),
                object_kind: entry.object_kind.to_owned(),
                object_id: entry.object_id.clone(),
                subject: entry.subject.map(|person| pseudonym(key, person)).transpose()?,
                purpose: actor.purpose.to_owned(),
                reason: entry.reason.clone(),
                outcome: entry.outcome.to_owned(),
                correlation: actor.correlation.to_string(),
            })
        })
        .collect()
}

/// So many rows share a statement at most; below SQLite's limit of bound values.
const SHARED_MAX: usize = 128;

/// The statements that write the rows.
pub(crate) fn statements(backend: DbBackend, rows: Vec<audit::Model>) -> Vec<Statement> {
    let written = IntoActiveModel::<audit::ActiveModel>::into_active_model;
    let mut rows = rows.into_iter().map(written).peekable();
    let mut all = Vec::new();
    while rows.peek().is_some() {
        all.push(audit::Entity::insert_many(rows.by_ref().take(SHARED_MAX)).build(backend));
    }
    all
}
