//! While the service is used: the report on the contract and the evaluation before its end
//! (чл. 38, 43 ППЗСУ).

use super::act::{Act, dated, doing, done, in_state, opened, past_day, shown};
use super::course::{Facts, Move, State};
use super::moves::{Moved, go, told};
use super::store::{placement, service_contract};
use super::{PlacementId, letter, load};
use crate::app::App;
use axum::extract::State as Shared;
use axum::http::HeaderMap;
use axum::response::Response;
use kit::store::Tx;
use kit::types::Day;
use kit::web::{Ctx, Form, Id, Problem};
use sea_orm::Set;

fn report_act(ctx: &Ctx, form: &Form) -> Act {
    Act::new("placement-report", "/report", "ui-save").lead(ctx.t("placement-report-lead")).day(
        (ctx, form),
        "on",
        ("placement-reported-on", String::new()),
    )
}

/// `GET /placements/{id}/report`.
pub async fn report_form(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<PlacementId>,
) -> Result<Response, Problem> {
    dated(&app, &ctx, (id, State::InService), report_act).await
}

/// `POST /placements/{id}/report`: the provider reported the contract (чл. 43 ППЗСУ).
pub async fn report(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<PlacementId>,
    mut form: Form,
) -> Result<Response, Problem> {
    let short = opened(&app, &ctx, id).await?;
    in_state(&short, State::InService)?;
    let on = past_day(&mut form, app.today());
    let (Some(on), true) = (on, form.ok()) else {
        return shown(&ctx, &short, report_act(&ctx, &form), &form);
    };
    let (mut tx, row) = doing(&app, &ctx, id, &form).await?;
    reported(&mut tx, &app, &row, on).await?;
    done(tx, &ctx, id, "placement-report-done").await
}

/// The contract was reported on a day.
///
/// # Errors
/// When there is no contract, or somebody was quicker.
pub async fn reported(
    tx: &mut Tx,
    app: &App,
    row: &placement::Model,
    on: Day,
) -> Result<(), Problem> {
    let contract = load::contracts(tx, row.id).await?.pop();
    let contract = contract.ok_or(Problem::Impossible("placement-refused-state"))?;
    let active = service_contract::ActiveModel { reported_on: Set(Some(on)), ..Default::default() };
    tx.update::<service_contract::Entity>(contract.id, contract.version, active).await?;
    let law = app.law(tx.municipality());
    super::moves::put(tx, &law, row, State::InService, Moved::default()).await?;
    told(tx, row, "placement-reported", vec![("day", on.bg())]).await?;
    Ok(())
}

fn evaluate_act(ctx: &Ctx, form: &Form) -> Act {
    let boxes = (ctx, form);
    Act::new("placement-evaluate", "/evaluate", "ui-save")
        .lead(ctx.t("placement-evaluate-lead"))
        .day(boxes, "on", ("placement-evaluated-on", String::new()))
        .area(boxes, "text", ("placement-evaluation", "placement-evaluation-hint"))
}

/// `GET /placements/{id}/evaluate`.
pub async fn evaluate_form(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<PlacementId>,
) -> Result<Response, Problem> {
    dated(&app, &ctx, (id, State::InService), evaluate_act).await
}

/// `POST /placements/{id}/evaluate`: the report of evaluation before the end (чл. 38 ППЗСУ).
pub async fn evaluate(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<PlacementId>,
    headers: HeaderMap,
    mut form: Form,
) -> Result<Response, Problem> {
    let short = opened(&app, &ctx, id).await?;
    in_state(&short, State::InService)?;
    let on = past_day(&mut form, app.today());
    let text = form.required("text", 10_000);
    let (Some(on), true) = (on, form.ok()) else {
        return shown(&ctx, &short, evaluate_act(&ctx, &form), &form);
    };
    let (mut tx, _) = doing(&app, &ctx, id, &form).await?;
    evaluated(&mut tx, &app, id, (on, &text)).await?;
    let verify = crate::people::verify_address(&app, &ctx, &headers);
    letter::evaluation(&mut tx, &ctx, &short, (on, &text), verify).await?;
    done(tx, &ctx, id, "placement-evaluate-done").await
}

/// A report of evaluation is written into the contract; the contract nears its end.
///
/// # Errors
/// When the state does not allow it.
pub async fn evaluated(
    tx: &mut Tx,
    app: &App,
    id: PlacementId,
    (on, text): (Day, &str),
) -> Result<(), Problem> {
    let row = load::row(tx, id).await?;
    let contract = load::contracts(tx, id).await?.pop();
    let contract = contract.ok_or(Problem::Impossible("placement-refused-state"))?;
    let sealed = tx.seal("service_contract", "evaluation_sealed", contract.id.0, text)?;
    let active = service_contract::ActiveModel {
        evaluated_on: Set(Some(on)),
        evaluation_sealed: Set(Some(sealed)),
        ..Default::default()
    };
    tx.update::<service_contract::Entity>(contract.id, contract.version, active).await?;
    go(tx, app, &row, (Move::Evaluate, &Facts::default()), Moved::default()).await?;
    Ok(told(tx, &row, "placement-evaluated", vec![("day", on.bg())]).await?)
}
