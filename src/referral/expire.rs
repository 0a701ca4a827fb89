//! The end of validity: found when a case is looked at, and by night for all (чл. 16 ППЗСУ).

use super::CaseId;
use super::case::{Facts, Move, Refusal, State, next};
use super::load::{self, refused};
use super::moves::{all_over, longest, put_state, validities};
use super::store::referral_case::{self, Column};
use super::view::path;
use crate::app::App;
use axum::extract::State as Shared;
use axum::response::Response;
use kit::access::Actor;
use kit::jobs;
use kit::store::{Event, StoreError, Tx};
use kit::types::{Day, MunicipalityId};
use kit::web::{Ctx, Form, Id, Problem, see};
use sea_orm::{ColumnTrait, QueryFilter, QueryOrder, QuerySelect};
use std::sync::Arc;

/// How many cases one round of [`expire_due`] looks at: its transaction holds the one writer.
const ROUND: u64 = 200;

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
        return Err(refused(Refusal::StillValid));
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
    let validity = validities(tx, &app.law(tx.municipality()), row, tx.today()).await?;
    let facts = Facts { over: all_over(&validity), ..Facts::default() };
    let state = load::state(case)?;
    let Ok(after) = next(state, Move::Expire, &facts) else {
        // Its day was noted wrongly: noted anew, it does not stand in the way of others.
        put_state(tx, &app.law(tx.municipality()), case, state).await?;
        return Ok(false);
    };
    let until = longest(&validity).map_or_else(String::new, Day::bg);
    tx.event(Event {
        kind: "assessment-expired",
        person: Some(case.person_id.0),
        case: Some(case.id.0),
        data: vec![("day", until)],
    })
    .await?;
    put_state(tx, &app.law(tx.municipality()), case, after).await?;
    Ok(true)
}

/// Closes the cases of a municipality whose assessments are no longer valid; gives how many. For
/// the nightly job, which calls it until it gives 0: a round is one short transaction.
///
/// # Errors
/// When the database refuses.
pub async fn expire_due(app: &App, municipality: MunicipalityId) -> Result<u64, StoreError> {
    let actor = Actor::system(municipality, "referral: validity is over (чл. 16 ППЗСУ)");
    let mut tx = app.db.write(&actor).await?;
    let due = tx
        .find::<referral_case::Entity>()
        .filter(Column::State.eq(State::PoIssued.code()))
        .filter(Column::NextKind.eq("watch_validity"))
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

/// The nightly job: every case whose validity is over is closed.
pub fn nightly(app: &App) -> jobs::Handler {
    let app = app.clone();
    Arc::new(move |job: jobs::Job| {
        let app = app.clone();
        Box::pin(async move {
            app.freshen_law(job.municipality).await?;
            while expire_due(&app, job.municipality).await? > 0 {}
            Ok(())
        })
    })
}
