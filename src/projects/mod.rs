//! Projects (проекти): grants with their contracts, budgets and money.
//!
//! Purpose: the register of projects that pay for a part of the office, each with its contract and
//! amendments, budget by activity and line with the European and the national part, contracts
//! with suppliers, spending with documents, claims, money by month, activities in time, risks,
//! procurement, the heading of its papers — and the check that nothing is paid twice.
//! Invariants: amounts are whole cents in the currency of the contract and shown in both; parts
//! sum to the cent; a version of a budget never changes; a wrong entry of money is revoked with a
//! reason and entered anew, so that a value of the past stays; terms and headings are data.
//! Tables owned: project, project_amendment, project_activity, project_budget, project_line,
//! project_commitment, project_spending, project_file, project_claim, project_risk,
//! project_procurement, project_step, project_publicity, project_decision, project_upload,
//! project_reference, project_paper.

mod activity;
mod activity_page;
mod amendment;
mod amendment_page;
mod api;
mod budget;
mod budget_page;
mod check;
mod claim;
mod claim_page;
mod claim_step;
mod commitment;
mod commitment_page;
mod content;
mod contract;
mod door;
mod double;
mod double_page;
mod export;
mod fill;
mod flow;
mod flow_page;
mod frame;
mod list;
mod load;
mod money;
mod paper;
mod procurement;
mod project_page;
mod publicity;
mod reference;
mod registry;
mod registry_page;
mod risk;
mod scan;
mod side_load;
mod side_store;
mod spending;
mod spending_form;
mod spending_page;
mod store;
mod table;
mod tasks;
mod upload;
mod upload_page;

#[cfg(test)]
mod tests;

pub use api::ApiDocument;
pub use door::{
    ClaimName, Overview, ProjectName, SpendingFile, claims, double_findings, names, overview,
    printed, scans, spending_files,
};
pub use double::{Finding, Worked};
pub use fill::{Asked, fill, is_filled};
pub use money::{Amounts, Split};
pub use paper::by_code;
pub use tasks::tasks;

use crate::app::App;
use crate::people::printing;
use kit::jobs::Worker;
use kit::web::{Audit, Need, Routes};

kit::id! {
    /// A project.
    ProjectId
}
kit::id! {
    /// An amendment of its contract.
    AmendmentId
}
kit::id! {
    /// An activity.
    ActivityId
}
kit::id! {
    /// A version of a budget.
    BudgetId
}
kit::id! {
    /// A line of it.
    LineId
}
kit::id! {
    /// A contract with a supplier.
    CommitmentId
}
kit::id! {
    /// Money spent.
    SpendingId
}
kit::id! {
    /// The scan of its document.
    FileId
}
kit::id! {
    /// A claim for payment.
    ClaimId
}
kit::id! {
    /// A risk.
    RiskId
}
kit::id! {
    /// A procurement.
    ProcurementId
}
kit::id! {
    /// A step of it.
    StepId
}
kit::id! {
    /// A heading of papers from a day on.
    PublicityId
}
kit::id! {
    /// What was decided on a finding.
    DecisionId
}
kit::id! {
    /// A table that was sent.
    UploadId
}
kit::id! {
    /// What the municipality set itself.
    ReferenceId
}
kit::id! {
    /// A paper of a project.
    ProjectPaperId
}

/// May see projects with their money.
pub const READ: kit::access::Right = "projects.read";
/// May enter projects, budgets, activities, risks, procurement, headings; may decide on findings.
pub const WRITE: kit::access::Right = "projects.write";
/// May enter spending, contracts with suppliers and claims.
pub const SPEND: kit::access::Right = "projects.spend";

/// The words of these pages.
pub const TEXTS: ui::Bundle =
    ui::Bundle { name: "projects", bg: include_str!("bg.ftl"), en: include_str!("en.ftl") };

fn begin_routes() -> Routes<App> {
    Routes::new("projects", "projects: чл. 46, 50 Регламент (ЕС) 2021/1060; ЗУСЕФСУ")
}

/// The pages.
#[must_use]
pub fn routes() -> Routes<App> {
    let (read, write, row) = (Need::Right(READ), Need::Right(WRITE), Audit::Row);
    begin_routes()
        .get("/projects", read, row, list::page)
        .get("/projects/list.csv", read, row, list::csv)
        .get("/projects/new", write, Audit::None, registry_page::new_form)
        .post("/projects/new", write, row, registry_page::new_save)
        .get("/projects/double", read, row, double_page::page)
        .get("/projects/double.csv", read, row, double_page::csv)
        .get("/projects/double/finding", read, row, double_page::one)
        .get("/projects/double/decide", write, row, double_page::decide_form)
        .post("/projects/double/decide", write, row, double_page::decide_save)
        .get("/projects/reference", write, row, reference::form)
        .post("/projects/reference", write, row, reference::save)
        .get("/projects/papers/{id}", read, row, paper::file)
        .get("/projects/{id}", read, row, project_page::page)
        .get("/projects/{id}/edit", write, row, registry_page::edit_form)
        .post("/projects/{id}/edit", write, row, registry_page::edit_save)
        .get("/projects/{id}/amend", write, row, amendment_page::amend_form)
        .post("/projects/{id}/amend", write, row, amendment_page::amend_save)
        .get("/projects/amendments/{id}", read, row, amendment_page::page)
        .get("/projects/amendments/{id}/revoke", write, row, amendment_page::revoke_form)
        .post("/projects/amendments/{id}/revoke", write, row, amendment_page::revoke_save)
        .get("/projects/{id}/publicity", read, row, publicity::page)
        .get("/projects/{id}/publicity/new", write, row, publicity::form)
        .post("/projects/{id}/publicity/new", write, row, publicity::save)
        .post("/projects/{id}/paper", write, row, paper::make)
        .merge(money_routes())
        .merge(work_routes())
        .merge(api_routes())
}

