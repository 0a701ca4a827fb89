//! The same as JSON.

use super::form;
use super::frame::{HOME, LINE};
use super::outcome;
use super::sample::Stratum;
use super::study::{self, NewStudy, state_of, wrong};
use super::{FormId, StudyId};
use crate::app::App;
use axum::Json;
use axum::extract::State as Shared;
use kit::audit::Entry;
use kit::types::Day;
use kit::web::{Ctx, Form, Id, Problem};
use serde::{Deserialize, Serialize};

/// A study.
#[derive(Serialize, utoipa::ToSchema)]
pub struct StudyOut {
    #[schema(value_type = String)]
    id: StudyId,
    title: String,
    /// `all`, `simple`, `strata`.
    method: String,
    #[schema(value_type = String, format = Date)]
    from: Day,
    #[schema(value_type = String, format = Date)]
    to: Day,
    /// `planned`, `open`, `entering`, `closed`.
    state: &'static str,
    answers: i64,
}

/// `GET /api/studies`.
#[utoipa::path(
    get,
    path = "/{municipality}/api/studies",
    operation_id = "studies",
    responses((status = 200, description = "", body = Vec<StudyOut>)),
)]
pub async fn studies(Shared(app): Shared<App>, ctx: Ctx) -> Result<Json<Vec<StudyOut>>, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let rows = study::studies(&tx).await?;
    let counts = study::counts(&tx).await?;
    let today = tx.today();
    tx.audit(Entry::list("study"));
    tx.commit().await?;
    let out = rows.into_iter().map(|row| StudyOut {
        id: row.id,
        from: row.starts_on,
        to: row.ends_on,
        state: state_of(&row, today).code(),
        answers: counts.get(&row.id).copied().unwrap_or(0),
        method: row.method,
        title: row.title,
    });
    Ok(Json(out.collect()))
}

/// A value with its numbers; none where they would show too few.
#[derive(Serialize, utoipa::ToSchema)]
pub struct StudyPartOut {
    value: String,
    count: Option<i64>,
    share: Option<f64>,
    low: Option<f64>,
    high: Option<f64>,
}

/// A question of a study that is closed, with its numbers.
#[derive(Serialize, utoipa::ToSchema)]
pub struct StudyFoundOut {
    code: String,
    /// `choice`, `several`, `scale`, `number`, `text`.
    kind: String,
    text: String,
    /// How many answered it; none when fewer than five did.
    base: Option<i64>,
    parts: Vec<StudyPartOut>,
    /// The mean of a scale or of numbers, with its bounds.
    mean: Option<Vec<f64>>,
}

/// The results of a study that is closed.
#[derive(Serialize, utoipa::ToSchema)]
pub struct StudyResultsOut {
    population: i64,
    answers: i64,
    /// How many equal answers the weighted ones are worth.
    worth: f64,
    /// The design effect.
    effect: f64,
    /// The largest weight, where the mean is one.
    largest: f64,
    questions: Vec<StudyFoundOut>,
}

/// `GET /api/studies/{id}/results`.
#[utoipa::path(
    get,
    path = "/{municipality}/api/studies/{id}/results",
    operation_id = "studies-results",
    params(("id" = String, Path)),
    responses((status = 200, description = "", body = StudyResultsOut)),
)]
pub async fn results(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<StudyId>,
) -> Result<Json<StudyResultsOut>, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let whole = outcome::whole(&tx, id).await?;
    tx.audit(Entry::read("study-results", id.0));
    tx.commit().await?;
    let part = |one: super::result::Part| StudyPartOut {
        value: one.value,
        count: one.count,
        share: one.share.map(|share| share.value),
        low: one.share.map(|share| share.low),
        high: one.share.map(|share| share.high),
    };
    let question = |one: super::result::Found| StudyFoundOut {
        code: one.question.code,
        kind: one.question.kind,
        text: one.question.text,
        base: one.base,
        parts: one.parts.into_iter().map(part).collect(),
        mean: one.mean.map(|mean| vec![mean.value, mean.low, mean.high]),
    };
    let cost = whole.cost();
    Ok(Json(StudyResultsOut {
        population: whole.study.population(),
        answers: whole.count(),
        worth: cost.worth,
        effect: cost.effect,
        largest: cost.largest,
        questions: whole.found().into_iter().map(question).collect(),
    }))
}

/// A study that is planned.
#[derive(Deserialize, utoipa::ToSchema)]
pub struct StudyIn {
    title: String,
    /// A published version of a questionnaire.
    #[schema(value_type = String)]
    form: FormId,
    #[schema(value_type = String, format = Date)]
    from: Day,
    #[schema(value_type = String, format = Date)]
    to: Day,
    /// `all`, `simple`, `strata`.
    method: String,
    /// The parts of the population; what is drawn from each is counted.
    strata: Vec<Stratum>,
    #[serde(default)]
    size: i64,
    /// `proportional`, `equal`, `optimal`.
    allocation: String,
    /// What the draw begins with; made when it is missing.
    #[serde(default)]
    seed: String,
    /// Where the list of the population comes from.
    source: String,
    #[serde(default)]
    open: bool,
    #[serde(default)]
    named: bool,
}

/// The study that was planned.
#[derive(Serialize, utoipa::ToSchema)]
pub struct StudyMadeOut {
    #[schema(value_type = String)]
    id: StudyId,
    seed: String,
    strata: Vec<Stratum>,
}

/// `POST /api/studies`.
#[utoipa::path(
    post,
    path = "/{municipality}/api/studies",
    operation_id = "studies-add",
    request_body = StudyIn,
    responses((status = 200, description = "", body = StudyMadeOut)),
)]
pub async fn add(
    Shared(app): Shared<App>,
    ctx: Ctx,
    mut form: Form,
) -> Result<Json<StudyMadeOut>, Problem> {
    let asked: StudyIn = form.json()?;
    let days = (asked.from, asked.to);
    let new = NewStudy {
        title: asked.title.trim().to_owned(),
        method: asked.method,
        strata: asked.strata,
        size: asked.size,
        allocation: asked.allocation,
        seed: asked.seed,
        source: asked.source,
        is_open: asked.open,
        is_named: asked.named,
    };
    let length = new.title.chars().count();
    if length == 0 || length > LINE {
        form.wrong("title", "form-required");
    }
    if days.1 < days.0 {
        form.wrong("to", "studies-wrong-period");
    }
    if let Some((field, key)) = wrong(&new) {
        form.wrong(field, key);
    }
    if !form.ok() {
        return Err(form.problem());
    }
    let mut tx = app.db.write(&ctx.actor).await?;
    let edition = form::form(&tx, asked.form).await?;
    tx.use_form(&form.key(), &ctx.url(HOME)).await?;
    let id = study::add(&mut tx, (&edition, days), &new).await?;
    let one = study::study(&tx, id).await?;
    tx.commit().await?;
    Ok(Json(StudyMadeOut { id, seed: one.plan.seed, strata: one.plan.strata }))
}

/// What these routes are, for the description of the programming interface.
#[derive(utoipa::OpenApi)]
#[openapi(paths(studies, results, add))]
pub struct ApiDocument;
