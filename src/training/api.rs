//! The same as JSON.

use super::attend::{self, HOWS, There};
use super::content::{Guided, Held};
use super::employee::{self, Stand};
use super::frame::year_of;
use super::load::{self, Seminar};
use super::mail;
use super::paper;
use super::renewal;
use super::store::{training_day, training_message};
use super::{InvitedId, SeminarId, SupervisionId, TrainingDayId, TrainingPaperId};
use crate::app::App;
use crate::projects::ProjectId;
use crate::workforce::EmployeeId;
use axum::Json;
use axum::extract::State as Shared;
use kit::audit::Entry;
use kit::types::Day;
use kit::web::{Ctx, Form, Id, Problem};
use serde::{Deserialize, Serialize};
use std::collections::HashMap;

/// A seminar.
#[derive(Serialize, utoipa::ToSchema)]
pub struct TrainingSeminarOut {
    #[schema(value_type = String)]
    id: SeminarId,
    title: String,
    /// `introductory`, `upgrading`, `yearly`, `management`, `first-aid`, `violence`, `other`.
    kind: String,
    /// `planned`, `to-close`, `held`, `revoked`.
    state: &'static str,
    #[schema(value_type = String, format = Date)]
    first_day: Day,
    #[schema(value_type = String, format = Date)]
    last_day: Day,
    /// Academic hours.
    hours: i32,
    /// `project`, `municipal`, `provider`, `free`.
    funding: String,
    #[schema(value_type = Option<String>)]
    project: Option<ProjectId>,
    #[schema(value_type = Option<String>)]
    trainer: Option<EmployeeId>,
    content: Held,
}

fn seminar_out(one: Seminar, today: Day) -> TrainingSeminarOut {
    TrainingSeminarOut {
        id: one.row.id,
        state: one.state(today),
        first_day: one.row.first_day,
        last_day: one.row.last_day,
        hours: one.row.hours,
        project: one.row.project_id,
        trainer: one.row.trainer_id,
        title: one.row.title,
        kind: one.row.kind,
        funding: one.row.funding,
        content: one.content,
    }
}

/// `GET /api/training/seminars?year=`.
#[utoipa::path(
    get,
    path = "/{municipality}/api/training/seminars",
    operation_id = "training-seminars",
    params(("year" = Option<i16>, Query)),
    responses((status = 200, description = "", body = Vec<TrainingSeminarOut>)),
)]
pub async fn seminars(
    Shared(app): Shared<App>,
    ctx: Ctx,
    form: Form,
) -> Result<Json<Vec<TrainingSeminarOut>>, Problem> {
    let today = app.today();
    let year = year_of(&form, today);
    let day = |month, day| Day(jiff::civil::Date::new(year, month, day).unwrap_or_default());
    let mut tx = app.db.read(&ctx.actor).await?;
    let all = load::seminars(&tx, day(1, 1), day(12, 31)).await?;
    tx.audit(Entry::list("training-seminars"));
    tx.commit().await?;
    Ok(Json(all.into_iter().map(|one| seminar_out(one, today)).collect()))
}

/// A day of a seminar.
#[derive(Serialize, utoipa::ToSchema)]
pub struct TrainingDayOut {
    #[schema(value_type = String)]
    id: TrainingDayId,
    #[schema(value_type = String, format = Date)]
    day: Day,
    begins: String,
    /// Academic hours.
    hours: i32,
    themes: String,
}

/// What a participant attended.
#[derive(Serialize, utoipa::ToSchema)]
pub struct TrainingPersonOut {
    #[schema(value_type = String)]
    employee: EmployeeId,
    /// Academic hours that were attended.
    hours: i32,
}

/// A seminar with its days and participants.
#[derive(Serialize, utoipa::ToSchema)]
pub struct TrainingSeminarWholeOut {
    #[serde(flatten)]
    seminar: TrainingSeminarOut,
    days: Vec<TrainingDayOut>,
    people: Vec<TrainingPersonOut>,
}

fn day_out(row: training_day::Model) -> TrainingDayOut {
    let training_day::Model { id, day, begins, hours, themes, .. } = row;
    TrainingDayOut { id, day, begins, hours, themes }
}

