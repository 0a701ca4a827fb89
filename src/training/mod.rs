//! Training and supervision of staff (обучение и супервизия на служителите).
//!
//! Purpose: the catalogue and the plan of the year; seminars with their programme, who was invited and
//! came, what they knew before and after, certificates that anybody may check; supervision with its
//! meetings and what was agreed; who is behind the norms (чл. 120–122 ЗСУ; приложенията към НКСУ).
//! Training of personal assistants is another thing: it stands in `control`.
//! Invariants: a trainer or a supervisor is no participant; no day has more academic hours than the
//! municipality lets one have; a certificate is given for enough attendance and for nothing else; the
//! rating of a seminar is kept as sums, behind which nobody can be found; of supervision no case is
//! written down: there is no field for a person served, and a text with an identifier is refused.
//! A wrong record is revoked with a reason and entered anew, never rewritten.
//! Tables owned: training_course, training_plan, training_seminar, training_day, training_invited,
//! training_attendance, training_question, training_score, training_rating, training_paper,
//! training_profile, training_standard, training_message, supervision, supervision_meeting,
//! supervision_person, supervision_action, supervision_paper.

mod act;
mod api;
mod attend;
mod card;
mod certificate;
mod chart;
mod check;
mod content;
mod course;
mod course_page;
mod day_page;
mod employee;
mod evidence;
mod fill;
mod fill_states;
mod fill_supervision;
mod frame;
mod guided_page;
mod guided_paper;
mod guided_rows;
mod ics;
mod import;
mod invite;
mod invite_page;
mod load;
mod mail;
mod mail_page;
mod meeting_page;
mod mine;
mod norm;
mod norm_page;
mod paper;
mod plan;
mod plan_page;
mod programme;
mod proofs;
mod question;
mod renewal;
mod score;
mod score_page;
mod seminar;
mod seminar_edit;
mod seminar_form;
mod seminar_page;
mod store;
mod supervise;
mod supervision_page;
mod table;
mod tasks;

#[cfg(test)]
mod tests;

pub use api::ApiDocument;
pub use evidence::{ListedDay, SeminarDays, listed};
pub use fill::{Wanted, fill, is_filled};
pub(crate) use guided_paper::{PROTOCOL, SHEET as PROTOCOL_SHEET};
pub use paper::by_code;
pub(crate) use paper::{LIST, SHEET};
pub use proofs::{Attended, COUNTED, attended, proofs};
pub use tasks::tasks;

use crate::app::App;
use crate::people::printing;
use kit::jobs::Worker;
use kit::web::{Audit, Need, Routes};

kit::id! {
    /// A course of the catalogue.
    CourseId
}
kit::id! {
    /// A line of the plan of a year.
    PlanId
}
kit::id! {
    /// A course as it is given once.
    SeminarId
}
kit::id! {
    /// A day of a seminar.
    TrainingDayId
}
kit::id! {
    /// Somebody invited to a seminar.
    InvitedId
}
kit::id! {
    /// Somebody's attendance on a day.
    AttendanceId
}
kit::id! {
    /// A question of an evaluation.
    QuestionId
}
kit::id! {
    /// An answer before or after.
    ScoreId
}
kit::id! {
    /// How often a score was given.
    RatingId
}
kit::id! {
    /// A certificate or a list.
    TrainingPaperId
}
kit::id! {
    /// What the norms know of an employee.
    ProfileId
}
kit::id! {
    /// The appendix of a provider.
    StandardId
}
kit::id! {
    /// A message about a seminar.
    TrainingMessageId
}
kit::id! {
    /// A paper of supervision.
    GuidedPaperId
}
kit::id! {
    /// A supervision.
    SupervisionId
}
kit::id! {
    /// A meeting of a supervision.
    MeetingId
}
kit::id! {
    /// Somebody at a meeting.
    PersonRowId
}
kit::id! {
    /// What was agreed.
    ActionId
}

/// May see trainings, supervision and who is behind.
pub const READ: kit::access::Right = "training.read";
/// May enter them.
pub const WRITE: kit::access::Right = "training.write";

/// By what secrets of this capability are made.
pub const INDICES: &[kit::crypto::Index] = &[invite::SECRET];

