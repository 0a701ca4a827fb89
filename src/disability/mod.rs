//! Disability and needs: what the office must know of decisions made elsewhere, and until when.
//!
//! Purpose: decisions of the expert bodies (ТЕЛК, НЕЛК), individual assessments and directives of
//! ЗХУ with number, day, term, degree and чужда помощ; who must be reminded that one ends; proof
//! that a new one was asked for in time, so that the old one holds (чл. 26, ал. 7 ЗХУ).
//! Invariants: the need is kept, the diagnosis is not — there is no field for it, and free text
//! that holds a code of one is refused; numbers, degrees and texts are sealed; nothing is
//! overwritten, a new version says why it was made; terms come from the law.
//! Tables owned: disability_fact, disability_scan.

mod alert;
mod api;
mod entry;
mod fact;
mod filed;
mod holding;
mod list;
mod load;
mod page;
mod scan;
mod state;
mod store;

#[cfg(test)]
mod tests;

use crate::app::App;
use crate::people::Belonging;
use kit::jobs::{Schedule, Worker};
use kit::web::{Audit, Need, Routes};

pub use api::ApiDocument;
pub use fact::{Fact, Facts, KINDS};
pub use holding::holdings;
pub use load::{
    BROUGHT, Determined, NewFact, add, bring, determined, file, of_person, take_back, tasks,
    waiting, worked_with,
};

kit::id! {
    /// A decision, assessment or directive, in one version.
    FactId
}
kit::id! {
    /// A scan of a proof.
    ScanId
}

/// May see what is known of disability and need.
pub const READ: kit::access::Right = "disability.read";
/// May enter it.
pub const WRITE: kit::access::Right = "disability.write";

/// The kind of the nightly job.
const ALERTS: &str = "disability-alerts";

/// The words of these pages.
pub const TEXTS: ui::Bundle =
    ui::Bundle { name: "disability", bg: include_str!("bg.ftl"), en: include_str!("en.ftl") };

/// The pages.
#[must_use]
pub fn routes() -> Routes<App> {
    let (read, write, row) = (Need::Right(READ), Need::Right(WRITE), Audit::Row);
    Routes::new("disability", "disability: чл. 20–26 ЗХУ; чл. 8, 12 ЗЛП")
        .get("/disability", read, row, list::page)
        .get("/disability/list.csv", read, row, list::csv)
        .get("/people/{id}/disability", read, row, page::page)
        .get("/people/{id}/disability/new", write, row, entry::form)
        .post("/people/{id}/disability/new", write, row, entry::save)
        .get("/people/{id}/disability/{fact}/filed", write, row, filed::form)
        .post("/people/{id}/disability/{fact}/filed", write, row, filed::save)
        .get("/people/{id}/disability/{fact}/scan", write, row, scan::form)
        .post("/people/{id}/disability/{fact}/scan", write, row, scan::upload)
        .get("/people/{id}/disability-scans/{scan}", read, row, scan::download)
        .get("/api/disability", read, row, api::list)
        .get("/api/people/{id}/disability", read, row, api::person)
}

/// The job: by night it is noted whose decisions end soon.
#[must_use]
pub fn jobs(app: &App, worker: Worker) -> Worker {
    worker.on(ALERTS, alert::nightly(app)).every(Schedule { kind: ALERTS, cron: "20 0 * * *" })
}

/// What here belongs to a person, and moves with them.
pub const BELONGINGS: &[Belonging] =
    &[Belonging::new("disability_fact", "person_id", "disability-belonging-fact")];

/// The entities of this capability's tables, to be compared with the migrated ones.
#[must_use]
pub fn entities() -> Vec<(String, kit::store::Columns)> {
    store::entities()
}
