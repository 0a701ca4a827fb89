//! The catalogue of social services that a person can be referred to.
//!
//! Purpose: what there is, of which kind (чл. 15 ЗСУ), at which level and with whose money —
//! the facts on which competence and the proposal in the preliminary assessment rest.
//! Invariants: a service keeps its identity while name, capacity and place change; each figure has
//! its source, day and how sure it is. Tables owned: provider, service.

mod api;
mod catalogue;
mod entry;
mod facts;
mod head;
mod pages;
mod store;
mod words;

#[cfg(test)]
mod tests;

pub use api::ApiDocument;
pub use catalogue::{
    NewProvider, NewService, Service, all, by_ids, create_provider, create_service, service,
};
pub use head::{AskedServices, ServiceHead, ask, asked};
pub use words::{ACCESS, FUNDING, KINDS, LEVELS};

use crate::app::App;
use kit::web::{Audit, Need, Routes};

kit::id! {
    /// A social service.
    ServiceId
}
kit::id! {
    /// A provider of services.
    ProviderId
}

/// May see the catalogue.
pub const READ: kit::access::Right = "services.read";
/// May change the catalogue.
pub const WRITE: kit::access::Right = "services.write";

/// The words of these pages.
pub const TEXTS: ui::Bundle =
    ui::Bundle { name: "services", bg: include_str!("bg.ftl"), en: include_str!("en.ftl") };

/// The pages.
#[must_use]
pub fn routes() -> Routes<App> {
    let (read, write) = (Need::Right(READ), Need::Right(WRITE));
    Routes::new("services", "services: чл. 73 ЗСУ")
        .get("/services", read, Audit::Row, pages::list)
        .post("/services", write, Audit::Row, entry::add)
        .get("/services/new", write, Audit::Row, entry::new)
        .get("/services/{id}", read, Audit::Row, pages::show)
        .post("/services/{id}", write, Audit::Row, entry::change)
        .get("/services/{id}/edit", write, Audit::Row, entry::edit)
        .get("/services/{id}/close", write, Audit::Row, pages::close_page)
        .post("/services/{id}/close", write, Audit::Row, pages::close)
        .get("/api/services", read, Audit::Row, api::list)
        .get("/api/services/{id}", read, Audit::Row, api::show)
}

/// The entities of this capability's tables, to be compared with the migrated ones.
#[must_use]
pub fn entities() -> Vec<(String, kit::store::Columns)> {
    store::entities()
}
