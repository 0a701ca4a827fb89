//! Personal assistance (лична помощ): from the application to the labour contract, its changes and
//! its end.
//!
//! Purpose: applications in the official form and their regularity, checks against double financing,
//! agreements of three parties with plan-schedules, labour contracts, records for the register of
//! employment, messages to АСП and НОИ (чл. 12–18 ЗЛП; чл. 2–3б Наредба № РД-07-7).
//! Invariants: an application that is not put right is suspended and never closed for it; nobody is
//! chosen who is not on the list of candidates; hours of all assistants stay within the directive;
//! kind, days and pay of a contract are the law's answers; nothing is overwritten, a plan-schedule
//! and a change have versions; a filing in time keeps an agreement alive. Tables owned:
//! assistance_application, assistance_choice, assistance_agreement, assistance_schedule,
//! assistance_contract, assistance_amendment, assistance_step, assistance_check, assistance_record,
//! assistance_message.

mod agree;
mod agreement_page;
mod aids;
mod amend;
mod annex;
mod api;
mod application_page;
mod apply;
mod batch;
mod before;
mod before_undo;
mod content;
mod course;
mod deed;
mod ending;
mod entry;
mod entry_boxes;
mod entry_read;
mod frame;
mod holding;
mod january;
mod labour;
mod letter;
mod list;
mod load;
mod message;
mod month;
mod named;
mod notice;
mod outgoing;
mod pairs;
mod paper;
mod plan_page;
mod record;
mod record_file;
mod regular;
mod store;
mod suggest;
mod tasks;
mod turn;
mod turn_boxes;
mod undo;
mod week;

#[cfg(test)]
mod tests;

pub use agree::{NewAgreement, conclude as conclude_agreement, plan};
pub use aids::{
    ContractFacts, Redirects, Served, contract_facts, redirects, register_codes, served,
};
pub use amend::{NewAmendment, amend, hold, release};
pub use api::ApiDocument;
pub use apply::{NewApplication, NewChoice, apply, child_aid};
pub use before::{BROUGHT, Before, InForce, Made, TAKEN_BACK, bring, in_force, known_before};
pub use before_undo::{take_back, worked_with};
pub use content::{Application, Directive, Labour, Note, Terms, Through};
pub use course::State;
pub use ending::{NewEnd, end, end_contract};
pub use holding::holdings;
pub use labour::{NewLabour, Substitute, conclude as conclude_contract};
pub use load::{Agreement, Contract, Filed, agreement, agreements_of_person, application};
pub use month::{MonthContract, Planned, contracts_in, contracts_near, contracts_of};
pub use pairs::{Dossier, Pair, Pairs, dossiers, pairs};
pub use paper::blank as blank_form;
pub use regular::{NewCheck, accept, check, no_candidate, not_consider, notify, suspend};
pub use tasks::tasks;
pub use undo::undo;
pub use week::{Elsewhere, Span, Week, Wrong as WeekWrong, read_clock};

use crate::app::App;
use crate::people::Belonging;
use frame::agreement_path;
use kit::web::{Audit, Need, Routes};

kit::id! {
    /// An application for personal assistance.
    ApplicationId
}
kit::id! {
    /// Somebody chosen in an application.
    ChoiceId
}
kit::id! {
    /// An agreement of three parties.
    AgreementId
}
kit::id! {
    /// A version of a plan-schedule.
    ScheduleId
}
kit::id! {
    /// A labour contract.
    ContractId
}
kit::id! {
    /// A change of an agreement.
    AmendmentId
}
kit::id! {
    /// Something done with an application or an agreement.
    StepId
}
kit::id! {
    /// A check against double financing.
    CheckId
}
kit::id! {
    /// A record for the register of employment.
    RecordId
}
kit::id! {
    /// A message to АСП or НОИ.
    MessageId
}

/// May see applications, agreements and contracts.
pub const READ: kit::access::Right = "assistance.read";
/// May work with them.
pub const WRITE: kit::access::Right = "assistance.write";

fn begin_routes() -> Routes<App> {
    Routes::new("assistance", "assistance: чл. 12–18 ЗЛП; чл. 2–5 Наредба № РД-07-7")
}

