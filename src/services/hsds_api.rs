//! The programming interface of the Human Services Data Specification, and the export of the whole.

use super::hsds::{self, Directory, VERSION};
use super::hsds_formats;
use super::search::{self, Sought};
use super::{ProviderId, ServiceId};
use crate::app::App;
use axum::Json;
use axum::extract::{Path, State};
use axum::http::HeaderMap;
use kit::access::Actor;
use kit::audit::Entry;
use kit::store::{Municipality, StoreError, Tx};
use kit::web::{Ctx, Form, Problem};
use serde::Serialize;
use serde_json::Value;

/// So many things are on a page unless asked otherwise, and at most.
const PER_PAGE: usize = 50;
const PER_PAGE_MAX: usize = 100;

/// A page of things as the specification lays it out.
#[derive(Serialize, utoipa::ToSchema)]
pub struct HsdsPage {
    total_items: usize,
    total_pages: usize,
    page_number: usize,
    size: usize,
    first_page: bool,
    last_page: bool,
    empty: bool,
    #[schema(value_type = Vec<Object>)]
    contents: Vec<Value>,
}

impl HsdsPage {
    /// The place of a page in a list of so many: which page, the first and the end.
    fn place(form: &Form, total: usize) -> (usize, usize, usize) {
        let number = |name: &str| form.get(name).parse::<usize>().ok();
        let size = number("per_page").unwrap_or(PER_PAGE).clamp(1, PER_PAGE_MAX);
        let pages = total.div_ceil(size).max(1);
        (number("page").unwrap_or(1).clamp(1, pages), size, pages)
    }

    fn of(form: &Form, all: Vec<Value>) -> HsdsPage {
        let total = all.len();
        let (page, size, _) = HsdsPage::place(form, total);
        let shown = all.into_iter().skip((page - 1) * size).take(size).collect();
        HsdsPage::with(form, total, shown)
    }

    fn with(form: &Form, total: usize, contents: Vec<Value>) -> HsdsPage {
        let (page, _, pages) = HsdsPage::place(form, total);
        HsdsPage {
            total_items: total,
            total_pages: pages,
            page_number: page,
            size: contents.len(),
            first_page: page == 1,
            last_page: page == pages,
            empty: contents.is_empty(),
            contents,
        }
    }
}

/// What the interface is.
#[derive(Serialize, utoipa::ToSchema)]
pub struct HsdsAbout {
    version: &'static str,
    profile: &'static str,
    openapi_url: String,
}

#[utoipa::path(
    get,
    path = "/{municipality}/api/hsds",
    operation_id = "services-hsds",
    responses((status = 200, description = "", body = HsdsAbout)),
)]
pub async fn about(
    State(app): State<App>,
    ctx: Ctx,
    headers: HeaderMap,
) -> Result<Json<HsdsAbout>, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    tx.audit(Entry::new("read", "hsds", ""));
    tx.commit().await?;
    let profile = "https://docs.openreferral.org/en/3.1/";
    let openapi_url = format!("{}/api/openapi.json", app.kit.origin(&headers));
    Ok(Json(HsdsAbout { version: VERSION, profile, openapi_url }))
}

async fn directory(
    app: &App,
    ctx: &Ctx,
    (tx, ids): (&Tx, &[ServiceId]),
) -> Result<Directory, StoreError> {
    let law = app.law(ctx.actor.municipality);
    hsds::read(tx, &law, (&ctx.municipality.code, ids)).await
}

async fn all_ids(tx: &Tx, form: &Form) -> Result<Vec<ServiceId>, StoreError> {
    let sought = Sought { text: kit::search::fold(form.get("search")), ..Sought::default() };
    search::sought(tx, &sought).await
}

#[utoipa::path(
    get,
    path = "/{municipality}/api/hsds/services",
    operation_id = "services-hsds-services",
    params(
        ("search" = Option<String>, Query),
        ("page" = Option<String>, Query),
        ("per_page" = Option<String>, Query),
        ("full" = Option<String>, Query),
    ),
    responses((status = 200, description = "", body = HsdsPage)),
)]
pub async fn services(
    State(app): State<App>,
    ctx: Ctx,
    form: Form,
) -> Result<Json<HsdsPage>, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let ids = all_ids(&tx, &form).await?;
    let (page, size, _) = HsdsPage::place(&form, ids.len());
    let shown: Vec<ServiceId> = ids.iter().skip((page - 1) * size).take(size).copied().collect();
    let directory = directory(&app, &ctx, (&tx, &shown)).await?;
    tx.audit(Entry::list("service"));
    tx.commit().await?;
    let full = form.get("full") == "true";
    let tell = |one| if full { directory.whole_service(one) } else { directory.service(one) };
    let contents = directory.services.iter().map(tell).collect();
    Ok(Json(HsdsPage::with(&form, ids.len(), contents)))
}

