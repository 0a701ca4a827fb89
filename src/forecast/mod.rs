//! Forecasts: how the need of the services moves with the population in five to ten years, and how the
//! waiting lists move in the next months.
//!
//! Purpose: the analysis and the proposal ask how many will need a service (чл. 39, ал. 1, т. 5 and 7 НПСУ);
//! the answer comes with an interval and with how far the same method was off in the past.
//! Invariants: a forecast is kept with everything it was computed from (population, assumptions with source
//! and mark, known months, seed), and computed again it says the same; an assumption is never changed, a
//! newer one stands beside it; of every step start + births − deaths + migration = end; nobody below zero.
//! Tables owned: forecast_assumption, forecast, forecast_content, forecast_paper.

mod act;
mod api;
mod assumption;
mod assumption_form;
mod assumption_page;
mod bands;
mod chance;
mod cohort;
mod compare_page;
mod compute;
mod content;
mod demand;
mod file;
mod fill;
mod fit;
mod form;
mod frame;
mod list_page;
mod load;
mod months;
mod need;
mod neighbours;
mod new_page;
mod paper;
mod queue;
mod result_page;
mod run;
mod spread;
mod store;
mod table;
mod waiting;
mod words;

#[cfg(test)]
mod tests;

pub use api::ApiDocument;
pub use fill::{fill, is_filled};
pub use paper::by_code;

use crate::app::App;
use crate::people::printing;
use kit::jobs::Worker;
use kit::store::{StoreError, Tx};
use kit::types::Day;
use kit::web::{Audit, Need, Routes};

kit::id! {
    /// A forecast.
    ForecastId
}
kit::id! {
    /// What a forecast was computed from, or what came out.
    ContentId
}
kit::id! {
    /// An assumption.
    AssumptionId
}
kit::id! {
    /// A forecast on paper.
    ForecastPaperId
}

/// May see forecasts and assumptions.
pub const READ: kit::access::Right = "forecast.read";
/// May make forecasts and enter assumptions.
pub const WRITE: kit::access::Right = "forecast.write";

/// The words of these pages.
pub const TEXTS: ui::Bundle =
    ui::Bundle { name: "forecast", bg: include_str!("bg.ftl"), en: include_str!("en.ftl") };

/// The newest forecast of need, for those who plan by it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ForecastName {
    /// Which.
    pub id: ForecastId,
    /// When it was made.
    pub made_on: Day,
    /// Its page, below the municipality.
    pub href: String,
}

/// The newest forecast of need that is computed; none when nobody has made one.
///
/// # Errors
/// When the database does not answer.
pub async fn newest(tx: &Tx) -> Result<Option<ForecastName>, StoreError> {
    let row = load::newest(tx).await?;
    Ok(row.map(|row| ForecastName {
        id: row.id,
        made_on: row.made_at.day(),
        href: frame::home(row.id),
    }))
}

/// The pages.
#[must_use]
pub fn routes() -> Routes<App> {
    let (read, write, row) = (Need::Right(READ), Need::Right(WRITE), Audit::Row);
    Routes::new("forecast", "forecasts of need and of waiting lists: чл. 37–39 НПСУ")
        .get("/forecasts", read, row, list_page::list)
        .get("/forecasts/new", write, row, new_page::need_form)
        .post("/forecasts/new", write, row, new_page::need_save)
        .get("/forecasts/new-waiting", write, row, new_page::waiting_form)
        .post("/forecasts/new-waiting", write, row, new_page::waiting_save)
        .get("/forecasts/compare", read, row, compare_page::page)
        .get("/forecasts/assumptions", read, row, assumption_page::list)
        .get("/forecasts/assumptions/new", write, row, assumption_form::form)
        .post("/forecasts/assumptions/new", write, row, assumption_form::save)
        .get("/forecasts/assumptions/{id}", read, row, assumption_page::page)
        .get("/forecasts/computed/{id}", read, row, result_page::page)
        .get("/forecasts/computed/{id}/part", read, row, result_page::part)
        .get("/forecasts/computed/{id}/table", read, row, file::table)
        .post("/forecasts/computed/{id}/paper", write, row, paper::print)
        .get("/forecasts/computed/{id}/pdf", read, row, paper::printed)
        .get("/api/forecasts", read, row, api::list)
        .post("/api/forecasts", write, row, api::make)
        .get("/api/forecasts/assumptions", read, row, api::assumptions)
        .get("/api/forecasts/computed/{id}", read, row, api::one)
}

/// The jobs: forecasts are computed, papers are printed.
#[must_use]
pub fn jobs(app: &App, worker: Worker) -> Worker {
    let worker = worker.on(run::COMPUTING, run::computing(app));
    printing::<store::forecast_paper::Entity>(app, worker)
}

/// The entities of this capability's tables, to be compared with the migrated ones.
#[must_use]
pub fn entities() -> Vec<(String, kit::store::Columns)> {
    store::entities()
}