/// The words of these pages.
pub const TEXTS: ui::Bundle =
    ui::Bundle { name: "training", bg: include_str!("bg.ftl"), en: include_str!("en.ftl") };

fn begin_routes() -> Routes<App> {
    Routes::new("training", "training: чл. 120–122 ЗСУ; НКСУ")
}

/// The pages.
#[must_use]
pub fn routes() -> Routes<App> {
    let (read, write, row) = (Need::Right(READ), Need::Right(WRITE), Audit::Row);
    begin_routes()
        .get("/training", read, row, seminar_page::list)
        .get("/training/seminars.csv", read, row, seminar_page::csv)
        .get("/training/seminars/new", write, row, seminar_form::new_form)
        .post("/training/seminars/new", write, row, seminar_form::new_save)
        .get("/training/seminars/{id}", read, row, seminar_page::page)
        .get("/training/seminars/{id}/invite", write, row, invite_page::form)
        .post("/training/seminars/{id}/invite", write, row, invite_page::save)
        .get("/training/seminars/{id}/import", write, row, import::form)
        .post("/training/seminars/{id}/import", write, row, import::save)
        .get("/training/seminars/{id}/edit", write, row, seminar_edit::form)
        .post("/training/seminars/{id}/edit", write, row, seminar_edit::save)
        .get("/training/seminars/{id}/mail", write, row, mail_page::form)
        .post("/training/seminars/{id}/mail", write, row, mail_page::save)
        .get("/training/seminars/{id}/close", write, row, act::close_form)
        .post("/training/seminars/{id}/close", write, row, act::close_save)
        .get("/training/seminars/{id}/revoke", write, row, act::revoke_form)
        .post("/training/seminars/{id}/revoke", write, row, act::revoke_save)
        .get("/training/seminars/{id}/scores", read, row, score_page::page)
        .get("/training/seminars/{id}/scores.csv", read, row, score_page::csv)
        .get("/training/seminars/{id}/rate", write, row, score_page::rate_form)
        .post("/training/seminars/{id}/rate", write, row, score_page::rate_save)
        .get("/training/days/{id}", read, row, day_page::page)
        .post("/training/days/{id}", write, row, day_page::save)
        .post("/training/days/{id}/sheet", write, row, day_page::sheet)
        .get("/training/attendance/{id}", write, row, act::attendance_form)
        .post("/training/attendance/{id}", write, row, act::attendance_save)
        .get("/training/invited/{id}", write, row, invite_page::link)
        .post("/training/invited/{id}/mail", write, row, mail_page::again)
        .get("/training/invited/{id}/scores", write, row, score_page::form)
        .post("/training/invited/{id}/scores", write, row, score_page::save)
        .get("/training/issued/{id}", read, row, paper::file)
        .get("/training/issued/{id}/revoke", write, row, act::paper_form)
        .post("/training/issued/{id}/revoke", write, row, act::paper_save)
        .merge(reference_routes())
        .merge(supervision_routes())
        .merge(open_routes())
}

/// The catalogue, the plan, certificates, norms, people.
fn reference_routes() -> Routes<App> {
    let (read, write, row) = (Need::Right(READ), Need::Right(WRITE), Audit::Row);
    begin_routes()
        .get("/training/courses", read, row, course_page::list)
        .get("/training/courses.csv", read, row, course_page::csv)
        .get("/training/courses/new", write, Audit::None, course_page::new_form)
        .post("/training/courses/new", write, row, course_page::new_save)
        .get("/training/courses/{id}", read, row, course_page::page)
        .get("/training/courses/{id}/edit", write, row, course_page::edit_form)
        .post("/training/courses/{id}/edit", write, row, course_page::edit_save)
        .get("/training/plan", read, row, plan_page::list)
        .get("/training/plan.csv", read, row, plan_page::csv)
        .get("/training/plan/new", write, row, plan_page::new_form)
        .post("/training/plan/new", write, row, plan_page::new_save)
        .get("/training/plan/{id}/revoke", write, row, plan_page::revoke_form)
        .post("/training/plan/{id}/revoke", write, row, plan_page::revoke_save)
        .get("/training/certificates", read, row, certificate::list)
        .get("/training/certificates.csv", read, row, certificate::csv)
        .get("/training/norms", read, row, norm_page::list)
        .get("/training/norms.csv", read, row, norm_page::csv)
        .get("/training/norms/rules", read, Audit::None, norm_page::rules)
        .get("/training/norms/standards", write, row, norm_page::standards_form)
        .post("/training/norms/standards", write, row, norm_page::standards_save)
        .get("/training/employees/{id}", read, row, card::page)
        .get("/training/employees/{id}/edit", write, row, card::form)
        .post("/training/employees/{id}/edit", write, row, card::save)
        .get("/training/questions", write, row, question::page)
        .post("/training/questions", write, row, question::save)
        .get("/api/training/seminars", read, row, api::seminars)
        .get("/api/training/seminars/{id}", read, row, api::seminar)
        .get("/api/training/seminars/{id}/messages", read, row, api::messages)
        .get("/api/training/certificates", read, row, api::certificates)
        .get("/api/training/norms", read, row, api::norms)
        .get("/api/training/supervision", read, row, api::supervision)
        .post("/api/training/days/{id}/attendance", write, row, api::attend)
}

