//! Signals and the attempts to reach the person, in JSON.

use super::SignalId;
use super::outreach::{Attempt, NewAttempt, attempts};
use super::signal::{self, number_of, told};
use super::signal_list::Filter;
use super::store::signal::Model;
use crate::app::App;
use crate::people::PersonId;
use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use jiff::civil::DateTime;
use kit::audit::Entry;
use kit::types::Instant;
use kit::web::{Ctx, Form, Id, PAGE_ROWS, Paging, Problem};
use serde::{Deserialize, Serialize};

/// A signal; what it tells only where one is asked for.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct SignalOut {
    #[schema(value_type = String)]
    id: SignalId,
    number: String,
    #[schema(value_type = String, format = DateTime)]
    received: DateTime,
    institution: String,
    channel: String,
    urgent: Option<String>,
    #[schema(value_type = Option<String>)]
    person: Option<PersonId>,
    state: String,
    outcome: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    text: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    attempts: Vec<Attempt>,
}

/// A page of signals.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct SignalsOut {
    rows: Vec<SignalOut>,
    page: u64,
    more: bool,
}

/// An attempt as it is sent; now when no moment is named.
#[derive(Debug, Default, Deserialize, utoipa::ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct AttemptIn {
    #[schema(value_type = Option<String>, format = DateTime)]
    at: Option<DateTime>,
    channel: String,
    result: String,
    note: String,
}

fn out(ctx: &Ctx, row: &Model) -> SignalOut {
    SignalOut {
        id: row.id,
        number: number_of(ctx, row),
        received: row.received_at.local(),
        institution: row.institution.clone(),
        channel: row.channel.clone(),
        urgent: row.urgent.clone(),
        person: row.person_id,
        state: row.state.clone(),
        outcome: row.closed_reason.clone(),
        text: None,
        attempts: Vec::new(),
    }
}

#[utoipa::path(
    get,
    path = "/{municipality}/api/signals",
    operation_id = "signals-list",
    params(("page" = Option<String>, Query), ("state" = Option<String>, Query), ("institution" = Option<String>, Query), ("urgent" = Option<String>, Query), ("sort" = Option<String>, Query)),
    responses((status = 200, description = "", body = SignalsOut)),
)]
pub async fn signals(
    State(app): State<App>,
    ctx: Ctx,
    mut form: Form,
) -> Result<Response, Problem> {
    let (page, filter) = (Paging::asked(&form), Filter::read(&mut form));
    let mut tx = app.db.read(&ctx.actor).await?;
    let mut rows = filter.page(&tx, page).await?;
    tx.audit(Entry::list("signal"));
    tx.commit().await?;
    let more = rows.len() as u64 > PAGE_ROWS;
    rows.truncate(usize::try_from(PAGE_ROWS).unwrap_or(usize::MAX));
    let rows = rows.iter().map(|row| out(&ctx, row)).collect();
    Ok(Json(SignalsOut { rows, page, more }).into_response())
}

#[utoipa::path(
    get,
    path = "/{municipality}/api/signals/{id}",
    operation_id = "signals-show",
    params(("id" = String, Path)),
    responses((status = 200, description = "", body = SignalOut)),
)]
pub async fn signal(
    State(app): State<App>,
    ctx: Ctx,
    Id(id): Id<SignalId>,
) -> Result<Response, Problem> {
    Ok(Json(one(&app, &ctx, id).await?).into_response())
}

async fn one(app: &App, ctx: &Ctx, id: SignalId) -> Result<SignalOut, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let row = signal::signal(&tx, id).await?;
    let text = Some(told(&tx, &row)?.text);
    let attempts = attempts(ctx, &tx, id).await?;
    tx.audit(Entry::read("signal", id.0).about(row.person_id.map(|person| person.0)));
    tx.commit().await?;
    Ok(SignalOut { text, attempts, ..out(ctx, &row) })
}

#[utoipa::path(
    post,
    path = "/{municipality}/api/signals/{id}/outreach",
    operation_id = "signals-outreach",
    params(("id" = String, Path)),
    request_body = AttemptIn,
    responses((status = 201, description = "", body = SignalOut)),
)]
pub async fn attempt(
    State(app): State<App>,
    ctx: Ctx,
    Id(id): Id<SignalId>,
    sent: Form,
) -> Result<Response, Problem> {
    let came: AttemptIn = sent.json()?;
    let at = came.at.map(|at| super::moment::moment_values("tried", Instant::of_local(at)));
    let mut values = at.unwrap_or_default();
    let texts = [("channel", came.channel), ("reached", came.result), ("note", came.note)];
    values.extend(texts.map(|(name, value)| (name.to_owned(), value)));
    let mut form = Form::filled(ctx.lang, values);
    let mut tx = app.db.write(&ctx.actor).await?;
    tx.use_form(&sent.key(), &ctx.url(&format!("/api/signals/{id}"))).await?;
    let row = signal::signal(&tx, id).await?;
    if row.state != "open" {
        return Err(Problem::Impossible("frontdesk-outreach-closed"));
    }
    let new = NewAttempt::read(&mut form, (row.received_at, tx.now()));
    new.ok_or_else(|| form.problem())?.save(&mut tx, &row).await?;
    tx.commit().await?;
    Ok((StatusCode::CREATED, Json(one(&app, &ctx, id).await?)).into_response())
}
