//! The calendar of duties (календар на задълженията): what the rules ask of a municipality in a year.
//!
//! Purpose: every duty with its day, its article and the arithmetic of its term; who answers for it, where
//! it stands, which document proves it; what is late, due and done for the mayor; reminders, a calendar
//! for other programs, paper.
//! Invariants: the days are counted by the law each time and kept nowhere; what the law fixes has no day of
//! the municipality's own; nothing is done before it opens and nothing twice; a wrong note is taken back
//! with a reason and entered anew; nobody is reminded twice of the same; the calendar at a secret address
//! names nobody.
//! Tables owned: duty_version, duty_start, duty_event, duty_occasion, duty_mark, duty_file, duty_address,
//! duty_feed, duty_reminder, duty_paper.

mod api;
mod calendar;
mod content;
mod course;
mod duty_page;
mod event_page;
mod feed;
mod fill;
mod frame;
mod keep;
mod list_page;
mod load;
mod mark;
mod mark_page;
mod mine_page;
mod neighbours;
mod paper;
mod remind;
mod rule;
mod rule_page;
mod store;
mod table;
mod tasks;
mod year_page;

#[cfg(test)]
mod tests;

pub use api::ApiDocument;
pub use fill::{fill, is_filled};
pub use paper::by_code;
pub use tasks::tasks;

use crate::app::App;
use crate::people::printing;
use kit::jobs::{Schedule, Worker};
use kit::web::{Audit, Need, Routes};

kit::id! {
    /// A version of a duty.
    DutyVersionId
}
kit::id! {
    /// From when the calendar is kept.
    DutyStartId
}
kit::id! {
    /// Something that happened.
    DutyEventId
}
kit::id! {
    /// Who answers on one occasion.
    DutyOccasionId
}
kit::id! {
    /// A note on a duty.
    DutyMarkId
}
kit::id! {
    /// The document behind a note.
    DutyFileId
}
kit::id! {
    /// Where somebody is reminded.
    DutyAddressId
}
kit::id! {
    /// A secret address of a calendar.
    DutyFeedId
}
kit::id! {
    /// A reminder.
    DutyReminderId
}
kit::id! {
    /// A printed calendar.
    DutyPaperId
}

/// May see the calendar.
pub const READ: kit::access::Right = "duties.read";
/// May note what was done, and say who answers.
pub const WRITE: kit::access::Right = "duties.write";

/// By what secrets of this capability are made.
pub const INDICES: &[kit::crypto::Index] = &[feed::SECRET];

/// The words of these pages.
pub const TEXTS: ui::Bundle =
    ui::Bundle { name: "duties", bg: include_str!("bg.ftl"), en: include_str!("en.ftl") };

fn begin_routes() -> Routes<App> {
    Routes::new("duties", "duties of the municipality: чл. 25, ал. 2 ЗСУ")
}

/// The pages.
#[must_use]
pub fn routes() -> Routes<App> {
    let (read, write, row) = (Need::Right(READ), Need::Right(WRITE), Audit::Row);
    begin_routes()
        .get("/duties", read, row, year_page::page)
        .get("/duties/mayor", read, row, year_page::mayor)
        .get("/duties/list", read, row, list_page::list)
        .get("/duties/list.csv", read, row, list_page::csv)
        .get("/duties/codes/{code}/at/{occasion}", read, row, duty_page::page)
        .get("/duties/codes/{code}/at/{occasion}/done", write, row, mark_page::done_form)
        .post("/duties/codes/{code}/at/{occasion}/done", write, row, mark_page::done_save)
        .get("/duties/codes/{code}/at/{occasion}/none", write, row, mark_page::none_form)
        .post("/duties/codes/{code}/at/{occasion}/none", write, row, mark_page::none_save)
        .get("/duties/codes/{code}/at/{occasion}/owner", write, row, mark_page::owner_form)
        .post("/duties/codes/{code}/at/{occasion}/owner", write, row, mark_page::owner_save)
        .get("/duties/marks/{id}", write, row, mark_page::revoke_form)
        .post("/duties/marks/{id}", write, row, mark_page::revoke_save)
        .get("/duties/marks/{id}/file", read, row, mark_page::file)
        .get("/duties/events", read, row, event_page::list)
        .get("/duties/events/new", write, Audit::None, event_page::new_form)
        .post("/duties/events/new", write, row, event_page::new_save)
        .get("/duties/happened/{id}", write, row, event_page::revoke_form)
        .post("/duties/happened/{id}", write, row, event_page::revoke_save)
        .merge(rule_routes())
        .merge(own_routes())
}

/// The rules, paper, and the same as JSON.
fn rule_routes() -> Routes<App> {
    let (read, write, row) = (Need::Right(READ), Need::Right(WRITE), Audit::Row);
    begin_routes()
        .get("/duties/rules", read, row, rule_page::list)
        .get("/duties/codes/{code}", read, row, rule_page::page)
        .get("/duties/codes/{code}/edit", write, row, rule_page::edit_form)
        .post("/duties/codes/{code}/edit", write, row, rule_page::edit_save)
        .get("/duties/start", write, row, rule_page::start_form)
        .post("/duties/start", write, row, rule_page::start_save)
        .get("/duties/papers", read, row, paper::list)
        .get("/duties/papers/new", read, Audit::None, paper::new_form)
        .post("/duties/papers/new", read, row, paper::new_save)
        .get("/duties/calendars/{id}", read, row, paper::file)
        .get("/api/duties", read, row, api::list)
        .get("/api/duties/codes/{code}/at/{occasion}", read, row, api::one)
        .post("/api/duties/codes/{code}/at/{occasion}/done", write, row, api::done)
}

/// How somebody is reminded, and the calendar behind a secret.
fn own_routes() -> Routes<App> {
    let (read, row) = (Need::Right(READ), Audit::Row);
    begin_routes()
        .get("/duties/mine", read, row, mine_page::page)
        .get("/duties/mine/mail", read, row, mine_page::mail_form)
        .post("/duties/mine/mail", read, row, mine_page::mail_save)
        .get("/duties/mine/feed", read, Audit::None, mine_page::feed_form)
        .post("/duties/mine/feed", read, row, mine_page::feed_save)
        .get("/duties/mine/revoke", read, Audit::None, mine_page::revoke_form)
        .post("/duties/mine/revoke", read, row, mine_page::revoke_save)
        .get("/duty-calendar/{secret}", Need::Secret, row, mine_page::calendar)
}

/// The jobs: papers are printed, every morning reminders are written and sent.
#[must_use]
pub fn jobs(app: &App, worker: Worker) -> Worker {
    let worker = printing::<store::duty_paper::Entity>(app, worker);
    worker
        .on(remind::MAIL, remind::sending(app))
        .on(remind::MORNING, remind::morning(app))
        .every(Schedule { kind: remind::MORNING, cron: "25 8 * * *" })
}

/// The entities of this capability's tables, to be compared with the migrated ones.
#[must_use]
pub fn entities() -> Vec<(String, kit::store::Columns)> {
    store::entities()
}
