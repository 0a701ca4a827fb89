//! Refusals of a provider and what follows: the two lawful grounds, the appeal, another choice
//! (чл. 78, ал. 5 ЗСУ; чл. 19–22 ППЗСУ).

use super::act::{Act, dated, doing, done, in_state, opened, past_day, shown};
use super::course::{Facts, Move, State};
use super::load;
use super::moves::{Moved, broken, go, told};
use super::notice::{self, Refused};
use super::places::{self, Kept};
use super::reasons::{self, Text};
use super::step::last_day;
use super::store::{placement, provider_refusal};
use super::{PlacementId, RefusalId};
use crate::app::App;
use axum::extract::State as Shared;
use axum::response::Response;
use kit::store::{StoreError, Tx};
use kit::types::Day;
use kit::web::{Ctx, Form, Id, Problem, chosen, day_values};
use sea_orm::Set;

/// Who may appeal (чл. 20, ал. 3 ППЗСУ).
const APPELLANTS: [&str; 3] = ["person", "dsp", "municipality"];
/// How an appeal ends.
const OUTCOMES: [&str; 2] = ["upheld", "rejected"];

/// The provider says that it does not provide what is asked (т. 1).
///
/// # Errors
/// When the person was sent by the child-protection law, or somebody was quicker.
pub async fn not_provided(
    tx: &mut Tx,
    app: &App,
    row: &placement::Model,
    (on, reason, child_order): (Day, &str, bool),
) -> Result<(), Problem> {
    places::lock(tx, row.service_id).await?;
    let id = RefusalId(tx.new_id());
    let sealed = tx.seal("provider_refusal", "reason_sealed", id.0, reason)?;
    let refused = Refused { ground: "not_provided", reason, on, received_on: on };
    let facts = Facts { child_order, ..Facts::default() };
    let paper = notice::written(tx, app, row, &refused).await?;
    tx.insert(provider_refusal::ActiveModel {
        municipality_id: Set(tx.municipality()),
        id: Set(id),
        placement_id: Set(row.id),
        service_id: Set(row.service_id),
        ground: Set("not_provided".to_owned()),
        reason_sealed: Set(sealed),
        refused_on: Set(on),
        received_on: Set(on),
        late: Set(false),
        appealed_on: Set(None),
        appealed_by: Set(String::new()),
        appeal_ended_on: Set(None),
        outcome: Set(String::new()),
        paper_id: Set(Some(paper)),
        version: Set(1),
    })
    .await?;
    go(tx, app, row, (Move::RefuseNotProvided, &facts), Moved::default()).await?;
    told(tx, row, "placement-refused", vec![("ground", "not_provided".to_owned())]).await?;
    Ok(())
}

fn refuse_act(ctx: &Ctx, form: &Form, texts: &[Text]) -> Act {
    let boxes = (ctx, form);
    let act = Act::new("placement-refuse", "/refuse", "ui-save")
        .lead(ctx.t("placement-refuse-lead"))
        .day(boxes, "on", ("placement-refused-on", String::new()));
    reasons::pick(act, boxes, texts)
        .area(boxes, "reason", ("placement-refuse-reason", "placement-refuse-hint"))
        .one(boxes, "child", ("placement-child-order", &["no", "yes"]), |code| format!("ui-{code}"))
}

/// `GET /placements/{id}/refuse`.
pub async fn form(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<PlacementId>,
) -> Result<Response, Problem> {
    let short = opened(&app, &ctx, id).await?;
    in_state(&short, State::AtProvider)?;
    let mut values = day_values("on", Some(app.today()));
    values.push(("child".to_owned(), "no".to_owned()));
    let form = ctx.resumed(Form::filled(ctx.lang, values), &[]).await?;
    let texts = reasons::offered(&app, &ctx, "not_provided").await?;
    shown(&ctx, &short, refuse_act(&ctx, &form, &texts), &form)
}

