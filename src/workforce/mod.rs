//! The workforce (кадри): who works where, for whose money, and what they can do.
//!
//! Purpose: units, posts and people, own and of providers; appointments with the history of their
//! funding; supplementary agreements for hourly work with time sheets; mentors, competences, leave
//! and deputies, plans against overload; what ends with the money of a project and what stays.
//! Invariants: employees are not people of the register of citizens; what counts towards a result
//! is never rewritten, a wrong record is revoked with a reason and entered anew; funding changes
//! without ending the appointment; a line of a time sheet fits the day, the leave and the agreement.
//! Tables owned: workforce_setting, workforce_unit, workforce_post, employee, workforce_appointment,
//! workforce_funding, workforce_supplement, workforce_paper, workforce_sheet, workforce_sheet_day,
//! workforce_mentor, workforce_competence, workforce_need, workforce_held, workforce_leave,
//! workforce_plan.

mod after_page;
mod api;
mod appointment;
mod appointment_page;
mod competence;
mod count;
mod counted;
mod course;
mod door;
mod employee;
mod employee_form;
mod employee_list;
mod employee_page;
mod evidence;
mod fill;
mod frame;
mod import;
mod import_page;
mod load;
mod office;
mod paper;
mod person_deed;
mod plan;
mod plan_page;
mod post_page;
mod setting;
mod sheet_deed;
mod sheet_page;
mod staff;
mod store;
mod supplement;
mod supplement_page;
mod table;
mod tasks;
mod unit_page;
mod week;
mod week_page;

#[cfg(test)]
mod tests;

pub use api::ApiDocument;
pub use count::WorkedDay;
pub use counted::{Employed, employed};
pub use door::{COUNTED, EmployeeName, employee_names, employees, hours_of, proofs};
pub use employee::addresses;
pub use evidence::{AgreementSheets, MonthSheet, time_sheets};
pub use fill::{Hired, Staff, fill, is_filled};
pub use paper::by_code;
pub use tasks::tasks;

use crate::app::App;
use crate::people::printing;
use kit::jobs::Worker;
use kit::web::{Audit, Need, Routes};

kit::id! {
    /// A unit of the office.
    UnitId
}
kit::id! {
    /// A post.
    PostId
}
kit::id! {
    /// Somebody who works for the municipality or for a provider.
    EmployeeId
}
kit::id! {
    /// An appointment.
    AppointmentId
}
kit::id! {
    /// Who pays for an appointment, from a day to a day.
    FundingId
}
kit::id! {
    /// A supplementary agreement.
    SupplementId
}
kit::id! {
    /// A paper.
    WorkPaperId
}
kit::id! {
    /// A time sheet.
    TimeSheetId
}
kit::id! {
    /// A line of a time sheet.
    SheetDayId
}
kit::id! {
    /// A time with a mentor.
    MentorId
}
kit::id! {
    /// A competence.
    CompetenceId
}
kit::id! {
    /// What a post needs.
    NeedId
}
kit::id! {
    /// What somebody has.
    HeldId
}
kit::id! {
    /// Leave.
    LeaveId
}
kit::id! {
    /// A plan against overload.
    PlanId
}

/// May see who works here.
pub const READ: kit::access::Right = "workforce.read";
/// May enter it.
pub const WRITE: kit::access::Right = "workforce.write";

/// By which blind indices values are found here.
pub const INDICES: &[kit::crypto::Index] = &[employee::EGN];

/// The words of these pages.
pub const TEXTS: ui::Bundle =
    ui::Bundle { name: "workforce", bg: include_str!("bg.ftl"), en: include_str!("en.ftl") };

fn begin() -> Routes<App> {
    Routes::new("workforce", "workforce: чл. 120–123 ЗСУ")
}

/// The pages.
#[must_use]
pub fn routes() -> Routes<App> {
    people_routes().merge(office_routes()).merge(work_routes()).merge(other_routes())
}

