//! Fees (такси): what is due for what was given, what was paid, what goes on to whom.
//!
//! Purpose: the account of each person for a closed month by the law and by the municipality's own
//! rates, with its arithmetic; payments; who owes; what is passed on by the 25th.
//! Invariants: who owes is the law's answer and no rate stands in the code; an account is the sum of
//! its lines; nothing is asked for before the month is over and closed; what was wrong is cancelled
//! or taken back by a row beside it, never changed; income and grounds are sealed. Tables owned:
//! fee_rate, fee_ground, fee_account, fee_payment, fee_remittance, fee_run.

mod account;
mod api;
mod arrears;
mod due;
mod figures;
mod frame;
mod ground;
mod holding;
mod issue;
mod month;
mod payment;
mod rate;
mod rate_page;
mod remit;
mod store;
mod sum;
mod tasks;

#[cfg(test)]
mod tests;

pub use api::ApiDocument;
pub use figures::sums;
pub use ground::{Content as GroundContent, add as add_ground};
pub use holding::holdings;
pub use issue::issue_all;
pub use payment::{NewPayment, add as add_payment};
pub use rate::{NewRate, add as add_rate};
pub use tasks::tasks;

use crate::app::App;
use crate::people::Belonging;
use kit::jobs::Worker;
use kit::store::{StoreError, Tx};
use kit::web::{Audit, Need, Routes};

kit::id! {
    /// A rate of the municipality.
    RateId
}
kit::id! {
    /// A ground to pay nothing or less, or an income.
    GroundId
}
kit::id! {
    /// The account of a month.
    FeeAccountId
}
kit::id! {
    /// A payment.
    PaymentId
}
kit::id! {
    /// What went on for a month.
    RemittanceId
}
kit::id! {
    /// One action that issues accounts.
    RunId
}

/// May see fees, accounts and payments.
pub const READ: kit::access::Right = "fees.read";
/// May enter grounds, issue accounts and enter payments.
pub const WRITE: kit::access::Right = "fees.write";
/// May enter the municipality's rates and mark what was passed on.
pub const RATES: kit::access::Right = "fees.rates";

/// The words of these pages.
pub const TEXTS: ui::Bundle =
    ui::Bundle { name: "fees", bg: include_str!("bg.ftl"), en: include_str!("en.ftl") };

fn begin_routes() -> Routes<App> {
    Routes::new("fees", "fees: чл. 46–52, 102–104 ЗСУ; чл. 72–77 ППЗСУ")
}

/// The pages.
#[must_use]
pub fn routes() -> Routes<App> {
    let (read, write, row) = (Need::Right(READ), Need::Right(WRITE), Audit::Row);
    begin_routes()
        .get("/fees", read, row, month::page)
        .get("/fees/bills", read, row, month::bills)
        .post("/fees/issue", write, row, issue::save)
        .get("/fees/arrears", read, row, arrears::page)
        .get("/fees/due/{placement}", read, row, due::page)
        .get("/fees/bills/{bill}", read, row, account::page)
        .get("/fees/bills/{bill}/cancel", write, row, account::cancel_form)
        .post("/fees/bills/{bill}/cancel", write, row, account::cancel)
        .get("/fees/bills/{bill}/pay", write, row, payment::form)
        .post("/fees/bills/{bill}/pay", write, row, payment::save)
        .get("/fees/bills/{bill}/reverse", write, row, payment::reverse_form)
        .post("/fees/bills/{bill}/reverse", write, row, payment::reverse)
        .get("/fees/payments", read, row, payment::list)
        .get("/fees/people/{id}", read, row, ground::page)
        .get("/fees/people/{id}/new", write, row, ground::form)
        .post("/fees/people/{id}/new", write, row, ground::save)
        .get("/fees/people/{id}/end", write, row, ground::end_form)
        .post("/fees/people/{id}/end", write, row, ground::end)
        .get("/api/fees/bills", read, row, api::bills)
        .get("/api/fees/due", read, row, api::due)
        .merge(office_routes())
}

/// Rates, and what is passed on.
fn office_routes() -> Routes<App> {
    let (read, rates, row) = (Need::Right(READ), Need::Right(RATES), Audit::Row);
    begin_routes()
        .get("/fees/rates", read, row, rate_page::list)
        .get("/fees/rates/new", rates, row, rate_page::form)
        .post("/fees/rates/new", rates, row, rate_page::save)
        .get("/fees/rates/end", rates, row, rate_page::end_form)
        .post("/fees/rates/end", rates, row, rate_page::end)
        .get("/fees/remittance", read, row, remit::page)
        .get("/fees/remittance/send", rates, row, remit::form)
        .post("/fees/remittance/send", rates, row, remit::save)
        .get("/api/fees/rates", read, row, api::rates)
}

/// Whether a rate was ever entered, for the demonstration.
///
/// # Errors
/// When the database does not answer.
pub async fn has_rates(tx: &Tx) -> Result<bool, StoreError> {
    Ok(!rate::all(tx).await?.is_empty())
}

/// The sum of an account in cents.
///
/// # Errors
/// [`StoreError::NotFound`] when there is none.
pub async fn sum_of(tx: &Tx, id: FeeAccountId) -> Result<i64, StoreError> {
    Ok(account::one(tx, id).await?.cents)
}

/// The job: accounts of a month are issued.
#[must_use]
pub fn jobs(app: &App, worker: Worker) -> Worker {
    worker.on(issue::ISSUING, issue::issuing(app))
}

/// What here belongs to a person, and moves with them.
pub const BELONGINGS: &[Belonging] = &[
    Belonging::new("fee_ground", "person_id", "fees-belonging-ground"),
    Belonging::new("fee_account", "person_id", "fees-belonging-account")
        .following("placement_id", "placement"),
];

/// The entities of this capability's tables, to be compared with the migrated ones.
#[must_use]
pub fn entities() -> Vec<(String, kit::store::Columns)> {
    store::entities()
}
