//! Stays of a user as JSON.

use super::frame::HOME;
use crate::app::App;
use crate::delivery::{self, AwayId, NewStay, STAYS, Stay};
use crate::people::{self, PersonId};
use axum::Json;
use axum::extract::State as Shared;
use kit::audit;
use kit::store::Tx;
use kit::types::Day;
use kit::web::{Ctx, Form, Id, Problem};
use serde::{Deserialize, Serialize};

/// A stay that was written down.
#[derive(Serialize, utoipa::ToSchema)]
pub struct StayOut {
    /// The stay.
    #[schema(value_type = String)]
    id: AwayId,
    /// `hospital` or `residential`.
    kind: String,
    /// The first day.
    #[schema(value_type = String, format = Date)]
    from: Day,
    /// The last day; none while it lasts.
    #[schema(value_type = Option<String>, format = Date)]
    until: Option<Day>,
    /// How it is known.
    source: String,
    /// Why it was struck out; empty for one that stands.
    struck: String,
    /// The version to be changed.
    version: i32,
}

fn out(one: Stay) -> StayOut {
    StayOut {
        id: one.id,
        kind: one.says.kind,
        from: one.says.from_on,
        until: one.says.until_on,
        source: one.says.source,
        struck: one.struck.map(|struck| struck.why).unwrap_or_default(),
        version: one.version,
    }
}

async fn listed(tx: &Tx, id: PersonId) -> Result<Json<Vec<StayOut>>, Problem> {
    Ok(Json(delivery::stays_of(tx, id).await?.into_iter().map(out).collect()))
}

/// `GET /api/worktime/people/{id}/stays`.
#[utoipa::path(
    get,
    path = "/{municipality}/api/worktime/people/{id}/stays",
    operation_id = "worktime-stays",
    params(("id" = String, Path)),
    responses((status = 200, description = "", body = Vec<StayOut>)),
)]
pub async fn list(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<PersonId>,
) -> Result<Json<Vec<StayOut>>, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    people::head(&tx, id).await?;
    let all = listed(&tx, id).await?;
    tx.audit(audit::Entry::read("hours-person", id.0).about(Some(id.0)));
    tx.commit().await?;
    Ok(all)
}

/// A stay to be written down, or one to be struck out.
#[derive(Default, Deserialize, utoipa::ToSchema)]
#[serde(default)]
pub struct StayIn {
    /// `hospital` or `residential`.
    kind: String,
    /// The first day.
    #[schema(value_type = Option<String>, format = Date)]
    from: Option<Day>,
    /// The last day; none while it lasts.
    #[schema(value_type = Option<String>, format = Date)]
    until: Option<Day>,
    /// How it is known.
    source: String,
    /// The stay to be struck out; nothing is written down then.
    #[schema(value_type = Option<String>)]
    strike: Option<AwayId>,
    /// Why it is struck out.
    why: String,
    /// The version that is struck out.
    version: i32,
}

fn read(form: &mut Form, sent: &StayIn) -> Result<NewStay, Problem> {
    if !STAYS.contains(&sent.kind.as_str()) {
        form.wrong("kind", "form-choose");
    }
    if sent.source.trim().is_empty() {
        form.wrong("source", "form-required");
    }
    let Some(from_on) = sent.from else {
        form.wrong("from", "form-required");
        return Err(form.problem());
    };
    if !form.ok() {
        return Err(form.problem());
    }
    let (kind, source) = (sent.kind.clone(), sent.source.trim().to_owned());
    Ok(NewStay { kind, from_on, until_on: sent.until, source })
}

/// `POST /api/worktime/people/{id}/stays`.
#[utoipa::path(
    post,
    path = "/{municipality}/api/worktime/people/{id}/stays",
    operation_id = "worktime-stay",
    params(("id" = String, Path)),
    request_body = StayIn,
    responses((status = 200, description = "", body = Vec<StayOut>)),
)]
pub async fn write(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<PersonId>,
    mut form: Form,
) -> Result<Json<Vec<StayOut>>, Problem> {
    let sent: StayIn = form.json()?;
    let mut tx = app.db.write(&ctx.actor).await?;
    tx.use_form(&form.key(), &ctx.url(&format!("{HOME}/people/{id}"))).await?;
    people::head(&tx, id).await?;
    match sent.strike {
        Some(stay) => {
            delivery::strike_stay(&mut tx, id, (stay, sent.version), sent.why.trim()).await?;
        }
        None => {
            delivery::add_stay(&mut tx, id, &read(&mut form, &sent)?).await?;
        }
    }
    let all = listed(&tx, id).await?;
    tx.commit().await?;
    Ok(all)
}
