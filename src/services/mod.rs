//! The catalogue of social services that a person can be referred to.
//!
//! Purpose: what there is, of which kind (чл. 15 ЗСУ), at which level and with whose money —
//! the facts on which competence and the proposal in the preliminary assessment rest.
//! Invariants: a service keeps its identity while name, capacity and place change; each figure has
//! its source, day and how sure it is. Tables owned: provider, service.

mod catalogue;
mod store;

pub use catalogue::{
    NewProvider, NewService, Service, all, by_ids, create_provider, create_service, service,
};

use crate::app::App;
use kit::web::Routes;

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
    Routes::new("services", "services: чл. 73 ЗСУ")
}
