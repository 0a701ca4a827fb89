//! Free hours and appointments for programs: the same functions as the pages, as JSON.

use super::appointment::{self, Booking, Free, Wanted};
use super::booking::read_who;
use super::store::booked::{self, Shown, When};
use super::{AppointmentId, SubjectId, line, slots};
use crate::app::App;
use crate::municipality::ServicePointId;
use axum::Json;
use axum::extract::State as Shared;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use jiff::civil::DateTime;
use kit::audit::Entry;
use kit::store::StoreError;
use kit::types::{AccountId, Day, Instant};
use kit::web::{Ctx, Form, Id, Problem};
use serde::{Deserialize, Serialize};

/// What this capability adds to the document of the programming interface.
#[derive(utoipa::OpenApi)]
#[openapi(paths(free, appointments, book, cancel))]
pub struct ApiDocument;

/// A free hour.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct FreeOut {
    #[schema(value_type = String)]
    worker: AccountId,
    #[schema(value_type = String, format = DateTime)]
    at: DateTime,
}

#[utoipa::path(
    get,
    path = "/{municipality}/api/reception/points/{id}/free",
    operation_id = "reception-free",
    params(("id" = String, Path), ("day" = Option<String>, Query), ("days" = Option<i32>, Query), ("minutes" = Option<i32>, Query), ("worker" = Option<String>, Query)),
    responses((status = 200, description = "", body = Vec<FreeOut>)),
)]
pub async fn free(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<ServicePointId>,
    form: Form,
) -> Result<Json<Vec<FreeOut>>, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let own = line::point(&tx, id).await?;
    let from: Day = form.get("day").parse().unwrap_or(tx.today());
    let days = form.get("days").parse().unwrap_or(7).clamp(1, 31);
    let minutes = form.get("minutes").parse().unwrap_or(own.slot_minutes).clamp(5, 480);
    let wanted = Wanted { point: id, worker: form.get("worker").parse().ok(), minutes, but: None };
    let law = app.law(ctx.actor.municipality);
    let free = appointment::free(&tx, &law, wanted, (from, from.plus(days - 1))).await?;
    tx.audit(Entry::list("appointment"));
    tx.commit().await?;
    let out = |free: Free| FreeOut { worker: free.account, at: free.at.local() };
    Ok(Json(free.into_iter().map(out).collect()))
}

/// An appointment as it is answered.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct AppointmentOut {
    #[schema(value_type = String)]
    id: AppointmentId,
    #[schema(value_type = String)]
    worker: AccountId,
    #[schema(value_type = String, format = DateTime)]
    at: DateTime,
    minutes: i32,
    name: String,
    #[schema(value_type = String)]
    subject: SubjectId,
    state: String,
    version: i32,
}

#[utoipa::path(
    get,
    path = "/{municipality}/api/reception/points/{id}/appointments",
    operation_id = "reception-appointments",
    params(("id" = String, Path), ("from" = Option<String>, Query), ("to" = Option<String>, Query)),
    responses((status = 200, description = "", body = Vec<AppointmentOut>)),
)]
pub async fn appointments(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<ServicePointId>,
    form: Form,
) -> Result<Json<Vec<AppointmentOut>>, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    line::point(&tx, id).await?;
    let from: Day = form.get("from").parse().unwrap_or(tx.today());
    let to = form.get("to").parse().unwrap_or(from.plus(6)).min(from.plus(62));
    let rows = booked::between(&tx, Shown { point: Some(id), account: None, from, to }).await?;
    let mut out = Vec::new();
    for row in rows {
        let name = booked::who(&tx, &row)?.name;
        out.push(AppointmentOut {
            id: row.id,
            worker: row.account_id,
            at: row.starts_at.local(),
            minutes: row.minutes,
            name,
            subject: row.subject_id,
            state: row.state,
            version: row.version,
        });
    }
    tx.audit(Entry::list("appointment"));
    tx.commit().await?;
    Ok(Json(out))
}

