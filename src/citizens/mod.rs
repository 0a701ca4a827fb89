//! Accounts of people outside the office: what is theirs to see and to say (чл. 12–20 ОРЗД; чл. 79 ЗСУ).
//!
//! Purpose: an account for those who want one, by a passkey, a password with a second factor or a
//! provider of identities; an officer ties it to a person after checking a document at the desk; there the
//! person sees who looked at their file and why, what is held, their place in a waiting list, their pages
//! of hours, and those of whom they sign for.
//! Invariants: an account holds no name and no address; a session of it is another thing than one of
//! staff and gives no right of the office; nobody learns whether an account exists; a person who is kept
//! closed from somebody is not there for them; what of the log is hidden [`crate::trust`] decides, with a
//! ground and an article. Tables owned: citizen, citizen_passkey, citizen_session, citizen_step,
//! citizen_code, citizen_link.

mod account;
mod api;
mod data_page;
mod desk_page;
mod door;
mod fill;
mod frame;
mod holding;
mod home;
mod identity;
mod limit_page;
mod link;
mod log_page;
mod passkey;
mod session;
mod step;
mod store;
mod waiting_page;
mod ways;
mod whose;
mod words;

#[cfg(test)]
mod tests;

pub use crate::notices::CitizenId;
pub use api::ApiDocument;
pub use fill::{fill, is_filled};
pub use holding::holdings;
pub use identity::Identity;
pub use link::{account_of, person_of};
pub use ways::{Ask, Question, Registered, SentOf, SentOne, Ways};

use crate::app::App;
use crate::people::Belonging;
use axum::http::HeaderMap;
use kit::web::{Audit, Ctx, Need, Routes};

kit::id! {
    /// A passkey.
    PasskeyId
}
kit::id! {
    /// What is remembered between two requests of one signing in.
    StepId
}
kit::id! {
    /// A code shown at the desk.
    CodeId
}
kit::id! {
    /// The link of an account to a person.
    AccountLinkId
}

/// May see whose account is whose, and print who looked.
pub const READ: kit::access::Right = "citizens.read";
/// May tie an account to a person, and limit who learns of consultations.
pub const WRITE: kit::access::Right = "citizens.write";

/// By what an account is found that a provider of identities knows.
pub const INDICES: &[kit::crypto::Index] = &[identity::IDENTITY];

/// What here belongs to a person, and moves with them.
pub const BELONGINGS: &[Belonging] =
    &[Belonging::new("citizen_link", "person_id", "citizens-belonging-link")];

/// The words of these pages.
pub const TEXTS: ui::Bundle =
    ui::Bundle { name: "citizens", bg: include_str!("bg.ftl"), en: include_str!("en.ftl") };

fn begin_routes() -> Routes<App> {
    Routes::new("citizens", "citizens: чл. 12–20 ОРЗД; чл. 79 ЗСУ")
}

/// The pages.
#[must_use]
pub fn routes() -> Routes<App> {
    let (read, write, row) = (Need::Right(READ), Need::Right(WRITE), Audit::Row);
    begin_routes()
        .get("/citizens", write, row, limit_page::soon)
        .get("/people/{id}/citizen", read, row, desk_page::page)
        .post("/people/{id}/citizen", write, row, desk_page::save)
        .post("/people/{id}/citizen/end", write, row, desk_page::end)
        .post("/people/{id}/citizen/log", read, row, desk_page::print)
        .get("/people/{id}/citizen/limits", write, row, limit_page::form)
        .post("/people/{id}/citizen/limits", write, row, limit_page::save)
        .post("/people/{id}/citizen/limits/end", write, row, limit_page::end)
        .get("/api/people/{id}/citizen", read, row, api::links)
        .get("/api/people/{id}/citizen/log", write, row, api::log)
        .merge(door_routes())
        .merge(own_routes())
}

/// Coming in.
fn door_routes() -> Routes<App> {
    let (anybody, row) = (Need::Public, Audit::Row);
    begin_routes()
        .get("/my/sign-in", anybody, Audit::None, door::sign_in_page)
        .post("/my/sign-in", anybody, row, door::sign_in)
        .get("/my/new", anybody, Audit::None, door::new_page)
        .post("/my/new", anybody, row, door::new_save)
        .get("/my/passkey.js", anybody, Audit::None, passkey::script)
        .post("/my/passkey/new/begin", anybody, row, passkey::begin_new)
        .post("/my/passkey/new/finish", anybody, row, passkey::finish_new)
        .post("/my/passkey/begin", anybody, row, passkey::begin)
        .post("/my/passkey/finish", anybody, row, passkey::finish)
        .get("/my/identity", anybody, row, identity::begin)
        .get("/my/identity/return", anybody, row, identity::back)
}

/// What an account shows. The handlers take the [`frame::Me`] of its own session: no session of
/// staff opens these pages.
fn own_routes() -> Routes<App> {
    let (anybody, row) = (Need::Public, Audit::Row);
    begin_routes()
        .get("/my", anybody, row, home::page)
        .post("/my/sign-out", anybody, row, home::sign_out)
        .post("/my/code", anybody, row, home::code)
        .post("/my/close", anybody, row, home::close)
        .get("/my/waiting", anybody, row, waiting_page::page)
        .post("/my/waiting/{id}", anybody, row, waiting_page::say)
        .get("/my/people/{id}/log", anybody, row, log_page::page)
        .get("/my/people/{id}/log/{entry}/ask", anybody, row, log_page::ask_page)
        .post("/my/people/{id}/log/{entry}/ask", anybody, row, log_page::ask)
        .get("/my/people/{id}/data", anybody, row, data_page::page)
        .post("/my/people/{id}/data", anybody, row, data_page::correct)
        .get("/my/people/{id}/data.json", anybody, row, data_page::as_json)
        .get("/my/people/{id}/data.pdf", anybody, row, data_page::as_pdf)
}

/// Which account is signed in by the cookie that came; none when nobody is, or the database does not
/// answer: a public page shows itself all the same.
pub async fn signed_in(app: &App, ctx: &Ctx, headers: &HeaderMap) -> Option<CitizenId> {
    match frame::me(app, ctx, headers).await {
        Ok(me) => me.map(|me| me.row.id),
        Err(problem) => {
            tracing::warn!(?problem, "who is signed in is not known");
            None
        }
    }
}

/// The entities of this capability's tables, to be compared with the migrated ones.
#[must_use]
pub fn entities() -> Vec<(String, kit::store::Columns)> {
    store::entities()
}
