//! Cooperation with other institutions on a case (сътрудничество): conferences, what was agreed at
//! them, requests and answers.
//!
//! Purpose: a need that no service meets alone is worked on together, and everybody knows who does
//! what until when (чл. 76, ал. 1–4, чл. 82, 84, 132 ЗСУ). Invariants: nobody is told anything of
//! a case but on the ground of a law or with the person's consent that holds at that moment, and
//! what may be told is written down before they are invited; mail never says whom a conference is
//! about; the person has a seat and nothing is noted as held before they were told; a request says
//! what it is needed for and has no longer a term than the law lets; what was sent is never
//! changed, only ended. A question that is only noted in the file of a case stands with the case,
//! in `referral`.
//! Tables owned: cooperation_institution, cooperation_conference, cooperation_seat,
//! cooperation_message, cooperation_task, cooperation_request, cooperation_paper.

mod agreed;
mod answer;
mod api;
mod api_request;
mod case_page;
mod conference;
mod conference_act;
mod conference_form;
mod conference_page;
mod content;
mod course;
mod fill;
mod frame;
mod holding;
mod ics;
mod institution;
mod invite;
mod list;
mod load;
mod mail;
mod message_page;
mod my_page;
mod paper;
mod paper_page;
mod request;
mod request_form;
mod request_page;
mod seat_form;
mod statistics;
mod store;
mod table;
mod tasks;

#[cfg(test)]
mod tests;

pub use api::ApiDocument;
pub use fill::{fill, is_filled};
pub use holding::holdings;
pub use paper_page::by_code;
pub use tasks::tasks;

use crate::app::App;
use crate::people::{Belonging, printing};
use kit::jobs::Worker;
use kit::web::{Audit, Need, Routes};

kit::id! {
    /// An institution.
    InstitutionId
}
kit::id! {
    /// A conference.
    ConferenceId
}
kit::id! {
    /// Somebody who is invited to a conference.
    SeatId
}
kit::id! {
    /// A message to them.
    InvitationId
}
kit::id! {
    /// A task that was agreed.
    AgreedId
}
kit::id! {
    /// A request to or from an institution.
    InquiryId
}
kit::id! {
    /// A paper.
    CooperationPaperId
}

/// May see conferences, requests and answers.
pub const READ: kit::access::Right = "cooperation.read";
/// May call conferences, ask and answer.
pub const WRITE: kit::access::Right = "cooperation.write";

/// By what secrets of this capability are made.
pub const INDICES: &[kit::crypto::Index] = &[invite::SECRET];

/// What here belongs to a person, and moves with them.
pub const BELONGINGS: &[Belonging] = &[
    Belonging::new("cooperation_conference", "person_id", "cooperation-belonging")
        .following("case_id", "referral_case"),
    Belonging::new("cooperation_request", "person_id", "cooperation-belonging-request"),
    Belonging::new("cooperation_request", "person_id", "cooperation-belonging-request")
        .following("case_id", "referral_case"),
];

/// The words of these pages.
pub const TEXTS: ui::Bundle =
    ui::Bundle { name: "cooperation", bg: include_str!("bg.ftl"), en: include_str!("en.ftl") };

fn begin() -> Routes<App> {
    Routes::new("cooperation", "cooperation: чл. 76, 82, 84 ЗСУ")
}

/// The pages.
#[must_use]
pub fn routes() -> Routes<App> {
    let (read, write, row) = (Need::Right(READ), Need::Right(WRITE), Audit::Row);
    begin()
        .get("/cooperation", read, row, list::page)
        .get("/cooperation/tasks", read, row, list::tasks)
        .get("/cooperation/requests", read, row, list::requests)
        .get("/cooperation/statistics", read, row, statistics::page)
        .get("/cooperation/institutions", read, row, institution::page)
        .get("/cooperation/institutions/new", write, row, institution::new_form)
        .post("/cooperation/institutions/new", write, row, institution::new_save)
        .get("/cooperation/institutions/{id}", write, row, institution::form)
        .post("/cooperation/institutions/{id}", write, row, institution::save)
        .get("/cooperation/cooperation-papers/{id}", read, row, paper_page::file)
        .get("/cooperation/invitations/{id}", read, row, message_page::page)
        .merge(case_routes())
        .merge(conference_routes())
        .merge(request_routes())
        .merge(secret_routes())
        .merge(api_routes())
}

/// What begins on a case.
fn case_routes() -> Routes<App> {
    let (read, write, row) = (Need::Right(READ), Need::Right(WRITE), Audit::Row);
    begin()
        .get("/cooperation/referrals/{id}", read, row, case_page::page)
        .get("/cooperation/referrals/{id}/conference", write, row, conference_form::new_form)
        .post("/cooperation/referrals/{id}/conference", write, row, conference_form::new_save)
        .get("/cooperation/referrals/{id}/inquiry", write, row, request_form::new_form)
        .post("/cooperation/referrals/{id}/inquiry", write, row, request_form::new_save)
        .get("/cooperation/referrals/{id}/received", write, row, request_form::case_received_form)
        .post("/cooperation/referrals/{id}/received", write, row, request_form::case_received_save)
}

