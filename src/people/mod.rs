//! People: one person once.
//!
//! Purpose: who the office works for — identifiers, names, addresses with history, contacts,
//! representatives — found whichever way the name is spelt; their timeline, notes and warnings.
//! Invariants: identifiers and protected addresses are kept sealed and found by blind index; a
//! person is never deleted here; each opening of a file is audited; who was merged into another is
//! not written to, and an old address leads on. A warning or a note is ended or replaced, never
//! deleted; a sheet for the citizen holds only events that have words for the citizen.
//! Tables owned: person, person_name, identifier, address, representative, duplicate_pair,
//! person_merge, person_merge_row, household, household_member, person_warning, person_note,
//! person_paper.

mod address;
mod address_pages;
mod api;
mod api_facts;
mod batch;
mod belonging;
mod bulk;
mod counted;
mod create;
mod duplicate;
mod duplicates_page;
mod edit_page;
mod export;
mod finder;
mod form;
mod head;
mod holding;
mod household;
mod identifier;
mod identifier_pages;
mod likely;
mod matching;
mod merge;
mod merge_api;
mod merge_fields;
mod merge_page;
mod moved;
mod new_page;
mod note;
mod note_pages;
mod once;
mod onward;
mod paper;
mod person_page;
pub mod phone;
mod place;
mod press;
mod relation_pages;
mod representative;
mod representative_pages;
pub mod scanned;
mod script;
mod search;
mod search_page;
mod sheet;
mod signing;
mod store;
mod task;
mod timeline_page;
mod verified;
mod warning;
mod warning_pages;

mod undo_page;

#[cfg(test)]
mod facts_tests;
#[cfg(test)]
mod matching_tests;
#[cfg(test)]
mod names_test;
#[cfg(test)]
mod tests;
#[cfg(test)]
mod tests_once;

pub use address::{Address, AddressKind, address_text, addresses, places_of, settlements_of};
pub use api::ApiDocument;
pub use batch::{packed, print_papers, zipped};
pub use belonging::{BELONGINGS, Belonging, Follows};
pub use bulk::{find_many, likely_many, remove_but, remove_untouched, renew_address, touched};
pub use counted::{Counted, Home, Whose, counted, ids_after};
pub use create::{NewPerson, SINCE_UNKNOWN, create, create_many};
pub use finder::{find_duplicates, pairs_found};
pub use head::{AskedHead, Head, Residence, ask_head, asked_head, emails, head, heads, residence};
pub use holding::{Holder, Holding, Told, holdings};
pub use household::live_together;
pub use identifier::{
    IdentifierKind, Masked, Opened, add_identifier, find_exact, identifier_masked,
    identifiers_masked, identifiers_opened, identifiers_opened_of, mask,
};
pub use moved::follow as follow_merged;
pub use note::{Note, add_note, notes};
pub use paper::{
    NewPaper, Paper, SHEETS, TEMPLATE as PAPER, add_paper, describe_paper, paper, paper_by_code,
    printed, verify_address,
};
pub use person_page::{Bar, age_on};
pub use place::{Pick, pick};
pub use press::{
    Keeps, Kept, ask as ask_print, ask_all as ask_prints, coded, print as print_kept,
    print_all as print_all_kept, printing,
};
pub use representative::{
    NewRepresentative, Representative, add_representative, representatives, spoken_for,
};
pub use search::{Found, Sought, found, search};
pub use search_page::encoded;
pub use signing::{Signing, signing, signing_words};
pub use store::IDENTIFIER;
pub use task::{Task, Wanted};
pub use verified::{Answered, Verified, Verifier};
pub use warning::{
    AskedWarnings, NewWarning, WARNINGS, Warning, add_warning, alarm_lines, alarms, ask_alarms,
    asked_alarms, warnings, warnings_now,
};

use crate::app::App;
use kit::jobs::{Schedule, Worker};
use kit::web::{Audit, Need, Routes};

kit::id! {
    /// A person.
    PersonId
}
kit::id! {
    /// Somebody who speaks for a person.
    RepresentativeId
}

