//! Control of personal assistance (контрол на личната помощ): visits, signals, rounds, training, files.
//!
//! Purpose: visits on the spot at least every six months and on a signal by the official protocol,
//! their list of the month and the measures that follow; the register of complaints and signals;
//! rounds against double financing; training of assistants; what is missing in the file of a user;
//! all official forms, blank (чл. 21, 36 ЗЛП; чл. 4, 5, 7, 12 Наредба № РД-07-7).
//! Invariants: when a visit or a round is due the law says, not the code; an unsatisfactory opinion
//! is not saved without a recommendation; what was found is never rewritten, a visit that was wrong
//! is followed by another; a measure and a signal are closed by a result, never deleted.
//! Tables owned: control_visit, control_measure, control_signal, control_round, control_line,
//! control_training, control_attendance, control_mark, control_paper.

mod api;
mod content;
mod course;
mod file;
mod file_page;
mod fill;
mod forms;
mod frame;
mod hold_page;
mod holding;
mod load;
mod measure;
mod month;
mod named;
mod paper;
mod person;
mod plan;
mod plan_page;
mod protocol;
mod round;
mod round_list;
mod round_page;
mod signal;
mod signal_deed;
mod signal_page;
mod store;
mod table;
mod tasks;
mod training;
mod training_page;
mod visit;
mod visit_page;

#[cfg(test)]
mod tests;

pub use api::ApiDocument;
pub use fill::{fill, is_filled};
pub use holding::holdings;
pub use named::{Asked, names};
pub use paper::by_code;
pub use tasks::tasks;

use crate::app::App;
use crate::people::{Belonging, printing};
use kit::jobs::Worker;
use kit::web::{Audit, Need, Routes};

kit::id! {
    /// A visit.
    VisitId
}
kit::id! {
    /// What a visit recommended.
    MeasureId
}
kit::id! {
    /// A complaint or a signal.
    SignalId
}
kit::id! {
    /// A round of checks against double financing.
    RoundId
}
kit::id! {
    /// A user in a round.
    LineId
}
kit::id! {
    /// A training.
    TrainingId
}
kit::id! {
    /// An assistant who was invited to a training.
    AttendanceId
}
kit::id! {
    /// A document of a file that is there on paper.
    MarkId
}
kit::id! {
    /// A paper that is about nobody alone.
    ControlPaperId
}

/// May see visits, signals, rounds and files.
pub const READ: kit::access::Right = "control.read";
/// May enter them.
pub const WRITE: kit::access::Right = "control.write";

/// The words of these pages.
pub const TEXTS: ui::Bundle =
    ui::Bundle { name: "control", bg: include_str!("bg.ftl"), en: include_str!("en.ftl") };

fn begin_routes() -> Routes<App> {
    Routes::new("control", "control: чл. 21, 36 ЗЛП; чл. 4, 5, 7, 12 Наредба № РД-07-7")
}

/// The pages.
#[must_use]
pub fn routes() -> Routes<App> {
    let (read, write, row) = (Need::Right(READ), Need::Right(WRITE), Audit::Row);
    begin_routes()
        .get("/control", read, row, month::page)
        .get("/control/list", read, row, month::csv)
        .post("/control/register", write, row, month::register)
        .get("/control/plan", write, row, plan_page::plan_form)
        .post("/control/plan", write, row, plan_page::plan_save)
        .get("/control/papers/{id}", read, row, paper::file)
        .get("/control/pairs/{id}", read, row, file_page::pair)
        .get("/control/pairs/{id}/visit", write, row, plan_page::new_form)
        .post("/control/pairs/{id}/visit", write, row, plan_page::new_save)
        .get("/control/pairs/{id}/pack", read, row, forms::file)
        .get("/control/protocols", read, row, forms::protocols)
        .get("/control/pairs/{id}/mark", write, row, file_page::mark_form)
        .post("/control/pairs/{id}/mark", write, row, file_page::mark_save)
        .get("/control/visits/{id}", read, row, visit_page::page)
        .get("/control/visits/{id}/blank", read, row, visit_page::blank)
        .get("/control/visits/{id}/hold", write, row, hold_page::form)
        .post("/control/visits/{id}/hold", write, row, hold_page::save)
        .get("/control/visits/{id}/cancel", write, row, visit_page::cancel_form)
        .post("/control/visits/{id}/cancel", write, row, visit_page::cancel_save)
        .get("/control/measures", read, row, measure::list)
        .get("/control/measures.csv", read, row, measure::csv)
        .get("/control/measures/{id}", write, row, measure::form)
        .post("/control/measures/{id}", write, row, measure::save)
        .get("/people/{id}/control", read, row, person::page)
        .merge(register_routes())
        .merge(other_routes())
}