/// One conference.
fn conference_routes() -> Routes<App> {
    let (read, write, row) = (Need::Right(READ), Need::Right(WRITE), Audit::Row);
    begin()
        .get("/cooperation/conferences/{id}", read, row, conference_page::page)
        .get("/cooperation/conferences/{id}/edit", write, row, conference_form::edit_form)
        .post("/cooperation/conferences/{id}/edit", write, row, conference_form::edit_save)
        .get("/cooperation/conferences/{id}/seat", write, row, seat_form::new_form)
        .post("/cooperation/conferences/{id}/seat", write, row, seat_form::new_save)
        .post("/cooperation/conferences/{id}/call", write, row, conference_act::call)
        .get("/cooperation/conferences/{id}/citizen", write, row, conference_act::citizen_form)
        .post("/cooperation/conferences/{id}/citizen", write, row, conference_act::citizen_save)
        .get("/cooperation/conferences/{id}/move", write, row, conference_act::move_form)
        .post("/cooperation/conferences/{id}/move", write, row, conference_act::move_save)
        .get("/cooperation/conferences/{id}/cancel", write, row, conference_act::cancel_form)
        .post("/cooperation/conferences/{id}/cancel", write, row, conference_act::cancel_save)
        .get("/cooperation/conferences/{id}/fail", write, row, conference_act::fail_form)
        .post("/cooperation/conferences/{id}/fail", write, row, conference_act::fail_save)
        .get("/cooperation/conferences/{id}/hold", write, row, conference_act::hold_form)
        .post("/cooperation/conferences/{id}/hold", write, row, conference_act::hold_save)
        .get("/cooperation/conferences/{id}/task", write, row, agreed::new_form)
        .post("/cooperation/conferences/{id}/task", write, row, agreed::new_save)
        .post("/cooperation/conferences/{id}/minutes", write, row, paper_page::minutes)
        .get("/cooperation/seats/{id}", write, row, seat_form::form)
        .post("/cooperation/seats/{id}", write, row, seat_form::save)
        .post("/cooperation/seats/{id}/paper", write, row, paper_page::of_seat)
        .get("/cooperation/agreed-tasks/{id}", write, row, agreed::form)
        .post("/cooperation/agreed-tasks/{id}", write, row, agreed::save)
}

/// Requests and answers.
fn request_routes() -> Routes<App> {
    let (read, write, row) = (Need::Right(READ), Need::Right(WRITE), Audit::Row);
    begin()
        .get("/cooperation/received", write, row, request_form::plain_received_form)
        .post("/cooperation/received", write, row, request_form::plain_received_save)
        .get("/cooperation/inquiries/{id}", read, row, request_page::page)
        .get("/cooperation/inquiries/{id}/end", write, row, answer::end_form)
        .post("/cooperation/inquiries/{id}/end", write, row, answer::end_save)
        .post("/cooperation/inquiries/{id}/remind", write, row, answer::remind)
}

/// What is opened by a secret address: no account.
fn secret_routes() -> Routes<App> {
    let (secret, row) = (Need::Secret, Audit::Row);
    begin()
        .get("/conference-invitation/{secret}", secret, row, my_page::page)
        .post("/conference-invitation/{secret}", secret, row, my_page::reply)
        .get("/conference-invitation/{secret}/calendar", secret, row, my_page::calendar)
}

/// The same as JSON.
fn api_routes() -> Routes<App> {
    let (read, write, row) = (Need::Right(READ), Need::Right(WRITE), Audit::Row);
    begin()
        .get("/api/cooperation/conferences", read, row, api::conferences)
        .get("/api/cooperation/conferences/{id}", read, row, api::conference)
        .get("/api/cooperation/inquiries", read, row, api_request::inquiries)
        .get("/api/cooperation/inquiries/{id}", read, row, api_request::inquiry)
        .post("/api/cooperation/inquiries/{id}/end", write, row, api_request::end)
        .get("/api/cooperation/statistics", read, row, api_request::statistics)
        .post("/api/cooperation/agreed-tasks/{id}", write, row, api::mark)
}

/// The jobs: papers are printed, messages sent.
#[must_use]
pub fn jobs(app: &App, worker: Worker) -> Worker {
    let worker = printing::<store::cooperation_paper::Entity>(app, worker);
    worker.on(invite::MAIL, mail::sending(app))
}

/// The entities of this capability's tables, to be compared with the migrated ones.
#[must_use]
pub fn entities() -> Vec<(String, kit::store::Columns)> {
    store::entities()
}