/// Budget, contracts with suppliers, spending, claims, money by month, tables.
fn money_routes() -> Routes<App> {
    let (read, write, row) = (Need::Right(READ), Need::Right(WRITE), Audit::Row);
    let spend = Need::Right(SPEND);
    begin_routes()
        .get("/projects/{id}/budget", read, row, budget_page::page)
        .get("/projects/{id}/budget/file", read, row, export::file)
        .get("/projects/{id}/budget/new", write, row, budget_page::form)
        .post("/projects/{id}/budget/new", write, row, budget_page::save)
        .get("/projects/{id}/commitments", read, row, commitment::list)
        .get("/projects/{id}/commitments.csv", read, row, commitment::csv)
        .get("/projects/{id}/commit", spend, row, commitment::form)
        .post("/projects/{id}/commit", spend, row, commitment::save)
        .get("/projects/commitments/{id}", read, row, commitment_page::page)
        .get("/projects/commitments/{id}/revoke", spend, row, commitment_page::revoke_form)
        .post("/projects/commitments/{id}/revoke", spend, row, commitment_page::revoke_save)
        .get("/projects/{id}/spending", read, row, spending_page::list)
        .get("/projects/{id}/spending.csv", read, row, spending_page::csv)
        .get("/projects/{id}/spend", spend, row, spending_form::form)
        .post("/projects/{id}/spend", spend, row, spending_form::save)
        .get("/projects/spending/{id}", read, row, spending_page::page)
        .get("/projects/spending/{id}/pay", spend, row, spending_page::pay_form)
        .post("/projects/spending/{id}/pay", spend, row, spending_page::pay_save)
        .get("/projects/spending/{id}/revoke", spend, row, spending_page::revoke_form)
        .post("/projects/spending/{id}/revoke", spend, row, spending_page::revoke_save)
        .get("/projects/spending/{id}/scan", spend, row, scan::form)
        .post("/projects/spending/{id}/scan", spend, row, scan::save)
        .get("/projects/invoices/{id}", read, row, scan::download)
        .get("/projects/{id}/claims", read, row, claim_page::list)
        .get("/projects/{id}/claim", spend, row, claim_page::new_form)
        .post("/projects/{id}/claim", spend, row, claim_page::new_save)
        .get("/projects/payment-claims/{id}", read, row, claim_step::page)
        .get("/projects/payment-claims/{id}/step", spend, row, claim_step::step_form)
        .post("/projects/payment-claims/{id}/step", spend, row, claim_step::step_save)
        .get("/projects/payment-claims/{id}/revoke", spend, row, claim_step::revoke_form)
        .post("/projects/payment-claims/{id}/revoke", spend, row, claim_step::revoke_save)
        .get("/projects/{id}/flow", read, row, flow_page::page)
        .get("/projects/{id}/flow.csv", read, row, flow_page::csv)
        .get("/projects/{id}/upload", spend, row, upload_page::form)
        .post("/projects/{id}/upload", spend, row, upload_page::save)
        .get("/projects/tables/{id}", spend, row, upload_page::page)
        .post("/projects/tables/{id}", spend, row, upload_page::enter)
}

/// Activities, risks, procurement.
fn work_routes() -> Routes<App> {
    let (read, write, row) = (Need::Right(READ), Need::Right(WRITE), Audit::Row);
    begin_routes()
        .get("/projects/{id}/activities", read, row, activity_page::page)
        .get("/projects/{id}/activity", write, row, activity_page::new_form)
        .post("/projects/{id}/activity", write, row, activity_page::new_save)
        .get("/projects/activities/{id}", write, row, activity_page::form)
        .post("/projects/activities/{id}", write, row, activity_page::save)
        .get("/projects/{id}/risks", read, row, risk::list)
        .get("/projects/{id}/risks.csv", read, row, risk::csv)
        .get("/projects/{id}/risk", write, row, risk::new_form)
        .post("/projects/{id}/risk", write, row, risk::new_save)
        .get("/projects/risks/{id}", write, row, risk::form)
        .post("/projects/risks/{id}", write, row, risk::save)
        .get("/projects/{id}/procurement", read, row, procurement::list)
        .get("/projects/{id}/procure", write, row, procurement::new_form)
        .post("/projects/{id}/procure", write, row, procurement::new_save)
        .get("/projects/steps/{id}", write, row, procurement::form)
        .post("/projects/steps/{id}", write, row, procurement::save)
}

/// The same as JSON.
fn api_routes() -> Routes<App> {
    let (read, spend, row) = (Need::Right(READ), Need::Right(SPEND), Audit::Row);
    begin_routes()
        .get("/api/projects", read, row, api::projects)
        .get("/api/projects/double", read, row, api::double)
        .get("/api/projects/{id}", read, row, api::project)
        .get("/api/projects/{id}/spending", read, row, api::spending)
        .post("/api/projects/{id}/spending", spend, row, api::spend)
}

/// The job: papers are printed.
#[must_use]
pub fn jobs(app: &App, worker: Worker) -> Worker {
    printing::<side_store::project_paper::Entity>(app, worker)
}

/// The entities of this capability's tables, to be compared with the migrated ones.
#[must_use]
pub fn entities() -> Vec<(String, kit::store::Columns)> {
    store::entities()
}
