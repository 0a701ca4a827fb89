//! The same as JSON.

use super::act::{self, Edited};
use super::course::State;
use super::document::part;
use super::figure::unknown;
use super::frame::TEXT;
use super::load;
use super::opened::{self, Open};
use super::store::planning_cycle;
use super::{CycleId, OpinionId, opinion};
use crate::app::App;
use axum::Json;
use axum::extract::State as Shared;
use kit::audit::Entry;
use kit::types::Day;
use kit::web::{Ctx, Form, Id, Problem};
use serde::{Deserialize, Serialize};

/// The planning for a year.
#[derive(Serialize, utoipa::ToSchema)]
pub struct PlanningOut {
    #[schema(value_type = String)]
    id: CycleId,
    /// `map`: needs analysis and proposal; `annual`: annual plan.
    kind: String,
    year: i32,
    /// `draft`, `open`, `adopted`, `sent`.
    state: &'static str,
    #[schema(value_type = String, format = Date)]
    figures_on: Day,
    /// Number of the municipal council's decision.
    decision: String,
    #[schema(value_type = Option<String>, format = Date)]
    decided_on: Option<Day>,
    #[schema(value_type = Option<String>, format = Date)]
    sent_on: Option<Day>,
}

fn out(row: planning_cycle::Model) -> PlanningOut {
    PlanningOut {
        id: row.id,
        kind: row.kind,
        year: row.year,
        state: State::of(&row.state).code(),
        figures_on: row.figures_on,
        decision: row.decision_number,
        decided_on: row.decided_on,
        sent_on: row.sent_on,
    }
}

/// `GET /api/planning`.
#[utoipa::path(
    get,
    path = "/{municipality}/api/planning",
    operation_id = "plannings",
    responses((status = 200, description = "", body = Vec<PlanningOut>)),
)]
pub async fn list(Shared(app): Shared<App>, ctx: Ctx) -> Result<Json<Vec<PlanningOut>>, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let all = load::all(&tx).await?;
    tx.audit(Entry::list("planning-cycle"));
    tx.commit().await?;
    Ok(Json(all.into_iter().map(out).collect()))
}

/// A part of a document.
#[derive(Serialize, utoipa::ToSchema)]
pub struct PlanningPartOut {
    part: &'static str,
    /// Its text; `[[need:05]]` refers to a figure.
    text: String,
    /// Which version; zero before there is one.
    edition: i32,
}

/// A cycle with its parts, figures and planned services.
#[derive(Serialize, utoipa::ToSchema)]
pub struct PlanningWholeOut {
    #[serde(flatten)]
    cycle: PlanningOut,
    parts: Vec<PlanningPartOut>,
    /// Small numbers of people are hidden, as in what is published.
    data: Open,
}

/// `GET /api/planning/cycles/{id}`.
#[utoipa::path(
    get,
    path = "/{municipality}/api/planning/cycles/{id}",
    operation_id = "planning",
    params(("id" = String, Path)),
    responses((status = 200, description = "", body = PlanningWholeOut)),
)]
pub async fn one(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<CycleId>,
) -> Result<Json<PlanningWholeOut>, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let cycle = load::cycle(&tx, id).await?;
    tx.audit(Entry::read("planning-cycle", id.0));
    tx.commit().await?;
    let data = opened::open(&cycle);
    let part = |part: load::Part| PlanningPartOut {
        part: part.code,
        text: part.text,
        edition: part.edition,
    };
    let parts = cycle.parts.into_iter().map(part).collect();
    Ok(Json(PlanningWholeOut { cycle: out(cycle.row), parts, data }))
}

/// A new text of a part.
#[derive(Deserialize, utoipa::ToSchema)]
pub struct PlanningPartIn {
    part: String,
    text: String,
    /// The version that was read.
    edition: i32,
}

/// `POST /api/planning/cycles/{id}/parts`.
#[utoipa::path(
    post,
    path = "/{municipality}/api/planning/cycles/{id}/parts",
    operation_id = "planning-part-write",
    params(("id" = String, Path)),
    request_body = PlanningPartIn,
    responses((status = 200, description = "", body = PlanningPartOut)),
)]
pub async fn write(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<CycleId>,
    form: Form,
) -> Result<Json<PlanningPartOut>, Problem> {
    let sent: PlanningPartIn = form.json()?;
    let mut tx = app.db.write(&ctx.actor).await?;
    let cycle = load::cycle(&tx, id).await?;
    let code = part(&cycle.row.kind, &sent.part).ok_or(Problem::NotFound)?;
    let old = cycle.part(code).ok_or(Problem::NotFound)?;
    let is_long = sent.text.chars().count() > TEXT;
    if is_long || sent.text.trim().is_empty() || !unknown(&sent.text, &cycle.codes()).is_empty() {
        return Err(Problem::Impossible("planning-refused-text"));
    }
    let edited = act::edit(&mut tx, (&cycle, old), (sent.edition, &sent.text)).await?;
    tx.commit().await?;
    match edited {
        Edited::Aside(both) => Err(Problem::Conflict(vec![both])),
        Edited::Saved => {
            let edition = sent.edition + 1;
            Ok(Json(PlanningPartOut { part: code, text: sent.text, edition }))
        }
    }
}

/// An opinion about what was published.
#[derive(Serialize, utoipa::ToSchema)]
pub struct PlanningOpinionOut {
    #[schema(value_type = String)]
    id: OpinionId,
    number: i64,
    /// `analysis`, `proposal`, `plan`.
    document: String,
    /// `page`, `letter`, `mail`, `debate`.
    via: String,
    #[schema(value_type = String, format = Date)]
    received_on: Day,
    /// `accepted`, `partly`, `rejected`, `noted`; empty while it waits.
    outcome: String,
    text: String,
    answer: String,
}

/// `GET /api/planning/cycles/{id}/opinions`.
#[utoipa::path(
    get,
    path = "/{municipality}/api/planning/cycles/{id}/opinions",
    operation_id = "planning-opinions",
    params(("id" = String, Path)),
    responses((status = 200, description = "", body = Vec<PlanningOpinionOut>)),
)]
pub async fn opinions(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<CycleId>,
) -> Result<Json<Vec<PlanningOpinionOut>>, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    load::row(&tx, id).await?;
    let all = opinion::all(&tx, id).await?;
    tx.audit(Entry::list("planning-opinion"));
    tx.commit().await?;
    let said = |one: opinion::Said| PlanningOpinionOut {
        id: one.row.id,
        number: one.row.number,
        document: one.row.document,
        via: one.row.via,
        received_on: one.row.received_on,
        outcome: one.row.outcome,
        text: one.content.text,
        answer: one.content.answer,
    };
    Ok(Json(all.into_iter().map(said).collect()))
}

/// What these routes are, for the description of the programming interface.
#[derive(utoipa::OpenApi)]
#[openapi(paths(list, one, write, opinions))]
pub struct ApiDocument;
