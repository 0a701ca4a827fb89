//! The rules and the questions for programs: the same functions as the pages, as JSON.

use super::list::{FILTERS, sought};
use super::rule::of_day;
use super::store::{self, law_value};
use super::{ValueId, ask, ask_competence, ask_validity, days};
use crate::app::App;
use axum::Json;
use axum::extract::State;
use kit::audit::Entry;
use kit::types::Day;
use kit::web::{Ctx, Form, Id, Problem, cut, list_address};
use law::{Competence, Due, Exchange, NonWorking, Rule, Validity};
use serde::Serialize;

/// A page of rules.
#[derive(Serialize)]
pub struct Rules {
    /// The rules.
    rules: Vec<Rule>,
    /// The version of the law that they are of.
    rule_version: String,
    /// The address of the next page.
    #[serde(skip_serializing_if = "Option::is_none")]
    next: Option<String>,
}

/// A rule with its history.
#[derive(Serialize)]
pub struct Whole {
    #[serde(flatten)]
    rule: Rule,
    /// All versions, the municipality's own ones too.
    history: Vec<Rule>,
    /// What the municipality entered, withdrawn ones too.
    own: Vec<Own>,
    /// Whether an own value holds for questions about its days.
    by_day: bool,
}

/// An own value as it was entered.
#[derive(Serialize)]
struct Own {
    id: ValueId,
    value: String,
    valid_from: Day,
    valid_to: Option<Day>,
    act: String,
    reason: String,
    withdrawn_on: Option<Day>,
}

/// The days off of a year.
#[derive(Serialize)]
pub struct Days {
    year: i16,
    non_working: Vec<NonWorking>,
    working_days: u32,
}

/// Who refers under each regime.
#[derive(Serialize)]
pub struct Both {
    /// `old` or `new`: the one that decides a wish of the day.
    decides: law::Regime,
    /// First day of the new one.
    switch: Day,
    old: Competence,
    new: Competence,
}

#[utoipa::path(
    get,
    path = "/{municipality}/api/law/rules",
    operation_id = "law-rules",
    params(("q" = Option<String>, Query), ("act" = Option<String>, Query), ("area" = Option<String>, Query), ("mark" = Option<String>, Query), ("who" = Option<String>, Query), ("open" = Option<String>, Query), ("at-day" = Option<String>, Query), ("at-month" = Option<String>, Query), ("at-year" = Option<String>, Query), ("page" = Option<String>, Query)),
    responses((status = 200, description = "", body = serde_json::Value)),
)]
pub async fn list(
    State(app): State<App>,
    ctx: Ctx,
    mut form: Form,
) -> Result<Json<Rules>, Problem> {
    let law = app.law(ctx.actor.municipality);
    let found = sought(&law, &mut form, app.today());
    if !form.ok() {
        return Err(form.problem());
    }
    let filters = FILTERS.map(|name| (name, form.get(name)));
    let (found, pages) = cut(found, &form, &list_address(&ctx.url("/api/law/rules"), &filters));
    let rules = found.into_iter().cloned().collect();
    Ok(Json(Rules { rules, rule_version: law.version(), next: pages.next }))
}

#[utoipa::path(
    get,
    path = "/{municipality}/api/law/rules/{id}",
    operation_id = "law-rule",
    params(("id" = String, Path)),
    responses((status = 200, description = "", body = serde_json::Value)),
)]
pub async fn rule(
    State(app): State<App>,
    ctx: Ctx,
    Id(id): Id<String>,
) -> Result<Json<Whole>, Problem> {
    let law = app.law(ctx.actor.municipality);
    let rule = of_day(&law, &id, app.today())?.clone();
    let mut tx = app.db.read(&ctx.actor).await?;
    let own = store::of_rule(&tx, &id).await?;
    tx.audit(Entry::new("read", "law-rule", &id));
    tx.commit().await?;
    let history = law.book().history(&id).into_iter().cloned().collect();
    let by_day = law.reads_by_day(&id);
    Ok(Json(Whole { rule, history, own: own.into_iter().map(own_of).collect(), by_day }))
}

