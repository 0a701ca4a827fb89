//! Information campaigns (информационни кампании): plans, events, materials, reach.
//!
//! Purpose: what the office does so that people learn of social services (чл. 4, 73 ЗСУ): a plan with
//! aims and measures, events with who came, materials made from the directory of services as it
//! stands today, copies handed out, media items, new approaches to informing, and which settlements
//! were reached. Invariants: what counts is never rewritten, it is withdrawn with a reason and entered
//! anew, so that a figure of an old day stays as it was; an event is reported on or after its day and
//! once; a photograph is kept only with the answer of those who are shown; a material carries the day
//! on which the directory stood so; who opens the public page is not known, only how often.
//! Tables owned: campaign, campaign_event, campaign_attendance, campaign_file, campaign_paper,
//! campaign_entry, campaign_view, campaign_choice, campaign_population, campaign_import,
//! campaign_import_row.

mod api;
mod book;
mod choice;
mod choice_page;
mod content;
mod course;
mod download;
mod entry;
mod entry_page;
mod event;
mod event_deed;
mod event_page;
mod file;
mod file_page;
mod fill;
mod frame;
mod import;
mod import_api;
mod import_deed;
mod import_page;
mod import_view;
mod material;
mod material_page;
mod paper;
mod photo;
mod plan;
mod plan_deed;
mod plan_form;
mod plan_page;
mod proofs;
mod public;
mod reach;
mod reach_page;
mod store;
mod table;
mod tasks;

#[cfg(test)]
mod tests;

pub use api::ApiDocument;
pub use fill::{
    Told, campaign as fill_campaign, events as fill_events, is_filled, materials as fill_materials,
    population as fill_population,
};
pub use paper::by_code;
pub use proofs::{COUNTED, Opened, consulted, proofs};
pub use public::{OpenPage, open_pages};
pub use tasks::tasks;

use crate::app::App;
use crate::people::printing;
use kit::jobs::Worker;
use kit::web::{Audit, Need, Routes};

kit::id! {
    /// A campaign.
    CampaignId
}
kit::id! {
    /// An event of a campaign.
    EventId
}
kit::id! {
    /// How many of a kind came to an event.
    AttendanceId
}
kit::id! {
    /// A signed list or a photograph of an event.
    FileId
}
kit::id! {
    /// A numbered paper of a campaign.
    CampaignPaperId
}
kit::id! {
    /// Copies, a media item or a new approach.
    EntryId
}
kit::id! {
    /// A file of attendance or of copies.
    ImportId
}
kit::id! {
    /// A word in a list of the municipality.
    ChoiceId
}

/// May see campaigns.
pub const READ: kit::access::Right = "campaigns.read";
/// May plan and report them.
pub const WRITE: kit::access::Right = "campaigns.write";

/// The words of these pages.
pub const TEXTS: ui::Bundle =
    ui::Bundle { name: "campaigns", bg: include_str!("bg.ftl"), en: include_str!("en.ftl") };

fn begin_routes() -> Routes<App> {
    Routes::new("campaigns", "campaigns: чл. 4, 73 ЗСУ")
}

/// The pages.
#[must_use]
pub fn routes() -> Routes<App> {
    let (read, write, row) = (Need::Right(READ), Need::Right(WRITE), Audit::Row);
    begin_routes()
        .get("/campaigns", read, row, plan_page::list)
        .get("/campaigns/list", read, row, plan_page::csv)
        .get("/campaigns/new", write, row, plan_form::new_form)
        .post("/campaigns/new", write, row, plan_form::new_save)
        .get("/campaigns/plans/{id}", read, row, plan_page::page)
        .get("/campaigns/plans/{id}/edit", write, row, plan_form::edit_form)
        .post("/campaigns/plans/{id}/edit", write, row, plan_form::edit_save)
        .get("/campaigns/plans/{id}/revoke", write, row, plan_deed::revoke_form)
        .post("/campaigns/plans/{id}/revoke", write, row, plan_deed::revoke_save)
        .get("/campaigns/plans/{id}/event", write, row, event_deed::new_form)
        .post("/campaigns/plans/{id}/event", write, row, event_deed::new_save)
        .get("/campaigns/plans/{id}/material", write, row, material_page::form)
        .post("/campaigns/plans/{id}/material", write, row, material_page::save)
        .post("/campaigns/plans/{id}/calendar", write, row, plan_page::calendar)
        .get("/campaigns/plans/{id}/reach", read, row, reach_page::of_campaign)
        .get("/campaigns/plans/{id}/reach.csv", read, row, reach_page::csv_of_campaign)
        .merge(import_routes())
        .merge(event_routes())
        .merge(other_routes())
        .merge(api_routes())
}

