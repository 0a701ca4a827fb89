//! Who did what, when, to whose data and why — and whether anybody changed that record.
//!
//! A row is written in the transaction of the action, or, for reading, is durable before the
//! answer leaves. A background job seals the rows of a municipality into a hash chain and signs
//! its head; the signed heads also leave the database. [`verify`] points at the first bad row.
//! Over the chain stands a Merkle tree (RFC 6962) with signed heads of its own: by it [`prove_row`]
//! shows that a row is in the audit and [`prove_growth`] that nothing before was changed, to anybody
//! who has the public key. Tables owned: audit, audit_seal, audit_checkpoint, audit_tree_head.

mod chain;
pub mod entity;
mod entry;
mod head;
mod prove;
mod sink;
pub mod tree;
mod verify;
mod view;

pub use chain::{Checkpoint, seal};
pub use entry::{Entry, SUBJECT};
pub use head::{TreeHead, tree_head, verifier};
pub use prove::{CheckError, Proof, Shown, check, prove_growth, prove_row};
pub use verify::{Finding, Verified, verify};
pub use view::{Wanted, events_of, find, subject_of};

pub(crate) use entity::audit::Model as Row;
pub(crate) use entry::{rows, statements};
pub(crate) use sink::{Sink, keep_writing};
