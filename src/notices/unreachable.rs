//! Addresses that take nothing: noted when a server says so, shown on the person, cleared by hand.

use super::UnreachableId;
use super::queue::receiver;
use super::store::notice;
use super::store::notice_unreachable::{ActiveModel, Column, Entity, Model};
use crate::people::{self, NewWarning, PersonId};
use kit::audit::Entry;
use kit::store::{StoreError, Tx};
use sea_orm::{ColumnTrait, IntoActiveModel, QueryFilter, QueryOrder, QuerySelect, Set};
use std::collections::HashSet;

const TABLE: &str = "notice_unreachable";
/// So long the warning stands above the file of a person, unless somebody takes it down.
const WARNS_DAYS: i32 = 60;
/// So many stand on the page of a municipality.
const MOST: u64 = 1_000;

/// An address that takes nothing, opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bad {
    /// The row.
    pub row: Model,
    /// The address or the number.
    pub to: String,
    /// What was said of it.
    pub why: String,
}

fn opened(tx: &Tx, row: Model) -> Result<Bad, StoreError> {
    let open = |column, sealed: &[u8]| tx.open(TABLE, column, row.id.0, sealed);
    let (to, why) =
        (open("to_sealed", &row.to_sealed)?, open("result_sealed", &row.result_sealed)?);
    Ok(Bad { row, to, why })
}

/// Whether an address is known to take nothing.
///
/// # Errors
/// When the database does not answer.
pub async fn is_known(tx: &Tx, channel: &str, to: &str) -> Result<bool, StoreError> {
    let rows = tx.find::<Entity>().filter(Column::ReceiverBlind.eq(receiver(tx, channel, to)?));
    Ok(rows.filter(Column::ClearedAt.is_null()).one(tx.conn()).await?.is_some())
}

/// Every receiver that takes nothing, for many notices at once.
///
/// # Errors
/// When the database does not answer.
pub async fn receivers(tx: &Tx) -> Result<HashSet<Vec<u8>>, StoreError> {
    let rows: Vec<Vec<u8>> = tx
        .find::<Entity>()
        .filter(Column::ClearedAt.is_null())
        .select_only()
        .column(Column::ReceiverBlind)
        .into_tuple()
        .all(tx.conn())
        .await?;
    Ok(rows.into_iter().collect())
}

/// Notes that an address takes nothing; once.
///
/// # Errors
/// When the database refuses.
pub async fn note(
    tx: &mut Tx,
    of: &notice::Model,
    (to, why): (&str, &str),
) -> Result<(), StoreError> {
    if is_known(tx, &of.channel, to).await? {
        return Ok(());
    }
    let id = UnreachableId(tx.new_id());
    let row = Model {
        municipality_id: tx.municipality(),
        id,
        receiver_blind: receiver(tx, &of.channel, to)?,
        channel: of.channel.clone(),
        to_sealed: tx.seal(TABLE, "to_sealed", id.0, to)?,
        result_sealed: tx.seal(TABLE, "result_sealed", id.0, why)?,
        person_id: of.person_id,
        noted_at: tx.now(),
        cleared_at: None,
        account_name: tx.actor().name.to_string(),
        version: 1,
    };
    tx.insert(row.into_active_model()).await?;
    tx.audit(Entry::write("notice-unreachable", id.0).about(of.person_id.map(|p| p.0)));
    match of.person_id {
        Some(person) => warn(tx, person, (to, why)).await,
        None => Ok(()),
    }
}

/// Whoever opens the file sees that the person is not reached.
async fn warn(tx: &mut Tx, person: PersonId, (to, why): (&str, &str)) -> Result<(), StoreError> {
    let args = [("to", to.to_owned())];
    let new = NewWarning {
        kind: "other".to_owned(),
        text: ui::text::text_args(ui::Lang::Bg, "notices-warning", &args).into_owned(),
        why: why.to_owned(),
        valid_to: Some(tx.today().plus(WARNS_DAYS)),
    };
    let today = tx.today();
    people::add_warning(tx, person, today, &new).await?;
    Ok(())
}

/// Those that take nothing now, the newest first.
///
/// # Errors
/// When the database does not answer.
pub async fn all(tx: &Tx) -> Result<Vec<Bad>, StoreError> {
    let rows = tx.find::<Entity>().filter(Column::ClearedAt.is_null());
    let rows = rows.order_by_desc(Column::Id).limit(MOST).all(tx.conn()).await?;
    rows.into_iter().map(|row| opened(tx, row)).collect()
}

/// Those of a person.
///
/// # Errors
/// When the database does not answer.
pub async fn of_person(tx: &Tx, person: PersonId) -> Result<Vec<Bad>, StoreError> {
    let rows = tx.find::<Entity>().filter(Column::PersonId.eq(person));
    let rows = rows.filter(Column::ClearedAt.is_null()).order_by_desc(Column::Id);
    rows.all(tx.conn()).await?.into_iter().map(|row| opened(tx, row)).collect()
}

/// One of them.
///
/// # Errors
/// [`StoreError::NotFound`] when there is none.
pub async fn one(tx: &Tx, id: UnreachableId) -> Result<Bad, StoreError> {
    let row = tx.find::<Entity>().filter(Column::Id.eq(id)).one(tx.conn()).await?;
    opened(tx, row.ok_or(StoreError::NotFound)?)
}

/// Lets an address be written to again.
///
/// # Errors
/// [`StoreError::Conflict`] when somebody did so meanwhile.
pub async fn clear(tx: &mut Tx, bad: &Bad, version: i32) -> Result<(), StoreError> {
    if bad.row.cleared_at.is_some() {
        return Err(StoreError::Conflict);
    }
    let active = ActiveModel { cleared_at: Set(Some(tx.now())), ..Default::default() };
    tx.update::<Entity>(bad.row.id, version, active).await?;
    tx.audit(Entry::write("notice-reachable", bad.row.id.0).about(bad.row.person_id.map(|p| p.0)));
    Ok(())
}