fn own_of(row: law_value::Model) -> Own {
    Own {
        id: row.id,
        value: row.value,
        valid_from: row.valid_from,
        valid_to: row.valid_to,
        act: row.act,
        reason: row.reason,
        withdrawn_on: row.withdrawn_on,
    }
}

#[utoipa::path(
    get,
    path = "/{municipality}/api/law/days",
    operation_id = "law-days",
    params(("year" = Option<String>, Query)),
    responses((status = 200, description = "", body = serde_json::Value)),
)]
pub async fn days(State(app): State<App>, ctx: Ctx, form: Form) -> Json<Days> {
    let law = app.law(ctx.actor.municipality);
    let year = days::year(&law, &form, app.today());
    let (non_working, working_days) = days::of_year(&law, year);
    Json(Days { year, non_working, working_days })
}

#[utoipa::path(
    get,
    path = "/{municipality}/api/law/term",
    operation_id = "law-term",
    params(("rule" = String, Query), ("from-day" = String, Query), ("from-month" = String, Query), ("from-year" = String, Query)),
    responses((status = 200, description = "", body = serde_json::Value)),
)]
pub async fn term(State(app): State<App>, ctx: Ctx, mut form: Form) -> Result<Json<Due>, Problem> {
    let law = app.law(ctx.actor.municipality);
    ask::ask_term(&mut form, &law).map(Json).ok_or_else(|| form.problem())
}

#[utoipa::path(
    get,
    path = "/{municipality}/api/law/money",
    operation_id = "law-money",
    params(("amount" = String, Query), ("currency" = Option<String>, Query), ("rounding" = Option<String>, Query)),
    responses((status = 200, description = "", body = serde_json::Value)),
)]
pub async fn money(
    State(app): State<App>,
    ctx: Ctx,
    mut form: Form,
) -> Result<Json<Exchange>, Problem> {
    let law = app.law(ctx.actor.municipality);
    ask::ask_money(&mut form, &law).map(Json).ok_or_else(|| form.problem())
}

#[utoipa::path(
    get,
    path = "/{municipality}/api/law/competence",
    operation_id = "law-competence",
    params(("date-day" = String, Query), ("date-month" = String, Query), ("date-year" = String, Query), ("kind" = Option<String>, Query), ("access" = Option<String>, Query), ("level" = Option<String>, Query), ("funding" = Option<String>, Query), ("provider" = Option<String>, Query), ("address" = Option<String>, Query), ("replacement" = Option<String>, Query), ("urgent" = Option<String>, Query), ("guardianship" = Option<String>, Query), ("flags" = Option<String>, Query)),
    responses((status = 200, description = "", body = serde_json::Value)),
)]
pub async fn competence(
    State(app): State<App>,
    ctx: Ctx,
    mut form: Form,
) -> Result<Json<Both>, Problem> {
    let law = app.law(ctx.actor.municipality);
    let both = ask_competence::ask(&mut form, &law, &ctx.municipality.code);
    let both = both.ok_or_else(|| form.problem())?;
    let switch = Day(both.switch);
    Ok(Json(Both { decides: both.decides, switch, old: both.old, new: both.new }))
}

#[utoipa::path(
    get,
    path = "/{municipality}/api/law/validity",
    operation_id = "law-validity",
    params(("signed-day" = String, Query), ("signed-month" = String, Query), ("signed-year" = String, Query), ("as-of-day" = String, Query), ("as-of-month" = String, Query), ("as-of-year" = String, Query), ("duration" = Option<String>, Query)),
    responses((status = 200, description = "", body = serde_json::Value)),
)]
pub async fn validity(
    State(app): State<App>,
    ctx: Ctx,
    mut form: Form,
) -> Result<Json<Validity>, Problem> {
    let law = app.law(ctx.actor.municipality);
    ask_validity::ask(&mut form, &law).map(Json).ok_or_else(|| form.problem())
}

/// What these routes are, for the description of the programming interface.
#[derive(utoipa::OpenApi)]
#[openapi(paths(list, rule, days, term, money, competence, validity))]
pub struct ApiDocument;
