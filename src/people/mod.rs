//! People: one person once.
//!
//! Purpose: who the office works for — identifiers, names, addresses with history, contacts,
//! representatives — found whichever way the name is spelt, and their timeline.
//! Invariants: identifiers and protected addresses are kept sealed and found by blind index; a
//! person is never deleted here; each opening of a file is audited.
//! Tables owned: person, person_name, identifier, address, representative.

mod head;
mod store;

pub use head::{Head, Residence, head, heads, residence};

use crate::app::App;
use kit::web::Routes;

kit::id! {
    /// A person.
    PersonId
}

/// May see people.
pub const READ: kit::access::Right = "people.read";
/// May enter and correct people.
pub const WRITE: kit::access::Right = "people.write";
/// May see protected addresses.
pub const PROTECTED: kit::access::Right = "people.protected";

/// The words of these pages.
pub const TEXTS: ui::Bundle =
    ui::Bundle { name: "people", bg: include_str!("bg.ftl"), en: include_str!("en.ftl") };

/// The pages.
#[must_use]
pub fn routes() -> Routes<App> {
    Routes::new("people", "people: чл. 73, 75 ЗСУ")
}
