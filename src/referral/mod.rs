//! Referral (насочване): a wish on its way to a signed preliminary assessment (ПО).
//!
//! Purpose: who is competent and until when, the meeting, the requests to institutions, the
//! assessment with its proposal and the person's choice, its validity, appeal and hand-over.
//! Invariants: states and moves are pure functions of [`case`]; a case remembers the derivation by
//! which its competence was decided; only staff named in the mayor's order sign.
//! A document gets its number and the data to be printed in the transaction of its cause; it is
//! printed after that commit, so that the one writer never waits for the printer, and kept in a
//! second transaction. When the process dies in between, whoever downloads it first prints it.
//! Tables owned: decision, referral_case, meeting, info_request, assessment, proposal, pause,
//! document, hand_over.

mod act;
mod api;
mod appeal;
mod assessment;
mod brief;
mod case;
mod choice;
mod close;
mod consent;
mod content;
mod counted;
mod decision;
mod document;
mod expire;
mod extra;
mod give;
mod hand_over;
mod holding;
mod issue;
mod letter;
mod list;
mod list_file;
mod load;
mod meeting;
mod moves;
mod open;
mod own;
mod page;
mod paper;
mod pass_on;
mod pause;
mod planned;
mod proposal;
mod request;
mod scan;
mod sections;
mod sign;
mod step;
mod store;
mod taken;
mod tasks;
mod verify;
mod view;
mod way;

#[cfg(test)]
mod tests;

#[cfg(test)]
pub(crate) use tests::support;

pub use api::ApiDocument;
pub use brief::{Brief, brief, open_briefs};
pub use case::State;
pub use consent::{IisConsent, IisWanted, iis_consents, iis_consents_of};
pub use counted::{Wished, wishes};
pub use decision::{DecisionId, answer};
pub use document::print_when_asked;
pub use expire::expire_due;
pub use holding::holdings;
pub use list::next_text;
pub use moves::duration;
pub use open::{NewCase, Opening, open};
pub use pass_on::{Passed, pass_on};
pub use pause::ground_text;
pub use planned::{Planned, planned};
pub use proposal::refers;
pub use scan::paper_file;
pub use taken::{Chosen, begin_waiting, chosen_services, end_waiting, give_back, take_up};
pub use tasks::tasks;

use crate::app::App;
use crate::people::{self, Belonging};
use kit::jobs::{Schedule, Worker};
use kit::web::{Audit, Need, Routes};

kit::id! {
    /// A wish stated by a person. The front desk keeps its row; a case points to it.
    WishId
}
kit::id! {
    /// A referral case.
    CaseId
}
kit::id! {
    /// A meeting with the person.
    MeetingId
}
kit::id! {
    /// A request to an institution.
    RequestId
}
kit::id! {
    /// A preliminary assessment.
    AssessmentId
}
kit::id! {
    /// A service proposed in an assessment.
    ProposalId
}
kit::id! {
    /// A stop of the clock of validity.
    PauseId
}
kit::id! {
    /// A printed or scanned document.
    DocumentId
}

/// May see cases.
pub const READ: kit::access::Right = "referral.read";
/// May work on cases.
pub const WRITE: kit::access::Right = "referral.write";

/// Who works with other institutions on a case. The right is `cooperation`'s, which stands above
/// this capability: here it only says whether the page of a case leads there.
pub(crate) const COOPERATION: kit::access::Right = "cooperation.read";

/// The kind of the nightly job.
const EXPIRY: &str = "expire-assessments";

/// By which blind indices values are found here.
pub const INDICES: &[kit::crypto::Index] = &[decision::ANSWER];

/// What this capability keeps about a person: a case goes where its wish goes, and what happened in
/// a case goes where the case goes.
pub const BELONGINGS: &[Belonging] = &[
    Belonging::new("referral_case", "person_id", "referral-belonging-case")
        .following("wish_id", "wish"),
    Belonging::new("event", "person_id", "referral-belonging-event")
        .following("case_id", "referral_case"),
];

/// The words of these pages.
pub const TEXTS: ui::Bundle =
    ui::Bundle { name: "referral", bg: include_str!("bg.ftl"), en: include_str!("en.ftl") };