/// `GET /api/training/seminars/{id}`.
#[utoipa::path(
    get,
    path = "/{municipality}/api/training/seminars/{id}",
    operation_id = "training-seminar",
    params(("id" = String, Path)),
    responses((status = 200, description = "", body = TrainingSeminarWholeOut)),
)]
pub async fn seminar(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<SeminarId>,
) -> Result<Json<TrainingSeminarWholeOut>, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let one = load::seminar(&tx, id).await?;
    let days = load::days(&tx, id).await?;
    let invited = load::invited(&tx, &[id]).await?;
    let came = load::attendance(&tx, &[id]).await?;
    tx.audit(Entry::read("training-seminar", id.0));
    tx.commit().await?;
    let mut hours: HashMap<EmployeeId, i32> = HashMap::new();
    for row in came {
        *hours.entry(row.employee_id).or_default() += row.hours;
    }
    let person = |employee: EmployeeId| TrainingPersonOut {
        employee,
        hours: hours.get(&employee).copied().unwrap_or(0),
    };
    Ok(Json(TrainingSeminarWholeOut {
        seminar: seminar_out(one, app.today()),
        days: days.into_iter().map(day_out).collect(),
        people: invited.into_iter().map(|row| person(row.employee_id)).collect(),
    }))
}

/// A message to a participant.
#[derive(Serialize, utoipa::ToSchema)]
pub struct TrainingMessageOut {
    #[schema(value_type = String)]
    invited: InvitedId,
    /// `invitation`, `reminder`, `changed`, `cancelled`.
    kind: String,
    /// `waiting`, `sent`, `overtaken`.
    state: &'static str,
    /// Milliseconds since 1970: since when it stands so.
    since: i64,
}

/// `GET /api/training/seminars/{id}/messages`.
#[utoipa::path(
    get,
    path = "/{municipality}/api/training/seminars/{id}/messages",
    operation_id = "training-messages",
    params(("id" = String, Path)),
    responses((status = 200, description = "", body = Vec<TrainingMessageOut>)),
)]
pub async fn messages(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<SeminarId>,
) -> Result<Json<Vec<TrainingMessageOut>>, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    load::seminar(&tx, id).await?;
    let all = mail::of_seminar(&tx, id).await?;
    tx.audit(Entry::read("training-seminar", id.0));
    tx.commit().await?;
    let out = |row: training_message::Model| {
        let (state, since) = mail::state(&row);
        TrainingMessageOut { invited: row.invited_id, kind: row.kind, state, since: since.0 }
    };
    Ok(Json(all.into_iter().map(out).collect()))
}

/// A certificate.
#[derive(Serialize, utoipa::ToSchema)]
pub struct TrainingCertificateOut {
    #[schema(value_type = String)]
    id: TrainingPaperId,
    number: String,
    #[schema(value_type = Option<String>)]
    employee: Option<EmployeeId>,
    #[schema(value_type = String)]
    seminar: SeminarId,
    #[schema(value_type = String, format = Date)]
    issued_on: Day,
    #[schema(value_type = Option<String>, format = Date)]
    valid_until: Option<Day>,
    /// `valid`, `soon`, `over`, `renewed`, `revoked`.
    state: &'static str,
}

/// `GET /api/training/certificates`.
#[utoipa::path(
    get,
    path = "/{municipality}/api/training/certificates",
    operation_id = "training-certificates",
    responses((status = 200, description = "", body = Vec<TrainingCertificateOut>)),
)]
pub async fn certificates(
    Shared(app): Shared<App>,
    ctx: Ctx,
) -> Result<Json<Vec<TrainingCertificateOut>>, Problem> {
    let law = app.law(ctx.actor.municipality);
    let warn = law.training_numbers().map_err(Problem::internal)?.warn_days;
    let warn = (app.today(), i32::try_from(warn).unwrap_or(0));
    let mut tx = app.db.read(&ctx.actor).await?;
    let all = paper::certificates(&tx, None).await?;
    let renewed = renewal::renewed(&all, &renewal::courses(&tx, &all).await?);
    tx.audit(Entry::list("training-certificates"));
    tx.commit().await?;
    let out = |row: paper::Issued| TrainingCertificateOut {
        id: row.id,
        number: paper::number(&row.kind, row.year, row.number),
        employee: row.employee_id,
        seminar: row.seminar_id,
        issued_on: row.issued_on,
        valid_until: row.valid_until,
        state: paper::state(&row, warn, renewed.contains(&row.id)).0,
    };
    Ok(Json(all.into_iter().map(out).collect()))
}

/// How an employee stands to a norm.
#[derive(Serialize, utoipa::ToSchema)]
pub struct TrainingNormOut {
    #[schema(value_type = String)]
    employee: EmployeeId,
    /// The rule, as in the handbook of the law.
    rule: String,
    required: u32,
    done: i64,
    missing: i64,
    #[schema(value_type = Option<String>, format = Date)]
    until: Option<Day>,
    /// `behind`, `due`, `soon`, `met`.
    state: &'static str,
}

