//! The same as JSON.

use super::SavedId;
use super::ask::{ask_with_whole, who};
use super::question::{Question, Row};
use super::{load, saved};
use crate::app::App;
use axum::Json;
use axum::extract::State as Shared;
use kit::audit;
use kit::types::{Day, Instant};
use kit::web::{Ctx, Form, Problem, cut};
use serde::Serialize;

/// A number.
#[derive(Serialize, utoipa::ToSchema)]
pub struct ReportRowOut {
    /// What it is split by, in the order of the question.
    keys: Vec<String>,
    count: i64,
}

/// An answer.
#[derive(Serialize, utoipa::ToSchema)]
pub struct ReportAnswerOut {
    /// What is counted.
    measure: &'static str,
    /// By what it is split.
    split: Vec<&'static str>,
    /// Everybody once.
    whole: i64,
    rows: Vec<ReportRowOut>,
    /// When the layer was brought into step, in milliseconds since 1970.
    #[schema(value_type = Option<i64>)]
    refreshed_at: Option<Instant>,
}

fn row(row: Row) -> ReportRowOut {
    ReportRowOut { keys: row.keys, count: row.count }
}

/// `GET /api/reporting`.
#[utoipa::path(
    get,
    path = "/{municipality}/api/reporting",
    operation_id = "report",
    params(
        ("measure" = Option<String>, Query), ("split" = Option<String>, Query),
        ("from" = Option<String>, Query), ("to" = Option<String>, Query),
        ("known" = Option<String>, Query), ("only-kind" = Option<String>, Query),
        ("only-service" = Option<String>, Query), ("only-provider" = Option<String>, Query),
        ("only-group" = Option<String>, Query), ("only-settlement" = Option<String>, Query),
        ("only-sex" = Option<String>, Query), ("only-age" = Option<String>, Query),
        ("only-home" = Option<String>, Query),
    ),
    responses((status = 200, description = "", body = ReportAnswerOut)),
)]
pub async fn report(
    Shared(app): Shared<App>,
    ctx: Ctx,
    form: Form,
) -> Result<Json<ReportAnswerOut>, Problem> {
    let question = Question::read(&form, app.today());
    let mut tx = app.db.read(&ctx.actor).await?;
    let (rows, whole) = ask_with_whole(&tx, &question).await?;
    let refreshed_at = load::state(&tx).await?.map(|row| row.refreshed_at);
    tx.audit(audit::Entry::new("list", "report", question.measure.code()));
    tx.commit().await?;
    Ok(Json(ReportAnswerOut {
        measure: question.measure.code(),
        split: question.split.iter().map(|one| one.code()).collect(),
        whole,
        rows: rows.into_iter().map(row).collect(),
        refreshed_at,
    }))
}

/// A page of the list behind a number.
#[derive(Serialize, utoipa::ToSchema)]
pub struct ReportListOut {
    /// How many there are in all.
    count: i64,
    /// Ids of people, of employees for staff, of services for places.
    ids: Vec<String>,
}

/// `GET /api/reporting/list`.
#[utoipa::path(
    get,
    path = "/{municipality}/api/reporting/list",
    operation_id = "report_list",
    params(
        ("measure" = Option<String>, Query), ("from" = Option<String>, Query),
        ("to" = Option<String>, Query), ("page" = Option<String>, Query),
    ),
    responses((status = 200, description = "", body = ReportListOut)),
)]
pub async fn list(
    Shared(app): Shared<App>,
    ctx: Ctx,
    form: Form,
) -> Result<Json<ReportListOut>, Problem> {
    let question = Question::read(&form, app.today()).whole();
    let mut tx = app.db.read(&ctx.actor).await?;
    let all = who(&tx, &question).await?;
    let count = i64::try_from(all.len()).unwrap_or(i64::MAX);
    let (shown, _) = cut(all, &form, "");
    for (id, _) in shown.iter().filter(|_| question.measure.is_of_people()) {
        tx.audit(audit::Entry::read("person", *id).about(Some(*id)));
    }
    tx.audit(audit::Entry::new("list", "report-list", question.measure.code()));
    tx.commit().await?;
    let ids = shown.iter().map(|(id, _)| crate::people::PersonId(*id).to_string());
    Ok(Json(ReportListOut { count, ids: ids.collect() }))
}

/// A saved report.
#[derive(Serialize, utoipa::ToSchema)]
pub struct ReportSavedOut {
    #[schema(value_type = String)]
    id: SavedId,
    title: String,
    /// The question as an address writes it.
    question: String,
    /// `none`, `week`, `month`.
    schedule: String,
    #[schema(value_type = Option<String>, format = Date)]
    sent_on: Option<Day>,
}

/// `GET /api/reporting/saved`.
#[utoipa::path(
    get,
    path = "/{municipality}/api/reporting/saved",
    operation_id = "reports_saved",
    responses((status = 200, description = "", body = Vec<ReportSavedOut>)),
)]
pub async fn saved_list(
    Shared(app): Shared<App>,
    ctx: Ctx,
) -> Result<Json<Vec<ReportSavedOut>>, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let rows = match ctx.actor.account {
        Some(account) => saved::of(&tx, account).await?,
        None => Vec::new(),
    };
    tx.audit(audit::Entry::list("report-saved"));
    tx.commit().await?;
    let out = |row: saved::Saved| ReportSavedOut {
        id: row.id,
        title: row.title,
        question: row.question,
        schedule: row.schedule,
        sent_on: row.sent_on,
    };
    Ok(Json(rows.into_iter().map(out).collect()))
}

/// What this capability says of its handlers.
#[derive(utoipa::OpenApi)]
#[openapi(paths(report, list, saved_list))]
pub struct ApiDocument;
