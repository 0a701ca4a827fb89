//! Withdrawn or died; annulled to be written again; consent taken back.

use super::CaseId;
use super::case::{Facts, Move, next};
use super::load::{self, refused};
use super::moves::put_state;
use super::store::assessment;
use super::view::{chosen, path};
use crate::app::App;
use axum::extract::State as Shared;
use axum::response::Response;
use kit::store::Event;
use kit::web::{Ctx, Form, Id, Problem, see};
use sea_orm::Set;

/// Why a case is closed before its end.
pub const REASONS: [&str; 2] = ["withdrawn", "died"];

pub async fn close(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<CaseId>,
    mut form: Form,
) -> Result<Response, Problem> {
    let reason = chosen(&mut form, "reason", &REASONS);
    if !form.ok() {
        return Err(Problem::Impossible("referral-close-reason"));
    }
    let mut tx = app.db.write(&ctx.actor).await?;
    tx.use_form(&form.key(), &ctx.url(&path(id, ""))).await?;
    let case = load::row(&tx, id).await?;
    let after = next(load::state(&case)?, Move::Close, &Facts::default()).map_err(refused)?;
    let reason = super::paper::bg(&format!("referral-close-{reason}"));
    let (person, data) = (Some(case.person_id.0), vec![("reason", reason)]);
    tx.event(Event { kind: "case-closed", person, case: Some(id.0), data }).await?;
    put_state(&tx, app.law, &case, after).await?;
    tx.commit().await?;
    Ok(see(&ctx, &path(id, ""), Some("referral-closed-done")))
}

/// A signed assessment is never changed: it is annulled with a reason, kept, and written again.
pub async fn annul(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<CaseId>,
    mut form: Form,
) -> Result<Response, Problem> {
    let reason = form.required("annul_reason", 1_000);
    if !form.ok() {
        return Err(Problem::Impossible("referral-annul-reason"));
    }
    let mut tx = app.db.write(&ctx.actor).await?;
    tx.use_form(&form.key(), &ctx.url(&path(id, "/assessment"))).await?;
    let short = load::short(&tx, id).await?;
    let after = next(short.state, Move::Annul, &Facts::default()).map_err(refused)?;
    let row = short.assessment().ok_or(Problem::Impossible("referral-refused-state"))?;
    let active = assessment::ActiveModel {
        state: Set("annulled".into()),
        annulled_on: Set(Some(tx.today())),
        annul_reason: Set(reason),
        ..Default::default()
    };
    tx.update::<assessment::Entity>(row.id, row.version, active).await?;
    let content = load::content(&tx, row)?;
    let attempt = short.assessments.len();
    super::assessment::begin(&tx, &short.case, attempt, &content).await?;
    let (person, data) = (Some(short.case.person_id.0), Vec::new());
    tx.event(Event { kind: "assessment-annulled", person, case: Some(id.0), data }).await?;
    put_state(&tx, app.law, &short.case, after).await?;
    tx.commit().await?;
    Ok(see(&ctx, &path(id, "/assessment"), Some("referral-annulled-done")))
}

/// The consent for the state's system is taken back; what was entered before stays lawful.
pub async fn withdraw_consent(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<CaseId>,
    form: Form,
) -> Result<Response, Problem> {
    let mut tx = app.db.write(&ctx.actor).await?;
    tx.use_form(&form.key(), &ctx.url(&path(id, ""))).await?;
    let short = load::short(&tx, id).await?;
    let row = short.assessment().ok_or(Problem::Impossible("referral-refused-state"))?;
    if row.iis_consent_on.is_none() || row.iis_consent_withdrawn_on.is_some() {
        return Err(Problem::Impossible("referral-refused-state"));
    }
    let active = assessment::ActiveModel {
        iis_consent_withdrawn_on: Set(Some(tx.today())),
        ..Default::default()
    };
    tx.update::<assessment::Entity>(row.id, row.version, active).await?;
    let (person, data) = (Some(short.case.person_id.0), Vec::new());
    tx.event(Event { kind: "consent-withdrawn", person, case: Some(id.0), data }).await?;
    tx.commit().await?;
    Ok(see(&ctx, &path(id, ""), Some("referral-consent-done")))
}
