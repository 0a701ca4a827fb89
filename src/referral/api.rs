//! The cases as JSON: the same rows as the pages.

use super::case::State;
use super::load::{self, Decision};
use super::{CaseId, list};
use crate::app::App;
use crate::people::Head;
use axum::Json;
use axum::extract::State as Shared;
use kit::audit::Entry;
use kit::store::{Happened, Timeline};
use kit::types::{Day, Instant};
use kit::web::{Ctx, Form, Id, PAGE_ROWS, Problem};
use serde::Serialize;

/// A case in a list.
#[derive(Serialize)]
pub struct Row {
    id: CaseId,
    state: String,
    person: String,
    service: String,
    wish_on: Day,
    next: String,
    next_on: Option<Day>,
}

/// A page of cases.
#[derive(Serialize)]
pub struct Rows {
    cases: Vec<Row>,
    page: u64,
    more: bool,
}

pub async fn list(Shared(app): Shared<App>, ctx: Ctx, form: Form) -> Result<Json<Rows>, Problem> {
    let mut filter = list::Filter::read(&form);
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
#[derive(Serialize)]
struct Meeting {
    planned_at: Instant,
    place_kind: String,
    state: String,
    held_at: Option<Instant>,
}

/// A signed or unfinished assessment without its content.
#[derive(Serialize)]
struct Assessment {
    state: String,
    year: Option<i32>,
    number: Option<i64>,
    signed_on: Option<Day>,
    signed_late: bool,
    declined: bool,
    handed_over_at: Option<Instant>,
}

/// The service wished.
#[derive(Serialize)]
struct ServiceHead {
    id: crate::services::ServiceId,
    name: String,
    kind: u8,
    funding: String,
    provider: String,
}

/// A case.
#[derive(Serialize)]
pub struct Case {
    id: CaseId,
    state: &'static str,
    wish_on: Day,
    due_on: Option<Day>,
    next: String,
    next_on: Option<Day>,
    version: i32,
    person: Head,
    service: ServiceHead,
    competence: Decision,
    meetings: Vec<Meeting>,
    assessments: Vec<Assessment>,
    timeline: Vec<Happened>,
}

pub async fn case(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<CaseId>,
) -> Result<Json<Case>, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let short = load::short(&tx, id).await?;
    let timeline = tx.timeline(Timeline::Case(id.0), None, load::TIMELINE_ROWS).await?;
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
