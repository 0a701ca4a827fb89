//! The same as JSON.

use super::list;
use super::load::{self, Assistant};
use super::{AssistantId, change};
use crate::app::App;
use crate::people::PersonId;
use axum::Json;
use axum::extract::{Path, State as Shared};
use kit::audit::Entry;
use kit::types::Day;
use kit::web::{Ctx, Form, Problem};
use serde::{Deserialize, Serialize};

/// A candidate or assistant in a line.
#[derive(Serialize, utoipa::ToSchema)]
pub struct AssistantOut {
    #[schema(value_type = String)]
    id: AssistantId,
    #[schema(value_type = String)]
    person: PersonId,
    name: String,
    /// Settlement; empty when the address is protected.
    settlement: String,
    /// Declared years of experience.
    experience: u32,
    trained: bool,
    /// Hours a month that are not yet agreed.
    hours_free: u32,
    #[schema(value_type = String, format = Date)]
    applied_on: Day,
    /// `applied`, `listed`, `refused`, `removed`.
    state: &'static str,
}

/// `GET /api/assistants`.
#[utoipa::path(
    get,
    path = "/{municipality}/api/assistants",
    operation_id = "assistants-list",
    params(
        ("q" = Option<String>, Query), ("state" = Option<String>, Query),
        ("place" = Option<String>, Query), ("experience" = Option<u32>, Query),
        ("free" = Option<u32>, Query), ("sort" = Option<String>, Query),
    ),
    responses((status = 200, description = "", body = Vec<AssistantOut>)),
)]
pub async fn list(
    Shared(app): Shared<App>,
    ctx: Ctx,
    form: Form,
) -> Result<Json<Vec<AssistantOut>>, Problem> {
    let out = |row: list::Row| AssistantOut {
        id: row.id,
        person: row.person,
        name: row.name,
        settlement: row.place,
        experience: row.experience,
        trained: row.is_trained,
        hours_free: row.free,
        applied_on: row.applied_on,
        state: row.code,
    };
    Ok(Json(list::rows(&app, &ctx, &form).await?.into_iter().map(out).collect()))
}

/// A candidate with what was declared; the account at a bank is on the page only.
#[derive(Serialize, utoipa::ToSchema)]
pub struct CandidateOut {
    #[schema(value_type = String)]
    id: AssistantId,
    #[schema(value_type = String)]
    person: PersonId,
    /// Incoming number.
    number: String,
    /// `applied`, `listed`, `refused`, `removed`.
    state: &'static str,
    #[schema(value_type = String, format = Date)]
    applied_on: Day,
    /// By which the office decides.
    #[schema(value_type = String, format = Date)]
    due_on: Day,
    #[schema(value_type = Option<String>, format = Date)]
    decided_on: Option<Day>,
    hours_offered: u32,
    hours_taken: u32,
    /// Papers of чл. 26, ал. 1 ЗЛП that are missing.
    missing: Vec<&'static str>,
    /// Full years of service that are counted, without the contracts here.
    service_years: u32,
    /// To be sent back with a change.
    version: i32,
}

fn out(one: &Assistant) -> CandidateOut {
    CandidateOut {
        id: one.id,
        person: one.person,
        number: one.number.clone(),
        state: one.state.code(),
        applied_on: one.applied_on,
        due_on: one.due_on,
        decided_on: one.decided_on,
        hours_offered: one.hours_offered,
        hours_taken: one.hours_taken,
        missing: one.content.missing(),
        service_years: one.content.service.years,
        version: one.version,
    }
}

/// `GET /api/assistants/{assistant}`.
#[utoipa::path(
    get,
    path = "/{municipality}/api/assistants/{assistant}",
    operation_id = "assistants-one",
    params(("assistant" = String, Path)),
    responses((status = 200, description = "", body = CandidateOut)),
)]
pub async fn one(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Path((_, id)): Path<(String, AssistantId)>,
) -> Result<Json<CandidateOut>, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let one = load::assistant(&tx, id).await?;
    tx.audit(Entry::read("assistant", id.0).about(Some(one.person.0)));
    tx.commit().await?;
    Ok(Json(out(&one)))
}

/// A decision on a candidate.
#[derive(Deserialize, utoipa::ToSchema)]
pub struct DecisionIn {
    #[schema(value_type = Option<String>, format = Date)]
    on: Option<Day>,
    /// The version that was read.
    version: i32,
}

/// `POST /api/assistants/{assistant}/enter`: entry in the list, when nothing is missing.
#[utoipa::path(
    post,
    path = "/{municipality}/api/assistants/{assistant}/enter",
    operation_id = "assistants-enter",
    params(("assistant" = String, Path)),
    request_body = DecisionIn,
    responses((status = 200, description = "", body = CandidateOut)),
)]
pub async fn enter(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Path((_, id)): Path<(String, AssistantId)>,
    form: Form,
) -> Result<Json<CandidateOut>, Problem> {
    let new: DecisionIn = form.json()?;
    let law = app.law(ctx.actor.municipality);
    let mut tx = app.db.write(&ctx.actor).await?;
    tx.use_form(&form.key(), &ctx.url(&format!("/api/assistants/{id}"))).await?;
    let mut one = load::assistant(&tx, id).await?;
    one.version = new.version;
    let on = new.on.unwrap_or(tx.today());
    change::enter(&mut tx, &law, &one, on).await?;
    let one = load::assistant(&tx, id).await?;
    tx.commit().await?;
    Ok(Json(out(&one)))
}

/// What these routes are, for the description of the programming interface.
#[derive(utoipa::OpenApi)]
#[openapi(paths(list, one, enter))]
pub struct ApiDocument;
