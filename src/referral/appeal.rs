//! The appeal of the person (чл. 13, ал. 5 ППЗСУ), which stops the clock, and the end of validity.

use super::case::{Facts, Move, State, next};
use super::load::{self, Short, refused};
use super::moves::{all_over, put_state, validities};
use super::pause::{NewPause, close, insert};
use super::sign::put_validity;
use super::store::{assessment, referral_case};
use super::view::{chosen, path, term};
use super::{CaseId, store};
use crate::app::App;
use axum::extract::State as Shared;
use axum::response::Response;
use kit::access::Actor;
use kit::store::{Event, StoreError, Tx};
use kit::types::{Day, MunicipalityId};
use kit::web::{Ctx, Form, Id, Problem, see};
use sea_orm::{ColumnTrait, QueryFilter, QueryOrder, QuerySelect, Set};

/// How an appeal ends.
pub const OUTCOMES: [&str; 3] = ["upheld", "rejected", "withdrawn"];
/// How many cases one round of [`expire_due`] looks at.
const ROUND: u64 = 500;

fn current(short: &Short) -> Result<&assessment::Model, Problem> {
    short.assessment().ok_or(Problem::Impossible("referral-refused-state"))
}

pub async fn record(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<CaseId>,
    mut form: Form,
) -> Result<Response, Problem> {
    let on = form.day("appealed_on").filter(|on| *on <= app.today());
    let Some(on) = on else {
        return Err(Problem::Impossible("referral-appeal-day"));
    };
    let mut tx = app.db.write(&ctx.actor).await?;
    tx.use_form(&form.key(), &ctx.url(&path(id, ""))).await?;
    let short = load::short(&tx, id).await?;
    let row = current(&short)?;
    let given = row.handed_over_at.map(kit::types::Instant::day);
    let facts = Facts { given: given.is_some(), ..Facts::default() };
    let after = next(short.state, Move::Appeal, &facts).map_err(refused)?;
    if given.is_some_and(|given| on < given) {
        return Err(Problem::Impossible("referral-appeal-day"));
    }
    let last = match given {
        Some(given) => term(app.law, "D11", given)?,
        None => None,
    };
    let late = last.is_some_and(|last| last < on);
    let active = assessment::ActiveModel {
        appealed_on: Set(Some(on)),
        appeal_ended_on: Set(None),
        appeal_outcome: Set(String::new()),
        ..Default::default()
    };
    tx.update::<assessment::Entity>(row.id, row.version, active).await?;
    let (assessment, note) = (row.id, String::new());
    let pause =
        NewPause { assessment, proposal: None, ground: "appeal", first: on, last: None, note };
    insert(&tx, pause).await?;
    event(&mut tx, &short, ("appeal-recorded", on, if late { "late" } else { "in_time" })).await?;
    refresh(&tx, &app, &short, after).await?;
    tx.commit().await?;
    Ok(see(&ctx, &path(id, ""), Some("referral-appeal-done")))
}

async fn event(
    tx: &mut Tx,
    short: &Short,
    (kind, on, how): (&'static str, Day, &str),
) -> Result<(), StoreError> {
    let how = super::paper::bg(&format!("referral-appeal-{how}"));
    let (person, case) = (Some(short.case.person_id.0), Some(short.case.id.0));
    let data = vec![("day", on.bg()), ("how", how)];
    tx.event(Event { kind, person, case, data }).await
}

async fn refresh(tx: &Tx, app: &App, short: &Short, after: State) -> Result<(), Problem> {
    let row = current(short)?;
    let validity = validities(tx, app.law, row, tx.today()).await?;
    put_validity(tx, &validity).await?;
    Ok(put_state(tx, app.law, &short.case, after).await?)
}

pub async fn end(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<CaseId>,
    mut form: Form,
) -> Result<Response, Problem> {
    let outcome = chosen(&mut form, "outcome", &OUTCOMES);
    let on = form.day("ended_on").filter(|on| *on <= app.today());
    let (Some(on), true) = (on, form.ok()) else {
        return Err(Problem::Impossible("referral-appeal-day"));
    };
    let mut tx = app.db.write(&ctx.actor).await?;
    tx.use_form(&form.key(), &ctx.url(&path(id, ""))).await?;
    let short = load::short(&tx, id).await?;
    let row = current(&short)?;
    if row.appealed_on.is_none_or(|first| on < first) {
        return Err(Problem::Impossible("referral-appeal-day"));
    }
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

pub async fn expire(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<CaseId>,
    form: Form,
) -> Result<Response, Problem> {
    let mut tx = app.db.write(&ctx.actor).await?;
    tx.use_form(&form.key(), &ctx.url(&path(id, ""))).await?;
    let case = load::row(&tx, id).await?;
    if !expire_one(&mut tx, &app, &case).await? {
        return Err(refused(super::case::Refusal::StillValid));
    }
    tx.commit().await?;
    Ok(see(&ctx, &path(id, ""), Some("referral-expired-done")))
}

/// Closes a case whose validity is over. `false` when it is not.
async fn expire_one(
    tx: &mut Tx,
    app: &App,
    case: &referral_case::Model,
) -> Result<bool, StoreError> {
    let rows = load::assessments(tx, case.id).await?;
    let Some(row) = rows.iter().rev().find(|row| row.annulled_on.is_none()) else {
        return Ok(false);
    };
    let validity = validities(tx, app.law, row, tx.today()).await?;
    let facts = Facts { over: all_over(&validity), ..Facts::default() };
    let Ok(after) = next(load::state(case)?, Move::Expire, &facts) else {
        return Ok(false);
    };
    let until = super::moves::longest(&validity);
    tx.event(Event {
        kind: "assessment-expired",
        person: Some(case.person_id.0),
        case: Some(case.id.0),
        data: vec![("day", until.map_or_else(String::new, Day::bg))],
    })
    .await?;
    put_state(tx, app.law, case, after).await?;
    Ok(true)
}

/// Closes the cases of a municipality whose assessments are no longer valid; gives how many.
/// For the nightly job: a round is one transaction of at most some hundred cases.
///
/// # Errors
/// When the database refuses.
pub async fn expire_due(app: &App, municipality: MunicipalityId) -> Result<u64, StoreError> {
    let actor = Actor::system(municipality, "referral: validity is over (чл. 16 ППЗСУ)");
    let mut tx = app.db.write(&actor).await?;
    use store::referral_case::Column;
    let due = tx
        .find::<referral_case::Entity>()
        .filter(Column::State.eq(State::PoIssued.code()))
        .filter(Column::NextOn.lt(tx.today()))
        .order_by_asc(Column::NextOn)
        .limit(ROUND)
        .all(tx.conn())
        .await?;
    let mut count = 0;
    for case in &due {
        count += u64::from(expire_one(&mut tx, app, case).await?);
    }
    tx.commit().await?;
    Ok(count)
}
