//! The appeal of the person (чл. 13, ал. 5 ППЗСУ), which stops the clock of validity.

use super::CaseId;
use super::act::{Act, opened, shown};
use super::case::{Facts, Move, State, next};
use super::load::{self, Short, refused};
use super::moves::{put_state, put_validity, validities};
use super::pause::{NewPause, close, insert};
use super::store::assessment;
use super::view::{chosen, path, term, written};
use crate::app::App;
use axum::extract::State as Shared;
use axum::response::Response;
use kit::store::{Event, StoreError, Tx};
use kit::types::{Day, Instant};
use kit::web::{Ctx, Form, Id, Problem, see};
use sea_orm::Set;

/// How an appeal ends.
const OUTCOMES: [&str; 3] = ["upheld", "rejected", "withdrawn"];

fn current(short: &Short) -> Result<&assessment::Model, Problem> {
    short.assessment().ok_or(Problem::Impossible("referral-refused-state"))
}

/// The day the assessment was given to the person.
fn given(short: &Short) -> Option<Day> {
    short.assessment().and_then(|row| row.handed_over_at).map(Instant::day)
}

fn facts(short: &Short) -> Facts {
    Facts { given: given(short).is_some(), ..Facts::default() }
}

fn record_act(app: &App, ctx: &Ctx, short: &Short, form: &Form) -> Result<Act, Problem> {
    let last = match given(short) {
        Some(day) => term(&app.law(ctx.actor.municipality), "D11", day)?,
        None => None,
    };
    let lead = ctx.ta("referral-appeal-lead", &[("day", written(last))]).into_owned();
    Ok(Act::new("referral-appeal-new", "/appeal", "ui-save").lead(lead).day(
        (ctx, form),
        "appealed_on",
        ("referral-appealed-on", String::new()),
    ))
}

pub async fn form(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<CaseId>,
) -> Result<Response, Problem> {
    let short = opened(&app, &ctx, id, None).await?;
    next(short.state, Move::Appeal, &facts(&short)).map_err(refused)?;
    let form = ctx.resumed(Form::empty(ctx.lang), &[]).await?;
    let act = record_act(&app, &ctx, &short, &form)?;
    shown(&ctx, &short, act, &form)
}

pub async fn record(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<CaseId>,
    mut form: Form,
) -> Result<Response, Problem> {
    let short = opened(&app, &ctx, id, None).await?;
    next(short.state, Move::Appeal, &facts(&short)).map_err(refused)?;
    let on = form.day("appealed_on");
    if on.is_some_and(|on| on > app.today() || given(&short).is_some_and(|given| on < given)) {
        form.wrong("appealed_on", "referral-appeal-day");
    }
    let (Some(on), true) = (on, form.ok()) else {
        let act = record_act(&app, &ctx, &short, &form)?;
        return shown(&ctx, &short, act, &form);
    };
    let last = given(&short)
        .map(|day| term(&app.law(ctx.actor.municipality), "D11", day))
        .transpose()?
        .flatten();
    let how = if last.is_some_and(|last| last < on) { "late" } else { "in_time" };
    let mut tx = app.db.write(&ctx.actor).await?;
    tx.use_form(&form.key(), &ctx.url(&path(id, ""))).await?;
    ctx.sent(&tx, &form).await?;
    let short = load::short(&tx, id).await?;
    let after = next(short.state, Move::Appeal, &facts(&short)).map_err(refused)?;
    let row = current(&short)?;
    let active = assessment::ActiveModel {
        appealed_on: Set(Some(on)),
        appeal_ended_on: Set(None),
        appeal_outcome: Set(String::new()),
        ..Default::default()
    };
    tx.update::<assessment::Entity>(row.id, row.version, active).await?;
    let (assessment, proposal, last) = (row.id, None, None);
    insert(&tx, NewPause { assessment, proposal, ground: "appeal", first: on, last }).await?;
    event(&mut tx, &short, ("appeal-recorded", on, how)).await?;
    refresh(&tx, &app, &short, after).await?;
    tx.commit().await?;
    Ok(see(&ctx, &path(id, ""), Some("referral-appeal-done")))
}

async fn event(
    tx: &mut Tx,
    short: &Short,
    (kind, on, how): (&'static str, Day, &str),
) -> Result<(), StoreError> {
    let (person, case) = (Some(short.case.person_id.0), Some(short.case.id.0));
    let data = vec![("day", on.bg()), ("how", how.to_owned())];
    tx.event(Event { kind, person, case, data }).await
}

async fn refresh(tx: &Tx, app: &App, short: &Short, after: State) -> Result<(), Problem> {
    let validity = validities(tx, &app.law(tx.municipality()), current(short)?, tx.today()).await?;
    put_validity(tx, &validity).await?;
    Ok(put_state(tx, &app.law(tx.municipality()), &short.case, after).await?)
}

fn end_act(ctx: &Ctx, form: &Form) -> Act {
    let boxes = (ctx, form);
    Act::new("referral-appeal-end", "/appeal/end", "ui-save")
        .one(boxes, "outcome", ("referral-appeal-outcome", &OUTCOMES), |c| {
            format!("referral-appeal-{c}")
        })
        .day(boxes, "ended_on", ("referral-appeal-ended-on", String::new()))
}

pub async fn end_form(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<CaseId>,
) -> Result<Response, Problem> {
    let short = opened(&app, &ctx, id, Some((Move::EndAppeal, Facts::default()))).await?;
    let form = ctx.resumed(Form::empty(ctx.lang), &[]).await?;
    shown(&ctx, &short, end_act(&ctx, &form), &form)
}

pub async fn end(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<CaseId>,
    mut form: Form,
) -> Result<Response, Problem> {
    let short = opened(&app, &ctx, id, Some((Move::EndAppeal, Facts::default()))).await?;
    let began = current(&short)?.appealed_on;
    let outcome = chosen(&mut form, "outcome", &OUTCOMES);
    let on = form.day("ended_on");
    if on.is_some_and(|on| on > app.today() || began.is_some_and(|first| on < first)) {
        form.wrong("ended_on", "referral-appeal-day");
    }
    let (Some(on), true) = (on, form.ok()) else {
        return shown(&ctx, &short, end_act(&ctx, &form), &form);
    };
    let mut tx = app.db.write(&ctx.actor).await?;
    tx.use_form(&form.key(), &ctx.url(&path(id, ""))).await?;
    ctx.sent(&tx, &form).await?;
    let short = load::short(&tx, id).await?;
    let row = current(&short)?;
    let proposals = load::proposals(&tx, row.id).await?;
    let facts = Facts {
        proposed: proposals.len(),
        chosen: proposals.iter().filter(|p| p.chosen).count(),
        ..Facts::default()
    };
    let after = next(short.state, Move::EndAppeal, &facts).map_err(refused)?;
    let active = assessment::ActiveModel {
        appeal_ended_on: Set(Some(on)),
        appeal_outcome: Set(outcome.clone()),
        ..Default::default()
    };
    tx.update::<assessment::Entity>(row.id, row.version, active).await?;
    let pauses = load::pauses(&tx, row.id).await?;
    for pause in pauses.iter().filter(|p| p.ground == "appeal" && p.last_day.is_none()) {
        close(&tx, pause, on).await?;
    }
    event(&mut tx, &short, ("appeal-ended", on, &outcome)).await?;
    refresh(&tx, &app, &short, after).await?;
    tx.commit().await?;
    Ok(see(&ctx, &path(id, ""), Some("referral-appeal-ended-done")))
}
