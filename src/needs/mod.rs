//! Needs of social services by the formula of the ordinance (чл. 11–36 НПСУ), beside what there is.
//!
//! Purpose: how many users each of the 25 services of the annex is planned for, term by term; the
//! places, users and waiting people of today, what the National Map allows, and the gap.
//! Invariants: exact decimals, rounded only where they are shown and as the municipality set; a group
//! without a figure leaves the service without a number and is named, never guessed; each number opens
//! its arithmetic or the services behind it; values and weights are rules of the law and stand nowhere
//! else. Tables owned: need_service, need_map, need_paper.

mod api;
mod assign;
mod door;
mod fill;
mod formula;
mod frame;
mod list;
mod map;
mod map_page;
mod neighbours;
mod page;
mod paper;
mod service_page;
mod store;

#[cfg(test)]
mod tests;

pub use api::ApiDocument;
pub use door::{Need, Term, of_day, territory};
pub use fill::{Told, fill};
pub use formula::{Set, SetTerm, Worked, set, sets, sum};
pub use paper::by_code;

use crate::app::App;
use crate::figures;
use crate::people::printing;
use kit::jobs::Worker;
use kit::web::{Audit, Need as Needed, Routes};

kit::id! {
    /// For which point of the annex a service counts.
    NeedServiceId
}
kit::id! {
    /// An entry of the National Map.
    NeedMapId
}
kit::id! {
    /// A calculation that was printed.
    NeedPaperId
}

/// May see the needs and their arithmetic.
pub const READ: kit::access::Right = "needs.read";
/// May enter what the map says, and say for which point a service counts: whoever keeps the figures.
pub const WRITE: kit::access::Right = figures::WRITE;

/// The words of these pages.
pub const TEXTS: ui::Bundle =
    ui::Bundle { name: "needs", bg: include_str!("bg.ftl"), en: include_str!("en.ftl") };

/// The pages.
#[must_use]
pub fn routes() -> Routes<App> {
    let (read, write, row) = (Needed::Right(READ), Needed::Right(WRITE), Audit::Row);
    Routes::new("needs", "needs: чл. 33–36 ЗСУ; чл. 11–36 НПСУ")
        .get("/needs", read, row, list::page)
        .get("/needs/file", read, row, list::file)
        .get("/needs/map", read, row, map_page::list)
        .get("/needs/map/new", write, row, map_page::form)
        .post("/needs/map/new", write, row, map_page::save)
        .get("/needs/services", read, row, service_page::list)
        .get("/needs/assign/{id}", write, row, service_page::form)
        .post("/needs/assign/{id}", write, row, service_page::save)
        .post("/needs/paper", read, row, paper::make)
        .get("/needs/papers", read, row, paper::list)
        .get("/needs/need-papers/{id}", read, row, paper::file)
        .get("/needs/{id}", read, row, page::page)
        .get("/api/needs", read, row, api::all)
        .get("/api/needs/{id}", read, row, api::one)
        .post("/api/needs/map", write, row, api::add)
}

/// The job: calculations are printed.
#[must_use]
pub fn jobs(app: &App, worker: Worker) -> Worker {
    printing::<store::need_paper::Entity>(app, worker)
}

/// The entities of this capability's tables, to be compared with the migrated ones.
#[must_use]
pub fn entities() -> Vec<(String, kit::store::Columns)> {
    store::entities()
}
