//! Who did what, when, to whose data and why — and whether anybody changed that record.
//!
//! A row is written in the transaction of the action, or, for reading, is durable before the
//! answer leaves. A background job seals the rows of a municipality into a hash chain and signs
//! its head; the signed heads also leave the database. [`verify`] points at the first bad row.
//! Tables owned: audit, audit_seal, audit_checkpoint.

mod chain;
pub mod entity;
mod entry;
mod sink;
mod verify;
mod view;

pub use chain::{Checkpoint, seal};
pub use entry::Entry;
pub use verify::{Finding, Verified, verify};
pub use view::{Wanted, events_of, find, subject_of};

pub(crate) use entity::audit::Model as Row;
pub(crate) use entry::{rows, statements};
pub(crate) use sink::{Sink, keep_writing};
