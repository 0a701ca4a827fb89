//! The register of decisions (регистър на решенията): what was decided, followed to its end.
//!
//! Purpose: decisions of the council on social services, of the municipal council, of the mayor and
//! those that follow from checks, each with who answers for it, until when, what was done, what shows
//! it and whether the public may read it. Invariants: a number stands once for a body and year; what
//! was written is never lost, a correction keeps what stood before; late is computed, not stored; a
//! decision entered by mistake is withdrawn with a reason and counts nowhere.
//! Tables owned: decision_record, decision_entry, decision_evidence, decision_paper.

mod api;
mod content;
mod course;
mod door;
mod fill;
mod form;
mod frame;
mod list;
mod load;
mod page;
mod paper;
mod progress;
mod public;
mod register;
mod store;
mod table;
mod tasks;

#[cfg(test)]
mod tests;

pub use api::ApiDocument;
pub use door::{DecisionName, NewDecision, counts, enter, is_taken, of_origin, withdraw};
pub use fill::{Asked, fill, is_filled};
pub use paper::by_code;
pub use tasks::tasks;

use crate::app::App;
use crate::people::printing;
use kit::jobs::Worker;
use kit::web::{Audit, Need, Routes};

kit::id! {
    /// A decision.
    DecisionId
}
kit::id! {
    /// What happened to a decision.
    EntryId
}
kit::id! {
    /// What shows that a decision was carried out.
    EvidenceId
}
kit::id! {
    /// An extract of the register.
    DecisionPaperId
}

/// May see the register.
pub const READ: kit::access::Right = "decisions.read";
/// May enter decisions and note what was done.
pub const WRITE: kit::access::Right = "decisions.write";

/// The words of these pages.
pub const TEXTS: ui::Bundle =
    ui::Bundle { name: "decisions", bg: include_str!("bg.ftl"), en: include_str!("en.ftl") };

/// The pages, and the same as JSON.
#[must_use]
pub fn routes() -> Routes<App> {
    let (read, write, row) = (Need::Right(READ), Need::Right(WRITE), Audit::Row);
    Routes::new("decisions", "decisions: чл. 25, 27 ЗСУ")
        .get("/decisions", read, row, list::page)
        .get("/decisions/file", read, row, list::file)
        .get("/decisions/new", write, Audit::None, form::new_form)
        .post("/decisions/new", write, row, form::new_save)
        .get("/decisions/public", Need::Public, Audit::None, public::page)
        .get("/decisions/public.csv", Need::Public, Audit::None, public::csv)
        .get("/decisions/paper", write, row, paper::form)
        .post("/decisions/paper", write, row, paper::make)
        .get("/decisions/extracts/{id}", read, row, paper::file)
        .get("/decisions/evidence/{id}", read, row, progress::download)
        .get("/decisions/{id}", read, row, page::page)
        .get("/decisions/{id}/edit", write, row, form::edit_form)
        .post("/decisions/{id}/edit", write, row, form::edit_save)
        .get("/decisions/{id}/progress", write, row, progress::form)
        .post("/decisions/{id}/progress", write, row, progress::save)
        .get("/decisions/{id}/show", write, row, progress::evidence_form)
        .post("/decisions/{id}/show", write, row, progress::evidence_save)
        .get("/decisions/{id}/withdraw", write, row, progress::withdraw_form)
        .post("/decisions/{id}/withdraw", write, row, progress::withdraw_save)
        .get("/api/decisions", read, row, api::decisions)
        .post("/api/decisions", write, row, api::enter)
        .get("/api/decisions/{id}", read, row, api::decision)
        .post("/api/decisions/{id}/progress", write, row, api::progress)
}

/// The job: extracts are printed.
#[must_use]
pub fn jobs(app: &App, worker: Worker) -> Worker {
    printing::<store::decision_paper::Entity>(app, worker)
}

/// The entities of this capability's tables, to be compared with the migrated ones.
#[must_use]
pub fn entities() -> Vec<(String, kit::store::Columns)> {
    store::entities()
}
