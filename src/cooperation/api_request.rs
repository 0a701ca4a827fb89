//! The same as JSON: requests, answers, numbers.

use super::answer::{ANSWER, finish, open};
use super::course::{OUTCOMES, REQUEST_STATES, TASK_STATES};
use super::frame::Press;
use super::load::{self, Inquiry, Which};
use super::request::{self, Ended};
use super::statistics::{Row, numbers, year_of};
use super::{InquiryId, InstitutionId};
use crate::app::App;
use crate::people::PersonId;
use crate::referral::CaseId;
use axum::Json;
use axum::extract::State as Shared;
use axum::http::HeaderMap;
use kit::audit::Entry;
use kit::store::Tx;
use kit::types::Day;
use kit::web::{Ctx, Form, Id, Problem, cut};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A request.
#[derive(Serialize, utoipa::ToSchema)]
pub struct InquiryOut {
    #[schema(value_type = String)]
    id: InquiryId,
    /// `out`: to an institution; `in`: from one.
    direction: String,
    number: String,
    #[schema(value_type = String)]
    institution: InstitutionId,
    #[schema(value_type = Option<String>)]
    case: Option<CaseId>,
    #[schema(value_type = Option<String>)]
    person: Option<PersonId>,
    ground: String,
    #[schema(value_type = String, format = Date)]
    sent_on: Day,
    #[schema(value_type = String, format = Date)]
    due_on: Day,
    #[schema(value_type = Option<String>, format = Date)]
    answered_on: Option<Day>,
    /// `late`, `open`, `answered`, `answered-late`, `refused`, `forwarded`, `withdrawn`.
    state: &'static str,
    question: String,
    need: String,
    answer: String,
    why: String,
    /// To be sent back with a change.
    version: i32,
}

fn inquiry_out(one: Inquiry, today: Day) -> InquiryOut {
    InquiryOut {
        id: one.row.id,
        number: one.number(),
        state: one.state(today),
        direction: one.row.direction,
        institution: one.row.institution_id,
        case: one.row.case_id,
        person: one.row.person_id,
        ground: one.row.ground,
        sent_on: one.row.sent_on,
        due_on: one.row.due_on,
        answered_on: one.row.answered_on,
        question: one.content.question,
        need: one.content.need,
        answer: one.content.answer,
        why: one.content.why,
        version: one.row.version,
    }
}

/// A request by its number: what is asked and answered stands on its own page.
#[derive(Serialize, utoipa::ToSchema)]
pub struct InquiryName {
    #[schema(value_type = String)]
    id: InquiryId,
    direction: String,
    number: String,
    #[schema(value_type = String, format = Date)]
    due_on: Day,
    state: &'static str,
}

/// `GET /api/cooperation/inquiries`: fifty at a time.
#[utoipa::path(
    get,
    path = "/{municipality}/api/cooperation/inquiries",
    operation_id = "cooperation-inquiries",
    params(
        ("case" = Option<String>, Query),
        ("open" = Option<String>, Query),
        ("page" = Option<u64>, Query),
    ),
    responses((status = 200, description = "", body = Vec<InquiryName>)),
)]
pub async fn inquiries(
    Shared(app): Shared<App>,
    ctx: Ctx,
    form: Form,
) -> Result<Json<Vec<InquiryName>>, Problem> {
    let is_open = form.get("open") == "true";
    let which = Which { case: form.get("case").parse().ok(), is_open, ..Which::default() };
    let mut tx = app.db.read(&ctx.actor).await?;
    let all = load::requests(&tx, which).await?;
    let today = tx.today();
    tx.audit(Entry::list("cooperation-request"));
    tx.commit().await?;
    let (shown, _) = cut(all, &form, "");
    let out = |one: Inquiry| InquiryName {
        id: one.row.id,
        number: one.number(),
        state: one.state(today),
        direction: one.row.direction,
        due_on: one.row.due_on,
    };
    Ok(Json(shown.into_iter().map(out).collect()))
}

async fn read_inquiry(tx: &mut Tx, id: InquiryId) -> Result<InquiryOut, Problem> {
    let one = load::request(tx, id).await?;
    let person = one.row.person_id.map(|id| id.0);
    tx.audit(Entry::read("cooperation-request", id.0).about(person));
    Ok(inquiry_out(one, tx.today()))
}

/// `GET /api/cooperation/inquiries/{id}`.
#[utoipa::path(
    get,
    path = "/{municipality}/api/cooperation/inquiries/{id}",
    operation_id = "cooperation-inquiry",
    params(("id" = String, Path)),
    responses((status = 200, description = "", body = InquiryOut)),
)]
pub async fn inquiry(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<InquiryId>,
) -> Result<Json<InquiryOut>, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let out = read_inquiry(&mut tx, id).await?;
    tx.commit().await?;
    Ok(Json(out))
}