/// `GET /api/training/norms`.
#[utoipa::path(
    get,
    path = "/{municipality}/api/training/norms",
    operation_id = "training-norms",
    responses((status = 200, description = "", body = Vec<TrainingNormOut>)),
)]
pub async fn norms(
    Shared(app): Shared<App>,
    ctx: Ctx,
) -> Result<Json<Vec<TrainingNormOut>>, Problem> {
    let law = app.law(ctx.actor.municipality);
    let mut tx = app.db.read(&ctx.actor).await?;
    let all = employee::standings(&tx, &law).await?;
    tx.audit(Entry::list("training-norms"));
    tx.commit().await?;
    let out = |one: &Stand<'_>| TrainingNormOut {
        employee: one.who.id,
        rule: one.norm.rule.id.clone(),
        required: one.norm.required,
        done: one.standing.done,
        missing: one.standing.missing,
        until: one.standing.until,
        state: one.standing.state.code(),
    };
    Ok(Json(all.iter().map(out).collect()))
}

/// A supervision.
#[derive(Serialize, utoipa::ToSchema)]
pub struct SupervisionOut {
    #[schema(value_type = String)]
    id: SupervisionId,
    /// `group`, `individual`.
    kind: String,
    #[schema(value_type = String, format = Date)]
    from: Day,
    #[schema(value_type = String, format = Date)]
    to: Day,
    revoked: bool,
    /// Days of the meetings that stand.
    #[schema(value_type = Vec<String>)]
    meetings: Vec<Day>,
    content: Guided,
}

/// `GET /api/training/supervision`.
#[utoipa::path(
    get,
    path = "/{municipality}/api/training/supervision",
    operation_id = "training-supervision",
    responses((status = 200, description = "", body = Vec<SupervisionOut>)),
)]
pub async fn supervision(
    Shared(app): Shared<App>,
    ctx: Ctx,
) -> Result<Json<Vec<SupervisionOut>>, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let all = load::supervisions(&tx).await?;
    let ids: Vec<SupervisionId> = all.iter().map(|one| one.row.id).collect();
    let mut meetings = load::meetings(&tx, &ids).await?;
    meetings.retain(|one| one.row.revoked_at.is_none());
    tx.audit(Entry::list("supervision"));
    tx.commit().await?;
    let out = |one: load::Supervision| SupervisionOut {
        id: one.row.id,
        from: one.row.starts_on,
        to: one.row.ends_on,
        revoked: one.row.revoked_at.is_some(),
        meetings: meetings
            .iter()
            .filter(|meeting| meeting.row.supervision_id == one.row.id)
            .map(|meeting| meeting.row.day)
            .collect(),
        kind: one.row.kind,
        content: one.content,
    };
    Ok(Json(all.into_iter().map(out).collect()))
}

/// Who was there on a day.
#[derive(Deserialize, utoipa::ToSchema)]
pub struct TrainingAttendanceIn {
    #[schema(value_type = String)]
    employee: EmployeeId,
    /// Academic hours; all of the day when absent.
    hours: Option<i32>,
}

/// How many were noted.
#[derive(Serialize, utoipa::ToSchema)]
pub struct TrainingNotedOut {
    noted: usize,
}

/// `POST /api/training/days/{id}/attendance`.
#[utoipa::path(
    post,
    path = "/{municipality}/api/training/days/{id}/attendance",
    operation_id = "training-attend",
    params(("id" = String, Path)),
    request_body = Vec<TrainingAttendanceIn>,
    responses((status = 200, description = "", body = TrainingNotedOut)),
)]
pub async fn attend(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<TrainingDayId>,
    form: Form,
) -> Result<Json<TrainingNotedOut>, Problem> {
    let new: Vec<TrainingAttendanceIn> = form.json()?;
    let mut tx = app.db.write(&ctx.actor).await?;
    tx.use_form(&form.key(), &ctx.url("/api/training/seminars")).await?;
    let day = load::day(&tx, id).await?;
    let one = load::seminar(&tx, day.seminar_id).await?;
    let there = |new: TrainingAttendanceIn| There {
        employee: new.employee,
        hours: new.hours.unwrap_or(day.hours),
    };
    let there: Vec<There> = new.into_iter().map(there).collect();
    let noted = attend::note(&mut tx, (&one, &day), (&there, HOWS[2])).await?;
    tx.commit().await?;
    Ok(Json(TrainingNotedOut { noted }))
}

/// What these routes are, for the description of the programming interface.
#[derive(utoipa::OpenApi)]
#[openapi(paths(seminars, seminar, messages, certificates, norms, supervision, attend))]
pub struct ApiDocument;
