//! The same as JSON.

use super::entitled::{self, Source};
use super::frame::month_of;
use super::load::{self, Line};
use super::place::Place;
use super::report::{self, By};
use super::week::{DAY_MINUTES, ITEMS, Visit};
use super::{AssistantId, ReportId, assistant};
use crate::app::App;
use crate::people::PersonId;
use crate::placement::PlacementId;
use axum::Json;
use axum::extract::State as Shared;
use kit::audit::Entry;
use kit::types::Day;
use kit::web::{Ctx, Form, Id, Problem};
use law::{Answer, Month};
use serde::{Deserialize, Serialize};

/// A report in short.
#[derive(Serialize, utoipa::ToSchema)]
pub struct HomecareReportOut {
    /// The report.
    #[schema(value_type = String)]
    id: ReportId,
    /// Who reports.
    #[schema(value_type = String)]
    assistant: AssistantId,
    /// `draft`, `sent`, `approved`, `returned`.
    state: String,
    /// Reported minutes.
    minutes: i32,
    /// Days with a visit.
    days: i32,
}

/// A contract in a month.
#[derive(Serialize, utoipa::ToSchema)]
pub struct HomecareContractOut {
    /// The placement.
    #[schema(value_type = String)]
    placement: PlacementId,
    /// The person.
    #[schema(value_type = String)]
    person: PersonId,
    /// Their name.
    name: String,
    /// Agreed minutes of the month.
    agreed: u32,
    /// Planned minutes.
    planned: u32,
    /// Reported minutes.
    reported: u32,
    /// Reports of the month.
    reports: Vec<HomecareReportOut>,
}

fn contract(line: &Line, month: Month) -> HomecareContractOut {
    let report = |row: &super::store::homecare_report::Model| HomecareReportOut {
        id: row.id,
        assistant: row.assistant_id,
        state: row.state.clone(),
        minutes: row.minutes,
        days: row.days,
    };
    HomecareContractOut {
        placement: line.of.placement,
        person: line.of.person,
        name: line.name.clone(),
        agreed: line.agreed(month),
        planned: line.planned,
        reported: line.reported(),
        reports: line.reports.iter().map(report).collect(),
    }
}

/// `GET /api/homecare?month=`.
#[utoipa::path(
    get,
    path = "/{municipality}/api/homecare",
    operation_id = "homecare-list",
    params(("month" = Option<String>, Query)),
    responses((status = 200, description = "", body = Vec<HomecareContractOut>)),
)]
pub async fn list(
    Shared(app): Shared<App>,
    ctx: Ctx,
    form: Form,
) -> Result<Json<Vec<HomecareContractOut>>, Problem> {
    let law = app.law(ctx.actor.municipality);
    let month = month_of(&form, app.today());
    let mut tx = app.db.read(&ctx.actor).await?;
    let lines = load::lines(&tx, &law, None, month).await?;
    tx.audit(Entry::list("homecare"));
    tx.commit().await?;
    Ok(Json(lines.iter().map(|line| contract(line, month)).collect()))
}

/// An assistant.
#[derive(Serialize, utoipa::ToSchema)]
pub struct AssistantOut {
    /// The assistant.
    #[schema(value_type = String)]
    id: AssistantId,
    /// Name.
    name: String,
    /// First day of the appointment.
    #[schema(value_type = String, format = Date)]
    from: Day,
    /// Last day, when known.
    #[schema(value_type = Option<String>, format = Date)]
    until: Option<Day>,
    /// Minutes a week.
    weekly: u32,
}

/// `GET /api/homecare/assistants`.
#[utoipa::path(
    get,
    path = "/{municipality}/api/homecare/assistants",
    operation_id = "homecare-assistants",
    responses((status = 200, description = "", body = Vec<AssistantOut>)),
)]
pub async fn assistants(
    Shared(app): Shared<App>,
    ctx: Ctx,
) -> Result<Json<Vec<AssistantOut>>, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let all = assistant::all(&tx).await?;
    tx.audit(Entry::list("assistants"));
    tx.commit().await?;
    let out = |one: assistant::Assistant| AssistantOut {
        id: one.row.id,
        from: one.row.from_on,
        until: one.row.until_on,
        weekly: one.weekly(),
        name: one.facts.name,
    };
    Ok(Json(all.into_iter().map(out).collect()))
}

/// A question of the law with its answer.
#[derive(Serialize, utoipa::ToSchema)]
pub struct EntitlementFactOut {
    /// The question, as the law names it.
    key: &'static str,
    /// The answer; null when nobody said it.
    value: serde_json::Value,
    /// `file`, `decision`, `declared`, `nothing`, `unknown`.
    source: &'static str,
}

/// A right with its answer.
#[derive(Serialize, utoipa::ToSchema)]
pub struct EntitlementRightOut {
    /// Id.
    id: String,
    /// `yes`, `no`, `ask`.
    #[schema(value_type = String)]
    answer: Answer,
    /// What fails or is not known.
    failing: String,
    /// Articles.
    articles: String,
}

