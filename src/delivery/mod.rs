//! Delivery (предоставяне): what a service gave each person on each day, against what was planned.
//!
//! Purpose: the week of each person by the contract; a sheet of each day, in the office, on a phone
//! or on a shared tablet; the month with its sums, what should be looked at and its numbered list.
//! Invariants: nothing is said of a day that no contract covers, that has not come, or of a closed
//! month; a correction keeps the old row with who, when and why; a tablet shows nobody without the
//! personal number of a worker, of which only a slow hash is kept, and which is locked after wrong
//! tries. Tables owned: delivery_plan, delivery_entry, person_away, delivery_month, delivery_tablet,
//! delivery_worker, delivery_sitting.

mod api;
mod away;
mod close;
mod closing;
mod days;
mod door;
mod entry;
mod entry_page;
mod file;
mod frame;
mod holding;
mod list;
mod load;
mod page;
mod paper;
mod person;
mod pin;
mod plan;
mod reopen;
mod rows;
mod sheet;
mod sitting;
mod stay;
mod store;
mod tablet;
mod tasks;

#[cfg(test)]
mod tests;

pub use api::ApiDocument;
pub use away::add as add_away;
pub use close::{close, closed_months};
pub use closing::{
    Closing, Closings, add_closing, by_code_in, closed, closings, closings_of,
    number as closing_number, reopened_lines,
};
pub use days::{STAYS, Sums, hours};
pub use entry::{By, Say, say, say_rest};
pub use frame::{beside_links, day_short, month_words};
pub use holding::holdings;
pub use load::{Reason, in_hospital, in_stays};
pub use pin::{
    NewWorker, TRIES as PIN_TRIES, add_worker, hashed as hash_pin, is_fit as is_pin_fit,
    is_right as is_pin_right,
};
pub use plan::{NewPlan, add_plan};
pub use reopen::{download, form as reopen_form, month_act, save as reopen, with_month};
pub use stay::{
    NewStay, Stay, Struck, add as add_stay, change as change_stay, of_person as stays_of,
    only_ends as stay_only_ends, overlaps as stay_overlaps, strike as strike_stay,
};
pub(crate) use store::closings_table;
pub use tasks::tasks;

use crate::app::App;
use crate::people::{Answered, Belonging, printing};
use crate::placement::PlacementId;
use crate::services::ServiceId;
use kit::jobs::Worker;
use kit::store::{StoreError, Tx};
use kit::types::Day;
use kit::web::{Audit, Need, Routes};
use law::{Law, Month};
use std::collections::BTreeMap;
use store::delivery_month::Entity as Months;

kit::id! {
    /// A week that is planned.
    PlanId
}
kit::id! {
    /// What was said of a day.
    EntryId
}
kit::id! {
    /// Days of which it is known that a person is away.
    AwayId
}
kit::id! {
    /// A closing of a month.
    MonthId
}
kit::id! {
    /// A shared tablet.
    TabletId
}
kit::id! {
    /// Who enters days on a tablet.
    WorkerId
}
kit::id! {
    /// A worker at a tablet.
    SittingId
}

/// May see plans, days and months.
pub const READ: kit::access::Right = "delivery.read";
/// May plan and enter days.
pub const WRITE: kit::access::Right = "delivery.write";
/// May close a month, open it again, and give tablets away.
pub const CLOSE: kit::access::Right = "delivery.close";

/// The words of these pages.
pub const TEXTS: ui::Bundle =
    ui::Bundle { name: "delivery", bg: include_str!("bg.ftl"), en: include_str!("en.ftl") };

fn begin_routes() -> Routes<App> {
    Routes::new("delivery", "delivery: чл. 40, 73 ППЗСУ; чл. 52 ЗСУ")
}

/// The pages.
#[must_use]
pub fn routes() -> Routes<App> {
    let (read, write, row) = (Need::Right(READ), Need::Right(WRITE), Audit::Row);
    begin_routes()
        .get("/delivery", read, row, list::page)
        .get("/delivery/{id}", read, row, page::page)
        .get("/delivery/{id}/rows", read, row, rows::page)
        .get("/delivery/{id}/list", read, row, file::table)
        .get("/delivery/{id}/day", read, row, sheet::page)
        .post("/delivery/{id}/day", write, row, sheet::save)
        .get("/delivery/{id}/people/{placement}", read, row, person::page)
        .get("/delivery/{id}/people/{placement}/entry", write, row, entry_page::page)
        .post("/delivery/{id}/people/{placement}/entry", write, row, entry_page::save)
        .get("/delivery/{id}/people/{placement}/plan", write, row, plan::page)
        .post("/delivery/{id}/people/{placement}/plan", write, row, plan::save)
        .get("/delivery/{id}/people/{placement}/away", write, row, away::page)
        .post("/delivery/{id}/people/{placement}/away", write, row, away::save)
        .get("/delivery/{id}/months/{month}", read, row, download::<Months>)
        .get("/api/delivery", read, row, api::list)
        .get("/api/delivery/{id}", read, row, api::one)
        .post("/api/delivery/{id}/entries", write, row, api::enter)
        .merge(closing_routes())
        .merge(tablet_routes())
}

