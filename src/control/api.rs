//! The same as JSON.

use super::content::{Compared, Protocol, Said, Session};
use super::course::Signalled;
use super::file;
use super::frame::month_of;
use super::load;
use super::plan;
use super::round;
use super::training;
use super::visit;
use super::{MeasureId, RoundId, SignalId, TrainingId, VisitId};
use crate::app::App;
use crate::assistance::{AgreementId, Pairs};
use crate::people::PersonId;
use axum::Json;
use axum::extract::State as Shared;
use kit::audit::Entry;
use kit::types::Day;
use kit::web::{Ctx, Form, Id, Problem};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A pair in the list of a month.
#[derive(Serialize, utoipa::ToSchema)]
pub struct ControlDueOut {
    #[schema(value_type = String)]
    agreement: AgreementId,
    #[schema(value_type = String)]
    user: PersonId,
    #[schema(value_type = String)]
    assistant: PersonId,
    /// The last visit at which the assistant was met.
    #[schema(value_type = Option<String>, format = Date)]
    last_on: Option<Day>,
    /// The last day of the next one.
    #[schema(value_type = String, format = Date)]
    due_on: Day,
    /// `overdue`, `due`, `planned`, `held`; none when it is not its turn.
    standing: Option<&'static str>,
    /// The visit of the month, or the next planned one.
    #[schema(value_type = Option<String>)]
    visit: Option<VisitId>,
    #[schema(value_type = Option<String>, format = Date)]
    visit_on: Option<Day>,
}

/// `GET /api/control/due?month=`.
#[utoipa::path(
    get,
    path = "/{municipality}/api/control/due",
    operation_id = "control-due",
    params(("month" = Option<String>, Query)),
    responses((status = 200, description = "", body = Vec<ControlDueOut>)),
)]
pub async fn due(
    Shared(app): Shared<App>,
    ctx: Ctx,
    form: Form,
) -> Result<Json<Vec<ControlDueOut>>, Problem> {
    let law = app.law(ctx.actor.municipality);
    let month = month_of(&form, app.today());
    let mut tx = app.db.read(&ctx.actor).await?;
    let book = plan::book(&tx, &law, month).await?;
    tx.audit(Entry::list("control"));
    tx.commit().await?;
    let out = |one: plan::Entry| ControlDueOut {
        agreement: one.pair.agreement,
        user: one.pair.user,
        assistant: one.pair.assistant_person,
        last_on: one.last_on,
        due_on: one.due_on,
        standing: one.standing.map(super::course::Standing::code),
        visit: one.visit,
        visit_on: one.visit_on,
    };
    Ok(Json(book.entries.into_iter().map(out).collect()))
}

/// A visit with its protocol and measures.
#[derive(Serialize, utoipa::ToSchema)]
pub struct ControlVisitOut {
    #[schema(value_type = String)]
    id: VisitId,
    #[schema(value_type = String)]
    agreement: AgreementId,
    #[schema(value_type = String)]
    user: PersonId,
    /// `planned`, `signal`, `follow`.
    kind: String,
    /// `planned`, `held`, `cancelled`.
    state: &'static str,
    #[schema(value_type = String, format = Date)]
    planned_on: Day,
    #[schema(value_type = Option<String>, format = Date)]
    held_on: Option<Day>,
    /// Somebody was not satisfied.
    bad: bool,
    /// The assistant was not met.
    absent: bool,
    protocol: Protocol,
    measures: Vec<ControlMeasureOut>,
    /// To be sent back with a change.
    version: i32,
}

/// A measure.
#[derive(Serialize, utoipa::ToSchema)]
pub struct ControlMeasureOut {
    #[schema(value_type = String)]
    id: MeasureId,
    text: String,
    who: String,
    #[schema(value_type = String, format = Date)]
    due_on: Day,
    #[schema(value_type = Option<String>, format = Date)]
    done_on: Option<Day>,
    /// `done`, `partly`, `not`; empty before.
    outcome: String,
    result: String,
    /// To be sent back with a change.
    version: i32,
}

fn measure_out(one: load::Asked) -> ControlMeasureOut {
    ControlMeasureOut {
        id: one.row.id,
        text: one.content.text,
        who: one.content.who,
        due_on: one.row.due_on,
        done_on: one.row.done_on,
        outcome: one.row.outcome,
        result: one.content.result,
        version: one.row.version,
    }
}

