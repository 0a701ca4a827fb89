//! The front desk: what people come with, and what it asks of the office today.
//!
//! Purpose: wishes, also those that a village mayor's office sends on a sheet, signals by
//! institutions and the way to the person, the urgent groups, and "My work". Invariants: a signal
//! is not a wish (чл. 82(2) ЗСУ) — the wish comes from the person (чл. 10 ППЗСУ); a wish, its
//! number and its case are saved in one transaction; who of an urgent group was noticed stays
//! open until ДСП has been told. Tables owned: wish, signal, signal_outreach, urgent_notice.

mod api;
mod api_signals;
mod came;
mod deadlines;
mod foreign;
mod holding;
mod load;
mod moment;
mod outreach;
mod reference;
mod signal;
mod signal_list;
mod signal_pages;
mod store;
mod terms;
mod urgent;
mod urgent_list;
mod wish;
mod wish_export;
mod wish_fields;
mod wish_form;
mod wish_list;
mod wish_page;
mod wish_print;
mod wish_sheet;
mod wish_sheet_pages;
mod work;
mod work_api;

#[cfg(test)]
pub(crate) mod tests;

use crate::app::App;
use crate::people::Belonging;
use kit::web::{Audit, Need, Routes};

pub use crate::contacts::{BEHALF, READ, WRITE};
pub use crate::referral::WishId;
pub use api::ApiDocument;
pub use holding::holdings;

kit::id! {
    /// A signal by an institution.
    SignalId
}
kit::id! {
    /// An attempt to reach the person of a signal.
    AttemptId
}
kit::id! {
    /// Somebody who must be told at once.
    NoticeId
}

/// May see the work of the whole team.
pub const TEAM: kit::access::Right = "frontdesk.team";

/// What this capability keeps about a person.
pub const BELONGINGS: &[Belonging] = &[
    Belonging::new("wish", "person_id", "frontdesk-belonging-wish"),
    Belonging::new("signal", "person_id", "frontdesk-belonging-signal"),
];

/// The words of these pages.
pub const TEXTS: ui::Bundle =
    ui::Bundle { name: "frontdesk", bg: include_str!("bg.ftl"), en: include_str!("en.ftl") };

/// The pages.
#[must_use]
pub fn routes() -> Routes<App> {
    let (read, write, row) = (Need::Right(READ), Need::Right(WRITE), Audit::Row);
    let behalf = Need::Right(BEHALF);
    Routes::new("frontdesk", "front desk: чл. 75, 76 ЗСУ; чл. 10 ППЗСУ")
        .get("/work", read, row, work::work)
        .get("/work/deadlines", read, row, deadlines::page)
        .get("/wishes/new", write, Audit::None, wish_form::choose_person)
        .get("/people/{id}/wishes/new", write, row, wish_form::new_wish)
        .post("/people/{id}/wishes/new", write, row, wish_form::check_wish)
        .post("/people/{id}/wishes", write, row, wish_form::confirm_wish)
        .get("/wishes", read, row, wish_list::wish_list)
        .get("/wishes/export", read, row, wish_export::export)
        .get("/sheets/wishes/new", behalf, row, wish_sheet_pages::new_sheet)
        .post("/sheets/wishes/new", behalf, row, wish_sheet_pages::save_sheet)
        .get("/wishes/{id}", read, row, wish_page::wish_page)
        .get("/wishes/{id}/fields", write, row, wish_fields::form)
        .post("/wishes/{id}/fields", write, row, wish_fields::save)
        .get("/wishes/{id}/print", read, row, wish_print::print)
        .get("/wishes/{id}/urgent", read, row, urgent::of_wish)
        .post("/wishes/{id}/urgent", write, row, urgent::record_of_wish)
        .get("/urgent", read, row, urgent_list::urgent_list)
        .get("/signals", read, row, signal_list::signal_list)
        .get("/signals/export", read, row, signal_list::export)
        .get("/signals/new", write, row, signal_pages::new_signal)
        .post("/signals/new", write, row, signal_pages::save_signal)
        .get("/signals/{id}", read, row, signal_pages::signal_page)
        .post("/signals/{id}", write, row, signal_pages::close_signal)
        .post("/signals/{id}/outreach", write, row, outreach::record)
        .get("/signals/{id}/urgent", read, row, urgent::of_signal)
        .post("/signals/{id}/urgent", write, row, urgent::record_of_signal)
        .get("/api/work", read, row, work_api::work_list)
        .get("/api/work/deadlines", read, row, deadlines::list)
        .get("/api/wishes", read, row, api::wishes)
        .post("/api/wishes", write, row, api::post_wish)
        .get("/api/wishes/{id}", read, row, api::wish)
        .get("/api/signals", read, row, api_signals::signals)
        .get("/api/signals/{id}", read, row, api_signals::signal)
        .post("/api/signals/{id}/outreach", write, row, api_signals::attempt)
}

/// The entities of this capability's tables, to be compared with the migrated ones.
#[must_use]
pub fn entities() -> Vec<(String, kit::store::Columns)> {
    store::entities()
}
