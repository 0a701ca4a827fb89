//! Trust: whoever watches over the data can see what was done with it.
//!
//! Purpose: the audit in words, who looked at a person's file, the proof that nobody changed the
//! record. Invariants: reading the audit is itself audited; people stand there under a pseudonym,
//! and these pages never turn it into a name. Tables owned: none.

mod journal;
mod verification;
mod words;

#[cfg(test)]
mod tests;

pub use words::{action, purpose};

use crate::app::App;
use crate::municipality::AUDIT;
use kit::web::{Audit, Need, Routes};

/// The words of these pages.
pub const TEXTS: ui::Bundle =
    ui::Bundle { name: "trust", bg: include_str!("bg.ftl"), en: include_str!("en.ftl") };

/// The pages.
#[must_use]
pub fn routes() -> Routes<App> {
    let audit = Need::Right(AUDIT);
    Routes::new("trust", "control: чл. 63 ЗЗЛД; чл. 32 ОРЗД")
        .get("/audit", audit, Audit::Row, journal::journal)
        .get("/people/{id}/audit", audit, Audit::Row, journal::who_looked)
        .get("/audit/verify", audit, Audit::Row, verification::page)
        .post("/audit/verify", audit, Audit::Row, verification::verify)
}
