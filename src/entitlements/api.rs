//! The same as JSON, for programs of the office.

use super::answers;
use super::evaluate::{Under, code, evaluate};
use super::kept;
use super::words;
use crate::app::App;
use axum::Json;
use axum::extract::State as Shared;
use kit::audit::Entry;
use kit::types::Day;
use kit::web::{Ctx, Form, Problem};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A right and its answer.
#[derive(Serialize, utoipa::ToSchema)]
pub struct EntitlementOut {
    /// The right.
    code: String,
    /// `yes`, `no`, `ask`.
    answer: String,
    /// The condition that decided.
    why: String,
    /// Where it stands.
    article: String,
    /// What to do next; empty of a "no".
    next: String,
}

/// Answers and what follows from them.
#[derive(Serialize, utoipa::ToSchema)]
pub struct EntitlementsOut {
    /// The day on which the law was asked.
    #[schema(value_type = String, format = Date)]
    day: Day,
    /// By the key of the question.
    answers: BTreeMap<String, String>,
    /// Questions that have no answer yet.
    open: Vec<String>,
    outcomes: Vec<EntitlementOut>,
}

/// Answers to be checked.
#[derive(Deserialize, utoipa::ToSchema)]
pub struct EntitlementsIn {
    /// By the key of the question; `unknown` says that nobody knows.
    answers: BTreeMap<String, String>,
}

/// `POST /api/entitlements/check`: nothing is kept.
#[utoipa::path(
    post,
    path = "/{municipality}/api/entitlements/check",
    operation_id = "entitlements-check",
    request_body = EntitlementsIn,
    responses((status = 200, description = "", body = EntitlementsOut)),
)]
pub async fn check(
    Shared(app): Shared<App>,
    ctx: Ctx,
    form: Form,
) -> Result<Json<EntitlementsOut>, Problem> {
    let sent: EntitlementsIn = form.json()?;
    let mut tx = app.db.read(&ctx.actor).await?;
    tx.audit(Entry::search("entitlement-check"));
    tx.commit().await?;
    let pairs = sent.answers.iter().map(|(key, value)| (key.as_str(), value.as_str()));
    let read = answers::read(pairs);
    if let Some(key) = sent.answers.keys().find(|key| !read.contains_key(*key)) {
        let message = ctx.t("entitlements-wrong-choice").into_owned();
        return Err(Problem::Fields(vec![(key.clone(), message)]));
    }
    let law = app.law(ctx.actor.municipality);
    let under = Under { law: &law, day: app.today(), here: &ctx.municipality.code };
    let outcomes = evaluate(under, &read);
    let open = outcomes.way.asked.iter().filter(|one| !read.contains_key(&one.key));
    let open = open.map(|one| one.key.clone()).collect();
    let found = outcomes.found.iter().map(|one| EntitlementOut {
        code: one.check.code.clone(),
        answer: code(one.answer).to_owned(),
        why: words::why(ctx.lang, (one, outcomes.income.as_ref())),
        article: words::article(ctx.lang, one),
        next: words::next(ctx.lang, one),
    });
    let found = found.collect();
    Ok(Json(EntitlementsOut { day: app.today(), answers: read, open, outcomes: found }))
}

/// The code of a result.
#[derive(Deserialize, utoipa::ToSchema)]
pub struct EntitlementsCodeIn {
    /// As it was said; spaces do not matter.
    code: String,
}

/// `POST /api/entitlements/open`: what somebody kept under a code.
#[utoipa::path(
    post,
    path = "/{municipality}/api/entitlements/open",
    operation_id = "entitlements-open",
    request_body = EntitlementsCodeIn,
    responses((status = 200, description = "", body = EntitlementsOut)),
)]
pub async fn open(
    Shared(app): Shared<App>,
    ctx: Ctx,
    form: Form,
) -> Result<Json<EntitlementsOut>, Problem> {
    let sent: EntitlementsCodeIn = form.json()?;
    let mut tx = app.db.read(&ctx.actor).await?;
    let found = kept::behind(&tx, &sent.code).await?;
    match &found {
        Some(one) => tx.audit(Entry::read("entitlement-kept", one.id.0)),
        None => tx.audit(Entry::refused("entitlement-kept")),
    }
    tx.commit().await?;
    let found = found.ok_or(Problem::NotFound)?;
    let out = |one: kept::Outcome| EntitlementOut {
        code: one.code.to_owned(),
        answer: one.answer.to_owned(),
        why: one.why,
        article: one.article,
        next: one.next,
    };
    Ok(Json(EntitlementsOut {
        day: found.day,
        answers: found.checked.answers.into_iter().collect(),
        open: Vec::new(),
        outcomes: found.checked.outcomes.into_iter().map(out).collect(),
    }))
}

/// What these routes are, for the description of the programming interface.
#[derive(utoipa::OpenApi)]
#[openapi(paths(check, open))]
pub struct ApiDocument;
