//! A form that was begun: kept sealed behind a secret code, page by page, and gone when its term is
//! over. The code is kept only as its blind index.

use super::content::{Typed, opened, sealed};
use super::course::KEEP;
use super::frame::term;
use super::store::{online_draft, online_file};
use super::{DraftId, SentId};
use kit::audit::Entry;
use kit::crypto::Index;
use kit::store::{StoreError, Tx};
use kit::types::Day;
use kit::web::Problem;
use law::Law;
use sea_orm::{
    ColumnTrait, EntityTrait, IntoActiveModel, PaginatorTrait, QueryFilter, QueryOrder,
    QuerySelect, Set,
};

/// By what the codes are made.
pub const SECRET: Index = Index::new("online_draft", "secret");
/// By what a code is found.
pub const FIND: Index = Index::new("online_draft", "fingerprint");
/// So many forms are begun or saved in a day; the rest come to the office.
const MOST_A_DAY: u64 = 1_000;
/// So many go at once in the night.
const BATCH: u64 = 500;
/// Sixteen digits: nobody guesses them.
const DIGITS: u64 = 10_000_000_000_000_000;

/// A form that was begun, opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    /// The row.
    pub row: online_draft::Model,
    /// What was typed so far.
    pub typed: Typed,
}

/// Sixteen digits of a secret.
#[must_use]
pub fn digits_of(secret: &str) -> String {
    let head: String = secret.chars().take(15).collect();
    let number = u64::from_str_radix(&head, 16).unwrap_or_default() % DIGITS;
    format!("{number:016}")
}

fn found_by(tx: &Tx, code: &str) -> Result<String, StoreError> {
    Ok(tx.key().secret(&FIND, code)?)
}

/// Begins a form. The code is made of the key of the form that began it: who sends it twice is led to
/// the same one. Gives the code.
///
/// # Errors
/// [`Problem::TooMany`] when too many were begun today.
pub async fn begin(
    tx: &mut Tx,
    law: &Law,
    (kind, seed, typed): (&str, &str, &Typed),
) -> Result<String, Problem> {
    use online_draft::{Column, Entity};
    let today = tx.today();
    let until = kept_until(law, today)?;
    let begun = tx.find::<Entity>().filter(Column::ExpiresOn.eq(until));
    if begun.count(tx.conn()).await? >= MOST_A_DAY {
        return Err(Problem::TooMany);
    }
    let id = DraftId(tx.new_id());
    let code = code_of(tx, seed)?;
    let row = online_draft::Model {
        municipality_id: tx.municipality(),
        id,
        kind: kind.to_owned(),
        fingerprint: found_by(tx, &code)?,
        saved_on: today,
        expires_on: until,
        sent_id: None,
        content_sealed: sealed(tx, ("online_draft", id.0), typed)?,
        made_at: tx.now(),
        version: 1,
    };
    tx.insert(row.into_active_model()).await?;
    tx.audit(Entry::write("online-draft", id.0));
    Ok(code)
}

/// The code of a form, made of something that only its sender knows.
///
/// # Errors
/// When the municipality's key is gone.
pub fn code_of(tx: &Tx, seed: &str) -> Result<String, StoreError> {
    Ok(digits_of(&tx.key().secret(&SECRET, seed)?))
}

/// The form behind a code.
///
/// # Errors
/// [`Problem::NotFound`] when there is none, or its term is over: guessing is counted by the guard.
pub async fn behind(tx: &Tx, code: &str) -> Result<Draft, Problem> {
    use online_draft::{Column, Entity};
    let print = found_by(tx, code)?;
    let row = tx.find::<Entity>().filter(Column::Fingerprint.eq(print));
    let row = row.one(tx.conn()).await?.ok_or(Problem::NotFound)?;
    if row.expires_on < tx.today() {
        return Err(Problem::NotFound);
    }
    let typed = opened(tx, ("online_draft", row.id.0), &row.content_sealed)?;
    Ok(Draft { row, typed })
}

/// Keeps what was typed; the term begins anew.
///
/// # Errors
/// [`StoreError::Conflict`] when it was saved elsewhere meanwhile.
pub async fn save(
    tx: &mut Tx,
    law: &Law,
    (draft, typed): (&Draft, &Typed),
) -> Result<(), StoreError> {
    let today = tx.today();
    let id = draft.row.id;
    let active = online_draft::ActiveModel {
        saved_on: Set(today),
        expires_on: Set(kept_until(law, today)?),
        content_sealed: Set(sealed(tx, ("online_draft", id.0), typed)?),
        ..Default::default()
    };
    tx.update::<online_draft::Entity>(id, draft.row.version, active).await?;
    tx.audit(Entry::write("online-draft", id.0));
    Ok(())
}

/// It was sent: what was typed stands there from now on, and only the way there stays here.
///
/// # Errors
/// [`StoreError::Conflict`] when it was saved or sent elsewhere meanwhile.
pub async fn sent(tx: &mut Tx, draft: &Draft, as_what: SentId) -> Result<(), StoreError> {
    let id = draft.row.id;
    let active = online_draft::ActiveModel {
        sent_id: Set(Some(as_what)),
        content_sealed: Set(sealed(tx, ("online_draft", id.0), &Typed::default())?),
        ..Default::default()
    };
    tx.update::<online_draft::Entity>(id, draft.row.version, active).await?;
    tx.audit(Entry::write("online-draft", id.0));
    Ok(())
}

/// Takes away the forms whose term is over, with their files. Gives how many.
///
/// # Errors
/// When the database refuses.
pub async fn expire(tx: &mut Tx) -> Result<usize, StoreError> {
    use online_draft::{Column, Entity};
    let old: Vec<DraftId> = tx
        .find::<Entity>()
        .filter(Column::ExpiresOn.lt(tx.today()))
        .order_by_asc(Column::ExpiresOn)
        .limit(BATCH)
        .select_only()
        .column(Column::Id)
        .into_tuple()
        .all(tx.conn())
        .await?;
    if old.is_empty() {
        return Ok(0);
    }
    online_file::Entity::delete_many()
        .filter(online_file::Column::MunicipalityId.eq(tx.municipality()))
        .filter(online_file::Column::DraftId.is_in(old.iter().copied()))
        .exec(tx.conn())
        .await?;
    Entity::delete_many()
        .filter(Column::MunicipalityId.eq(tx.municipality()))
        .filter(Column::Id.is_in(old.iter().copied()))
        .exec(tx.conn())
        .await?;
    tx.audit(Entry::new("expire", "online-draft", &old.len().to_string()));
    Ok(old.len())
}

/// The day until which a form is kept that is saved on a day.
///
/// # Errors
/// When the law does not know the day.
pub fn kept_until(law: &Law, on: Day) -> Result<Day, StoreError> {
    term(law, KEEP, on)
}
