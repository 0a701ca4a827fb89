//! What comes online: a wish, an application for personal assistance, a signal, a complaint, a question.
//!
//! Purpose: anybody states a wish (чл. 75 ЗСУ), applies for personal assistance, signals that somebody
//! needs support (чл. 82 ЗСУ), complains or asks, one thing on a page, without an account and without
//! JavaScript; goes on later by a code; follows it by number and secret code; the office takes it over,
//! asks for what is missing, answers, refuses or passes it on.
//! Invariants: what was typed is never lost by a mistake and is kept sealed; a form that lay while the
//! rules changed says what changed and asks only that again; a form that was not sent goes when its term
//! is over; a wrong number and a wrong code are answered alike, with the same work, and are counted; no
//! identifier of a person is asked for; on the pages for anybody no network address is kept; files are
//! few, small and never opened here; what is closed is not opened again.
//! Tables owned: online_draft, online_sent, online_step, online_file.

mod answer;
mod api;
mod ask;
mod begin_page;
mod content;
mod course;
mod deed_page;
mod draft;
mod file;
mod file_page;
mod fill;
mod follow_page;
mod form_page;
mod frame;
mod holding;
mod inbox_page;
mod person_page;
mod question;
mod send_page;
mod sent;
mod status_page;
mod store;
mod tasks;
mod tell;

#[cfg(test)]
mod tests;

pub use crate::notices::CitizenId;
pub use api::ApiDocument;
pub use ask::{Asked, NewQuestion, Prefill, Sent, ask, of_account, prefill};
pub use fill::{fill, is_filled};
pub use holding::holdings;
pub use sent::{Became, became};
pub use tasks::tasks;

use crate::app::App;
use crate::people::Belonging;
use kit::access::Actor;
use kit::jobs::{Handler, Job, Schedule, Worker};
use kit::web::{Audit, Need, Routes};
use std::sync::Arc;

kit::id! {
    /// A form that was begun.
    DraftId
}
kit::id! {
    /// Something that was sent.
    SentId
}
kit::id! {
    /// What was done with it.
    StepId
}
kit::id! {
    /// A file that came along.
    FileId
}

/// May see what came online.
pub const READ: kit::access::Right = "online.read";
/// May take it over and answer it.
pub const WRITE: kit::access::Right = "online.write";

/// The name in an address of the code of a check of entitlements: `/online/wish/new?check=…` begins with
/// what the check found.
pub const FROM_CHECK: &str = "check";

/// By what codes are made and found.
pub const INDICES: &[kit::crypto::Index] = &[draft::SECRET, draft::FIND, sent::SECRET, sent::FIND];

/// What this capability keeps about a person.
pub const BELONGINGS: &[Belonging] =
    &[Belonging::new("online_sent", "person_id", "online-belonging-sent")];

/// The words of these pages.
pub const TEXTS: ui::Bundle =
    ui::Bundle { name: "online", bg: include_str!("bg.ftl"), en: include_str!("en.ftl") };

/// The job of the night: forms whose term is over go.
const NIGHTLY: &str = "online-expire";

fn begin_routes() -> Routes<App> {
    Routes::new("online", "online: чл. 75, 82 ЗСУ; чл. 29, 30 АПК")
}

/// The pages.
#[must_use]
pub fn routes() -> Routes<App> {
    let (anybody, secret, none, row) = (Need::Public, Need::Secret, Audit::None, Audit::Row);
    begin_routes()
        .get("/online", anybody, none, begin_page::start)
        .post("/online/resume", anybody, row, begin_page::resume)
        .get("/online/wish/new", anybody, none, begin_page::form)
        .post("/online/wish/new", anybody, row, begin_page::begin)
        .get("/online/application/new", anybody, none, begin_page::form)
        .post("/online/application/new", anybody, row, begin_page::begin)
        .get("/online/signal/new", anybody, none, begin_page::form)
        .post("/online/signal/new", anybody, row, begin_page::begin)
        .get("/online/complaint/new", anybody, none, begin_page::form)
        .post("/online/complaint/new", anybody, row, begin_page::begin)
        .get("/online/question/new", anybody, none, begin_page::form)
        .post("/online/question/new", anybody, row, begin_page::begin)
        .get("/online/begun/{secret}", secret, row, form_page::overview)
        .get("/online/begun/{secret}/{step}", secret, row, form_page::page)
        .post("/online/begun/{secret}/{step}", secret, row, form_page::save)
        .post("/online/sending/{secret}", secret, row, send_page::send)
        .post("/online/enclosing/{secret}", secret, row, file_page::upload)
        .post("/online/removing/{secret}", secret, row, file_page::remove)
        .get("/online/status", anybody, none, status_page::form)
        .post("/online/status", anybody, row, status_page::find)
        .get("/online/follow/{secret}", secret, row, follow_page::page)
        .post("/online/follow/{secret}", secret, row, follow_page::supplement)
        .merge(office_routes())
}

/// The inbox of the office, and the same as JSON.
fn office_routes() -> Routes<App> {
    let (read, write, row) = (Need::Right(READ), Need::Right(WRITE), Audit::Row);
    begin_routes()
        .get("/online/inbox", read, row, inbox_page::list)
        .get("/online/inbox/{id}", read, row, inbox_page::page)
        .get("/online/inbox/{id}/enclosed/{file}", read, row, file_page::download)
        .get("/online/inbox/{id}/person", write, row, person_page::page)
        .get("/online/inbox/{id}/take", write, row, deed_page::take_form)
        .post("/online/inbox/{id}/take", write, row, deed_page::take_save)
        .get("/online/inbox/{id}/ask", write, row, deed_page::ask_form)
        .post("/online/inbox/{id}/ask", write, row, deed_page::ask_save)
        .get("/online/inbox/{id}/answer", write, row, deed_page::answer_form)
        .post("/online/inbox/{id}/answer", write, row, deed_page::answer_save)
        .get("/online/inbox/{id}/forward", write, row, deed_page::forward_form)
        .post("/online/inbox/{id}/forward", write, row, deed_page::forward_save)
        .get("/online/inbox/{id}/refuse", write, row, deed_page::refuse_form)
        .post("/online/inbox/{id}/refuse", write, row, deed_page::refuse_save)
        .get("/api/online", read, row, api::list)
        .get("/api/online/{id}", read, row, api::one)
        .post("/api/online/{id}/answer", write, row, api::answer)
}

/// The job: by night the forms whose term is over go.
#[must_use]
pub fn jobs(app: &App, worker: Worker) -> Worker {
    worker.on(NIGHTLY, nightly(app)).every(Schedule { kind: NIGHTLY, cron: "20 2 * * *" })
}

fn nightly(app: &App) -> Handler {
    let app = app.clone();
    Arc::new(move |job: Job| {
        let app = app.clone();
        Box::pin(async move {
            let actor = Actor::system(job.municipality, "online: terms of forms");
            let mut tx = app.db.write(&actor).await?;
            let gone = draft::expire(&mut tx).await?;
            tx.commit().await?;
            tracing::info!(gone, "forms that were not sent are gone");
            Ok(())
        })
    })
}

/// The entities of this capability's tables, to be compared with the migrated ones.
#[must_use]
pub fn entities() -> Vec<(String, kit::store::Columns)> {
    store::entities()
}