/// The pages.
#[must_use]
pub fn routes() -> Routes<App> {
    let (read, write, row) = (Need::Right(READ), Need::Right(WRITE), Audit::Row);
    begin_routes()
        .get("/assistance", read, row, list::page)
        .get("/assistance/forms/{number}", read, Audit::None, list::blank)
        .get("/people/{id}/assistance", read, row, list::person)
        .get("/people/{id}/assistance/new", write, row, entry::form)
        .post("/people/{id}/assistance/new", write, row, entry::save)
        .get("/assistance/applications/{application}", read, row, application_page::show)
        .get("/assistance/applications/{application}/edit", write, row, entry::edit_form)
        .post("/assistance/applications/{application}/edit", write, row, entry::edit_save)
        .get("/assistance/applications/{application}/do/{deed}", write, row, deed::form)
        .post("/assistance/applications/{application}/do/{deed}", write, row, deed::save)
        .get("/assistance/agreements", read, row, list::agreements_page)
        .get("/assistance/agreements.csv", read, row, list::agreements_csv)
        .get("/assistance/agreements/papers", write, row, batch::file)
        .get("/assistance/applications.csv", read, row, list::applications_csv)
        .get("/assistance/agreements/{agreement}", read, row, agreement_page::show)
        .get("/assistance/agreements/{agreement}/plan", write, row, plan_page::form)
        .post("/assistance/agreements/{agreement}/plan", write, row, plan_page::save)
        .get("/assistance/agreements/{agreement}/do/{turn}", write, row, turn::form)
        .post("/assistance/agreements/{agreement}/do/{turn}", write, row, turn::save)
        .merge(outgoing_routes())
}

/// What goes out, and the same as JSON.
fn outgoing_routes() -> Routes<App> {
    let (read, write, row) = (Need::Right(READ), Need::Right(WRITE), Audit::Row);
    begin_routes()
        .get("/assistance/records", read, row, outgoing::records)
        .get("/assistance/records.csv", write, row, record_file::records_csv)
        .get("/assistance/records/january", write, row, january::form)
        .post("/assistance/records/january", write, row, january::save)
        .get("/assistance/records/annexes", write, row, annex::file)
        .get("/assistance/records/{record}", write, row, outgoing::record_form)
        .post("/assistance/records/{record}", write, row, outgoing::record_save)
        .get("/assistance/messages", read, row, outgoing::messages)
        .get("/assistance/messages.csv", read, row, notice::csv)
        .get("/assistance/messages/{message}/paper", write, row, notice::print_form)
        .post("/assistance/messages/{message}/paper", write, row, notice::print_save)
        .get("/assistance/agreements/{agreement}/notice", write, row, notice::form)
        .post("/assistance/agreements/{agreement}/notice", write, row, notice::save)
        .get("/assistance/messages/{message}", write, row, outgoing::message_form)
        .post("/assistance/messages/{message}", write, row, outgoing::message_save)
        .get("/api/assistance/applications", read, row, api::applications)
        .get("/api/assistance/applications/{application}", read, row, api::application)
        .post("/api/assistance/applications/{application}/accept", write, row, api::accept)
        .get("/api/assistance/agreements", read, row, api::agreements)
        .get("/api/assistance/agreements/{agreement}", read, row, api::agreement)
        .get("/api/assistance/contracts", read, row, api::contracts)
}

/// The words of these pages.
pub const TEXTS: ui::Bundle =
    ui::Bundle { name: "assistance", bg: include_str!("bg.ftl"), en: include_str!("en.ftl") };

/// What here belongs to a person, and moves with them.
pub const BELONGINGS: &[Belonging] = &[
    Belonging::new("assistance_application", "person_id", "assistance-belonging-application"),
    Belonging::new("assistance_agreement", "person_id", "assistance-belonging-agreement")
        .following("application_id", "assistance_application"),
];

/// The entities of this capability's tables, to be compared with the migrated ones.
#[must_use]
pub fn entities() -> Vec<(String, kit::store::Columns)> {
    store::entities()
}
