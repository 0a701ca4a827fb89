//! The same as JSON.

use super::count::WorkedDay;
use super::door;
use super::frame::month_of;
use super::week::Worker;
use super::week_page;
use super::{AppointmentId, EmployeeId, PostId};
use crate::app::App;
use crate::projects::ProjectId;
use axum::Json;
use axum::extract::State as Shared;
use kit::audit::Entry;
use kit::types::Day;
use kit::web::{Ctx, Form, Problem};
use serde::Serialize;

/// Somebody who works.
#[derive(Serialize, utoipa::ToSchema)]
pub struct WorkforceEmployeeOut {
    #[schema(value_type = String)]
    id: EmployeeId,
    name: String,
    /// `referral`, `manager`, `specialist`, `direct`, `auxiliary`, `volunteer`.
    group: String,
    post: String,
    /// The provider; empty for own staff.
    provider: String,
}

/// `GET /api/workforce/employees`.
#[utoipa::path(
    get,
    path = "/{municipality}/api/workforce/employees",
    operation_id = "workforce-employees",
    responses((status = 200, description = "", body = Vec<WorkforceEmployeeOut>)),
)]
pub async fn employees(
    Shared(app): Shared<App>,
    ctx: Ctx,
) -> Result<Json<Vec<WorkforceEmployeeOut>>, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let all = door::employees(&tx).await?;
    tx.audit(Entry::list("employee"));
    tx.commit().await?;
    let out = |one: door::EmployeeName| WorkforceEmployeeOut {
        id: one.id,
        name: one.name,
        group: one.group,
        post: one.post,
        provider: one.provider,
    };
    Ok(Json(all.into_iter().map(out).collect()))
}

/// An appointment.
#[derive(Serialize, utoipa::ToSchema)]
pub struct WorkforceAppointmentOut {
    #[schema(value_type = String)]
    id: AppointmentId,
    #[schema(value_type = String)]
    employee: EmployeeId,
    #[schema(value_type = String)]
    post: PostId,
    /// `service`, `labour`, `civil`.
    kind: String,
    order: String,
    #[schema(value_type = String, format = Date)]
    from: Day,
    #[schema(value_type = Option<String>, format = Date)]
    until: Option<Day>,
    weekly_minutes: i32,
    /// It was entered wrongly.
    revoked: bool,
}

/// `GET /api/workforce/appointments`.
#[utoipa::path(
    get,
    path = "/{municipality}/api/workforce/appointments",
    operation_id = "workforce-appointments",
    responses((status = 200, description = "", body = Vec<WorkforceAppointmentOut>)),
)]
pub async fn appointments(
    Shared(app): Shared<App>,
    ctx: Ctx,
) -> Result<Json<Vec<WorkforceAppointmentOut>>, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let all = super::load::appointments(&tx).await?;
    tx.audit(Entry::list("appointment"));
    tx.commit().await?;
    let out = |one: super::load::Appointment| WorkforceAppointmentOut {
        id: one.id,
        employee: one.employee_id,
        post: one.post_id,
        kind: one.kind,
        order: one.order_number,
        from: one.from_on,
        until: one.until_on,
        weekly_minutes: one.weekly_minutes,
        revoked: one.revoked_at.is_some(),
    };
    Ok(Json(all.into_iter().map(out).collect()))
}

/// Work of a day by who pays.
#[derive(Serialize, utoipa::ToSchema)]
pub struct WorkforceWorkedOut {
    #[schema(value_type = String)]
    employee: EmployeeId,
    #[schema(value_type = String, format = Date)]
    day: Day,
    minutes: i64,
    /// `project`, `municipal`, `state`.
    source: String,
    #[schema(value_type = Option<String>)]
    project: Option<ProjectId>,
}

/// `GET /api/workforce/hours?project=&month=`: of everybody who worked for the project.
#[utoipa::path(
    get,
    path = "/{municipality}/api/workforce/hours",
    operation_id = "workforce-hours",
    params(("project" = Option<String>, Query), ("month" = Option<String>, Query)),
    responses((status = 200, description = "", body = Vec<WorkforceWorkedOut>)),
)]
pub async fn hours(
    Shared(app): Shared<App>,
    ctx: Ctx,
    form: Form,
) -> Result<Json<Vec<WorkforceWorkedOut>>, Problem> {
    let month = month_of(&form, app.today());
    let project: Option<ProjectId> = form.get("project").parse().ok();
    let (first, last) = (Day(month.first_day()), Day(month.last_day()));
    let mut tx = app.db.read(&ctx.actor).await?;
    let all = match project {
        Some(project) => door::hours_of(&tx, project.0, first, last).await?,
        None => Vec::new(),
    };
    tx.audit(Entry::list("time-sheet"));
    tx.commit().await?;
    let out = |one: WorkedDay| WorkforceWorkedOut {
        employee: one.employee,
        day: one.day,
        minutes: one.minutes,
        source: one.source,
        project: one.project.map(ProjectId),
    };
    Ok(Json(all.into_iter().map(out).collect()))
}

/// Somebody's load in a week.
#[derive(Serialize, utoipa::ToSchema)]
pub struct WorkforceLoadOut {
    #[schema(value_type = Option<String>)]
    employee: Option<EmployeeId>,
    name: String,
    /// Weighted.
    load: i64,
    /// Above it a plan is written.
    most: i32,
    /// `over`, `unknown`, `planned`, `within`.
    state: &'static str,
}

/// `GET /api/workforce/load?week=`: of all for whoever may assign work, else one's own.
#[utoipa::path(
    get,
    path = "/{municipality}/api/workforce/load",
    operation_id = "workforce-load",
    params(("week" = Option<String>, Query)),
    responses((status = 200, description = "", body = Vec<WorkforceLoadOut>)),
)]
pub async fn load(
    Shared(app): Shared<App>,
    ctx: Ctx,
    form: Form,
) -> Result<Json<Vec<WorkforceLoadOut>>, Problem> {
    let week = week_page::week(&app, &ctx, (&form, Entry::list("load"))).await?;
    let most = week.most;
    let out = |one: Worker| WorkforceLoadOut {
        employee: one.employee,
        name: one.name,
        load: one.load,
        most,
        state: one.stands.code(),
    };
    Ok(Json(week.all.into_iter().map(out).collect()))
}

/// What these routes are, for the description of the programming interface.
#[derive(utoipa::OpenApi)]
#[openapi(paths(employees, appointments, hours, load))]
pub struct ApiDocument;
