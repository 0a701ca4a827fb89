//! The same as JSON.

use super::list::receive;
use super::report::{REPORT_MAX, Wrong, wrong_rows};
use super::steps::column_faults;
use super::store::{self, Progress};
use super::{RunId, steps};
use crate::app::App;
use axum::Json;
use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use kit::audit::Entry;
use kit::store::Tx;
use kit::web::{Ctx, Form, Id, PAGE_ROWS, Paging, Problem};
use serde::{Deserialize, Serialize};

/// An import.
#[derive(Serialize, utoipa::ToSchema)]
pub struct Import {
    #[schema(value_type = String)]
    id: RunId,
    /// `columns`, `checking`, `checked`, `running`, `done`, `undoing`, `undone`, `cancelled`.
    state: String,
    /// Rows of the file.
    rows: i32,
    /// Rows done of this stage.
    position: i32,
    /// People entered.
    created: i32,
    /// Known people whose address was renewed.
    updated: i32,
    /// People who were known.
    known: i32,
    /// Rows that wait for a decision.
    likely: i32,
    /// Rows that are wrong.
    wrong: i32,
}

impl From<Progress> for Import {
    fn from(run: Progress) -> Self {
        Import {
            id: run.id,
            state: run.state,
            rows: run.total,
            position: run.position,
            created: run.created_count,
            updated: run.updated_count,
            known: run.known_count,
            likely: run.likely_count,
            wrong: run.wrong_count,
        }
    }
}

/// Imports, newest first.
#[derive(Serialize, utoipa::ToSchema)]
pub struct Imports {
    imports: Vec<Import>,
}

#[utoipa::path(get, path = "/{municipality}/api/imports", operation_id = "imports-list",
    params(("page" = Option<u64>, Query)), responses((status = 200, description = "", body = Imports)))]
pub async fn list(State(app): State<App>, ctx: Ctx, form: Form) -> Result<Json<Imports>, Problem> {
    let first = (Paging::asked(&form) - 1) * PAGE_ROWS;
    let mut tx = app.db.read(&ctx.actor).await?;
    let found = store::list(&tx, first, PAGE_ROWS).await?;
    tx.audit(Entry::list("import"));
    tx.commit().await?;
    Ok(Json(Imports { imports: found.into_iter().map(Import::from).collect() }))
}

#[utoipa::path(get, path = "/{municipality}/api/imports/{id}", operation_id = "imports-show",
    params(("id" = String, Path)), responses((status = 200, description = "", body = Import)))]
pub async fn one(
    State(app): State<App>,
    ctx: Ctx,
    Id(id): Id<RunId>,
) -> Result<Json<Import>, Problem> {
    shown(&app, &ctx, id).await
}

async fn shown(app: &App, ctx: &Ctx, id: RunId) -> Result<Json<Import>, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let run = store::progress(&tx, id).await?;
    tx.audit(Entry::read("import", id.0));
    tx.commit().await?;
    Ok(Json(run.into()))
}

/// What is wrong with a cell.
#[derive(Serialize, utoipa::ToSchema)]
pub struct WrongCell {
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
pub struct WrongCells {
    wrong: Vec<WrongCell>,
}

#[utoipa::path(get, path = "/{municipality}/api/imports/{id}/wrong",
    operation_id = "imports-wrong",
    params(("id" = String, Path)), responses((status = 200, description = "", body = WrongCells)))]
pub async fn wrong(
    State(app): State<App>,
    ctx: Ctx,
    Id(id): Id<RunId>,
) -> Result<Json<WrongCells>, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let run = store::progress(&tx, id).await?;
    let detail = store::detail(&tx, &run)?;
    let found = wrong_rows(&tx, (id, ctx.lang), &detail, REPORT_MAX).await?;
    tx.audit(Entry::read("import", id.0));
    tx.commit().await?;
    let cell = |w: Wrong| WrongCell { row: w.line, column: w.column, value: w.value, text: w.text };
    Ok(Json(WrongCells { wrong: found.into_iter().map(cell).collect() }))
}

