//! The same as JSON.

use super::ReportId;
use super::decide;
use super::frame::{finding_words, month_of};
use super::ledger::{self, Ledger};
use super::load::{self, Book, Entry, Which};
use super::page::entry;
use super::sheet::Line;
use crate::app::App;
use crate::assistance::ContractId;
use crate::people::PersonId;
use axum::Json;
use axum::extract::State as Shared;
use kit::audit;
use kit::types::Day;
use kit::web::{Ctx, Form, Id, Problem};
use law::Law;
use serde::{Deserialize, Serialize};

/// A contract in a month.
#[derive(Serialize, utoipa::ToSchema)]
pub struct HoursOut {
    /// The labour contract.
    #[schema(value_type = String)]
    contract: ContractId,
    /// The last attempt at a report.
    #[schema(value_type = Option<String>)]
    report: Option<ReportId>,
    /// Its number.
    attempt: i32,
    /// The user.
    #[schema(value_type = String)]
    user: PersonId,
    /// The assistant.
    #[schema(value_type = String)]
    assistant: PersonId,
    /// `missing` or the state of the last attempt.
    state: &'static str,
    /// Day of filing.
    #[schema(value_type = Option<String>, format = Date)]
    filed_on: Option<Day>,
    /// Minutes.
    ledger: Ledger,
    /// Days of the last attempt.
    days: Vec<Line>,
    /// What is found, in words.
    findings: Vec<String>,
    /// How the counted hours are found.
    counted: Vec<String>,
}

fn out(ctx: &Ctx, law: &Law, (book, entry): (&Book, &Entry)) -> HoursOut {
    let last = entry.last();
    let found = last.map(|one| book.findings(law, entry, &one.sheet)).unwrap_or_default();
    HoursOut {
        contract: entry.contract.contract,
        report: last.map(|one| one.row.id),
        attempt: last.map_or(0, |one| one.row.attempt),
        user: entry.user.id,
        assistant: entry.assistant.id,
        state: entry.state(),
        filed_on: last.and_then(|one| one.row.filed_on),
        ledger: ledger::of_entry(entry),
        days: last.map(|one| one.sheet.lines.clone()).unwrap_or_default(),
        findings: found.iter().map(|one| finding_words(ctx.lang, law, one).text).collect(),
        counted: last.map(|one| entry.counts(law, &one.sheet).steps).unwrap_or_default(),
    }
}

/// `GET /api/worktime?month=`.
#[utoipa::path(
    get,
    path = "/{municipality}/api/worktime",
    operation_id = "worktime-list",
    params(("month" = Option<String>, Query)),
    responses((status = 200, description = "", body = Vec<HoursOut>)),
)]
pub async fn list(
    Shared(app): Shared<App>,
    ctx: Ctx,
    form: Form,
) -> Result<Json<Vec<HoursOut>>, Problem> {
    let law = app.law(ctx.actor.municipality);
    let month = month_of(&form, app.today());
    let mut tx = app.db.read(&ctx.actor).await?;
    let book = load::book(&tx, &law, month, Which::All).await?;
    let book = book.with_paid(&app, &tx).await?;
    tx.audit(audit::Entry::list("hours"));
    tx.commit().await?;
    Ok(Json(book.entries.iter().map(|one| out(&ctx, &law, (&book, one))).collect()))
}

/// `GET /api/worktime/labour/{id}?month=`.
#[utoipa::path(
    get,
    path = "/{municipality}/api/worktime/labour/{id}",
    operation_id = "worktime-one",
    params(("id" = String, Path), ("month" = Option<String>, Query)),
    responses((status = 200, description = "", body = HoursOut)),
)]
pub async fn one(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<ContractId>,
    form: Form,
) -> Result<Json<HoursOut>, Problem> {
    let law = app.law(ctx.actor.municipality);
    let month = month_of(&form, app.today());
    let mut tx = app.db.read(&ctx.actor).await?;
    let book = load::book(&tx, &law, month, Which::Of(id)).await?;
    let book = book.with_paid(&app, &tx).await?;
    let entry = entry(&book, id)?;
    tx.audit(audit::Entry::read("hours", id.0).about(Some(entry.user.id.0)));
    tx.commit().await?;
    Ok(Json(out(&ctx, &law, (&book, entry))))
}

/// The acceptance of a report.
#[derive(Deserialize, utoipa::ToSchema)]
pub struct AcceptIn {
    /// Why, of one that came late.
    #[serde(default)]
    reason: String,
}

/// `POST /api/worktime/{id}/accept`.
#[utoipa::path(
    post,
    path = "/{municipality}/api/worktime/{id}/accept",
    operation_id = "worktime-accept",
    params(("id" = String, Path)),
    request_body = AcceptIn,
    responses((status = 200, description = "", body = HoursOut)),
)]
pub async fn accept(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<ReportId>,
    form: Form,
) -> Result<Json<HoursOut>, Problem> {
    let new: AcceptIn = form.json()?;
    let law = app.law(ctx.actor.municipality);
    let mut tx = app.db.write(&ctx.actor).await?;
    tx.use_form(&form.key(), &ctx.url(&format!("/api/worktime/{id}/accept"))).await?;
    let report = load::one(&tx, id).await?;
    let (contract, month) = (report.row.contract_id, report.month()?);
    let book = load::book(&tx, &law, month, Which::Of(contract)).await?;
    decide::accept(&mut tx, &law, (&book, entry(&book, contract)?, &report), &new.reason).await?;
    let book = load::book(&tx, &law, month, Which::Of(contract)).await?;
    let book = book.with_paid(&app, &tx).await?;
    let shown = out(&ctx, &law, (&book, entry(&book, contract)?));
    tx.commit().await?;
    Ok(Json(shown))
}

/// The routes as a document.
#[derive(utoipa::OpenApi)]
#[openapi(paths(list, one, accept, super::stay_api::list, super::stay_api::write))]
pub struct ApiDocument;