/// The register, and the page of somebody.
fn people_routes() -> Routes<App> {
    let (read, write, row) = (Need::Right(READ), Need::Right(WRITE), Audit::Row);
    begin()
        .get("/workforce", read, row, employee_list::list)
        .get("/workforce/list.csv", read, row, employee_list::csv)
        .get("/workforce/employees/new", write, row, employee_form::new_form)
        .post("/workforce/employees/new", write, row, employee_form::new_save)
        .get("/workforce/employees/{id}", read, row, employee_page::page)
        .get("/workforce/employees/{id}/edit", write, row, employee_form::edit_form)
        .post("/workforce/employees/{id}/edit", write, row, employee_form::edit_save)
        .get("/workforce/employees/{id}/gone", write, row, employee_form::gone_form)
        .post("/workforce/employees/{id}/gone", write, row, employee_form::gone_save)
        .get("/workforce/employees/{id}/appoint", write, row, appointment_page::new_form)
        .post("/workforce/employees/{id}/appoint", write, row, appointment_page::new_save)
        .get("/workforce/employees/{id}/supplement", write, row, supplement_page::new_form)
        .post("/workforce/employees/{id}/supplement", write, row, supplement_page::new_save)
        .get("/workforce/employees/{id}/mentor", write, row, person_deed::mentor_form)
        .post("/workforce/employees/{id}/mentor", write, row, person_deed::mentor_save)
        .get("/workforce/employees/{id}/leave", write, row, person_deed::leave_form)
        .post("/workforce/employees/{id}/leave", write, row, person_deed::leave_save)
        .get("/workforce/employees/{id}/held", write, row, person_deed::held_form)
        .post("/workforce/employees/{id}/held", write, row, person_deed::held_save)
        .get("/workforce/employees/{id}/plan", write, row, plan_page::new_form)
        .post("/workforce/employees/{id}/plan", write, row, plan_page::new_save)
        .get("/workforce/mentors/{id}", write, row, person_deed::end_form)
        .post("/workforce/mentors/{id}", write, row, person_deed::end_save)
        .get("/workforce/leave/{id}", write, row, person_deed::revoke_form)
        .post("/workforce/leave/{id}", write, row, person_deed::revoke_save)
        .get("/workforce/import", write, Audit::None, import_page::page)
        .post("/workforce/import", write, row, import_page::preview)
        .post("/workforce/import/enter", write, row, import_page::enter)
}

/// Units, posts and competences.
fn office_routes() -> Routes<App> {
    let (read, write, row) = (Need::Right(READ), Need::Right(WRITE), Audit::Row);
    begin()
        .get("/workforce/units", read, row, unit_page::list)
        .get("/workforce/units.csv", read, row, unit_page::csv)
        .get("/workforce/units/new", write, row, unit_page::new_form)
        .post("/workforce/units/new", write, row, unit_page::new_save)
        .get("/workforce/units/{id}", write, row, unit_page::form)
        .post("/workforce/units/{id}", write, row, unit_page::save)
        .get("/workforce/posts", read, row, post_page::list)
        .get("/workforce/posts.csv", read, row, post_page::csv)
        .get("/workforce/posts/new", write, row, post_page::new_form)
        .post("/workforce/posts/new", write, row, post_page::new_save)
        .get("/workforce/posts/{id}", read, row, post_page::page)
        .get("/workforce/posts/{id}/edit", write, row, post_page::edit_form)
        .post("/workforce/posts/{id}/edit", write, row, post_page::edit_save)
        .get("/workforce/posts/{id}/needs", write, row, post_page::needs_form)
        .post("/workforce/posts/{id}/needs", write, row, post_page::needs_save)
        .get("/workforce/competences", read, row, plan_page::skills)
        .get("/workforce/competences/new", write, Audit::None, plan_page::skill_new)
        .post("/workforce/competences/new", write, row, plan_page::skill_add)
        .get("/workforce/competences/{id}", write, row, plan_page::skill_form)
        .post("/workforce/competences/{id}", write, row, plan_page::skill_save)
        .get("/workforce/settings", write, row, setting::form)
        .post("/workforce/settings", write, row, setting::save)
}

