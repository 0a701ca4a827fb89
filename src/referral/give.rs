//! The signed assessment is given to the person, at once after signing (чл. 13, ал. 3 ППЗСУ).

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

/// How it is given.
pub const WAYS: [&str; 3] = ["in_person", "email", "post"];

pub async fn give(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<CaseId>,
    mut form: Form,
) -> Result<Response, Problem> {
    let how = chosen(&mut form, "how", &WAYS);
    if !form.ok() {
        return Ok(see(&ctx, &path(id, ""), Some("referral-give-how-needed")));
    }
    let mut tx = app.db.write(&ctx.actor).await?;
    tx.use_form(&form.key(), &ctx.url(&path(id, ""))).await?;
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
        data: vec![
            ("how", super::paper::bg(&format!("referral-give-{how}"))),
            ("late", if late { "yes" } else { "no" }.to_owned()),
        ],
    })
    .await?;
    put_state(&tx, app.law, &short.case, after).await?;
    tx.commit().await?;
    Ok(see(&ctx, &path(id, ""), Some("referral-given-done")))
}
