//! The same as JSON.

use super::PlacementId;
use super::list;
use super::load;
use super::places::{self, Places};
use super::store::{placement, provider_refusal};
use crate::app::App;
use crate::people::PersonId;
use crate::services::{self, ServiceId};
use axum::Json;
use axum::extract::State as Shared;
use kit::audit::Entry;
use kit::store::{StoreError, Tx};
use kit::types::Day;
use kit::web::{Ctx, Form, Id, PAGE_ROWS, Paging, Problem, list_address, paged};
use sea_orm::QuerySelect;
use serde::Serialize;

/// A placement.
#[derive(Serialize, utoipa::ToSchema)]
pub struct PlacementOut {
    /// The placement.
    #[schema(value_type = String)]
    pub id: PlacementId,
    /// The person.
    #[schema(value_type = String)]
    pub person: PersonId,
    /// The service.
    #[schema(value_type = String)]
    pub service: ServiceId,
    /// A code of the states.
    pub state: String,
    /// `short`, `medium`, `long`, `residential`.
    pub duration: String,
    /// The day of the wish stated to the provider.
    #[schema(value_type = String, format = Date)]
    pub stated_on: Day,
    /// What is to be done next.
    pub next: String,
    /// The last day for it.
    #[schema(value_type = Option<String>, format = Date)]
    pub next_on: Option<Day>,
    /// The ground of the end, or empty.
    pub end_ground: String,
    /// Where the person stands in the waiting list.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub place_in_line: Option<u64>,
    /// Refusals of the provider, oldest first; only with one placement.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub refusals: Vec<RefusalOut>,
}

/// A refusal of a provider. Its reasons stand in the notice.
#[derive(Serialize, utoipa::ToSchema)]
pub struct RefusalOut {
    /// `not_provided`, `unfit` (чл. 78, ал. 5 ЗСУ).
    pub ground: String,
    /// The day of the refusal.
    #[schema(value_type = String, format = Date)]
    pub refused_on: Day,
    /// The day from which its terms run.
    #[schema(value_type = String, format = Date)]
    pub received_on: Day,
    /// It came after its term.
    pub late: bool,
    /// The day it was appealed.
    #[schema(value_type = Option<String>, format = Date)]
    pub appealed_on: Option<Day>,
    /// `upheld`, `rejected`, or empty.
    pub outcome: String,
    /// The address of the notice for the person, in PDF.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub notice: Option<String>,
}

/// The refusals of a placement.
async fn refusals(ctx: &Ctx, tx: &Tx, row: &placement::Model) -> Result<Vec<RefusalOut>, Problem> {
    let out = |one: provider_refusal::Model| RefusalOut {
        ground: one.ground,
        refused_on: one.refused_on,
        received_on: one.received_on,
        late: one.late,
        appealed_on: one.appealed_on,
        outcome: one.outcome,
        notice: one
            .paper_id
            .map(|paper| ctx.url(&format!("/people/{}/papers/{paper}", row.person_id))),
    };
    Ok(load::refusals(tx, row.id).await?.into_iter().map(out).collect())
}

impl From<placement::Model> for PlacementOut {
    fn from(row: placement::Model) -> PlacementOut {
        PlacementOut {
            id: row.id,
            person: row.person_id,
            service: row.service_id,
            state: row.state,
            duration: row.duration,
            stated_on: row.stated_on,
            next: row.next_kind,
            next_on: row.next_on,
            end_ground: row.end_ground,
            place_in_line: None,
            refusals: Vec::new(),
        }
    }
}

/// A page of placements.
#[derive(Serialize, utoipa::ToSchema)]
pub struct PlacementsOut {
    rows: Vec<PlacementOut>,
    /// The address of the next page.
    #[serde(skip_serializing_if = "Option::is_none")]
    next: Option<String>,
}

/// `GET /api/placements`.
#[utoipa::path(
    get,
    path = "/{municipality}/api/placements",
    operation_id = "placements-list",
    params(
        ("state" = Option<String>, Query), ("service" = Option<String>, Query),
        ("person" = Option<String>, Query), ("ground" = Option<String>, Query),
        ("late" = Option<String>, Query), ("page" = Option<String>, Query),
    ),
    responses((status = 200, description = "", body = PlacementsOut)),
)]
pub async fn list(
    Shared(app): Shared<App>,
    ctx: Ctx,
    form: Form,
) -> Result<Json<PlacementsOut>, Problem> {
    let number = Paging::asked(&form);
    let mut tx = app.db.read(&ctx.actor).await?;
    let found = list::asked(&tx, &form).offset((number - 1) * PAGE_ROWS).limit(PAGE_ROWS + 1);
    let found = found.all(tx.conn()).await.map_err(StoreError::from)?;
    tx.audit(Entry::list("placement"));
    tx.commit().await?;
    let filters = list::FILTERS.map(|name| (name, form.get(name)));
    let (rows, paging) = paged(found, number, list_address(&ctx.url("/api/placements"), &filters));
    let rows = rows.into_iter().map(PlacementOut::from).collect();
    Ok(Json(PlacementsOut { rows, next: paging.next() }))
}

/// `GET /api/placements/{id}`.
#[utoipa::path(
    get,
    path = "/{municipality}/api/placements/{id}",
    operation_id = "placements-one",
    params(("id" = String, Path)),
    responses((status = 200, description = "", body = PlacementOut)),
)]
pub async fn one(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<PlacementId>,
) -> Result<Json<PlacementOut>, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let row = load::row(&tx, id).await?;
    let place_in_line = super::waiting::place_in_line(&tx, id).await?;
    let refusals = refusals(&ctx, &tx, &row).await?;
    tx.audit(Entry::read("placement", id.0).about(Some(row.person_id.0)));
    tx.commit().await?;
    Ok(Json(PlacementOut { place_in_line, refusals, ..PlacementOut::from(row) }))
}

/// The places of a service.
#[derive(Serialize, utoipa::ToSchema)]
pub struct PlacesOut {
    /// The service.
    #[schema(value_type = String)]
    service: ServiceId,
    #[serde(flatten)]
    places: Places,
    /// Places that nobody uses and nobody keeps.
    free: i32,
    /// Who pays which part, where funding is mixed.
    #[serde(skip_serializing_if = "Option::is_none")]
    shares: Option<services::Shares>,
}

/// `GET /api/places`.
#[utoipa::path(
    get,
    path = "/{municipality}/api/places",
    operation_id = "places-list",
    responses((status = 200, description = "", body = Vec<PlacesOut>)),
)]
pub async fn places(Shared(app): Shared<App>, ctx: Ctx) -> Result<Json<Vec<PlacesOut>>, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let known = places::all(&tx).await?;
    let ids: Vec<ServiceId> = known.keys().copied().collect();
    let mut shares = services::shares_on(&tx, &ids, tx.today()).await?;
    tx.audit(Entry::list("places"));
    tx.commit().await?;
    let mut rows: Vec<PlacesOut> = known
        .into_iter()
        .map(|(service, places)| PlacesOut {
            service,
            free: places.free(),
            shares: shares.remove(&service),
            places,
        })
        .collect();
    rows.sort_by_key(|row| row.service.0);
    Ok(Json(rows))
}

/// What these routes are, for the description of the programming interface.
#[derive(utoipa::OpenApi)]
#[openapi(paths(list, one, places, super::reason_pages::as_json, super::again::as_json))]
pub struct ApiDocument;
