//! The same as JSON.

use super::AtlasImportId;
use super::deed::{self, File, KINDS, standing};
use super::frame::LINE;
use super::import_page::{Came, bring};
use super::load::{self, GROUPS, View};
use super::map_page::asked;
use super::reach::sum;
use super::setting;
use crate::app::App;
use axum::Json;
use axum::extract::State as Shared;
use kit::audit::Entry;
use kit::web::{Ctx, Form, Id, Problem};
use serde::{Deserialize, Serialize};

/// A settlement with its point.
#[derive(Serialize, utoipa::ToSchema)]
pub struct AtlasPlaceOut {
    ekatte: String,
    name: String,
    /// In degrees.
    latitude: f64,
    /// In degrees.
    longitude: f64,
}

/// `GET /api/atlas/places`.
#[utoipa::path(
    get,
    path = "/{municipality}/api/atlas/places",
    operation_id = "atlas-places",
    responses((status = 200, description = "", body = Vec<AtlasPlaceOut>)),
)]
pub async fn places(
    Shared(app): Shared<App>,
    ctx: Ctx,
) -> Result<Json<Vec<AtlasPlaceOut>>, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let places = load::places(&tx).await?;
    tx.audit(Entry::list("atlas-place"));
    tx.commit().await?;
    let out = |place: super::Place| AtlasPlaceOut {
        ekatte: place.ekatte,
        name: place.name,
        latitude: f64::from(place.lat_e6) / 1_000_000.0,
        longitude: f64::from(place.lon_e6) / 1_000_000.0,
    };
    Ok(Json(places.into_iter().map(out).collect()))
}

/// What a settlement reaches.
#[derive(Serialize, utoipa::ToSchema)]
pub struct AtlasReachedOut {
    ekatte: String,
    name: String,
    /// How many of the group live there, when that is known.
    people: Option<f64>,
    /// The nearest service.
    nearest: Option<String>,
    minutes: Option<f64>,
    km: Option<f64>,
    /// By a time that was brought in; else by the straight line.
    measured: bool,
    /// How many services are near.
    services: usize,
    covered: bool,
}

/// Who reaches a service and who does not.
#[derive(Serialize, utoipa::ToSchema)]
pub struct AtlasReachOut {
    /// A code of the groups.
    group: String,
    /// The figures of settlements are that of the municipality, spread as its population lives.
    spread: bool,
    people: f64,
    covered: f64,
    settlements: Vec<AtlasReachedOut>,
}

fn settlements(view: &View) -> Vec<AtlasReachedOut> {
    let both = view.homes.iter().zip(&view.reached);
    let out = both.map(|(home, reached)| {
        let leg = reached.nearest.map(|(_, leg)| leg);
        let site = reached.nearest.and_then(|(at, _)| view.sites.get(at));
        AtlasReachedOut {
            ekatte: home.ekatte.clone(),
            name: home.name.clone(),
            people: home.people,
            nearest: site.map(|site| site.name.clone()),
            minutes: leg.map(|leg| leg.minutes),
            km: leg.map(|leg| leg.km),
            measured: leg.is_some_and(|leg| leg.is_measured),
            services: reached.near,
            covered: reached.is_covered,
        }
    });
    out.collect()
}

/// `GET /api/atlas/reach?group=&kind=&by=&limit=`.
#[utoipa::path(
    get,
    path = "/{municipality}/api/atlas/reach",
    operation_id = "atlas-reach",
    params(
        ("group" = Option<String>, Query),
        ("kind" = Option<String>, Query),
        ("by" = Option<String>, Query),
        ("limit" = Option<String>, Query),
    ),
    responses((status = 200, description = "", body = AtlasReachOut)),
)]
pub async fn reach(
    Shared(app): Shared<App>,
    ctx: Ctx,
    form: Form,
) -> Result<Json<AtlasReachOut>, Problem> {
    let group = form.get("group");
    if !group.is_empty() && !GROUPS.contains(&group) {
        return Err(Problem::NotFound);
    }
    let mut tx = app.db.read(&ctx.actor).await?;
    let asked = asked(&form, setting::numbers(&tx).await?);
    let view = load::view(&tx, &asked).await?;
    tx.audit(Entry::list("atlas-map"));
    tx.commit().await?;
    let sum = sum(&view.homes, &view.reached, asked.near);
    Ok(Json(AtlasReachOut {
        group: asked.group,
        spread: view.is_spread,
        people: sum.people,
        covered: sum.covered,
        settlements: settlements(&view),
    }))
}

/// A file of times or of borders.
#[derive(Serialize, utoipa::ToSchema)]
pub struct AtlasFileOut {
    #[schema(value_type = String)]
    id: AtlasImportId,
    /// `roads` or `borders`.
    kind: String,
    name: String,
    source: String,
    rows: i32,
    /// `counts` or `revoked`.
    state: &'static str,
    /// To be sent back with a change.
    version: i32,
}

