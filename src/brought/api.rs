//! The same as JSON.

use super::field::column_faults;
use super::list::receive;
use super::report::{REPORT_MAX, Wrong, wrong_rows};
use super::store::{self, Progress};
use super::{RunId, steps};
use crate::app::App;
use axum::Json;
use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use kit::audit::Entry;
use kit::store::Tx;
use kit::types::Day;
use kit::web::{Ctx, Form, Id, PAGE_ROWS, Paging, Problem};
use serde::{Deserialize, Serialize};

/// A table of agreements that came.
#[derive(Serialize, utoipa::ToSchema)]
pub struct Brought {
    #[schema(value_type = String)]
    id: RunId,
    /// `columns`, `checking`, `checked`, `running`, `done`, `undoing`, `undone`, `cancelled`.
    state: String,
    /// Rows of the file.
    rows: i32,
    /// Rows done of this stage.
    position: i32,
    /// Agreements entered.
    entered: i32,
    /// People entered with them.
    people: i32,
    /// Agreements that were here already.
    known: i32,
    /// Rows that wait for a decision.
    likely: i32,
    /// Rows that are wrong.
    wrong: i32,
}

impl From<Progress> for Brought {
    fn from(run: Progress) -> Self {
        Brought {
            id: run.id,
            state: run.state,
            rows: run.total,
            position: run.position,
            entered: run.entered_count,
            people: run.people_count,
            known: run.known_count,
            likely: run.likely_count,
            wrong: run.wrong_count,
        }
    }
}

/// Tables, newest first.
#[derive(Serialize, utoipa::ToSchema)]
pub struct BroughtAll {
    tables: Vec<Brought>,
}

#[utoipa::path(get, path = "/{municipality}/api/brought", operation_id = "brought-list",
    params(("page" = Option<u64>, Query)),
    responses((status = 200, description = "", body = BroughtAll)))]
pub async fn list(
    State(app): State<App>,
    ctx: Ctx,
    form: Form,
) -> Result<Json<BroughtAll>, Problem> {
    let first = (Paging::asked(&form) - 1) * PAGE_ROWS;
    let mut tx = app.db.read(&ctx.actor).await?;
    let found = store::list(&tx, first, PAGE_ROWS).await?;
    tx.audit(Entry::list("brought"));
    tx.commit().await?;
    Ok(Json(BroughtAll { tables: found.into_iter().map(Brought::from).collect() }))
}

#[utoipa::path(get, path = "/{municipality}/api/brought/{id}", operation_id = "brought-show",
    params(("id" = String, Path)), responses((status = 200, description = "", body = Brought)))]
pub async fn one(
    State(app): State<App>,
    ctx: Ctx,
    Id(id): Id<RunId>,
) -> Result<Json<Brought>, Problem> {
    shown(&app, &ctx, id).await
}

async fn shown(app: &App, ctx: &Ctx, id: RunId) -> Result<Json<Brought>, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let run = store::progress(&tx, id).await?;
    tx.audit(Entry::read("brought", id.0));
    tx.commit().await?;
    Ok(Json(run.into()))
}

/// What is wrong with a cell.
#[derive(Serialize, utoipa::ToSchema)]
pub struct WrongRow {
    /// Number of the row in the file.
    row: i32,
    /// The head of the column.
    column: String,
    /// What stands there; of an identifier only the ends.
    value: String,
    /// What is wrong and how to mend it.
    text: String,
}

/// Wrong cells, in the order of the file.
#[derive(Serialize, utoipa::ToSchema)]
pub struct WrongRows {
    wrong: Vec<WrongRow>,
}

#[utoipa::path(get, path = "/{municipality}/api/brought/{id}/wrong",
    operation_id = "brought-wrong",
    params(("id" = String, Path)), responses((status = 200, description = "", body = WrongRows)))]
pub async fn wrong(
    State(app): State<App>,
    ctx: Ctx,
    Id(id): Id<RunId>,
) -> Result<Json<WrongRows>, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let run = store::progress(&tx, id).await?;
    let detail = store::detail(&tx, &run)?;
    let found = wrong_rows(&tx, (id, ctx.lang), &detail, REPORT_MAX).await?;
    tx.audit(Entry::read("brought", id.0));
    tx.commit().await?;
    let cell = |w: Wrong| WrongRow { row: w.line, column: w.column, value: w.value, text: w.text };
    Ok(Json(WrongRows { wrong: found.into_iter().map(cell).collect() }))
}