kit::id! {
    /// A warning on a person.
    WarningId
}
kit::id! {
    /// A note on a person.
    NoteId
}
kit::id! {
    /// A paper about a person as a whole.
    PaperId
}

/// By which blind indices values are found here.
pub const INDICES: &[kit::crypto::Index] = &[IDENTIFIER];

/// May see people.
pub const READ: kit::access::Right = "people.read";
/// May enter and correct people.
pub const WRITE: kit::access::Right = "people.write";
/// May bring in many people from a spreadsheet, and take an import back.
pub const IMPORT: kit::access::Right = "people.import";
/// May take lists of people away as a file.
pub const EXPORT: kit::access::Right = "people.export";
/// May make one person of two, and two of one again.
pub const MERGE: kit::access::Right = "people.merge";
/// May see protected addresses.
pub const PROTECTED: kit::access::Right = "people.protected";

/// May read and write the private notes of the office.
pub const PRIVATE: kit::access::Right = "people.private";

/// Languages to speak with a person in, most frequent first; the name has the key
/// `people-language-<code>`.
pub const LANGUAGES: [&str; 9] = ["bg", "tr", "rom", "uk", "ru", "en", "ar", "hy", "other"];

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

/// How somebody is close to a person without speaking for them; the name has the key
/// `people-ground-<code>`. A helper is named by the citizen, within limits and until a day.
pub const CLOSE: [&str; 6] = ["spouse", "child", "sibling", "relative", "carer", "helper"];

/// The words of these pages.
pub const TEXTS: ui::Bundle =
    ui::Bundle { name: "people", bg: include_str!("bg.ftl"), en: include_str!("en.ftl") };

/// The pages.
#[must_use]
pub fn routes() -> Routes<App> {
    let (read, write) = (Need::Right(READ), Need::Right(WRITE));
    Routes::new("people", "people: чл. 73, 75 ЗСУ")
        .get("/people", read, Audit::Row, search_page::page)
        .post("/people/search", read, Audit::Row, search_page::sought)
        .get("/people/new", write, Audit::Row, new_page::page)
        .post("/people/new", write, Audit::Row, new_page::save)
        .get("/people/export", Need::Right(EXPORT), Audit::Row, export::page)
        .post("/people/export", Need::Right(EXPORT), Audit::Row, export::file)
        .post("/people/new/likely", write, Audit::Row, likely::page)
        .get("/people/places", read, Audit::None, place::choices)
        .get("/people/{id}", read, Audit::Row, person_page::page)
        .get("/people/{id}/timeline", read, Audit::Row, timeline_page::page)
        .get("/people/{id}/print", read, Audit::Row, sheet::page)
        .post("/people/{id}/print", read, Audit::Row, sheet::print)
        .get("/people/{id}/papers/{paper}", read, Audit::Row, paper::download)
        .get("/people/{id}/warnings", read, Audit::Row, warning_pages::page)
        .get("/people/{id}/warnings/new", write, Audit::Row, warning_pages::new_page)
        .post("/people/{id}/warnings/new", write, Audit::Row, warning_pages::add)
        .get("/people/{id}/warnings/{warning}/end", write, Audit::Row, warning_pages::end_page)
        .post("/people/{id}/warnings/{warning}/end", write, Audit::Row, warning_pages::end)
        .get("/people/{id}/notes", read, Audit::Row, note_pages::page)
        .post("/people/{id}/notes", write, Audit::Row, note_pages::add)
        .get("/people/{id}/notes/{note}", write, Audit::Row, note_pages::correct_page)
        .post("/people/{id}/notes/{note}", write, Audit::Row, note_pages::correct)
        .get("/people/{id}/edit", write, Audit::Row, edit_page::page)
        .post("/people/{id}/edit", write, Audit::Row, edit_page::save)
        .get("/people/{id}/identifiers/open", read, Audit::Row, identifier_pages::ask)
        .post("/people/{id}/identifiers/open", read, Audit::Row, identifier_pages::open)
        .get("/people/{id}/identifiers/new", write, Audit::Row, identifier_pages::page)
        .post("/people/{id}/identifiers/new", write, Audit::Row, identifier_pages::save)
        .get("/people/{id}/addresses/new", write, Audit::Row, address_pages::page)
        .post("/people/{id}/addresses/new", write, Audit::Row, address_pages::save)
        .get("/people/{id}/addresses/{address}", write, Audit::Row, address_pages::correct_page)
        .post("/people/{id}/addresses/{address}", write, Audit::Row, address_pages::correct)
        .merge(close_routes())
        .merge(once_routes())
        .get("/api/people", read, Audit::Row, api::list)
        .post("/api/people", write, Audit::Row, api::enter)
        .post("/api/people/search", read, Audit::Row, api::search)
        .get("/api/people/{id}", read, Audit::Row, api::person)
        .get("/api/people/{id}/timeline", read, Audit::Row, api_facts::timeline)
        .get("/api/people/{id}/warnings", read, Audit::Row, api_facts::warnings)
        .get("/api/people/{id}/notes", read, Audit::Row, api_facts::notes)
        .post("/api/people/{id}/notes", write, Audit::Row, api_facts::add_note)
}

