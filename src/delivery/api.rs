//! The same as JSON.

use super::days::{Cell, REASONS, Sums};
use super::entry::{self, By, Say};
use super::frame::month_of;
use super::list::{Total, totals};
use super::load::{self, Line, Reason};
use crate::app::App;
use crate::people::PersonId;
use crate::placement::PlacementId;
use crate::services::ServiceId;
use axum::Json;
use axum::extract::State as Shared;
use kit::audit::Entry;
use kit::types::Day;
use kit::web::{Ctx, Form, Id, Problem};
use serde::{Deserialize, Serialize};

/// The month of a service.
#[derive(Serialize, utoipa::ToSchema)]
pub struct DeliveryTotalOut {
    /// The service.
    #[schema(value_type = String)]
    service: ServiceId,
    /// Its name.
    name: String,
    /// People who use it.
    people: usize,
    #[serde(flatten)]
    sums: Sums,
    /// The month is closed.
    closed: bool,
}

impl From<Total> for DeliveryTotalOut {
    fn from(total: Total) -> DeliveryTotalOut {
        DeliveryTotalOut {
            service: total.id,
            name: total.name,
            people: total.people,
            sums: total.sums,
            closed: total.is_closed,
        }
    }
}

/// One day of a person. Why somebody was not there is not told here: it may be their health.
#[derive(Serialize, utoipa::ToSchema)]
pub struct DeliveryDayOut {
    /// The day.
    #[schema(value_type = String, format = Date)]
    day: Day,
    /// Planned minutes.
    planned: u32,
    /// `present`, `absent`, or nothing when nobody said anything.
    #[serde(skip_serializing_if = "Option::is_none")]
    said: Option<&'static str>,
    /// Minutes given.
    minutes: u32,
    /// `missing`, `unplanned`, `over`, `outside`, `hospital`.
    exceptions: Vec<&'static str>,
}

/// A person in a service in a month.
#[derive(Serialize, utoipa::ToSchema)]
pub struct DeliveryPersonOut {
    /// The placement.
    #[schema(value_type = String)]
    placement: PlacementId,
    /// The person.
    #[schema(value_type = String)]
    person: PersonId,
    /// Their name.
    name: String,
    /// The sums of the month.
    sums: Sums,
    /// The days on which something is planned or was said.
    days: Vec<DeliveryDayOut>,
}

fn day(cell: &Cell) -> DeliveryDayOut {
    let said = cell.said.as_ref();
    DeliveryDayOut {
        day: cell.day,
        planned: cell.planned,
        said: said.map(|said| if said.is_present { "present" } else { "absent" }),
        minutes: cell.given(),
        exceptions: cell.exceptions.iter().map(|one| one.code()).collect(),
    }
}

impl From<Line> for DeliveryPersonOut {
    fn from(line: Line) -> DeliveryPersonOut {
        let cells = line.cells.iter().filter(|cell| cell.planned > 0 || cell.said.is_some());
        DeliveryPersonOut {
            placement: line.of.placement,
            person: line.of.person,
            days: cells.map(day).collect(),
            name: line.name,
            sums: line.sums,
        }
    }
}

/// `GET /api/delivery?month=`.
#[utoipa::path(
    get,
    path = "/{municipality}/api/delivery",
    operation_id = "delivery-list",
    params(("month" = Option<String>, Query)),
    responses((status = 200, description = "", body = Vec<DeliveryTotalOut>)),
)]
pub async fn list(
    Shared(app): Shared<App>,
    ctx: Ctx,
    form: Form,
) -> Result<Json<Vec<DeliveryTotalOut>>, Problem> {
    let law = app.law(ctx.actor.municipality);
    let mut tx = app.db.read(&ctx.actor).await?;
    let all = totals(&tx, &law, month_of(&form, app.today())).await?;
    tx.audit(Entry::list("delivery"));
    tx.commit().await?;
    Ok(Json(all.into_iter().map(DeliveryTotalOut::from).collect()))
}

/// `GET /api/delivery/{id}?month=`.
#[utoipa::path(
    get,
    path = "/{municipality}/api/delivery/{id}",
    operation_id = "delivery-one",
    params(("id" = String, Path), ("month" = Option<String>, Query)),
    responses((status = 200, description = "", body = Vec<DeliveryPersonOut>)),
)]
pub async fn one(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<ServiceId>,
    form: Form,
) -> Result<Json<Vec<DeliveryPersonOut>>, Problem> {
    let law = app.law(ctx.actor.municipality);
    let days = load::days_of(month_of(&form, app.today()));
    let mut tx = app.db.read(&ctx.actor).await?;
    load::service(&tx, id).await?;
    let lines = load::lines(&tx, &law, Some(id), days).await?;
    tx.audit(Entry::read("delivery", id.0));
    tx.commit().await?;
    Ok(Json(lines.into_iter().map(DeliveryPersonOut::from).collect()))
}

/// What a person was given on a day.
#[derive(Deserialize, utoipa::ToSchema)]
pub struct EntryIn {
    /// The placement.
    #[schema(value_type = String)]
    placement: PlacementId,
    /// The day.
    #[schema(value_type = String, format = Date)]
    day: Day,
    /// `present`, or why not: `illness`, `holiday`, `hospital`, `other`.
    said: String,
    /// Minutes, when it was a part of what is planned.
    minutes: Option<u32>,
    /// Why it is corrected, when something was said before.
    #[serde(default)]
    why: String,
}

/// The entry that was made.
#[derive(Serialize, utoipa::ToSchema)]
pub struct EntryOut {
    /// Its id.
    #[schema(value_type = String)]
    id: super::EntryId,
}

/// A day has so many minutes.
const DAY_MINUTES: u32 = 24 * 60;

/// `POST /api/delivery/{id}/entries`.
#[utoipa::path(
    post,
    path = "/{municipality}/api/delivery/{id}/entries",
    operation_id = "delivery-enter",
    params(("id" = String, Path)),
    request_body = EntryIn,
    responses((status = 200, description = "", body = EntryOut)),
)]
pub async fn enter(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<ServiceId>,
    mut form: Form,
) -> Result<Json<EntryOut>, Problem> {
    let sent: EntryIn = form.json()?;
    let say = match sent.said.as_str() {
        "present" => Say::Present(sent.minutes),
        code if REASONS.contains(&code) => {
            Say::Absent(Reason { code: code.to_owned(), note: String::new() })
        }
        _ => {
            form.wrong("said", "form-choose");
            return Err(form.problem());
        }
    };
    if sent.minutes.is_some_and(|minutes| minutes == 0 || minutes > DAY_MINUTES) {
        form.wrong("minutes", "delivery-hours-wrong");
        return Err(form.problem());
    }
    let law = app.law(ctx.actor.municipality);
    let mut tx = app.db.write(&ctx.actor).await?;
    tx.use_form(&form.key(), &ctx.url(&format!("/api/delivery/{id}"))).await?;
    let name = ctx.actor.name.to_string();
    let by = By { name: &name, via: "office", why: sent.why.trim() };
    let made = entry::say(&mut tx, &law, (id, sent.placement, sent.day), (&say, by)).await?;
    tx.commit().await?;
    Ok(Json(EntryOut { id: made }))
}

/// What these routes are, for the description of the programming interface.
#[derive(utoipa::OpenApi)]
#[openapi(paths(list, one, enter))]
pub struct ApiDocument;
