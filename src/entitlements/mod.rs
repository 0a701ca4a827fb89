//! "What am I entitled to" (на какво имам право): a few questions, no name, an answer to each right.
//!
//! Purpose: anybody finds out what the law and the municipality offer them, by which condition and
//! article, and where to go in the regime of the day (чл. 7, 74–77 ЗСУ; ЗЛП; ЗХУ); the desk goes on
//! from there.
//! Invariants: answers travel in the form of the browser and are kept nowhere, unless somebody asks
//! for a code; what is kept has no name, is sealed, and is removed after its days; what nobody knows
//! makes no right "yes" or "no"; the questions are data (`checks.toml`), the conditions rules of the
//! law; whoever tells of danger is shown who helps at once.
//! Tables owned: entitlement_kept.

mod answers;
mod api;
mod checks;
mod desk;
mod evaluate;
mod fill;
mod kept;
mod paper;
mod public;
mod store;
mod words;

#[cfg(test)]
mod tests;

pub use api::ApiDocument;
pub use fill::{fill, is_filled};
pub use kept::{Checked, Outcome, of_code, remove_old};

use crate::app::App;
use kit::jobs::{Schedule, Worker};
use kit::web::{Audit, Need, Routes};

kit::id! {
    /// A result that was kept for the desk.
    KeptId
}

/// May open results that people kept for the desk.
pub const WRITE: kit::access::Right = "entitlements.write";

/// By what the codes are made.
pub const INDICES: &[kit::crypto::Index] = &[kept::SECRET];

/// The words of these pages.
pub const TEXTS: ui::Bundle =
    ui::Bundle { name: "entitlements", bg: include_str!("bg.ftl"), en: include_str!("en.ftl") };

/// The job that removes what was kept long enough.
const REMOVAL: &str = "remove-entitlements";

/// The pages, and the same as JSON.
#[must_use]
pub fn routes() -> Routes<App> {
    let (write, anybody, row) = (Need::Right(WRITE), Need::Public, Audit::Row);
    Routes::new("entitlements", "entitlements: чл. 7 ЗСУ")
        .get("/entitlements", anybody, Audit::None, public::start)
        .get("/entitlements/check", anybody, Audit::None, public::first)
        .post("/entitlements/check", anybody, row, public::step)
        .post("/entitlements/pdf", anybody, row, paper::file)
        .post("/entitlements/keep", anybody, row, public::keep)
        .get("/entitlements/kept/{secret}", Need::Secret, row, public::kept)
        .get("/entitlements/desk", write, Audit::None, desk::form)
        .post("/entitlements/desk", write, row, desk::open)
        .get("/entitlements/saved/{id}", write, row, desk::page)
        .post("/api/entitlements/check", write, row, api::check)
        .post("/api/entitlements/open", write, row, api::open)
}

/// The job: by night what was kept long enough is removed.
#[must_use]
pub fn jobs(app: &App, worker: Worker) -> Worker {
    worker.on(REMOVAL, kept::nightly(app)).every(Schedule { kind: REMOVAL, cron: "25 0 * * *" })
}

/// The entities of this capability's tables, to be compared with the migrated ones.
#[must_use]
pub fn entities() -> Vec<(String, kit::store::Columns)> {
    store::entities()
}
