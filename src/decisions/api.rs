//! The same as JSON.

use super::DecisionId;
use super::content::Content;
use super::course::{BODIES, State, number_key, refusals};
use super::list::sought;
use super::load::{self, Decision};
use super::register::{self, Entered};
use crate::app::App;
use axum::Json;
use axum::extract::State as Shared;
use kit::audit::Entry;
use kit::types::Day;
use kit::web::{Ctx, Form, Id, Problem, cut};
use serde::{Deserialize, Serialize};

/// A decision.
#[derive(Serialize, utoipa::ToSchema)]
pub struct DecisionOut {
    #[schema(value_type = String)]
    id: DecisionId,
    /// `council`, `municipal-council`, `mayor`, `check`.
    body: String,
    #[schema(value_type = String, format = Date)]
    taken_on: Day,
    #[schema(value_type = Option<String>, format = Date)]
    due_on: Option<Day>,
    #[schema(value_type = Option<String>, format = Date)]
    done_on: Option<Day>,
    /// `late`, `open`, `in-progress`, `done`, `dropped`, `noted`, `withdrawn`.
    state: &'static str,
    is_public: bool,
    content: Content,
    /// To be sent back with a change.
    version: i32,
}

fn out(one: Decision, today: Day) -> DecisionOut {
    DecisionOut {
        id: one.row.id,
        taken_on: one.row.taken_on,
        due_on: one.row.due_on,
        done_on: one.row.done_on,
        state: one.standing(today),
        is_public: one.row.is_public,
        version: one.row.version,
        body: one.row.body,
        content: one.content,
    }
}

/// `GET /api/decisions`: a page of the register, fifty at a time.
#[utoipa::path(
    get,
    path = "/{municipality}/api/decisions",
    operation_id = "decisions",
    params(
        ("body" = Option<String>, Query),
        ("state" = Option<String>, Query),
        ("year" = Option<i32>, Query),
        ("public" = Option<String>, Query),
        ("page" = Option<u64>, Query),
    ),
    responses((status = 200, description = "", body = Vec<DecisionOut>)),
)]
pub async fn decisions(
    Shared(app): Shared<App>,
    ctx: Ctx,
    form: Form,
) -> Result<Json<Vec<DecisionOut>>, Problem> {
    let asked = sought(&form);
    let mut tx = app.db.read(&ctx.actor).await?;
    let mut all = load::decisions(&tx, &asked).await?;
    let today = tx.today();
    tx.audit(Entry::list("decision"));
    tx.commit().await?;
    all.retain(|one| asked.standing.is_empty() || one.standing(today) == asked.standing);
    let (shown, _) = cut(all, &form, "");
    Ok(Json(shown.into_iter().map(|one| out(one, today)).collect()))
}

/// `GET /api/decisions/{id}`.
#[utoipa::path(
    get,
    path = "/{municipality}/api/decisions/{id}",
    operation_id = "decision",
    params(("id" = String, Path)),
    responses((status = 200, description = "", body = DecisionOut)),
)]
pub async fn decision(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<DecisionId>,
) -> Result<Json<DecisionOut>, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let one = load::decision(&tx, id).await?;
    let today = tx.today();
    tx.audit(Entry::read("decision", id.0));
    tx.commit().await?;
    Ok(Json(out(one, today)))
}

/// A decision to be entered.
#[derive(Deserialize, utoipa::ToSchema)]
pub struct NewDecisionIn {
    /// `council`, `municipal-council`, `mayor`, `check`.
    body: String,
    #[schema(value_type = String, format = Date)]
    taken_on: Day,
    #[schema(value_type = Option<String>, format = Date)]
    due_on: Option<Day>,
    #[serde(default)]
    is_public: bool,
    content: Content,
}

