//! The directory of social services and of who provides them.
//!
//! Purpose: what there is, of which kind (чл. 15 ЗСУ), at which level and with whose money —
//! the facts on which competence and the proposal in the preliminary assessment rest; with which
//! licence, where, with how many places, whether it works, and who said last that it is true.
//! Invariants: a service keeps its identity while name, capacity and place change; each figure has
//! its source, day and how sure it is; figures and states are entries of a history, what stands
//! beside the service is a copy of today's; nothing is hidden: what does not work is shown with the
//! reason. Tables owned: provider, service, licence, service_site, service_capacity, service_state,
//! service_document, service_inquiry, service_inquiry_entry, service_report, directory_setting,
//! service_share, settlement_point.

mod api;
mod api_more;
mod capacity;
mod capacity_pages;
mod catalogue;
mod confirm;
mod counted;
mod distance;
mod document;
mod entry;
mod facts;
mod frame;
mod head;
mod hsds;
mod hsds_api;
mod hsds_formats;
mod inquiry;
mod licence;
mod licence_pages;
mod list;
mod offer;
mod page;
mod point_pages;
mod provider;
mod report;
mod search;
mod setting;
mod share;
mod share_pages;
mod site;
mod site_pages;
mod spots;
mod standing;
mod state_pages;
mod store;
mod typed;
mod words;

#[cfg(test)]
mod tests;
#[cfg(test)]
mod tests_hsds;
#[cfg(test)]
mod tests_hsds_schema;
#[cfg(test)]
mod tests_shares;

pub use api::ApiDocument;
pub use capacity::{NewFigure, Places, add_figure, capacity_on, places_on};
pub use catalogue::{
    NewProvider, NewService, Service, all, by_ids, create_provider, create_service, is_own, service,
};
pub use counted::{Profile, profiles};
pub use distance::{Far, Point, SettlementPoint, distances, metres, points, put_point};
pub use head::{AskedServices, ServiceHead, ask, ask_one, asked};
pub use hsds_api::exported as export_hsds;
pub use licence::{Licence, NewLicence, add_licence, licence_on};
pub use offer::{Offer, offer_of, offers};
pub use provider::providers;
pub use setting::{Numbers, letters_lead_to, put_numbers};
pub use share::{NewShares, Shares, add_shares, shares_on};
pub use site::{NewSite, Site, add_site, degrees, sites, written_degrees};
pub use spots::{Spot, spots};
pub use standing::{NewStanding, Standing, set_standing, standing_on};
pub use words::{ACCESS, FUNDING, GROUPS, KINDS, LEVELS, say};

use crate::app::App;
use kit::jobs::{Schedule, Worker};
use kit::web::{Audit, Need, Routes};

kit::id! {
    /// A social service.
    ServiceId
}
kit::id! {
    /// A provider of services.
    ProviderId
}
kit::id! {
    /// A licence of a provider for a service.
    LicenceId
}
kit::id! {
    /// A place where a service is given.
    SiteId
}
kit::id! {
    /// A figure of capacity.
    CapacityId
}
kit::id! {
    /// Who pays which part of a service.
    ShareId
}
kit::id! {
    /// A paper of a service.
    ServiceDocumentId
}
kit::id! {
    /// A question to a provider whether its entries are true.
    InquiryId
}
kit::id! {
    /// What somebody says is no longer true.
    ReportId
}

/// May see the directory.
pub const READ: kit::access::Right = "services.read";
/// May change the directory.
pub const WRITE: kit::access::Right = "services.write";

/// The words of these pages.
pub const TEXTS: ui::Bundle =
    ui::Bundle { name: "services", bg: include_str!("bg.ftl"), en: include_str!("en.ftl") };

/// The pages.
#[must_use]
pub fn routes() -> Routes<App> {
    service_routes().merge(part_routes()).merge(provider_routes()).merge(api_routes())
}

fn begin() -> Routes<App> {
    Routes::new("services", "services: чл. 73 ЗСУ")
}

fn service_routes() -> Routes<App> {
    let (read, write, row) = (Need::Right(READ), Need::Right(WRITE), Audit::Row);
    begin()
        .get("/services", read, row, list::list)
        .post("/services", write, row, entry::add)
        .get("/services/new", write, row, entry::new)
        .get("/services/export", read, row, list::export)
        .get("/services/settings", write, row, setting::show)
        .post("/services/settings", write, row, setting::save)
        .get("/services/points", read, row, point_pages::show)
        .post("/services/points", write, row, point_pages::save)
        .get("/services/reports", read, row, report::list)
        .post("/services/reports/{id}", write, row, report::handle)
        .get("/services/{id}", read, row, page::show)
        .post("/services/{id}", write, row, entry::change)
        .get("/services/{id}/edit", write, row, entry::edit)
        .post("/services/{id}/assure", write, row, page::assure)
        .get("/services/{id}/report", read, row, report::page)
        .post("/services/{id}/report", read, row, report::add)
}