/// Files of attendance and of copies.
fn import_routes() -> Routes<App> {
    let (write, row) = (Need::Right(WRITE), Audit::Row);
    begin_routes()
        .get("/campaigns/plans/{id}/import", write, row, import_page::form)
        .post("/campaigns/plans/{id}/import", write, row, import_page::save)
        .get("/campaigns/plans/{id}/import.csv", write, row, import_page::example)
        .get("/campaigns/imports/{id}", write, row, import_view::page)
        .post("/campaigns/imports/{id}/enter", write, row, import_view::enter)
        .get("/campaigns/imports/{id}/revoke", write, row, import_view::revoke_form)
        .post("/campaigns/imports/{id}/revoke", write, row, import_view::revoke_save)
}

/// Events with their scans and photographs.
fn event_routes() -> Routes<App> {
    let (read, write, row) = (Need::Right(READ), Need::Right(WRITE), Audit::Row);
    begin_routes()
        .get("/campaigns/events", read, row, event_page::list)
        .get("/campaigns/events.csv", read, row, event_page::csv)
        .get("/campaigns/events/{id}", read, row, event_page::page)
        .get("/campaigns/events/{id}/edit", write, row, event_deed::edit_form)
        .post("/campaigns/events/{id}/edit", write, row, event_deed::edit_save)
        .get("/campaigns/events/{id}/report", write, row, event_page::report_form)
        .post("/campaigns/events/{id}/report", write, row, event_page::report_save)
        .get("/campaigns/events/{id}/cancel", write, row, event_deed::cancel_form)
        .post("/campaigns/events/{id}/cancel", write, row, event_deed::cancel_save)
        .get("/campaigns/events/{id}/revoke", write, row, event_deed::revoke_form)
        .post("/campaigns/events/{id}/revoke", write, row, event_deed::revoke_save)
        .post("/campaigns/events/{id}/sheet", write, row, event_page::sheet)
        .get("/campaigns/events/{id}/scan", write, row, file_page::scan_form)
        .post("/campaigns/events/{id}/scan", write, row, file_page::scan_save)
        .get("/campaigns/events/{id}/photo", write, row, file_page::photo_form)
        .post("/campaigns/events/{id}/photo", write, row, file_page::photo_save)
        .get("/campaigns/files/{id}", read, row, file_page::file)
        .get("/campaigns/files/{id}/revoke", write, row, file_page::revoke_form)
        .post("/campaigns/files/{id}/revoke", write, row, file_page::revoke_save)
}

/// Materials, registers, reach, lists, the page for anybody.
fn other_routes() -> Routes<App> {
    let (read, write, row) = (Need::Right(READ), Need::Right(WRITE), Audit::Row);
    begin_routes()
        .get("/campaigns/materials", read, row, material_page::list)
        .get("/campaigns/materials.csv", read, row, material_page::csv)
        .get("/campaigns/prints/{id}", read, row, paper::file)
        .get("/campaigns/entries", read, row, entry_page::list)
        .get("/campaigns/entries.csv", read, row, entry_page::csv)
        .get("/campaigns/entries/new", write, row, entry_page::new_form)
        .post("/campaigns/entries/new", write, row, entry_page::new_save)
        .get("/campaigns/entries/{id}", read, row, entry_page::page)
        .get("/campaigns/entries/{id}/revoke", write, row, entry_page::revoke_form)
        .post("/campaigns/entries/{id}/revoke", write, row, entry_page::revoke_save)
        .get("/campaigns/reach", read, row, reach_page::whole)
        .get("/campaigns/reach.csv", read, row, reach_page::csv)
        .get("/campaigns/population", write, row, reach_page::population_form)
        .post("/campaigns/population", write, row, reach_page::population_save)
        .get("/campaigns/lists", read, row, choice_page::list)
        .get("/campaigns/lists/edit", write, row, choice_page::form)
        .post("/campaigns/lists/edit", write, row, choice_page::save)
        .get("/campaigns/materials/public", Need::Public, Audit::None, download::page)
        .get("/campaigns/materials/{id}/public", Need::Public, Audit::None, download::file)
        .get("/campaigns/photos/{id}", Need::Public, Audit::None, public::photo)
        .get("/campaigns/{code}", Need::Public, Audit::None, public::page)
}

/// The same as JSON.
fn api_routes() -> Routes<App> {
    let (read, write, row) = (Need::Right(READ), Need::Right(WRITE), Audit::Row);
    begin_routes()
        .get("/api/campaigns", read, row, api::campaigns)
        .get("/api/campaigns/events", read, row, api::events)
        .get("/api/campaigns/reach", read, row, api::reach)
        .get("/api/campaigns/{id}", read, row, api::campaign)
        .post("/api/campaigns/events/{id}/report", write, row, api::report)
        .post("/api/campaigns/{id}/import", write, row, import_api::save)
        .post("/api/campaigns/imports/{id}/enter", write, row, import_api::enter)
        .post("/api/campaigns/imports/{id}/revoke", write, row, import_api::revoke)
}

/// The job: papers are printed.
#[must_use]
pub fn jobs(app: &App, worker: Worker) -> Worker {
    printing::<store::campaign_paper::Entity>(app, worker)
}

/// The entities of this capability's tables, to be compared with the migrated ones.
#[must_use]
pub fn entities() -> Vec<(String, kit::store::Columns)> {
    store::entities()
}
