//! The same as JSON.

use super::action;
use super::content::{Content, content};
use super::due;
use super::due_page::{asked, sifted};
use super::follow;
use super::load;
use super::store::support_version;
use super::{ActionId, VersionId};
use crate::app::App;
use crate::people::PersonId;
use crate::placement::{self, PlacementId};
use crate::services::ServiceId;
use axum::Json;
use axum::extract::State as Shared;
use axum::response::{IntoResponse, Response};
use kit::audit::Entry;
use kit::store::StoreError;
use kit::types::Day;
use kit::web::{Ctx, Form, Id, Problem, day_values};
use serde::{Deserialize, Serialize};

/// Something that is due.
#[derive(Serialize, utoipa::ToSchema)]
pub struct DueOut {
    /// `write`, `sign`, `send`, `update`, `joint`, `action`.
    what: &'static str,
    #[schema(value_type = Option<String>, format = Date)]
    day: Option<Day>,
    #[schema(value_type = String)]
    placement: PlacementId,
    #[schema(value_type = String)]
    person: PersonId,
    #[schema(value_type = String)]
    service: ServiceId,
    /// Where it is done, below the municipality.
    path: String,
}

/// `GET /api/support`.
#[utoipa::path(
    get,
    path = "/{municipality}/api/support",
    operation_id = "support-due",
    params(
        ("what" = Option<String>, Query), ("service" = Option<String>, Query),
        ("officer" = Option<String>, Query), ("when" = Option<String>, Query),
    ),
    responses((status = 200, description = "", body = Vec<DueOut>)),
)]
pub async fn list(
    Shared(app): Shared<App>,
    ctx: Ctx,
    form: Form,
) -> Result<Json<Vec<DueOut>>, Problem> {
    let law = app.law(ctx.actor.municipality);
    let mut tx = app.db.read(&ctx.actor).await?;
    let all = due::gather(&tx, &law, &asked(&tx, &form)).await?;
    tx.audit(Entry::list("support"));
    tx.commit().await?;
    let out = |item: due::Item| DueOut {
        what: item.what,
        day: item.day,
        placement: item.placement,
        person: item.person,
        service: item.service,
        path: item.path,
    };
    Ok(Json(sifted(all, &form, app.today()).into_iter().map(out).collect()))
}

/// A document without what is written in it.
#[derive(Serialize, utoipa::ToSchema)]
pub struct VersionOut {
    #[schema(value_type = String)]
    id: VersionId,
    #[schema(value_type = String)]
    placement: PlacementId,
    /// `assessment`, `plan`, `joint`, `evaluation`.
    kind: String,
    number: i32,
    /// `draft`, `approved`, `signed`, `given`, `dropped`.
    state: String,
    /// `first`, `wish`, `term`, `need`, `leaving`.
    ground: String,
    #[schema(value_type = Option<String>, format = Date)]
    due_on: Option<Day>,
    #[schema(value_type = Option<String>, format = Date)]
    approved_on: Option<Day>,
    #[schema(value_type = Option<String>, format = Date)]
    signed_on: Option<Day>,
    #[schema(value_type = Option<String>, format = Date)]
    given_on: Option<Day>,
    #[schema(value_type = Option<String>, format = Date)]
    sent_on: Option<Day>,
    /// To be sent back with a change.
    version: i32,
}

impl From<&support_version::Model> for VersionOut {
    fn from(row: &support_version::Model) -> VersionOut {
        VersionOut {
            id: row.id,
            placement: row.placement_id,
            kind: row.kind.clone(),
            number: row.number,
            state: row.state.clone(),
            ground: row.ground.clone(),
            due_on: row.due_on,
            approved_on: row.approved_on,
            signed_on: row.signed_on,
            given_on: row.given_on,
            sent_on: row.sent_on,
            version: row.version,
        }
    }
}

/// `GET /api/placements/{id}/support`.
#[utoipa::path(
    get,
    path = "/{municipality}/api/placements/{id}/support",
    operation_id = "support-of-placement",
    params(("id" = String, Path)),
    responses((status = 200, description = "", body = Vec<VersionOut>)),
)]
pub async fn of_placement(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<PlacementId>,
) -> Result<Json<Vec<VersionOut>>, Problem> {
    let law = app.law(ctx.actor.municipality);
    let mut tx = app.db.read(&ctx.actor).await?;
    let brief = placement::brief(&tx, &law, id).await?;
    let rows = load::versions(&tx, id).await?;
    tx.audit(Entry::read("support", id.0).about(Some(brief.person.0)));
    tx.commit().await?;
    Ok(Json(rows.iter().map(VersionOut::from).collect()))
}

