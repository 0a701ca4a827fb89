//! The same in JSON: the load of a week, deputies, unfinished forms, passing work on.

use super::TransferId;
use super::draft_names::draft_key;
use super::load_page::found;
use crate::app::App;
use crate::municipality::{self, Deputy, DeputyId};
use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use jiff::civil::DateTime;
use kit::audit::Entry;
use kit::types::{AccountId, Day};
use kit::web::{Ctx, Form, Id, Problem, Unfinished, unfinished};
use serde::{Deserialize, Serialize};

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

/// A time in which a colleague stands in.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct DeputyOut {
    #[schema(value_type = String)]
    id: DeputyId,
    #[schema(value_type = String)]
    absent: AccountId,
    #[schema(value_type = String)]
    deputy: AccountId,
    #[schema(value_type = String, format = Date)]
    first_day: Day,
    #[schema(value_type = String, format = Date)]
    last_day: Day,
    /// Set when it ended earlier than named.
    #[schema(value_type = Option<String>, format = Date)]
    ended_on: Option<Day>,
}

#[utoipa::path(
    get,
    path = "/{municipality}/api/work/deputies",
    operation_id = "work-deputies",
    responses((status = 200, description = "", body = Vec<DeputyOut>)),
)]
pub async fn deputies(State(app): State<App>, ctx: Ctx) -> Result<Json<Vec<DeputyOut>>, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let found = municipality::deputies(&tx).await?;
    tx.audit(Entry::list("deputy"));
    tx.commit().await?;
    let out = |one: Deputy| DeputyOut {
        id: one.id,
        absent: one.absent,
        deputy: one.deputy,
        first_day: one.first_day,
        last_day: one.last_day,
        ended_on: one.ended_on,
    };
    Ok(Json(found.into_iter().map(out).collect()))
}

/// A form begun and not sent.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct DraftOut {
    /// What it is: `work-draft-note`, `work-draft-contact` …
    what: &'static str,
    /// The address of its page, which shows what was typed.
    path: String,
    #[schema(value_type = String, format = DateTime)]
    saved: DateTime,
}

/// One's own unfinished forms.
#[utoipa::path(
    get,
    path = "/{municipality}/api/work/drafts",
    operation_id = "work-drafts",
    responses((status = 200, description = "", body = Vec<DraftOut>)),
)]
pub async fn drafts(State(app): State<App>, ctx: Ctx) -> Result<Json<Vec<DraftOut>>, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let found = unfinished(&tx).await?;
    tx.audit(Entry::list("draft"));
    tx.commit().await?;
    let out = |one: Unfinished| DraftOut {
        what: draft_key(&one.path),
        saved: one.at.local(),
        path: one.path,
    };
    Ok(Json(found.into_iter().map(out).collect()))
}

/// Who gets somebody's work.
#[derive(Debug, Default, Deserialize, utoipa::ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct HandOverIn {
    /// Who takes it.
    to: String,
    /// These cases only; all when empty.
    cases: Vec<String>,
    /// Whether the unfinished forms go too.
    drafts: bool,
    /// Whether agreed calls and booked hours stay.
    keeps_meetings: bool,
    reason: String,
}

/// A passing on that was done.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct HandOverOut {
    #[schema(value_type = String)]
    id: TransferId,
}

/// Passes the work of an account on.
#[utoipa::path(
    post,
    path = "/{municipality}/api/work/hand-over/{id}",
    operation_id = "work-hand-over",
    params(("id" = String, Path)),
    request_body = HandOverIn,
    responses((status = 201, description = "", body = HandOverOut)),
)]
pub async fn hand_over(
    State(app): State<App>,
    ctx: Ctx,
    Id(id): Id<AccountId>,
    sent: Form,
) -> Result<(StatusCode, Json<HandOverOut>), Problem> {
    let came: HandOverIn = sent.json()?;
    let meetings = if came.keeps_meetings { "stay" } else { &came.to };
    let by = if came.cases.is_empty() { "service" } else { "case" };
    let mut values = vec![
        ("by", by),
        ("all", &came.to),
        ("calls", meetings),
        ("hours", meetings),
        ("reason", &came.reason),
        ("drafts", if came.drafts { &came.to } else { "" }),
    ];
    values.extend(came.cases.iter().map(|case| ("case", case.as_str())));
    let key = sent.key();
    values.push(("_key", &key.0));
    let mut form = Form::filled(ctx.lang, values);
    match super::preview::carry_out(&app, &ctx, id, &mut form).await? {
        Some(id) => Ok((StatusCode::CREATED, Json(HandOverOut { id }))),
        None => Err(form.problem()),
    }
}

/// What the programming interface says of these routes.
#[derive(utoipa::OpenApi)]
#[openapi(paths(load, deputies, drafts, hand_over))]
pub struct ApiDocument;
