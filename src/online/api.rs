//! The same as JSON.

use super::content::Typed;
use super::course::Move;
use super::frame::HOME;
use super::question::TEXT;
use super::sent::{self, Matter};
use super::{SentId, inbox_page};
use crate::app::App;
use axum::Json;
use axum::extract::State as Shared;
use kit::audit::Entry;
use kit::types::Day;
use kit::web::{Ctx, Form, Id, Problem};
use serde::{Deserialize, Serialize};

/// So many are listed at once.
const ROWS: usize = 200;

/// Something that came online.
#[derive(Serialize, utoipa::ToSchema)]
pub struct OnlineSentOut {
    #[schema(value_type = String)]
    id: SentId,
    number: String,
    /// `wish`, `application`, `signal`, `complaint`, `question`.
    kind: &'static str,
    /// `received`, `taken`, `asked`, `became`, `answered`, `forwarded`, `refused`.
    state: &'static str,
    #[schema(value_type = String, format = Date)]
    sent_on: Day,
    #[schema(value_type = String, format = Date)]
    due_on: Day,
    urgent: bool,
    /// As what it was registered, below the municipality; empty when it is not.
    became: String,
}

fn out(one: &Matter) -> OnlineSentOut {
    OnlineSentOut {
        id: one.row.id,
        number: one.number(),
        kind: one.kind(),
        state: one.state.code(),
        sent_on: one.row.sent_on,
        due_on: one.row.due_on,
        urgent: one.row.is_urgent,
        became: one.said.became_path.clone(),
    }
}

/// `GET /api/online?state=&kind=&officer=`: the newest first, those that wait when no state is named.
#[utoipa::path(
    get,
    path = "/{municipality}/api/online",
    operation_id = "online-list",
    params(
        ("state" = Option<String>, Query),
        ("kind" = Option<String>, Query),
        ("officer" = Option<String>, Query),
    ),
    responses((status = 200, description = "", body = Vec<OnlineSentOut>)),
)]
pub async fn list(
    Shared(app): Shared<App>,
    ctx: Ctx,
    form: Form,
) -> Result<Json<Vec<OnlineSentOut>>, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let mut all = Vec::new();
    for row in inbox_page::rows(&tx, &form).await?.into_iter().take(ROWS) {
        all.push(out(&sent::opened_one(&tx, row)?));
    }
    tx.audit(Entry::list("online-sent"));
    tx.commit().await?;
    Ok(Json(all))
}

/// What was done with it.
#[derive(Serialize, utoipa::ToSchema)]
pub struct OnlineStepOut {
    /// `received`, `taken`, `asked`, `supplemented`, `became`, `answered`, `forwarded`, `refused`.
    kind: String,
    #[schema(value_type = String, format = Date)]
    day: Day,
    /// What was written to whoever sent it.
    text: String,
    by: String,
}

/// Something that came online, with what was typed and what was done.
#[derive(Serialize, utoipa::ToSchema)]
pub struct OnlineSentWholeOut {
    #[serde(flatten)]
    sent: OnlineSentOut,
    typed: Typed,
    steps: Vec<OnlineStepOut>,
}

/// `GET /api/online/{id}`.
#[utoipa::path(
    get,
    path = "/{municipality}/api/online/{id}",
    operation_id = "online-sent",
    params(("id" = String, Path)),
    responses((status = 200, description = "", body = OnlineSentWholeOut)),
)]
pub async fn one(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<SentId>,
) -> Result<Json<OnlineSentWholeOut>, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let one = sent::matter(&tx, id).await?;
    let steps = sent::steps(&tx, id).await?;
    tx.audit(Entry::read("online-sent", id.0).about(one.row.person_id.map(|person| person.0)));
    tx.commit().await?;
    let steps = steps.into_iter().map(|(row, text)| OnlineStepOut {
        kind: row.kind,
        day: row.day,
        text,
        by: row.account_name,
    });
    let (sent, steps) = (out(&one), steps.collect());
    Ok(Json(OnlineSentWholeOut { sent, typed: one.said.typed, steps }))
}

/// An answer.
#[derive(Deserialize, utoipa::ToSchema)]
pub struct OnlineAnswerIn {
    /// What whoever sent it reads.
    text: String,
}

/// `POST /api/online/{id}/answer`.
#[utoipa::path(
    post,
    path = "/{municipality}/api/online/{id}/answer",
    operation_id = "online-answer",
    params(("id" = String, Path)),
    request_body = OnlineAnswerIn,
    responses((status = 200, description = "", body = OnlineSentOut)),
)]
pub async fn answer(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<SentId>,
    mut form: Form,
) -> Result<Json<OnlineSentOut>, Problem> {
    let asked: OnlineAnswerIn = form.json()?;
    if asked.text.trim().is_empty() {
        form.wrong("text", "form-required");
    } else if asked.text.chars().count() > TEXT {
        form.wrong("text", "online-wrong-long");
    }
    if !form.ok() {
        return Err(form.problem());
    }
    let mut tx = app.db.write(&ctx.actor).await?;
    tx.use_form(&form.key(), &ctx.url(&format!("{HOME}/{id}"))).await?;
    let one = sent::matter(&tx, id).await?;
    sent::close(&mut tx, (&one, Move::Answer), &asked.text).await?;
    let one = sent::matter(&tx, id).await?;
    tx.commit().await?;
    Ok(Json(out(&one)))
}

/// What these routes are, for the description of the programming interface.
#[derive(utoipa::OpenApi)]
#[openapi(paths(list, one, answer))]
pub struct ApiDocument;
