//! Reports over a monthly layer: users, wishes, waiting, refusals, users from elsewhere, places, staff.
//!
//! Purpose: what the own registers say at any month, as it is known now or as it was known on a day (чл. 39,
//! ал. 1, т. 2–4 и 7 НПСУ); numbers fit to be published; reports that people put together, save, share and
//! have sent.
//! Invariants: no report reads working tables; the layer names nobody; a correction writes a new version of an
//! entry and the old one stays, so a past figure asked again as it was known is the same; a number counts each
//! person once, and the list behind it holds exactly these; what is published cannot be undone by subtraction.
//! Tables owned: report_sheet, report_past, report_state, report_setting, report_saved, report_share.

mod api;
mod ask;
mod bars;
mod build_page;
mod count;
mod entry;
mod fill;
mod frame;
mod guard;
mod layer;
mod list_page;
mod load;
mod mailing;
mod names;
mod question;
mod refresh;
mod report;
mod runs;
mod saved;
mod saved_page;
mod setting;
mod store;

#[cfg(test)]
mod tests;

pub use api::ApiDocument;
pub use ask::{ask, list_href};
pub use fill::{fill, is_filled};
pub use guard::{Guarded, TOTAL, Table, guarded, together};
pub use names::Names;
pub use question::{Dimension, Measure, Question, Row};
pub use refresh::{Refreshed, refresh};
pub use setting::threshold;

use crate::app::App;
use crate::municipality;
use kit::jobs::{Schedule, Worker};
use kit::web::{Audit, Need, Routes};

kit::id! {
    /// A saved report.
    SavedId
}

/// May ask, save and share reports.
pub const READ: kit::access::Right = "reporting.read";
/// May open the list of people behind a number.
pub const LISTS: kit::access::Right = "reporting.lists";

/// The words of these pages.
pub const TEXTS: ui::Bundle =
    ui::Bundle { name: "reporting", bg: include_str!("bg.ftl"), en: include_str!("en.ftl") };

/// The pages.
#[must_use]
pub fn routes() -> Routes<App> {
    let (read, lists, row) = (Need::Right(READ), Need::Right(LISTS), Audit::Row);
    let keep = Need::Right(municipality::FORMS);
    Routes::new("reporting", "reporting: чл. 39, ал. 1 НПСУ")
        .get("/reporting", read, row, saved_page::list)
        .get("/reporting/build", read, row, build_page::page)
        .get("/reporting/file", read, row, build_page::file)
        .get("/reporting/list", lists, row, list_page::page)
        .get("/reporting/save", read, Audit::None, saved_page::save_form)
        .post("/reporting/save", read, row, saved_page::save)
        .get("/reporting/saved/{id}", read, row, saved_page::page)
        .get("/reporting/saved/{id}/share", read, row, saved_page::share_form)
        .post("/reporting/saved/{id}/share", read, row, saved_page::share)
        .get("/reporting/saved/{id}/schedule", read, row, saved_page::schedule_form)
        .post("/reporting/saved/{id}/schedule", read, row, saved_page::schedule)
        .get("/reporting/saved/{id}/remove", read, row, saved_page::remove_form)
        .post("/reporting/saved/{id}/remove", read, row, saved_page::remove)
        .get("/reporting/settings", keep, row, setting::form)
        .post("/reporting/settings", keep, row, setting::save)
        .get("/api/reporting", read, row, api::report)
        .get("/api/reporting/list", lists, row, api::list)
        .get("/api/reporting/saved", read, row, api::saved_list)
}

/// The jobs: by night the layer is brought into step, in the morning reports are sent.
#[must_use]
pub fn jobs(app: &App, worker: Worker) -> Worker {
    worker
        .on(refresh::REFRESH, refresh::refreshing(app))
        .on(mailing::MORNING, mailing::looking(app))
        .on(mailing::MAIL, mailing::sending(app))
        .every(Schedule { kind: refresh::REFRESH, cron: "50 4 * * *" })
        .every(Schedule { kind: mailing::MORNING, cron: "30 7 * * *" })
}

/// The entities of this capability's tables, to be compared with the migrated ones.
#[must_use]
pub fn entities() -> Vec<(String, kit::store::Columns)> {
    store::entities()
}
