//! Placement (ползване): from a signed assessment into a service and out of it again.
//!
//! Purpose: the assessment is presented to the provider, who keeps a place or a turn in the waiting
//! list; individual assessment and plan, refusal and appeal, another choice; contract, report,
//! update, evaluation, prolongation and the nine ends; places and lists of services; a safe link by
//! which a provider without an account answers.
//! Invariants: states and moves are pure functions of [`course`]; of two who want the last place
//! one gets it; a list is left in the order of entry, and whoever is passed over has a row that
//! says why; while somebody waits, the clock of the assessment stands still.
//! Tables owned: service_unit, placement, waiting_entry, place_offer, waiting_skip, support_plan,
//! provider_refusal, service_contract, provider_link, provider_account,
//! print_batch, reason_text, reason_version.

mod accounts;
mod act;
mod again;
mod api;
mod assess;
mod begin;
mod brief;
mod contract;
mod contracts;
mod counted;
mod course;
mod desk;
mod door;
mod end;
mod figures;
mod holding;
mod letter;
mod lines;
mod link;
mod list;
mod load;
mod mailing;
mod moves;
mod notice;
mod offer;
mod own;
mod page;
mod places;
mod reason_pages;
mod reasons;
mod refusals;
mod refuse;
mod review;
mod statistics;
mod step;
mod store;
mod store_texts;
mod tasks;
mod telling;
mod trial;
mod using;
mod waited;
mod waiting;

#[cfg(test)]
mod tests;

pub use api::ApiDocument;
pub use assess::{Content as PlanContent, NewPlan, record};
pub use brief::{Brief, brief, briefs, extend, ids_of, ids_of_person, of_person};
pub use contract::{Content as ContractContent, NewContract};
pub use counted::{Refused, Waited, Ways, ways};
pub use course::State;
pub use figures::{Figures, figures, waiting_on};
pub use holding::holdings;
pub use moves::{Begin, begin};
pub use own::{Said, Wait, say, some_waiting, waits_of};
pub use places::{NewUnit, Places, add_unit, all as places};
pub use reasons::{KINDS as REASON_KINDS, add as add_reason};
pub use review::evaluated;
pub use step::ContractDays;
pub use tasks::tasks;
pub use using::{Cover, Use, use_of, uses, uses_among, uses_of};
pub use waited::waited;

use crate::app::App;
use crate::municipality;
use crate::people::Belonging;
use kit::jobs::{Schedule, Worker};
use kit::store::Tx;
use kit::types::Day;
use kit::web::{Audit, Need, Problem, Routes};

kit::id! {
    /// The way of a person into one service.
    PlacementId
}
kit::id! {
    /// A part of a service with places of its own.
    UnitId
}
kit::id! {
    /// An entry of a waiting list.
    EntryId
}
kit::id! {
    /// An offer of a place.
    OfferId
}
kit::id! {
    /// An individual assessment with its plan, in one version.
    PlanId
}
kit::id! {
    /// A refusal of a provider.
    RefusalId
}
kit::id! {
    /// A contract for the use of a service.
    ContractId
}
kit::id! {
    /// A safe link.
    LinkId
}
kit::id! {
    /// A text for reasons.
    ReasonId
}
kit::id! {
    /// Contracts printed together.
    BatchId
}

/// May see placements, places and waiting lists.
pub const READ: kit::access::Right = "placement.read";
/// May work on them.
pub const WRITE: kit::access::Right = "placement.write";
/// Works for a provider: sees and answers the referrals to its services.
pub const PROVIDER: kit::access::Right = "placement.provider";

/// The words of these pages.
pub const TEXTS: ui::Bundle =
    ui::Bundle { name: "placement", bg: include_str!("bg.ftl"), en: include_str!("en.ftl") };

fn begin_routes() -> Routes<App> {
    Routes::new("placement", "placement: чл. 78–81 ЗСУ; чл. 14–43 ППЗСУ")
}

