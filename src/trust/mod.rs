//! Trust: whoever watches over the data can see what was done with it.
//!
//! Purpose: the audit in words, who looked at a person's file, the proof that nobody changed the
//! record; and what of the record a person sees of themselves ([`looked`]), with the rules and the limits
//! of what is shown later or not at all. Invariants: reading the audit is itself audited; people stand
//! there under a pseudonym, and these pages never turn it into a name; whatever is hidden from a person
//! has a ground with its article, and the shown and the hidden make the whole. Tables owned:
//! disclosure_limit.

mod disclose;
mod journal;
mod limits;
mod looked;
mod store;
mod verification;
mod words;

#[cfg(test)]
mod disclose_tests;

#[cfg(test)]
mod tests;

pub use disclose::{
    GROUNDS as LIMIT_GROUNDS, Hidden, KINDS as LIMIT_KINDS, Limit, MOST_DAYS as LIMIT_DAYS, Noted,
    Viewer, article, hidden, is_closed,
};
pub use limits::{
    NewLimit, end as end_limit, ending as limits_ending, of_people as limits_of, set as set_limit,
    told as limits_told,
};
pub use looked::{Asked, Counted, Doer, Look, Sight, counted, look, looked};
pub use words::{action, purpose};

use crate::app::App;
use crate::municipality::AUDIT;
use crate::people::Belonging;
use kit::web::{Audit, Need, Routes};

kit::id! {
    /// A limit upon who learns of consultations.
    LimitId
}

/// What here belongs to a person, and moves with them.
pub const BELONGINGS: &[Belonging] = &[
    Belonging::new("disclosure_limit", "person_id", "trust-belonging-limit"),
    Belonging::new("disclosure_limit", "other_id", "trust-belonging-limit"),
];

/// The entities of this capability's tables, to be compared with the migrated ones.
#[must_use]
pub fn entities() -> Vec<(String, kit::store::Columns)> {
    store::entities()
}

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