/// How a request ended.
#[derive(Deserialize, utoipa::ToSchema)]
pub struct InquiryEnd {
    /// `answered`, `refused`, `forwarded`, `withdrawn`.
    outcome: String,
    #[schema(value_type = String, format = Date)]
    on: Day,
    /// To whom it was forwarded.
    #[schema(value_type = Option<String>)]
    to: Option<InstitutionId>,
    /// The number of the letter.
    #[serde(default)]
    number: String,
    /// The answer, or the reason.
    text: String,
    /// The version that was read.
    version: i32,
}

/// `POST /api/cooperation/inquiries/{id}/end`.
#[utoipa::path(
    post,
    path = "/{municipality}/api/cooperation/inquiries/{id}/end",
    operation_id = "cooperation-inquiry-end",
    params(("id" = String, Path)),
    request_body = InquiryEnd,
    responses((status = 200, description = "", body = InquiryOut)),
)]
pub async fn end(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<InquiryId>,
    headers: HeaderMap,
    form: Form,
) -> Result<Json<InquiryOut>, Problem> {
    let sent: InquiryEnd = form.json()?;
    let (one, all) = open(&app, &ctx, id).await?;
    let said = |(field, key): (&str, &str)| (field.to_owned(), ctx.t(key).into_owned());
    let mut wrong = Vec::new();
    if !OUTCOMES.contains(&sent.outcome.as_str()) {
        wrong.push(said(("outcome", "form-choose")));
    }
    let text = sent.text.trim().to_owned();
    if text.is_empty() || text.chars().count() > ANSWER {
        wrong.push(said(("text", "form-required")));
    }
    if sent.to.is_some_and(|to| !all.iter().any(|known| known.row.id == to)) {
        wrong.push(said(("to", "form-choose")));
    }
    let to = sent.to.filter(|_| sent.outcome == "forwarded");
    let ended = Ended { outcome: sent.outcome, on: sent.on, to, number: sent.number, text };
    wrong.extend(request::wrong(&one, &ended, app.today()).into_iter().map(said));
    if !wrong.is_empty() {
        return Err(Problem::Fields(wrong));
    }
    let law = app.law(ctx.actor.municipality);
    let press = Press::here(&app, &ctx, &headers)?;
    let mut tx = app.db.write(&ctx.actor).await?;
    tx.use_form(&form.key(), &ctx.url(&format!("/api/cooperation/inquiries/{id}"))).await?;
    finish(&mut tx, &law, (&one, &ended, sent.version), &press).await?;
    let out = read_inquiry(&mut tx, id).await?;
    tx.commit().await?;
    Ok(Json(out))
}

/// The numbers of one institution in a year.
#[derive(Serialize, utoipa::ToSchema)]
pub struct CooperationRow {
    institution: String,
    all: i64,
    /// By state.
    states: BTreeMap<String, i64>,
}

/// A year in numbers.
#[derive(Serialize, utoipa::ToSchema)]
pub struct CooperationYear {
    year: i32,
    /// Requests to institutions.
    asked: Vec<CooperationRow>,
    /// Requests from institutions.
    received: Vec<CooperationRow>,
    /// Tasks agreed at conferences.
    tasks: Vec<CooperationRow>,
}

fn rows(found: Vec<Row>, states: &[&str]) -> Vec<CooperationRow> {
    let row = |one: Row| CooperationRow {
        institution: one.name,
        all: one.counts[0],
        states: states.iter().zip(&one.counts[1..]).map(|(s, n)| ((*s).to_owned(), *n)).collect(),
    };
    found.into_iter().map(row).collect()
}

/// `GET /api/cooperation/statistics?year=`.
#[utoipa::path(
    get,
    path = "/{municipality}/api/cooperation/statistics",
    operation_id = "cooperation-statistics",
    params(("year" = Option<i32>, Query)),
    responses((status = 200, description = "", body = CooperationYear)),
)]
pub async fn statistics(
    Shared(app): Shared<App>,
    ctx: Ctx,
    form: Form,
) -> Result<Json<CooperationYear>, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let year = year_of(&form, tx.today());
    let found = numbers(&tx, year).await?;
    tx.audit(Entry::list("cooperation-request"));
    tx.commit().await?;
    Ok(Json(CooperationYear {
        year,
        asked: rows(found.asked, &REQUEST_STATES),
        received: rows(found.received, &REQUEST_STATES),
        tasks: rows(found.tasks, &TASK_STATES),
    }))
}
