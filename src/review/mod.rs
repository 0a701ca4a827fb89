//! The analysis of the state and effectiveness of the social services (чл. 113 ЗСУ).
//!
//! Purpose: each year an analysis in the four blocks of the law, drafted from data, edited by people,
//! discussed by the council, signed, exported, sent to АКСУ by 30 April.
//! Invariants: each figure is counted by the capability that keeps its records and opens their list; a figure
//! whose data changed since is marked; a section has versions and nobody overwrites another's; nothing is
//! signed that the council did not discuss; a signed analysis, its paper and its document change no more.
//! Tables owned: review_analysis, review_section, review_figure, review_paper.

mod act;
mod api;
mod course;
mod docx;
mod figures;
mod fill;
mod frame;
mod list_page;
mod load;
mod neighbours;
mod page;
mod paper;
mod step_page;
mod store;
mod table;

#[cfg(test)]
mod tests;

pub use api::ApiDocument;
pub use fill::{fill, is_filled};
pub use paper::by_code;

use crate::app::App;
use crate::people::printing;
use kit::jobs::Worker;
use kit::web::{Audit, Need, Routes};

kit::id! {
    /// The analysis of a year.
    AnalysisId
}
kit::id! {
    /// A version of a section.
    SectionId
}
kit::id! {
    /// A figure as it was taken.
    FigureId
}
kit::id! {
    /// A signed analysis on paper.
    ReviewPaperId
}

/// May see the analyses.
pub const READ: kit::access::Right = "review.read";
/// May write, sign and send them.
pub const WRITE: kit::access::Right = "review.write";

/// The words of these pages.
pub const TEXTS: ui::Bundle =
    ui::Bundle { name: "review", bg: include_str!("bg.ftl"), en: include_str!("en.ftl") };

/// The pages.
#[must_use]
pub fn routes() -> Routes<App> {
    let (read, write, row) = (Need::Right(READ), Need::Right(WRITE), Audit::Row);
    Routes::new("review", "analysis of the social services: чл. 113 ЗСУ")
        .get("/review", read, row, list_page::list)
        .get("/review/new", write, Audit::None, list_page::new_form)
        .post("/review/new", write, row, list_page::new_save)
        .get("/review/analyses/{id}", read, row, page::page)
        .get("/review/analyses/{id}/editions", read, row, page::editions)
        .get("/review/analyses/{id}/docx", read, row, page::document)
        .get("/review/analyses/{id}/pdf", read, row, page::printed)
        .get("/review/analyses/{id}/edit", write, row, step_page::edit_form)
        .post("/review/analyses/{id}/edit", write, row, step_page::edit_save)
        .get("/review/analyses/{id}/refresh", write, row, step_page::refresh_form)
        .post("/review/analyses/{id}/refresh", write, row, step_page::refresh)
        .get("/review/analyses/{id}/propose", write, row, step_page::propose_form)
        .post("/review/analyses/{id}/propose", write, row, step_page::propose)
        .get("/review/analyses/{id}/discuss", write, row, step_page::discuss_form)
        .post("/review/analyses/{id}/discuss", write, row, step_page::discuss)
        .get("/review/analyses/{id}/sign", write, row, step_page::sign_form)
        .post("/review/analyses/{id}/sign", write, row, step_page::sign)
        .get("/review/analyses/{id}/send", write, row, step_page::send_form)
        .post("/review/analyses/{id}/send", write, row, step_page::send)
        .get("/api/review", read, row, api::list)
        .get("/api/review/analyses/{id}", read, row, api::one)
}

/// The job: the signed analysis is printed.
#[must_use]
pub fn jobs(app: &App, worker: Worker) -> Worker {
    printing::<store::review_paper::Entity>(app, worker)
}

/// The entities of this capability's tables, to be compared with the migrated ones.
#[must_use]
pub fn entities() -> Vec<(String, kit::store::Columns)> {
    store::entities()
}
