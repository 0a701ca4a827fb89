//! Powers of the municipality (правомощия на общината): agreements between municipalities, assigning
//! services to private providers, files by which a service is made, changed or closed, licences.
//!
//! Purpose: each file is led step by step, and shows what is done, what is next, until when and by
//! which article (чл. 53–72 ЗСУ; чл. 78–101 ППЗСУ). Invariants: a step is noted after those on which
//! it rests and never before its earliest day; terms are rules of the law or reference data of the
//! municipality in dated versions; a file keeps the criteria with which its competition was announced;
//! no candidate without a licence on the day, no points above their most, no contract longer than the
//! law lets; decisions of the municipal council stand in the register of decisions; licences are asked
//! of the directory and not kept here.
//! Tables owned: power_file, power_step, power_candidate, power_member, power_contract,
//! power_evaluation, power_agreement, power_reference, power_paper.

mod agreement;
mod api;
mod candidate;
mod content;
mod contract;
mod course;
mod door;
mod evaluation;
mod file;
mod file_form;
mod fill;
mod frame;
mod list;
mod load;
mod member;
mod page;
mod paper;
mod reference;
mod score;
mod store;
mod table;
mod tasks;

#[cfg(test)]
mod tests;

pub use api::ApiDocument;
pub use door::in_force;
pub use fill::{Asked, fill, is_filled};
pub use paper::by_code;
pub use tasks::tasks;

use crate::app::App;
use crate::people::printing;
use kit::jobs::Worker;
use kit::web::{Audit, Need, Routes};

kit::id! {
    /// A file.
    FileId
}
kit::id! {
    /// A step that was done.
    StepId
}
kit::id! {
    /// A candidate of a competition.
    CandidateId
}
kit::id! {
    /// A member of its commission.
    MemberId
}
kit::id! {
    /// A contract that assigns a service.
    ContractId
}
kit::id! {
    /// The evaluation of a year of it.
    EvaluationId
}
kit::id! {
    /// An agreement between municipalities.
    AgreementId
}
kit::id! {
    /// What the municipality set itself.
    ReferenceId
}
kit::id! {
    /// A paper of a file.
    PowerPaperId
}

/// May see the files.
pub const READ: kit::access::Right = "powers.read";
/// May lead them.
pub const WRITE: kit::access::Right = "powers.write";

/// The words of these pages.
pub const TEXTS: ui::Bundle =
    ui::Bundle { name: "powers", bg: include_str!("bg.ftl"), en: include_str!("en.ftl") };

fn begin() -> Routes<App> {
    Routes::new("powers", "powers: чл. 25, 53–72 ЗСУ")
}

/// The pages.
#[must_use]
pub fn routes() -> Routes<App> {
    let (read, write, row) = (Need::Right(READ), Need::Right(WRITE), Audit::Row);
    begin()
        .get("/powers", read, row, list::page)
        .get("/powers/file", read, row, list::file)
        .get("/powers/contracts", read, row, list::contracts)
        .get("/powers/agreements", read, row, list::agreements)
        .get("/powers/licences", read, row, list::licences)
        .get("/powers/new", write, row, file_form::new_form)
        .post("/powers/new", write, row, file_form::new_save)
        .get("/powers/reference", write, row, reference::form)
        .post("/powers/reference", write, row, reference::save)
        .get("/powers/power-papers/{id}", read, row, paper::file)
        .merge(file_routes())
        .merge(part_routes())
        .merge(api_routes())
}

/// One file.
fn file_routes() -> Routes<App> {
    let (read, write, row) = (Need::Right(READ), Need::Right(WRITE), Audit::Row);
    begin()
        .get("/powers/dossiers/{id}", read, row, page::page)
        .get("/powers/dossiers/{id}/edit", write, row, file_form::edit_form)
        .post("/powers/dossiers/{id}/edit", write, row, file_form::edit_save)
        .get("/powers/dossiers/{id}/step", write, row, file_form::step_form)
        .post("/powers/dossiers/{id}/step", write, row, file_form::step_save)
        .get("/powers/dossiers/{id}/undo", write, row, file_form::undo_form)
        .post("/powers/dossiers/{id}/undo", write, row, file_form::undo_save)
        .get("/powers/dossiers/{id}/drop", write, row, file_form::drop_form)
        .post("/powers/dossiers/{id}/drop", write, row, file_form::drop_save)
        .post("/powers/dossiers/{id}/paper", write, row, paper::make)
}

/// What belongs to a file: candidates, commission, contract, agreement.
fn part_routes() -> Routes<App> {
    let (read, write, row) = (Need::Right(READ), Need::Right(WRITE), Audit::Row);
    begin()
        .get("/powers/dossiers/{id}/candidate", write, row, candidate::new_form)
        .post("/powers/dossiers/{id}/candidate", write, row, candidate::new_save)
        .get("/powers/candidates/{id}", write, row, candidate::form)
        .post("/powers/candidates/{id}", write, row, candidate::save)
        .get("/powers/dossiers/{id}/member", write, row, member::new_form)
        .post("/powers/dossiers/{id}/member", write, row, member::new_save)
        .get("/powers/commission/{id}", write, row, member::form)
        .post("/powers/commission/{id}", write, row, member::save)
        .get("/powers/dossiers/{id}/contract", write, row, contract::new_form)
        .post("/powers/dossiers/{id}/contract", write, row, contract::new_save)
        .get("/powers/dossiers/{id}/agreement", write, row, agreement::form)
        .post("/powers/dossiers/{id}/agreement", write, row, agreement::save)
        .get("/powers/assigned/{id}", read, row, page::contract)
        .get("/powers/assigned/{id}/evaluate", write, row, evaluation::form)
        .post("/powers/assigned/{id}/evaluate", write, row, evaluation::save)
        .get("/powers/assigned/{id}/end", write, row, contract::end_form)
        .post("/powers/assigned/{id}/end", write, row, contract::end_save)
}

/// The same as JSON.
fn api_routes() -> Routes<App> {
    let (read, write, row) = (Need::Right(READ), Need::Right(WRITE), Audit::Row);
    begin()
        .get("/api/powers", read, row, api::files)
        .get("/api/powers/{id}", read, row, api::file)
        .post("/api/powers/{id}/steps", write, row, api::step)
}

/// The job: papers are printed.
#[must_use]
pub fn jobs(app: &App, worker: Worker) -> Worker {
    printing::<store::power_paper::Entity>(app, worker)
}

/// The entities of this capability's tables, to be compared with the migrated ones.
#[must_use]
pub fn entities() -> Vec<(String, kit::store::Columns)> {
    store::entities()
}
