//! Reading the audit: newest first, by who, what, about whom and when.
//!
//! Days are sought by the range of ids that they can have, so that no reading walks the table.

use super::entity::audit;
use super::entry::pseudonym;
use crate::access::entity::account;
use crate::store::entity::event;
use crate::store::{Happened, StoreError, Tx};
use crate::types::{Day, Ids, Instant, decode_id};
use sea_orm::{ColumnTrait, Condition, QueryFilter, QueryOrder, QuerySelect};
use std::collections::HashMap;

/// Which rows are wanted. What is empty or `None` does not limit.
#[derive(Clone, Debug, Default)]
pub struct Wanted<'a> {
    /// Login name of who acted.
    pub actor: &'a str,
    /// `read`, `write` …
    pub action: &'a str,
    /// `person`, `case` …
    pub object_kinds: &'a [&'a str],
    /// Pseudonym of the person it was about.
    pub subject: &'a str,
    /// `ok`, `refused`, `failed`.
    pub outcome: &'a str,
    /// First day.
    pub from: Option<Day>,
    /// Last day.
    pub to: Option<Day>,
    /// Only rows older than the one with this id.
    pub before: Option<i64>,
}

/// So many rows, newest first.
///
/// # Errors
/// When the database does not answer.
pub async fn find(
    tx: &Tx,
    wanted: &Wanted<'_>,
    rows: u64,
) -> Result<Vec<audit::Model>, StoreError> {
    let midnight = |day: Day| Ids::floor(Instant::of_local(day.0.at(0, 0, 0, 0)));
    let mut query = tx.find::<audit::Entity>();
    if !wanted.actor.is_empty() {
        query = query.filter(by(tx, wanted.actor).await?);
    }
    for (column, value) in [
        (audit::Column::Action, wanted.action),
        (audit::Column::Subject, wanted.subject),
        (audit::Column::Outcome, wanted.outcome),
    ] {
        if !value.is_empty() {
            query = query.filter(column.eq(value));
        }
    }
    if !wanted.object_kinds.is_empty() {
        query = query.filter(audit::Column::ObjectKind.is_in(wanted.object_kinds.iter().copied()));
    }
    if let Some(from) = wanted.from {
        query = query.filter(audit::Column::Id.gte(midnight(from)));
    }
    if let Some(to) = wanted.to {
        query = query.filter(audit::Column::Id.lt(midnight(to.plus(1))));
    }
    if let Some(before) = wanted.before {
        query = query.filter(audit::Column::Id.lt(before));
    }
    Ok(query.order_by_desc(audit::Column::Id).limit(rows).all(tx.conn()).await?)
}

/// Accounts have an index; the program itself and tokens have only their name.
async fn by(tx: &Tx, actor: &str) -> Result<Condition, StoreError> {
    let row = tx
        .find::<account::Entity>()
        .filter(account::Column::Username.eq(actor))
        .one(tx.conn())
        .await?;
    let known = row.map(|row| audit::Column::AccountId.eq(row.id));
    Ok(Condition::all().add(known.unwrap_or_else(|| audit::Column::Actor.eq(actor))))
}

/// The pseudonym under which the audit knows a person.
///
/// # Errors
/// When the municipality's key is gone.
pub fn subject_of(tx: &Tx, person: i64) -> Result<String, StoreError> {
    pseudonym(tx.key(), person)
}

/// What the changes among some rows were, in the words of the timeline: by id of the audit's row.
/// One query.
///
/// # Errors
/// When the database does not answer.
pub async fn events_of(
    tx: &Tx,
    rows: &[audit::Model],
) -> Result<HashMap<i64, Happened>, StoreError> {
    let changes: Vec<&audit::Model> = rows.iter().filter(|row| row.action == "write").collect();
    let mut moments: Vec<Instant> = changes.iter().map(|row| row.at).collect();
    moments.sort_unstable();
    moments.dedup();
    if moments.is_empty() {
        return Ok(HashMap::new());
    }
    // An event is written in the transaction of its audit row, and its id carries that moment.
    let mut then = Condition::any();
    for at in moments {
        let range = event::Column::Id.between(Ids::floor(at), Ids::floor(at.plus_ms(1)) - 1);
        then = then.add(range);
    }
    let mut events = tx
        .find::<event::Entity>()
        .filter(then)
        .order_by_desc(event::Column::Id)
        .all(tx.conn())
        .await?;
    let mut found = HashMap::new();
    for row in changes {
        let object = decode_id(&row.object_id).unwrap_or_default();
        let place = events.iter().position(|event| {
            event.kind == row.object_kind
                && event.at == row.at
                && event.account_id == row.account_id
                && event.case_id.or(event.person_id).unwrap_or_default() == object
        });
        if let Some(place) = place {
            found.insert(row.id, Happened::from(events.remove(place)));
        }
    }
    Ok(found)
}