/// An action of a plan.
#[derive(Serialize, utoipa::ToSchema)]
pub struct ActionOut {
    #[schema(value_type = String)]
    id: ActionId,
    what: String,
    who: String,
    often: String,
    #[schema(value_type = Option<String>, format = Date)]
    due_on: Option<Day>,
    /// `open`, `done`, `not_done`, `replaced`.
    state: String,
    note: String,
    #[schema(value_type = Option<String>, format = Date)]
    marked_on: Option<Day>,
    /// To be sent back with a change.
    version: i32,
}

/// A document with what is written in it.
#[derive(Serialize, utoipa::ToSchema)]
pub struct WholeOut {
    #[serde(flatten)]
    version: VersionOut,
    content: Content,
    actions: Vec<ActionOut>,
}

/// `GET /api/support/{id}`.
#[utoipa::path(
    get,
    path = "/{municipality}/api/support/{id}",
    operation_id = "support-one",
    params(("id" = String, Path)),
    responses((status = 200, description = "", body = WholeOut)),
)]
pub async fn one(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<VersionId>,
) -> Result<Json<WholeOut>, Problem> {
    let law = app.law(ctx.actor.municipality);
    let mut tx = app.db.read(&ctx.actor).await?;
    let row = load::row(&tx, id).await?;
    let brief = placement::brief(&tx, &law, row.placement_id).await?;
    let mut actions = Vec::new();
    for action in load::actions(&tx, id).await? {
        let told = load::told(&tx, &action)?;
        actions.push(ActionOut {
            id: action.id,
            what: told.what,
            who: told.who,
            often: told.often,
            due_on: action.due_on,
            note: load::note(&tx, &action)?,
            marked_on: action.marked_on,
            version: action.version,
            state: action.state,
        });
    }
    let content = content(&tx, &row)?;
    tx.audit(Entry::read("support", id.0).about(Some(brief.person.0)));
    tx.commit().await?;
    Ok(Json(WholeOut { version: VersionOut::from(&row), content, actions }))
}

/// How an action stands.
#[derive(Deserialize, utoipa::ToSchema)]
pub struct NewMark {
    /// `done`, `not_done`, `open`.
    state: String,
    #[schema(value_type = Option<String>, format = Date)]
    on: Option<Day>,
    #[serde(default)]
    note: String,
    /// The version that was read.
    version: i32,
}

/// `POST /api/support/actions/{id}`.
#[utoipa::path(
    post,
    path = "/{municipality}/api/support/actions/{id}",
    operation_id = "support-action-mark",
    params(("id" = String, Path)),
    request_body = NewMark,
    responses((status = 200, description = "", body = serde_json::Value)),
)]
pub async fn mark(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<ActionId>,
    form: Form,
) -> Result<Response, Problem> {
    let new: NewMark = form.json()?;
    let mut values = day_values("on", Some(new.on.unwrap_or(app.today())));
    values.extend([("state".to_owned(), new.state), ("note".to_owned(), new.note)]);
    let mut typed = Form::filled(ctx.lang, values);
    let (state, on, note) = action::read(&mut typed, app.today());
    let (Some(on), true) = (on, typed.ok()) else { return Err(typed.problem()) };
    let law = app.law(ctx.actor.municipality);
    let mut tx = app.db.write(&ctx.actor).await?;
    tx.use_form(&form.key(), &ctx.url(&format!("/api/support/actions/{id}"))).await?;
    let row = load::action(&tx, id).await?;
    if row.version != new.version {
        return Err(StoreError::Conflict.into());
    }
    let brief = placement::brief(&tx, &law, row.placement_id).await?;
    follow::mark(&mut tx, (&row, &brief), (&state, on, &note)).await?;
    tx.commit().await?;
    let done = serde_json::json!({ "id": id, "state": state, "version": row.version + 1 });
    Ok(Json(done).into_response())
}

/// What these routes are, for the description of the programming interface.
#[derive(utoipa::OpenApi)]
#[openapi(paths(list, of_placement, one, mark))]
pub struct ApiDocument;
