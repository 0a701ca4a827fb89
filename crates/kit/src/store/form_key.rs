//! One-time keys of forms: a double click makes one thing.

use super::entity::form_key;
use super::{StoreError, Tx};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, Set, TryInsertResult};

/// The key that a page put into its form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FormKey(pub String);

impl FormKey {
    /// A fresh key.
    #[must_use]
    pub fn fresh() -> FormKey {
        FormKey(crate::crypto::token())
    }
}

impl Tx {
    /// Uses up a form's key and notes where its result will stand.
    ///
    /// # Errors
    /// [`StoreError::FormUsed`] with the first result's address when the form was sent before.
    pub async fn use_form(&self, key: &FormKey, location: &str) -> Result<(), StoreError> {
        let id = crate::crypto::fingerprint(&key.0);
        let row = form_key::ActiveModel {
            municipality_id: Set(self.municipality()),
            id: Set(id.clone()),
            account_id: Set(self.actor().account),
            location: Set(location.to_owned()),
            at: Set(self.now()),
        };
        use form_key::Column;
        let taken = form_key::Entity::insert(row)
            .on_conflict_do_nothing_on([Column::MunicipalityId, Column::Id])
            .exec_without_returning(self.conn())
            .await?;
        if matches!(taken, TryInsertResult::Inserted(1..)) {
            return Ok(());
        }
        // On PostgreSQL a twin request may have ended while this one waited; its row is readable now.
        let first = self.find::<form_key::Entity>().filter(Column::Id.eq(&id)).one(self.conn());
        let first = first.await?.ok_or(StoreError::NotFound)?;
        Err(StoreError::FormUsed(first.location))
    }
}
