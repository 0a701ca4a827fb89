//! The same as JSON.

use super::content::{Found, Of, Seen, Told};
use super::frame::{self, days_of, year_of};
use super::load::{self, Check, Prescription, Record};
use super::prescription;
use super::programme;
use super::risk::Reason;
use super::{CheckId, PlanId, PrescriptionId, RecordId};
use crate::app::App;
use crate::services::{ProviderId, ServiceId};
use axum::Json;
use axum::extract::State as Shared;
use kit::audit::Entry;
use kit::types::Day;
use kit::web::{Ctx, Form, Id, Problem};
use serde::{Deserialize, Serialize};

/// A check.
#[derive(Serialize, utoipa::ToSchema)]
pub struct OversightCheckOut {
    #[schema(value_type = String)]
    id: CheckId,
    #[schema(value_type = String)]
    provider: ProviderId,
    #[schema(value_type = Option<String>)]
    service: Option<ServiceId>,
    /// `periodic`, `signal`, `complaint`, `initiative`, `follow-up`.
    kind: String,
    /// `prepared`, `ordered`, `visiting`, `ended`, `reported`, `closed`, `cancelled`.
    state: &'static str,
    /// The appendix, two digits.
    standard: String,
    #[schema(value_type = Option<String>, format = Date)]
    ordered_on: Option<Day>,
    #[schema(value_type = Option<String>, format = Date)]
    began_on: Option<Day>,
    #[schema(value_type = Option<String>, format = Date)]
    ended_on: Option<Day>,
    /// The last day of the report.
    #[schema(value_type = Option<String>, format = Date)]
    due_on: Option<Day>,
    #[schema(value_type = Option<String>, format = Date)]
    reported_on: Option<Day>,
    /// The report came after its last day.
    late: bool,
    /// Something was not met.
    bad: bool,
    /// The last day of the letter to АКСУ.
    #[schema(value_type = Option<String>, format = Date)]
    agency_due_on: Option<Day>,
    #[schema(value_type = Option<String>, format = Date)]
    agency_on: Option<Day>,
    version: i32,
}

fn check_out(one: Check) -> OversightCheckOut {
    let row = one.row;
    OversightCheckOut {
        id: row.id,
        provider: row.provider_id,
        service: row.service_id,
        kind: row.kind,
        state: one.state.code(),
        standard: row.standard,
        ordered_on: row.ordered_on,
        began_on: row.began_on,
        ended_on: row.ended_on,
        due_on: row.due_on,
        reported_on: row.reported_on,
        late: row.is_late,
        bad: row.is_bad,
        agency_due_on: row.agency_due_on,
        agency_on: row.agency_on,
        version: row.version,
    }
}

/// `GET /api/oversight/checks`.
#[utoipa::path(
    get,
    path = "/{municipality}/api/oversight/checks",
    operation_id = "oversight-checks",
    responses((status = 200, description = "", body = Vec<OversightCheckOut>)),
)]
pub async fn checks(
    Shared(app): Shared<App>,
    ctx: Ctx,
) -> Result<Json<Vec<OversightCheckOut>>, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let all = load::checks(&tx).await?;
    tx.audit(Entry::list("oversight-checks"));
    tx.commit().await?;
    Ok(Json(all.into_iter().map(check_out).collect()))
}

/// What was found of a line.
#[derive(Serialize, utoipa::ToSchema)]
pub struct OversightFindingOut {
    /// The code of the line in the checklist.
    code: String,
    /// `met`, `not-met`, `skipped`, `unproven`.
    result: String,
    /// From what the system filled it in; empty when a checker did.
    source: String,
    content: Found,
}

/// A check with what was found.
#[derive(Serialize, utoipa::ToSchema)]
pub struct OversightCheckWholeOut {
    #[serde(flatten)]
    check: OversightCheckOut,
    content: Of,
    findings: Vec<OversightFindingOut>,
    prescriptions: Vec<OversightPrescriptionOut>,
}