/// Closing a month and opening it again.
fn closing_routes() -> Routes<App> {
    let (close, row) = (Need::Right(CLOSE), Audit::Row);
    begin_routes()
        .get("/delivery/{id}/close", close, row, close::form)
        .post("/delivery/{id}/close", close, row, close::save)
        .get("/delivery/{id}/reopen", close, row, reopen_form::<Months>)
        .post("/delivery/{id}/reopen", close, row, reopen::<Months>)
}

/// Tablets of a service, who may use them, and the pages behind their addresses.
fn tablet_routes() -> Routes<App> {
    let (close, secret, row) = (Need::Right(CLOSE), Need::Secret, Audit::Row);
    begin_routes()
        .get("/delivery/{id}/tablet", close, row, tablet::page)
        .post("/delivery/{id}/tablet", close, row, tablet::make)
        .post("/delivery/{id}/tablet/revoke", close, row, tablet::revoke)
        .post("/delivery/{id}/workers", close, row, tablet::enlist)
        .post("/delivery/{id}/workers/{worker}", close, row, tablet::change)
        .get("/tablet/{secret}", secret, row, door::page)
        .post("/tablet/{secret}", secret, row, door::enter)
        .get("/tablet/{secret}/sheet", secret, row, door::sheet)
        .post("/tablet/{secret}/sheet", secret, row, door::say)
        .get("/tablet/{secret}/entry", secret, row, door::entry)
        .post("/tablet/{secret}/entry", secret, row, door::save)
        .post("/tablet/{secret}/leave", secret, row, door::leave)
}

/// What a person was given in a closed month.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Given {
    /// The placement.
    pub placement: PlacementId,
    /// Whose.
    pub person: crate::people::PersonId,
    /// The service.
    pub service: ServiceId,
    /// The sums of the month.
    pub sums: Sums,
}

/// What each person was given in a month by services that closed it, for those who count fees.
///
/// # Errors
/// When the database does not answer.
pub async fn given(tx: &Tx, law: &Law, month: Month) -> Result<Vec<Given>, StoreError> {
    let closed = load::closed_services(tx, month).await?;
    let lines = load::lines(tx, law, None, load::days_of(month)).await?;
    let lines = lines.into_iter().filter(|line| closed.contains(&line.of.service));
    Ok(lines
        .map(|line| Given {
            placement: line.of.placement,
            person: line.of.person,
            service: line.of.service,
            sums: line.sums,
        })
        .collect())
}

/// The minutes that were said of the days of a person in a month, and whether it is closed: for
/// those who hand hours over.
///
/// # Errors
/// When the database does not answer.
pub async fn said_of(
    tx: &Tx,
    law: &Law,
    (service, placement): (ServiceId, PlacementId),
    month: Month,
) -> Result<(BTreeMap<Day, u32>, bool), StoreError> {
    let line = load::line(tx, law, (service, placement), load::days_of(month)).await?;
    let said = line.cells.iter().filter(|cell| cell.said.is_some());
    let said = said.map(|cell| (cell.day, cell.given())).collect();
    Ok((said, closed::<Months>(tx, service, month).await?.is_some()))
}

/// The list with a code, for the public check.
pub fn by_code<'a>(tx: &'a Tx, code: &'a str) -> Answered<'a> {
    by_code_in::<Months>(tx, code)
}

/// The job: lists of closed months are printed.
#[must_use]
pub fn jobs(app: &App, worker: Worker) -> Worker {
    printing::<Months>(app, worker)
}

/// What here belongs to a person, and moves with them.
pub const BELONGINGS: &[Belonging] =
    &[Belonging::new("person_away", "person_id", "delivery-belonging")];

/// By what secrets of this capability are made.
pub const INDICES: &[kit::crypto::Index] = &[tablet::SECRET];

/// The entities of this capability's tables, to be compared with the migrated ones.
#[must_use]
pub fn entities() -> Vec<(String, kit::store::Columns)> {
    store::entities()
}
