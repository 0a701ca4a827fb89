//! The same as JSON.

use super::count::{end_of, three};
use super::frame;
use super::gather::proofs;
use super::indicator::{self, goal, span};
use super::micro_page::book;
use super::overview::counted;
use super::pack;
use super::store::result_indicator::Model;
use super::{IndicatorId, PackId};
use crate::app::App;
use crate::projects::ProjectId;
use axum::Json;
use axum::extract::State as Shared;
use kit::audit::Entry;
use kit::types::{Day, Instant};
use kit::web::{Ctx, Form, Id, Problem};
use serde::Serialize;

/// A value of a day.
#[derive(Serialize, utoipa::ToSchema)]
pub struct ResultValueOut {
    #[schema(value_type = String, format = Date)]
    day: Day,
    value: i64,
}

/// An indicator with its values.
#[derive(Serialize, utoipa::ToSchema)]
pub struct ResultIndicatorOut {
    #[schema(value_type = String)]
    id: IndicatorId,
    code: String,
    name: String,
    definition: String,
    unit: String,
    base: i64,
    target: i64,
    /// Which records count.
    counted: String,
    /// At the start, in the middle, at the end of the period, and on the day asked for; days ahead
    /// are left out.
    values: Vec<ResultValueOut>,
    /// Of the way to the target, on the last of these days.
    percent: i64,
    /// `reached`, `on-way`, `behind`, `missed`, `ahead`.
    standing: &'static str,
    /// To be sent back with a change.
    version: i32,
}

/// `GET /api/results/projects/{id}?at=`.
#[utoipa::path(
    get,
    path = "/{municipality}/api/results/projects/{id}",
    operation_id = "results-project",
    params(("id" = String, Path), ("at" = Option<String>, Query)),
    responses((status = 200, description = "", body = Vec<ResultIndicatorOut>)),
)]
pub async fn results(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<ProjectId>,
    form: Form,
) -> Result<Json<Vec<ResultIndicatorOut>>, Problem> {
    let today = app.today();
    let at = form.get("at").parse().unwrap_or(today);
    let mut tx = app.db.read(&ctx.actor).await?;
    let results = counted(&tx, (id, at)).await?;
    tx.audit(Entry::list("result-indicator"));
    tx.commit().await?;
    let out = |row: &Model| {
        let mut days = three(results.project.from, results.project.to).to_vec();
        days.push(at.min(today));
        days.retain(|day| *day <= today);
        let last = days.last().copied().unwrap_or(today);
        let value = results.value(row, last);
        let goal = goal(row, &results.project);
        let of = |day: &Day| ResultValueOut { day: *day, value: results.value(row, *day) };
        ResultIndicatorOut {
            id: row.id,
            code: row.code.clone(),
            name: row.name.clone(),
            definition: row.definition.clone(),
            unit: row.unit.clone(),
            base: row.base,
            target: row.target,
            counted: row.counted.clone(),
            values: days.iter().map(of).collect(),
            percent: goal.percent(value),
            standing: goal.standing(value, last).word().0,
            version: row.version,
        }
    };
    Ok(Json(results.rows.iter().map(out).collect()))
}

/// A record that counts.
#[derive(Serialize, utoipa::ToSchema)]
pub struct ResultEvidenceOut {
    label: String,
    #[schema(value_type = String, format = Date)]
    day: Day,
    amount: i64,
    /// Its page, below the municipality.
    href: String,
}

/// `GET /api/results/indicators/{id}?at=&known=then`: the records behind a figure.
#[utoipa::path(
    get,
    path = "/{municipality}/api/results/indicators/{id}",
    operation_id = "results-evidence",
    params(
        ("id" = String, Path),
        ("at" = Option<String>, Query),
        ("known" = Option<String>, Query),
    ),
    responses((status = 200, description = "", body = Vec<ResultEvidenceOut>)),
)]
pub async fn indicator(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<IndicatorId>,
    form: Form,
) -> Result<Json<Vec<ResultEvidenceOut>>, Problem> {
    let at = form.get("at").parse().unwrap_or(app.today());
    let mut tx = app.db.read(&ctx.actor).await?;
    let row = indicator::indicator(&tx, id).await?;
    let project = frame::project(&tx, row.project_id).await?;
    let known = if form.get("known") == "then" { end_of(at) } else { tx.now() };
    let all = proofs(&tx, &row.counted, &span(&project, at, known)).await?;
    tx.audit(Entry::list("result-evidence"));
    tx.commit().await?;
    let out = |one: crate::proof::Proof| ResultEvidenceOut {
        label: one.label,
        day: one.day,
        amount: one.amount,
        href: one.href,
    };
    Ok(Json(all.into_iter().map(out).collect()))
}

/// The micro-data without the special categories, as a table.
#[derive(Serialize, utoipa::ToSchema)]
pub struct ResultMicrodataOut {
    heads: Vec<String>,
    rows: Vec<Vec<String>>,
}

/// `GET /api/results/projects/{id}/microdata`.
#[utoipa::path(
    get,
    path = "/{municipality}/api/results/projects/{id}/microdata",
    operation_id = "results-microdata",
    params(("id" = String, Path)),
    responses((status = 200, description = "", body = ResultMicrodataOut)),
)]
pub async fn microdata(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<ProjectId>,
) -> Result<Json<ResultMicrodataOut>, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let book = book(&tx, id).await?;
    tx.audit(Entry::list("result-participant"));
    tx.commit().await?;
    let table = book.table(ctx.lang, None);
    Ok(Json(ResultMicrodataOut { heads: table.heads, rows: table.rows }))
}

/// A pack: how far it is, what is in it and what is missing.
#[derive(Serialize, utoipa::ToSchema)]
pub struct ResultPackOut {
    #[schema(value_type = String)]
    id: PackId,
    #[schema(value_type = String, format = Date)]
    from: Day,
    #[schema(value_type = String, format = Date)]
    to: Day,
    /// `waiting`, `busy`, `done`, `large`, `failed`.
    state: String,
    /// Pieces made.
    done: i32,
    /// Pieces in all.
    total: i32,
    missing: Vec<String>,
    /// Hash of the file; empty before.
    sha256: String,
    #[schema(value_type = Option<i64>)]
    finished_at: Option<Instant>,
}

/// `GET /api/results/packs/{id}`.
#[utoipa::path(
    get,
    path = "/{municipality}/api/results/packs/{id}",
    operation_id = "results-pack",
    params(("id" = String, Path)),
    responses((status = 200, description = "", body = ResultPackOut)),
)]
pub async fn pack(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<PackId>,
) -> Result<Json<ResultPackOut>, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let row = pack::pack(&tx, id).await?;
    let index = pack::index(&tx, &row)?;
    tx.audit(Entry::read("result-pack", id.0));
    tx.commit().await?;
    Ok(Json(ResultPackOut {
        id,
        from: row.from_on,
        to: row.to_on,
        state: row.state,
        done: row.done,
        total: row.total,
        missing: index.missing,
        sha256: row.sha256,
        finished_at: row.finished_at,
    }))
}

/// What these routes are, for the description of the programming interface.
#[derive(utoipa::OpenApi)]
#[openapi(paths(results, indicator, microdata, pack))]
pub struct ApiDocument;
