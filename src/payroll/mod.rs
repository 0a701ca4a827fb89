//! Pay of personal assistants (ведомости), and the accounts of it to АСП.
//!
//! Purpose: the gross pay of a month by hours, price and service; a draft that a second person
//! approves, its release, corrections back in time; files for payroll, bank and the register of
//! employment; the account by users with the 3 %, the money that came for it, the report of the year
//! (чл. 22, 31–35 ЗЛП; чл. 8–11 Наредба № РД-07-7).
//! Invariants: a run pays the difference between what is due and what was released, so nothing is
//! paid twice; who made a run does not approve it; a released line never changes, a correction is a
//! line beside it with its reason; rates are the law's; held lines hold nobody else; accounts at a
//! bank and reasons are sealed. Tables owned: payroll_run, payroll_line, payroll_net, payroll_slip,
//! payroll_request, payroll_claim, payroll_transfer, payroll_paper.

mod act;
mod api;
mod asp;
mod asp_page;
mod bank;
mod basis;
mod claim;
mod compute;
mod count;
mod course;
mod export;
mod fill;
mod frame;
mod hold;
mod holding;
mod leave;
mod line;
mod line_page;
mod list;
mod load;
mod moves;
mod named;
mod net;
mod page;
mod paid;
mod pain;
mod paper;
mod person;
mod rates;
mod request;
mod slip;
mod statement;
mod store;
mod sums;
mod tasks;
mod term;
mod year;
mod year_page;

#[cfg(test)]
mod tests;

pub use api::ApiDocument;
pub use fill::{fill, fill_nets, has_runs};
pub use holding::holdings;
pub use named::names;
pub use paid::paid_in;
pub use tasks::tasks;

use crate::app::App;
use crate::people::{Answered, Belonging, Verified, printing};
use kit::jobs::Worker;
use kit::store::Tx;
use kit::web::{Audit, Need, Routes};

kit::id! {
    /// A pay run.
    RunId
}
kit::id! {
    /// A line of a run.
    LineId
}
kit::id! {
    /// What is transferred to an assistant.
    NetId
}
kit::id! {
    /// A pay slip.
    SlipId
}
kit::id! {
    /// An account to АСП.
    RequestId
}
kit::id! {
    /// The part of a user in an account.
    ClaimId
}
kit::id! {
    /// Money that came from АСП.
    TransferId
}
kit::id! {
    /// A numbered paper.
    PayPaperId
}

/// May see runs, accounts and reports.
pub const READ: kit::access::Right = "payroll.read";
/// May make a run, hold lines and send it to be approved.
pub const PREPARE: kit::access::Right = "payroll.prepare";
/// May approve, send back and release a run that somebody else made.
pub const APPROVE: kit::access::Right = "payroll.approve";
/// May make accounts to АСП, enter transfers and write the report of the year.
pub const REPORT: kit::access::Right = "payroll.report";
/// May take files with identifiers and accounts at a bank away.
pub const EXPORT: kit::access::Right = "payroll.export";

/// The words of these pages.
pub const TEXTS: ui::Bundle =
    ui::Bundle { name: "payroll", bg: include_str!("bg.ftl"), en: include_str!("en.ftl") };

fn begin_routes() -> Routes<App> {
    Routes::new("payroll", "payroll: чл. 22, 31–35 ЗЛП; чл. 8–11 Наредба № РД-07-7")
}

/// The pages.
#[must_use]
pub fn routes() -> Routes<App> {
    let (read, prepare, row) = (Need::Right(READ), Need::Right(PREPARE), Audit::Row);
    begin_routes()
        .get("/payroll", read, row, list::page)
        .post("/payroll/begin", prepare, row, act::begin)
        .get("/payroll/{id}", read, row, page::page)
        .post("/payroll/{id}/submit", prepare, row, act::submit)
        .get("/payroll/{id}/cancel", prepare, row, act::cancel_form)
        .post("/payroll/{id}/cancel", prepare, row, act::cancel)
        .get("/payroll/lines/{id}", read, row, line_page::page)
        .get("/payroll/lines/{id}/leave", read, row, leave::page)
        .get("/payroll/lines/{id}/hold", prepare, row, hold::form)
        .post("/payroll/lines/{id}/hold", prepare, row, hold::save)
        .post("/payroll/lines/{id}/free", prepare, row, hold::free)
        .get("/payroll/people/{id}", read, row, person::page)
        .get("/payroll/papers/{id}", read, row, paper::download)
        .get("/api/payroll", read, row, api::list)
        .get("/api/payroll/{id}", read, row, api::one)
        .merge(approving_routes())
        .merge(file_routes())
        .merge(account_routes())
}

