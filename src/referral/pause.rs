//! Time that does not count for the validity of the assessment (чл. 16, ал. 2 ППЗСУ).

use super::act::{Act, opened, shown};
use super::case::{Facts, Move, next};
use super::load::{self, Short, refused};
use super::moves::{put_state, put_validity, validities};
use super::store::{pause, proposal};
use super::view::{chosen, path};
use super::{CaseId, PauseId, ProposalId};
use crate::app::App;
use crate::services::{self, ServiceId};
use axum::extract::State as Shared;
use axum::response::Response;
use kit::store::{Event, StoreError, Tx};
use kit::types::Day;
use kit::web::{Ctx, Form, Id, Problem, see};
use sea_orm::Set;
use ui::Choice;

/// A ground in words.
#[must_use]
pub fn ground_text(ctx: &Ctx, ground: &str) -> String {
    ctx.t(&format!("referral-pause-{ground}")).into_owned()
}

/// The grounds an officer records; an appeal has a form of its own.
const GROUNDS: [&str; 3] = ["hospital", "waiting", "restriction"];

/// A stop of the clock.
pub struct NewPause<'a> {
    /// Of which assessment.
    pub assessment: super::AssessmentId,
    /// Of one service only, or of all.
    pub proposal: Option<ProposalId>,
    /// Why.
    pub ground: &'a str,
    /// First day.
    pub first: Day,
    /// Last day, when it is known.
    pub last: Option<Day>,
}

/// Writes a stop of the clock down.
pub async fn insert(tx: &Tx, new: NewPause<'_>) -> Result<(), StoreError> {
    tx.insert(pause::ActiveModel {
        municipality_id: Set(tx.municipality()),
        id: Set(PauseId(tx.new_id())),
        assessment_id: Set(new.assessment),
        proposal_id: Set(new.proposal),
        ground: Set(new.ground.to_owned()),
        first_day: Set(new.first),
        last_day: Set(new.last),
        version: Set(1),
    })
    .await
}

/// Ends a stop of the clock.
pub async fn close(tx: &Tx, row: &pause::Model, last: Day) -> Result<(), StoreError> {
    let active = pause::ActiveModel { last_day: Set(Some(last)), ..Default::default() };
    tx.update::<pause::Entity>(row.id, row.version, active).await
}

/// The chosen services, for a pause of one of them.
async fn services_of(tx: &Tx, short: &Short) -> Result<Vec<(proposal::Model, String)>, Problem> {
    let Some(row) = short.assessment() else { return Ok(Vec::new()) };
    let mut rows = load::proposals(tx, row.id).await?;
    rows.retain(|row| row.chosen);
    let ids: Vec<ServiceId> = rows.iter().map(|row| row.service_id).collect();
    let known = services::by_ids(tx, &ids).await?;
    let name = |id: &ServiceId| known.get(id).map(|s| s.name.clone()).unwrap_or_default();
    Ok(rows.into_iter().map(|row| (row.clone(), name(&row.service_id))).collect())
}

async fn add_act(app: &App, ctx: &Ctx, short: &Short, form: &Form) -> Result<Act, Problem> {
    let tx = app.db.read(&ctx.actor).await?;
    let list = services_of(&tx, short).await?;
    tx.rollback().await;
    let list = list.into_iter().map(|(row, name)| Choice::new(row.id.to_string(), name));
    let boxes = (ctx, form);
    let open = ctx.t("referral-pause-open").into_owned();
    Ok(Act::new("referral-pause-new", "/pauses", "ui-save")
        .lead(ctx.t("referral-pause-lead"))
        .one(boxes, "ground", ("referral-pause-ground", &GROUNDS), |c| {
            format!("referral-pause-{c}")
        })
        .pick(boxes, "proposal", ("referral-column-service", list.collect()))
        .day(boxes, "first_day", ("referral-pause-first", String::new()))
        .day(boxes, "last_day", ("referral-pause-last", open)))
}

pub async fn form(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<CaseId>,
) -> Result<Response, Problem> {
    let short = opened(&app, &ctx, id, Some((Move::Pause, Facts::default()))).await?;
    let form = ctx.resumed(Form::empty(ctx.lang), &[]).await?;
    let act = add_act(&app, &ctx, &short, &form).await?;
    shown(&ctx, &short, act, &form)
}

