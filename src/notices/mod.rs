//! Notices (съобщения): what the office sends to people by mail, by short message, in their account and by
//! e-delivery (ССЕВ).
//!
//! Purpose: one queue for what other capabilities send, with its states on the screen; words in both
//! languages that a municipality edits in versions; news for whoever asked twice; the mail server and the
//! gateway of a municipality; addresses that take nothing.
//! Invariants: a notice is written in the transaction of its cause and goes out after it; the order of one
//! receiver is kept; a server that is away loses nothing; nothing but news can be left, and news go to
//! nobody who did not confirm; a subject says nothing about anybody; a request goes only to the host that
//! was set; e-delivery is confirmed by hand until the state's system is joined.
//! Tables owned: notice, notice_step, notice_template, notice_bulletin, notice_reader, notice_unreachable,
//! notice_setting, notice_account.

mod api;
mod attempt;
mod bulletin;
mod bulletin_page;
mod course;
mod due;
mod fill;
mod find;
mod frame;
mod holding;
mod notice_page;
mod on_paper;
mod queue;
mod queue_page;
mod reader;
mod run;
mod send;
mod setting;
mod setting_page;
mod sms;
mod store;
mod subscribe;
mod table;
mod template;
mod template_page;
mod unreachable;
mod version;
mod when;

#[cfg(test)]
mod tests;

pub use api::ApiDocument;
pub use fill::{fill, is_filled};
pub use find::{Told, of_account};
pub use holding::holdings;
pub use send::{Notice, Reached, Target, can_send_short, reach_account, send};
pub use unreachable::{Bad, of_person as unreachable_of};

use crate::app::App;
use crate::people::Belonging;
use kit::jobs::{Schedule, Worker};
use kit::web::{Audit, Need, Routes};

kit::id! {
    /// An account of a citizen. Declared here, below whoever keeps accounts and whoever writes to them.
    CitizenId
}
kit::id! {
    /// A notice.
    NoticeId
}
kit::id! {
    /// A step of a notice's history.
    NoticeStepId
}
kit::id! {
    /// A version of a template.
    NoticeTemplateId
}
kit::id! {
    /// News.
    BulletinId
}
kit::id! {
    /// Who reads news.
    ReaderId
}
kit::id! {
    /// An address that takes nothing.
    UnreachableId
}
kit::id! {
    /// A version of the settings.
    NoticeSettingId
}
kit::id! {
    /// Where an account is reached.
    NoticeAccountId
}

/// May see what is sent.
pub const READ: kit::access::Right = "notices.read";
/// May try again, take back, confirm e-delivery, write news and templates.
pub const WRITE: kit::access::Right = "notices.write";
/// May set the mail server, the gateway and the limits.
pub const ADMIN: kit::access::Right = "notices.admin";

/// By what receivers are known again, and secrets of addresses are made.
pub const INDICES: &[kit::crypto::Index] = &[queue::RECEIVER, reader::CONFIRM, reader::LEAVE];

/// What here belongs to a person, and moves with them.
pub const BELONGINGS: &[Belonging] = &[
    Belonging::new("notice", "person_id", "notices-belonging"),
    Belonging::new("notice_unreachable", "person_id", "notices-belonging-address"),
];

/// The words of these pages.
pub const TEXTS: ui::Bundle =
    ui::Bundle { name: "notices", bg: include_str!("bg.ftl"), en: include_str!("en.ftl") };

fn begin() -> Routes<App> {
    Routes::new("notices", "notices: чл. 4, т. 2 ЗСУ; чл. 26 ЗЕУ")
}

/// The pages.
#[must_use]
pub fn routes() -> Routes<App> {
    queue_routes()
        .merge(word_routes())
        .merge(setting_routes())
        .merge(public_routes())
        .merge(api_routes())
}

