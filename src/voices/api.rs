//! The same as JSON.

use super::complaint::{self, New, number};
use super::complaint_page::year_days;
use super::content::Said;
use super::course::{SORTS, TOPICS, VIAS};
use super::frame::{HOME, open_services, year_of};
use super::outcome;
use super::store::voice_complaint;
use super::survey;
use super::{ComplaintId, SurveyId};
use crate::app::App;
use crate::services::{ProviderId, ServiceId};
use axum::Json;
use axum::extract::State as Shared;
use kit::audit::Entry;
use kit::types::Day;
use kit::web::{Ctx, Form, Id, Problem};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A survey.
#[derive(Serialize, utoipa::ToSchema)]
pub struct VoiceSurveyOut {
    #[schema(value_type = String)]
    id: SurveyId,
    title: String,
    #[schema(value_type = String, format = Date)]
    from: Day,
    #[schema(value_type = String, format = Date)]
    to: Day,
    /// `planned`, `open`, `entering`, `closed`.
    state: &'static str,
    answers: i64,
}

/// `GET /api/voices/surveys`.
#[utoipa::path(
    get,
    path = "/{municipality}/api/voices/surveys",
    operation_id = "voices-surveys",
    responses((status = 200, description = "", body = Vec<VoiceSurveyOut>)),
)]
pub async fn surveys(
    Shared(app): Shared<App>,
    ctx: Ctx,
) -> Result<Json<Vec<VoiceSurveyOut>>, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let rows = survey::surveys(&tx).await?;
    let counts = survey::counts(&tx).await?;
    let today = tx.today();
    tx.audit(Entry::list("voice-survey"));
    tx.commit().await?;
    let out = rows.into_iter().map(|row| VoiceSurveyOut {
        id: row.id,
        from: row.starts_on,
        to: row.ends_on,
        state: survey::state((row.starts_on, row.ends_on), row.closed_on, today).code(),
        answers: counts.get(&row.id).copied().unwrap_or(0),
        title: row.title,
    });
    Ok(Json(out.collect()))
}

/// A question of a survey that is closed, with its numbers.
#[derive(Serialize, utoipa::ToSchema)]
pub struct VoiceResultOut {
    code: String,
    /// `choice`, `several`, `scale`, `text`, `faces`.
    kind: String,
    text: String,
    /// How many answered it; none when fewer than five did.
    base: Option<i64>,
    /// How many gave each value.
    counts: BTreeMap<String, i64>,
    /// The mean in hundredths, of a scale or of faces.
    mean: Option<i64>,
    /// The same in the survey before.
    mean_before: Option<i64>,
}

/// `GET /api/voices/surveys/{id}/results?service=`.
#[utoipa::path(
    get,
    path = "/{municipality}/api/voices/surveys/{id}/results",
    operation_id = "voices-results",
    params(("id" = String, Path), ("service" = Option<String>, Query)),
    responses((status = 200, description = "", body = Vec<VoiceResultOut>)),
)]
pub async fn results(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<SurveyId>,
    form: Form,
) -> Result<Json<Vec<VoiceResultOut>>, Problem> {
    let group: Option<ServiceId> = form.get("service").parse().ok();
    let mut tx = app.db.read(&ctx.actor).await?;
    let one = survey::survey(&tx, id).await?;
    let whole = outcome::whole(&tx, one).await?;
    tx.audit(Entry::read("voice-results", id.0));
    tx.commit().await?;
    let out = |one: outcome::Found| {
        let [mean_before, mean] = one.means();
        VoiceResultOut {
            base: one.now.as_ref().map(|now| now.base),
            counts: one.now.map(|now| now.counts.into_iter().collect()).unwrap_or_default(),
            code: one.question.code,
            kind: one.question.kind,
            text: one.question.text,
            mean,
            mean_before,
        }
    };
    Ok(Json(whole.found(group).into_iter().map(out).collect()))
}

/// A complaint, a signal or a proposal, without what is personal.
#[derive(Serialize, utoipa::ToSchema)]
pub struct VoiceComplaintOut {
    #[schema(value_type = String)]
    id: ComplaintId,
    number: String,
    /// `complaint`, `signal`, `proposal`.
    kind: String,
    via: String,
    topic: String,
    #[schema(value_type = Option<String>)]
    service: Option<ServiceId>,
    #[schema(value_type = Option<String>)]
    provider: Option<ProviderId>,
    #[schema(value_type = String, format = Date)]
    received_on: Day,
    #[schema(value_type = String, format = Date)]
    due_on: Day,
    #[schema(value_type = Option<String>, format = Date)]
    answered_on: Option<Day>,
    /// `open`, `answered`.
    state: String,
    /// Empty before it is answered.
    outcome: String,
    anonymous: bool,
    /// To be sent back with a change.
    version: i32,
}