/// An appointment as it is sent; `at` in Sofia's time.
#[derive(Debug, Default, Deserialize, utoipa::ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct AppointmentIn {
    worker: String,
    #[schema(value_type = Option<String>, format = DateTime)]
    at: Option<DateTime>,
    minutes: Option<i32>,
    subject: String,
    person: String,
    name: String,
    phone: String,
    email: String,
    note: String,
}

#[utoipa::path(
    post,
    path = "/{municipality}/api/reception/points/{id}/appointments",
    operation_id = "reception-book",
    params(("id" = String, Path)),
    request_body = AppointmentIn,
    responses((status = 201, description = "")),
)]
pub async fn book(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<ServicePointId>,
    sent: Form,
) -> Result<Response, Problem> {
    let came: AppointmentIn = sent.json()?;
    let tx = app.db.read(&ctx.actor).await?;
    let own = line::point(&tx, id).await?;
    let mut form = Form::filled(
        ctx.lang,
        [
            ("subject", came.subject),
            ("person", came.person),
            ("name", came.name),
            ("phone", came.phone),
            ("email", came.email),
            ("note", came.note),
            ("worker", came.worker),
        ],
    );
    let who = read_who(&tx, &mut form).await?;
    let account = form.parsed("worker", "form-choose");
    let at = came.at.map(Instant::of_local);
    if at.is_none() {
        form.wrong("at", "form-required");
    }
    let minutes = came.minutes.unwrap_or(own.slot_minutes).clamp(slots::PIECE_MINUTES, 480);
    let when = account.zip(at).map(|(account, at)| When { point: id, account, at, minutes });
    if let Some(when) = when {
        let law = app.law(ctx.actor.municipality);
        if let Some((_, key)) = appointment::hindered(&tx, &law, (when, None)).await? {
            form.wrong("at", key);
        }
    }
    tx.rollback().await;
    let (Some(when), Some((who, subject)), true) = (when, who, form.ok()) else {
        return Err(form.problem());
    };
    let mut tx = app.db.write(&ctx.actor).await?;
    let booked = AppointmentId(tx.new_id());
    let path = format!("/api/reception/points/{id}/appointments");
    tx.use_form(&sent.key(), &ctx.url(&path)).await?;
    let new = Booking { when, who, subject };
    match appointment::book(&app, &mut tx, booked, &new).await {
        Err(StoreError::Duplicate(_)) => {
            form.wrong("at", "reception-hour-taken");
            return Err(form.problem());
        }
        other => other?,
    }
    tx.commit().await?;
    Ok((StatusCode::CREATED, Json(serde_json::json!({ "id": booked }))).into_response())
}

/// Why an appointment is cancelled.
#[derive(Debug, Default, Deserialize, utoipa::ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct CancelIn {
    reason: String,
    version: i32,
}

#[utoipa::path(
    post,
    path = "/{municipality}/api/reception/appointments/{id}/cancel",
    operation_id = "reception-cancel",
    params(("id" = String, Path)),
    request_body = CancelIn,
    responses((status = 200, description = "")),
)]
pub async fn cancel(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<AppointmentId>,
    sent: Form,
) -> Result<Json<serde_json::Value>, Problem> {
    let came: CancelIn = sent.json()?;
    if came.reason.trim().is_empty() {
        let text = ctx.t("form-required").into_owned();
        return Err(Problem::Fields(vec![("reason".into(), text)]));
    }
    let mut tx = app.db.write(&ctx.actor).await?;
    let path = format!("/api/reception/appointments/{id}/cancel");
    tx.use_form(&sent.key(), &ctx.url(&path)).await?;
    appointment::cancel(&app, &mut tx, (id, came.version), came.reason.trim()).await?;
    tx.commit().await?;
    Ok(Json(serde_json::json!({ "id": id, "state": "cancelled" })))
}
