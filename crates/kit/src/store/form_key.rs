//! One-time keys of forms: a double click makes one thing.

use super::entity::form_key;
use super::{StoreError, Tx};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, Set};

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
        let before = self
            .find::<form_key::Entity>()
            .filter(form_key::Column::Id.eq(&id))
            .one(self.conn())
            .await?;
        if let Some(row) = before {
            return Err(StoreError::FormUsed(row.location));
        }
        let row = form_key::ActiveModel {
            municipality_id: Set(self.municipality()),
            id: Set(id),
            account_id: Set(self.actor().account),
            location: Set(location.to_owned()),
            at: Set(self.now()),
        };
        match form_key::Entity::insert(row).exec_without_returning(self.conn()).await {
            Ok(_) => Ok(()),
            Err(e) => match StoreError::from(e) {
                // PostgreSQL: the twin request is a moment ahead of us; its address is not
                // readable in this broken transaction.
                StoreError::Duplicate(_) => Err(StoreError::FormUsed(location.to_owned())),
                other => Err(other),
            },
        }
    }
}
