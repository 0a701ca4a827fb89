//! Referral (насочване): a wish on its way to a signed preliminary assessment (ПО).
//!
//! Purpose: who is competent and until when, the meeting, the requests to institutions, the
//! assessment with its proposal and the person's choice, its validity, appeal and hand-over.
//! Invariants: states and moves are pure functions of [`case`]; a case remembers the derivation by
//! which its competence was decided; only staff named in the mayor's order sign.
//! Tables owned: referral_case, meeting, info_request, assessment, proposal, pause, document.

mod open;
mod store;

pub use open::{NewCase, open};

use crate::app::App;
use kit::web::Routes;

kit::id! {
    /// A referral case.
    CaseId
}

/// May see cases.
pub const READ: kit::access::Right = "referral.read";
/// May work on cases.
pub const WRITE: kit::access::Right = "referral.write";

/// The words of these pages.
pub const TEXTS: ui::Bundle =
    ui::Bundle { name: "referral", bg: include_str!("bg.ftl"), en: include_str!("en.ftl") };

/// The pages.
#[must_use]
pub fn routes() -> Routes<App> {
    Routes::new("referral", "referral: чл. 73–76 ЗСУ; чл. 10–16 ППЗСУ")
}