/// Signals and rounds.
fn register_routes() -> Routes<App> {
    let (read, write, row) = (Need::Right(READ), Need::Right(WRITE), Audit::Row);
    begin_routes()
        .get("/control/signals", read, row, signal_page::list)
        .get("/control/signals.csv", read, row, signal_page::csv)
        .get("/control/signals/new", write, Audit::None, signal_page::new_form)
        .post("/control/signals/new", write, row, signal_page::new_save)
        .get("/control/signals/{id}", read, row, signal_page::page)
        .get("/control/signals/{id}/visit", write, row, signal_deed::visit_form)
        .post("/control/signals/{id}/visit", write, row, signal_deed::visit_save)
        .get("/control/signals/{id}/decide", write, row, signal_deed::decide_form)
        .post("/control/signals/{id}/decide", write, row, signal_deed::decide_save)
        .get("/control/signals/{id}/answer", write, row, signal_deed::answer_form)
        .post("/control/signals/{id}/answer", write, row, signal_deed::answer_save)
        .get("/control/rounds", read, row, round_list::list)
        .get("/control/rounds.csv", read, row, round_list::csv)
        .post("/control/rounds", write, row, round_list::begin)
        .get("/control/rounds/{id}", read, row, round_page::page)
        .get("/control/rounds/{id}/csv", read, row, round_page::csv)
        .get("/control/rounds/{id}/clear", write, row, round_page::clear_form)
        .post("/control/rounds/{id}/clear", write, row, round_page::clear_save)
        .get("/control/rounds/{id}/close", write, row, round_page::close_form)
        .post("/control/rounds/{id}/close", write, row, round_page::close_save)
        .get("/control/lines/{id}", write, row, round_page::line_form)
        .post("/control/lines/{id}", write, row, round_page::line_save)
}

/// Training, files, forms, and the same as JSON.
fn other_routes() -> Routes<App> {
    let (read, write, row) = (Need::Right(READ), Need::Right(WRITE), Audit::Row);
    begin_routes()
        .get("/control/training", read, row, training_page::list)
        .get("/control/training.csv", read, row, training_page::csv)
        .get("/control/training/new", write, Audit::None, training_page::new_form)
        .post("/control/training/new", write, row, training_page::new_save)
        .get("/control/training/{id}", read, row, training_page::page)
        .post("/control/training/{id}/came", write, row, training_page::came)
        .get("/control/trained", read, row, training_page::people)
        .get("/control/trained.csv", read, row, training_page::people_csv)
        .get("/control/files", read, row, file_page::list)
        .get("/control/files.csv", read, row, file_page::csv)
        .get("/control/forms", read, Audit::None, forms::page)
        .get("/control/forms/pack", read, Audit::None, forms::pack)
        .get("/control/forms/5", read, Audit::None, forms::five)
        .get("/control/forms/6", read, Audit::None, forms::six)
        .get("/api/control/due", read, row, api::due)
        .get("/api/control/visits/{id}", read, row, api::visit)
        .get("/api/control/signals", read, row, api::signals)
        .get("/api/control/rounds", read, row, api::rounds)
        .get("/api/control/training", read, row, api::training)
        .get("/api/control/files", read, row, api::files)
        .post("/api/control/measures/{id}/done", write, row, api::done)
}

/// The job: papers that are about nobody alone are printed.
#[must_use]
pub fn jobs(app: &App, worker: Worker) -> Worker {
    printing::<store::control_paper::Entity>(app, worker)
}

/// What here belongs to a person, and moves with them.
pub const BELONGINGS: &[Belonging] = &[
    Belonging::new("control_signal", "person_id", "control-belonging-signal"),
    Belonging::new("control_visit", "person_id", "control-belonging-visit")
        .following("agreement_id", "assistance_agreement"),
    Belonging::new("control_measure", "person_id", "control-belonging-measure")
        .following("visit_id", "control_visit"),
    Belonging::new("control_line", "person_id", "control-belonging-line")
        .following("application_id", "assistance_application"),
];

/// The entities of this capability's tables, to be compared with the migrated ones.
#[must_use]
pub fn entities() -> Vec<(String, kit::store::Columns)> {
    store::entities()
}