/// What belongs to a service: capacity, state, places, papers.
fn part_routes() -> Routes<App> {
    let (read, write, row) = (Need::Right(READ), Need::Right(WRITE), Audit::Row);
    begin()
        .get("/services/{id}/state", write, row, state_pages::show)
        .post("/services/{id}/state", write, row, state_pages::save)
        .get("/services/{id}/capacity", read, row, capacity_pages::show)
        .post("/services/{id}/capacity", write, row, capacity_pages::add)
        .post("/services/{id}/capacity/{figure}", write, row, capacity_pages::strike)
        .get("/services/{id}/shares", read, row, share_pages::show)
        .post("/services/{id}/shares", write, row, share_pages::add)
        .post("/services/{id}/shares/{share}", write, row, share_pages::strike)
        .get("/services/{id}/sites/new", write, row, site_pages::new)
        .post("/services/{id}/sites", write, row, site_pages::add)
        .get("/services/{id}/sites/{site}", write, row, site_pages::edit)
        .post("/services/{id}/sites/{site}", write, row, site_pages::change)
        .get("/services/{id}/documents/new", write, row, document::new)
        .post("/services/{id}/documents", write, row, document::add)
        .get("/services/{id}/documents/{document}", read, row, document::file)
        .post("/services/{id}/documents/{document}", write, row, document::remove)
}

/// Providers with their licences; the page behind the link of a letter is public.
fn provider_routes() -> Routes<App> {
    let (read, write, row) = (Need::Right(READ), Need::Right(WRITE), Audit::Row);
    begin()
        .get("/providers", read, row, provider::list)
        .post("/providers", write, row, provider::add)
        .get("/providers/new", write, row, provider::new)
        .get("/providers/{id}", read, row, provider::show)
        .post("/providers/{id}", write, row, provider::change)
        .get("/providers/{id}/edit", write, row, provider::edit)
        .post("/providers/{id}/ask", write, row, inquiry::ask)
        .post("/providers/{id}/revoke", write, row, inquiry::revoke)
        .get("/providers/{id}/licences/new", write, row, licence_pages::new)
        .post("/providers/{id}/licences", write, row, licence_pages::add)
        .get("/licences/{id}", write, row, licence_pages::edit)
        .post("/licences/{id}", write, row, licence_pages::change)
        .get("/confirm/{secret}", Need::Secret, Audit::None, confirm::page)
        .post("/confirm/{secret}", Need::Secret, row, confirm::save)
}

fn api_routes() -> Routes<App> {
    let (read, write, row) = (Need::Right(READ), Need::Right(WRITE), Audit::Row);
    begin()
        .get("/api/services", read, row, api::list)
        .get("/api/services/{id}", read, row, api::show)
        .post("/api/services/{id}/capacity", write, row, api_more::add_figure)
        .post("/api/services/{id}/state", write, row, api_more::set_state)
        .get("/api/hsds", read, row, hsds_api::about)
        .get("/api/hsds/services", read, row, hsds_api::services)
        .get("/api/hsds/services/{id}", read, row, hsds_api::service)
        .get("/api/hsds/organizations", read, row, hsds_api::organizations)
        .get("/api/hsds/organizations/{id}", read, row, hsds_api::organization)
        .get("/api/hsds/service_at_locations", read, row, hsds_api::at_locations)
        .get("/api/hsds/taxonomies", read, row, hsds_api::taxonomies)
        .get("/api/hsds/taxonomy_terms", read, row, hsds_api::taxonomy_terms)
        .get("/api/providers", read, row, api_more::providers)
        .get("/api/providers/{id}", read, row, api_more::provider)
}

/// The jobs: each working morning the directory is brought into step and letters are sent.
#[must_use]
pub fn jobs(app: &App, worker: Worker) -> Worker {
    worker
        .on(inquiry::MAIL, inquiry::sending(app))
        .on(inquiry::MORNING, inquiry::morning(app))
        .every(Schedule { kind: inquiry::MORNING, cron: "5 8 * * *" })
}

/// The entities of this capability's tables, to be compared with the migrated ones.
#[must_use]
pub fn entities() -> Vec<(String, kit::store::Columns)> {
    store::entities()
}
