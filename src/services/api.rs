//! The catalogue for programs: the same services as the pages, as JSON.

use super::catalogue::Service;
use super::facts::{self, Sought, Whole};
use super::{ServiceId, words};
use crate::app::App;
use axum::Json;
use axum::extract::State;
use kit::audit::Entry;
use kit::types::Day;
use kit::web::{Ctx, Form, Id, Problem, cut, list_address};
use serde::Serialize;

/// A page of services.
#[derive(Serialize, utoipa::ToSchema)]
pub struct Services {
    /// The services.
    services: Vec<Service>,
    /// The address of the next page.
    #[serde(skip_serializing_if = "Option::is_none")]
    next: Option<String>,
}

/// A service with all its facts.
#[derive(Serialize, utoipa::ToSchema)]
pub struct Details {
    #[serde(flatten)]
    service: Service,
    /// The kind by чл. 15 ЗСУ in words.
    kind_name: String,
    purpose: String,
    users: String,
    environment: Vec<String>,
    ekatte: Option<String>,
    decision: String,
    source: String,
    /// How sure the facts are: `V`, `C`, `M`.
    confidence: String,
    note: String,
}

/// The filters as an address keeps them.
pub(super) const FILTERS: [&str; 6] = ["q", "kind", "access", "funding", "level", "state"];

#[utoipa::path(
    get,
    path = "/{municipality}/api/services",
    operation_id = "services-list",
    params(("q" = Option<String>, Query), ("kind" = Option<String>, Query), ("access" = Option<String>, Query), ("funding" = Option<String>, Query), ("level" = Option<String>, Query), ("state" = Option<String>, Query), ("page" = Option<String>, Query)),
    responses((status = 200, description = "", body = Services)),
)]
pub async fn list(State(app): State<App>, ctx: Ctx, form: Form) -> Result<Json<Services>, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let found = facts::sought(&tx, &Sought::of(&form)).await?;
    tx.audit(Entry::list("service"));
    tx.commit().await?;
    let filters = FILTERS.map(|name| (name, form.get(name)));
    let base = list_address(&ctx.url("/api/services"), &filters);
    let (rows, pages) = cut(found, &form, &base);
    Ok(Json(Services { services: rows.into_iter().map(Whole::short).collect(), next: pages.next }))
}

#[utoipa::path(
    get,
    path = "/{municipality}/api/services/{id}",
    operation_id = "services-show",
    params(("id" = String, Path)),
    responses((status = 200, description = "", body = Details)),
)]
pub async fn show(
    State(app): State<App>,
    ctx: Ctx,
    Id(id): Id<ServiceId>,
) -> Result<Json<Details>, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let whole = facts::whole(&tx, id).await?;
    tx.audit(Entry::read("service", id.0));
    tx.commit().await?;
    let facts = whole.facts.clone();
    let kind_name = words::say(ctx.lang, &words::KINDS, &facts.kind.to_string());
    Ok(Json(Details {
        service: whole.short(),
        kind_name,
        purpose: facts.purpose,
        users: facts.users,
        environment: facts.environment.split(',').map(|e| e.trim().to_owned()).collect(),
        ekatte: facts.ekatte,
        decision: facts.decision,
        source: facts.source,
        confidence: facts.confidence,
        note: facts.note,
    }))
}

/// „20 места към 31.12.2021“, or that it is not known.
pub(super) fn capacity(ctx: &Ctx, capacity: Option<i32>, on: Option<Day>) -> String {
    let Some(places) = capacity else {
        return ctx.t("services-capacity-unknown").into_owned();
    };
    let text = ctx.ta("services-capacity-places", &[("count", places)]);
    match on {
        Some(day) => format!("{text} {}", ctx.ta("services-on-day", &[("day", day.bg())])),
        None => text.into_owned(),
    }
}

/// What these routes are, for the description of the programming interface.
#[derive(utoipa::OpenApi)]
#[openapi(paths(list, show))]
pub struct ApiDocument;
