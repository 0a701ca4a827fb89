//! The same as JSON.

use super::assumption::KINDS;
use super::chance::Spread;
use super::content::What;
use super::load::{self, Offered};
use super::new_page::{kinds, read_need, read_waiting};
use super::result_page::{Done, done};
use super::store::forecast;
use super::{ForecastId, act};
use crate::app::App;
use axum::Json;
use axum::extract::State as Shared;
use kit::audit::Entry;
use kit::types::Day;
use kit::web::{Ctx, Form, Id, Problem};
use serde::{Deserialize, Serialize};

/// A forecast.
#[derive(Serialize, utoipa::ToSchema)]
pub struct ForecastOut {
    #[schema(value_type = String)]
    id: ForecastId,
    /// `need` or `waiting`.
    kind: &'static str,
    title: String,
    /// Years of need, months of waiting lists.
    ahead: i32,
    seed: i64,
    runs: i32,
    /// Runs that are computed.
    done: i32,
    is_done: bool,
    #[schema(value_type = String, format = Date)]
    made_on: Day,
}

fn out(row: &forecast::Model) -> ForecastOut {
    ForecastOut {
        id: row.id,
        kind: What::of(&row.kind).code(),
        title: row.title.clone(),
        ahead: row.ahead,
        seed: row.seed,
        runs: row.runs,
        done: row.done,
        is_done: row.ended_at.is_some(),
        made_on: row.made_at.day(),
    }
}

/// `GET /api/forecasts`.
#[utoipa::path(
    get,
    path = "/{municipality}/api/forecasts",
    operation_id = "forecasts",
    responses((status = 200, description = "", body = Vec<ForecastOut>)),
)]
pub async fn list(Shared(app): Shared<App>, ctx: Ctx) -> Result<Json<Vec<ForecastOut>>, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let all = load::all(&tx).await?;
    tx.audit(Entry::list("forecast"));
    tx.commit().await?;
    Ok(Json(all.iter().map(out).collect()))
}

/// What most runs say.
#[derive(Serialize, utoipa::ToSchema)]
pub struct ForecastSpreadOut {
    middle: f64,
    low: f64,
    high: f64,
}

fn spreads(list: &[Spread]) -> Vec<ForecastSpreadOut> {
    let one = |one: &Spread| ForecastSpreadOut { middle: one.middle, low: one.low, high: one.high };
    list.iter().map(one).collect()
}

/// A service, or the list of a kind of services, over time.
#[derive(Serialize, utoipa::ToSchema)]
pub struct ForecastSeriesOut {
    /// Number of the service, or code of the kind.
    code: String,
    /// Year by year from the start, or month by month after the last known one.
    values: Vec<ForecastSpreadOut>,
}

/// A forecast with what it says; nothing while it is computed.
#[derive(Serialize, utoipa::ToSchema)]
pub struct ForecastWholeOut {
    #[serde(flatten)]
    forecast: ForecastOut,
    /// The year of the population at the start; of waiting lists none.
    start_year: Option<i32>,
    /// All people year by year; of waiting lists nothing.
    people: Vec<ForecastSpreadOut>,
    series: Vec<ForecastSeriesOut>,
}

fn whole(row: &forecast::Model, done: Option<Done>) -> ForecastWholeOut {
    let forecast = out(row);
    match done {
        None => {
            ForecastWholeOut { forecast, start_year: None, people: Vec::new(), series: Vec::new() }
        }
        Some(Done::Need(inputs, outcome)) => {
            let of = |(service, values): (&super::demand::Service, &Vec<Spread>)| {
                ForecastSeriesOut { code: service.number.to_string(), values: spreads(values) }
            };
            ForecastWholeOut {
                forecast,
                start_year: Some(inputs.year),
                people: outcome.people.first().map(|all| spreads(all)).unwrap_or_default(),
                series: inputs.services.iter().zip(&outcome.needs).map(of).collect(),
            }
        }
        Some(Done::Waiting(all)) => {
            let waiting = |outcome: &super::content::QueueOutcome| {
                let all: Vec<Spread> = outcome.ahead.iter().map(|one| one.waiting).collect();
                spreads(&all)
            };
            let series = all
                .iter()
                .map(|(inputs, outcome)| ForecastSeriesOut {
                    code: inputs.kind.clone(),
                    values: waiting(outcome),
                })
                .collect();
            ForecastWholeOut { forecast, start_year: None, people: Vec::new(), series }
        }
    }
}

