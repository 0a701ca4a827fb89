//! Assistants (списък на кандидатите за асистенти): who may be chosen for personal assistance.
//!
//! Purpose: applications of candidates in the official form, their papers, interview and decision in
//! time; the current list with experience, settlement and free hours (чл. 25–26 ЗЛП; чл. 6 Наредба
//! № РД-07-7). Invariants: nobody is entered with a ban, without a paper of the law or without an
//! interview; nobody is deleted, who is taken off stays with the reason; declarations, service and
//! accounts at a bank are sealed. Tables owned: assistant, assistant_step.

mod api;
mod before;
mod candidate;
mod change;
mod decide;
mod entry;
mod frame;
mod holding;
mod interview;
mod list;
mod load;
mod official;
mod page;
mod paper;
mod store;
mod tasks;
mod words;

#[cfg(test)]
mod tests;

pub use api::ApiDocument;
pub use before::{BROUGHT, Before, bring, take_back, worked_with};
pub use candidate::{CAME, Candidate, Lack, PAPERS, STATUSES, Service, State};
pub use change::{
    NewCandidate, apply, change, enter, hours_taken, interview, lacks, refuse, remove,
};
pub use holding::holdings;
pub use interview::{Interview, MOST, SCORES};
pub use load::{
    Assistant, Step, all, all_of, assistant, assistants_in, ids_of, of_person, people_in, steps,
};
pub use official::{LINE, Values};
pub use paper::{Press, blank as blank_form, who, yes};
pub use tasks::tasks;
pub use words::amount;

use crate::app::App;
use crate::people::Belonging;
use kit::web::{Audit, Need, Routes};

kit::id! {
    /// A candidate, or who was one.
    AssistantId
}
kit::id! {
    /// Something done with a candidate.
    AssistantStepId
}

/// May see the list of candidates.
pub const READ: kit::access::Right = "assistants.read";
/// May enter applications, interviews and decisions.
pub const WRITE: kit::access::Right = "assistants.write";

/// Where a new application is entered, below the municipality.
pub const LIST_NEW: &str = "/assistants/new";

/// The pages.
#[must_use]
pub fn routes() -> Routes<App> {
    let (read, write, row) = (Need::Right(READ), Need::Right(WRITE), Audit::Row);
    Routes::new("assistants", "assistants: чл. 25, 26 ЗЛП; чл. 6 Наредба № РД-07-7")
        .get("/assistants", read, row, list::page)
        .get("/assistants/list.csv", read, row, list::csv)
        .get("/assistants/list.pdf", read, row, list::print)
        .get("/assistants/form.pdf", read, Audit::None, page::blank)
        .get("/assistants/new", write, row, entry::form)
        .post("/assistants/new", write, row, entry::save)
        .get("/assistants/{assistant}", read, row, page::page)
        .get("/assistants/{assistant}/change", write, row, entry::change_form)
        .post("/assistants/{assistant}/change", write, row, entry::change_save)
        .get("/assistants/{assistant}/do/{what}", write, row, decide::form)
        .post("/assistants/{assistant}/do/{what}", write, row, decide::save)
        .get("/api/assistants", read, row, api::list)
        .get("/api/assistants/{assistant}", read, row, api::one)
        .post("/api/assistants/{assistant}/enter", write, row, api::enter)
}

/// The words of these pages.
pub const TEXTS: ui::Bundle =
    ui::Bundle { name: "assistants", bg: include_str!("bg.ftl"), en: include_str!("en.ftl") };

/// What here belongs to a person, and moves with them.
pub const BELONGINGS: &[Belonging] =
    &[Belonging::new("assistant", "person_id", "assistants-belonging")];

/// The entities of this capability's tables, to be compared with the migrated ones.
#[must_use]
pub fn entities() -> Vec<(String, kit::store::Columns)> {
    store::entities()
}