/// The pages.
#[must_use]
pub fn routes() -> Routes<App> {
    let read = Need::Right(READ);
    let write = Need::Right(WRITE);
    let row = Audit::Row;
    Routes::new("referral", "referral: чл. 73–76 ЗСУ; чл. 10–16 ППЗСУ")
        .get("/referrals", read, row, list::page)
        .get("/referrals/export", Need::Right(crate::people::EXPORT), row, list_file::file)
        .get("/referrals/{id}", read, row, page::page)
        .get("/api/referrals", read, row, api::list)
        .get("/api/referrals/{id}", read, row, api::case)
        .get("/referrals/{id}/meeting", write, row, meeting::form)
        .post("/referrals/{id}/meeting", write, row, meeting::offer)
        .post("/referrals/{id}/meeting/agree", write, row, meeting::agree)
        .post("/referrals/{id}/meeting/missed", write, row, meeting::missed)
        .get("/referrals/{id}/meeting/held", write, row, meeting::held_form)
        .post("/referrals/{id}/meeting/held", write, row, meeting::hold)
        .get("/referrals/{id}/assessment", write, row, assessment::tasks)
        .get("/referrals/{id}/assessment/needs", write, row, assessment::needs_form)
        .post("/referrals/{id}/assessment/needs", write, row, assessment::save_needs)
        .get("/referrals/{id}/assessment/proposal", write, row, proposal::proposal_form)
        .post("/referrals/{id}/assessment/proposal", write, row, proposal::save_proposal)
        .get("/referrals/{id}/assessment/choice", write, row, choice::form)
        .post("/referrals/{id}/assessment/choice", write, row, choice::save)
        .get("/referrals/{id}/assessment/extra", write, row, extra::form)
        .post("/referrals/{id}/assessment/extra", write, row, extra::save)
        .get("/referrals/{id}/sign", write, row, sign::form)
        .post("/referrals/{id}/sign", write, row, sign::sign)
        .get("/referrals/{id}/give", write, row, give::form)
        .post("/referrals/{id}/give", write, row, give::give)
        .get("/referrals/{id}/hand-over", write, row, hand_over::form)
        .post("/referrals/{id}/hand-over", write, row, hand_over::hand_over)
        .get("/referrals/{id}/documents/{doc}", read, row, document::download)
        .get("/referrals/{id}/scan", write, row, scan::form)
        .post("/referrals/{id}/scan", write, row, scan::upload)
        .get("/verify", Need::Public, Audit::None, verify::page)
        .get("/referrals/{id}/requests", write, row, request::form)
        .post("/referrals/{id}/requests", write, row, request::ask)
        .get("/referrals/{id}/requests/answer", write, row, request::answer_form)
        .post("/referrals/{id}/requests/answer", write, row, request::answer)
        .get("/referrals/{id}/pauses", write, row, pause::form)
        .post("/referrals/{id}/pauses", write, row, pause::add)
        .get("/referrals/{id}/pauses/end", write, row, pause::end_form)
        .post("/referrals/{id}/pauses/end", write, row, pause::end)
        .get("/referrals/{id}/appeal", write, row, appeal::form)
        .post("/referrals/{id}/appeal", write, row, appeal::record)
        .get("/referrals/{id}/appeal/end", write, row, appeal::end_form)
        .post("/referrals/{id}/appeal/end", write, row, appeal::end)
        .post("/referrals/{id}/expire", write, row, expire::expire)
        .get("/referrals/{id}/annul", write, row, close::annul_form)
        .post("/referrals/{id}/annul", write, row, close::annul)
        .post("/referrals/{id}/consent", write, row, consent::withdraw)
        .post("/referrals/{id}/iis", write, row, consent::enter)
        .get("/referrals/{id}/close", write, row, close::form)
        .post("/referrals/{id}/close", write, row, close::close)
}

/// The jobs: documents are printed, and by night the assessments that are no longer valid close.
#[must_use]
pub fn jobs(app: &App, worker: Worker) -> Worker {
    people::printing::<store::document::Entity>(app, worker)
        .on(EXPIRY, expire::nightly(app))
        .every(Schedule { kind: EXPIRY, cron: "10 0 * * *" })
}

/// The entities of this capability's tables, to be compared with the migrated ones.
#[must_use]
pub fn entities() -> Vec<(String, kit::store::Columns)> {
    store::entities()
}
