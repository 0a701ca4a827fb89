//! Monthly reports of personal assistants (месечни отчети) and the ledger of their hours.
//!
//! Purpose: the report of a contract and a month by phone, on paper or through a village office; the
//! confirmation of the user; checks against the plan-schedule, the directive and the law; late
//! reports and their explanations; what counts (чл. 27, 32 ЗЛП; чл. 10, 12 Наредба № РД-07-7).
//! Invariants: what was sent is not changed, a correction is the next attempt and the old one stays;
//! a report is filed when both have signed, and only then; hours that cannot be are never accepted;
//! whether it is late the law says, not the code; no place and no movement of anybody is recorded.
//! Tables owned: hour_report, hour_step, hour_link, hour_pin, hour_run,
//! hour_blank.

mod accepted;
mod act;
mod api;
mod blank;
mod boxes;
mod bundle;
mod check;
mod count;
mod course;
mod decide;
mod enter;
mod filing;
mod fill;
mod frame;
mod holding;
mod ledger;
mod link;
mod load;
mod month;
mod month_list;
mod named;
mod page;
mod paid;
mod person;
mod phone;
mod phone_report;
mod pin;
mod remind;
mod run;
mod sheet;
mod stay;
mod stay_api;
mod store;
mod tasks;
mod treatment;
mod typed;

#[cfg(test)]
pub(crate) mod tests;

pub use accepted::{
    Accepted, Class, accepted_by, accepted_in, accepted_of, asked_in, days_worked, explained_in,
    filed_in, standing,
};
pub use api::ApiDocument;
pub use blank::empty as blank_form;
pub use course::State;
pub use fill::{addresses as fill_addresses, fill, has_reports};
pub use holding::holdings;
pub use link::{OwnPage, own_pages};
pub use named::names;
pub use paid::{PaidDoor, PaidHours};
pub use tasks::tasks;

use crate::app::App;
use crate::people::Belonging;
use kit::jobs::Worker;
use kit::web::{Audit, Need, Routes};

kit::id! {
    /// An attempt at a report.
    ReportId
}
kit::id! {
    /// Something done with a report.
    HourStepId
}
kit::id! {
    /// The address of an assistant or of a user.
    HourLinkId
}
kit::id! {
    /// The personal number of a user.
    HourPinId
}
kit::id! {
    /// A blank report that was printed.
    BlankId
}
kit::id! {
    /// Work with many reports.
    HourRunId
}

/// May see reports and ledgers.
pub const READ: kit::access::Right = "hours.read";
/// May enter reports, confirm those on paper and give out addresses.
pub const WRITE: kit::access::Right = "hours.write";
/// May accept, return and refuse reports.
pub const ACCEPT: kit::access::Right = "hours.accept";

/// The words of these pages.
pub const TEXTS: ui::Bundle =
    ui::Bundle { name: "hours", bg: include_str!("bg.ftl"), en: include_str!("en.ftl") };

/// The most blank reports of one file.
const BLANKS: usize = 2_000;

fn begin_routes() -> Routes<App> {
    Routes::new("hours", "hours: чл. 27, 32 ЗЛП; чл. 10, 12 Наредба № РД-07-7")
}

/// The pages.
#[must_use]
pub fn routes() -> Routes<App> {
    let (read, write, row) = (Need::Right(READ), Need::Right(WRITE), Audit::Row);
    begin_routes()
        .get("/worktime", read, row, month::page)
        .get("/worktime/list", read, row, month_list::table)
        .get("/worktime/scan", write, row, blank::scan)
        .get("/worktime/bundle", write, row, bundle::page)
        .post("/worktime/bundle", write, row, bundle::save)
        .get("/worktime/labour/{id}", read, row, page::page)
        .get("/worktime/labour/{id}/enter", write, row, enter::page)
        .post("/worktime/labour/{id}/enter", write, row, enter::save)
        .post("/worktime/labour/{id}/typed", write, row, typed::in_office)
        .get("/worktime/labour/{id}/blank", write, row, blank::form)
        .post("/worktime/labour/{id}/blank", write, row, blank::save)
        .get("/worktime/people/{id}", read, row, person::page)
        .post("/worktime/people/{id}/link", write, row, person::make)
        .post("/worktime/people/{id}/revoke", write, row, person::revoke)
        .post("/worktime/people/{id}/pin", write, row, person::pin)
        .get("/api/worktime", read, row, api::list)
        .get("/api/worktime/labour/{id}", read, row, api::one)
        .merge(stay_routes())
        .merge(deciding_routes())
        .merge(phone_routes())
}

