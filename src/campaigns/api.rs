//! The same as JSON.

use super::book::Book;
use super::course::{PEOPLE_MAX, apart};
use super::event::{self, Event};
use super::import_api;
use super::plan::{self, Campaign};
use super::reach_page;
use super::{CampaignId, EventId};
use crate::app::App;
use crate::projects::ProjectId;
use axum::Json;
use axum::extract::State as Shared;
use kit::audit::Entry;
use kit::types::Day;
use kit::web::{Ctx, Form, Id, Problem};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A campaign with its figures.
#[derive(Serialize, utoipa::ToSchema)]
pub struct CampaignOut {
    #[schema(value_type = String)]
    id: CampaignId,
    /// End of the public address.
    code: String,
    name: String,
    aim: String,
    /// Codes of the list `audience`.
    audience: Vec<String>,
    /// Codes of the list `channel`.
    channels: Vec<String>,
    #[schema(value_type = String, format = Date)]
    from: Day,
    #[schema(value_type = String, format = Date)]
    to: Day,
    #[schema(value_type = Option<String>)]
    project: Option<ProjectId>,
    /// `ahead`, `running`, `over`, `revoked`.
    phase: &'static str,
    /// What is wanted, by figure.
    targets: BTreeMap<String, i64>,
    /// What it came to, by figure.
    figures: BTreeMap<String, i64>,
    /// To be sent back with a change.
    version: i32,
}

fn campaign_out(one: Campaign, book: &Book, today: Day) -> CampaignOut {
    CampaignOut {
        id: one.row.id,
        figures: book.figures(&one).into_iter().map(|(code, n)| (code.to_owned(), n)).collect(),
        phase: one.phase(today).0,
        targets: one.targets.0,
        audience: apart(&one.row.audience),
        channels: apart(&one.row.channels),
        from: one.row.from_on,
        to: one.row.to_on,
        project: one.row.project_id,
        version: one.row.version,
        code: one.row.code,
        name: one.row.name,
        aim: one.row.aim,
    }
}

/// `GET /api/campaigns`.
#[utoipa::path(
    get,
    path = "/{municipality}/api/campaigns",
    operation_id = "campaigns",
    responses((status = 200, description = "", body = Vec<CampaignOut>)),
)]
pub async fn campaigns(
    Shared(app): Shared<App>,
    ctx: Ctx,
) -> Result<Json<Vec<CampaignOut>>, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let all = plan::campaigns(&tx).await?;
    let book = Book::load(&tx, None).await?;
    tx.audit(Entry::list("campaigns"));
    tx.commit().await?;
    let today = app.today();
    Ok(Json(all.into_iter().map(|one| campaign_out(one, &book, today)).collect()))
}

/// `GET /api/campaigns/{id}`.
#[utoipa::path(
    get,
    path = "/{municipality}/api/campaigns/{id}",
    operation_id = "campaign",
    params(("id" = String, Path)),
    responses((status = 200, description = "", body = CampaignOut)),
)]
pub async fn campaign(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<CampaignId>,
) -> Result<Json<CampaignOut>, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let one = plan::campaign(&tx, id).await?;
    let book = Book::load(&tx, Some(id)).await?;
    tx.audit(Entry::read("campaign", id.0));
    tx.commit().await?;
    Ok(Json(campaign_out(one, &book, app.today())))
}

/// An event with who came.
#[derive(Serialize, utoipa::ToSchema)]
pub struct CampaignEventOut {
    #[schema(value_type = String)]
    id: EventId,
    #[schema(value_type = String)]
    campaign: CampaignId,
    /// A code of the list `event`.
    kind: String,
    title: String,
    #[schema(value_type = String, format = Date)]
    on: Day,
    /// `10:00`.
    begins: String,
    /// `12:00`, or empty.
    ends: String,
    ekatte: String,
    place: String,
    partners: String,
    /// `planned`, `soon`, `missing`, `held`, `cancelled`, `revoked`.
    standing: &'static str,
    /// How many came, by a code of the list `came`.
    came: BTreeMap<String, i64>,
    /// To be sent back with a change.
    version: i32,
}

fn event_out(one: Event, came: &[(String, i64)], today: Day) -> CampaignEventOut {
    CampaignEventOut {
        standing: one.standing(today).0,
        came: came.iter().cloned().collect(),
        id: one.row.id,
        campaign: one.row.campaign_id,
        on: one.row.held_on,
        version: one.row.version,
        kind: one.row.kind,
        title: one.row.title,
        begins: one.row.begins,
        ends: one.row.ends,
        ekatte: one.row.ekatte,
        place: one.row.place,
        partners: one.row.partners,
    }
}

