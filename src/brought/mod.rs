//! Agreements of before (заварени споразумения): a municipality begins with the personal assistance
//! that it gives already.
//!
//! Purpose: bring in from a table the users, their assistants, agreements and labour contracts that
//! are in force when Opora begins; tell what is wrong with which cell, ask about people who may be
//! in the register already, take a table back while nobody has worked with what came by it.
//! Invariants: a wrong row is never entered and never mended in silence; hours stay within the
//! directive and work within its limits across all rows and the register; an agreement is entered
//! once, by its number and day; what was sent in its time is noted as sent, nothing of the past
//! becomes due; the position is written with its rows, so a killed process leaves neither gaps nor
//! doubles; the file is kept sealed, and only until the work ends.
//! Tables owned: brought_run, brought_row.

mod agreements_page;
mod api;
mod columns;
mod decide;
mod enter;
mod field;
mod judge;
mod list;
mod plan;
mod report;
mod row;
mod run;
mod steps;
mod store;
mod template;
mod whole;
mod work;

#[cfg(test)]
mod tests;

pub use api::ApiDocument;
pub use report::lines;
pub use store::{Progress, is_begun, progress};
pub use whole::{Way, Wrong, whole};

use crate::app::App;
use crate::assistance::WRITE;
use kit::jobs::{Job, Worker};
use kit::store::StoreError;
use kit::web::{Audit, Need, Routes};
use std::sync::Arc;

kit::id! {
    /// A table of agreements that came.
    RunId
}
kit::id! {
    /// A row of it.
    RowId
}

/// The kind of the job that checks, enters and takes back.
const JOB: &str = "brought-agreements";

/// Why people are spoken of here.
const PURPOSE: &str = "brought: чл. 12–18 ЗЛП";

/// By which blind indices values are found here.
pub const INDICES: &[kit::crypto::Index] = &[store::HEADS, store::FILE];

/// The words of these pages.
pub const TEXTS: ui::Bundle =
    ui::Bundle { name: "brought", bg: include_str!("bg.ftl"), en: include_str!("en.ftl") };

/// The pages.
#[must_use]
pub fn routes() -> Routes<App> {
    let (need, row) = (Need::Right(WRITE), Audit::Row);
    Routes::new("brought", PURPOSE)
        .get("/brought", need, row, list::page)
        .post("/brought", need, row, list::upload)
        .get("/brought/template", need, Audit::None, template::file)
        .get("/brought/template.csv", need, Audit::None, template::csv)
        .get("/brought/{id}", need, row, run::page)
        .get("/brought/{id}/columns", need, row, columns::page)
        .post("/brought/{id}/columns", need, row, columns::save)
        .post("/brought/{id}/start", need, row, run::start)
        .post("/brought/{id}/cancel", need, row, run::cancel)
        .post("/brought/{id}/undo", need, row, run::undo)
        .post("/brought/{id}/resume", need, row, run::resume)
        .get("/brought/{id}/agreements", need, row, agreements_page::page)
        .get("/brought/{id}/report", need, row, report::file)
        .post("/brought/rows/{id}", need, row, decide::decide)
        .get("/api/brought", need, row, api::list)
        .post("/api/brought", need, row, api::upload)
        .get("/api/brought/{id}", need, row, api::one)
        .get("/api/brought/{id}/wrong", need, row, api::wrong)
        .post("/api/brought/{id}/columns", need, row, api::columns)
        .post("/api/brought/{id}/start", need, row, api::start)
        .post("/api/brought/{id}/cancel", need, row, api::cancel)
        .post("/api/brought/{id}/undo", need, row, api::undo)
}

/// The job: whatever stage a table is in goes on.
#[must_use]
pub fn jobs(app: &App, worker: Worker) -> Worker {
    let app = app.clone();
    worker.on(
        JOB,
        Arc::new(move |job: Job| {
            let app = app.clone();
            Box::pin(async move {
                let id = job.payload["run"].as_i64().map(RunId);
                let id = id.ok_or_else(|| anyhow::anyhow!("no table is named"))?;
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