/// What excludes the service.
#[derive(Serialize, utoipa::ToSchema)]
pub struct ExclusionOut {
    /// Its kind.
    kind: String,
    /// First day.
    #[schema(value_type = String, format = Date)]
    from: Day,
    /// Last day, when known.
    #[schema(value_type = Option<String>, format = Date)]
    until: Option<Day>,
}

/// Whether a person is entitled.
#[derive(Serialize, utoipa::ToSchema)]
pub struct EntitlementOut {
    /// `yes`, `no`, `ask`.
    #[schema(value_type = String)]
    answer: Answer,
    /// The two rights.
    rights: Vec<EntitlementRightOut>,
    /// What was asked.
    facts: Vec<EntitlementFactOut>,
    /// What excludes the service, today and ahead.
    exclusions: Vec<ExclusionOut>,
    /// The version of the rules.
    rules: String,
}

fn source(source: Source) -> &'static str {
    source.code()
}

/// `GET /api/people/{id}/homecare`.
#[utoipa::path(
    get,
    path = "/{municipality}/api/people/{id}/homecare",
    operation_id = "homecare-person",
    params(("id" = String, Path)),
    responses((status = 200, description = "", body = EntitlementOut)),
)]
pub async fn person(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<PersonId>,
) -> Result<Json<EntitlementOut>, Problem> {
    let law = app.law(ctx.actor.municipality);
    let mut tx = app.db.read(&ctx.actor).await?;
    let asked = entitled::asked(&tx, id, app.today()).await?;
    tx.audit(Entry::read("homecare", id.0).about(Some(id.0)));
    tx.commit().await?;
    let decided = asked.decided(&law);
    let right = |one: law::RightAnswer| EntitlementRightOut {
        id: one.id,
        answer: one.answer,
        failing: one.failing,
        articles: one.article,
    };
    let fact = |one: entitled::Answered| EntitlementFactOut {
        key: one.key,
        value: one.value,
        source: source(one.source),
    };
    let exclusion = |one: super::fact::Exclusion| ExclusionOut {
        kind: one.kind,
        from: one.from_on,
        until: one.until_on,
    };
    Ok(Json(EntitlementOut {
        answer: decided.answer,
        rights: decided.rights.into_iter().map(right).collect(),
        facts: decided.answers.into_iter().map(fact).collect(),
        exclusions: asked.exclusions.into_iter().map(exclusion).collect(),
        rules: decided.rules,
    }))
}

/// The visits of a report.
#[derive(Deserialize, utoipa::ToSchema)]
pub struct ReportIn {
    /// Who reports.
    #[schema(value_type = String)]
    assistant: AssistantId,
    /// The month, as `2026-11`.
    month: String,
    /// All visits of the month; they take the place of what was there.
    visits: Vec<Visit>,
    /// Version of the report that was read; 0 when there is none.
    #[serde(default)]
    version: i32,
}

/// The report that was written.
#[derive(Serialize, utoipa::ToSchema)]
pub struct ReportOut {
    /// Its id.
    #[schema(value_type = String)]
    id: ReportId,
}

fn is_whole(visit: &Visit, month: Month) -> bool {
    Month::of(visit.day.0) == month
        && visit.from < visit.until
        && visit.until <= DAY_MINUTES
        && visit.items.iter().all(|item| ITEMS.contains(&item.as_str()))
}

/// `POST /api/homecare/contracts/{id}/report`.
#[utoipa::path(
    post,
    path = "/{municipality}/api/homecare/contracts/{id}/report",
    operation_id = "homecare-report",
    params(("id" = String, Path)),
    request_body = ReportIn,
    responses((status = 200, description = "", body = ReportOut)),
)]
pub async fn write(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<PlacementId>,
    mut form: Form,
) -> Result<Json<ReportOut>, Problem> {
    let sent: ReportIn = form.json()?;
    let law = app.law(ctx.actor.municipality);
    let Ok(month) = Month::parse(&sent.month) else {
        form.wrong("month", "form-choose");
        return Err(form.problem());
    };
    let mut tx = app.db.write(&ctx.actor).await?;
    tx.use_form(&form.key(), &ctx.url("/api/homecare")).await?;
    let place = Place::read(&tx, &law, (id, sent.assistant), month).await?;
    for (number, visit) in sent.visits.iter().enumerate() {
        let earlier = &sent.visits[..number];
        let key = if !is_whole(visit, month) {
            Some("homecare-time-wrong")
        } else if earlier.iter().any(|other| visit.meets(other)) {
            Some("homecare-visits-meet")
        } else {
            place.refused(visit, app.today())
        };
        if let Some(key) = key {
            form.wrong(&format!("visits[{number}]"), key);
            tx.rollback().await;
            return Err(form.problem());
        }
    }
    let name = ctx.actor.name.to_string();
    let by = By { name: &name, via: "office" };
    let made = report::save(&mut tx, &place, (sent.visits, sent.version), by).await?;
    tx.commit().await?;
    Ok(Json(ReportOut { id: made }))
}

/// What these routes are, for the description of the programming interface.
#[derive(utoipa::OpenApi)]
#[openapi(paths(list, assistants, person, write))]
pub struct ApiDocument;
