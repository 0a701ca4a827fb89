//! Assistant support (асистентска подкрепа, чл. 93 ЗСУ): the service to which only the municipality
//! that provides it refers.
//!
//! Purpose: whether a person is entitled, with articles and arithmetic, and what excludes the
//! service; the hours plan of a contract; assistants and whom they help; their monthly reports, on a
//! sheet in the office and on a telephone, confirmed by the person and approved by the office; the
//! month closed with a number, its hours handed over to delivery, where fees are counted from.
//! Invariants: what is not known is not taken for a no; a person's facts, an assistant's name and
//! telephone, plans and visits are sealed; an assistant is never at two people at once; a report in
//! which somebody was excluded, not named, or two assistants met is not approved; nothing of a
//! closed month changes. Tables owned: homecare_assistant, homecare_link, homecare_fact, homecare_plan,
//! homecare_assignment, homecare_report, homecare_step, homecare_month.

mod api;
mod appoint;
mod assign;
mod assistant;
mod close;
mod contract;
mod entitled;
mod fact;
mod fact_page;
mod frame;
mod holding;
mod link;
mod list;
mod load;
mod paper;
mod person;
mod phone;
mod place;
mod plan;
mod register;
mod report;
mod report_page;
mod rows;
mod sheet;
mod store;
mod tasks;
mod week;

#[cfg(test)]
mod tests;

pub use api::ApiDocument;
pub use assign::add as assign;
pub use assistant::{Assistant, Facts as AssistantFacts, NewAssistant, add as add_assistant};
pub use close::close;
pub use fact::{Content as FactContent, add as add_fact};
pub use holding::holdings;
pub use load::{PlanContent, is_ours};
pub use place::Place;
pub use plan::{NewPlan, add as add_plan};
pub use report::{By, Confirmed, approve, give_back, save as save_report, send};
pub use tasks::tasks;
pub use week::{Slot, Visit};

use crate::app::App;
use crate::delivery;
use crate::people::{Answered, Belonging, printing};
use kit::jobs::Worker;
use kit::store::{StoreError, Tx};
use kit::web::{Audit, Need, Routes};
use store::homecare_month::Entity as Months;

kit::id! {
    /// Who helps.
    AssistantId
}
kit::id! {
    /// The address by which an assistant reports.
    LinkId
}
kit::id! {
    /// What is declared of a person.
    FactId
}
kit::id! {
    /// An hours plan.
    PlanId
}
kit::id! {
    /// Who helps whom.
    AssignmentId
}
kit::id! {
    /// A monthly report.
    ReportId
}

/// May see entitlement, plans, assistants and reports.
pub const READ: kit::access::Right = "homecare.read";
/// May enter them.
pub const WRITE: kit::access::Right = "homecare.write";
/// May approve reports, give them back, and close a month.
pub const CLOSE: kit::access::Right = "homecare.close";

/// The words of these pages.
pub const TEXTS: ui::Bundle =
    ui::Bundle { name: "homecare", bg: include_str!("bg.ftl"), en: include_str!("en.ftl") };

fn begin_routes() -> Routes<App> {
    Routes::new("homecare", "homecare: чл. 93 ЗСУ")
}

/// The pages.
#[must_use]
pub fn routes() -> Routes<App> {
    person_routes()
        .merge(contract_routes())
        .merge(assistant_routes())
        .merge(report_routes())
        .merge(phone_routes())
}

/// Entitlement of a person.
fn person_routes() -> Routes<App> {
    let (read, write, row) = (Need::Right(READ), Need::Right(WRITE), Audit::Row);
    begin_routes()
        .get("/people/{id}/homecare", read, row, person::page)
        .get("/people/{id}/homecare/new", write, row, fact_page::form)
        .post("/people/{id}/homecare/new", write, row, fact_page::save)
        .get("/people/{id}/homecare/end", write, row, fact_page::end_form)
        .post("/people/{id}/homecare/end", write, row, fact_page::end)
        .get("/api/people/{id}/homecare", read, row, api::person)
}