/// What is sent.
fn queue_routes() -> Routes<App> {
    let (read, write, row) = (Need::Right(READ), Need::Right(WRITE), Audit::Row);
    begin()
        .get("/notices", read, row, queue_page::numbers)
        .get("/notices/queue", read, row, queue_page::list)
        .get("/notices/deliveries", read, row, queue_page::deliveries)
        .get("/notices/deliveries/print", read, row, on_paper::print)
        .get("/notices/{id}", read, row, notice_page::page)
        .get("/notices/{id}/do/{deed}", write, row, notice_page::deed_form)
        .post("/notices/{id}/do/{deed}", write, row, notice_page::deed_save)
        .get("/notices/unreachable", read, row, bulletin_page::addresses)
        .get("/notices/unreachable/{id}", write, row, bulletin_page::clear_form)
        .post("/notices/unreachable/{id}", write, row, bulletin_page::clear)
}

/// Templates and news.
fn word_routes() -> Routes<App> {
    let (read, write, row) = (Need::Right(READ), Need::Right(WRITE), Audit::Row);
    begin()
        .get("/notices/templates", read, row, template_page::list)
        .get("/notices/templates/{code}/in/{lang}", read, row, template_page::page)
        .get("/notices/templates/{code}/in/{lang}/edit", write, row, template_page::edit_form)
        .post("/notices/templates/{code}/in/{lang}/edit", write, row, template_page::edit_save)
        .get("/notices/bulletins", read, row, bulletin_page::list)
        .get("/notices/bulletins/new", write, Audit::None, bulletin_page::new_form)
        .post("/notices/bulletins/new", write, row, bulletin_page::new_save)
        .get("/notices/bulletins/{id}", read, row, bulletin_page::page)
        .get("/notices/bulletins/{id}/edit", write, row, bulletin_page::edit_form)
        .post("/notices/bulletins/{id}/edit", write, row, bulletin_page::edit_save)
        .get("/notices/bulletins/{id}/send", write, row, bulletin_page::send_form)
        .post("/notices/bulletins/{id}/send", write, row, bulletin_page::send)
        .get("/notices/readers", read, row, bulletin_page::readers)
}

/// How all is sent.
fn setting_routes() -> Routes<App> {
    let (admin, row) = (Need::Right(ADMIN), Audit::Row);
    begin()
        .get("/notices/settings", admin, row, setting_page::page)
        .get("/notices/settings/mail", admin, row, setting_page::mail_form)
        .post("/notices/settings/mail", admin, row, setting_page::mail_save)
        .get("/notices/settings/sms", admin, row, setting_page::sms_form)
        .post("/notices/settings/sms", admin, row, setting_page::sms_save)
        .get("/notices/settings/limits", admin, row, setting_page::limits_form)
        .post("/notices/settings/limits", admin, row, setting_page::limits_save)
        .get("/notices/settings/test", admin, Audit::None, setting_page::test_form)
        .post("/notices/settings/test", admin, row, setting_page::test_send)
}

/// News for anybody.
fn public_routes() -> Routes<App> {
    let (secret, row) = (Need::Secret, Audit::Row);
    begin()
        .get("/subscribe", Need::Public, Audit::None, subscribe::form)
        .post("/subscribe", Need::Public, row, subscribe::ask)
        .get("/subscribe/confirm/{secret}", secret, row, subscribe::confirm_page)
        .post("/subscribe/confirm/{secret}", secret, row, subscribe::confirm)
        .get("/subscribe/leave/{secret}", secret, row, subscribe::leave_page)
        .post("/subscribe/leave/{secret}", secret, row, subscribe::leave)
}

fn api_routes() -> Routes<App> {
    let (read, write, row) = (Need::Right(READ), Need::Right(WRITE), Audit::Row);
    begin()
        .get("/api/notices", read, row, api::list)
        .get("/api/notices/{id}", read, row, api::one)
        .post("/api/notices/{id}/do/{deed}", write, row, api::deed)
}

/// The jobs: the queue is worked on whenever something is put in, when something is due, and every
/// quarter of an hour whatever happened.
#[must_use]
pub fn jobs(app: &App, worker: Worker) -> Worker {
    worker
        .on(run::TURN, run::turning(app))
        .every(Schedule { kind: run::TURN, cron: "7,22,37,52 * * * *" })
}

/// The entities of this capability's tables, to be compared with the migrated ones.
#[must_use]
pub fn entities() -> Vec<(String, kit::store::Columns)> {
    store::entities()
}