/// `POST /placements/{id}/refuse`.
pub async fn save(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<PlacementId>,
    mut form: Form,
) -> Result<Response, Problem> {
    let short = opened(&app, &ctx, id).await?;
    in_state(&short, State::AtProvider)?;
    let on = form.day("on");
    if on.is_some_and(|on| on > app.today() || on < short.row.stated_on) {
        form.wrong("on", "placement-day-wrong");
    }
    let texts = reasons::offered(&app, &ctx, "not_provided").await?;
    let reason = reasons::said(&mut form, &texts, ("reason", 10_000));
    let child = chosen(&mut form, "child", &["no", "yes"]) == "yes";
    if child {
        form.wrong("child", "placement-refused-child");
    }
    let (Some(on), true) = (on, form.ok()) else {
        return shown(&ctx, &short, refuse_act(&ctx, &form, &texts), &form);
    };
    let (mut tx, row) = doing(&app, &ctx, id, &form).await?;
    not_provided(&mut tx, &app, &row, (on, &reason, child)).await?;
    done(tx, &ctx, id, "placement-refuse-done").await
}

/// The refusal that counts.
async fn last(tx: &Tx, id: PlacementId) -> Result<provider_refusal::Model, Problem> {
    let refusal = load::refusals(tx, id).await?.pop();
    refusal.ok_or(Problem::Impossible("placement-refused-state"))
}

/// The last day to appeal a refusal.
fn appeal_by(
    app: &App,
    tx: &Tx,
    refusal: &provider_refusal::Model,
) -> Result<Option<Day>, Problem> {
    let law = app.law(tx.municipality());
    Ok(last_day(&law, "D11", refusal.received_on).map_err(broken)?)
}

fn appeal_act(ctx: &Ctx, form: &Form) -> Act {
    let boxes = (ctx, form);
    Act::new("placement-appeal", "/appeal", "ui-save")
        .lead(ctx.t("placement-appeal-lead"))
        .one(boxes, "by", ("placement-appeal-by", &APPELLANTS), |code| {
            format!("placement-appeal-by-{code}")
        })
        .day(boxes, "on", ("placement-appealed-on", String::new()))
}

/// `GET /placements/{id}/appeal`.
pub async fn appeal_form(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<PlacementId>,
) -> Result<Response, Problem> {
    dated(&app, &ctx, (id, State::Refused), appeal_act).await
}

/// `POST /placements/{id}/appeal`. An appeal after its term is recorded: the court decides on it.
pub async fn appeal(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<PlacementId>,
    mut form: Form,
) -> Result<Response, Problem> {
    let short = opened(&app, &ctx, id).await?;
    in_state(&short, State::Refused)?;
    let by = chosen(&mut form, "by", &APPELLANTS);
    let on = past_day(&mut form, app.today());
    let (Some(on), true) = (on, form.ok()) else {
        return shown(&ctx, &short, appeal_act(&ctx, &form), &form);
    };
    let (mut tx, row) = doing(&app, &ctx, id, &form).await?;
    let refusal = last(&tx, id).await?;
    let late = appeal_by(&app, &tx, &refusal)?.is_some_and(|last| last < on);
    let active = provider_refusal::ActiveModel {
        appealed_on: Set(Some(on)),
        appealed_by: Set(by),
        ..Default::default()
    };
    tx.update::<provider_refusal::Entity>(refusal.id, refusal.version, active).await?;
    go(&mut tx, &app, &row, (Move::Appeal, &Facts::default()), Moved::default()).await?;
    let how = if late { "late" } else { "in_time" };
    let data = vec![("day", on.bg()), ("how", how.to_owned())];
    told(&mut tx, &row, "placement-appealed", data).await?;
    done(tx, &ctx, id, "placement-appeal-done").await
}

fn outcome_act(ctx: &Ctx, form: &Form) -> Act {
    let boxes = (ctx, form);
    Act::new("placement-appeal-end", "/outcome", "ui-save")
        .one(boxes, "outcome", ("placement-outcome", &OUTCOMES), |code| {
            format!("placement-outcome-{code}")
        })
        .day(boxes, "on", ("placement-outcome-on", String::new()))
}

