//! Studies (проучвания) of what people of the municipality need: questionnaires, samples,
//! collection, weighting, results.
//!
//! Purpose: the municipality's own exhaustive and representative studies are one of the sources
//! that a needs analysis may rest on (чл. 3 and чл. 37 НПСУ), when it can be shown whom they asked
//! and how sure they are.
//! Invariants: a published questionnaire is never changed; a draw can be repeated by anybody from
//! its seed; an answer has no name, no moment and no code, and its id is drawn at random; a code
//! serves once; a name is kept only with a consent, apart from the answer; numbers are shown when a
//! study is closed, and of fewer than five people never, neither alone nor as what is left when
//! others are taken from the whole; on the pages for anybody no network address is kept.
//! Tables owned: study_form, study, study_round, study_unit, study_answer, study_weighting,
//! study_contact, study_paper.

mod answer_page;
mod api;
mod asking;
mod chart;
mod contact_page;
mod content;
mod cross;
mod cross_page;
mod door;
mod enter_page;
mod fill;
mod form;
mod form_act;
mod form_page;
mod frame;
mod hand;
mod hide;
mod interval;
mod outcome;
mod paper;
mod question;
mod result;
mod result_page;
mod round;
mod round_page;
mod sample;
mod sheet;
mod sheets_page;
mod store;
mod study;
mod study_new;
mod study_page;
mod table;
mod tasks;
mod unit;
mod visit_page;
mod weight;
mod weight_page;

#[cfg(test)]
mod tests;

pub use api::ApiDocument;
pub use door::{StudyName, results_of};
pub use fill::{fill, is_filled};
pub use paper::by_code;
pub(crate) use paper::template;
pub use tasks::tasks;

use crate::app::App;
use crate::people::printing;
use kit::jobs::Worker;
use kit::web::{Audit, Need, Routes};

kit::id! {
    /// A version of a questionnaire.
    FormId
}
kit::id! {
    /// A study.
    StudyId
}
kit::id! {
    /// A unit that was drawn.
    UnitId
}
kit::id! {
    /// The round of an interviewer.
    RoundId
}
kit::id! {
    /// An answer; drawn at random.
    AnswerId
}
kit::id! {
    /// Margins by which answers are weighted.
    WeightingId
}
kit::id! {
    /// Somebody who agreed to be named; drawn at random.
    ContactId
}
kit::id! {
    /// A paper.
    StudyPaperId
}

/// May see studies and their results.
pub const READ: kit::access::Right = "studies.read";
/// May make them and enter answers.
pub const WRITE: kit::access::Right = "studies.write";

/// By what the codes of sheets, and the addresses of rounds and of open studies, are made.
pub const INDICES: &[kit::crypto::Index] = &[unit::SECRET, round::SECRET, study::SECRET];

/// The words of these pages.
pub const TEXTS: ui::Bundle =
    ui::Bundle { name: "studies", bg: include_str!("bg.ftl"), en: include_str!("en.ftl") };

fn begin_routes() -> Routes<App> {
    Routes::new("studies", "studies: чл. 35 ЗСУ; чл. 3 и 37 НПСУ")
}

/// The pages.
#[must_use]
pub fn routes() -> Routes<App> {
    let (read, write, row) = (Need::Right(READ), Need::Right(WRITE), Audit::Row);
    begin_routes()
        .get("/studies", read, row, study_page::list)
        .get("/studies.csv", read, row, study_page::csv)
        .get("/studies/new", write, row, study_new::form_page)
        .post("/studies/new", write, row, study_new::save)
        .get("/studies/{id}", read, row, study_page::page)
        .get("/studies/{id}/units", read, row, study_page::units)
        .get("/studies/{id}/sheets", write, row, sheets_page::form)
        .post("/studies/{id}/sheets", write, row, sheets_page::save)
        .get("/studies/{id}/link", write, row, sheets_page::link)
        .get("/studies/{id}/round", write, row, round_page::form)
        .post("/studies/{id}/round", write, row, round_page::save)
        .get("/studies/study-rounds/{id}", read, row, round_page::page)
        .get("/studies/study-rounds/{id}/address", write, row, round_page::address)
        .get("/studies/{id}/enter", write, row, enter_page::form)
        .post("/studies/{id}/enter", write, row, enter_page::save)
        .get("/studies/{id}/close", write, row, study_page::close_form)
        .post("/studies/{id}/close", write, row, study_page::close_save)
        .get("/studies/study-papers/{id}", read, row, paper::file)
        .merge(form_routes())
        .merge(result_routes())
        .merge(open_routes())
        .merge(api_routes())
}