pub async fn add(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<CaseId>,
    mut form: Form,
) -> Result<Response, Problem> {
    let short = opened(&app, &ctx, id, Some((Move::Pause, Facts::default()))).await?;
    let signed = short.assessment().and_then(|row| row.signed_on);
    let ground = chosen(&mut form, "ground", &GROUNDS);
    let proposal: Option<ProposalId> = form.parsed_optional("proposal", "form-choose");
    let first = form.day("first_day");
    if first.is_some_and(|first| first > app.today() || signed.is_some_and(|on| first < on)) {
        form.wrong("first_day", "referral-pause-first-wrong");
    }
    let last = form.day_optional("last_day");
    if last.zip(first).is_some_and(|(last, first)| last < first) {
        form.wrong("last_day", "referral-pause-last-wrong");
    }
    let (Some(first), true) = (first, form.ok()) else {
        let act = add_act(&app, &ctx, &short, &form).await?;
        return shown(&ctx, &short, act, &form);
    };
    let mut tx = app.db.write(&ctx.actor).await?;
    tx.use_form(&form.key(), &ctx.url(&path(id, ""))).await?;
    ctx.sent(&tx, &form).await?;
    let short = load::short(&tx, id).await?;
    let row = short.assessment().ok_or(Problem::Impossible("referral-refused-state"))?;
    let chosen = load::proposals(&tx, row.id).await?;
    if proposal.is_some_and(|id| !chosen.iter().any(|row| row.id == id && row.chosen)) {
        return Err(Problem::NotFound);
    }
    insert(&tx, NewPause { assessment: row.id, proposal, ground: &ground, first, last }).await?;
    let last = last.map_or("…".to_owned(), Day::bg);
    // The ground may be of health: it stays out of the timeline.
    let data = vec![("first", first.bg()), ("last", last)];
    recounted(&app, &mut tx, &short, ("pause-added", data)).await?;
    tx.commit().await?;
    Ok(see(&ctx, &path(id, ""), Some("referral-pause-done")))
}

/// The event of a pause, validity counted anew, and the next step with it.
async fn recounted(
    app: &App,
    tx: &mut Tx,
    short: &Short,
    (kind, data): (&'static str, Vec<(&'static str, String)>),
) -> Result<(), Problem> {
    let after = next(short.state, Move::Pause, &Facts::default()).map_err(refused)?;
    let row = short.assessment().ok_or(Problem::Impossible("referral-refused-state"))?;
    let (person, case) = (Some(short.case.person_id.0), Some(short.case.id.0));
    tx.event(Event { kind, person, case, data }).await?;
    let validity = validities(tx, &app.law(tx.municipality()), row, tx.today()).await?;
    put_validity(tx, &validity).await?;
    Ok(put_state(tx, &app.law(tx.municipality()), &short.case, after).await?)
}

fn end_act(ctx: &Ctx, form: &Form) -> Act {
    Act::new("referral-pause-end", "/pauses/end", "ui-save").hidden(form, "pause").day(
        (ctx, form),
        "last_day",
        ("referral-pause-last", String::new()),
    )
}

pub async fn end_form(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<CaseId>,
    form: Form,
) -> Result<Response, Problem> {
    let short = opened(&app, &ctx, id, Some((Move::Pause, Facts::default()))).await?;
    shown(&ctx, &short, end_act(&ctx, &form), &form)
}

pub async fn end(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<CaseId>,
    mut form: Form,
) -> Result<Response, Problem> {
    let which: PauseId = form.get("pause").parse().map_err(|_| Problem::NotFound)?;
    let last = form.day("last_day");
    let mut tx = app.db.write(&ctx.actor).await?;
    tx.use_form(&form.key(), &ctx.url(&path(id, ""))).await?;
    ctx.sent(&tx, &form).await?;
    let short = load::short(&tx, id).await?;
    let row = short.assessment().ok_or(Problem::Impossible("referral-refused-state"))?;
    let pauses = load::pauses(&tx, row.id).await?;
    let found = pauses.iter().find(|p| p.id == which && p.last_day.is_none());
    let found = found.ok_or(Problem::Impossible("referral-refused-state"))?;
    if last.is_some_and(|last| last < found.first_day || last > tx.today()) {
        form.wrong("last_day", "referral-pause-last-wrong");
    }
    let (Some(last), true) = (last, form.ok()) else {
        tx.rollback().await;
        let short = opened(&app, &ctx, id, None).await?;
        return shown(&ctx, &short, end_act(&ctx, &form), &form);
    };
    close(&tx, found, last).await?;
    let data = vec![("last", last.bg())];
    recounted(&app, &mut tx, &short, ("pause-ended", data)).await?;
    tx.commit().await?;
    Ok(see(&ctx, &path(id, ""), Some("referral-pause-done")))
}