/// The pages.
#[must_use]
pub fn routes() -> Routes<App> {
    way_routes().merge(service_routes()).merge(list_routes()).merge(reason_routes())
}

/// Lists, places, the programming interface and the page behind a safe link.
fn list_routes() -> Routes<App> {
    let (read, write, row) = (Need::Right(READ), Need::Right(WRITE), Audit::Row);
    begin_routes()
        .get("/placements", read, row, list::page)
        .get("/placements/list.csv", read, row, list::csv)
        .get("/placements/contracts", read, row, contracts::page)
        .get("/placements/contracts/list.csv", read, row, contracts::csv)
        .post("/placements/contracts/print", write, row, contracts::print)
        .get("/placements/contracts/print/{id}", write, row, contracts::progress)
        .get("/placements/contracts/print/{id}/file", write, row, contracts::file)
        .get("/placements/refusals", read, row, refusals::page)
        .get("/placements/refusals/list.csv", read, row, refusals::csv)
        .get("/placements/statistics", read, row, statistics::page)
        .get("/places/{id}/trial", read, row, trial::page)
        .get("/places", read, row, lines::page)
        .get("/places/{id}", read, row, lines::line_page)
        .get("/places/{id}/units/new", write, row, lines::new_unit)
        .post("/places/{id}/units", write, row, lines::add_unit)
        .get("/places/{id}/units/{unit}", write, row, lines::edit_unit)
        .post("/places/{id}/units/{unit}", write, row, lines::change_unit)
        .get("/api/placements", read, row, api::list)
        .get("/api/placements/{id}", read, row, api::one)
        .get("/api/places", read, row, api::places)
        .get("/provider-desk", Need::Right(PROVIDER), row, desk::page)
        .get("/provider-desk/{id}", Need::Right(PROVIDER), row, desk::case)
        .post("/provider-desk/{id}", Need::Right(PROVIDER), row, desk::answer)
        .get("/provider-accounts", Need::Right(municipality::ADMIN), row, accounts::page)
        .post("/provider-accounts", Need::Right(municipality::ADMIN), row, accounts::save)
        .get("/provider/{secret}", Need::Secret, row, door::page)
        .post("/provider/{secret}", Need::Secret, row, door::answer)
}

/// Texts for reasons: whoever works with the list reads them, who keeps the forms changes them.
fn reason_routes() -> Routes<App> {
    let (read, keep, row) = (Need::Right(READ), Need::Right(municipality::FORMS), Audit::Row);
    begin_routes()
        .get("/placements/reasons", read, row, reason_pages::list)
        .post("/placements/reasons", keep, row, reason_pages::add)
        .get("/placements/reasons/new", keep, row, reason_pages::new)
        .get("/placements/reasons/{id}", read, row, reason_pages::page)
        .post("/placements/reasons/{id}", keep, row, reason_pages::change)
        .get("/placements/reasons/{id}/edit", keep, row, reason_pages::edit)
        .post("/placements/reasons/{id}/retire", keep, row, reason_pages::retire)
        .get("/api/placements/reasons", read, row, reason_pages::as_json)
        .get("/api/placements/{id}/choices", read, row, again::as_json)
}