fn file_out(file: File) -> AtlasFileOut {
    AtlasFileOut {
        id: file.id,
        state: standing(&file).0,
        kind: file.kind,
        name: file.file_name,
        source: file.source,
        rows: file.total,
        version: file.version,
    }
}

/// `GET /api/atlas/sources`.
#[utoipa::path(
    get,
    path = "/{municipality}/api/atlas/sources",
    operation_id = "atlas-sources",
    responses((status = 200, description = "", body = Vec<AtlasFileOut>)),
)]
pub async fn sources(
    Shared(app): Shared<App>,
    ctx: Ctx,
) -> Result<Json<Vec<AtlasFileOut>>, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let files = deed::files(&tx).await?;
    tx.audit(Entry::list("atlas-import"));
    tx.commit().await?;
    Ok(Json(files.into_iter().map(file_out).collect()))
}

/// A table or borders to be brought in.
#[derive(Deserialize, utoipa::ToSchema)]
pub struct AtlasFileIn {
    /// `roads` or `borders`.
    kind: String,
    /// What the file is called.
    name: String,
    /// Who says so.
    source: String,
    /// Lines of a table, heads first, cells with `;` or `,`; or borders as GeoJSON in a text.
    content: String,
}

/// A row that is wrong.
#[derive(Serialize, utoipa::ToSchema)]
pub struct AtlasRowOut {
    /// Its number in the file.
    row: u32,
    /// What stands there.
    typed: String,
    /// Why, in words.
    wrong: String,
}

/// What a file came to.
#[derive(Serialize, utoipa::ToSchema)]
pub struct AtlasCameOut {
    /// The file; none when rows of it are wrong, and nothing was entered.
    file: Option<AtlasFileOut>,
    wrong: Vec<AtlasRowOut>,
}

/// A line that must be there and is not longer than a form takes.
fn line(text: &str) -> Result<&str, Problem> {
    match text.trim() {
        "" => Err(Problem::Impossible("atlas-refused-why")),
        text if text.chars().count() > LINE => Err(Problem::Impossible("atlas-refused-long")),
        text => Ok(text),
    }
}

/// `POST /api/atlas/sources`.
#[utoipa::path(
    post,
    path = "/{municipality}/api/atlas/sources",
    operation_id = "atlas-bring",
    request_body = AtlasFileIn,
    responses((status = 200, description = "", body = AtlasCameOut)),
)]
pub async fn save(
    Shared(app): Shared<App>,
    ctx: Ctx,
    form: Form,
) -> Result<Json<AtlasCameOut>, Problem> {
    let new: AtlasFileIn = form.json()?;
    let kind = KINDS.into_iter().find(|kind| *kind == new.kind).ok_or(Problem::NotFound)?;
    let mut tx = app.db.write(&ctx.actor).await?;
    tx.use_form(&form.key(), &ctx.url("/api/atlas/sources")).await?;
    // What a table is told apart from other files by.
    let name = if new.name.contains('.') { new.name } else { format!("{}.csv", new.name) };
    let source = line(&new.source)?;
    let came = bring(&mut tx, (kind, new.content.as_bytes()), (&name, source)).await?;
    let out = match came {
        Came::Entered(id) => {
            let file = Some(file_out(deed::file(&tx, id).await?));
            AtlasCameOut { file, wrong: Vec::new() }
        }
        Came::Wrong(faults) => {
            let row = |one: super::roads::Fault| AtlasRowOut {
                row: one.row,
                wrong: ctx.t(one.key).into_owned(),
                typed: one.typed,
            };
            tx.audit(Entry::new("refused", "atlas-import", kind));
            AtlasCameOut { file: None, wrong: faults.into_iter().map(row).collect() }
        }
    };
    tx.commit().await?;
    Ok(Json(out))
}

/// Why a file is taken back.
#[derive(Deserialize, utoipa::ToSchema)]
pub struct AtlasRevokeIn {
    /// The version that was read.
    version: i32,
    /// Why.
    why: String,
}

/// `POST /api/atlas/sources/{id}/revoke`.
#[utoipa::path(
    post,
    path = "/{municipality}/api/atlas/sources/{id}/revoke",
    operation_id = "atlas-revoke",
    params(("id" = String, Path)),
    request_body = AtlasRevokeIn,
    responses((status = 200, description = "", body = AtlasFileOut)),
)]
pub async fn revoke(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<AtlasImportId>,
    form: Form,
) -> Result<Json<AtlasFileOut>, Problem> {
    let step: AtlasRevokeIn = form.json()?;
    let why = line(&step.why)?;
    let mut tx = app.db.write(&ctx.actor).await?;
    tx.use_form(&form.key(), &ctx.url("/api/atlas/sources")).await?;
    let mut file = deed::file(&tx, id).await?;
    file.version = step.version;
    deed::revoke(&mut tx, &file, why).await?;
    let out = file_out(deed::file(&tx, id).await?);
    tx.commit().await?;
    Ok(Json(out))
}

/// What these routes are, for the description of the programming interface.
#[derive(utoipa::OpenApi)]
#[openapi(paths(places, reach, sources, save, revoke))]
pub struct ApiDocument;