/// `POST /api/decisions`.
#[utoipa::path(
    post,
    path = "/{municipality}/api/decisions",
    operation_id = "decision-enter",
    request_body = NewDecisionIn,
    responses((status = 200, description = "", body = DecisionOut)),
)]
pub async fn enter(
    Shared(app): Shared<App>,
    ctx: Ctx,
    form: Form,
) -> Result<Json<DecisionOut>, Problem> {
    let sent: NewDecisionIn = form.json()?;
    let body = BODIES.into_iter().find(|body| *body == sent.body);
    let body = body.ok_or(Problem::Impossible("decisions-wrong-body"))?;
    let content = sent.content;
    if content.text.trim().is_empty() || number_key(&content.number, sent.taken_on).is_empty() {
        return Err(Problem::Impossible("decisions-wrong-number"));
    }
    if sent.taken_on > app.today() {
        return Err(Problem::Impossible("decisions-wrong-future"));
    }
    if sent.due_on.is_some_and(|due| due < sent.taken_on) {
        return Err(Problem::Impossible("decisions-wrong-due"));
    }
    let mut tx = app.db.write(&ctx.actor).await?;
    tx.use_form(&form.key(), &ctx.url("/api/decisions")).await?;
    if register::is_taken(&tx, body, (&content.number, sent.taken_on), None).await? {
        return Err(Problem::Impossible("decisions-wrong-taken"));
    }
    let entered = Entered {
        body,
        origin: None,
        taken_on: sent.taken_on,
        due_on: sent.due_on,
        is_public: sent.is_public,
        content,
    };
    let id = register::add(&tx, entered).await?;
    let one = load::decision(&tx, id).await?;
    let today = tx.today();
    tx.audit(Entry::write("decision", id.0));
    tx.commit().await?;
    Ok(Json(out(one, today)))
}

/// What was done about a decision.
#[derive(Deserialize, utoipa::ToSchema)]
pub struct DecisionProgressIn {
    /// In words.
    note: String,
    /// `in-progress`, `done`, `dropped`; where it stands stays when it is not told.
    state: Option<String>,
    #[schema(value_type = Option<String>, format = Date)]
    done_on: Option<Day>,
    /// The version that was read.
    version: i32,
}

/// `POST /api/decisions/{id}/progress`.
#[utoipa::path(
    post,
    path = "/{municipality}/api/decisions/{id}/progress",
    operation_id = "decision-progress",
    params(("id" = String, Path)),
    request_body = DecisionProgressIn,
    responses((status = 200, description = "", body = DecisionOut)),
)]
pub async fn progress(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<DecisionId>,
    form: Form,
) -> Result<Json<DecisionOut>, Problem> {
    let sent: DecisionProgressIn = form.json()?;
    let told = sent.state.unwrap_or_default();
    let to = State::SET.into_iter().find(|state| state.code() == told);
    if to.is_none() && !told.is_empty() {
        return Err(Problem::Impossible("form-choose"));
    }
    let mut tx = app.db.write(&ctx.actor).await?;
    tx.use_form(&form.key(), &ctx.url(&format!("/api/decisions/{id}"))).await?;
    let one = load::decision(&tx, id).await?;
    if one.row.withdrawn_at.is_some() {
        return Err(Problem::Impossible("decisions-refused-withdrawn"));
    }
    let done_on = sent.done_on.filter(|_| to == Some(State::Done));
    let days = (one.row.taken_on, tx.today());
    let refused = refusals(days, to, (done_on, sent.note.trim()));
    if let Some(&(_, key)) = refused.first() {
        return Err(Problem::Impossible(key));
    }
    register::note(&tx, &one, (to, done_on), (sent.note, sent.version)).await?;
    let one = load::decision(&tx, id).await?;
    tx.audit(Entry::write("decision-progress", id.0));
    tx.commit().await?;
    Ok(Json(out(one, days.1)))
}

/// What these routes are, for the description of the programming interface.
#[derive(utoipa::OpenApi)]
#[openapi(paths(decisions, decision, enter, progress))]
pub struct ApiDocument;
