//! The contact log: who asked what, what was answered, by which version of the answer.
//!
//! Purpose: contacts by nine channels in half a minute, topics and answers as data, sheets of many
//! rows, and the numbers that a project has to show. Invariants: a contact may be anonymous and
//! never asks for an identifier; a version of an answer is never changed, and a contact keeps the
//! one that was valid on its day; nothing is deleted: a correction keeps what was said before, a
//! mistake is cancelled; every number opens the list that it counted. Tables owned: contact,
//! contact_change, contact_choice, answer_script, contact_sheet.

mod api;
mod change;
mod chart;
mod contact;
mod desk;
mod entry;
mod filter;
mod follow;
mod holding;
mod list;
mod list_pages;
mod lists;
mod moment;
mod named;
mod own_fields;
mod page;
mod pass_on;
mod people_list;
mod reference;
mod script;
mod script_pages;
mod sheet;
mod sheet_list;
mod sheet_pages;
mod sheet_print;
mod statistics;
mod store;
mod table;

#[cfg(test)]
mod tests;

use crate::app::App;
use crate::people::Belonging;
use kit::web::{Audit, Need, Routes};
use ui::{Choice, Lang};

pub use api::ApiDocument;
pub use desk::{Boxes, Desk, open_points, places};
pub use entry::{drop_draft, usual_point};
pub use filter::midnight;
pub use follow::{follow_ups_due, tasks};
pub use holding::holdings;
pub use lists::NewLine;
pub use moment::{moment, moment_values};
pub use named::{Logged, logged, naming};
pub use pass_on::{open_calls, pass_calls};
pub use reference::age_group;
pub use script::approve_prepared;
pub use sheet::{ROWS, SheetHead, is_filled, rows_of};
pub use sheet_pages::fresh_head;
pub use table::{Table, csv, xlsx};

kit::id! {
    /// A contact.
    ContactId
}
kit::id! {
    /// What a contact said before.
    ChangeId
}
kit::id! {
    /// A row of a list that the office edits.
    ChoiceId
}
kit::id! {
    /// A version of an answer.
    ScriptId
}
kit::id! {
    /// A sheet of many rows.
    SheetId
}

/// May see contacts, wishes and signals.
pub const READ: kit::access::Right = "frontdesk.read";
/// May enter contacts, wishes and signals.
pub const WRITE: kit::access::Right = "frontdesk.write";
/// May enter sheets on behalf of a centre, and see the own ones.
pub const BEHALF: kit::access::Right = "frontdesk.behalf";
/// Works in a village mayor's office: begins with the sheets.
pub const OFFICE: kit::access::Right = "frontdesk.office";
/// May edit the lists and approve answers.
pub const LISTS: kit::access::Right = "frontdesk.lists";

/// The words of these pages.
pub const TEXTS: ui::Bundle =
    ui::Bundle { name: "contacts", bg: include_str!("bg.ftl"), en: include_str!("en.ftl") };

/// The pages.
#[must_use]
pub fn routes() -> Routes<App> {
    let (read, write, row) = (Need::Right(READ), Need::Right(WRITE), Audit::Row);
    let (behalf, edit) = (Need::Right(BEHALF), Need::Right(LISTS));
    Routes::new("contacts", "contact log: чл. 74, 75 ЗСУ")
        .get("/contacts", read, row, list::contact_list)
        .get("/contacts/export", read, row, list::export)
        .get("/contacts/people", read, row, people_list::people_list)
        .get("/contacts/statistics", read, row, statistics::statistics)
        .get("/contacts/statistics/export", read, row, statistics::export)
        .get("/contacts/follow-ups", read, row, follow::follow_ups)
        .get("/contacts/answer", read, row, entry::answer_part)
        .get("/contacts/scripts", read, row, script_pages::scripts)
        .get("/contacts/scripts/{topic}", read, row, script_pages::versions)
        .post("/contacts/scripts/{topic}", edit, row, script_pages::approve)
        .get("/contacts/lists", edit, row, list_pages::lists)
        .get("/contacts/lists/edit", edit, row, list_pages::edit)
        .post("/contacts/lists/edit", edit, row, list_pages::save)
        .get("/contacts/new", write, row, entry::new_contact)
        .post("/contacts/new", write, row, entry::save_contact)
        .get("/contacts/{id}", read, row, page::contact_page)
        .get("/contacts/{id}/edit", write, row, page::edit_contact)
        .post("/contacts/{id}/edit", write, row, page::change_contact)
        .post("/contacts/{id}/cancel", write, row, page::cancel_contact)
        .post("/contacts/{id}/follow-up", write, row, page::follow_up)
        .get("/sheets", behalf, row, sheet_list::sheets)
        .get("/sheets/print", behalf, row, sheet_print::print)
        .get("/sheets/contacts/new", behalf, row, sheet_pages::new_sheet)
        .post("/sheets/contacts/new", behalf, row, sheet_pages::save_sheet)
        .get("/sheets/{id}", behalf, row, sheet_list::sheet_page)
        .post("/sheets/{id}/undo", behalf, row, sheet_list::undo_sheet)
        .get("/api/contacts", read, row, api::contacts)
        .post("/api/contacts", write, row, api::post_contact)
        .get("/api/contacts/statistics", read, row, api::statistics)
        .get("/api/contacts/{id}", read, row, api::contact)
        .get("/api/topics", read, row, api::topics)
}

/// The nine channels as answers of a form.
#[must_use]
pub fn channels(lang: Lang) -> Vec<Choice> {
    reference::choices(&reference::reference().channel, lang)
}

/// The words of a channel.
#[must_use]
pub fn channel_words(id: &str, lang: Lang) -> String {
    reference::words(&reference::reference().channel, id, lang)
}

/// Versions of answers by the day from which they hold: topic, day, id.
///
/// # Errors
/// When the database does not answer.
pub async fn scripts(
    tx: &kit::store::Tx,
) -> Result<Vec<(String, kit::types::Day, i64)>, kit::store::StoreError> {
    let mut all: Vec<_> =
        script::all(tx).await?.into_iter().map(|s| (s.topic, s.valid_from, s.id.0)).collect();
    all.sort();
    Ok(all)
}

/// Campaigns that have both days: code, first and last.
///
/// # Errors
/// When the database does not answer.
pub async fn campaigns(
    tx: &kit::store::Tx,
) -> Result<Vec<(String, kit::types::Day, kit::types::Day)>, kit::store::StoreError> {
    let lists = lists::Lists::load(tx).await?;
    let days = |line: lists::Line| Some((line.code, line.valid_from?, line.valid_to?));
    Ok(lists.campaigns.into_iter().filter_map(days).collect())
}

/// Adds a row to a list of the office: a campaign of the demonstration.
///
/// # Errors
/// When the database refuses.
pub async fn add_to_list(
    tx: &mut kit::store::Tx,
    line: &NewLine,
) -> Result<String, kit::store::StoreError> {
    lists::save(tx, line, 0).await
}

/// What here belongs to a person, and moves with them.
pub const BELONGINGS: &[Belonging] =
    &[Belonging::new("contact", "person_id", "contacts-belonging")];

/// The entities of this capability's tables, to be compared with the migrated ones.
#[must_use]
pub fn entities() -> Vec<(String, kit::store::Columns)> {
    store::entities()
}
