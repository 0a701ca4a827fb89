//! The same as JSON: conferences and what was agreed at them; the document of all.

use super::agreed;
use super::frame::TEXT;
use super::load::{self, Agreed, Conference, Seat};
use super::{AgreedId, ConferenceId, InstitutionId};
use crate::app::App;
use crate::people::PersonId;
use crate::referral::CaseId;
use axum::Json;
use axum::extract::State as Shared;
use kit::audit::Entry;
use kit::store::Tx;
use kit::types::Day;
use kit::web::{Ctx, Form, Id, Problem, cut};
use serde::{Deserialize, Serialize};
use std::collections::HashMap;

/// A conference by its number.
#[derive(Serialize, utoipa::ToSchema)]
pub struct ConferenceName {
    #[schema(value_type = String)]
    id: ConferenceId,
    number: String,
    #[schema(value_type = String)]
    case: CaseId,
    #[schema(value_type = String)]
    person: PersonId,
    #[schema(value_type = String, format = Date)]
    day: Day,
    begins: String,
    /// `overdue`, `planned`, `called`, `held`, `failed`, `cancelled`.
    state: &'static str,
}

fn name(one: &Conference, today: Day) -> ConferenceName {
    ConferenceName {
        id: one.row.id,
        number: one.number(),
        case: one.row.case_id,
        person: one.row.person_id,
        day: one.row.day,
        begins: one.row.begins.clone(),
        state: one.state(today),
    }
}

/// `GET /api/cooperation/conferences`: fifty at a time.
#[utoipa::path(
    get,
    path = "/{municipality}/api/cooperation/conferences",
    operation_id = "cooperation-conferences",
    params(("case" = Option<String>, Query), ("page" = Option<u64>, Query)),
    responses((status = 200, description = "", body = Vec<ConferenceName>)),
)]
pub async fn conferences(
    Shared(app): Shared<App>,
    ctx: Ctx,
    form: Form,
) -> Result<Json<Vec<ConferenceName>>, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let all = load::conferences(&tx, form.get("case").parse().ok()).await?;
    let today = tx.today();
    tx.audit(Entry::list("cooperation-conference"));
    tx.commit().await?;
    let (shown, _) = cut(all, &form, "");
    Ok(Json(shown.iter().map(|one| name(one, today)).collect()))
}

/// Somebody who is invited.
#[derive(Serialize, utoipa::ToSchema)]
pub struct ConferenceSeat {
    /// `institution`, `officer`, `representative`, `citizen`.
    role: String,
    institution: Option<String>,
    name: String,
    post: String,
    /// `law`, `consent`, `none`: on what it rests that something is told.
    sharing: String,
    /// The article or the consent.
    ground: String,
    /// What may be told.
    shared: String,
    /// `present`, `remote`, `excused`, `absent`; empty until it is noted.
    part: String,
}

/// A task that was agreed.
#[derive(Serialize, utoipa::ToSchema)]
pub struct AgreedTask {
    #[schema(value_type = String)]
    id: AgreedId,
    task: String,
    /// None for the municipality itself.
    institution: Option<String>,
    responsible: String,
    #[schema(value_type = String, format = Date)]
    due_on: Day,
    /// `late`, `open`, `done`, `done-late`, `dropped`.
    state: &'static str,
    /// To be sent back with a change.
    version: i32,
}

/// A conference.
#[derive(Serialize, utoipa::ToSchema)]
pub struct ConferenceOut {
    #[serde(flatten)]
    name: ConferenceName,
    /// `zsu-76-1`, `zsu-84-4`, `zsu-76-4`, `zsu-132`.
    ground: String,
    purpose: String,
    agenda: String,
    outcome: String,
    #[schema(value_type = Option<String>, format = Date)]
    person_told_on: Option<Day>,
    seats: Vec<ConferenceSeat>,
    tasks: Vec<AgreedTask>,
}

type Names = HashMap<InstitutionId, String>;

fn seat_out(seat: Seat, names: &Names) -> ConferenceSeat {
    ConferenceSeat {
        role: seat.row.role,
        institution: seat.row.institution_id.and_then(|id| names.get(&id).cloned()),
        name: seat.content.name,
        post: seat.content.post,
        sharing: seat.row.sharing,
        ground: seat.content.ground,
        shared: seat.content.shared,
        part: seat.row.part,
    }
}

