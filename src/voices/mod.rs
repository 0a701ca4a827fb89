//! Voices of users (гласът на потребителите): surveys, and complaints, signals and proposals about services.
//!
//! Purpose: what users of services think, asked on paper with a code, on a phone, at a visit, and easy to
//! read (чл. 35 НКСУ); what anybody complains of, signals or proposes about services and providers, with
//! its term, the steps taken and the answer (чл. 107–127 АПК; чл. 113 ЗСУ).
//! Invariants: an answer has no name, no moment and no code, and its id is drawn at random; a code serves
//! once; numbers of a survey are shown when it is closed, and of fewer than five people never, neither
//! alone nor as what is left when others are taken from the whole; on the pages for anybody no network
//! address is kept; when an answer is due the law says; a late answer is taken and shown as late.
//! Tables owned: voice_form, voice_survey, voice_subject, voice_code, voice_answer, voice_complaint,
//! voice_step, voice_paper.

mod answer_page;
mod api;
mod asking;
mod chart;
mod complaint;
mod complaint_new;
mod complaint_page;
mod content;
mod course;
mod deed_page;
mod door;
mod enter_page;
mod fill;
mod form;
mod form_page;
mod frame;
mod heard;
mod outcome;
mod paper;
mod public;
mod question;
mod result;
mod result_page;
mod sheet;
mod sheets_page;
mod statistics;
mod store;
mod survey;
mod survey_page;
mod table;
mod tasks;

#[cfg(test)]
mod tests;

pub use api::ApiDocument;
pub use door::{Filed, Stands, file as file_online, stands as stands_of};
pub use fill::{fill, is_filled};
pub use heard::{Heard, complaints_by_provider, heard};
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
    /// A survey.
    SurveyId
}
kit::id! {
    /// A service of a survey.
    SubjectId
}
kit::id! {
    /// The code of a sheet.
    CodeId
}
kit::id! {
    /// An answer; drawn at random.
    AnswerId
}
kit::id! {
    /// A complaint, a signal or a proposal.
    ComplaintId
}
kit::id! {
    /// What was done with a complaint.
    StepId
}
kit::id! {
    /// A paper.
    VoicePaperId
}

/// May see surveys, complaints and their numbers.
pub const READ: kit::access::Right = "voices.read";
/// May enter them.
pub const WRITE: kit::access::Right = "voices.write";

/// By what the codes of sheets and of complaints are made.
pub const INDICES: &[kit::crypto::Index] = &[sheet::SECRET, complaint::SECRET];

/// The words of these pages.
pub const TEXTS: ui::Bundle =
    ui::Bundle { name: "voices", bg: include_str!("bg.ftl"), en: include_str!("en.ftl") };

fn begin_routes() -> Routes<App> {
    Routes::new("voices", "voices: чл. 113 ЗСУ; чл. 35 НКСУ; чл. 107–127 АПК")
}

/// The pages.
#[must_use]
pub fn routes() -> Routes<App> {
    let (read, write, row) = (Need::Right(READ), Need::Right(WRITE), Audit::Row);
    begin_routes()
        .get("/voices", read, row, complaint_page::list)
        .get("/voices/complaints.csv", read, row, complaint_page::csv)
        .get("/voices/complaints/new", write, row, complaint_new::new_form)
        .post("/voices/complaints/new", write, row, complaint_new::new_save)
        .get("/voices/complaints/{id}", read, row, complaint_page::page)
        .get("/voices/complaints/{id}/assign", write, row, deed_page::assign_form)
        .post("/voices/complaints/{id}/assign", write, row, deed_page::assign_save)
        .get("/voices/complaints/{id}/step", write, row, deed_page::step_form)
        .post("/voices/complaints/{id}/step", write, row, deed_page::step_save)
        .get("/voices/complaints/{id}/forward", write, row, deed_page::forward_form)
        .post("/voices/complaints/{id}/forward", write, row, deed_page::forward_save)
        .get("/voices/complaints/{id}/answer", write, row, deed_page::answer_form)
        .post("/voices/complaints/{id}/answer", write, row, deed_page::answer_save)
        .get("/voices/complaints/{id}/reopen", write, row, deed_page::reopen_form)
        .post("/voices/complaints/{id}/reopen", write, row, deed_page::reopen_save)
        .get("/voices/statistics", read, row, statistics::page)
        .get("/voices/pdf/{id}", read, row, paper::file)
        .merge(survey_routes())
        .merge(open_routes())
        .merge(api_routes())
}

/// Questionnaires and surveys.
fn survey_routes() -> Routes<App> {
    let (read, write, row) = (Need::Right(READ), Need::Right(WRITE), Audit::Row);
    begin_routes()
        .get("/voices/questionnaires", read, row, form_page::list)
        .get("/voices/questionnaires/edit", write, row, form_page::edit)
        .post("/voices/questionnaires/edit", write, row, form_page::save)
        .get("/voices/surveys", read, row, survey_page::list)
        .get("/voices/surveys.csv", read, row, survey_page::csv)
        .get("/voices/surveys/new", write, row, survey_page::new_form)
        .post("/voices/surveys/new", write, row, survey_page::new_save)
        .get("/voices/surveys/{id}", read, row, survey_page::page)
        .get("/voices/surveys/{id}/sheets", write, row, sheets_page::form)
        .post("/voices/surveys/{id}/sheets", write, row, sheets_page::save)
        .get("/voices/surveys/{id}/enter", write, row, enter_page::form)
        .post("/voices/surveys/{id}/enter", write, row, enter_page::save)
        .get("/voices/surveys/{id}/talk", write, row, answer_page::talk_form)
        .post("/voices/surveys/{id}/talk", write, row, answer_page::talk_save)
        .get("/voices/surveys/{id}/close", write, row, survey_page::close_form)
        .post("/voices/surveys/{id}/close", write, row, survey_page::close_save)
        .get("/voices/surveys/{id}/results", read, row, result_page::page)
        .post("/voices/surveys/{id}/results", write, row, result_page::print)
        .get("/voices/surveys/{id}/results/table", read, row, result_page::table)
        .get("/voices/surveys/{id}/sheets-behind", read, row, result_page::behind)
}

/// What anybody may open: a sheet by its code, the page for complaints, a complaint by its code.
fn open_routes() -> Routes<App> {
    let (secret, anybody, row) = (Need::Secret, Need::Public, Audit::Row);
    begin_routes()
        .get("/survey/{secret}", secret, Audit::None, answer_page::page)
        .post("/survey/{secret}", secret, row, answer_page::save)
        .get("/complaint", anybody, Audit::None, public::form)
        .post("/complaint", anybody, row, public::file)
        .post("/complaint/follow", anybody, row, public::follow)
        .get("/complaint/{secret}", secret, row, public::state)
}

/// The same as JSON.
fn api_routes() -> Routes<App> {
    let (read, write, row) = (Need::Right(READ), Need::Right(WRITE), Audit::Row);
    begin_routes()
        .get("/api/voices/surveys", read, row, api::surveys)
        .get("/api/voices/surveys/{id}/results", read, row, api::results)
        .get("/api/voices/complaints", read, row, api::complaints)
        .post("/api/voices/complaints", write, row, api::add)
        .get("/api/voices/complaints/{id}", read, row, api::complaint)
}

/// The job: papers are printed.
#[must_use]
pub fn jobs(app: &App, worker: Worker) -> Worker {
    printing::<store::voice_paper::Entity>(app, worker)
}

/// The entities of this capability's tables, to be compared with the migrated ones.
#[must_use]
pub fn entities() -> Vec<(String, kit::store::Columns)> {
    store::entities()
}
