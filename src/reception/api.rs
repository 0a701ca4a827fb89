//! The queue and the calendar for programs: the same functions as the pages, as JSON.

use super::counter::words_of;
use super::line::{self, Refused, Step, Taken};
use super::store::queue::{self, Counted};
use super::store::ticket;
use super::ticket::{Move, PRIORITIES, State};
use super::{SubjectId, TicketId, statistics};
use crate::app::App;
use crate::municipality::{self, ServicePointId};
use axum::Json;
use axum::extract::State as Shared;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use jiff::civil::DateTime;
use kit::audit::Entry;
use kit::web::{Ctx, Form, Id, Problem};
use serde::{Deserialize, Serialize};

/// What this capability adds to the document of the programming interface.
#[derive(utoipa::OpenApi)]
#[openapi(paths(queue, give, next, step, statistics))]
pub struct ApiDocument;

/// A number.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct TicketOut {
    #[schema(value_type = String)]
    id: TicketId,
    number: i64,
    state: String,
    #[schema(value_type = String)]
    subject: SubjectId,
    priority: String,
    counter: Option<i32>,
    #[schema(value_type = String, format = DateTime)]
    taken: DateTime,
    version: i32,
}

impl From<ticket::Model> for TicketOut {
    fn from(row: ticket::Model) -> Self {
        TicketOut {
            id: row.id,
            number: row.number,
            state: row.state,
            subject: row.subject_id,
            priority: row.priority,
            counter: row.at_counter.or(row.for_counter),
            taken: row.taken_at.local(),
            version: row.version,
        }
    }
}

/// The queue of a point today.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct QueueOut {
    waiting: Vec<TicketOut>,
    called: Vec<TicketOut>,
    /// From and to how many minutes whoever comes now waits; nothing while too few were served.
    expected_minutes: Option<(i64, i64)>,
}

#[utoipa::path(
    get,
    path = "/{municipality}/api/reception/points/{id}/queue",
    operation_id = "reception-queue",
    params(("id" = String, Path)),
    responses((status = 200, description = "", body = QueueOut)),
)]
pub async fn queue(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<ServicePointId>,
) -> Result<Json<QueueOut>, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    line::point(&tx, id).await?;
    let waiting = queue::in_state(&tx, (id, tx.today()), State::Waiting).await?;
    let called = queue::in_state(&tx, (id, tx.today()), State::Called).await?;
    let load = line::load(&tx, id).await?;
    tx.audit(Entry::list("ticket"));
    tx.commit().await?;
    let out = |rows: Vec<ticket::Model>| rows.into_iter().map(TicketOut::from).collect();
    let expected_minutes = load.expected(load.waiting);
    Ok(Json(QueueOut { waiting: out(waiting), called: out(called), expected_minutes }))
}

/// What is asked of the queue.
#[derive(Debug, Default, Deserialize, utoipa::ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct QueueIn {
    /// The subject of a new number.
    subject: String,
    /// `urgent`, `disabled`, `pregnant`, `child`, or empty.
    priority: String,
    reason: String,
    counter: i32,
    /// What is done: `called`, `called-again`, `missed`, `done`, `passed`, `preferred`.
    #[serde(rename = "move")]
    what: String,
    /// The counter to which a number is passed.
    to: Option<i32>,
    /// The version that was read; without it the present one counts.
    version: Option<i32>,
}

impl QueueIn {
    fn priority(&self) -> Result<String, Problem> {
        let known = self.priority.is_empty() || PRIORITIES.contains(&self.priority.as_str());
        if known { Ok(self.priority.clone()) } else { Err(Problem::BadRequest("form-choose")) }
    }
}

#[utoipa::path(
    post,
    path = "/{municipality}/api/reception/points/{id}/tickets",
    operation_id = "reception-give",
    params(("id" = String, Path)),
    request_body = QueueIn,
    responses((status = 201, description = "", body = TicketOut)),
)]
pub async fn give(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<ServicePointId>,
    sent: Form,
) -> Result<Response, Problem> {
    let came: QueueIn = sent.json()?;
    let priority = came.priority()?;
    let mut tx = app.db.write(&ctx.actor).await?;
    line::point(&tx, id).await?;
    let Some(subject) = line::offered(&tx, &came.subject).await? else {
        let text = ctx.t("reception-touch-choose").into_owned();
        return Err(Problem::Fields(vec![("subject".into(), text)]));
    };
    let reason = came.reason.chars().take(300).collect();
    let (ticket, _) = line::take(&mut tx, &Taken { point: id, subject, priority, reason }).await?;
    tx.use_form(&sent.key(), &ctx.url(&format!("/api/reception/points/{id}/queue"))).await?;
    let row = queue::one(&tx, ticket).await?;
    tx.commit().await?;
    Ok((StatusCode::CREATED, Json(TicketOut::from(row))).into_response())
}

