//! Changing the key of a municipality while people work.
//!
//! A change is four steps: [`rotate`] makes a new version, which begins to seal when every process
//! has had the time to learn of it; [`Resealing`] seals every older value with it, row by row, and
//! never over a newer value; [`status`] counts what each version still seals; [`retire`] destroys
//! the old versions after proof that they seal nothing. Each step may be killed and begun again.
//! Tables owned: key_progress. Sealed columns are told by the schema: their name is `sealed` or
//! ends with `_sealed`, and their row is known by its `id`.

mod reseal;
mod retire;
mod status;

pub use reseal::{Resealing, Step};
pub use retire::{RetireError, retire};
pub use status::{Count, Progress, progress, status};

use crate::audit::Entry;
use crate::crypto::Index;
use crate::store::entity::municipality_key;
use crate::store::{Columns, StoreError, Tx};
use sea_orm::Set;

/// The job that seals anew.
pub const JOB: &str = "keys-reseal";

/// A column whose values are sealed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Sealed {
    /// Its table.
    pub table: &'static str,
    /// Its name.
    pub column: &'static str,
}

impl Sealed {
    /// Whether a column of this name is sealed.
    #[must_use]
    pub fn is(column: &str) -> bool {
        column == "sealed" || column.ends_with("_sealed")
    }

    /// The sealed columns among those of all tables, as the entities declare them.
    #[must_use]
    pub fn among<'a>(tables: impl IntoIterator<Item = (&'a String, &'a Columns)>) -> Vec<Sealed> {
        let mut found = Vec::new();
        for (table, columns) in tables {
            for column in columns.keys().filter(|name| Sealed::is(name)) {
                // Names that were read live as long as the program; they are few.
                let place = Index::of(table, column);
                found.push(Sealed { table: place.table(), column: place.column() });
            }
        }
        found
    }
}

#[expect(missing_docs, reason = "columns; keys.sql tells their meaning")]
pub mod entity {
    pub mod key_progress {
        use crate::types::{Instant, MunicipalityId};
        use sea_orm::entity::prelude::*;

        #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
        #[sea_orm(table_name = "key_progress")]
        pub struct Model {
            #[sea_orm(primary_key, auto_increment = false)]
            pub municipality_id: MunicipalityId,
            #[sea_orm(primary_key, auto_increment = false)]
            pub version: i32,
            #[sea_orm(primary_key, auto_increment = false)]
            pub tbl: String,
            #[sea_orm(primary_key, auto_increment = false)]
            pub col: String,
            pub total: i64,
            pub resealed: i64,
            pub last_id: i64,
            pub done_at: Option<Instant>,
        }
        #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
        pub enum Relation {}
        impl ActiveModelBehavior for ActiveModel {}
    }
    crate::owned!(key_progress);
}

/// Makes a new version of the municipality's key and asks for the sealing anew. Answers with the
/// version. It seals ten seconds after it is saved, when all processes know it.
///
/// # Errors
/// [`StoreError::Duplicate`] when another did the same at this moment.
pub async fn rotate(tx: &mut Tx, indices: &[Index]) -> Result<u32, StoreError> {
    tx.keep_indices(indices).await?;
    let newest = tx.key_versions().await?.iter().map(|row| row.version).max().unwrap_or_default();
    let version = newest + 1;
    let id = tx.municipality();
    let wrapped = tx.inner().keys.wrap_new(id.0)?;
    tx.insert(municipality_key::ActiveModel {
        municipality_id: Set(id),
        version: Set(i32::try_from(version).unwrap_or(i32::MAX)),
        wrapped: Set(wrapped),
        created_at: Set(tx.now()),
    })
    .await?;
    let at = tx.now().plus_ms(crate::crypto::ANNOUNCED_MS);
    ask(tx, at).await?;
    tx.audit(Entry::new("key-rotated", "municipality_key", &version.to_string()));
    Ok(version)
}

/// Asks for the sealing anew, from a moment on.
async fn ask(tx: &Tx, at: crate::types::Instant) -> Result<(), StoreError> {
    crate::jobs::enqueue(tx, JOB, None, &serde_json::Value::Null, at).await
}
