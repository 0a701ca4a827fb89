//! The reception (приемна): the queue of those who come today, and booked hours.
//!
//! Purpose: numbers from a touch page, counters that call them, a waiting room that shows and says
//! them, waiting times; appointments per point and worker, with messages by mail.
//! Invariants: nobody's name stands on a number; a number is called at one counter, and a counter
//! serves one number; the minutes of a worker are promised once, which the database itself holds;
//! the public pages open only under an address that cannot be guessed and that an administrator
//! renews; the subject of a message says nothing about the person.
//! Tables owned: reception_point, reception_subject, ticket, ticket_move, reception_hours,
//! appointment, appointment_piece, appointment_message.

mod api;
mod api_appointments;
mod appointment;
mod appointment_page;
mod booking;
mod calendar;
mod counter;
mod door;
mod hall;
mod hours_pages;
mod ics;
mod line;
mod notice;
mod overview;
mod pass_on;
mod point_pages;
mod slots;
mod statistics;
mod store;
mod subject_pages;
mod ticket;
mod ticket_pages;
mod touch;

#[cfg(test)]
mod tests;

pub use api::ApiDocument;
pub use api_appointments::ApiDocument as AppointmentsDocument;
pub use appointment::{Booking, book, cancel};
pub use door::{Booked, Offered, booked_hours, change_time, offered, offered_subjects};
use line::call_next as call;
pub use line::{Refused, Step, Taken, is_set_up, set_up, step, take};
pub use pass_on::{open_hours, pass_hours, tasks};
pub use slots::{free_slots, minute_of, moment, worked};
pub use store::booked::{When, Who};
pub use store::setting::{NewHours, Subject, add_hours, add_subject};
pub use ticket::Move;

use crate::app::App;
use crate::municipality::ServicePointId;
use crate::people::{Belonging, Holding, PersonId, Told};
use kit::jobs::Worker;
use kit::store::{StoreError, Tx};
use kit::web::{Audit, Need, Routes};

kit::id! {
    /// What people come with: a button of the touch page.
    SubjectId
}
kit::id! {
    /// A number of the queue.
    TicketId
}
kit::id! {
    /// A line of a number's history.
    MoveId
}
kit::id! {
    /// Hours in which a worker receives by appointment.
    HoursId
}
kit::id! {
    /// A booked hour.
    AppointmentId
}
kit::id! {
    /// A message about an appointment.
    MessageId
}

/// May see the queue, the calendar and the waiting times.
pub const READ: kit::access::Right = "reception.read";
/// May give and call numbers, and book hours.
pub const WRITE: kit::access::Right = "reception.write";
/// May set subjects, hours of workers and the public addresses.
pub const ADMIN: kit::access::Right = "reception.admin";

/// The words of these pages.
pub const TEXTS: ui::Bundle =
    ui::Bundle { name: "reception", bg: include_str!("bg.ftl"), en: include_str!("en.ftl") };

fn begin() -> Routes<App> {
    Routes::new("reception", "reception: чл. 75, ал. 2 ЗСУ")
}

/// The pages.
#[must_use]
pub fn routes() -> Routes<App> {
    queue_routes().merge(setting_routes()).merge(appointment_routes()).merge(api_routes())
}

/// The queue. Its public pages show numbers and nobody.
fn queue_routes() -> Routes<App> {
    let (read, write, row) = (Need::Right(READ), Need::Right(WRITE), Audit::Row);
    let (public, none) = (Need::Public, Audit::None);
    begin()
        .get("/touch/{secret}", public, none, touch::page)
        .post("/touch/{secret}", public, row, touch::take)
        .get("/touch/{secret}/{id}", public, none, touch::ticket)
        .get("/hall/{secret}", public, none, hall::page)
        .get("/reception", read, row, overview::page)
        .get("/reception/points/{id}", read, row, counter::page)
        .post("/reception/points/{id}/next", write, row, counter::next)
        .post("/reception/points/{id}/tickets", write, row, counter::give)
        .get("/reception/tickets", read, row, ticket_pages::list)
        .get("/reception/tickets/{id}", read, row, ticket_pages::page)
        .post("/reception/tickets/{id}", write, row, counter::step)
        .get("/reception/statistics", read, row, statistics::page)
}

