//! Planning of social services (чл. 35–38 ЗСУ; НПСУ): needs analysis, planning proposal, annual plan.
//!
//! Purpose: the needs analysis with its seven parts (чл. 39 НПСУ), the planning proposal (чл. 41), the annual
//! plan with twice seven items (чл. 59–61) and the summary of the discussion, drafted from data, edited part by
//! part, discussed for at least thirty days on a page for anybody, brought before the council on social services,
//! adopted by the municipal council, sent to АСП, published with open data.
//! Invariants: a figure stands in a text as a reference: its value and day come from what was taken and open the
//! list behind it; a part has versions, and a text that comes too late is kept beside them; what is published does
//! not change, a publication that is withdrawn stays with its day and reason, and the days of the discussion begin
//! anew; nothing is adopted before the last day of the discussion, without debates or without the summary; small
//! numbers of people stand in nothing that is published; on the page for anybody no network address is kept.
//! Tables owned: planning_cycle, planning_part, planning_figure, planning_line, planning_release,
//! planning_opinion, planning_debate, planning_inquiry, planning_demand, planning_paper.

mod act;
mod api;
mod charts;
mod content;
mod course;
mod demand_page;
mod document;
mod draft;
mod edit_page;
mod figure;
mod fill;
mod frame;
mod line;
mod line_page;
mod list_page;
mod load;
mod neighbours;
mod opened;
mod opinion;
mod opinion_page;
mod page;
mod paper;
mod part_page;
mod planned;
mod public;
mod record;
mod record_page;
mod register;
mod registers;
mod release;
mod step_page;
mod store;
mod summary;
mod table;
mod tasks;

#[cfg(test)]
mod tests;

pub use api::ApiDocument;
pub use fill::{fill, is_filled};
pub use paper::by_code;
pub use tasks::tasks;

use crate::app::App;
use crate::people::printing;
use kit::jobs::Worker;
use kit::web::{Audit, Need, Routes};

kit::id! {
    /// The planning of a year.
    CycleId
}
kit::id! {
    /// A version of a part.
    PartId
}
kit::id! {
    /// A figure as it was taken.
    FigureId
}
kit::id! {
    /// A planned service.
    LineId
}
kit::id! {
    /// A publication for discussion.
    ReleaseId
}
kit::id! {
    /// What somebody thinks of what was published.
    OpinionId
}
kit::id! {
    /// A debate.
    DebateId
}
kit::id! {
    /// Data asked of a body.
    InquiryId
}
kit::id! {
    /// A demand of АСП.
    DemandId
}
kit::id! {
    /// A published or adopted document on paper.
    PlanPaperId
}

/// May see planning.
pub const READ: kit::access::Right = "planning.read";
/// May write, publish and send.
pub const WRITE: kit::access::Right = "planning.write";

/// The words of these pages.
pub const TEXTS: ui::Bundle =
    ui::Bundle { name: "planning", bg: include_str!("bg.ftl"), en: include_str!("en.ftl") };

fn begin_routes() -> Routes<App> {
    Routes::new("planning", "planning of social services: чл. 35–38 ЗСУ; чл. 37–63 НПСУ")
}

/// The pages.
#[must_use]
pub fn routes() -> Routes<App> {
    let (read, write, row) = (Need::Right(READ), Need::Right(WRITE), Audit::Row);
    begin_routes()
        .get("/planning", read, row, list_page::list)
        .get("/planning/new", write, Audit::None, list_page::new_form)
        .post("/planning/new", write, row, list_page::new_save)
        .get("/planning/cycles/{id}", read, row, page::page)
        .get("/planning/cycles/{id}/part", read, row, part_page::show)
        .get("/planning/cycles/{id}/editions", read, row, part_page::editions)
        .get("/planning/cycles/{id}/docx", read, row, part_page::document)
        .get("/planning/cycles/{id}/pdf", read, row, part_page::printed)
        .get("/planning/cycles/{id}/edit", write, row, edit_page::edit_form)
        .post("/planning/cycles/{id}/edit", write, row, edit_page::edit_save)
        .merge(step_routes())
        .merge(line_routes())
        .merge(record_routes())
        .merge(open_routes())
        .merge(api_routes())
}