/// Supervision.
fn supervision_routes() -> Routes<App> {
    let (read, write, row) = (Need::Right(READ), Need::Right(WRITE), Audit::Row);
    begin_routes()
        .get("/training/supervision", read, row, supervision_page::list)
        .get("/training/supervision.csv", read, row, supervision_page::csv)
        .get("/training/supervision/new", write, row, supervision_page::new_form)
        .post("/training/supervision/new", write, row, supervision_page::new_save)
        .get("/training/supervision/{id}", read, row, supervision_page::page)
        .get("/training/supervision/{id}/meet", write, row, meeting_page::form)
        .post("/training/supervision/{id}/meet", write, row, meeting_page::save)
        .get("/training/supervision/{id}/agree", write, row, meeting_page::agree_form)
        .post("/training/supervision/{id}/agree", write, row, meeting_page::agree_save)
        .get("/training/supervision/{id}/rate", write, row, score_page::guided_form)
        .post("/training/supervision/{id}/rate", write, row, score_page::guided_save)
        .get("/training/supervision/{id}/revoke", write, row, act::guided_form)
        .post("/training/supervision/{id}/revoke", write, row, act::guided_save)
        .get("/training/supervision/{id}/year", write, row, guided_page::group_form)
        .post("/training/supervision/{id}/year", write, row, guided_page::group_save)
        .get("/training/employees/{id}/supervision", write, row, guided_page::person_form)
        .post("/training/employees/{id}/supervision", write, row, guided_page::person_save)
        .get("/training/supervision-papers/{id}", read, row, guided_page::file)
        .get("/training/meetings/{id}", read, row, guided_page::page)
        .get("/training/meetings/{id}/protocol", write, row, guided_page::protocol_form)
        .post("/training/meetings/{id}/protocol", write, row, guided_page::protocol_save)
        .get("/training/meetings/{id}/revoke", write, row, act::meeting_form)
        .post("/training/meetings/{id}/revoke", write, row, act::meeting_save)
        .get("/training/agreed/{id}", write, row, meeting_page::follow_form)
        .post("/training/agreed/{id}", write, row, meeting_page::follow_save)
}

/// What anybody may open: one's own address, and the check of a certificate.
fn open_routes() -> Routes<App> {
    let (secret, row) = (Need::Secret, Audit::Row);
    begin_routes()
        .get("/my-training/{secret}", secret, row, mine::page)
        .post("/my-training/{secret}/came", secret, row, mine::came)
        .post("/my-training/{secret}/scores", secret, row, mine::scores)
        .post("/my-training/{secret}/rating", secret, row, mine::rating)
        .get("/certificate/{secret}", secret, Audit::None, check::page)
}

/// The jobs: papers are printed, messages sent, reminders written.
#[must_use]
pub fn jobs(app: &App, worker: Worker) -> Worker {
    let worker = printing::<store::training_paper::Entity>(app, worker);
    let worker = printing::<store::supervision_paper::Entity>(app, worker);
    worker.on(mail::MAIL, mail::sending(app)).on(mail::REMINDING, mail::reminding(app))
}

/// The entities of this capability's tables, to be compared with the migrated ones.
#[must_use]
pub fn entities() -> Vec<(String, kit::store::Columns)> {
    store::entities()
}