/// Stays of a user in hospital or residential care.
fn stay_routes() -> Routes<App> {
    let (read, write, row) = (Need::Right(READ), Need::Right(WRITE), Audit::Row);
    begin_routes()
        .get("/worktime/people/{id}/stay", write, row, stay::form)
        .post("/worktime/people/{id}/stay", write, row, stay::save)
        .get("/worktime/people/{id}/unstay", write, row, stay::strike_form)
        .post("/worktime/people/{id}/unstay", write, row, stay::strike)
        .get("/api/worktime/people/{id}/stays", read, row, stay_api::list)
        .post("/api/worktime/people/{id}/stays", write, row, stay_api::write)
}

/// Decisions, and work with many reports.
fn deciding_routes() -> Routes<App> {
    let (write, accept, row) = (Need::Right(WRITE), Need::Right(ACCEPT), Audit::Row);
    begin_routes()
        .post("/worktime/accept", accept, row, run::accept)
        .post("/worktime/blanks", write, row, run::blanks)
        .post("/worktime/remind", write, row, run::remind_all)
        .get("/worktime/runs/{id}", write, row, run::page)
        .get("/worktime/runs/{id}/file", write, row, run::file)
        .get("/worktime/{id}/decide", accept, row, act::decide_form)
        .post("/worktime/{id}/decide", accept, row, act::decide)
        .get("/worktime/{id}/correct", accept, row, act::correct_form)
        .post("/worktime/{id}/correct", accept, row, act::correct)
        .get("/worktime/{id}/explain", write, row, act::explain_form)
        .post("/worktime/{id}/explain", write, row, act::explain)
        .get("/worktime/{id}/sign", write, row, act::sign_form)
        .post("/worktime/{id}/sign", write, row, act::sign)
        .post("/api/worktime/{id}/accept", accept, row, api::accept)
}

/// What stands behind the addresses of assistants and users.
fn phone_routes() -> Routes<App> {
    let (secret, row) = (Need::Secret, Audit::Row);
    begin_routes()
        .get("/my-hours/worker.js", Need::Public, Audit::None, phone::worker)
        .get("/my-hours/{secret}", secret, row, phone::page)
        .get("/my-hours/{secret}/write", secret, row, phone::write_page)
        .post("/my-hours/{secret}/write", secret, row, phone::write)
        .post("/my-hours/{secret}/typed", secret, row, typed::on_phone)
        .get("/my-hours/{secret}/report", secret, row, phone_report::page)
        .post("/my-hours/{secret}/confirm", secret, row, phone_report::confirm)
        .post("/my-hours/{secret}/object", secret, row, phone_report::object)
        .post("/my-hours/{secret}/explain", secret, row, phone_report::explain)
}

/// The jobs: work with many reports, and mails to those whose report is missing.
#[must_use]
pub fn jobs(app: &App, worker: Worker) -> Worker {
    worker.on(run::RUNNING, run::running(app)).on(remind::MAIL, remind::sending(app))
}

/// By what secrets of this capability are made.
pub const INDICES: &[kit::crypto::Index] = &[link::SECRET];

/// What here belongs to a person, and moves with them.
pub const BELONGINGS: &[Belonging] = &[
    Belonging::new("hour_report", "person_id", "hours-belonging-report")
        .following("agreement_id", "assistance_agreement"),
    Belonging::new("hour_link", "person_id", "hours-belonging-link"),
    Belonging::new("hour_pin", "person_id", "hours-belonging-pin"),
];

/// The entities of this capability's tables, to be compared with the migrated ones.
#[must_use]
pub fn entities() -> Vec<(String, kit::store::Columns)> {
    store::entities()
}