/// `GET /placements/{id}/outcome`.
pub async fn outcome_form(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<PlacementId>,
) -> Result<Response, Problem> {
    dated(&app, &ctx, (id, State::Appealed), outcome_act).await
}

/// `POST /placements/{id}/outcome`. Upheld, the provider assesses again when a place is free, else
/// the person waits before the others would be unfair: at the end of the list.
pub async fn outcome(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<PlacementId>,
    mut form: Form,
) -> Result<Response, Problem> {
    let short = opened(&app, &ctx, id).await?;
    in_state(&short, State::Appealed)?;
    let outcome = chosen(&mut form, "outcome", &OUTCOMES);
    let on = past_day(&mut form, app.today());
    let (Some(on), true) = (on, form.ok()) else {
        return shown(&ctx, &short, outcome_act(&ctx, &form), &form);
    };
    let (mut tx, row) = doing(&app, &ctx, id, &form).await?;
    let refusal = last(&tx, id).await?;
    let active = provider_refusal::ActiveModel {
        appeal_ended_on: Set(Some(on)),
        outcome: Set(outcome.clone()),
        ..Default::default()
    };
    tx.update::<provider_refusal::Entity>(refusal.id, refusal.version, active).await?;
    settled(&mut tx, &app, &row, (&outcome, on)).await?;
    done(tx, &ctx, id, "placement-outcome-done").await
}

/// What an outcome of an appeal leads to.
///
/// # Errors
/// When the database refuses or somebody was quicker.
pub async fn settled(
    tx: &mut Tx,
    app: &App,
    row: &placement::Model,
    (outcome, on): (&str, Day),
) -> Result<State, Problem> {
    let after = if outcome == "upheld" {
        places::lock(tx, row.service_id).await?;
        let kept = places::keep(tx, row.service_id, row.urgent).await?;
        let facts = Facts { place: kept != Kept::Nothing, ..Facts::default() };
        let with = Moved { unit: kept.unit(), stated_on: Some(on), ..Moved::default() };
        let after = go(tx, app, row, (Move::AppealUpheld, &facts), with).await?;
        if after == State::Waiting {
            let fresh = load::row(tx, row.id).await?;
            let law = app.law(tx.municipality());
            super::waiting::enter(tx, &law, &fresh, None).await?;
        }
        after
    } else {
        let facts = Facts::default();
        go(tx, app, row, (Move::AppealRejected, &facts), Moved::default()).await?
    };
    let data = vec![("day", on.bg()), ("outcome", outcome.to_owned())];
    told(tx, row, "placement-appeal-ended", data).await?;
    Ok(after)
}

/// `POST /placements/{id}/not-appealed`: nobody appealed in time, another service may be chosen.
pub async fn not_appealed(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<PlacementId>,
    form: Form,
) -> Result<Response, Problem> {
    let (mut tx, row) = doing(&app, &ctx, id, &form).await?;
    appeal_over(&mut tx, &app, &row).await?;
    done(tx, &ctx, id, "placement-choice-open").await
}

/// The term to appeal is over and nobody did.
///
/// # Errors
/// When it is not over.
pub async fn appeal_over(tx: &mut Tx, app: &App, row: &placement::Model) -> Result<(), Problem> {
    let refusal = last(tx, row.id).await?;
    let by = appeal_by(app, tx, &refusal)?;
    let facts = Facts { appeal_over: by.is_some_and(|by| by < tx.today()), ..Facts::default() };
    go(tx, app, row, (Move::AppealOver, &facts), Moved::default()).await?;
    told(tx, row, "placement-choice-open", Vec::new()).await?;
    Ok(())
}

/// Reasons of refusals, opened for the page.
pub fn reason(tx: &Tx, row: &provider_refusal::Model) -> Result<String, StoreError> {
    tx.open("provider_refusal", "reason_sealed", row.id.0, &row.reason_sealed)
}