/// `GET /api/forecasts/computed/{id}`.
#[utoipa::path(
    get,
    path = "/{municipality}/api/forecasts/computed/{id}",
    operation_id = "forecast",
    params(("id" = String, Path)),
    responses((status = 200, description = "", body = ForecastWholeOut)),
)]
pub async fn one(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<ForecastId>,
) -> Result<Json<ForecastWholeOut>, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let row = load::row(&tx, id).await?;
    let done = done(&tx, id).await?;
    tx.audit(Entry::read("forecast", id.0));
    tx.commit().await?;
    Ok(Json(whole(&row, done)))
}

/// An assumption.
#[derive(Serialize, utoipa::ToSchema)]
pub struct ForecastAssumptionOut {
    /// As a new forecast names it.
    code: String,
    /// `fertility`, `survival`, `migration`.
    kind: &'static str,
    name: String,
    source: String,
    /// `V`, `M` or `C`.
    mark: String,
    #[schema(value_type = String, format = Date)]
    on: Day,
    /// Of a thousand, band by band; of survival the newborn first.
    women: Vec<f64>,
    men: Vec<f64>,
    spread: f64,
}

fn assumed(one: Offered) -> ForecastAssumptionOut {
    let Offered { code, one, .. } = one;
    ForecastAssumptionOut {
        code,
        kind: one.kind.code(),
        name: one.name,
        source: one.source,
        mark: one.mark,
        on: one.on,
        women: one.values.women,
        men: one.values.men,
        spread: one.values.spread,
    }
}

/// `GET /api/forecasts/assumptions`.
#[utoipa::path(
    get,
    path = "/{municipality}/api/forecasts/assumptions",
    operation_id = "forecast-assumptions",
    responses((status = 200, description = "", body = Vec<ForecastAssumptionOut>)),
)]
pub async fn assumptions(
    Shared(app): Shared<App>,
    ctx: Ctx,
) -> Result<Json<Vec<ForecastAssumptionOut>>, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let all = load::offered(&tx).await?;
    tx.audit(Entry::list("forecast-assumption"));
    tx.commit().await?;
    Ok(Json(all.into_iter().map(assumed).collect()))
}

/// A new forecast. Assumptions that are left out of one of need are the newest that are offered.
#[derive(Deserialize, utoipa::ToSchema)]
pub struct ForecastIn {
    /// `need` or `waiting`.
    #[serde(default)]
    kind: String,
    #[serde(default)]
    title: String,
    #[serde(default)]
    ahead: i32,
    #[serde(default)]
    seed: i32,
    #[serde(default)]
    runs: i32,
    /// Codes of assumptions on births, deaths and moves; the last may be `fitted`.
    #[serde(default)]
    assumptions: Vec<String>,
}

/// `POST /api/forecasts`.
#[utoipa::path(
    post,
    path = "/{municipality}/api/forecasts",
    operation_id = "forecast-make",
    request_body = ForecastIn,
    responses((status = 200, description = "", body = ForecastOut)),
)]
pub async fn make(
    Shared(app): Shared<App>,
    ctx: Ctx,
    form: Form,
) -> Result<Json<ForecastOut>, Problem> {
    let new: ForecastIn = form.json()?;
    let law = app.law(ctx.actor.municipality);
    let mut tx = app.db.write(&ctx.actor).await?;
    tx.use_form(&form.key(), &ctx.url("/api/forecasts")).await?;
    let offered = load::offered(&tx).await?;
    let mut fields = vec![
        ("title", new.title.clone()),
        ("ahead", new.ahead.to_string()),
        ("seed", new.seed.to_string()),
        ("runs", new.runs.to_string()),
    ];
    let usual = load::usual(&offered);
    for (at, kind) in KINDS.into_iter().enumerate() {
        fields.push((kind.code(), new.assumptions.get(at).unwrap_or(&usual[at]).clone()));
    }
    let mut typed = Form::filled(ctx.lang, fields);
    let (frame, inputs) = match What::of(&new.kind) {
        What::Need => {
            let (frame, chosen) = read_need(&mut typed, &offered);
            if !typed.ok() {
                return Err(typed.problem());
            }
            let inputs = act::need(&tx, &law, (&frame, &chosen)).await?;
            (frame, inputs)
        }
        What::Waiting => {
            let (frame, change) = read_waiting(&mut typed, &kinds(&tx).await?);
            if !typed.ok() {
                return Err(typed.problem());
            }
            let inputs = act::waiting(&tx, (&frame, &change)).await?;
            (frame, inputs)
        }
    };
    let row = act::add(&mut tx, &frame, &inputs).await?;
    act::ask(&tx, row.id).await?;
    tx.commit().await?;
    Ok(Json(out(&row)))
}

/// What these routes are, for the description of the programming interface.
#[derive(utoipa::OpenApi)]
#[openapi(paths(list, one, assumptions, make))]
pub struct ApiDocument;
