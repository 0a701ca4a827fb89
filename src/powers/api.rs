//! The same as JSON.

use super::FileId;
use super::content::Noted;
use super::course::{KINDS, Point};
use super::file::{NewStep, note, wrong};
use super::list::standing;
use super::load::{self, Whole};
use crate::app::App;
use axum::Json;
use axum::extract::State as Shared;
use kit::audit::Entry;
use kit::types::Day;
use kit::web::{Ctx, Form, Id, Problem, cut};
use law::Law;
use serde::{Deserialize, Serialize};

/// A file by name.
#[derive(Serialize, utoipa::ToSchema)]
pub struct PowerFileName {
    #[schema(value_type = String)]
    id: FileId,
    /// `assignment`, `partnership`, `create`, `create-own`, `number`, `place`, `close`,
    /// `agreement-55`, `agreement-56`.
    kind: String,
    title: String,
    #[schema(value_type = String, format = Date)]
    begun_on: Day,
    /// `done`, `dropped`; empty while it goes on.
    ended_how: String,
}

/// `GET /api/powers`: fifty files at a time.
#[utoipa::path(
    get,
    path = "/{municipality}/api/powers",
    operation_id = "powers",
    params(("kind" = Option<String>, Query), ("page" = Option<u64>, Query)),
    responses((status = 200, description = "", body = Vec<PowerFileName>)),
)]
pub async fn files(
    Shared(app): Shared<App>,
    ctx: Ctx,
    form: Form,
) -> Result<Json<Vec<PowerFileName>>, Problem> {
    let kind = KINDS.into_iter().find(|kind| *kind == form.get("kind")).unwrap_or_default();
    let mut tx = app.db.read(&ctx.actor).await?;
    let all = load::files(&tx, kind).await?;
    tx.audit(Entry::list("power-file"));
    tx.commit().await?;
    let (shown, _) = cut(all, &form, "");
    let out = |one: load::File| PowerFileName {
        id: one.row.id,
        kind: one.row.kind,
        title: one.content.title,
        begun_on: one.row.begun_on,
        ended_how: one.row.ended_how,
    };
    Ok(Json(shown.into_iter().map(out).collect()))
}

/// A step of a file.
#[derive(Serialize, utoipa::ToSchema)]
pub struct PowerStepOut {
    code: String,
    title: String,
    article: String,
    /// `done`, `late`, `next`, `possible`, `ahead`, `passed`.
    state: &'static str,
    #[schema(value_type = Option<String>, format = Date)]
    due_on: Option<Day>,
    #[schema(value_type = Option<String>, format = Date)]
    done_on: Option<Day>,
    /// How the term was counted.
    how: Vec<String>,
}

/// A file with its course.
#[derive(Serialize, utoipa::ToSchema)]
pub struct PowerFileOut {
    #[schema(value_type = String)]
    id: FileId,
    kind: String,
    title: String,
    /// `open`, `late`, `done`, `dropped`.
    state: &'static str,
    steps: Vec<PowerStepOut>,
    /// To be sent back with a change.
    version: i32,
}

fn out(law: &Law, whole: &Whole, today: Day) -> PowerFileOut {
    let points = whole.course(law, today);
    let step = |point: &Point<'_>| PowerStepOut {
        code: point.step.code.clone(),
        title: point.step.title.clone(),
        article: point.step.article.clone(),
        state: point.state,
        due_on: point.due_on,
        done_on: point.done_on,
        how: point.how.clone(),
    };
    PowerFileOut {
        id: whole.file.row.id,
        kind: whole.file.row.kind.clone(),
        title: whole.file.content.title.clone(),
        state: standing(&whole.file, &points).0,
        steps: points.iter().map(step).collect(),
        version: whole.file.row.version,
    }
}

/// `GET /api/powers/{id}`.
#[utoipa::path(
    get,
    path = "/{municipality}/api/powers/{id}",
    operation_id = "power-file",
    params(("id" = String, Path)),
    responses((status = 200, description = "", body = PowerFileOut)),
)]
pub async fn file(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<FileId>,
) -> Result<Json<PowerFileOut>, Problem> {
    let law = app.law(ctx.actor.municipality);
    let mut tx = app.db.read(&ctx.actor).await?;
    let whole = load::whole(&tx, id).await?;
    let today = tx.today();
    tx.audit(Entry::read("power-file", id.0));
    tx.commit().await?;
    Ok(Json(out(&law, &whole, today)))
}

/// A step that was done.
#[derive(Deserialize, utoipa::ToSchema)]
pub struct PowerStepIn {
    /// The code of the step.
    step: String,
    #[schema(value_type = String, format = Date)]
    on: Day,
    /// What follows has its longer term.
    #[serde(default)]
    extended: bool,
    /// Number of the order, the letter or the decision.
    #[serde(default)]
    number: String,
    #[serde(default)]
    note: String,
    /// The version that was read.
    version: i32,
}

/// `POST /api/powers/{id}/steps`.
#[utoipa::path(
    post,
    path = "/{municipality}/api/powers/{id}/steps",
    operation_id = "power-step",
    params(("id" = String, Path)),
    request_body = PowerStepIn,
    responses((status = 200, description = "", body = PowerFileOut)),
)]
pub async fn step(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<FileId>,
    form: Form,
) -> Result<Json<PowerFileOut>, Problem> {
    let sent: PowerStepIn = form.json()?;
    let law = app.law(ctx.actor.municipality);
    let mut tx = app.db.write(&ctx.actor).await?;
    tx.use_form(&form.key(), &ctx.url(&format!("/api/powers/{id}"))).await?;
    let whole = load::whole(&tx, id).await?;
    if whole.file.row.ended_on.is_some() {
        return Err(Problem::Impossible("powers-refused-ended"));
    }
    let noted = Noted { number: sent.number, note: sent.note, revoked: String::new() };
    let new = NewStep { code: sent.step, on: sent.on, is_extended: sent.extended, noted };
    let refused = wrong(&tx, &law, (&whole, &new)).await?;
    if !refused.is_empty() {
        let told = |(field, key, args): (&str, &str, Vec<(&'static str, String)>)| {
            (field.to_owned(), ctx.ta(key, &args).into_owned())
        };
        return Err(Problem::Fields(refused.into_iter().map(told).collect()));
    }
    note(&mut tx, &law, (&whole, &new), sent.version).await?;
    let whole = load::whole(&tx, id).await?;
    let today = tx.today();
    tx.commit().await?;
    Ok(Json(out(&law, &whole, today)))
}

/// What these routes are, for the description of the programming interface.
#[derive(utoipa::OpenApi)]
#[openapi(paths(files, file, step))]
pub struct ApiDocument;
