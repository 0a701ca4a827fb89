//! Consents and what people ask about their data.
//!
//! Purpose: a register of what people agreed to — for what, in which words, how, until when — that
//! also says where no consent is needed; requests of people about their data (чл. 15–22 ОРЗД) with
//! the term of the law and an answer gathered from all capabilities.
//! Invariants: a consent keeps the version of the text that was shown; it is withdrawn, never
//! deleted; under the age of the law somebody else gives it; the consent for ИИС stays with its
//! case and is only shown here. Tables owned: consent, consent_text, data_request.

mod answer;
mod api;
mod entry;
mod gathered;
mod holding;
mod list;
mod load;
mod page;
mod purpose;
mod request;
mod request_pages;
mod store;
mod texts;
mod withdraw;

#[cfg(test)]
mod tests;

use crate::app::App;
use crate::people::Belonging;
use kit::web::{Audit, Need, Routes};

pub use api::ApiDocument;
pub use holding::holdings;
pub use load::{Facts, NewConsent, add, holds};
pub use request::{
    NewRequest, Told as RequestTold, open_requests, register, tasks, told as requests_told,
};

kit::id! {
    /// A consent.
    ConsentId
}
kit::id! {
    /// A version of a text of consent.
    TextId
}
kit::id! {
    /// A request of a person about their data.
    DataRequestId
}

/// May see consents and requests.
pub const READ: kit::access::Right = "consent.read";
/// May enter consents and answer requests.
pub const WRITE: kit::access::Right = "consent.write";

/// The words of these pages.
pub const TEXTS: ui::Bundle =
    ui::Bundle { name: "consent", bg: include_str!("bg.ftl"), en: include_str!("en.ftl") };

/// The pages.
#[must_use]
pub fn routes() -> Routes<App> {
    let (read, write, row) = (Need::Right(READ), Need::Right(WRITE), Audit::Row);
    Routes::new("consent", "consent: чл. 6, 7, 15–22 ОРЗД; чл. 81 ЗСУ")
        .get("/consents", read, row, list::page)
        .get("/consents/list.csv", read, row, list::csv)
        .get("/consents/texts", read, row, texts::page)
        .post("/consents/texts", write, row, texts::add)
        .get("/people/{id}/consents", read, row, page::page)
        .get("/people/{id}/consents/new", write, row, entry::form)
        .post("/people/{id}/consents/new", write, row, entry::save)
        .get("/people/{id}/consents/{consent}/withdraw", write, row, withdraw::form)
        .post("/people/{id}/consents/{consent}/withdraw", write, row, withdraw::save)
        .get("/people/{id}/consents/{consent}/scan", read, row, page::scan)
        .get("/data-requests", read, row, request_pages::list)
        .get("/people/{id}/data-requests", read, row, request_pages::of_person)
        .get("/people/{id}/data-requests/new", write, row, request_pages::form)
        .post("/people/{id}/data-requests/new", write, row, request_pages::save)
        .get("/people/{id}/data-requests/{request}", read, row, answer::page)
        .post("/people/{id}/data-requests/{request}/extend", write, row, answer::extend)
        .post("/people/{id}/data-requests/{request}/answer", write, row, answer::answer)
        .get("/api/people/{id}/consents", read, row, api::consents)
        .get("/api/people/{id}/holdings", read, row, api::holdings)
        .get("/api/data-requests", read, row, api::requests)
}

/// What here belongs to a person, and moves with them.
pub const BELONGINGS: &[Belonging] = &[
    Belonging::new("consent", "person_id", "consent-belonging-consent"),
    Belonging::new("data_request", "person_id", "consent-belonging-request"),
];

/// The entities of this capability's tables, to be compared with the migrated ones.
#[must_use]
pub fn entities() -> Vec<(String, kit::store::Columns)> {
    store::entities()
}