/// `GET /api/oversight/checks/{id}`.
#[utoipa::path(
    get,
    path = "/{municipality}/api/oversight/checks/{id}",
    operation_id = "oversight-check",
    params(("id" = String, Path)),
    responses((status = 200, description = "", body = OversightCheckWholeOut)),
)]
pub async fn check(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<CheckId>,
) -> Result<Json<OversightCheckWholeOut>, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let one = load::check(&tx, id).await?;
    let found = load::findings(&tx, id).await?;
    let told = load::prescribed(&tx, id).await?;
    tx.audit(Entry::read("oversight-check", id.0));
    tx.commit().await?;
    let finding = |one: load::Finding| OversightFindingOut {
        code: one.row.code,
        result: one.row.result,
        source: one.row.source,
        content: one.content,
    };
    let mut findings: Vec<OversightFindingOut> = found.into_values().map(finding).collect();
    findings.sort_by(|a, b| a.code.cmp(&b.code));
    Ok(Json(OversightCheckWholeOut {
        content: one.content.clone(),
        check: check_out(one),
        findings,
        prescriptions: told.into_iter().map(prescription_out).collect(),
    }))
}

/// A line of the programme.
#[derive(Serialize, utoipa::ToSchema)]
pub struct OversightPlanOut {
    #[schema(value_type = String)]
    id: PlanId,
    #[schema(value_type = String)]
    provider: ProviderId,
    year: i32,
    month: i32,
    /// Its two years end in this year, or it was never checked.
    must: bool,
    points: i32,
    reasons: Vec<Reason>,
}

/// `GET /api/oversight/programme?year=`.
#[utoipa::path(
    get,
    path = "/{municipality}/api/oversight/programme",
    operation_id = "oversight-programme",
    params(("year" = Option<i16>, Query)),
    responses((status = 200, description = "", body = Vec<OversightPlanOut>)),
)]
pub async fn programme(
    Shared(app): Shared<App>,
    ctx: Ctx,
    form: Form,
) -> Result<Json<Vec<OversightPlanOut>>, Problem> {
    let year = year_of(&form, app.today());
    let mut tx = app.db.read(&ctx.actor).await?;
    let rows = programme::of_year(&tx, year).await?;
    tx.audit(Entry::list("oversight-programme"));
    tx.commit().await?;
    let out = |row: super::store::oversight_plan::Model| OversightPlanOut {
        id: row.id,
        provider: row.provider_id,
        year: row.year,
        month: row.month_no,
        must: row.is_must,
        points: row.points,
        reasons: programme::risk_of(&row),
    };
    Ok(Json(rows.into_iter().map(out).collect()))
}

/// A prescription.
#[derive(Serialize, utoipa::ToSchema)]
pub struct OversightPrescriptionOut {
    #[schema(value_type = String)]
    id: PrescriptionId,
    #[schema(value_type = String)]
    check: CheckId,
    #[schema(value_type = String)]
    provider: ProviderId,
    #[schema(value_type = String, format = Date)]
    given_on: Day,
    #[schema(value_type = String, format = Date)]
    due_on: Day,
    /// `open`, `done`, `not-done`.
    state: String,
    #[schema(value_type = Option<String>, format = Date)]
    done_on: Option<Day>,
    content: Told,
    /// To be sent back with a change.
    version: i32,
}

fn prescription_out(one: Prescription) -> OversightPrescriptionOut {
    OversightPrescriptionOut {
        id: one.row.id,
        check: one.row.check_id,
        provider: one.row.provider_id,
        given_on: one.row.given_on,
        due_on: one.row.due_on,
        state: one.row.state,
        done_on: one.row.done_on,
        content: one.content,
        version: one.row.version,
    }
}

