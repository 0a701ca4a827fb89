//! The cases as JSON: the same rows as the pages.

use super::case::State;
use super::decision::Decision;
use super::load::{self, Told};
use super::{CaseId, list};
use crate::app::App;
use crate::forms::AnswersOut;
use crate::people::Head;
use axum::Json;
use axum::extract::State as Shared;
use kit::audit::Entry;
use kit::store::Happened;
use kit::types::{Day, Instant};
use kit::web::{Ctx, Form, Id, PAGE_ROWS, Problem};
use serde::Serialize;

/// A case in a list.
#[derive(Serialize, utoipa::ToSchema)]
pub struct Row {
    #[schema(value_type = String)]
    id: CaseId,
    state: String,
    person: String,
    service: String,
    #[schema(value_type = String, format = Date)]
    wish_on: Day,
    next: String,
    #[schema(value_type = Option<String>, format = Date)]
    next_on: Option<Day>,
}

/// A page of cases.
#[derive(Serialize, utoipa::ToSchema)]
pub struct Rows {
    cases: Vec<Row>,
    page: u64,
    more: bool,
}

#[utoipa::path(
    get,
    path = "/{municipality}/api/referrals",
    operation_id = "referrals-list",
    params(("state" = Option<String>, Query), ("sort" = Option<String>, Query), ("q" = Option<String>, Query), ("page" = Option<String>, Query)),
    responses((status = 200, description = "", body = Rows)),
)]
pub async fn list(Shared(app): Shared<App>, ctx: Ctx, form: Form) -> Result<Json<Rows>, Problem> {
    let filter = list::Filter::read(&form);
    let mut filter = filter.named(&app, &ctx.actor, form.get("q")).await?;
    filter.newest = form.get("sort") != "due";
    let mut tx = app.db.read(&ctx.actor).await?;
    let mut rows = list::rows(&tx, &filter).await?;
    let more = rows.len() as u64 > PAGE_ROWS;
    rows.truncate(usize::try_from(PAGE_ROWS).unwrap_or(usize::MAX));
    let (people, services) = list::around(&tx, &rows).await?;
    tx.audit(Entry::list("case"));
    tx.commit().await?;
    let cases = rows.into_iter().map(|row| Row {
        id: row.id,
        person: people.get(&row.person_id).map(|p| p.name.clone()).unwrap_or_default(),
        service: services.get(&row.service_id).map(|s| s.name.clone()).unwrap_or_default(),
        state: row.state,
        wish_on: row.wish_on,
        next: row.next_kind,
        next_on: row.next_on,
    });
    Ok(Json(Rows { cases: cases.collect(), page: filter.page, more }))
}

/// A meeting without its note.
#[derive(Serialize, utoipa::ToSchema)]
struct Meeting {
    #[schema(value_type = i64)]
    planned_at: Instant,
    place_kind: String,
    state: String,
    #[schema(value_type = Option<i64>)]
    held_at: Option<Instant>,
}

/// A signed or unfinished assessment without its content.
#[derive(Serialize, utoipa::ToSchema)]
struct Assessment {
    state: String,
    year: Option<i32>,
    number: Option<i64>,
    #[schema(value_type = Option<String>, format = Date)]
    signed_on: Option<Day>,
    signed_late: bool,
    declined: bool,
    #[schema(value_type = Option<i64>)]
    handed_over_at: Option<Instant>,
    #[serde(skip_serializing_if = "AnswersOut::is_empty")]
    extra: AnswersOut,
}

/// The service wished.
#[derive(Serialize, utoipa::ToSchema)]
struct ServiceHead {
    #[schema(value_type = String)]
    id: crate::services::ServiceId,
    name: String,
    kind: i32,
    funding: String,
    provider: String,
}

/// A case.
#[derive(Serialize, utoipa::ToSchema)]
pub struct Case {
    #[schema(value_type = String)]
    id: CaseId,
    state: &'static str,
    #[schema(value_type = String, format = Date)]
    wish_on: Day,
    #[schema(value_type = Option<String>, format = Date)]
    due_on: Option<Day>,
    next: String,
    #[schema(value_type = Option<String>, format = Date)]
    next_on: Option<Day>,
    version: i32,
    person: Head,
    service: ServiceHead,
    competence: Decision,
    meetings: Vec<Meeting>,
    assessments: Vec<Assessment>,
    #[schema(value_type = Vec<Object>)]
    timeline: Vec<Happened>,
}

#[utoipa::path(
    get,
    path = "/{municipality}/api/referrals/{id}",
    operation_id = "referrals-show",
    params(("id" = String, Path)),
    responses((status = 200, description = "", body = Case)),
)]
pub async fn case(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<CaseId>,
) -> Result<Json<Case>, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let Told { short, timeline, mut kept } = load::told(&tx, id).await?;
    tx.audit(Entry::read("case", id.0).about(Some(short.case.person_id.0)));
    tx.commit().await?;
    let meetings = short.meetings.into_iter().map(|row| Meeting {
        planned_at: row.planned_at,
        place_kind: row.place_kind,
        state: row.state,
        held_at: row.held_at,
    });
    let assessments = short.assessments.into_iter().map(|row| Assessment {
        state: row.state,
        year: row.year,
        number: row.number,
        signed_on: row.signed_on,
        signed_late: row.signed_late,
        declined: row.declined,
        handed_over_at: row.handed_over_at,
        extra: kept.remove(&row.id.0).unwrap_or_default().values.out(),
    });
    let case = short.case;
    let service = short.service;
    Ok(Json(Case {
        id,
        state: State::code(short.state),
        wish_on: case.wish_on,
        due_on: case.due_on,
        next: case.next_kind,
        next_on: case.next_on,
        version: case.version,
        person: short.head,
        service: ServiceHead {
            id: service.id,
            name: service.name,
            kind: service.kind,
            funding: service.funding,
            provider: service.provider,
        },
        competence: short.decision,
        meetings: meetings.collect(),
        assessments: assessments.collect(),
        timeline,
    }))
}

/// What these routes are, for the description of the programming interface.
#[derive(utoipa::OpenApi)]
#[openapi(paths(list, case))]
pub struct ApiDocument;