/// The month and each contract.
fn contract_routes() -> Routes<App> {
    let (read, write, row) = (Need::Right(READ), Need::Right(WRITE), Audit::Row);
    begin_routes()
        .get("/homecare", read, row, list::page)
        .get("/homecare/list", read, row, list::table)
        .get("/homecare/contracts/{id}", read, row, contract::page)
        .get("/homecare/contracts/{id}/plan", write, row, plan::page)
        .post("/homecare/contracts/{id}/plan", write, row, plan::save)
        .get("/homecare/contracts/{id}/assign", write, row, assign::page)
        .post("/homecare/contracts/{id}/assign", write, row, assign::save)
        .get("/homecare/contracts/{id}/unassign", write, row, assign::end_form)
        .post("/homecare/contracts/{id}/unassign", write, row, assign::end)
        .get("/homecare/contracts/{id}/begin", write, row, contract::choose)
        .get("/homecare/contracts/{id}/sheet", write, row, sheet::page)
        .post("/homecare/contracts/{id}/sheet", write, row, sheet::save)
        .get("/api/homecare", read, row, api::list)
        .post("/api/homecare/contracts/{id}/report", write, row, api::write)
}

/// The register of assistants.
fn assistant_routes() -> Routes<App> {
    let (read, write, row) = (Need::Right(READ), Need::Right(WRITE), Audit::Row);
    begin_routes()
        .get("/homecare/assistants", read, row, register::list)
        .get("/homecare/assistants/new", write, row, appoint::new_form)
        .post("/homecare/assistants/new", write, row, appoint::add)
        .get("/homecare/assistants/{id}", read, row, register::page)
        .get("/homecare/assistants/{id}/edit", write, row, appoint::edit_form)
        .post("/homecare/assistants/{id}/edit", write, row, appoint::change)
        .post("/homecare/assistants/{id}/link", write, row, register::make_link)
        .post("/homecare/assistants/{id}/link/revoke", write, row, register::revoke_link)
        .get("/api/homecare/assistants", read, row, api::assistants)
}

/// Reports and the closing of a month.
fn report_routes() -> Routes<App> {
    let (read, write, row) = (Need::Right(READ), Need::Right(WRITE), Audit::Row);
    let close = Need::Right(CLOSE);
    begin_routes()
        .get("/homecare/report/{id}", read, row, report_page::page)
        .get("/homecare/report/{id}/confirm", write, row, report_page::confirm_form)
        .post("/homecare/report/{id}/confirm", write, row, report_page::confirm)
        .post("/homecare/report/{id}/approve", close, row, report_page::approve)
        .get("/homecare/report/{id}/return", close, row, report_page::return_form)
        .post("/homecare/report/{id}/return", close, row, report_page::give_back)
        .get("/homecare/services/{id}", read, row, close::home)
        .get("/homecare/services/{id}/close", close, row, close::form)
        .post("/homecare/services/{id}/close", close, row, close::save)
        .get("/homecare/services/{id}/reopen", close, row, delivery::reopen_form::<Months>)
        .post("/homecare/services/{id}/reopen", close, row, delivery::reopen::<Months>)
        .get("/homecare/services/{id}/months/{month}", read, row, delivery::download::<Months>)
}

/// The pages behind the address of an assistant.
fn phone_routes() -> Routes<App> {
    let (secret, row) = (Need::Secret, Audit::Row);
    begin_routes()
        .get("/assistant/{secret}", secret, row, phone::page)
        .get("/assistant/{secret}/day", secret, row, phone::day)
        .post("/assistant/{secret}/day", secret, row, phone::save_day)
        .get("/assistant/{secret}/send", secret, row, phone::send_form)
        .post("/assistant/{secret}/send", secret, row, phone::send)
}

/// Whether the register has any assistant.
///
/// # Errors
/// When the database does not answer.
pub async fn has_assistants(tx: &Tx) -> Result<bool, StoreError> {
    Ok(!assistant::all(tx).await?.is_empty())
}

/// The list with a code, for the public check.
pub fn by_code<'a>(tx: &'a Tx, code: &'a str) -> Answered<'a> {
    delivery::by_code_in::<Months>(tx, code)
}

/// The job: lists of closed months are printed.
#[must_use]
pub fn jobs(app: &App, worker: Worker) -> Worker {
    printing::<Months>(app, worker)
}

/// What here belongs to a person, and moves with them.
pub const BELONGINGS: &[Belonging] =
    &[Belonging::new("homecare_fact", "person_id", "homecare-belonging")];

/// By what secrets of this capability are made.
pub const INDICES: &[kit::crypto::Index] = &[link::SECRET];

/// The entities of this capability's tables, to be compared with the migrated ones.
#[must_use]
pub fn entities() -> Vec<(String, kit::store::Columns)> {
    store::entities()
}
