//! Time that does not count for the validity of the assessment (чл. 16, ал. 2 ППЗСУ).

use super::case::{Facts, Move, next};
use super::load::{self, refused};
use super::moves::{put_state, validities};
use super::sign::put_validity;
use super::store::pause;
use super::view::{chosen, path};
use super::{CaseId, PauseId, ProposalId};
use crate::app::App;
use axum::extract::State as Shared;
use axum::response::Response;
use kit::store::{Event, StoreError, Tx};
use kit::types::Day;
use kit::web::{Ctx, Form, Id, Problem, see};
use sea_orm::Set;

/// The grounds an officer records; an appeal has a form of its own.
pub const GROUNDS: [&str; 3] = ["hospital", "waiting", "restriction"];

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
    /// A remark.
    pub note: String,
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
        note: Set(new.note),
        version: Set(1),
    })
    .await
}

/// Ends a stop of the clock.
pub async fn close(tx: &Tx, row: &pause::Model, last: Day) -> Result<(), StoreError> {
    let active = pause::ActiveModel { last_day: Set(Some(last)), ..Default::default() };
    tx.update::<pause::Entity>(row.id, row.version, active).await
}

pub async fn add(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<CaseId>,
    mut form: Form,
) -> Result<Response, Problem> {
    let ground = chosen(&mut form, "ground", &GROUNDS);
    let first = form.day("first_day");
    let last = form.day_optional("last_day");
    let proposal: Option<ProposalId> = form.parsed_optional("proposal", "form-choose");
    let note = form.optional("note", 500);
    let (Some(first), true) = (first, form.ok()) else {
        return Err(Problem::Impossible("referral-pause-wrong"));
    };
    if last.is_some_and(|last| last < first) || first > app.today() {
        return Err(Problem::Impossible("referral-pause-wrong"));
    }
    let mut tx = app.db.write(&ctx.actor).await?;
    tx.use_form(&form.key(), &ctx.url(&path(id, ""))).await?;
    let short = load::short(&tx, id).await?;
    let after = next(short.state, Move::Pause, &Facts::default()).map_err(refused)?;
    let row = short.assessment().ok_or(Problem::Impossible("referral-refused-state"))?;
    if row.signed_on.is_some_and(|on| first < on) {
        return Err(Problem::Impossible("referral-pause-wrong"));
    }
    let rows = load::proposals(&tx, row.id).await?;
    if proposal.is_some_and(|id| !rows.iter().any(|row| row.id == id && row.chosen)) {
        return Err(Problem::NotFound);
    }
    let new = NewPause { assessment: row.id, proposal, ground: &ground, first, last, note };
    insert(&tx, new).await?;
    let ground = super::paper::bg(&format!("referral-pause-{ground}"));
    let last = last.map_or("…".to_owned(), Day::bg);
    let data = vec![("ground", ground), ("first", first.bg()), ("last", last)];
    let person = Some(short.case.person_id.0);
    tx.event(Event { kind: "pause-added", person, case: Some(id.0), data }).await?;
    let validity = validities(&tx, app.law, row, tx.today()).await?;
    put_validity(&tx, &validity).await?;
    put_state(&tx, app.law, &short.case, after).await?;
    tx.commit().await?;
    Ok(see(&ctx, &path(id, ""), Some("referral-pause-done")))
}

pub async fn end(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<CaseId>,
    mut form: Form,
) -> Result<Response, Problem> {
    let which: Option<PauseId> = form.parsed("pause", "form-choose");
    let last = form.day("last_day").filter(|last| *last <= app.today());
    let (Some(last), true) = (last, form.ok()) else {
        return Err(Problem::Impossible("referral-pause-wrong"));
    };
    let mut tx = app.db.write(&ctx.actor).await?;
    tx.use_form(&form.key(), &ctx.url(&path(id, ""))).await?;
    let short = load::short(&tx, id).await?;
    let after = next(short.state, Move::Pause, &Facts::default()).map_err(refused)?;
    let row = short.assessment().ok_or(Problem::Impossible("referral-refused-state"))?;
    let pauses = load::pauses(&tx, row.id).await?;
    let found = pauses.iter().find(|p| Some(p.id) == which).ok_or(Problem::NotFound)?;
    if found.last_day.is_some() || last < found.first_day {
        return Err(Problem::Impossible("referral-pause-wrong"));
    }
    close(&tx, found, last).await?;
    let ground = super::paper::bg(&format!("referral-pause-{}", found.ground));
    let data = vec![("ground", ground), ("last", last.bg())];
    let person = Some(short.case.person_id.0);
    tx.event(Event { kind: "pause-ended", person, case: Some(id.0), data }).await?;
    let validity = validities(&tx, app.law, row, tx.today()).await?;
    put_validity(&tx, &validity).await?;
    put_state(&tx, app.law, &short.case, after).await?;
    tx.commit().await?;
    Ok(see(&ctx, &path(id, ""), Some("referral-pause-done")))
}
