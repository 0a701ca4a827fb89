//! The same as JSON.

use super::frame::{minutes, month_of, run_number};
use super::load;
use super::moves;
use super::store::{payroll_line, payroll_run};
use super::{LineId, RunId};
use crate::app::App;
use crate::assistance::ContractId;
use crate::people::PersonId;
use axum::Json;
use axum::extract::State as Shared;
use kit::audit::Entry;
use kit::web::{Ctx, Form, Id, Problem};
use serde::Serialize;

/// A pay run.
#[derive(Serialize, utoipa::ToSchema)]
pub struct RunOut {
    /// The run.
    #[schema(value_type = String)]
    id: RunId,
    /// Its number.
    number: String,
    /// Its month.
    month: String,
    /// `regular` or `late`.
    kind: String,
    /// `counting`, `draft`, `prepared`, `approved`, `released` or `cancelled`.
    state: String,
    /// The currency of its amounts.
    currency: String,
    /// Assistants with a line that is not held.
    people: i32,
    /// Lines that are held.
    held: i32,
    /// Minutes.
    minutes: i64,
    /// Cents: pay and supplement.
    gross: i64,
    /// Cents: the employer's contributions.
    contributions: i64,
    /// Cents: for administration.
    administration: i64,
}

impl From<payroll_run::Model> for RunOut {
    fn from(row: payroll_run::Model) -> RunOut {
        RunOut {
            id: row.id,
            number: run_number(&row),
            month: row.month,
            kind: row.kind,
            state: row.state,
            currency: row.currency,
            people: row.people,
            held: row.held,
            minutes: row.minutes,
            gross: row.gross,
            contributions: row.contributions,
            administration: row.administration,
        }
    }
}

/// A line of a run.
#[derive(Serialize, utoipa::ToSchema)]
pub struct PayLineOut {
    /// The line.
    #[schema(value_type = String)]
    id: LineId,
    /// The labour contract.
    #[schema(value_type = String)]
    contract: ContractId,
    /// The user.
    #[schema(value_type = String)]
    user: PersonId,
    /// The month of work.
    worked: String,
    /// `pay`, `earlier` or `correction`.
    kind: String,
    /// Minutes that it adds.
    minutes: i64,
    /// Price of an hour, decimal.
    price: String,
    /// Percent for service.
    percent: String,
    /// Cents in the currency of the run: pay and supplement.
    gross: i64,
    /// Why it is held; empty when it is not.
    held: String,
}

impl From<payroll_line::Model> for PayLineOut {
    fn from(row: payroll_line::Model) -> PayLineOut {
        PayLineOut {
            id: row.id,
            contract: row.contract_id,
            user: row.person_id,
            minutes: minutes(&row),
            gross: row.paid_pay + row.paid_supplement,
            worked: row.worked,
            kind: row.kind,
            price: row.price,
            percent: row.percent,
            held: row.held_kind,
        }
    }
}

/// A run with its lines.
#[derive(Serialize, utoipa::ToSchema)]
pub struct RunWithLinesOut {
    /// The run.
    run: RunOut,
    /// Its lines.
    lines: Vec<PayLineOut>,
}

/// `GET /api/payroll?month=`.
#[utoipa::path(
    get,
    path = "/{municipality}/api/payroll",
    operation_id = "payroll-list",
    params(("month" = Option<String>, Query)),
    responses((status = 200, description = "", body = Vec<RunOut>)),
)]
pub async fn list(
    Shared(app): Shared<App>,
    ctx: Ctx,
    form: Form,
) -> Result<Json<Vec<RunOut>>, Problem> {
    let month = month_of(&form, app.today());
    let mut tx = app.db.read(&ctx.actor).await?;
    let rows = load::of_month(&tx, month).await?;
    tx.audit(Entry::list("payroll"));
    tx.commit().await?;
    Ok(Json(rows.into_iter().map(RunOut::from).collect()))
}

/// `GET /api/payroll/{id}`.
#[utoipa::path(
    get,
    path = "/{municipality}/api/payroll/{id}",
    operation_id = "payroll-one",
    params(("id" = String, Path)),
    responses((status = 200, description = "", body = RunWithLinesOut)),
)]
pub async fn one(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<RunId>,
) -> Result<Json<RunWithLinesOut>, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let run = load::run(&tx, id).await?;
    let lines = load::lines(&tx, id).await?;
    tx.audit(Entry::read("payroll-run", id.0));
    tx.commit().await?;
    let lines = lines.into_iter().map(PayLineOut::from).collect();
    Ok(Json(RunWithLinesOut { run: run.into(), lines }))
}

/// `POST /api/payroll/{id}/approve`.
#[utoipa::path(
    post,
    path = "/{municipality}/api/payroll/{id}/approve",
    operation_id = "payroll-approve",
    params(("id" = String, Path)),
    responses((status = 200, description = "", body = RunOut)),
)]
pub async fn approve(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<RunId>,
    form: Form,
) -> Result<Json<RunOut>, Problem> {
    let mut tx = app.db.write(&ctx.actor).await?;
    tx.use_form(&form.key(), &ctx.url(&format!("/api/payroll/{id}"))).await?;
    let run = load::run(&tx, id).await?;
    moves::approve(&mut tx, &run).await?;
    let run = load::run(&tx, id).await?;
    tx.commit().await?;
    Ok(Json(run.into()))
}

/// The routes as a document.
#[derive(utoipa::OpenApi)]
#[openapi(paths(list, one, approve))]
pub struct ApiDocument;
