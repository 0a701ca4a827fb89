//! For which point of the annex a service of the directory counts: said by somebody, or as its access,
//! kind and funding propose.

use super::NeedServiceId;
use super::formula::{funding, sets};
use super::store::need_service::{ActiveModel, Column, Entity, Model};
use crate::services::ServiceId;
use kit::audit::Entry;
use kit::store::{StoreError, Tx};
use sea_orm::{ColumnTrait, IntoActiveModel, QueryFilter, Set};

/// What of a service decides, where nobody said anything.
#[derive(Clone, Copy, Debug)]
pub struct Assigned<'a> {
    /// Its access.
    pub access: &'a str,
    /// Its kind by чл. 15 ЗСУ.
    pub kind: u8,
    /// Who pays.
    pub funding: &'a str,
}

/// The point for which a service counts where nobody said otherwise; `None` where several could be.
#[must_use]
pub fn proposed(of: Assigned<'_>) -> Option<u8> {
    if !funding().iter().any(|known| known == of.funding) {
        return None;
    }
    let fits = |set: &&super::formula::Set| {
        set.access == of.access && set.kind.is_none_or(|kind| kind == of.kind)
    };
    sets().iter().find(fits).map(|set| set.no)
}

/// What was said of services.
///
/// # Errors
/// When the database does not answer.
pub async fn rows(tx: &Tx) -> Result<Vec<Model>, StoreError> {
    Ok(tx.find::<Entity>().all(tx.conn()).await?)
}

/// What was said of one service.
///
/// # Errors
/// When the database does not answer.
pub async fn row(tx: &Tx, service: ServiceId) -> Result<Option<Model>, StoreError> {
    let row = tx.find::<Entity>().filter(Column::ServiceId.eq(service));
    Ok(row.one(tx.conn()).await?)
}

/// Says for which point a service counts; 0 for none.
///
/// # Errors
/// [`StoreError::Conflict`] when somebody saved meanwhile.
pub async fn put(
    tx: &mut Tx,
    service: ServiceId,
    (no, version): (u8, i32),
) -> Result<(), StoreError> {
    let set_no = i32::from(no);
    let id = match row(tx, service).await? {
        Some(old) => {
            let active = ActiveModel {
                set_no: Set(set_no),
                made_at: Set(tx.now()),
                account_name: Set(tx.actor().name.to_string()),
                ..Default::default()
            };
            tx.update::<Entity>(old.id, version, active).await?;
            old.id
        }
        None => {
            let id = NeedServiceId(tx.new_id());
            let row = Model {
                municipality_id: tx.municipality(),
                id,
                service_id: service,
                set_no,
                made_at: tx.now(),
                account_name: tx.actor().name.to_string(),
                version: 1,
            };
            tx.insert(row.into_active_model()).await?;
            id
        }
    };
    tx.audit(Entry::write("need-service", id.0));
    Ok(())
}
