//! People: one person once.
//!
//! Purpose: who the office works for — identifiers, names, addresses with history, contacts,
//! representatives — found whichever way the name is spelt, and their timeline.
//! Invariants: identifiers and protected addresses are kept sealed and found by blind index; a
//! person is never deleted here; each opening of a file is audited.
//! Tables owned: person, person_name, identifier, address, representative.

mod create;
mod head;
mod identifier;
pub mod phone;
mod store;

pub use create::{NewPerson, SINCE_UNKNOWN, create, create_many};
pub use head::{Head, Residence, head, heads, residence};
pub use identifier::{
    IdentifierKind, Masked, Opened, add_identifier, find_exact, identifier_masked,
    identifiers_masked, identifiers_opened, mask,
};

use crate::app::App;
use kit::web::Routes;

kit::id! {
    /// A person.
    PersonId
}
kit::id! {
    /// Somebody who speaks for a person.
    RepresentativeId
}

/// May see people.
pub const READ: kit::access::Right = "people.read";
/// May enter and correct people.
pub const WRITE: kit::access::Right = "people.write";
/// May see protected addresses.
pub const PROTECTED: kit::access::Right = "people.protected";

/// Languages to speak with a person in, most frequent first; the name has the key
/// `people-language-<code>`.
pub const LANGUAGES: [&str; 9] = ["bg", "tr", "rom", "uk", "ru", "en", "ar", "fa", "other"];

/// What a person may need to be served; the name has the key `people-need-<code>`.
pub const NEEDS: [&str; 10] = [
    "step_free",
    "home_visit",
    "large_print",
    "read_aloud",
    "easy_read",
    "sign_language",
    "hearing_loop",
    "braille",
    "interpreter",
    "companion",
];

/// On what grounds somebody speaks for a person; the name has the key `people-ground-<code>`.
pub const GROUNDS: [&str; 9] = [
    "parent",
    "parent_consent",
    "adoptive_parent",
    "guardian",
    "curator",
    "entrusted_carer",
    "attorney",
    "lawyer",
    "companion",
];

/// The two addresses that the law tells apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum AddressKind {
    /// Permanent (постоянен адрес).
    Permanent,
    /// Present (настоящ адрес): it decides who is competent.
    Present,
}

impl AddressKind {
    /// As the database and forms write it.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            AddressKind::Permanent => "permanent",
            AddressKind::Present => "present",
        }
    }

    /// The kind with this code.
    #[must_use]
    pub fn from_code(code: &str) -> Option<AddressKind> {
        [AddressKind::Permanent, AddressKind::Present].into_iter().find(|kind| kind.code() == code)
    }
}

/// The words of these pages.
pub const TEXTS: ui::Bundle =
    ui::Bundle { name: "people", bg: include_str!("bg.ftl"), en: include_str!("en.ftl") };

/// The pages.
#[must_use]
pub fn routes() -> Routes<App> {
    Routes::new("people", "people: чл. 73, 75 ЗСУ")
}
