//! Booking of an appointment by the citizen (записване на час).
//!
//! Purpose: the free times of the service points on a page for anybody; an hour is booked with a name and
//! a telephone or an e-mail, changed and cancelled by a code; workers see it in the reception's calendar.
//! Invariants: times come from the reception's own hours, so holidays, breaks and what is booked already
//! count; the minutes of a worker are promised once, which the database holds; one contact has a few hours
//! ahead at most; the code is kept as a fingerprint, and answers are alike whether it exists or not; no
//! name of a worker and no network address stands on the pages; no row here names a person: who comes stands
//! with the appointment, and the reception tells it to them.
//! Tables owned: booking, booking_point.

mod api;
mod book_page;
mod frame;
mod own_page;
mod point;
mod point_page;
mod remind;
mod reserve;
mod store;
mod times;
mod times_page;

#[cfg(test)]
mod tests;

pub use api::ApiDocument;
pub use point::open_for_demo;
pub use times::{Slot, free};

use crate::app::App;
use kit::jobs::Worker;
use kit::web::{Audit, Need, Routes};

/// The words of these pages.
pub const TEXTS: ui::Bundle =
    ui::Bundle { name: "booking", bg: include_str!("bg.ftl"), en: include_str!("en.ftl") };

/// By what codes are made, and by what a contact is counted.
pub const INDICES: &[kit::crypto::Index] = &[reserve::SECRET, reserve::CONTACT];

fn begin() -> Routes<App> {
    Routes::new("booking", "booking: чл. 75, ал. 2 ЗСУ")
}

/// The pages.
#[must_use]
pub fn routes() -> Routes<App> {
    let (anybody, secret, row, none) = (Need::Public, Need::Secret, Audit::Row, Audit::None);
    let (read, admin) = (Need::Right(crate::reception::READ), Need::Right(crate::reception::ADMIN));
    begin()
        .get("/book", anybody, none, times_page::points)
        .get("/book/points/{id}", anybody, none, times_page::times)
        .get("/book/points/{id}/new", anybody, none, book_page::page)
        .post("/book/points/{id}/new", anybody, row, book_page::save)
        .get("/booked", anybody, none, own_page::enter)
        .post("/booked", anybody, row, own_page::find)
        .get("/booked/{secret}", secret, row, own_page::page)
        .get("/booked/{secret}/move", secret, row, own_page::move_page)
        .post("/booked/{secret}/move", secret, row, own_page::change)
        .post("/booked/{secret}/cancel", secret, row, own_page::cancel)
        .get("/booking/points", admin, row, point_page::list)
        .get("/booking/points/{id}", admin, row, point_page::page)
        .post("/booking/points/{id}", admin, row, point_page::save)
        .get("/api/booking/points/{id}/free", read, row, api::free)
}

/// The job: those who left only a telephone are told by a short message.
#[must_use]
pub fn jobs(app: &App, worker: Worker) -> Worker {
    worker.on(remind::JOB, remind::handler(app))
}

/// The entities of this capability's tables, to be compared with the migrated ones.
#[must_use]
pub fn entities() -> Vec<(String, kit::store::Columns)> {
    store::entities()
}
