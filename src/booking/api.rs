//! The same as JSON: the free times as citizens see them.

use super::times;
use super::times_page::from_day;
use crate::app::App;
use crate::municipality::ServicePointId;
use axum::Json;
use axum::extract::State as Shared;
use kit::audit::Entry;
use kit::web::{Ctx, Form, Id, Problem};
use serde::Serialize;

/// Times of so many days are told at once.
const DAYS: i32 = 31;

/// A free time.
#[derive(Serialize, utoipa::ToSchema)]
pub struct BookingFreeOut {
    #[schema(value_type = String, format = DateTime)]
    at: jiff::civil::DateTime,
    minutes: i32,
}

/// `GET /api/booking/points/{id}/free?from=`.
#[utoipa::path(
    get,
    path = "/{municipality}/api/booking/points/{id}/free",
    operation_id = "booking-free",
    params(("id" = String, Path), ("from" = Option<String>, Query)),
    responses((status = 200, description = "", body = Vec<BookingFreeOut>)),
)]
pub async fn free(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<ServicePointId>,
    form: Form,
) -> Result<Json<Vec<BookingFreeOut>>, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let law = app.law(ctx.actor.municipality);
    let from = from_day(&form, tx.today());
    let hours = times::hours((&tx, &law), id, (from, from.plus(DAYS)), None).await?;
    tx.audit(Entry::list("booking-free"));
    tx.commit().await?;
    let out =
        hours.into_iter().map(|one| BookingFreeOut { at: one.at.local(), minutes: one.minutes });
    Ok(Json(out.collect()))
}

/// What the programming interface says of booking.
#[derive(utoipa::OpenApi)]
#[openapi(paths(free))]
pub struct ApiDocument;
