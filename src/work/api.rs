//! The same in JSON: the load of a week.

use super::load_page::found;
use crate::app::App;
use axum::Json;
use axum::extract::State;
use kit::types::{AccountId, Day};
use kit::web::{Ctx, Form, Problem};
use serde::Serialize;

/// The load of a week.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct LoadOut {
    #[schema(value_type = String, format = Date)]
    first_day: Day,
    #[schema(value_type = String, format = Date)]
    last_day: Day,
    workers: Vec<WorkerOut>,
}

/// The row of a worker.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct WorkerOut {
    #[schema(value_type = String)]
    account: AccountId,
    name: String,
    open: i64,
    new: i64,
    closed: i64,
    meetings: i64,
    contacts: i64,
    overdue: i64,
    weighted: i64,
}

#[utoipa::path(
    get,
    path = "/{municipality}/api/work/load",
    operation_id = "work-load",
    params(("week" = Option<String>, Query)),
    responses((status = 200, description = "", body = LoadOut)),
)]
pub async fn load(State(app): State<App>, ctx: Ctx, form: Form) -> Result<Json<LoadOut>, Problem> {
    let found = found(&app, &ctx, &form).await?;
    let worker = |row: &super::load::WorkerLoad| {
        let [open, new, closed, meetings, contacts, overdue] = row.counts;
        WorkerOut {
            account: row.account,
            name: found.names.get(&row.account).cloned().unwrap_or_default(),
            open,
            new,
            closed,
            meetings,
            contacts,
            overdue,
            weighted: row.weighted(&found.numbers),
        }
    };
    Ok(Json(LoadOut {
        first_day: found.week.first,
        last_day: found.week.last(),
        workers: found.rows.iter().map(worker).collect(),
    }))
}

/// What the programming interface says of these routes.
#[derive(utoipa::OpenApi)]
#[openapi(paths(load))]
pub struct ApiDocument;
