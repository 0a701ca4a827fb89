//! Withdrawn or died; annulled to be written again.

use super::CaseId;
use super::act::{Act, opened, shown};
use super::assessment::{begin, sealed};
use super::case::{Facts, Move, next};
use super::load::{self, Short, refused};
use super::moves::put_state;
use super::store::assessment;
use super::view::{chosen, path};
use crate::app::App;
use crate::forms::{self, Kind};
use axum::extract::State as Shared;
use axum::response::Response;
use kit::store::{Event, StoreError, Tx};
use kit::web::{Ctx, Form, Id, Problem, see};
use sea_orm::Set;

/// Why a case is closed before its end.
const REASONS: [&str; 2] = ["withdrawn", "died"];
/// Why a signed assessment is annulled.
const MISTAKES: [&str; 4] = ["mistake", "new_facts", "appeal", "other"];

fn close_act(ctx: &Ctx, form: &Form) -> Act {
    Act::new("referral-close-title", "/close", "referral-close-button")
        .lead(ctx.t("referral-close-lead"))
        .grave()
        .one((ctx, form), "reason", ("referral-close-why", &REASONS), |c| {
            format!("referral-close-{c}")
        })
}

/// What stands in the way of closing or annulling: a provider that has the assessment.
async fn facts(tx: &Tx, short: &Short) -> Result<Facts, StoreError> {
    let Some(row) = short.assessment() else { return Ok(Facts::default()) };
    let proposals = load::proposals(tx, row.id).await?;
    Ok(Facts { taken: proposals.iter().any(|row| row.taken_on.is_some()), ..Facts::default() })
}

/// The case, when the step is possible in it.
async fn possible(app: &App, ctx: &Ctx, (id, step): (CaseId, Move)) -> Result<Short, Problem> {
    let short = opened(app, ctx, id, None).await?;
    let tx = app.db.read(&ctx.actor).await?;
    let facts = facts(&tx, &short).await?;
    tx.rollback().await;
    next(short.state, step, &facts).map_err(refused)?;
    Ok(short)
}

pub async fn form(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<CaseId>,
) -> Result<Response, Problem> {
    let short = possible(&app, &ctx, (id, Move::Close)).await?;
    let form = ctx.resumed(Form::empty(ctx.lang), &[]).await?;
    shown(&ctx, &short, close_act(&ctx, &form), &form)
}

pub async fn close(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<CaseId>,
    mut form: Form,
) -> Result<Response, Problem> {
    let reason = chosen(&mut form, "reason", &REASONS);
    if !form.ok() {
        let short = opened(&app, &ctx, id, None).await?;
        return shown(&ctx, &short, close_act(&ctx, &form), &form);
    }
    let mut tx = app.db.write(&ctx.actor).await?;
    tx.use_form(&form.key(), &ctx.url(&path(id, ""))).await?;
    ctx.sent(&tx, &form).await?;
    let short = load::short(&tx, id).await?;
    let facts = facts(&tx, &short).await?;
    let after = next(short.state, Move::Close, &facts).map_err(refused)?;
    let (person, data) = (Some(short.case.person_id.0), vec![("reason", reason)]);
    tx.event(Event { kind: "case-closed", person, case: Some(id.0), data }).await?;
    put_state(&tx, &app.law(ctx.actor.municipality), &short.case, after).await?;
    tx.commit().await?;
    Ok(see(&ctx, &path(id, ""), Some("referral-closed-done")))
}

fn annul_act(ctx: &Ctx, form: &Form) -> Act {
    let boxes = (ctx, form);
    Act::new("referral-annul", "/annul", "referral-annul")
        .lead(ctx.t("referral-annul-hint"))
        .grave()
        .one(boxes, "reason", ("referral-annul-why", &MISTAKES), |c| format!("referral-annul-{c}"))
        .area(boxes, "note", ("referral-annul-note", "referral-sealed-hint"))
}

pub async fn annul_form(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<CaseId>,
) -> Result<Response, Problem> {
    let short = possible(&app, &ctx, (id, Move::Annul)).await?;
    let form = ctx.resumed(Form::empty(ctx.lang), &[]).await?;
    shown(&ctx, &short, annul_act(&ctx, &form), &form)
}

/// A signed assessment is never changed: it is annulled with a reason, kept, and written again.
pub async fn annul(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<CaseId>,
    mut form: Form,
) -> Result<Response, Problem> {
    let reason = chosen(&mut form, "reason", &MISTAKES);
    let note = form.required("note", 2_000);
    if !form.ok() {
        let short = opened(&app, &ctx, id, None).await?;
        return shown(&ctx, &short, annul_act(&ctx, &form), &form);
    }
    let mut tx = app.db.write(&ctx.actor).await?;
    tx.use_form(&form.key(), &ctx.url(&path(id, "/assessment"))).await?;
    ctx.sent(&tx, &form).await?;
    let short = load::short(&tx, id).await?;
    let facts = facts(&tx, &short).await?;
    let after = next(short.state, Move::Annul, &facts).map_err(refused)?;
    let row = short.assessment().ok_or(Problem::Impossible("referral-refused-state"))?;
    let content = load::content(&tx, row)?;
    let mut annulled = content.clone();
    annulled.annul_note = note;
    let active = assessment::ActiveModel {
        state: Set("annulled".into()),
        sealed: Set(sealed(&tx, row.id, &annulled)?),
        annulled_on: Set(Some(tx.today())),
        annul_reason: Set(reason.clone()),
        ..Default::default()
    };
    tx.update::<assessment::Entity>(row.id, row.version, active).await?;
    let again = begin(&tx, &short.case, short.assessments.len(), &content.begun_again()).await?;
    forms::copy(&tx, Kind::Assessment, (row.id.0, again.0)).await?;
    let (person, data) = (Some(short.case.person_id.0), vec![("reason", reason)]);
    tx.event(Event { kind: "assessment-annulled", person, case: Some(id.0), data }).await?;
    put_state(&tx, &app.law(ctx.actor.municipality), &short.case, after).await?;
    tx.commit().await?;
    Ok(see(&ctx, &path(id, "/assessment"), Some("referral-annulled-done")))
}