/// Questionnaires.
fn form_routes() -> Routes<App> {
    let (read, write, row) = (Need::Right(READ), Need::Right(WRITE), Audit::Row);
    begin_routes()
        .get("/studies/questionnaires", read, row, form_page::list)
        .get("/studies/questionnaires/new", write, row, form_page::new_form)
        .post("/studies/questionnaires/new", write, row, form_page::new_save)
        .get("/studies/study-forms/{id}", read, row, form_page::page)
        .get("/studies/study-forms/{id}/head", write, row, form_page::head_form)
        .post("/studies/study-forms/{id}/head", write, row, form_page::head_save)
        .get("/studies/study-forms/{id}/question", write, row, form_page::question_form)
        .post("/studies/study-forms/{id}/question", write, row, form_page::question_save)
        .get("/studies/study-forms/{id}/publish", write, row, form_act::publish_form)
        .post("/studies/study-forms/{id}/publish", write, row, form_act::publish_save)
        .get("/studies/study-forms/{id}/next", write, row, form_act::next_form)
        .post("/studies/study-forms/{id}/next", write, row, form_act::next_save)
}

/// Results of a study that is closed, its weighting, and who agreed to be named.
fn result_routes() -> Routes<App> {
    let (read, write, row) = (Need::Right(READ), Need::Right(WRITE), Audit::Row);
    begin_routes()
        .get("/studies/{id}/results", read, row, result_page::page)
        .post("/studies/{id}/results", write, row, result_page::print)
        .get("/studies/{id}/results/table", read, row, result_page::table)
        .get("/studies/{id}/behind", read, row, result_page::behind)
        .get("/studies/{id}/cross", read, row, cross_page::page)
        .get("/studies/{id}/cross/table", read, row, cross_page::table)
        .get("/studies/{id}/answers", write, row, cross_page::answers)
        .get("/studies/{id}/weights", write, row, weight_page::form)
        .post("/studies/{id}/weights", write, row, weight_page::save)
        .get("/studies/{id}/contacts", write, row, contact_page::page)
        .get("/studies/{id}/withdraw", write, row, contact_page::form)
        .post("/studies/{id}/withdraw", write, row, contact_page::save)
}

/// What anybody may open: a sheet by its code, a study that is open to all; and the round of an
/// interviewer, also without a network.
fn open_routes() -> Routes<App> {
    let (secret, row) = (Need::Secret, Audit::Row);
    begin_routes()
        .get("/study/{secret}", secret, Audit::None, answer_page::page)
        .post("/study/{secret}", secret, row, answer_page::save)
        .get("/study-open/{secret}", secret, Audit::None, answer_page::open)
        .post("/study-open/{secret}", secret, row, answer_page::open_save)
        .get("/study-visit/worker.js", Need::Public, Audit::None, visit_page::worker)
        .get("/study-visit/{secret}", secret, row, visit_page::home)
        .get("/study-visit/{secret}/write", secret, row, visit_page::write_form)
        .post("/study-visit/{secret}/write", secret, row, visit_page::write_save)
}

/// The same as JSON.
fn api_routes() -> Routes<App> {
    let (read, write, row) = (Need::Right(READ), Need::Right(WRITE), Audit::Row);
    begin_routes()
        .get("/api/studies", read, row, api::studies)
        .post("/api/studies", write, row, api::add)
        .get("/api/studies/{id}/results", read, row, api::results)
}

/// The job: papers are printed.
#[must_use]
pub fn jobs(app: &App, worker: Worker) -> Worker {
    printing::<store::study_paper::Entity>(app, worker)
}

/// The entities of this capability's tables, to be compared with the migrated ones.
#[must_use]
pub fn entities() -> Vec<(String, kit::store::Columns)> {
    store::entities()
}
