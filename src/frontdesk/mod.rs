//! The front desk: what people come with, and what it asks of the office today.
//!
//! Purpose: contacts and consultations, wishes, signals by institutions, the urgent groups,
//! and "My work". Invariants: a contact may be anonymous and never asks for an identifier; a
//! signal is not a wish (чл. 82(2) ЗСУ) — the wish comes from the person (чл. 10 ППЗСУ); a wish,
//! its number and its case are saved in one transaction; who of an urgent group was noticed stays
//! open until ДСП has been told. Tables owned: contact, wish, signal, urgent_notice.

mod api;
mod contact;
mod contact_entry;
mod contact_list;
mod foreign;
mod load;
mod moment;
mod reference;
mod signal;
mod signal_pages;
mod statistics;
mod store;
mod terms;
mod urgent;
mod urgent_list;
mod wish;
mod wish_form;
mod wish_page;
mod wish_print;
mod work;
mod work_api;

#[cfg(test)]
mod tests;

use crate::app::App;
use kit::web::{Audit, Need, Routes};

pub use crate::referral::WishId;
pub use api::ApiDocument;

kit::id! {
    /// A contact.
    ContactId
}
kit::id! {
    /// A signal by an institution.
    SignalId
}
kit::id! {
    /// Somebody who must be told at once.
    NoticeId
}

/// May see contacts, wishes and signals.
pub const READ: kit::access::Right = "frontdesk.read";
/// May enter contacts, wishes and signals.
pub const WRITE: kit::access::Right = "frontdesk.write";
/// May see the work of the whole team.
pub const TEAM: kit::access::Right = "frontdesk.team";

/// The words of these pages.
pub const TEXTS: ui::Bundle =
    ui::Bundle { name: "frontdesk", bg: include_str!("bg.ftl"), en: include_str!("en.ftl") };

/// The pages.
#[must_use]
pub fn routes() -> Routes<App> {
    let (read, write, row) = (Need::Right(READ), Need::Right(WRITE), Audit::Row);
    Routes::new("frontdesk", "front desk: чл. 75, 76 ЗСУ; чл. 10 ППЗСУ")
        .get("/work", read, row, work::work)
        .get("/contacts", read, row, contact_list::contact_list)
        .get("/contacts/statistics", read, row, statistics::statistics)
        .get("/contacts/new", write, row, contact_entry::new_contact)
        .post("/contacts/new", write, row, contact_entry::save_contact)
        .get("/contacts/{id}", read, row, contact_entry::contact_page)
        .get("/contacts/{id}/edit", write, row, contact_entry::edit_contact)
        .post("/contacts/{id}/edit", write, row, contact_entry::change_contact)
        .get("/wishes/new", write, Audit::None, wish_form::choose_person)
        .get("/people/{id}/wishes/new", write, row, wish_form::new_wish)
        .post("/people/{id}/wishes/new", write, row, wish_form::check_wish)
        .post("/people/{id}/wishes", write, row, wish_form::confirm_wish)
        .get("/wishes/{id}", read, row, wish_page::wish_page)
        .get("/wishes/{id}/print", read, row, wish_print::print)
        .get("/wishes/{id}/urgent", read, row, urgent::of_wish)
        .post("/wishes/{id}/urgent", write, row, urgent::record_of_wish)
        .get("/urgent", read, row, urgent_list::urgent_list)
        .get("/signals", read, row, signal_pages::signal_list)
        .get("/signals/new", write, row, signal_pages::new_signal)
        .post("/signals/new", write, row, signal_pages::save_signal)
        .get("/signals/{id}", read, row, signal_pages::signal_page)
        .post("/signals/{id}", write, row, signal_pages::close_signal)
        .get("/signals/{id}/urgent", read, row, urgent::of_signal)
        .post("/signals/{id}/urgent", write, row, urgent::record_of_signal)
        .get("/api/work", read, row, work_api::work_list)
        .get("/api/wishes", read, row, api::wishes)
        .post("/api/wishes", write, row, api::post_wish)
        .get("/api/wishes/{id}", read, row, api::wish)
        .get("/api/contacts", read, row, api::contacts)
        .post("/api/contacts", write, row, api::post_contact)
}

/// The entities of this capability's tables, to be compared with the migrated ones.
#[must_use]
pub fn entities() -> Vec<(String, kit::store::Columns)> {
    store::entities()
}