/// Who stands near a person: representatives, relatives, the household.
fn close_routes() -> Routes<App> {
    let (read, write) = (Need::Right(READ), Need::Right(WRITE));
    Routes::new("people", "people: чл. 73, 75 ЗСУ")
        .get("/people/{id}/representatives/new", write, Audit::Row, representative_pages::page)
        .post("/people/{id}/representatives/new", write, Audit::Row, representative_pages::save)
        .get(
            "/people/{id}/representatives/{representative}/end",
            write,
            Audit::Row,
            representative_pages::end_page,
        )
        .post(
            "/people/{id}/representatives/{representative}/end",
            write,
            Audit::Row,
            representative_pages::end,
        )
        .get(
            "/people/{id}/representatives/{representative}/correct",
            write,
            Audit::Row,
            relation_pages::page,
        )
        .post(
            "/people/{id}/representatives/{representative}/correct",
            write,
            Audit::Row,
            relation_pages::save,
        )
        .get("/people/{id}/household", read, Audit::Row, household::page)
        .get("/people/{id}/household/{other}", write, Audit::Row, household::join_page)
        .post("/people/{id}/household/{other}", write, Audit::Row, household::join)
        .get("/people/{id}/household/{other}/leave", write, Audit::Row, household::leave_page)
        .post("/people/{id}/household/{other}/leave", write, Audit::Row, household::leave)
}

/// One person once: likely pairs, merging, undoing.
fn once_routes() -> Routes<App> {
    let merge = Need::Right(MERGE);
    Routes::new("people", "people: чл. 73, 75 ЗСУ")
        .get("/people/duplicates", merge, Audit::Row, duplicates_page::page)
        .get("/people/{id}/merge/{other}", merge, Audit::Row, merge_page::page)
        .post("/people/{id}/merge/{other}", merge, Audit::Row, merge_page::save)
        .post("/people/{id}/merge/{other}/dismiss", merge, Audit::Row, merge_page::dismiss)
        .get("/people/{id}/merges/{merge}", merge, Audit::Row, undo_page::page)
        .post("/people/{id}/merges/{merge}", merge, Audit::Row, undo_page::save)
        .get("/api/people/duplicates", merge, Audit::Row, duplicates_page::api)
        .post("/api/people/{id}/merge/{other}", merge, Audit::Row, merge_api::merge)
        .post("/api/people/{id}/merges/{merge}/undo", merge, Audit::Row, merge_api::undo)
}

/// The jobs: papers about people are printed, and by night likely pairs are looked for.
#[must_use]
pub fn jobs(app: &App, worker: Worker) -> Worker {
    printing::<store::facts::person_paper::Entity>(app, worker)
        .on(finder::NIGHTLY, finder::nightly(app))
        .every(Schedule { kind: finder::NIGHTLY, cron: "40 1 * * *" })
}

/// The entities of this capability's tables, to be compared with the migrated ones.
#[must_use]
pub fn entities() -> Vec<(String, kit::store::Columns)> {
    store::entities()
}
