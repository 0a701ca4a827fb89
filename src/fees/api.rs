//! The same as JSON.

use super::due;
use super::frame::month_of;
use super::payment;
use super::rate;
use super::store::fee_account::{Column, Entity};
use super::sum::Due;
use super::{FeeAccountId, RateId};
use crate::app::App;
use crate::people::PersonId;
use crate::placement::PlacementId;
use crate::services::ServiceId;
use axum::Json;
use axum::extract::State as Shared;
use kit::audit::Entry;
use kit::store::StoreError;
use kit::types::Day;
use kit::web::{Ctx, Form, PAGE_ROWS, Paging, Problem, list_address, paged};
use sea_orm::{ColumnTrait, QueryFilter, QueryOrder, QuerySelect};
use serde::Serialize;

/// What is due of a person for a closed month.
#[derive(Serialize, utoipa::ToSchema)]
pub struct FeeDueOut {
    /// The placement.
    #[schema(value_type = String)]
    placement: PlacementId,
    /// The person.
    #[schema(value_type = String)]
    person: PersonId,
    /// The service.
    #[schema(value_type = String)]
    service: ServiceId,
    /// `pay`, `nothing` or `missing`.
    answer: &'static str,
    /// Cents of the euro.
    cents: i64,
    /// Articles.
    articles: Vec<String>,
}

/// `GET /api/fees/due?month=`. The steps of the arithmetic, which tell of incomes, are on the page.
#[utoipa::path(
    get,
    path = "/{municipality}/api/fees/due",
    operation_id = "fees-due",
    params(("month" = Option<String>, Query)),
    responses((status = 200, description = "", body = Vec<FeeDueOut>)),
)]
pub async fn due(
    Shared(app): Shared<App>,
    ctx: Ctx,
    form: Form,
) -> Result<Json<Vec<FeeDueOut>>, Problem> {
    let law = app.law(ctx.actor.municipality);
    let mut tx = app.db.read(&ctx.actor).await?;
    let all = due::all(&tx, &law, month_of(&form, app.today())).await?;
    tx.audit(Entry::list("fees"));
    tx.commit().await?;
    let out = |one: due::Owed| {
        let answer = match &one.due {
            Some(Due::Pay(_)) => "pay",
            Some(Due::Nothing(_)) => "nothing",
            Some(Due::Missing(..)) | None => "missing",
        };
        let sum = one.due.as_ref().map(|due| due.sum().clone()).unwrap_or_default();
        FeeDueOut {
            placement: one.given.placement,
            person: one.given.person,
            service: one.given.service,
            answer,
            cents: sum.cents,
            articles: sum.articles,
        }
    };
    Ok(Json(all.into_iter().map(out).collect()))
}

/// An account.
#[derive(Serialize, utoipa::ToSchema)]
pub struct BillOut {
    /// The account.
    #[schema(value_type = String)]
    id: FeeAccountId,
    /// The person.
    #[schema(value_type = String)]
    person: PersonId,
    /// The placement.
    #[schema(value_type = String)]
    placement: PlacementId,
    /// The month.
    month: String,
    /// Its number in words.
    number: String,
    /// `state` or `municipal`.
    goes_to: String,
    /// Cents of the euro.
    cents: i64,
    /// Cents paid.
    paid: i64,
    /// The last day to pay.
    #[schema(value_type = String, format = Date)]
    due_on: Day,
    /// It was cancelled.
    cancelled: bool,
}

/// A page of accounts.
#[derive(Serialize, utoipa::ToSchema)]
pub struct BillsOut {
    rows: Vec<BillOut>,
    /// The address of the next page.
    #[serde(skip_serializing_if = "Option::is_none")]
    next: Option<String>,
}

/// `GET /api/fees/bills?month=`.
#[utoipa::path(
    get,
    path = "/{municipality}/api/fees/bills",
    operation_id = "fees-bills",
    params(("month" = Option<String>, Query), ("page" = Option<String>, Query)),
    responses((status = 200, description = "", body = BillsOut)),
)]
pub async fn bills(
    Shared(app): Shared<App>,
    ctx: Ctx,
    form: Form,
) -> Result<Json<BillsOut>, Problem> {
    let month = month_of(&form, app.today()).to_string();
    let number = Paging::asked(&form);
    let mut tx = app.db.read(&ctx.actor).await?;
    let rows = tx.find::<Entity>().filter(Column::Month.eq(month.as_str()));
    let rows = rows.order_by_asc(Column::Id);
    let rows = rows.offset((number - 1) * PAGE_ROWS).limit(PAGE_ROWS + 1).all(tx.conn()).await;
    let base = list_address(&ctx.url("/api/fees/bills"), &[("month", &month)]);
    let (rows, paging) = paged(rows.map_err(StoreError::from)?, number, base);
    let ids: Vec<FeeAccountId> = rows.iter().map(|row| row.id).collect();
    let paid = payment::paid(&tx, &ids).await?;
    tx.audit(Entry::list("fee-accounts"));
    tx.commit().await?;
    let out = rows.into_iter().map(|row| BillOut {
        id: row.id,
        person: row.person_id,
        placement: row.placement_id,
        month: row.month,
        number: super::account::number(row.year, row.number),
        goes_to: row.funding,
        cents: row.cents,
        paid: paid.get(&row.id).copied().unwrap_or_default(),
        due_on: row.due_on,
        cancelled: row.cancelled_at.is_some(),
    });
    Ok(Json(BillsOut { rows: out.collect(), next: paging.next() }))
}

/// A rate of the municipality.
#[derive(Serialize, utoipa::ToSchema)]
pub struct RateOut {
    /// The rate.
    #[schema(value_type = String)]
    id: RateId,
    /// The service; none for an old type.
    #[schema(value_type = Option<String>)]
    service: Option<ServiceId>,
    /// The old type.
    legacy_name: String,
    /// `percent`, `amount` or `free`.
    kind: String,
    /// Hundredths of a percent of income.
    percent: i32,
    /// Cents for a unit.
    cents: i64,
    /// `hour`, `half-day`, `day`, `day-night`.
    unit: String,
    /// The decision.
    basis: String,
    /// First day.
    #[schema(value_type = String, format = Date)]
    valid_from: Day,
    /// Last day.
    #[schema(value_type = Option<String>, format = Date)]
    valid_to: Option<Day>,
    /// How sure: `V`, `C`, `M`.
    confidence: String,
}

/// `GET /api/fees/rates`.
#[utoipa::path(
    get,
    path = "/{municipality}/api/fees/rates",
    operation_id = "fees-rates",
    responses((status = 200, description = "", body = Vec<RateOut>)),
)]
pub async fn rates(Shared(app): Shared<App>, ctx: Ctx) -> Result<Json<Vec<RateOut>>, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let rows = rate::all(&tx).await?;
    tx.audit(Entry::list("fee-rates"));
    tx.commit().await?;
    let out = rows.into_iter().map(|row| RateOut {
        id: row.id,
        service: row.service_id,
        legacy_name: row.legacy_name,
        kind: row.kind,
        percent: row.percent,
        cents: row.cents,
        unit: row.unit,
        basis: row.basis,
        valid_from: row.valid_from,
        valid_to: row.valid_to,
        confidence: row.confidence,
    });
    Ok(Json(out.collect()))
}

/// What these routes are, for the description of the programming interface.
#[derive(utoipa::OpenApi)]
#[openapi(paths(due, bills, rates))]
pub struct ApiDocument;