/// `POST /api/imports` with a file in the part `file` of a form.
#[utoipa::path(post, path = "/{municipality}/api/imports", operation_id = "imports-upload",
    responses((status = 201, description = "", body = Import)))]
pub async fn upload(State(app): State<App>, ctx: Ctx, mut sent: Form) -> Result<Response, Problem> {
    match receive(&app, &ctx, &mut sent, "/api/imports").await? {
        Some(id) => {
            let at = [(header::LOCATION, ctx.url(&format!("/api/imports/{id}")))];
            let Json(import) = shown(&app, &ctx, id).await?;
            Ok((StatusCode::CREATED, at, Json(import)).into_response())
        }
        None => Err(sent.problem()),
    }
}

/// What the columns hold.
#[derive(Deserialize, utoipa::ToSchema)]
struct ColumnsIn {
    /// The field of each column, in their order; empty for one that is left out.
    columns: Vec<String>,
    /// What becomes of those who are known: `skip` or `update` (their addresses).
    #[serde(default)]
    known: String,
}

#[utoipa::path(post, path = "/{municipality}/api/imports/{id}/columns",
    operation_id = "imports-columns", request_body = ColumnsIn,
    params(("id" = String, Path)), responses((status = 200, description = "", body = Import)))]
pub async fn columns(
    State(app): State<App>,
    ctx: Ctx,
    Id(id): Id<RunId>,
    mut sent: Form,
) -> Result<Json<Import>, Problem> {
    let came: ColumnsIn = sent.json()?;
    for (_, key) in column_faults(&came.columns) {
        sent.wrong("columns", key);
    }
    if !sent.ok() {
        return Err(sent.problem());
    }
    let mut tx = begun(&app, &ctx, (&sent, id)).await?;
    steps::tell_columns(&mut tx, id, came.columns, &came.known).await?;
    tx.commit().await?;
    shown(&app, &ctx, id).await
}

/// A step of an import that is taken once, however often it is sent.
async fn begun(app: &App, ctx: &Ctx, (sent, id): (&Form, RunId)) -> Result<Tx, Problem> {
    let tx = app.db.write(&ctx.actor).await?;
    tx.use_form(&sent.key(), &ctx.url(&format!("/api/imports/{id}"))).await?;
    Ok(tx)
}

#[utoipa::path(post, path = "/{municipality}/api/imports/{id}/start",
    operation_id = "imports-start",
    params(("id" = String, Path)), responses((status = 200, description = "", body = Import)))]
pub async fn start(
    State(app): State<App>,
    ctx: Ctx,
    Id(id): Id<RunId>,
    sent: Form,
) -> Result<Json<Import>, Problem> {
    let mut tx = begun(&app, &ctx, (&sent, id)).await?;
    steps::start(&mut tx, id).await?;
    tx.commit().await?;
    shown(&app, &ctx, id).await
}

#[utoipa::path(post, path = "/{municipality}/api/imports/{id}/cancel",
    operation_id = "imports-cancel",
    params(("id" = String, Path)), responses((status = 200, description = "", body = Import)))]
pub async fn cancel(
    State(app): State<App>,
    ctx: Ctx,
    Id(id): Id<RunId>,
    sent: Form,
) -> Result<Json<Import>, Problem> {
    let mut tx = begun(&app, &ctx, (&sent, id)).await?;
    steps::cancel(&mut tx, id).await?;
    tx.commit().await?;
    shown(&app, &ctx, id).await
}

#[utoipa::path(post, path = "/{municipality}/api/imports/{id}/undo",
    operation_id = "imports-undo",
    params(("id" = String, Path)), responses((status = 200, description = "", body = Import)))]
pub async fn undo(
    State(app): State<App>,
    ctx: Ctx,
    Id(id): Id<RunId>,
    sent: Form,
) -> Result<Json<Import>, Problem> {
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
