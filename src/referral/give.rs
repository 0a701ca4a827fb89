//! The signed assessment is given to the person, at once after signing (чл. 13, ал. 3 ППЗСУ).

use super::CaseId;
use super::act::{Act, opened, shown};
use super::case::{Facts, Move, next};
use super::load::{self, refused};
use super::moves::put_state;
use super::store::assessment;
use super::view::{chosen, path, yes_no};
use crate::app::App;
use axum::extract::State as Shared;
use axum::response::Response;
use kit::store::Event;
use kit::web::{Ctx, Form, Id, Problem, see};
use sea_orm::Set;

/// How it is given.
const WAYS: [&str; 3] = ["in_person", "email", "post"];

fn act(ctx: &Ctx, form: &Form) -> Act {
    Act::new("referral-give-title", "/give", "referral-do-give")
        .lead(ctx.t("referral-give-hint"))
        .one((ctx, form), "how", ("referral-give", &WAYS), |c| format!("referral-give-{c}"))
}

pub async fn form(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<CaseId>,
) -> Result<Response, Problem> {
    let short = opened(&app, &ctx, id, Some((Move::Give, Facts::default()))).await?;
    let form = ctx.resumed(Form::empty(ctx.lang), &[]).await?;
    shown(&ctx, &short, act(&ctx, &form), &form)
}

pub async fn give(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<CaseId>,
    mut form: Form,
) -> Result<Response, Problem> {
    let how = chosen(&mut form, "how", &WAYS);
    if !form.ok() {
        let short = opened(&app, &ctx, id, None).await?;
        return shown(&ctx, &short, act(&ctx, &form), &form);
    }
    let mut tx = app.db.write(&ctx.actor).await?;
    tx.use_form(&form.key(), &ctx.url(&path(id, ""))).await?;
    ctx.sent(&tx, &form).await?;
    let short = load::short(&tx, id).await?;
    let row = short.assessment().ok_or(Problem::Impossible("referral-refused-state"))?;
    let facts = Facts { given: row.handed_over_at.is_some(), ..Facts::default() };
    let after = next(short.state, Move::Give, &facts).map_err(refused)?;
    let active = assessment::ActiveModel {
        handed_over_at: Set(Some(tx.now())),
        handed_over_how: Set(how.clone()),
        ..Default::default()
    };
    tx.update::<assessment::Entity>(row.id, row.version, active).await?;
    // At once means the day of signing.
    let late = row.signed_on.is_some_and(|on| on < tx.today());
    tx.event(Event {
        kind: "assessment-given",
        person: Some(short.case.person_id.0),
        case: Some(id.0),
        data: vec![("how", how), ("late", yes_no(late))],
    })
    .await?;
    put_state(&tx, &app.law(ctx.actor.municipality), &short.case, after).await?;
    tx.commit().await?;
    Ok(see(&ctx, &path(id, ""), Some("referral-given-done")))
}