fn out(row: voice_complaint::Model) -> VoiceComplaintOut {
    VoiceComplaintOut {
        number: number(&row),
        id: row.id,
        kind: row.kind,
        via: row.via,
        topic: row.topic,
        service: row.service_id,
        provider: row.provider_id,
        received_on: row.received_on,
        due_on: row.due_on,
        answered_on: row.answered_on,
        state: row.state,
        outcome: row.outcome,
        anonymous: row.is_anonymous,
        version: row.version,
    }
}

/// `GET /api/voices/complaints?year=`.
#[utoipa::path(
    get,
    path = "/{municipality}/api/voices/complaints",
    operation_id = "voices-complaints",
    params(("year" = Option<String>, Query)),
    responses((status = 200, description = "", body = Vec<VoiceComplaintOut>)),
)]
pub async fn complaints(
    Shared(app): Shared<App>,
    ctx: Ctx,
    form: Form,
) -> Result<Json<Vec<VoiceComplaintOut>>, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let rows = complaint::between(&tx, year_days(year_of(&form, tx.today()))).await?;
    tx.audit(Entry::list("voice-complaint"));
    tx.commit().await?;
    Ok(Json(rows.into_iter().map(out).collect()))
}

/// A complaint with what it says.
#[derive(Serialize, utoipa::ToSchema)]
pub struct VoiceComplaintWholeOut {
    complaint: VoiceComplaintOut,
    content: Said,
}

/// `GET /api/voices/complaints/{id}`.
#[utoipa::path(
    get,
    path = "/{municipality}/api/voices/complaints/{id}",
    operation_id = "voices-complaint",
    params(("id" = String, Path)),
    responses((status = 200, description = "", body = VoiceComplaintWholeOut)),
)]
pub async fn complaint(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<ComplaintId>,
) -> Result<Json<VoiceComplaintWholeOut>, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let one = complaint::complaint(&tx, id).await?;
    tx.audit(Entry::read("voice-complaint", id.0));
    tx.commit().await?;
    Ok(Json(VoiceComplaintWholeOut { content: one.content, complaint: out(one.row) }))
}

/// A complaint that came.
#[derive(Deserialize, utoipa::ToSchema)]
pub struct VoiceComplaintIn {
    /// `complaint`, `signal`, `proposal`.
    kind: String,
    /// `desk`, `phone`, `letter`, `email`, `page`, `visit`.
    via: String,
    topic: String,
    #[schema(value_type = Option<String>)]
    service: Option<ServiceId>,
    #[schema(value_type = Option<String>, format = Date)]
    on: Option<Day>,
    /// What about.
    about: String,
    #[serde(default)]
    from: String,
    #[serde(default)]
    contact: String,
}

/// `POST /api/voices/complaints`.
#[utoipa::path(
    post,
    path = "/{municipality}/api/voices/complaints",
    operation_id = "voices-complaint-add",
    request_body = VoiceComplaintIn,
    responses((status = 200, description = "", body = VoiceComplaintWholeOut)),
)]
pub async fn add(
    Shared(app): Shared<App>,
    ctx: Ctx,
    mut form: Form,
) -> Result<Json<VoiceComplaintWholeOut>, Problem> {
    let asked: VoiceComplaintIn = form.json()?;
    let law = app.law(ctx.actor.municipality);
    let mut tx = app.db.write(&ctx.actor).await?;
    let all = open_services(&tx).await?;
    let known = asked.service.and_then(|id| all.iter().find(|one| one.id == id));
    for (name, is_known) in [
        ("kind", SORTS.contains(&asked.kind.as_str())),
        ("via", VIAS.contains(&asked.via.as_str())),
        ("topic", TOPICS.contains(&asked.topic.as_str())),
    ] {
        if !is_known {
            form.wrong(name, "form-choose");
        }
    }
    if asked.service.is_some() && known.is_none() {
        form.wrong("service", "form-choose");
    }
    if asked.about.trim().is_empty() {
        form.wrong("about", "form-required");
    }
    if !form.ok() {
        return Err(form.problem());
    }
    tx.use_form(&form.key(), &ctx.url(HOME)).await?;
    let on = asked.on.unwrap_or(tx.today());
    let new = New {
        service: known.map(|one| (one.id, one.provider_id)),
        kind: asked.kind,
        via: asked.via,
        topic: asked.topic,
        content: Said {
            from: asked.from,
            contact: asked.contact,
            about: asked.about,
            ..Said::default()
        },
        ..New::default()
    };
    let id = complaint::add(&mut tx, &law, (&new, on)).await?;
    let one = complaint::complaint(&tx, id).await?;
    tx.commit().await?;
    Ok(Json(VoiceComplaintWholeOut { content: one.content, complaint: out(one.row) }))
}

/// What these routes are, for the description of the programming interface.
#[derive(utoipa::OpenApi)]
#[openapi(paths(surveys, results, complaints, complaint, add))]
pub struct ApiDocument;