/// `GET /api/control/visits/{id}`.
#[utoipa::path(
    get,
    path = "/{municipality}/api/control/visits/{id}",
    operation_id = "control-visit",
    params(("id" = String, Path)),
    responses((status = 200, description = "", body = ControlVisitOut)),
)]
pub async fn visit(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<VisitId>,
) -> Result<Json<ControlVisitOut>, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let one = load::visit(&tx, id).await?;
    let measures = load::measures_of(&tx, &[id]).await?;
    tx.audit(Entry::read("control-visit", id.0).about(Some(one.row.person_id.0)));
    tx.commit().await?;
    Ok(Json(ControlVisitOut {
        id,
        agreement: one.row.agreement_id,
        user: one.row.person_id,
        kind: one.row.kind,
        state: one.state.code(),
        planned_on: one.row.planned_on,
        held_on: one.row.held_on,
        bad: one.row.is_bad,
        absent: one.row.is_absent,
        protocol: one.protocol,
        measures: measures.into_iter().map(measure_out).collect(),
        version: one.row.version,
    }))
}

/// A measure is followed up.
#[derive(Deserialize, utoipa::ToSchema)]
pub struct MeasureDoneIn {
    #[schema(value_type = Option<String>, format = Date)]
    on: Option<Day>,
    /// `done`, `partly`, `not`.
    outcome: String,
    /// What was found.
    result: String,
    /// The version that was read.
    version: i32,
}

/// `POST /api/control/measures/{id}/done`.
#[utoipa::path(
    post,
    path = "/{municipality}/api/control/measures/{id}/done",
    operation_id = "control-measure-done",
    params(("id" = String, Path)),
    request_body = MeasureDoneIn,
    responses((status = 200, description = "", body = ControlMeasureOut)),
)]
pub async fn done(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<MeasureId>,
    form: Form,
) -> Result<Json<ControlMeasureOut>, Problem> {
    let new: MeasureDoneIn = form.json()?;
    let mut tx = app.db.write(&ctx.actor).await?;
    tx.use_form(&form.key(), &ctx.url("/api/control/due")).await?;
    let mut one = load::measure(&tx, id).await?;
    one.row.version = new.version;
    let on = new.on.unwrap_or(tx.today());
    visit::follow(&mut tx, &one, (on, &new.outcome, &new.result)).await?;
    let one = load::measure(&tx, id).await?;
    tx.commit().await?;
    Ok(Json(measure_out(one)))
}

/// A complaint or a signal.
#[derive(Serialize, utoipa::ToSchema)]
pub struct ControlSignalOut {
    #[schema(value_type = String)]
    id: SignalId,
    number: String,
    /// `complaint`, `signal`, `conflict`.
    kind: String,
    #[schema(value_type = Option<String>)]
    user: Option<PersonId>,
    #[schema(value_type = String, format = Date)]
    received_on: Day,
    #[schema(value_type = String, format = Date)]
    due_on: Day,
    /// `open`, `decided`, `closed`.
    state: &'static str,
    /// `founded`, `partly`, `unfounded`, `elsewhere`; empty before.
    outcome: String,
    content: Said,
}

/// `GET /api/control/signals?state=`.
#[utoipa::path(
    get,
    path = "/{municipality}/api/control/signals",
    operation_id = "control-signals",
    params(("state" = Option<String>, Query)),
    responses((status = 200, description = "", body = Vec<ControlSignalOut>)),
)]
pub async fn signals(
    Shared(app): Shared<App>,
    ctx: Ctx,
    form: Form,
) -> Result<Json<Vec<ControlSignalOut>>, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let all = load::signals(&tx, Signalled::from_code(form.get("state"))).await?;
    tx.audit(Entry::list("control-signals"));
    tx.commit().await?;
    let out = |one: load::Signal| ControlSignalOut {
        id: one.row.id,
        number: one.number(),
        kind: one.row.kind,
        user: one.row.person_id,
        received_on: one.row.received_on,
        due_on: one.row.due_on,
        state: one.state.code(),
        outcome: one.row.outcome,
        content: one.content,
    };
    Ok(Json(all.into_iter().map(out).collect()))
}

