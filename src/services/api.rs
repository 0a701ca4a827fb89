//! The catalogue for programs: the same services as the pages, as JSON.

use super::capacity::{self, Places};
use super::catalogue::Service;
use super::facts::{self, Whole};
use super::search::FILTERS;
use super::share;
use super::site::{self, Site};
use super::standing::{self, Standing};
use super::{ServiceId, licence, words};
use crate::app::App;
use crate::municipality::Hours;
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
    /// Further kinds by чл. 15.
    also_kinds: Vec<u8>,
    /// `children`, `adults`.
    ages: Vec<String>,
    /// Groups of чл. 14.
    groups: Vec<String>,
    /// `short`, `medium`, `long`.
    durations: Vec<String>,
    /// `hourly`, `half-day`, `full-day`, `round-the-clock`.
    manners: Vec<String>,
    /// Standards, as the law numbers them.
    standards: Vec<String>,
    admission: String,
    fee: String,
    fee_source: String,
    phone: String,
    email: String,
    /// The places of today, when they are known.
    places: Option<Places>,
    /// Who pays which part, of a service with mixed funding.
    #[serde(skip_serializing_if = "Option::is_none")]
    shares: Option<share::Shares>,
    standing: Standing,
    /// `not-needed`, `valid`, `expired`, `ended`, `missing`.
    licence: &'static str,
    sites: Vec<SiteView>,
}

/// A place where a service is given.
#[derive(Serialize, utoipa::ToSchema)]
pub struct SiteView {
    id: String,
    name: String,
    ekatte: Option<String>,
    address: String,
    /// Decimal degrees.
    latitude: Option<String>,
    /// Decimal degrees.
    longitude: Option<String>,
    phone: String,
    email: String,
    /// Hours of each weekday, Monday first.
    hours: Vec<String>,
    note: String,
    #[schema(value_type = Option<String>, format = Date)]
    closed_on: Option<Day>,
}

impl SiteView {
    fn of(row: &Site) -> SiteView {
        let hours = Hours::from_text(&row.hours);
        SiteView {
            id: row.id.to_string(),
            name: row.name.clone(),
            ekatte: row.ekatte.clone(),
            address: row.address.clone(),
            latitude: row.latitude_e6.map(site::written_degrees),
            longitude: row.longitude_e6.map(site::written_degrees),
            phone: row.phone.clone(),
            email: row.email.clone(),
            hours: (0..7).map(|day| hours.day(day)).collect(),
            note: row.note.clone(),
            closed_on: row.closed_on,
        }
    }
}

#[utoipa::path(
    get,
    path = "/{municipality}/api/services",
    operation_id = "services-list",
    params(("q" = Option<String>, Query), ("kind" = Option<String>, Query), ("access" = Option<String>, Query), ("funding" = Option<String>, Query), ("level" = Option<String>, Query), ("place" = Option<String>, Query), ("age" = Option<String>, Query), ("group" = Option<String>, Query), ("state" = Option<String>, Query), ("provider" = Option<String>, Query), ("stale" = Option<String>, Query), ("page" = Option<String>, Query)),
    responses((status = 200, description = "", body = Services)),
)]
pub async fn list(State(app): State<App>, ctx: Ctx, form: Form) -> Result<Json<Services>, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let found = super::list::page_of(&tx, &form).await?;
    let filters = FILTERS.map(|name| (name, form.get(name)));
    let base = list_address(&ctx.url("/api/services"), &filters);
    let (ids, pages) = cut(found, &form, &base);
    let rows = facts::wholes(&tx, &ids).await?;
    tx.audit(Entry::list("service"));
    tx.commit().await?;
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
    let (law, today) = (app.law(ctx.actor.municipality), tx.today());
    let places = capacity::places_on(&tx, &[id], today).await?.remove(&id);
    let shares = share::shares_on(&tx, &[id], today).await?.remove(&id);
    let standing = standing::standing_on(&tx, &[id], today).await?.remove(&id);
    let licence = licence::licence_on(&tx, &law, &[id], today).await?.remove(&id);
    let sites = site::sites(&tx, &[id]).await?.remove(&id).unwrap_or_default();
    tx.audit(Entry::read("service", id.0));
    tx.commit().await?;
    let list = |list: &str| words::parts(list).map(str::to_owned).collect::<Vec<_>>();
    let facts = whole.facts.clone();
    let kind_name = words::say(ctx.lang, &words::KINDS, &facts.kind.to_string());
    Ok(Json(Details {
        service: whole.short(),
        kind_name,
        purpose: facts.purpose,
        users: facts.users,
        environment: list(&facts.environment),
        also_kinds: words::parts(&facts.also_kinds).filter_map(|kind| kind.parse().ok()).collect(),
        ages: list(&facts.ages),
        groups: list(&facts.groups),
        durations: list(&facts.durations),
        manners: list(&facts.manners),
        standards: list(&facts.standards),
        places,
        shares,
        standing: standing.unwrap_or_default(),
        licence: licence.map_or("missing", |licence| licence.code()),
        sites: sites.iter().map(SiteView::of).collect(),
        admission: facts.admission,
        fee: facts.fee,
        fee_source: facts.fee_source,
        phone: facts.phone,
        email: facts.email,
        ekatte: facts.ekatte,
        decision: facts.decision,
        source: facts.source,
        confidence: facts.confidence,
        note: facts.note,
    }))
}

/// „20 места към 31.12.2021“, or that it is not known.
pub(super) fn places_words(ctx: &Ctx, capacity: Option<i32>, on: Option<Day>) -> String {
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
#[openapi(paths(
    list,
    show,
    super::api_more::add_figure,
    super::api_more::set_state,
    super::api_more::providers,
    super::api_more::provider,
    super::hsds_api::about,
    super::hsds_api::services,
    super::hsds_api::service,
    super::hsds_api::organizations,
    super::hsds_api::organization,
    super::hsds_api::at_locations,
    super::hsds_api::taxonomies,
    super::hsds_api::taxonomy_terms
))]
pub struct ApiDocument;