/// The second person.
fn approving_routes() -> Routes<App> {
    let (approve, row) = (Need::Right(APPROVE), Audit::Row);
    begin_routes()
        .post("/payroll/{id}/approve", approve, row, act::approve)
        .get("/payroll/{id}/return", approve, row, act::return_form)
        .post("/payroll/{id}/return", approve, row, act::give_back)
        .post("/payroll/{id}/release", approve, row, act::release)
        .post("/api/payroll/{id}/approve", approve, row, api::approve)
}

/// Files and papers of a run.
fn file_routes() -> Routes<App> {
    let (read, export, row) = (Need::Right(READ), Need::Right(EXPORT), Audit::Row);
    begin_routes()
        .post("/payroll/{id}/statement", read, row, statement::make)
        .post("/payroll/{id}/slips", export, row, slip::make)
        .get("/payroll/{id}/slips", export, row, slip::file)
        .get("/payroll/{id}/file", export, row, export::table)
        .get("/payroll/{id}/net", export, row, net::form)
        .post("/payroll/{id}/net", export, row, net::save)
        .get("/payroll/{id}/bank", export, row, bank::form)
        .post("/payroll/{id}/bank", export, row, bank::file)
        .get("/payroll/register", export, row, export::register)
}

/// Accounts to АСП and the report of the year.
fn account_routes() -> Routes<App> {
    let (read, report, row) = (Need::Right(READ), Need::Right(REPORT), Audit::Row);
    begin_routes()
        .post("/payroll/{id}/account", report, row, asp::make)
        .get("/payroll/asp", read, row, asp_page::list)
        .get("/payroll/asp/{id}", read, row, asp_page::page)
        .get("/payroll/asp/{id}/list", report, row, asp::table)
        .get("/payroll/asp/{id}/filed", report, row, asp::filed_form)
        .post("/payroll/asp/{id}/filed", report, row, asp::filed)
        .get("/payroll/asp/{id}/transfer", report, row, asp::transfer_form)
        .post("/payroll/asp/{id}/transfer", report, row, asp::transfer)
        .get("/payroll/year", read, row, year_page::page)
        .get("/payroll/year/write", report, Audit::None, year_page::form)
        .post("/payroll/year/write", report, row, year_page::save)
}

/// The jobs: lines are counted, slips and papers printed.
#[must_use]
pub fn jobs(app: &App, worker: Worker) -> Worker {
    let worker = printing::<store::payroll_paper::Entity>(app, worker);
    worker.on(count::COUNTING, count::counting(app)).on(slip::PRINTING, slip::printing(app))
}

/// A paper with a code, for the public check.
pub fn by_code<'a>(tx: &'a Tx, code: &'a str) -> Answered<'a> {
    Box::pin(async move {
        let found = paper::of_code(tx, code).await?;
        Ok(found.map(|row| Verified {
            key: paper::title_key(&row.kind),
            number: paper::number(&row.kind, row.year, row.number),
            day: row.made_at.day().bg(),
            sha256: row.sha256,
        }))
    })
}

/// What here belongs to a person, and moves with them.
pub const BELONGINGS: &[Belonging] = &[
    Belonging::new("payroll_line", "person_id", "payroll-belonging-line")
        .following("agreement_id", "assistance_agreement"),
    Belonging::new("payroll_claim", "person_id", "payroll-belonging-claim"),
];

/// The entities of this capability's tables, to be compared with the migrated ones.
#[must_use]
pub fn entities() -> Vec<(String, kit::store::Columns)> {
    store::entities()
}
