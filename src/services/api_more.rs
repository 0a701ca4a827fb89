//! Providers, capacity and state for programs: the same functions as the pages.

use super::capacity_pages;
use super::facts;
use super::licence;
use super::provider::{self as providers_of, Provider};
use super::search::{self, Sought};
use super::standing;
use super::state_pages;
use super::{ProviderId, ServiceId};
use crate::app::App;
use axum::Json;
use axum::extract::State;
use kit::audit::Entry;
use kit::store::Event;
use kit::types::Day;
use kit::web::{Ctx, Form, Id, Problem, cut, list_address};
use serde::Serialize;

/// A provider.
#[derive(Serialize, utoipa::ToSchema)]
pub struct ProviderView {
    id: String,
    name: String,
    /// `municipality`, `entity`, `assigned`, `private`, `state`.
    form: String,
    /// ЕИК or БУЛСТАТ, or empty.
    eik: String,
    address: String,
    phone: String,
    email: String,
    website: String,
    contact: String,
}

impl ProviderView {
    fn of(row: Provider) -> ProviderView {
        ProviderView {
            id: row.id.to_string(),
            name: row.name,
            form: row.kind,
            eik: row.eik,
            address: row.address,
            phone: row.phone,
            email: row.email,
            website: row.website,
            contact: row.contact,
        }
    }
}

/// A page of providers.
#[derive(Serialize, utoipa::ToSchema)]
pub struct Providers {
    providers: Vec<ProviderView>,
    /// The address of the next page.
    #[serde(skip_serializing_if = "Option::is_none")]
    next: Option<String>,
}

#[utoipa::path(
    get,
    path = "/{municipality}/api/providers",
    operation_id = "services-providers",
    params(("page" = Option<String>, Query)),
    responses((status = 200, description = "", body = Providers)),
)]
pub async fn providers(
    State(app): State<App>,
    ctx: Ctx,
    form: Form,
) -> Result<Json<Providers>, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let all = providers_of::providers(&tx).await?;
    tx.audit(Entry::list("provider"));
    tx.commit().await?;
    let base = list_address(&ctx.url("/api/providers"), &[]);
    let (rows, pages) = cut(all, &form, &base);
    let providers = rows.into_iter().map(ProviderView::of).collect();
    Ok(Json(Providers { providers, next: pages.next }))
}

/// A licence of a provider.
#[derive(Serialize, utoipa::ToSchema)]
pub struct LicenceView {
    service: String,
    number: String,
    #[schema(value_type = String, format = Date)]
    issued_on: Day,
    #[schema(value_type = String, format = Date)]
    valid_until: Day,
    #[schema(value_type = Option<String>, format = Date)]
    ended_on: Option<Day>,
    /// `withdrawn`, `terminated`, `deleted`, or empty.
    ended_how: String,
}

/// A provider with its services and licences.
#[derive(Serialize, utoipa::ToSchema)]
pub struct ProviderDetails {
    #[serde(flatten)]
    provider: ProviderView,
    services: Vec<super::Service>,
    licences: Vec<LicenceView>,
}

#[utoipa::path(
    get,
    path = "/{municipality}/api/providers/{id}",
    operation_id = "services-provider",
    params(("id" = String, Path)),
    responses((status = 200, description = "", body = ProviderDetails)),
)]
pub async fn provider(
    State(app): State<App>,
    ctx: Ctx,
    Id(id): Id<ProviderId>,
) -> Result<Json<ProviderDetails>, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let row = providers_of::provider(&tx, id).await?;
    let sought = Sought { provider: id.to_string(), ..Sought::default() };
    let ids = search::sought(&tx, &sought).await?;
    let services = facts::wholes(&tx, &ids).await?;
    let licences = licence::of_provider(&tx, id).await?;
    tx.audit(Entry::read("provider", id.0));
    tx.commit().await?;
    let licences = licences.into_iter().map(|one| LicenceView {
        service: one.service_id.to_string(),
        number: one.number,
        issued_on: one.issued_on,
        valid_until: one.valid_until,
        ended_on: one.ended_on,
        ended_how: one.ended_how,
    });
    Ok(Json(ProviderDetails {
        provider: ProviderView::of(row),
        services: services.into_iter().map(facts::Whole::short).collect(),
        licences: licences.collect(),
    }))
}

/// What was made.
#[derive(Serialize, utoipa::ToSchema)]
pub struct MadeEntry {
    id: String,
}

#[utoipa::path(
    post,
    path = "/{municipality}/api/services/{id}/capacity",
    operation_id = "services-add-capacity",
    params(("id" = String, Path)),
    request_body(content = serde_json::Value, description = "total, funded, counts, first-day …, decision, protocol, source, confidence: the boxes of the page"),
    responses((status = 200, description = "", body = MadeEntry)),
)]
pub async fn add_figure(
    State(app): State<App>,
    ctx: Ctx,
    Id(id): Id<ServiceId>,
    mut form: Form,
) -> Result<Json<MadeEntry>, Problem> {
    let new = capacity_pages::typed(&mut form);
    if !form.ok() {
        return Err(form.problem());
    }
    let mut tx = app.db.write(&ctx.actor).await?;
    tx.use_form(&form.key(), &ctx.url(&format!("/api/services/{id}"))).await?;
    let figure = capacity_pages::enter(&mut tx, id, &new).await?;
    tx.commit().await?;
    Ok(Json(MadeEntry { id: figure.to_string() }))
}

#[utoipa::path(
    post,
    path = "/{municipality}/api/services/{id}/state",
    operation_id = "services-set-state",
    params(("id" = String, Path)),
    request_body(content = serde_json::Value, description = "state, first-day …, last-day …, season-from, season-until, reason: the boxes of the page"),
    responses((status = 200, description = "", body = MadeEntry)),
)]
pub async fn set_state(
    State(app): State<App>,
    ctx: Ctx,
    Id(id): Id<ServiceId>,
    mut form: Form,
) -> Result<Json<MadeEntry>, Problem> {
    let new = state_pages::typed(&mut form);
    if !form.ok() {
        return Err(form.problem());
    }
    let mut tx = app.db.write(&ctx.actor).await?;
    tx.use_form(&form.key(), &ctx.url(&format!("/api/services/{id}"))).await?;
    let whole = facts::whole(&tx, id).await?;
    standing::set_standing(&tx, id, &new).await?;
    let day = new.first_day.map(Day::bg).unwrap_or_default();
    let data = vec![("name", whole.facts.name), ("day", day)];
    let kind = state_pages::event_of(&new.state);
    tx.event(Event { kind, case: Some(id.0), data, ..Event::default() }).await?;
    tx.commit().await?;
    Ok(Json(MadeEntry { id: id.to_string() }))
}
