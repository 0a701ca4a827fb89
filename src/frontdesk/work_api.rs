//! "My work" in JSON: the list of the page, as the token's or the asker's own.

use super::load::{List, Whose, cases, stops};
use super::store::foreign::referral_case::Column;
use crate::app::App;
use crate::people::PersonId;
use crate::referral::CaseId;
use crate::services::ServiceId;
use crate::work;
use axum::Json;
use axum::extract::State;
use kit::audit::Entry;
use kit::types::{AccountId, Day};
use kit::web::{Ctx, Form, PAGE_ROWS, Paging, Problem};
use sea_orm::{QueryFilter, QueryOrder, QuerySelect};
use serde::Serialize;

/// A piece of work.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct WorkOut {
    #[schema(value_type = String)]
    referral: CaseId,
    #[schema(value_type = String)]
    person: PersonId,
    #[schema(value_type = String)]
    service: ServiceId,
    step: String,
    #[schema(value_type = Option<String>, format = Date)]
    due: Option<Day>,
    #[schema(value_type = Option<String>)]
    officer: Option<AccountId>,
    /// Since when the head knows that it stalled.
    #[schema(value_type = Option<String>, format = Date)]
    stalled_since: Option<Day>,
    /// Whether its clock stands still.
    suspended: bool,
    #[schema(value_type = Option<String>, format = Date)]
    suspended_until: Option<Day>,
}

/// A page of the work.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct WorkListOut {
    rows: Vec<WorkOut>,
    page: u64,
    more: bool,
}

/// The list: `late`, `today`, `week`, `waiting`, `suspended`, `asked`, `stalled`.
#[utoipa::path(
    get,
    path = "/{municipality}/api/work",
    operation_id = "work-list",
    params(("list" = Option<String>, Query), ("page" = Option<u64>, Query)),
    responses((status = 200, description = "", body = WorkListOut)),
)]
pub async fn work_list(
    State(app): State<App>,
    ctx: Ctx,
    form: Form,
) -> Result<Json<WorkListOut>, Problem> {
    let whose = match ctx.actor.account {
        Some(account) if !ctx.actor.may(super::TEAM) => Whose::One(account),
        _ => Whose::Team,
    };
    let page = Paging::asked(&form);
    let mut tx = app.db.read(&ctx.actor).await?;
    let mut found = cases(&tx, &whose)
        .filter(List::read(&form).condition(&tx))
        .order_by_asc(Column::NextOn)
        .order_by_asc(Column::Id)
        .offset((page - 1) * PAGE_ROWS)
        .limit(PAGE_ROWS + 1)
        .all(tx.conn())
        .await?;
    let more = found.len() as u64 > PAGE_ROWS;
    found.truncate(PAGE_ROWS as usize);
    let ids: Vec<_> = found.iter().map(|row| row.id).collect();
    let (stops, stalled) = (stops(&tx, &ids).await?, work::stalled_cases(&tx, &ids).await?);
    tx.audit(Entry::list("referral_case"));
    tx.commit().await?;
    let rows = found.into_iter().map(|row| WorkOut {
        stalled_since: stalled.iter().find(|one| one.case == row.id).map(|one| one.noted_on),
        suspended: stops.contains_key(&row.id),
        suspended_until: stops.get(&row.id).and_then(|(_, until)| *until),
        referral: row.id,
        person: row.person_id,
        service: row.service_id,
        step: row.next_kind,
        due: row.next_on,
        officer: row.officer_id,
    });
    Ok(Json(WorkListOut { rows: rows.collect(), page, more }))
}
