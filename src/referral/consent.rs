//! The consent for the state's system (ИИС): taken back at any time; the entry, once it is given
//! (чл. 14, ал. 4 ППЗСУ).

use super::CaseId;
use super::load::{self, Short};
use super::store::assessment;
use super::view::path;
use crate::app::App;
use axum::extract::State as Shared;
use axum::response::Response;
use kit::store::Event;
use kit::types::Day;
use kit::web::{Ctx, Form, Id, Problem, see};
use sea_orm::Set;

const IMPOSSIBLE: Problem = Problem::Impossible("referral-refused-state");

/// The consent holds: given, and not taken back.
pub fn holds(row: &assessment::Model) -> bool {
    row.signed_on.is_some()
        && row.iis_consent_on.is_some()
        && row.iis_consent_withdrawn_on.is_none()
}

pub async fn withdraw(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<CaseId>,
    form: Form,
) -> Result<Response, Problem> {
    let change = |_: &assessment::Model, today: Day| assessment::ActiveModel {
        iis_consent_withdrawn_on: Set(Some(today)),
        ..Default::default()
    };
    changed(&app, &ctx, (id, &form), ("consent-withdrawn", change)).await?;
    Ok(see(&ctx, &path(id, ""), Some("referral-consent-done")))
}

pub async fn enter(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<CaseId>,
    form: Form,
) -> Result<Response, Problem> {
    let change = |row: &assessment::Model, today: Day| assessment::ActiveModel {
        iis_entered_on: Set(Some(row.iis_entered_on.unwrap_or(today))),
        ..Default::default()
    };
    changed(&app, &ctx, (id, &form), ("iis-entered", change)).await?;
    Ok(see(&ctx, &path(id, ""), Some("referral-iis-done")))
}

/// One column of the assessment that counts changes, while the consent holds.
async fn changed(
    app: &App,
    ctx: &Ctx,
    (id, form): (CaseId, &Form),
    (kind, change): (&'static str, impl Fn(&assessment::Model, Day) -> assessment::ActiveModel),
) -> Result<(), Problem> {
    let mut tx = app.db.write(&ctx.actor).await?;
    tx.use_form(&form.key(), &ctx.url(&path(id, ""))).await?;
    let short: Short = load::short(&tx, id).await?;
    let row = short.assessment().filter(|row| holds(row)).ok_or(IMPOSSIBLE)?;
    let active = change(row, tx.today());
    tx.update::<assessment::Entity>(row.id, row.version, active).await?;
    let (person, data) = (Some(short.case.person_id.0), Vec::new());
    tx.event(Event { kind, person, case: Some(id.0), data }).await?;
    Ok(tx.commit().await?)
}
