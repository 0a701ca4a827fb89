//! The database: one query text for SQLite and PostgreSQL.
//!
//! Invariants: no query without an [`Actor`](crate::access::Actor); a [`Tx`] carries its
//! municipality; on SQLite there is one writer, whose concurrent transactions are savepoints of
//! one batch that shares a commit; on PostgreSQL row-level security is the second wall.
//! Tables owned: municipality, municipality_key, index_key, register_counter, form_key, event,
//! change, draft.

mod batch;
mod columns;
mod conn;
mod db;
mod engine;
pub mod entity;
mod error;
mod form_key;
mod json;
mod keyring;
mod migrate;
mod municipality;
mod number;
mod reader;
mod standing;
mod timeline;
mod tx;
mod wire;

pub use columns::{Columns, columns, entities};
pub use conn::{Answers, Asked, Conn, Questions, is_found};
pub(crate) use db::Inner;
pub use db::{Db, DbOptions};
pub use engine::Target;
pub use error::StoreError;
pub use form_key::FormKey;
pub use migrate::{Index, SqlMigration, indices, secure};
pub use municipality::{Municipality, NewMunicipality};
pub use standing::Standing;
pub use timeline::{AskedTimeline, Happened, Timeline};
pub use tx::{Event, Owned, Tx, Versioned};

/// The tables of kit itself: the first migration of every list.
pub const SCHEMA: &str = include_str!("schema.sql");
/// Kit's tables for keys that change and for the tree over the audit.
pub const SCHEMA_KEYS: &str = include_str!("keys.sql");
/// What SQLite needs besides: rows of the audit cannot be changed or deleted.
pub const APPEND_ONLY: &[&str] = &["audit", "audit_seal", "audit_checkpoint", "audit_tree_head"];