fn task_out(one: Agreed, (names, today): (&Names, Day)) -> AgreedTask {
    AgreedTask {
        id: one.row.id,
        state: one.state(today),
        task: one.content.task,
        institution: one.row.institution_id.and_then(|id| names.get(&id).cloned()),
        responsible: one.content.responsible,
        due_on: one.row.due_on,
        version: one.row.version,
    }
}

async fn whole(tx: &mut Tx, id: ConferenceId) -> Result<ConferenceOut, Problem> {
    let one = load::conference(tx, id).await?;
    let seats = load::seats(tx, &[id]).await?.remove(&id).unwrap_or_default();
    let tasks = load::tasks(tx, Some(&[id])).await?;
    let names = load::names(tx).await?;
    let today = tx.today();
    let person = Some(one.row.person_id.0);
    tx.audit(Entry::read("cooperation-conference", id.0).about(person));
    Ok(ConferenceOut {
        name: name(&one, today),
        person_told_on: one.row.citizen_on,
        ground: one.row.ground,
        purpose: one.content.purpose,
        agenda: one.content.agenda,
        outcome: one.content.outcome,
        seats: seats.into_iter().map(|seat| seat_out(seat, &names)).collect(),
        tasks: tasks.into_iter().map(|task| task_out(task, (&names, today))).collect(),
    })
}

/// `GET /api/cooperation/conferences/{id}`.
#[utoipa::path(
    get,
    path = "/{municipality}/api/cooperation/conferences/{id}",
    operation_id = "cooperation-conference",
    params(("id" = String, Path)),
    responses((status = 200, description = "", body = ConferenceOut)),
)]
pub async fn conference(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<ConferenceId>,
) -> Result<Json<ConferenceOut>, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let out = whole(&mut tx, id).await?;
    tx.commit().await?;
    Ok(Json(out))
}

/// What was done of a task.
#[derive(Deserialize, utoipa::ToSchema)]
pub struct TaskMark {
    /// `progress`, `done`, `dropped`.
    mark: String,
    #[schema(value_type = String, format = Date)]
    on: Day,
    #[serde(default)]
    words: String,
    /// The version that was read.
    version: i32,
}

/// `POST /api/cooperation/agreed-tasks/{id}`.
#[utoipa::path(
    post,
    path = "/{municipality}/api/cooperation/agreed-tasks/{id}",
    operation_id = "cooperation-task-mark",
    params(("id" = String, Path)),
    request_body = TaskMark,
    responses((status = 200, description = "", body = ConferenceOut)),
)]
pub async fn mark(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<AgreedId>,
    form: Form,
) -> Result<Json<ConferenceOut>, Problem> {
    let sent: TaskMark = form.json()?;
    let mut tx = app.db.write(&ctx.actor).await?;
    tx.use_form(&form.key(), &ctx.url(&format!("/api/cooperation/agreed-tasks/{id}"))).await?;
    let task = load::task(&tx, id).await?;
    let conference = load::conference(&tx, task.row.conference_id).await?;
    let said = |field: &str, key: &str| (field.to_owned(), ctx.t(key).into_owned());
    let mut wrong: Vec<_> = agreed::wrong(sent.on, (conference.row.day, tx.today()))
        .into_iter()
        .map(|key| said("on", key))
        .collect();
    if !agreed::MARKS.contains(&sent.mark.as_str()) {
        wrong.push(said("mark", "form-choose"));
    }
    let length = sent.words.chars().count();
    if length > TEXT || (length == 0 && sent.mark != "done") {
        wrong.push(said("words", "form-required"));
    }
    if !wrong.is_empty() {
        return Err(Problem::Fields(wrong));
    }
    agreed::mark(&mut tx, &task, (&sent.mark, sent.on, sent.words.trim()), sent.version).await?;
    let out = whole(&mut tx, conference.row.id).await?;
    tx.commit().await?;
    Ok(Json(out))
}

/// What these routes are, for the description of the programming interface.
#[derive(utoipa::OpenApi)]
#[openapi(paths(
    conferences,
    conference,
    mark,
    super::api_request::inquiries,
    super::api_request::inquiry,
    super::api_request::end,
    super::api_request::statistics,
))]
pub struct ApiDocument;
