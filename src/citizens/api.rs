//! The same as JSON, for programs of the office.

use super::link;
use crate::app::App;
use crate::people::{self, PersonId};
use crate::trust::{self, Viewer};
use axum::Json;
use axum::extract::State;
use kit::audit::Entry;
use kit::types::Instant;
use kit::web::{Ctx, Id, Problem};
use serde::Serialize;

/// A link of an account to a person.
#[derive(Serialize, utoipa::ToSchema)]
pub struct CitizenLinkOut {
    /// `desk` or `identity`.
    how: String,
    /// Which document was looked at.
    proof: String,
    #[schema(value_type = i64)]
    made_at: Instant,
    #[schema(value_type = Option<i64>)]
    ended_at: Option<Instant>,
    /// `asked`, `wrong`, `lost`, `closed`, or empty.
    ended: String,
}

/// `GET /api/people/{id}/citizen`.
#[utoipa::path(
    get,
    path = "/{municipality}/api/people/{id}/citizen",
    operation_id = "citizens-links",
    params(("id" = String, Path)),
    responses((status = 200, description = "", body = Vec<CitizenLinkOut>)),
)]
pub async fn links(
    State(app): State<App>,
    ctx: Ctx,
    Id(id): Id<PersonId>,
) -> Result<Json<Vec<CitizenLinkOut>>, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    people::head(&tx, id).await?;
    let rows = link::of_person(&tx, id).await?;
    tx.audit(Entry::read("citizen", id.0).about(Some(id.0)));
    tx.commit().await?;
    let out = rows.into_iter().map(|row| CitizenLinkOut {
        how: row.how,
        proof: row.proof,
        made_at: row.made_at,
        ended_at: row.ended_at,
        ended: row.ended_how,
    });
    Ok(Json(out.collect()))
}

/// How many entries of the audit about a person are hidden on a ground.
#[derive(Serialize, utoipa::ToSchema)]
pub struct CitizenHiddenOut {
    ground: String,
    article: String,
    count: usize,
}

/// The audit about a person counted: the shown and the hidden make the whole.
#[derive(Serialize, utoipa::ToSchema)]
pub struct CitizenLogOut {
    all: usize,
    shown: usize,
    hidden: Vec<CitizenHiddenOut>,
}

/// `GET /api/people/{id}/citizen/log`: what of the audit the person sees today.
#[utoipa::path(
    get,
    path = "/{municipality}/api/people/{id}/citizen/log",
    operation_id = "citizens-log",
    params(("id" = String, Path)),
    responses((status = 200, description = "", body = CitizenLogOut)),
)]
pub async fn log(
    State(app): State<App>,
    ctx: Ctx,
    Id(id): Id<PersonId>,
) -> Result<Json<CitizenLogOut>, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    people::head(&tx, id).await?;
    let counted = trust::counted(&tx, id, Viewer::Own).await?;
    tx.audit(Entry::list("disclosure-limits").about(Some(id.0)));
    tx.commit().await?;
    let hidden = counted.hidden.into_iter().map(|(ground, count)| CitizenHiddenOut {
        article: trust::article(&ground).to_owned(),
        ground,
        count,
    });
    Ok(Json(CitizenLogOut { all: counted.all, shown: counted.shown, hidden: hidden.collect() }))
}

/// What these routes say of themselves.
#[derive(utoipa::OpenApi)]
#[openapi(paths(links, log))]
pub struct ApiDocument;