/// A round of checks against double financing.
#[derive(Serialize, utoipa::ToSchema)]
pub struct ControlRoundOut {
    #[schema(value_type = String)]
    id: RoundId,
    /// `month`, `half-year`.
    kind: &'static str,
    month: String,
    #[schema(value_type = String, format = Date)]
    due_on: Day,
    #[schema(value_type = Option<String>, format = Date)]
    ended_on: Option<Day>,
    users: i32,
    /// Users by result: `clear`, `found`, empty while they wait.
    results: BTreeMap<String, i64>,
    content: Compared,
}

/// `GET /api/control/rounds`.
#[utoipa::path(
    get,
    path = "/{municipality}/api/control/rounds",
    operation_id = "control-rounds",
    responses((status = 200, description = "", body = Vec<ControlRoundOut>)),
)]
pub async fn rounds(
    Shared(app): Shared<App>,
    ctx: Ctx,
) -> Result<Json<Vec<ControlRoundOut>>, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let all = round::rounds(&tx).await?;
    let counts = round::counts(&tx).await?;
    tx.audit(Entry::list("control-rounds"));
    tx.commit().await?;
    let out = |one: round::Round| ControlRoundOut {
        id: one.row.id,
        kind: one.kind(),
        due_on: one.row.due_on,
        ended_on: one.row.ended_on,
        users: one.row.total,
        results: counts
            .iter()
            .filter(|((id, _), _)| *id == one.row.id)
            .map(|((_, result), users)| (result.clone(), *users))
            .collect(),
        month: one.row.month,
        content: one.content,
    };
    Ok(Json(all.into_iter().map(out).collect()))
}

/// A training.
#[derive(Serialize, utoipa::ToSchema)]
pub struct ControlTrainingOut {
    #[schema(value_type = String)]
    id: TrainingId,
    /// `introductory`, `further`.
    kind: String,
    #[schema(value_type = String, format = Date)]
    held_on: Day,
    minutes: i32,
    /// `planned`, `held`.
    state: String,
    content: Session,
    /// How many came.
    came: i64,
}

/// `GET /api/control/training`.
#[utoipa::path(
    get,
    path = "/{municipality}/api/control/training",
    operation_id = "control-training",
    responses((status = 200, description = "", body = Vec<ControlTrainingOut>)),
)]
pub async fn training(
    Shared(app): Shared<App>,
    ctx: Ctx,
) -> Result<Json<Vec<ControlTrainingOut>>, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let all = training::trainings(&tx).await?;
    let counts = training::counts(&tx).await?;
    tx.audit(Entry::list("control-training"));
    tx.commit().await?;
    let out = |one: training::Training| ControlTrainingOut {
        id: one.row.id,
        held_on: one.row.held_on,
        minutes: one.row.minutes,
        came: counts.get(&(one.row.id, "came".to_owned())).copied().unwrap_or(0),
        kind: one.row.kind,
        state: one.row.state,
        content: one.content,
    };
    Ok(Json(all.into_iter().map(out).collect()))
}

/// The file of a pair: each document and how it stands.
#[derive(Serialize, utoipa::ToSchema)]
pub struct ControlFileOut {
    #[schema(value_type = String)]
    agreement: AgreementId,
    #[schema(value_type = String)]
    user: PersonId,
    /// By the code of the document: `there`, `on-paper`, `missing`, `not-due`.
    documents: BTreeMap<String, &'static str>,
    missing: usize,
}

/// `GET /api/control/files`.
#[utoipa::path(
    get,
    path = "/{municipality}/api/control/files",
    operation_id = "control-files",
    responses((status = 200, description = "", body = Vec<ControlFileOut>)),
)]
pub async fn files(
    Shared(app): Shared<App>,
    ctx: Ctx,
) -> Result<Json<Vec<ControlFileOut>>, Problem> {
    let law = app.law(ctx.actor.municipality);
    let mut tx = app.db.read(&ctx.actor).await?;
    let all = file::files(&tx, &law, Pairs::Open).await?;
    tx.audit(Entry::list("control-files"));
    tx.commit().await?;
    let out = |one: file::File| ControlFileOut {
        agreement: one.dossier.pair.agreement,
        user: one.dossier.pair.user,
        missing: one.missing(),
        documents: one.pieces.into_iter().map(|(code, piece)| (code, piece.code())).collect(),
    };
    Ok(Json(all.into_iter().map(out).collect()))
}

/// What these routes are, for the description of the programming interface.
#[derive(utoipa::OpenApi)]
#[openapi(paths(due, visit, done, signals, rounds, training, files))]
pub struct ApiDocument;