/// Appointments, agreements and time sheets.
fn work_routes() -> Routes<App> {
    let (read, write, row) = (Need::Right(READ), Need::Right(WRITE), Audit::Row);
    begin()
        .get("/workforce/appointments/{id}", read, row, appointment_page::page)
        .get("/workforce/appointments/{id}/fund", write, row, appointment_page::fund_form)
        .post("/workforce/appointments/{id}/fund", write, row, appointment_page::fund_save)
        .get("/workforce/appointments/{id}/end", write, row, appointment_page::end_form)
        .post("/workforce/appointments/{id}/end", write, row, appointment_page::end_save)
        .get("/workforce/appointments/{id}/revoke", write, row, appointment_page::revoke_form)
        .post("/workforce/appointments/{id}/revoke", write, row, appointment_page::revoke_save)
        .get("/workforce/supplements", read, row, supplement_page::list)
        .get("/workforce/supplements.csv", read, row, supplement_page::csv)
        .get("/workforce/supplements/{id}", read, row, supplement_page::page)
        .get("/workforce/supplements/{id}/revoke", write, row, supplement_page::revoke_form)
        .post("/workforce/supplements/{id}/revoke", write, row, supplement_page::revoke_save)
        .get("/workforce/supplements/{id}/month", write, row, sheet_page::month_form)
        .post("/workforce/supplements/{id}/month", write, row, sheet_page::month_save)
        .get("/workforce/timesheets", read, row, sheet_page::list)
        .get("/workforce/timesheets.csv", read, row, sheet_page::csv)
        .get("/workforce/timesheets/{id}", read, row, sheet_page::page)
        .get("/workforce/timesheets/{id}/print", write, row, sheet_deed::print_form)
        .post("/workforce/timesheets/{id}/print", write, row, sheet_deed::print_save)
        .get("/workforce/timesheets/{id}/sign", write, row, sheet_deed::sign_form)
        .post("/workforce/timesheets/{id}/sign", write, row, sheet_deed::sign_save)
        .get("/workforce/timesheets/{id}/revoke", write, row, sheet_deed::revoke_form)
        .post("/workforce/timesheets/{id}/revoke", write, row, sheet_deed::revoke_save)
        .get("/workforce/sheet-papers/{id}", read, row, paper::file)
}

/// Plans, what ends with the money, and the same as JSON.
fn other_routes() -> Routes<App> {
    let (read, write, row) = (Need::Right(READ), Need::Right(WRITE), Audit::Row);
    begin()
        .get("/workforce/plans", read, row, plan_page::list)
        .get("/workforce/plans.csv", read, row, plan_page::csv)
        .get("/workforce/plans/{id}", write, row, plan_page::answer_form)
        .post("/workforce/plans/{id}", write, row, plan_page::answer_save)
        .get("/workforce/load", read, row, week_page::loads)
        .get("/workforce/load.csv", read, row, week_page::loads_csv)
        .get("/workforce/leave", read, row, week_page::away)
        .get("/workforce/leave.csv", read, row, week_page::away_csv)
        .get("/workforce/after", read, row, after_page::list)
        .get("/workforce/after.csv", read, row, after_page::csv)
        .get("/api/workforce/employees", read, row, api::employees)
        .get("/api/workforce/appointments", read, row, api::appointments)
        .get("/api/workforce/hours", read, row, api::hours)
        .get("/api/workforce/load", read, row, api::load)
}

/// The job: papers are printed.
#[must_use]
pub fn jobs(app: &App, worker: Worker) -> Worker {
    printing::<store::workforce_paper::Entity>(app, worker)
}

/// The entities of this capability's tables, to be compared with the migrated ones.
#[must_use]
pub fn entities() -> Vec<(String, kit::store::Columns)> {
    store::entities()
}
