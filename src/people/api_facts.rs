//! Timeline, warnings and notes as JSON.

use super::note::{self, NOTES, Note};
use super::store::happened;
use super::timeline_page::{sieve, told};
use super::warning::{self, Warning};
use super::{PRIVATE, PersonId};
use crate::app::App;
use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use kit::audit::Entry;
use kit::store::Happened;
use kit::types::{decode_id, encode_id};
use kit::web::{Ctx, Form, Id, PAGE_ROWS, Problem, list_address};
use serde::{Deserialize, Serialize};

/// Rows of a timeline, newest first.
#[derive(Serialize, utoipa::ToSchema)]
pub struct Timeline {
    events: Vec<EventRow>,
    /// The address of the older rows.
    #[serde(skip_serializing_if = "Option::is_none")]
    next: Option<String>,
}

/// A row of a timeline.
#[derive(Serialize, utoipa::ToSchema)]
struct EventRow {
    id: String,
    at: String,
    kind: String,
    text: String,
    by: String,
    case: Option<String>,
}

fn event_row(lang: ui::Lang, row: Happened) -> EventRow {
    EventRow {
        id: encode_id(row.id),
        at: row.at.local().strftime("%Y-%m-%dT%H:%M:%S").to_string(),
        text: row.text(lang),
        kind: row.kind,
        by: row.by,
        case: row.case.map(encode_id),
    }
}

/// `GET /api/people/{id}/timeline`.
#[utoipa::path(
    get,
    path = "/{municipality}/api/people/{id}/timeline",
    operation_id = "people-timeline",
    params(("id" = String, Path), ("of" = Option<String>, Query), ("case" = Option<String>, Query), ("before" = Option<String>, Query), ("from-day" = Option<String>, Query), ("from-month" = Option<String>, Query), ("from-year" = Option<String>, Query), ("to-day" = Option<String>, Query), ("to-month" = Option<String>, Query), ("to-year" = Option<String>, Query)),
    responses((status = 200, description = "", body = Timeline)),
)]
pub async fn timeline(
    State(app): State<App>,
    ctx: Ctx,
    Id(id): Id<PersonId>,
    mut form: Form,
) -> Result<Json<Timeline>, Problem> {
    let sieve = sieve(&mut form);
    if !form.ok() {
        return Err(form.problem());
    }
    let before = decode_id(form.get("before"));
    let mut tx = app.db.read(&ctx.actor).await?;
    super::head(&tx, id).await?;
    let mut rows = happened::older(&tx, (id, &sieve), (before, PAGE_ROWS + 1)).await?;
    let more = rows.len() as u64 > PAGE_ROWS;
    rows.truncate(PAGE_ROWS as usize);
    tx.audit(Entry::read("timeline", id.0).about(Some(id.0)));
    tx.commit().await?;
    let next = rows.last().filter(|_| more).map(|row| {
        let bound = encode_id(row.id);
        let path = ctx.url(&format!("/api/people/{id}/timeline"));
        list_address(
            &path,
            &[("of", form.get("of")), ("case", form.get("case")), ("before", &bound)],
        )
    });
    let events = rows.into_iter().map(|row| event_row(ctx.lang, told(row))).collect();
    Ok(Json(Timeline { events, next }))
}

/// `GET /api/people/{id}/warnings`.
#[utoipa::path(
    get,
    path = "/{municipality}/api/people/{id}/warnings",
    operation_id = "people-warnings",
    params(("id" = String, Path)),
    responses((status = 200, description = "", body = Vec<Warning>)),
)]
pub async fn warnings(
    State(app): State<App>,
    ctx: Ctx,
    Id(id): Id<PersonId>,
) -> Result<Json<Vec<Warning>>, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    super::head(&tx, id).await?;
    let list = warning::warnings(&tx, id).await?;
    tx.audit(Entry::list("warning").about(Some(id.0)));
    tx.commit().await?;
    Ok(Json(list))
}

/// `GET /api/people/{id}/notes`.
#[utoipa::path(
    get,
    path = "/{municipality}/api/people/{id}/notes",
    operation_id = "people-notes",
    params(("id" = String, Path)),
    responses((status = 200, description = "", body = Vec<Note>)),
)]
pub async fn notes(
    State(app): State<App>,
    ctx: Ctx,
    Id(id): Id<PersonId>,
) -> Result<Json<Vec<Note>>, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    super::head(&tx, id).await?;
    let list = note::notes(&tx, id).await?;
    tx.audit(Entry::list("note").about(Some(id.0)));
    tx.commit().await?;
    Ok(Json(list))
}

#[derive(Deserialize, utoipa::ToSchema)]
struct NewNote {
    /// `shared` or `private`.
    kind: String,
    text: String,
}

/// `POST /api/people/{id}/notes`.
#[utoipa::path(
    post,
    path = "/{municipality}/api/people/{id}/notes",
    operation_id = "people-note-enter",
    params(("id" = String, Path)),
    request_body = NewNote,
    responses((status = 201, description = "", body = serde_json::Value)),
)]
pub async fn add_note(
    State(app): State<App>,
    ctx: Ctx,
    Id(id): Id<PersonId>,
    form: Form,
) -> Result<Response, Problem> {
    let asked: NewNote = form.json()?;
    let mut typed =
        Form::filled(ctx.lang, [("kind", asked.kind.clone()), ("text", asked.text.clone())]);
    let text = typed.required("text", 4_000);
    let may = ctx.actor.may(PRIVATE) || asked.kind == "shared";
    if !(NOTES.contains(&asked.kind.as_str()) && may) {
        typed.wrong("kind", "form-choose");
    }
    if !typed.ok() {
        return Err(typed.problem());
    }
    let mut tx = app.db.write(&ctx.actor).await?;
    tx.use_form(&form.key(), &ctx.url(&format!("/api/people/{id}/notes"))).await?;
    super::head(&tx, id).await?;
    let note = note::add_note(&mut tx, id, (&asked.kind, &text)).await?;
    tx.commit().await?;
    Ok((StatusCode::CREATED, Json(serde_json::json!({ "id": note }))).into_response())
}
