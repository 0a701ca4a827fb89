//! The same as JSON.

use super::course::State;
use super::talk::{self, Talk};
use super::{TalkId, duty, line};
use crate::app::App;
use axum::Json;
use axum::extract::State as Shared;
use kit::audit::Entry;
use kit::types::Instant;
use kit::web::{Ctx, Form, Id, Problem};
use serde::{Deserialize, Serialize};

/// The desk at this moment.
#[derive(Serialize, utoipa::ToSchema)]
pub struct DeskOut {
    is_open: bool,
    /// How many are on duty and there.
    on_duty: usize,
    waiting: u64,
}

/// `GET /api/desk`.
#[utoipa::path(
    get,
    path = "/{municipality}/api/desk",
    operation_id = "desk-now",
    responses((status = 200, description = "", body = DeskOut)),
)]
pub async fn desk(Shared(app): Shared<App>, ctx: Ctx) -> Result<Json<DeskOut>, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let open = duty::is_open(&tx, &app).await?;
    let here = duty::here(&tx, &app).await?;
    let waiting = duty::waiting(&tx).await?;
    tx.audit(Entry::list("desk-talk"));
    tx.commit().await?;
    Ok(Json(DeskOut { is_open: open.is_some(), on_duty: here.people.len(), waiting }))
}

/// A talk that has not ended.
#[derive(Serialize, utoipa::ToSchema)]
pub struct DeskTalkOut {
    #[schema(value_type = String)]
    id: TalkId,
    /// `waiting`, `taken`, `ended`.
    state: &'static str,
    /// The name they gave, or empty.
    name: String,
    /// Codes of dangers of which the talk tells.
    risk: Vec<String>,
    #[schema(value_type = String, format = DateTime)]
    began: jiff::civil::DateTime,
    version: i32,
}

fn out(talk: Talk) -> DeskTalkOut {
    let risk = talk.row.risk.split(' ').filter(|code| !code.is_empty());
    DeskTalkOut {
        id: talk.row.id,
        state: talk.state.code(),
        name: talk.content.name,
        risk: risk.map(str::to_owned).collect(),
        began: talk.row.began_at.local(),
        version: talk.row.version,
    }
}

/// `GET /api/desk/talks`.
#[utoipa::path(
    get,
    path = "/{municipality}/api/desk/talks",
    operation_id = "desk-talks",
    responses((status = 200, description = "", body = Vec<DeskTalkOut>)),
)]
pub async fn talks(Shared(app): Shared<App>, ctx: Ctx) -> Result<Json<Vec<DeskTalkOut>>, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let all = talk::open(&tx).await?;
    tx.audit(Entry::list("desk-talk"));
    tx.commit().await?;
    Ok(Json(all.into_iter().map(out).collect()))
}

/// A line of a talk.
#[derive(Serialize, utoipa::ToSchema)]
pub struct DeskLineOut {
    /// `citizen` or `worker`.
    via: String,
    #[schema(value_type = String, format = DateTime)]
    at: jiff::civil::DateTime,
    text: String,
}

/// `GET /api/desk/talks/{id}`.
#[utoipa::path(
    get,
    path = "/{municipality}/api/desk/talks/{id}",
    operation_id = "desk-talk",
    params(("id" = String, Path)),
    responses((status = 200, description = "", body = Vec<DeskLineOut>)),
)]
pub async fn talk(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<TalkId>,
) -> Result<Json<Vec<DeskLineOut>>, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let talk = talk::talk(&tx, id).await?;
    // After its end only what the citizen agreed to keep is for the office to read.
    let is_readable = talk.state != State::Ended || talk.row.is_kept;
    let lines = if is_readable { line::lines(&tx, &talk).await? } else { Vec::new() };
    tx.audit(Entry::read("desk-talk", id.0));
    tx.commit().await?;
    let local = |at: Instant| at.local();
    let out = lines.into_iter().map(|line| DeskLineOut {
        via: line.via,
        at: local(line.at),
        text: line.text,
    });
    Ok(Json(out.collect()))
}

/// `POST /api/desk/talks/{id}/take`.
#[utoipa::path(
    post,
    path = "/{municipality}/api/desk/talks/{id}/take",
    operation_id = "desk-take",
    params(("id" = String, Path)),
    responses((status = 200, description = "", body = DeskTalkOut)),
)]
pub async fn take(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<TalkId>,
    sent: Form,
) -> Result<Json<DeskTalkOut>, Problem> {
    let mut tx = app.db.write(&ctx.actor).await?;
    let talk = talk::talk(&tx, id).await?;
    tx.use_form(&sent.key(), &ctx.url(&format!("/api/desk/talks/{id}"))).await?;
    let here = duty::here(&tx, &app).await?;
    talk::take(&mut tx, &talk, here.has(talk.row.account_id)).await?;
    let talk = talk::talk(&tx, id).await?;
    tx.commit().await?;
    app.desk.tell(ctx.actor.municipality, id);
    app.desk.tell_all(ctx.actor.municipality);
    Ok(Json(out(talk)))
}

/// What a worker says.
#[derive(Debug, Default, Deserialize, utoipa::ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct DeskLineIn {
    text: String,
}

/// `POST /api/desk/talks/{id}/lines`.
#[utoipa::path(
    post,
    path = "/{municipality}/api/desk/talks/{id}/lines",
    operation_id = "desk-say",
    params(("id" = String, Path)),
    request_body = DeskLineIn,
    responses((status = 200, description = "", body = DeskTalkOut)),
)]
pub async fn say(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<TalkId>,
    sent: Form,
) -> Result<Json<DeskTalkOut>, Problem> {
    let came: DeskLineIn = sent.json()?;
    let mut form = Form::filled(ctx.lang, [("text", came.text)]);
    let text = form.required("text", line::LONGEST);
    if !form.ok() {
        return Err(form.problem());
    }
    let mut tx = app.db.write(&ctx.actor).await?;
    let talk = talk::talk(&tx, id).await?;
    let account = talk::own(&tx, &talk)?;
    tx.use_form(&sent.key(), &ctx.url(&format!("/api/desk/talks/{id}"))).await?;
    line::say(&mut tx, &talk, (Some(account), &text)).await?;
    tx.commit().await?;
    app.desk.tell(ctx.actor.municipality, id);
    Ok(Json(out(talk)))
}

/// What the programming interface says of the desk.
#[derive(utoipa::OpenApi)]
#[openapi(paths(desk, talks, talk, take, say))]
pub struct ApiDocument;
