//! What if, and where to open: scenarios of the services of a municipality.
//!
//! Purpose: a proposal to open, close or change services (чл. 41, 60, 61 НПСУ) shows before it is made whom it
//! serves, who waits, who pays, who travels and who loses; and where a new service is best, with a proof.
//! Invariants: a scenario is kept with everything it was worked out from and is never changed; worked out
//! again it says the same, by a kept seed and by steps that are counted instead of time; today and then are
//! worked out in the same way, so that only what was changed differs; nothing here is about real people: the
//! people of the model are drawn from figures.
//! Tables owned: scenario, scenario_content, scenario_rate.

mod act;
mod api;
mod change;
mod compare_page;
mod content;
mod effect;
mod file;
mod fill;
mod form;
mod frame;
mod list_page;
mod load;
pub mod model;
mod neighbours;
mod new_page;
mod rate_page;
mod result;
mod result_page;
mod run;
mod sited;
mod store;
mod table;
mod typed;
mod words;
pub mod world;

#[cfg(test)]
mod tests;

pub use api::ApiDocument;
pub use change::{Changes, PlaceChange, ScaleChange, Scaled, changed};
pub use effect::{Beside, beside};
pub use fill::{fill, is_filled};

use crate::app::App;
use kit::jobs::Worker;
use kit::web::{Audit, Need, Routes};

kit::id! {
    /// A scenario.
    ScenarioId
}
kit::id! {
    /// What a scenario was worked out from, or what came of it.
    ScenarioContentId
}
kit::id! {
    /// What a place of a service costs.
    ScenarioRateId
}

/// May see scenarios.
pub const READ: kit::access::Right = "scenarios.read";
/// May make scenarios and enter what places cost.
pub const WRITE: kit::access::Right = "scenarios.write";

/// The words of these pages.
pub const TEXTS: ui::Bundle =
    ui::Bundle { name: "scenarios", bg: include_str!("bg.ftl"), en: include_str!("en.ftl") };

/// The pages.
#[must_use]
pub fn routes() -> Routes<App> {
    let (read, write, row) = (Need::Right(READ), Need::Right(WRITE), Audit::Row);
    Routes::new("scenarios", "scenarios of services: чл. 41, 60, 61 НПСУ")
        .get("/scenarios", read, row, list_page::list)
        .get("/scenarios/new", write, row, new_page::new_form)
        .post("/scenarios/new", write, row, new_page::new_save)
        .get("/scenarios/new-sites", write, row, new_page::sites_form)
        .post("/scenarios/new-sites", write, row, new_page::sites_save)
        .get("/scenarios/compare", read, row, compare_page::page)
        .get("/scenarios/rates", read, row, rate_page::list)
        .get("/scenarios/rates/new", write, row, rate_page::new_form)
        .post("/scenarios/rates/new", write, row, rate_page::new_save)
        .get("/scenarios/made/{id}", read, row, result_page::page)
        .get("/scenarios/made/{id}/service", read, row, result_page::service)
        .get("/scenarios/made/{id}/table", read, row, file::table)
        .get("/scenarios/made/{id}/again", write, row, result_page::again_form)
        .post("/scenarios/made/{id}/again", write, row, result_page::again)
        .get("/api/scenarios", read, row, api::list)
        .post("/api/scenarios", write, row, api::make)
        .get("/api/scenarios/made/{id}", read, row, api::one)
}

/// The job: a search for sites.
#[must_use]
pub fn jobs(app: &App, worker: Worker) -> Worker {
    worker.on(run::WORKING, run::working(app))
}

/// The entities of this capability's tables, to be compared with the migrated ones.
#[must_use]
pub fn entities() -> Vec<(String, kit::store::Columns)> {
    store::entities()
}
