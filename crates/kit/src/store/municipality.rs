//! The municipalities of this installation: the tenants.

use super::entity::{municipality, municipality_key};
use super::{Db, StoreError};
use crate::access::Actor;
use crate::crypto::KeyVersion;
use crate::types::MunicipalityId;
use sea_orm::{EntityTrait, QueryOrder, Set};
use std::sync::Arc;

/// A municipality as its pages show it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Municipality {
    /// Its id, first in every key.
    pub id: MunicipalityId,
    /// Its name in addresses: `ruse`.
    pub slug: String,
    /// Its code in the national classification: `RSE27`.
    pub code: String,
    /// `Община Русе`.
    pub name: String,
    /// `Municipality of Ruse`.
    pub name_en: String,
    /// Settings as JSON: publicity header, appeal instruction, contacts.
    pub settings: String,
    /// Version of the settings.
    pub version: i32,
}

/// What is needed to open a municipality.
#[derive(Clone, Debug)]
pub struct NewMunicipality {
    /// Its name in addresses.
    pub slug: String,
    /// Its code in the national classification.
    pub code: String,
    /// Name in Bulgarian.
    pub name: String,
    /// Name in English.
    pub name_en: String,
    /// Settings as JSON.
    pub settings: String,
}

impl From<municipality::Model> for Municipality {
    fn from(row: municipality::Model) -> Self {
        Municipality {
            id: row.id,
            slug: row.slug,
            code: row.code,
            name: row.name,
            name_en: row.name_en,
            settings: row.settings,
            version: row.version,
        }
    }
}

impl Db {
    /// The municipalities, by name. Read from memory.
    #[must_use]
    pub fn municipalities(&self) -> Vec<Arc<Municipality>> {
        self.inner().municipalities()
    }

    /// The municipality with this name in addresses.
    #[must_use]
    pub fn municipality(&self, slug: &str) -> Option<Arc<Municipality>> {
        self.inner().municipality(|m| m.slug == slug)
    }

    /// Reads the municipalities again and opens their keys; at start and after a change.
    ///
    /// # Errors
    /// When the database refuses or a key was wrapped with another root key.
    pub async fn reload_municipalities(&self) -> Result<(), StoreError> {
        let rows = municipality::Entity::find()
            .order_by_asc(municipality::Column::Name)
            .all(self.inner().reader())
            .await?;
        let mut list = Vec::new();
        for row in rows {
            let id = row.id;
            if self.keys().of(id.0).is_none() {
                self.reload_key(id).await?;
            }
            list.push(Arc::new(Municipality::from(row)));
        }
        self.inner().set_municipalities(list);
        Ok(())
    }

    /// Opens a municipality with a fresh key. Its name in addresses and code must be free.
    ///
    /// # Errors
    /// [`StoreError::Duplicate`] when they are not.
    pub async fn create_municipality(
        &self,
        new: NewMunicipality,
    ) -> Result<Arc<Municipality>, StoreError> {
        let inner = self.inner();
        let now = inner.clock.now();
        let id = MunicipalityId(inner.ids.next(now));
        let wrapped = inner.keys.wrap_new(id.0)?;
        let first = KeyVersion { version: 1, wrapped: wrapped.clone(), created_at: now };
        inner.keys.open(id.0, &[first], &[], now)?;
        let actor = Actor::system(id, "opening a municipality");
        let tx = self.write(&actor).await?;
        let row = municipality::ActiveModel {
            id: Set(id),
            slug: Set(new.slug),
            code: Set(new.code),
            name: Set(new.name),
            name_en: Set(new.name_en),
            settings: Set(new.settings),
            version: Set(1),
            created_at: Set(now),
        };
        municipality::Entity::insert(row).exec_without_returning(tx.conn()).await?;
        tx.insert(municipality_key::ActiveModel {
            municipality_id: Set(id),
            version: Set(1),
            wrapped: Set(wrapped),
            created_at: Set(now),
        })
        .await?;
        tx.commit().await?;
        self.reload_municipalities().await?;
        self.inner().municipality(|m| m.id == id).ok_or(StoreError::NotFound)
    }
}
