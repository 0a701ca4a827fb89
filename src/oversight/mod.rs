//! Oversight of social services by the municipality (контрол и наблюдение).
//!
//! Purpose: the programme of a year by which each provider is checked at least once in two years, with
//! the arithmetic of who comes first; the check from its order to what followed: the visit by the
//! checklist of the quality standards, also on a tablet without a network, the report, the notice to the
//! Agency for the quality of social services, prescriptions and the visit after them; monitoring by the
//! seven methods and visits of the council (чл. 113 ЗСУ; чл. 27–35 НКСУ).
//! Invariants: no visit without an order or before it; of one provider no two checks are open; what is
//! said to be met without the evidence that it needs is never counted as met; nobody is asked without a
//! consent that is written down, and no name of theirs is kept; a report after its term is allowed and
//! stays marked; terms are counted by the law, weights and own terms are dated numbers of the
//! municipality; a checklist has only what somebody has verified, with its mark.
//! Tables owned: oversight_number, oversight_indicator, oversight_plan, oversight_check,
//! oversight_finding, oversight_file, oversight_talk, oversight_prescription, oversight_objection,
//! oversight_record, oversight_paper.

mod api;
mod check;
mod check_form;
mod check_page;
mod checklist;
mod checklist_page;
mod computed;
mod content;
mod course;
mod deed;
mod deed_page;
mod door;
mod evidence;
mod fill;
mod finding;
mod follow_page;
mod frame;
mod letter;
mod load;
mod monitoring_page;
mod new_page;
mod objection;
mod paper;
mod prescription;
mod programme;
mod programme_act;
mod programme_page;
mod record;
mod risk;
mod setting;
mod setting_page;
mod store;
mod table;
mod talk;
mod tasks;
mod visit_page;

#[cfg(test)]
mod tests;

pub use api::ApiDocument;
pub use door::{Checked, checked, unchecked_since};
pub use fill::{fill, is_filled};
pub use paper::by_code;
pub use tasks::tasks;

use crate::app::App;
use crate::people::printing;
use kit::jobs::Worker;
use kit::web::{Audit, Need, Routes};

kit::id! {
    /// A number of the municipality from a day on.
    NumberId
}
kit::id! {
    /// A line of a checklist of the municipality's own.
    IndicatorId
}
kit::id! {
    /// A provider in the programme of a year.
    PlanId
}
kit::id! {
    /// A check.
    CheckId
}
kit::id! {
    /// What was found of a line of the checklist.
    FindingId
}
kit::id! {
    /// A photograph or a document.
    EvidenceId
}
kit::id! {
    /// What a user said.
    TalkId
}
kit::id! {
    /// A prescription.
    PrescriptionId
}
kit::id! {
    /// An objection to a report.
    ObjectionId
}
kit::id! {
    /// Monitoring, or a visit of the council.
    RecordId
}
kit::id! {
    /// A paper.
    OversightPaperId
}

/// May see the programme, checks and monitoring.
pub const READ: kit::access::Right = "oversight.read";
/// May enter them.
pub const WRITE: kit::access::Right = "oversight.write";

/// By what secrets of this capability are made.
pub const INDICES: &[kit::crypto::Index] = &[visit_page::SECRET];

/// The words of these pages.
pub const TEXTS: ui::Bundle =
    ui::Bundle { name: "oversight", bg: include_str!("bg.ftl"), en: include_str!("en.ftl") };

fn begin_routes() -> Routes<App> {
    Routes::new("oversight", "oversight: чл. 113 ЗСУ; чл. 27–35 НКСУ")
}

/// The pages.
#[must_use]
pub fn routes() -> Routes<App> {
    let (read, write, row) = (Need::Right(READ), Need::Right(WRITE), Audit::Row);
    begin_routes()
        .get("/oversight", read, row, check_page::list)
        .get("/oversight/checks.csv", read, row, check_page::csv)
        .get("/oversight/checks/new", write, row, new_page::form)
        .post("/oversight/checks/new", write, row, new_page::save)
        .get("/oversight/checks/{id}", read, row, check_page::page)
        .get("/oversight/checks/{id}/order", write, row, deed_page::order_form)
        .post("/oversight/checks/{id}/order", write, row, deed_page::order_save)
        .get("/oversight/checks/{id}/begin", write, row, deed_page::begin_form)
        .post("/oversight/checks/{id}/begin", write, row, deed_page::begin_save)
        .get("/oversight/checks/{id}/tablet", write, row, visit_page::link)
        .get("/oversight/checks/{id}/end", write, row, deed_page::end_form)
        .post("/oversight/checks/{id}/end", write, row, deed_page::end_save)
        .get("/oversight/checks/{id}/report", write, row, deed_page::report_form)
        .post("/oversight/checks/{id}/report", write, row, deed_page::report_save)
        .get("/oversight/checks/{id}/send", write, row, deed_page::send_form)
        .post("/oversight/checks/{id}/send", write, row, deed_page::send_save)
        .get("/oversight/checks/{id}/agency", write, row, deed_page::agency_form)
        .post("/oversight/checks/{id}/agency", write, row, deed_page::agency_save)
        .get("/oversight/checks/{id}/close", write, row, deed_page::close_form)
        .post("/oversight/checks/{id}/close", write, row, deed_page::close_save)
        .get("/oversight/checks/{id}/cancel", write, row, deed_page::cancel_form)
        .post("/oversight/checks/{id}/cancel", write, row, deed_page::cancel_save)
        .get("/oversight/checks/{id}/ask", write, row, talk::form)
        .post("/oversight/checks/{id}/ask", write, row, talk::save)
        .get("/oversight/checks/{id}/prescribe", write, row, follow_page::new_form)
        .post("/oversight/checks/{id}/prescribe", write, row, follow_page::new_save)
        .get("/oversight/checks/{id}/object", write, row, objection::new_form)
        .post("/oversight/checks/{id}/object", write, row, objection::new_save)
        .merge(follow_routes())
        .merge(reference_routes())
        .merge(tablet_routes())
}

