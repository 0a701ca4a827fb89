//! Work as such: who stands in for whom, passing work on, what stalled, what was begun, the load.
//!
//! Purpose: nothing is left undone because somebody is away, leaves or forgets.
//! Invariants: work passes on in one transaction with an event on the timeline of each case, and
//! can be undone on the same day; what somebody typed and did not send is read by nobody but
//! him and whom it was handed to; an account with open cases is not closed.
//! Tables owned: work_transfer, work_transfer_case, work_transfer_draft, work_transfer_other,
//! discarded_draft, stalled_case, work_number. Cases, contacts and booked hours are read here and written by their owners.

mod api;
mod deputy_pages;
mod draft_names;
mod drafts;
mod hand_over;
mod hand_over_page;
mod load;
mod load_list;
mod load_page;
mod numbers;
mod open_cases;
mod others;
mod preview;
mod stalled;
mod store;
mod transfer_page;

#[cfg(test)]
mod tests;
#[cfg(test)]
mod tests_more;

pub use api::ApiDocument;
pub use open_cases::open_work_of;
pub use stalled::{Stalled, note_stalled, stalled_cases};

use crate::app::App;
use crate::{contacts, referral};
use kit::jobs::{Schedule, Worker};
use kit::store::{StoreError, Tx};
use kit::types::{AccountId, Day};
use kit::web::{Audit, Need, Routes};

kit::id! {
    /// A draft that was thrown away.
    DraftId
}
kit::id! {
    /// A passing on of work.
    TransferId
}

/// May pass on the work of others, name deputies for them and see the load of all.
pub const ASSIGN: kit::access::Right = "work.assign";

/// The kind of the nightly job.
const STALLED: &str = "note-stalled-work";

/// The words of these pages.
pub const TEXTS: ui::Bundle =
    ui::Bundle { name: "work", bg: include_str!("bg.ftl"), en: include_str!("en.ftl") };

/// The pages.
#[must_use]
pub fn routes() -> Routes<App> {
    let (assign, read, row) = (Need::Right(ASSIGN), Need::Right(referral::READ), Audit::Row);
    let write = Need::Right(contacts::WRITE);
    Routes::new("work", "organising the work of the office")
        .get("/work/drafts", Need::SignedIn, row, drafts::list)
        .get("/work/drafts/{id}", Need::SignedIn, row, drafts::show)
        .post("/work/drafts", Need::SignedIn, row, drafts::discard)
        .post("/work/drafts/{id}/restore", Need::SignedIn, row, drafts::restore)
        .get("/work/deputies", read, row, deputy_pages::list)
        .get("/work/deputies/new", write, row, deputy_pages::new)
        .post("/work/deputies/new", write, row, deputy_pages::add)
        .post("/work/deputies/{id}/end", write, row, deputy_pages::end)
        .get("/work/hand-over", assign, row, hand_over_page::whose)
        .get("/work/hand-over/{id}", assign, row, hand_over_page::form)
        .post("/work/hand-over/{id}", assign, row, preview::hand_over)
        .get("/work/hand-over/{id}/preview", assign, row, preview::preview)
        .get("/work/transfers/{id}", assign, row, transfer_page::show)
        .post("/work/transfers/{id}/undo", assign, row, transfer_page::undo)
        .get("/work/load", read, row, load_page::page)
        .get("/work/load/csv", read, row, load_page::csv)
        .get("/work/load/list", read, row, load_list::list)
        .get("/work/numbers", assign, row, numbers::show)
        .post("/work/numbers", assign, row, numbers::save)
        .get("/api/work/load", read, row, api::load)
        .get("/api/work/deputies", read, row, api::deputies)
        .get("/api/work/drafts", Need::Right(contacts::READ), row, api::drafts)
        .post("/api/work/hand-over/{id}", assign, row, api::hand_over)
}

/// The jobs: by night, cases that stalled are noted and drafts thrown away yesterday are deleted.
#[must_use]
pub fn jobs(app: &App, worker: Worker) -> Worker {
    worker.on(STALLED, stalled::nightly(app)).every(Schedule { kind: STALLED, cron: "20 0 * * *" })
}

/// What each worker had on his hands in the week of a day, weighted: of all, or of one account.
///
/// # Errors
/// When the database does not answer.
pub async fn weighted_loads(
    tx: &Tx,
    day: Day,
    only: Option<AccountId>,
) -> Result<Vec<(AccountId, i64)>, StoreError> {
    let numbers = numbers::numbers(tx).await?;
    let rows = load::loads(tx, load::Week::of(day), only).await?;
    Ok(rows.into_iter().map(|row| (row.account, row.weighted(&numbers))).collect())
}

/// The entities of this capability's tables, to be compared with the migrated ones.
#[must_use]
pub fn entities() -> Vec<(String, kit::store::Columns)> {
    store::entities()
}