/// `GET /api/oversight/prescriptions`.
#[utoipa::path(
    get,
    path = "/{municipality}/api/oversight/prescriptions",
    operation_id = "oversight-prescriptions",
    responses((status = 200, description = "", body = Vec<OversightPrescriptionOut>)),
)]
pub async fn prescriptions(
    Shared(app): Shared<App>,
    ctx: Ctx,
) -> Result<Json<Vec<OversightPrescriptionOut>>, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let all = load::prescriptions(&tx).await?;
    tx.audit(Entry::list("oversight-prescriptions"));
    tx.commit().await?;
    Ok(Json(all.into_iter().map(prescription_out).collect()))
}

/// Monitoring, or a visit of the council.
#[derive(Serialize, utoipa::ToSchema)]
pub struct OversightRecordOut {
    #[schema(value_type = String)]
    id: RecordId,
    /// `monitoring`, `observation`.
    kind: String,
    /// The method; empty for a visit of the council.
    method: String,
    #[schema(value_type = Option<String>)]
    provider: Option<ProviderId>,
    #[schema(value_type = String, format = Date)]
    held_on: Day,
    #[schema(value_type = Option<String>, format = Date)]
    due_on: Option<Day>,
    #[schema(value_type = Option<String>, format = Date)]
    done_on: Option<Day>,
    content: Seen,
}

/// `GET /api/oversight/monitoring?year=`.
#[utoipa::path(
    get,
    path = "/{municipality}/api/oversight/monitoring",
    operation_id = "oversight-monitoring",
    params(("year" = Option<i16>, Query)),
    responses((status = 200, description = "", body = Vec<OversightRecordOut>)),
)]
pub async fn monitoring(
    Shared(app): Shared<App>,
    ctx: Ctx,
    form: Form,
) -> Result<Json<Vec<OversightRecordOut>>, Problem> {
    let (from, to) = days_of(year_of(&form, app.today()));
    let mut tx = app.db.read(&ctx.actor).await?;
    let all = load::records(&tx, from, to).await?;
    tx.audit(Entry::list("oversight-monitoring"));
    tx.commit().await?;
    let out = |one: Record| OversightRecordOut {
        id: one.row.id,
        kind: one.row.kind,
        method: one.row.method,
        provider: one.row.provider_id,
        held_on: one.row.held_on,
        due_on: one.row.due_on,
        done_on: one.row.done_on,
        content: one.content,
    };
    Ok(Json(all.into_iter().map(out).collect()))
}

/// What came of a prescription.
#[derive(Deserialize, utoipa::ToSchema)]
pub struct OversightDoneIn {
    /// `done`, `not-done`.
    state: String,
    #[schema(value_type = String, format = Date)]
    on: Day,
    result: String,
    /// The version that was read.
    version: i32,
}

/// `POST /api/oversight/prescriptions/{id}/done`.
#[utoipa::path(
    post,
    path = "/{municipality}/api/oversight/prescriptions/{id}/done",
    operation_id = "oversight-prescription-done",
    params(("id" = String, Path)),
    request_body = OversightDoneIn,
    responses((status = 200, description = "", body = OversightPrescriptionOut)),
)]
pub async fn done(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<PrescriptionId>,
    form: Form,
) -> Result<Json<OversightPrescriptionOut>, Problem> {
    let new: OversightDoneIn = form.json()?;
    if new.result.trim().is_empty() || new.result.chars().count() > frame::TEXT {
        return Err(Problem::BadRequest("form-required"));
    }
    let mut tx = app.db.write(&ctx.actor).await?;
    tx.use_form(&form.key(), &ctx.url("/api/oversight/prescriptions")).await?;
    let mut one = load::prescription(&tx, id).await?;
    one.row.version = new.version;
    prescription::follow(&mut tx, &one, (&new.state, new.on, new.result.trim())).await?;
    let one = load::prescription(&tx, id).await?;
    tx.commit().await?;
    Ok(Json(prescription_out(one)))
}

/// What these routes are, for the description of the programming interface.
#[derive(utoipa::OpenApi)]
#[openapi(paths(checks, check, programme, prescriptions, monitoring, done))]
pub struct ApiDocument;