/// The steps of a cycle.
fn step_routes() -> Routes<App> {
    let (write, row) = (Need::Right(WRITE), Audit::Row);
    begin_routes()
        .get("/planning/cycles/{id}/refresh", write, row, step_page::refresh_form)
        .post("/planning/cycles/{id}/refresh", write, row, step_page::refresh)
        .get("/planning/cycles/{id}/council", write, row, step_page::council_form)
        .post("/planning/cycles/{id}/council", write, row, step_page::council)
        .get("/planning/cycles/{id}/publish", write, row, step_page::publish_form)
        .post("/planning/cycles/{id}/publish", write, row, step_page::publish)
        .get("/planning/cycles/{id}/withdraw", write, row, step_page::withdraw_form)
        .post("/planning/cycles/{id}/withdraw", write, row, step_page::withdraw)
        .get("/planning/cycles/{id}/summarise", write, row, step_page::summarise_form)
        .post("/planning/cycles/{id}/summarise", write, row, step_page::summarise)
        .get("/planning/cycles/{id}/adopt", write, row, step_page::adopt_form)
        .post("/planning/cycles/{id}/adopt", write, row, step_page::adopt)
        .get("/planning/cycles/{id}/send", write, row, step_page::send_form)
        .post("/planning/cycles/{id}/send", write, row, step_page::send)
}

/// Planned services.
fn line_routes() -> Routes<App> {
    let (read, write, row) = (Need::Right(READ), Need::Right(WRITE), Audit::Row);
    begin_routes()
        .get("/planning/cycles/{id}/lines", read, row, line_page::list)
        .get("/planning/cycles/{id}/line", write, row, line_page::new_form)
        .post("/planning/cycles/{id}/line", write, row, line_page::new_save)
        .get("/planning/planned/{id}", read, row, line_page::show)
        .get("/planning/planned/{id}/edit", write, row, line_page::edit_form)
        .post("/planning/planned/{id}/edit", write, row, line_page::edit_save)
        .get("/planning/planned/{id}/remove", write, row, line_page::remove_form)
        .post("/planning/planned/{id}/remove", write, row, line_page::remove_save)
}

/// Opinions, debates, inquiries and demands.
fn record_routes() -> Routes<App> {
    let (read, write, row) = (Need::Right(READ), Need::Right(WRITE), Audit::Row);
    begin_routes()
        .get("/planning/cycles/{id}/opinions", read, row, opinion_page::list)
        .get("/planning/cycles/{id}/opinion", write, row, opinion_page::new_form)
        .post("/planning/cycles/{id}/opinion", write, row, opinion_page::new_save)
        .get("/planning/opinions/{id}", read, row, opinion_page::show)
        .get("/planning/opinions/{id}/answer", write, row, opinion_page::answer_form)
        .post("/planning/opinions/{id}/answer", write, row, opinion_page::answer_save)
        .get("/planning/cycles/{id}/debate", write, row, record_page::debate_form)
        .post("/planning/cycles/{id}/debate", write, row, record_page::debate_save)
        .get("/planning/cycles/{id}/inquiry", write, row, record_page::inquiry_form)
        .post("/planning/cycles/{id}/inquiry", write, row, record_page::inquiry_save)
        .get("/planning/inquiries/{id}", read, row, record_page::inquiry)
        .get("/planning/inquiries/{id}/answer", write, row, record_page::answer_form)
        .post("/planning/inquiries/{id}/answer", write, row, record_page::answer_save)
        .get("/planning/cycles/{id}/demand", write, row, record_page::demand_form)
        .post("/planning/cycles/{id}/demand", write, row, record_page::demand_save)
        .get("/planning/demands/{id}", read, row, demand_page::show)
        .get("/planning/demands/{id}/done", write, row, demand_page::done_form)
        .post("/planning/demands/{id}/done", write, row, demand_page::done_save)
}

/// What anybody may open.
fn open_routes() -> Routes<App> {
    let (anybody, none) = (Need::Public, Audit::None);
    begin_routes()
        .get("/planning-public", anybody, none, public::list)
        .get("/planning-public/{id}", anybody, none, public::page)
        .get("/planning-public/{id}/document", anybody, none, public::document)
        .get("/planning-public/{id}/docx", anybody, none, public::word)
        .get("/planning-public/{id}/pdf", anybody, none, public::printed)
        .get("/planning-public/{id}/data.json", anybody, none, public::json)
        .get("/planning-public/{id}/data.csv", anybody, none, public::csv)
        .post("/planning-public/{id}/opinion", anybody, Audit::Row, public::file)
}

/// The same as JSON.
fn api_routes() -> Routes<App> {
    let (read, write, row) = (Need::Right(READ), Need::Right(WRITE), Audit::Row);
    begin_routes()
        .get("/api/planning", read, row, api::list)
        .get("/api/planning/cycles/{id}", read, row, api::one)
        .post("/api/planning/cycles/{id}/parts", write, row, api::write)
        .get("/api/planning/cycles/{id}/opinions", read, row, api::opinions)
}

/// The job: what was published and adopted is printed.
#[must_use]
pub fn jobs(app: &App, worker: Worker) -> Worker {
    printing::<store::planning_paper::Entity>(app, worker)
}

/// The entities of this capability's tables, to be compared with the migrated ones.
#[must_use]
pub fn entities() -> Vec<(String, kit::store::Columns)> {
    store::entities()
}