/// Addresses, subjects, hours.
fn setting_routes() -> Routes<App> {
    let (admin, row) = (Need::Right(ADMIN), Audit::Row);
    begin()
        .get("/reception/points/{id}/settings", admin, row, point_pages::page)
        .post("/reception/points/{id}/settings", admin, row, point_pages::save)
        .post("/reception/points/{id}/renew", admin, row, point_pages::renew)
        .get("/reception/subjects", admin, row, subject_pages::list)
        .post("/reception/subjects", admin, row, subject_pages::add)
        .get("/reception/subjects/new", admin, row, subject_pages::new)
        .get("/reception/subjects/{id}", admin, row, subject_pages::edit)
        .post("/reception/subjects/{id}", admin, row, subject_pages::change)
        .get("/reception/points/{id}/hours", admin, row, hours_pages::list)
        .post("/reception/points/{id}/hours", admin, row, hours_pages::add)
        .get("/reception/points/{id}/hours/new", admin, row, hours_pages::new)
        .get("/reception/hours/{id}", admin, row, hours_pages::edit)
        .post("/reception/hours/{id}", admin, row, hours_pages::change)
}

/// Booked hours.
fn appointment_routes() -> Routes<App> {
    let (read, write, row) = (Need::Right(READ), Need::Right(WRITE), Audit::Row);
    begin()
        .get("/reception/points/{id}/calendar", read, row, calendar::page)
        .get("/reception/points/{id}/book", write, row, booking::page)
        .post("/reception/points/{id}/book", write, row, booking::save)
        .get("/reception/appointments/{id}", read, row, appointment_page::page)
        .get("/reception/appointments/{id}/move", write, row, booking::move_page)
        .post("/reception/appointments/{id}/move", write, row, booking::change_time)
        .get("/reception/appointments/{id}/cancel", write, row, appointment_page::cancel_page)
        .post("/reception/appointments/{id}/cancel", write, row, appointment_page::cancel)
        .post("/reception/appointments/{id}/mark", write, row, appointment_page::mark)
}

fn api_routes() -> Routes<App> {
    let (read, write, row) = (Need::Right(READ), Need::Right(WRITE), Audit::Row);
    begin()
        .get("/api/reception/points/{id}/queue", read, row, api::queue)
        .post("/api/reception/points/{id}/tickets", write, row, api::give)
        .post("/api/reception/points/{id}/next", write, row, api::next)
        .post("/api/reception/tickets/{id}", write, row, api::step)
        .get("/api/reception/statistics", read, row, api::statistics)
        .get("/api/reception/points/{id}/free", read, row, api_appointments::free)
        .get("/api/reception/points/{id}/appointments", read, row, api_appointments::appointments)
        .post("/api/reception/points/{id}/appointments", write, row, api_appointments::book)
        .post("/api/reception/appointments/{id}/cancel", write, row, api_appointments::cancel)
}

/// The jobs: messages are sent, reminders written.
#[must_use]
pub fn jobs(app: &App, worker: Worker) -> Worker {
    worker.on(notice::MAIL, notice::sending(app)).on(notice::REMINDER, notice::reminding(app))
}

/// Calls the next number to a counter.
///
/// # Errors
/// When the database does not answer.
pub async fn call_next(
    tx: &mut Tx,
    point: ServicePointId,
    counter: i32,
) -> Result<Result<TicketId, Refused>, StoreError> {
    Ok(call(tx, point, counter).await?.map(|row| row.id))
}

/// By which blind indices values are found here.
pub const INDICES: &[kit::crypto::Index] = &[store::setting::TOUCH, store::setting::HALL];

/// What here belongs to a person, and moves with them.
pub const BELONGINGS: &[Belonging] =
    &[Belonging::new("appointment", "person_id", "reception-belonging")];

/// The hours booked for a person, for their own eyes.
#[must_use]
pub fn holdings<'a>(_: &'a App, tx: &'a Tx, id: PersonId) -> Told<'a> {
    Box::pin(async move {
        let mut hours = Holding::new("reception-holding");
        for at in store::booked::hours_of(tx, id).await? {
            hours.lines.push((at.bg(), String::new()));
        }
        Ok(vec![hours])
    })
}

/// The entities of this capability's tables, to be compared with the migrated ones.
#[must_use]
pub fn entities() -> Vec<(String, kit::store::Columns)> {
    store::entities()
}