/// What follows a check, and monitoring.
fn follow_routes() -> Routes<App> {
    let (read, write, row) = (Need::Right(READ), Need::Right(WRITE), Audit::Row);
    begin_routes()
        .get("/oversight/prescriptions", read, row, follow_page::list)
        .get("/oversight/prescriptions.csv", read, row, follow_page::csv)
        .get("/oversight/prescriptions/{id}", write, row, follow_page::form)
        .post("/oversight/prescriptions/{id}", write, row, follow_page::save)
        .get("/oversight/objections/{id}", write, row, objection::form)
        .post("/oversight/objections/{id}", write, row, objection::save)
        .get("/oversight/monitoring", read, row, monitoring_page::list)
        .get("/oversight/monitoring.csv", read, row, monitoring_page::csv)
        .get("/oversight/monitoring/new", write, row, monitoring_page::new_form)
        .post("/oversight/monitoring/new", write, row, monitoring_page::new_save)
        .get("/oversight/monitoring/{id}", read, row, monitoring_page::page)
        .get("/oversight/monitoring/{id}/done", write, row, monitoring_page::done_form)
        .post("/oversight/monitoring/{id}/done", write, row, monitoring_page::done_save)
        .get("/oversight/check-files/{id}", read, row, evidence::file)
        .get("/oversight/check-papers/{id}", read, row, paper::file)
}

/// The programme, the numbers, the checklists, and the same as JSON.
fn reference_routes() -> Routes<App> {
    let (read, write, row) = (Need::Right(READ), Need::Right(WRITE), Audit::Row);
    begin_routes()
        .get("/oversight/programme", read, row, programme_page::list)
        .get("/oversight/programme.csv", read, row, programme_page::csv)
        .get("/oversight/programme/risk", read, row, programme_page::risk)
        .get("/oversight/programme/propose", write, row, programme_act::propose_form)
        .post("/oversight/programme/propose", write, row, programme_act::propose_save)
        .get("/oversight/programme/print", write, row, programme_act::print_form)
        .post("/oversight/programme/print", write, row, programme_act::print_save)
        .get("/oversight/programme/new", write, row, programme_act::new_form)
        .post("/oversight/programme/new", write, row, programme_act::new_save)
        .get("/oversight/check-plans/{id}", write, row, programme_act::line_form)
        .post("/oversight/check-plans/{id}", write, row, programme_act::line_save)
        .get("/oversight/numbers", read, row, setting_page::page)
        .post("/oversight/numbers", write, row, setting_page::save)
        .get("/oversight/checklists", read, row, checklist_page::page)
        .get("/oversight/checklists/edit", write, row, checklist_page::form)
        .post("/oversight/checklists/edit", write, row, checklist_page::save)
        .get("/api/oversight/checks", read, row, api::checks)
        .get("/api/oversight/checks/{id}", read, row, api::check)
        .get("/api/oversight/programme", read, row, api::programme)
        .get("/api/oversight/prescriptions", read, row, api::prescriptions)
        .get("/api/oversight/monitoring", read, row, api::monitoring)
        .post("/api/oversight/prescriptions/{id}/done", write, row, api::done)
}

/// The visit on a tablet, also without a network: behind an address of its own, without an account.
fn tablet_routes() -> Routes<App> {
    let (secret, row) = (Need::Secret, Audit::Row);
    begin_routes()
        .get("/check-visit/worker.js", Need::Public, Audit::None, visit_page::worker)
        .get("/check-visit/{secret}", secret, row, visit_page::home)
        .get("/check-visit/{secret}/part", secret, row, visit_page::part)
        .post("/check-visit/{secret}/part", secret, row, visit_page::save)
        .post("/check-visit/{secret}/proof", secret, row, evidence::add_page)
}

/// The job: papers are printed.
#[must_use]
pub fn jobs(app: &App, worker: Worker) -> Worker {
    printing::<store::oversight_paper::Entity>(app, worker)
}

/// The entities of this capability's tables, to be compared with the migrated ones.
#[must_use]
pub fn entities() -> Vec<(String, kit::store::Columns)> {
    store::entities()
}
