//! Imports: a municipality begins with the people it has in a spreadsheet.
//!
//! Purpose: bring people in from a table, tell what is wrong with which cell, ask about those who
//! may be in the register already, take an import back while nobody has worked with its people.
//! Invariants: a wrong row is never entered and never mended in silence; a known identifier is never
//! entered twice; the position is written with its rows, so a killed process leaves neither gaps nor
//! doubles; the file is kept sealed, and only until the import ends.
//! Tables owned: import_run, import_row.

mod api;
mod columns;
mod decide;
mod list;
mod people_page;
mod report;
mod rows;
mod run;
mod stage;
mod steps;
mod store;
mod template;
mod whole;
mod work;

#[cfg(test)]
mod tests;

pub use api::ApiDocument;
pub use list::{Arrived, Refusal, begin};
pub use report::lines;
pub use rows::places;
pub use stage::Stage;
pub use store::{Progress, progress};
pub use whole::{Way, Wrong, whole};

use crate::app::App;
use crate::people::{Belonging, IMPORT};
use kit::jobs::{Job, Worker};
use kit::store::StoreError;
use kit::web::{Audit, Need, Routes};
use std::sync::Arc;

kit::id! {
    /// An import.
    RunId
}
kit::id! {
    /// A row of an import that waits for a decision.
    RowId
}

/// The kind of the job that checks, enters and takes back.
const JOB: &str = "import-people";

/// By which blind indices values are found here.
pub const INDICES: &[kit::crypto::Index] = &[store::HEADS, store::FILE];

/// What names a person in these tables.
pub const BELONGINGS: &[Belonging] =
    &[Belonging::new("import_row", "person_id", "imports-belonging")];

/// The words of these pages.
pub const TEXTS: ui::Bundle =
    ui::Bundle { name: "imports", bg: include_str!("bg.ftl"), en: include_str!("en.ftl") };

/// The pages.
#[must_use]
pub fn routes() -> Routes<App> {
    let need = Need::Right(IMPORT);
    Routes::new("imports", "imports: чл. 73, 75 ЗСУ")
        .get("/imports", need, Audit::Row, list::page)
        .post("/imports", need, Audit::Row, list::upload)
        .get("/imports/template", need, Audit::None, template::file)
        .get("/imports/{id}", need, Audit::Row, run::page)
        .get("/imports/{id}/columns", need, Audit::Row, columns::page)
        .post("/imports/{id}/columns", need, Audit::Row, columns::save)
        .post("/imports/{id}/start", need, Audit::Row, run::start)
        .post("/imports/{id}/cancel", need, Audit::Row, run::cancel)
        .post("/imports/{id}/undo", need, Audit::Row, run::undo)
        .post("/imports/{id}/resume", need, Audit::Row, run::resume)
        .get("/imports/{id}/people", need, Audit::Row, people_page::page)
        .get("/imports/{id}/report", need, Audit::Row, report::file)
        .post("/imports/rows/{id}", need, Audit::Row, decide::decide)
        .get("/api/imports", need, Audit::Row, api::list)
        .post("/api/imports", need, Audit::Row, api::upload)
        .get("/api/imports/{id}", need, Audit::Row, api::one)
        .get("/api/imports/{id}/wrong", need, Audit::Row, api::wrong)
        .post("/api/imports/{id}/columns", need, Audit::Row, api::columns)
        .post("/api/imports/{id}/start", need, Audit::Row, api::start)
        .post("/api/imports/{id}/cancel", need, Audit::Row, api::cancel)
        .post("/api/imports/{id}/undo", need, Audit::Row, api::undo)
}

/// The job: whatever stage an import is in goes on.
#[must_use]
pub fn jobs(app: &App, worker: Worker) -> Worker {
    let app = app.clone();
    worker.on(
        JOB,
        Arc::new(move |job: Job| {
            let app = app.clone();
            Box::pin(async move {
                let id = job.payload["run"].as_i64().map(RunId);
                let id = id.ok_or_else(|| anyhow::anyhow!("no import is named"))?;
                match work::work(&app, job.municipality, id, &|_| {}).await {
                    // Another works on it: that one ends it.
                    Err(e) if matches!(e.downcast_ref(), Some(StoreError::Conflict)) => Ok(()),
                    done => done,
                }
            })
        }),
    )
}

/// The entities of this capability's tables, to be compared with the migrated ones.
#[must_use]
pub fn entities() -> Vec<(String, kit::store::Columns)> {
    store::entities()
}
