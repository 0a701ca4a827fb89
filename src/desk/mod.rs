//! The consultation desk (консултационно бюро): live talks of citizens with a worker on duty.
//!
//! Purpose: anybody asks from a public page, also with no name and from the municipality's own site; a
//! worker on duty takes the talk and hands it over into a contact, a wish or an appointment; when nobody
//! is there it becomes a question with a promised term.
//! Invariants: what is shown as sent is on the disk; lines stay after the end only when the citizen
//! agreed, and so long as the setting says; no name of a worker and no network address is kept with a
//! talk; a channel tells that something changed, never what; a talk has one worker at a time; no row here
//! names a person: what a talk became (a contact, a wish, an appointment) stands there, and is told there.
//! Tables owned: desk_talk, desk_line, desk_pass, desk_duty, desk_point, desk_setting.

mod api;
mod ask;
mod chat_page;
mod course;
mod crisis;
mod desk_page;
mod duty;
mod embed;
mod fill;
mod frame;
mod hub;
mod line;
mod live;
mod opening;
mod pass;
mod pass_page;
mod setting;
mod setting_page;
mod start_page;
mod store;
mod talk;
mod talk_page;
mod tidy;

#[cfg(test)]
mod tests;

pub use api::ApiDocument;
pub use duty::{Open, is_open};
pub use fill::{fill, is_filled};
pub use hub::Hub;

use crate::app::App;
use kit::jobs::{Schedule, Worker};
use kit::web::{Audit, Need, Routes};

kit::id! {
    /// A talk.
    TalkId
}
kit::id! {
    /// What was said.
    LineId
}
kit::id! {
    /// A hand-over.
    PassId
}
kit::id! {
    /// A time of duty.
    DutyId
}
kit::id! {
    /// How the desk works.
    SettingId
}

/// May see the desk and its talks.
pub const READ: kit::access::Right = "desk.read";
/// May go on duty and take talks.
pub const WRITE: kit::access::Right = "desk.write";

/// The words of these pages.
pub const TEXTS: ui::Bundle =
    ui::Bundle { name: "desk", bg: include_str!("bg.ftl"), en: include_str!("en.ftl") };

/// By what the addresses of talks are made.
pub const INDICES: &[kit::crypto::Index] = &[talk::SECRET];

fn begin() -> Routes<App> {
    Routes::new("desk", "desk: чл. 74, 75 ЗСУ")
}

/// The pages.
#[must_use]
pub fn routes() -> Routes<App> {
    public_routes().merge(staff_routes()).merge(api_routes())
}

/// What citizens open.
fn public_routes() -> Routes<App> {
    let (anybody, secret, row, none) = (Need::Public, Need::Secret, Audit::Row, Audit::None);
    begin()
        .get("/chat", anybody, none, start_page::page)
        .post("/chat", anybody, row, start_page::begin)
        .post("/chat/question", anybody, row, start_page::question)
        .get("/chat/embed.js", anybody, none, embed::script)
        .get("/chat/{secret}", secret, none, chat_page::page)
        .post("/chat/{secret}", secret, row, chat_page::say)
        .post("/chat/{secret}/end", secret, row, chat_page::end)
        .post("/chat/{secret}/question", secret, row, chat_page::question)
        .get("/chat/{secret}/live", secret, none, live::of_talk)
}

/// What workers open.
fn staff_routes() -> Routes<App> {
    let (read, write, row) = (Need::Right(READ), Need::Right(WRITE), Audit::Row);
    let admin = Need::Right(crate::reception::ADMIN);
    begin()
        .get("/desk", read, row, desk_page::page)
        .post("/desk/duty", write, row, desk_page::duty)
        .get("/desk/live", read, row, live::of_desk)
        .get("/desk/ended", read, row, desk_page::ended)
        .get("/desk/talks/{id}", read, row, talk_page::page)
        .post("/desk/talks/{id}", write, row, talk_page::say)
        .post("/desk/talks/{id}/take", write, row, talk_page::take)
        .post("/desk/talks/{id}/release", write, row, talk_page::release)
        .post("/desk/talks/{id}/end", write, row, talk_page::end)
        .get("/desk/talks/{id}/pass", write, row, pass_page::page)
        .post("/desk/talks/{id}/pass", write, row, pass_page::save)
        .get("/desk/settings", admin, row, setting_page::page)
        .post("/desk/settings", admin, row, setting_page::save)
        .get("/desk/points/{id}", admin, row, setting_page::point)
        .post("/desk/points/{id}", admin, row, setting_page::save_point)
}

/// The same as JSON.
fn api_routes() -> Routes<App> {
    let (read, write, row) = (Need::Right(READ), Need::Right(WRITE), Audit::Row);
    begin()
        .get("/api/desk", read, row, api::desk)
        .get("/api/desk/talks", read, row, api::talks)
        .get("/api/desk/talks/{id}", read, row, api::talk)
        .post("/api/desk/talks/{id}/take", write, row, api::take)
        .post("/api/desk/talks/{id}/lines", write, row, api::say)
}

/// The job: silent talks end, lines whose time is over go.
#[must_use]
pub fn jobs(app: &App, worker: Worker) -> Worker {
    worker
        .on(tidy::JOB, tidy::handler(app))
        .every(Schedule { kind: tidy::JOB, cron: "*/5 * * * *" })
}

/// The entities of this capability's tables, to be compared with the migrated ones.
#[must_use]
pub fn entities() -> Vec<(String, kit::store::Columns)> {
    store::entities()
}
