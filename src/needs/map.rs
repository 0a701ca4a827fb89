//! Entries of the National Map (Национална карта): the most users of a service from a day on. Entered
//! by people, with the decision of the Council of Ministers; a newer one is added and the old ones stay.

use super::NeedMapId;
use super::store::need_map::{Column, Entity, Model};
use kit::audit::Entry;
use kit::store::{StoreError, Tx};
use kit::types::Day;
use sea_orm::{ColumnTrait, IntoActiveModel, QueryFilter, QueryOrder};
use std::collections::BTreeMap;

/// What is entered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewEntry {
    /// The point of the annex.
    pub no: u8,
    /// The most users.
    pub users: i64,
    /// From which day on.
    pub valid_from: Day,
    /// By which decision.
    pub basis: String,
    /// What else is to be known.
    pub note: String,
}

/// Enters what the map says of a service.
///
/// # Errors
/// When the database refuses.
pub async fn add(tx: &mut Tx, new: &NewEntry) -> Result<NeedMapId, StoreError> {
    let id = NeedMapId(tx.new_id());
    let row = Model {
        municipality_id: tx.municipality(),
        id,
        set_no: i32::from(new.no),
        users: new.users,
        valid_from: new.valid_from,
        basis: new.basis.clone(),
        note: new.note.clone(),
        made_at: tx.now(),
        account_name: tx.actor().name.to_string(),
    };
    tx.insert(row.into_active_model()).await?;
    tx.audit(Entry::write("need-map", id.0));
    Ok(id)
}

/// All entries, of each service the newest first.
///
/// # Errors
/// When the database does not answer.
pub async fn all(tx: &Tx) -> Result<Vec<Model>, StoreError> {
    let rows = tx
        .find::<Entity>()
        .order_by_asc(Column::SetNo)
        .order_by_desc(Column::ValidFrom)
        .order_by_desc(Column::Id);
    Ok(rows.all(tx.conn()).await?)
}

/// What the map says on a day, by point of the annex. One query.
///
/// # Errors
/// When the database does not answer.
pub async fn on(tx: &Tx, day: Day) -> Result<BTreeMap<u8, i64>, StoreError> {
    let rows = tx
        .find::<Entity>()
        .filter(Column::ValidFrom.lte(day))
        .order_by_asc(Column::ValidFrom)
        .order_by_asc(Column::Id)
        .all(tx.conn())
        .await?;
    let entry = |row: Model| u8::try_from(row.set_no).ok().map(|no| (no, row.users));
    Ok(rows.into_iter().filter_map(entry).collect())
}