/// `POST /api/brought` with a file in the part `file` of a form.
#[utoipa::path(post, path = "/{municipality}/api/brought", operation_id = "brought-upload",
    responses((status = 201, description = "", body = Brought)))]
pub async fn upload(State(app): State<App>, ctx: Ctx, mut sent: Form) -> Result<Response, Problem> {
    match receive(&app, &ctx, &mut sent, "/api/brought").await? {
        Some(id) => {
            let at = [(header::LOCATION, ctx.url(&format!("/api/brought/{id}")))];
            let Json(table) = shown(&app, &ctx, id).await?;
            Ok((StatusCode::CREATED, at, Json(table)).into_response())
        }
        None => Err(sent.problem()),
    }
}

/// What the columns hold.
#[derive(Deserialize, utoipa::ToSchema)]
struct AgreementColumns {
    /// The field of each column, in their order; empty for one that is left out.
    columns: Vec<String>,
    /// The first day from which the agreements are kept here.
    #[schema(value_type = String, format = Date)]
    here_from: Day,
}

#[utoipa::path(post, path = "/{municipality}/api/brought/{id}/columns",
    operation_id = "brought-columns", request_body = AgreementColumns,
    params(("id" = String, Path)), responses((status = 200, description = "", body = Brought)))]
pub async fn columns(
    State(app): State<App>,
    ctx: Ctx,
    Id(id): Id<RunId>,
    mut sent: Form,
) -> Result<Json<Brought>, Problem> {
    let came: AgreementColumns = sent.json()?;
    for (_, key) in column_faults(&came.columns) {
        sent.wrong("columns", key);
    }
    if !sent.ok() {
        return Err(sent.problem());
    }
    let mut tx = begun(&app, &ctx, (&sent, id)).await?;
    steps::tell_columns(
        &mut tx,
        id,
        came.columns,
        Day(law::Month::of(came.here_from.0).first_day()),
    )
    .await?;
    tx.commit().await?;
    shown(&app, &ctx, id).await
}

/// A step of the work that is taken once, however often it is sent.
async fn begun(app: &App, ctx: &Ctx, (sent, id): (&Form, RunId)) -> Result<Tx, Problem> {
    let tx = app.db.write(&ctx.actor).await?;
    tx.use_form(&sent.key(), &ctx.url(&format!("/api/brought/{id}"))).await?;
    Ok(tx)
}

#[utoipa::path(post, path = "/{municipality}/api/brought/{id}/start",
    operation_id = "brought-start",
    params(("id" = String, Path)), responses((status = 200, description = "", body = Brought)))]
pub async fn start(
    State(app): State<App>,
    ctx: Ctx,
    Id(id): Id<RunId>,
    sent: Form,
) -> Result<Json<Brought>, Problem> {
    let mut tx = begun(&app, &ctx, (&sent, id)).await?;
    steps::start(&mut tx, id).await?;
    tx.commit().await?;
    shown(&app, &ctx, id).await
}

#[utoipa::path(post, path = "/{municipality}/api/brought/{id}/cancel",
    operation_id = "brought-cancel",
    params(("id" = String, Path)), responses((status = 200, description = "", body = Brought)))]
pub async fn cancel(
    State(app): State<App>,
    ctx: Ctx,
    Id(id): Id<RunId>,
    sent: Form,
) -> Result<Json<Brought>, Problem> {
    let mut tx = begun(&app, &ctx, (&sent, id)).await?;
    steps::cancel(&mut tx, id).await?;
    tx.commit().await?;
    shown(&app, &ctx, id).await
}

#[utoipa::path(post, path = "/{municipality}/api/brought/{id}/undo",
    operation_id = "brought-undo",
    params(("id" = String, Path)), responses((status = 200, description = "", body = Brought)))]
pub async fn undo(
    State(app): State<App>,
    ctx: Ctx,
    Id(id): Id<RunId>,
    sent: Form,
) -> Result<Json<Brought>, Problem> {
    steps::may_be_undone(&app, &ctx, id).await?;
    let mut tx = begun(&app, &ctx, (&sent, id)).await?;
    steps::undo(&mut tx, id).await?;
    tx.commit().await?;
    shown(&app, &ctx, id).await
}

/// What the interface tells of these routes.
#[derive(utoipa::OpenApi)]
#[openapi(paths(list, one, wrong, upload, columns, start, cancel, undo))]
pub struct ApiDocument;
