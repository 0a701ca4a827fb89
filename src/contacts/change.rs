//! What a contact said before: kept whole and sealed at each correction, shown beside what it says
//! now. A contact entered by mistake is cancelled, never deleted.

use super::contact::{note_of, values};
use super::store::contact::{self, Entity};
use super::store::contact_change::{self, Column};
use super::{ChangeId, ContactId};
use crate::forms::{self, Forms, Kind};
use kit::audit::Entry;
use kit::store::{Event, StoreError, Tx};
use kit::types::{AccountId, Instant};
use sea_orm::{ColumnTrait, QueryFilter, QueryOrder, Set};

/// What a contact said until somebody changed it.
pub struct Was {
    pub at: Instant,
    pub by: AccountId,
    /// Name and value of each box of the form, as then.
    pub values: Vec<(String, String)>,
}

/// Keeps what a row says.
pub async fn keep(tx: &Tx, was: &contact::Model) -> Result<(), StoreError> {
    let id = ChangeId(tx.new_id());
    let forms = Forms::load(tx).await?;
    let (own, extra) = forms::of_row(tx, &forms, (Kind::Contact, was.id.0, was.at.day())).await?;
    let mut said = values(was, note_of(tx, was)?);
    said.extend(own.values(&extra));
    tx.insert(contact_change::ActiveModel {
        municipality_id: Set(tx.municipality()),
        id: Set(id),
        contact_id: Set(was.id),
        at: Set(tx.now()),
        account_id: Set(tx.actor().account.ok_or(StoreError::NotFound)?),
        was_sealed: Set(tx.seal_json("contact_change", "was_sealed", id.0, &said)?),
    })
    .await
}

/// All that a contact said before, the newest first.
pub async fn history(tx: &Tx, id: ContactId) -> Result<Vec<Was>, StoreError> {
    let rows = tx.find::<contact_change::Entity>().filter(Column::ContactId.eq(id));
    let rows = rows.order_by_desc(Column::Id).all(tx.conn()).await?;
    let open = |row: contact_change::Model| {
        let values = tx.open_json("contact_change", "was_sealed", row.id.0, &row.was_sealed)?;
        Ok(Was { at: row.at, by: row.account_id, values })
    };
    rows.into_iter().map(open).collect()
}

/// Takes a contact out of lists and statistics, if it still has this version.
pub async fn cancel(tx: &mut Tx, row: &contact::Model, version: i32) -> Result<(), StoreError> {
    let change = contact::ActiveModel { cancelled_at: Set(Some(tx.now())), ..Default::default() };
    tx.update::<Entity>(row.id, version, change).await?;
    match row.person_id {
        Some(person) => {
            let kind = "contact-cancelled";
            tx.event(Event { kind, person: Some(person.0), ..Event::default() }).await
        }
        None => {
            tx.audit(Entry::write("contact-cancelled", row.id.0));
            Ok(())
        }
    }
}

/// Records that somebody was called back, if the contact still has this version.
pub async fn followed_up(
    tx: &mut Tx,
    row: &contact::Model,
    version: i32,
) -> Result<(), StoreError> {
    let change = contact::ActiveModel { followed_up_at: Set(Some(tx.now())), ..Default::default() };
    tx.update::<Entity>(row.id, version, change).await?;
    tx.audit(Entry::write("contact-followed-up", row.id.0).about(row.person_id.map(|id| id.0)));
    Ok(())
}
