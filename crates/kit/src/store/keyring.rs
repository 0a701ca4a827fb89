//! The keys of municipalities as the database keeps them.
//!
//! A key begins to seal only after every process has had the time to read it, and a transaction
//! that sealed with a key that is gone meanwhile is not kept.

use super::conn::Conn;
use super::entity::{index_key, municipality_key};
use super::{Db, StoreError, Tx};
use crate::access::Actor;
use crate::crypto::{Index, KeyVersion, MunicipalityKey};
use crate::types::MunicipalityId;
use sea_orm::sea_query::LockType;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QuerySelect, Set};
use std::sync::Arc;

impl Db {
    /// Reads the keys of a municipality again.
    ///
    /// # Errors
    /// When the database does not answer or a key was wrapped with another root key.
    pub async fn reload_key(&self, id: MunicipalityId) -> Result<(), StoreError> {
        let conn = self.inner().begin_read(id).await?;
        let opened = self.read_key(&conn, id).await.map(drop);
        conn.end().await?;
        opened
    }

    /// The key for a transaction, read again when it may be old.
    pub(super) async fn key_for(
        &self,
        conn: &Conn,
        id: MunicipalityId,
    ) -> Result<Arc<MunicipalityKey>, StoreError> {
        let keys = self.keys();
        let known = keys.of(id.0).ok_or(StoreError::NotFound)?;
        if !keys.is_due(id.0, self.clock().now()) {
            return Ok(known);
        }
        match self.read_key(conn, id).await {
            // The municipality is being opened in this very transaction.
            Err(StoreError::NotFound) => Ok(known),
            read => read,
        }
    }

    async fn read_key(
        &self,
        conn: &Conn,
        id: MunicipalityId,
    ) -> Result<Arc<MunicipalityKey>, StoreError> {
        let now = self.clock().now();
        let rows = municipality_key::Entity::find()
            .filter(municipality_key::Column::MunicipalityId.eq(id))
            .all(conn)
            .await?;
        if rows.is_empty() {
            return Err(StoreError::NotFound);
        }
        let kept = index_key::Entity::find()
            .filter(index_key::Column::MunicipalityId.eq(id))
            .all(conn)
            .await?;
        let versions: Vec<KeyVersion> = rows.into_iter().map(version).collect();
        let indices: Vec<_> =
            kept.into_iter().map(|row| (Index::of(&row.tbl, &row.col), row.wrapped)).collect();
        Ok(self.keys().open(id.0, &versions, &indices, now)?)
    }

    /// Keeps the keys of the program's blind indices apart from the keys that seal, for each
    /// municipality that does not have them so yet.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn keep_indices(&self, indices: &[Index]) -> Result<(), StoreError> {
        for municipality in self.municipalities() {
            let tx = self.write(&Actor::system(municipality.id, "keys of indices")).await?;
            let kept = tx.keep_indices(indices).await?;
            match kept {
                true => tx.commit().await?,
                false => tx.rollback().await,
            }
            if kept {
                self.reload_key(municipality.id).await?;
            }
        }
        Ok(())
    }
}

fn version(row: municipality_key::Model) -> KeyVersion {
    let municipality_key::Model { version, wrapped, created_at, .. } = row;
    KeyVersion { version: version.unsigned_abs(), wrapped, created_at }
}

impl Tx {
    /// All versions of the municipality's key.
    ///
    /// # Errors
    /// When the database does not answer.
    pub(crate) async fn key_versions(&self) -> Result<Vec<KeyVersion>, StoreError> {
        let rows = self.find::<municipality_key::Entity>().all(self.conn()).await?;
        Ok(rows.into_iter().map(version).collect())
    }

    /// Keeps the keys of indices that are not kept. Says whether there were any.
    pub(crate) async fn keep_indices(&self, indices: &[Index]) -> Result<bool, StoreError> {
        let there = self.find::<index_key::Entity>().all(self.conn()).await?;
        let mut wrote = false;
        for index in indices {
            let is_kept = there.iter().any(|r| r.tbl == index.table() && r.col == index.column());
            if is_kept {
                continue;
            }
            let keys = &self.inner().keys;
            let Some(wrapped) = keys.wrap_index(self.municipality().0, index)? else {
                continue;
            };
            self.insert(index_key::ActiveModel {
                municipality_id: Set(self.municipality()),
                tbl: Set(index.table().to_owned()),
                col: Set(index.column().to_owned()),
                wrapped: Set(wrapped),
                created_at: Set(self.now()),
            })
            .await?;
            wrote = true;
        }
        Ok(wrote)
    }

    /// What this transaction sealed will open: its key version is still there, and stays until the
    /// transaction ends.
    pub(super) async fn key_stands(&self, key: &MunicipalityKey) -> Result<(), StoreError> {
        let own = i32::try_from(key.current()).unwrap_or(i32::MAX);
        // PostgreSQL holds whoever wants to destroy the key until this is saved; SQLite has one
        // writer, and knows no such lock.
        let there: Vec<i32> = self
            .find::<municipality_key::Entity>()
            .filter(municipality_key::Column::Version.gte(own))
            .select_only()
            .column(municipality_key::Column::Version)
            .lock(LockType::KeyShare)
            .into_tuple()
            .all(self.conn())
            .await?;
        if there.iter().any(|version| *version > own) {
            key.is_old();
        }
        if there.contains(&own) {
            return Ok(());
        }
        key.is_old();
        Err(StoreError::Unavailable("the key was destroyed meanwhile".to_owned()))
    }
}