#[utoipa::path(
    get,
    path = "/{municipality}/api/hsds/services/{id}",
    operation_id = "services-hsds-service",
    params(("id" = String, Path)),
    responses((status = 200, description = "", body = Object)),
)]
pub async fn service(
    State(app): State<App>,
    ctx: Ctx,
    Path((_, id)): Path<(String, String)>,
) -> Result<Json<Value>, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let ids = search::sought(&tx, &Sought::default()).await?;
    let code = &ctx.municipality.code;
    let named = ids.into_iter().find(|one| {
        let own = one.to_string();
        own == id || hsds_formats::uuid(code, "service", &own) == id
    });
    let named = named.ok_or(Problem::NotFound)?;
    let directory = directory(&app, &ctx, (&tx, &[named])).await?;
    tx.audit(Entry::read("service", named.0));
    tx.commit().await?;
    let one = directory.services.first().ok_or(Problem::NotFound)?;
    Ok(Json(directory.whole_service(one)))
}

#[utoipa::path(
    get,
    path = "/{municipality}/api/hsds/organizations",
    operation_id = "services-hsds-organizations",
    params(("page" = Option<String>, Query), ("per_page" = Option<String>, Query)),
    responses((status = 200, description = "", body = HsdsPage)),
)]
pub async fn organizations(
    State(app): State<App>,
    ctx: Ctx,
    form: Form,
) -> Result<Json<HsdsPage>, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let directory = directory(&app, &ctx, (&tx, &[])).await?;
    tx.audit(Entry::list("provider"));
    tx.commit().await?;
    let all = directory.providers.iter().map(|one| directory.organization(one)).collect();
    Ok(Json(HsdsPage::of(&form, all)))
}

#[utoipa::path(
    get,
    path = "/{municipality}/api/hsds/organizations/{id}",
    operation_id = "services-hsds-organization",
    params(("id" = String, Path)),
    responses((status = 200, description = "", body = Object)),
)]
pub async fn organization(
    State(app): State<App>,
    ctx: Ctx,
    Path((_, id)): Path<(String, String)>,
) -> Result<Json<Value>, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let directory = directory(&app, &ctx, (&tx, &[])).await?;
    let code = &ctx.municipality.code;
    let named = |one: ProviderId| {
        let own = one.to_string();
        own == id || hsds_formats::uuid(code, "organization", &own) == id
    };
    let one = directory.providers.iter().find(|one| named(one.id)).ok_or(Problem::NotFound)?;
    tx.audit(Entry::read("provider", one.id.0));
    tx.commit().await?;
    Ok(Json(directory.organization(one)))
}

#[utoipa::path(
    get,
    path = "/{municipality}/api/hsds/service_at_locations",
    operation_id = "services-hsds-service-at-locations",
    params(
        ("search" = Option<String>, Query),
        ("page" = Option<String>, Query),
        ("per_page" = Option<String>, Query),
    ),
    responses((status = 200, description = "", body = HsdsPage)),
)]
pub async fn at_locations(
    State(app): State<App>,
    ctx: Ctx,
    form: Form,
) -> Result<Json<HsdsPage>, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let ids = all_ids(&tx, &form).await?;
    let directory = directory(&app, &ctx, (&tx, &ids)).await?;
    tx.audit(Entry::list("service"));
    tx.commit().await?;
    let all = directory.services.iter().flat_map(|one| directory.at_locations(one)).collect();
    Ok(Json(HsdsPage::of(&form, all)))
}

#[utoipa::path(
    get,
    path = "/{municipality}/api/hsds/taxonomies",
    operation_id = "services-hsds-taxonomies",
    params(("page" = Option<String>, Query), ("per_page" = Option<String>, Query)),
    responses((status = 200, description = "", body = HsdsPage)),
)]
pub async fn taxonomies(
    State(app): State<App>,
    ctx: Ctx,
    form: Form,
) -> Result<Json<HsdsPage>, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let directory = directory(&app, &ctx, (&tx, &[])).await?;
    tx.audit(Entry::list("service"));
    tx.commit().await?;
    Ok(Json(HsdsPage::of(&form, directory.taxonomies())))
}

#[utoipa::path(
    get,
    path = "/{municipality}/api/hsds/taxonomy_terms",
    operation_id = "services-hsds-taxonomy-terms",
    params(("page" = Option<String>, Query), ("per_page" = Option<String>, Query)),
    responses((status = 200, description = "", body = HsdsPage)),
)]
pub async fn taxonomy_terms(
    State(app): State<App>,
    ctx: Ctx,
    form: Form,
) -> Result<Json<HsdsPage>, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let directory = directory(&app, &ctx, (&tx, &[])).await?;
    tx.audit(Entry::list("service"));
    tx.commit().await?;
    Ok(Json(HsdsPage::of(&form, directory.terms())))
}

/// The whole directory of a municipality by HSDS, as text.
///
/// # Errors
/// When the database does not answer.
pub async fn exported(app: &App, municipality: &Municipality) -> Result<String, StoreError> {
    let mut tx = app.db.read(&Actor::system(municipality.id, "export of the directory")).await?;
    let ids = search::sought(&tx, &Sought::default()).await?;
    let law = app.law(municipality.id);
    let directory = hsds::read(&tx, &law, (&municipality.code, &ids)).await?;
    let today = tx.today();
    tx.audit(Entry::new("print", "hsds", &municipality.slug));
    tx.commit().await?;
    Ok(format!("{:#}", hsds::document(&directory, today)))
}
