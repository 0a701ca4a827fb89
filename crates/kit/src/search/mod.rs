//! Finding people by name, however it is spelt.
//!
//! Purpose: misspelt, in Cyrillic or Latin letters, in any order, in part, while typing. Exact
//! identifiers do not come here: they go by blind index in the database.
//!
//! Invariants: the index is derived and holds nothing that the database does not; it lives in
//! memory only and is never written to disk; one per municipality, and a search sees only the one
//! it was given. A hit is a candidate: who asks must still load the person through a `Tx`, which
//! refuses what the actor may not see and writes the audit row.
//!
//! `fold` is the key on which both scripts meet, `plain` the text to filter and sort by, `latin` the
//! official transliteration.

mod fold;
mod index;
mod latin;
mod query;
mod registry;
mod short;
mod similar;
mod words;

#[cfg(test)]
mod sample;
#[cfg(test)]
mod tests;

pub use fold::{fold, plain};
pub use index::{Entry, Hit, NameIndex};
pub use latin::latin;
pub use registry::{Cursor, Looked, Search};
pub use short::{full_of, is_short_for};
pub use similar::slips_between;
