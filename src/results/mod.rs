//! Results of projects (резултати по проекти): figures counted from the work itself, each with the
//! records behind it.
//!
//! Purpose: indicators with their value today and on any day; the micro-data of participants, who are
//! employees and never citizens; evidence packs and reports in the order in which ИСУН asks for them;
//! the check of headings; what stays when the money ends.
//! Invariants: a figure is counted from records each time and is kept nowhere; whatever is counted is
//! counted once; what was known on a day stays reproducible, because evidence is revoked and entered
//! anew; special categories lie in records of their own, under a right of their own; the same content
//! of a pack gives the same bytes.
//! Tables owned: result_indicator, result_opening, result_question, result_participant,
//! result_special, result_estimate, result_pack, result_paper, result_decision.

mod after;
mod after_page;
mod api;
mod bundle;
mod chart;
mod count;
mod double;
mod draft;
mod estimate;
mod fill;
mod frame;
mod gather;
mod heading;
mod import;
mod indicator;
mod indicator_form;
mod indicator_page;
mod micro_page;
mod neighbours;
mod opening;
mod overview;
mod pack;
mod pack_page;
mod pack_work;
mod paper;
mod participant;
mod participant_form;
mod question;
mod question_page;
mod report;
mod report_page;
mod special;
mod store;
mod table;
mod tasks;
mod totals;

#[cfg(test)]
mod tests;

pub use api::ApiDocument;
pub use fill::{NewResult, fill, is_filled};
pub use paper::by_code;
pub use tasks::tasks;

use crate::app::App;
use crate::people::printing;
use kit::jobs::Worker;
use kit::web::{Audit, Need, Routes};

kit::id! {
    /// An indicator.
    IndicatorId
}
kit::id! {
    /// A service point that counts as opened by a project.
    OpeningId
}
kit::id! {
    /// A question of the micro-data.
    QuestionId
}
kit::id! {
    /// An employee in a project.
    ParticipantId
}
kit::id! {
    /// The special categories of a participant.
    SpecialId
}
kit::id! {
    /// An informed estimate.
    EstimateId
}
kit::id! {
    /// An evidence pack.
    PackId
}
kit::id! {
    /// A numbered report.
    ReportId
}
kit::id! {
    /// A decision on a post or an office after the project.
    DecisionId
}

/// May see results, reports and packs.
pub const READ: kit::access::Right = "results.read";
/// May enter indicators, participants and decisions, and make packs and reports.
pub const WRITE: kit::access::Right = "results.write";
/// May see and enter the special categories of participants.
pub const SPECIAL: kit::access::Right = "results.special";

/// The words of these pages.
pub const TEXTS: ui::Bundle =
    ui::Bundle { name: "results", bg: include_str!("bg.ftl"), en: include_str!("en.ftl") };

fn begin_routes() -> Routes<App> {
    Routes::new(
        "results",
        "results of projects: Регламент (ЕС) 2021/1057, Регламент (ЕС) 2021/1060",
    )
}

/// The pages.
#[must_use]
pub fn routes() -> Routes<App> {
    let (read, write, row) = (Need::Right(READ), Need::Right(WRITE), Audit::Row);
    begin_routes()
        .get("/results", read, row, overview::list)
        .get("/results/projects/{id}", read, row, overview::page)
        .get("/results/projects/{id}/table", read, row, overview::csv)
        .get("/results/projects/{id}/indicators", write, row, indicator_form::new_form)
        .post("/results/projects/{id}/indicators", write, row, indicator_form::new_save)
        .get("/results/indicators/{id}", read, row, indicator_page::page)
        .get("/results/indicators/{id}/evidence", read, row, indicator_page::evidence)
        .get("/results/indicators/{id}/evidence/table", read, row, indicator_page::evidence_csv)
        .get("/results/indicators/{id}/edit", write, row, indicator_form::edit_form)
        .post("/results/indicators/{id}/edit", write, row, indicator_form::edit_save)
        .get("/results/projects/{id}/openings", read, row, opening::list)
        .post("/results/projects/{id}/openings", write, row, opening::add)
        .get("/results/openings/{id}", write, row, opening::revoke_form)
        .post("/results/openings/{id}", write, row, opening::revoke_save)
        .get("/results/projects/{id}/double", read, row, double::page)
        .get("/results/projects/{id}/headings", read, row, heading::page)
        .get("/results/projects/{id}/after", read, row, after_page::page)
        .get("/results/projects/{id}/after/table", read, row, after_page::csv)
        .get("/results/projects/{id}/after/decide", write, row, after_page::form)
        .post("/results/projects/{id}/after/decide", write, row, after_page::save)
        .merge(micro_routes())
        .merge(paper_routes())
}