/// From the assessment to the contract.
fn way_routes() -> Routes<App> {
    let (read, write, row) = (Need::Right(READ), Need::Right(WRITE), Audit::Row);
    begin_routes()
        .get("/placements/begin", write, row, begin::form)
        .post("/placements/begin", write, row, begin::save)
        .get("/placements/urgent", write, row, begin::urgent_form)
        .post("/placements/urgent", write, row, begin::urgent_save)
        .get("/placements/{id}", read, row, page::page)
        .get("/placements/{id}/link", write, row, link::form)
        .post("/placements/{id}/link", write, row, link::save)
        .post("/placements/{id}/link/revoke", write, row, link::revoke)
        .get("/placements/{id}/offer", write, row, offer::form)
        .post("/placements/{id}/offer", write, row, offer::save)
        .get("/placements/{id}/answer", write, row, offer::answer_form)
        .post("/placements/{id}/answer", write, row, offer::answer)
        .get("/placements/{id}/still", write, row, offer::still_form)
        .post("/placements/{id}/still", write, row, offer::still)
        .get("/placements/{id}/assessment", write, row, assess::form)
        .post("/placements/{id}/assessment", write, row, assess::save)
        .get("/placements/{id}/plans/{plan}", read, row, assess::download)
        .get("/placements/{id}/refuse", write, row, refuse::form)
        .post("/placements/{id}/refuse", write, row, refuse::save)
        .get("/placements/{id}/appeal", write, row, refuse::appeal_form)
        .post("/placements/{id}/appeal", write, row, refuse::appeal)
        .get("/placements/{id}/outcome", write, row, refuse::outcome_form)
        .post("/placements/{id}/outcome", write, row, refuse::outcome)
        .post("/placements/{id}/not-appealed", write, row, refuse::not_appealed)
        .get("/placements/{id}/again", write, row, again::form)
        .post("/placements/{id}/again", write, row, again::save)
}

/// From the contract to its end.
fn service_routes() -> Routes<App> {
    let (write, row) = (Need::Right(WRITE), Audit::Row);
    begin_routes()
        .get("/placements/{id}/contract", write, row, contract::form)
        .post("/placements/{id}/contract", write, row, contract::save)
        .get("/placements/{id}/report", write, row, review::report_form)
        .post("/placements/{id}/report", write, row, review::report)
        .get("/placements/{id}/evaluate", write, row, review::evaluate_form)
        .post("/placements/{id}/evaluate", write, row, review::evaluate)
        .get("/placements/{id}/prolong", write, row, contract::prolong_form)
        .post("/placements/{id}/prolong", write, row, contract::prolong)
        .get("/placements/{id}/unpaid", write, row, end::unpaid_form)
        .post("/placements/{id}/unpaid", write, row, end::unpaid)
        .post("/placements/{id}/paid", write, row, end::paid)
        .get("/placements/{id}/end", write, row, end::form)
        .post("/placements/{id}/end", write, row, end::save)
        .get("/placements/{id}/close", write, row, end::close_form)
        .post("/placements/{id}/close", write, row, end::close)
}

/// The contract of a placement is signed.
///
/// # Errors
/// When its state does not allow it.
pub async fn sign_contract(
    tx: &mut Tx,
    app: &App,
    id: PlacementId,
    new: &NewContract,
) -> Result<ContractId, Problem> {
    let row = load::row(tx, id).await?;
    contract::signed(tx, app, &row, new).await
}

/// The provider of a placement does not provide what is asked.
///
/// # Errors
/// When its state does not allow it.
pub async fn refuse(
    tx: &mut Tx,
    app: &App,
    id: PlacementId,
    (on, reason): (Day, &str),
) -> Result<(), Problem> {
    let row = load::row(tx, id).await?;
    refuse::not_provided(tx, app, &row, (on, reason, false)).await
}

/// The jobs: links go to providers by mail, and each morning a reminder where a term is near.
#[must_use]
pub fn jobs(app: &App, worker: Worker) -> Worker {
    worker
        .on(mailing::MAIL, mailing::sending(app))
        .on(contracts::PRINT, contracts::printing(app))
        .on(mailing::NUDGE, mailing::nudging(app))
        .every(Schedule { kind: mailing::NUDGE, cron: "15 8 * * *" })
}

/// What here belongs to a person, and moves with them.
pub const BELONGINGS: &[Belonging] = &[
    Belonging::new("placement", "person_id", "placement-belonging"),
    Belonging::new("placement", "person_id", "placement-belonging")
        .following("case_id", "referral_case"),
];

/// By what secrets of this capability are made.
pub const INDICES: &[kit::crypto::Index] = &[link::SECRET];

/// The entities of this capability's tables, to be compared with the migrated ones.
#[must_use]
pub fn entities() -> Vec<(String, kit::store::Columns)> {
    store::entities()
}