fn problem(ctx: &Ctx, why: &Refused) -> Problem {
    Problem::Fields(vec![("ticket".into(), words_of(ctx, why))])
}

#[utoipa::path(
    post,
    path = "/{municipality}/api/reception/points/{id}/next",
    operation_id = "reception-next",
    params(("id" = String, Path)),
    request_body = QueueIn,
    responses((status = 200, description = "", body = TicketOut)),
)]
pub async fn next(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<ServicePointId>,
    sent: Form,
) -> Result<Json<TicketOut>, Problem> {
    let came: QueueIn = sent.json()?;
    let mut tx = app.db.write(&ctx.actor).await?;
    line::point(&tx, id).await?;
    let place = municipality::service_point(&tx, id).await?;
    let counter = came.counter.clamp(1, place.counters.max(1));
    tx.use_form(&sent.key(), &ctx.url(&format!("/api/reception/points/{id}/queue"))).await?;
    let row = line::call_next(&mut tx, id, counter).await?.map_err(|why| problem(&ctx, &why))?;
    tx.commit().await?;
    Ok(Json(row.into()))
}

#[utoipa::path(
    post,
    path = "/{municipality}/api/reception/tickets/{id}",
    operation_id = "reception-step",
    params(("id" = String, Path)),
    request_body = QueueIn,
    responses((status = 200, description = "", body = TicketOut)),
)]
pub async fn step(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<TicketId>,
    sent: Form,
) -> Result<Json<TicketOut>, Problem> {
    let came: QueueIn = sent.json()?;
    let what = Move::of(&came.what).ok_or(Problem::BadRequest("form-choose"))?;
    let priority = (came.priority()?, came.reason.chars().take(300).collect());
    let mut tx = app.db.write(&ctx.actor).await?;
    let row = queue::one(&tx, id).await?;
    let place = municipality::service_point(&tx, row.service_point_id).await?;
    let most = place.counters.max(1);
    let to = came.to.filter(|to| (1..=most).contains(to));
    let with = Step { counter: came.counter.clamp(1, most), to, priority };
    let path = format!("/api/reception/points/{}/queue", row.service_point_id);
    tx.use_form(&sent.key(), &ctx.url(&path)).await?;
    let done = line::step(&mut tx, (id, came.version), what, &with).await?;
    done.map_err(|why| problem(&ctx, &why))?;
    let row = queue::one(&tx, id).await?;
    tx.commit().await?;
    Ok(Json(row.into()))
}

/// Waiting times of a point, a day or an hour.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct FigureOut {
    of: String,
    tickets: i64,
    missed: i64,
    mean_wait_minutes: Option<i64>,
}

fn figure(of: impl ToString, counted: &Counted) -> FigureOut {
    let mean_wait_minutes = statistics::mean(counted);
    let (tickets, missed) = (counted.tickets, counted.missed);
    FigureOut { of: of.to_string(), tickets, missed, mean_wait_minutes }
}

/// Waiting times.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct StatisticsOut {
    points: Vec<FigureOut>,
    days: Vec<FigureOut>,
    hours: Vec<FigureOut>,
}

#[utoipa::path(
    get,
    path = "/{municipality}/api/reception/statistics",
    operation_id = "reception-statistics",
    params(("point" = Option<String>, Query), ("from" = Option<String>, Query), ("to" = Option<String>, Query)),
    responses((status = 200, description = "", body = StatisticsOut)),
)]
pub async fn statistics(
    Shared(app): Shared<App>,
    ctx: Ctx,
    mut form: Form,
) -> Result<Json<StatisticsOut>, Problem> {
    let asked = statistics::asked(&mut form, app.today());
    let mut tx = app.db.read(&ctx.actor).await?;
    let counted = queue::counted(&tx, &asked).await?;
    tx.audit(Entry::list("ticket-statistics"));
    tx.commit().await?;
    let figures = statistics::figures(&counted, asked.hour);
    Ok(Json(StatisticsOut {
        points: figures.points.iter().map(|(id, counted)| figure(id, counted)).collect(),
        days: figures.days.iter().map(|(day, counted)| figure(day, counted)).collect(),
        hours: figures.hours.iter().map(|(hour, counted)| figure(hour, counted)).collect(),
    }))
}