/// `GET /api/campaigns/events?campaign=`.
#[utoipa::path(
    get,
    path = "/{municipality}/api/campaigns/events",
    operation_id = "campaign-events",
    params(("campaign" = Option<String>, Query)),
    responses((status = 200, description = "", body = Vec<CampaignEventOut>)),
)]
pub async fn events(
    Shared(app): Shared<App>,
    ctx: Ctx,
    form: Form,
) -> Result<Json<Vec<CampaignEventOut>>, Problem> {
    let of: Option<CampaignId> = form.get("campaign").parse().ok();
    let mut tx = app.db.read(&ctx.actor).await?;
    let all = event::events(&tx, of).await?;
    let came = event::came(&tx, None).await?;
    tx.audit(Entry::list("campaign-events"));
    tx.commit().await?;
    let today = app.today();
    let out = |one: Event| {
        let own = came.get(&one.row.id).map(Vec::as_slice).unwrap_or_default();
        event_out(one, own, today)
    };
    Ok(Json(all.into_iter().map(out).collect()))
}

/// An event is reported.
#[derive(Deserialize, utoipa::ToSchema)]
pub struct CampaignReportIn {
    /// How many came, by a code of the list `came`.
    came: BTreeMap<String, i64>,
    /// What was told and asked.
    report: String,
    /// The version that was read.
    version: i32,
}

/// `POST /api/campaigns/events/{id}/report`.
#[utoipa::path(
    post,
    path = "/{municipality}/api/campaigns/events/{id}/report",
    operation_id = "campaign-event-report",
    params(("id" = String, Path)),
    request_body = CampaignReportIn,
    responses((status = 200, description = "", body = CampaignEventOut)),
)]
pub async fn report(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<EventId>,
    form: Form,
) -> Result<Json<CampaignEventOut>, Problem> {
    let new: CampaignReportIn = form.json()?;
    let mut tx = app.db.write(&ctx.actor).await?;
    tx.use_form(&form.key(), &ctx.url("/api/campaigns/events")).await?;
    let words = super::choice::Words::load(&tx).await?;
    let is_wrong = |(kind, people): (&String, &i64)| {
        !words.has("came", kind) || !(0..=PEOPLE_MAX).contains(people)
    };
    if new.came.iter().any(is_wrong) || new.report.trim().is_empty() {
        return Err(Problem::Impossible("campaigns-wrong-report"));
    }
    let mut one = event::event(&tx, id).await?;
    one.row.version = new.version;
    let came: Vec<(String, i64)> = new.came.into_iter().collect();
    event::report(&mut tx, &one, (&came, new.report.trim())).await?;
    let one = event::event(&tx, id).await?;
    tx.commit().await?;
    Ok(Json(event_out(one, &came, app.today())))
}

/// A settlement with what reached it.
#[derive(Serialize, utoipa::ToSchema)]
pub struct CampaignReachOut {
    ekatte: String,
    name: String,
    /// How many live there, when known.
    population: Option<i64>,
    events: i64,
    reached: i64,
    copies: i64,
    covered: bool,
}

/// `GET /api/campaigns/reach?campaign=`.
#[utoipa::path(
    get,
    path = "/{municipality}/api/campaigns/reach",
    operation_id = "campaign-reach",
    params(("campaign" = Option<String>, Query)),
    responses((status = 200, description = "", body = Vec<CampaignReachOut>)),
)]
pub async fn reach(
    Shared(app): Shared<App>,
    ctx: Ctx,
    form: Form,
) -> Result<Json<Vec<CampaignReachOut>>, Problem> {
    let of: Option<CampaignId> = form.get("campaign").parse().ok();
    let mut tx = app.db.read(&ctx.actor).await?;
    let spots = reach_page::spots(&tx, &ctx.municipality.code, of).await?;
    tx.audit(Entry::list("campaign-reach"));
    tx.commit().await?;
    let out = |one: super::reach::Spot| CampaignReachOut {
        covered: one.is_covered(),
        ekatte: one.ekatte,
        name: one.name,
        population: one.population,
        events: one.events,
        reached: one.reached,
        copies: one.copies,
    };
    Ok(Json(spots.into_iter().map(out).collect()))
}

/// What these routes are, for the description of the programming interface.
#[derive(utoipa::OpenApi)]
#[openapi(paths(
    campaigns,
    campaign,
    events,
    report,
    reach,
    import_api::save,
    import_api::enter,
    import_api::revoke,
))]
pub struct ApiDocument;