/// Participants.
fn micro_routes() -> Routes<App> {
    let (read, write, row) = (Need::Right(READ), Need::Right(WRITE), Audit::Row);
    let special = Need::Right(SPECIAL);
    begin_routes()
        .get("/results/projects/{id}/microdata", read, row, micro_page::list)
        .get("/results/projects/{id}/microdata/table", read, row, micro_page::table)
        .get("/results/projects/{id}/microdata/whole", special, row, micro_page::whole)
        .get("/results/projects/{id}/microdata/new", write, row, participant_form::new_form)
        .post("/results/projects/{id}/microdata/new", write, row, participant_form::new_save)
        .get("/results/projects/{id}/microdata/import", write, row, import::form)
        .post("/results/projects/{id}/microdata/import", write, row, import::preview)
        .post("/results/projects/{id}/microdata/enter", write, row, import::enter)
        .get("/results/projects/{id}/microdata/template", write, row, import::template)
        .get("/results/microdata/{id}", write, row, participant_form::edit_form)
        .post("/results/microdata/{id}", write, row, participant_form::edit_save)
        .get("/results/microdata/{id}/special", special, row, special::form)
        .post("/results/microdata/{id}/special", special, row, special::save)
        .get("/results/projects/{id}/estimates", write, row, estimate::form)
        .post("/results/projects/{id}/estimates", write, row, estimate::save)
        .get("/results/estimates/{id}", write, row, estimate::revoke_form)
        .post("/results/estimates/{id}", write, row, estimate::revoke_save)
        .get("/results/questions", write, row, question_page::list)
        .get("/results/questions/edit", write, row, question_page::form)
        .post("/results/questions/edit", write, row, question_page::save)
}

/// Reports, packs, and the same as JSON.
fn paper_routes() -> Routes<App> {
    let (read, write, row) = (Need::Right(READ), Need::Right(WRITE), Audit::Row);
    begin_routes()
        .get("/results/projects/{id}/reports", read, row, report_page::page)
        .post("/results/projects/{id}/reports", write, row, report_page::make)
        .get("/results/projects/{id}/reports/table", read, row, report_page::table)
        .get("/results/papers/{id}", read, row, paper::file)
        .get("/results/projects/{id}/packs", read, row, pack_page::list)
        .post("/results/projects/{id}/packs", write, row, pack_page::make)
        .get("/results/packs/{id}", read, row, pack_page::page)
        .get("/results/packs/{id}/file", read, row, pack_page::file)
        .get("/api/results/projects/{id}", read, row, api::results)
        .get("/api/results/indicators/{id}", read, row, api::indicator)
        .get("/api/results/projects/{id}/microdata", read, row, api::microdata)
        .get("/api/results/packs/{id}", read, row, api::pack)
}

/// The jobs: reports are printed, packs are made.
#[must_use]
pub fn jobs(app: &App, worker: Worker) -> Worker {
    let worker = printing::<store::result_paper::Entity>(app, worker);
    worker.on(pack::MAKE, pack::making(app))
}

/// The entities of this capability's tables, to be compared with the migrated ones.
#[must_use]
pub fn entities() -> Vec<(String, kit::store::Columns)> {
    store::entities()
}
