//! The same as JSON.

use super::gathered::held;
use super::load::{self, Facts};
use super::request_pages::{Row, asked};
use super::{ConsentId, store};
use crate::app::App;
use crate::people::{self, Holding, PersonId};
use axum::Json;
use axum::extract::State;
use kit::audit::Entry;
use kit::types::Day;
use kit::web::{Ctx, Form, Id, Problem};
use serde::Serialize;

/// A consent.
#[derive(Serialize, utoipa::ToSchema)]
pub struct Consent {
    #[schema(value_type = String)]
    id: ConsentId,
    purpose: String,
    capacity: String,
    how: String,
    #[schema(value_type = String, format = Date)]
    given_on: Day,
    #[schema(value_type = Option<String>, format = Date)]
    withdrawn_on: Option<Day>,
    #[serde(flatten)]
    facts: Facts,
}

/// `GET /api/people/{id}/consents`.
#[utoipa::path(
    get,
    path = "/{municipality}/api/people/{id}/consents",
    operation_id = "consent-person",
    params(("id" = String, Path)),
    responses((status = 200, description = "", body = Vec<Consent>)),
)]
pub async fn consents(
    State(app): State<App>,
    ctx: Ctx,
    Id(id): Id<PersonId>,
) -> Result<Json<Vec<Consent>>, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    people::head(&tx, id).await?;
    let mut list = Vec::new();
    for row in store::consents(&tx, id).await? {
        list.push(Consent {
            facts: load::facts(&tx, &row)?,
            id: row.id,
            purpose: row.purpose,
            capacity: row.capacity,
            how: row.how,
            given_on: row.given_on,
            withdrawn_on: row.withdrawn_on,
        });
    }
    tx.audit(Entry::list("consent").about(Some(id.0)));
    tx.commit().await?;
    Ok(Json(list))
}

/// `GET /api/people/{id}/holdings`: all that is held about a person.
#[utoipa::path(
    get,
    path = "/{municipality}/api/people/{id}/holdings",
    operation_id = "consent-holdings",
    params(("id" = String, Path)),
    responses((status = 200, description = "", body = Vec<Holding>)),
)]
pub async fn holdings(
    State(app): State<App>,
    ctx: Ctx,
    Id(id): Id<PersonId>,
) -> Result<Json<Vec<Holding>>, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    people::head(&tx, id).await?;
    let list = held(&app, &tx, id).await?;
    tx.audit(Entry::print("person", id.0).about(Some(id.0)));
    tx.commit().await?;
    Ok(Json(list))
}

/// A page of requests.
#[derive(Serialize, utoipa::ToSchema)]
pub struct Requests {
    requests: Vec<Row>,
    /// The address of the next page.
    #[serde(skip_serializing_if = "Option::is_none")]
    next: Option<String>,
}

/// `GET /api/data-requests`.
#[utoipa::path(
    get,
    path = "/{municipality}/api/data-requests",
    operation_id = "consent-requests",
    params(("state" = Option<String>, Query), ("page" = Option<String>, Query)),
    responses((status = 200, description = "", body = Requests)),
)]
pub async fn requests(
    State(app): State<App>,
    ctx: Ctx,
    form: Form,
) -> Result<Json<Requests>, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let (requests, paging) = asked(&ctx, &tx, (&form, None)).await?;
    tx.audit(Entry::list("data-request"));
    tx.commit().await?;
    Ok(Json(Requests { requests, next: paging.next() }))
}

/// What these routes are, for the description of the programming interface.
#[derive(utoipa::OpenApi)]
#[openapi(paths(consents, holdings, requests))]
pub struct ApiDocument;
