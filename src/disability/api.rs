//! The same as JSON.

use super::fact::Fact;
use super::list::{self, Row};
use super::load;
use crate::app::App;
use crate::people::{self, PersonId};
use axum::Json;
use axum::extract::State;
use kit::audit::Entry;
use kit::web::{Ctx, Form, Id, Problem};
use serde::Serialize;

/// A page of decisions that end.
#[derive(Serialize, utoipa::ToSchema)]
pub struct Ending {
    rows: Vec<Row>,
    /// The address of the next page.
    #[serde(skip_serializing_if = "Option::is_none")]
    next: Option<String>,
}

/// `GET /api/disability`.
#[utoipa::path(
    get,
    path = "/{municipality}/api/disability",
    operation_id = "disability-list",
    params(("state" = Option<String>, Query), ("kind" = Option<String>, Query), ("page" = Option<String>, Query)),
    responses((status = 200, description = "", body = Ending)),
)]
pub async fn list(State(app): State<App>, ctx: Ctx, form: Form) -> Result<Json<Ending>, Problem> {
    let (rows, paging) = list::asked(&app, &ctx, &form).await?;
    Ok(Json(Ending { rows, next: paging.next() }))
}

/// `GET /api/people/{id}/disability`.
#[utoipa::path(
    get,
    path = "/{municipality}/api/people/{id}/disability",
    operation_id = "disability-person",
    params(("id" = String, Path)),
    responses((status = 200, description = "", body = Vec<Fact>)),
)]
pub async fn person(
    State(app): State<App>,
    ctx: Ctx,
    Id(id): Id<PersonId>,
) -> Result<Json<Vec<Fact>>, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    people::head(&tx, id).await?;
    let facts = load::of_person(&tx, id).await?;
    tx.audit(Entry::read("disability", id.0).about(Some(id.0)));
    tx.commit().await?;
    Ok(Json(facts))
}

/// What these routes are, for the description of the programming interface.
#[derive(utoipa::OpenApi)]
#[openapi(paths(list, person))]
pub struct ApiDocument;
