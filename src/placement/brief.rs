//! A placement in brief, for those who work on what follows from it.

use super::PlacementId;
use super::course::State;
use super::load::{self, Short, state};
use super::moves::{Moved, broken, put};
use super::step::{ContractDays, update_by};
use super::store::placement::{self, Column};
use super::store::service_contract;
use crate::app::App;
use crate::people::PersonId;
use crate::referral::{self, CaseId};
use crate::services::ServiceId;
use kit::store::{StoreError, Tx};
use kit::types::{AccountId, Day};
use kit::web::{Ctx, Problem};
use law::Law;
use sea_orm::sea_query::SelectStatement;
use sea_orm::{ColumnTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait};
use std::collections::HashMap;
use ui::Link;

/// So many placements are asked for by one statement.
const AT_ONCE: usize = 500;

/// A placement in brief.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Brief {
    /// The placement.
    pub id: PlacementId,
    /// Whose.
    pub person: PersonId,
    /// The case it came from.
    pub case: Option<CaseId>,
    /// The service.
    pub service: ServiceId,
    /// Where it stands.
    pub state: State,
    /// `short`, `medium`, `long`, `residential`.
    pub duration: String,
    /// The day from which the provider's term runs.
    pub stated_on: Day,
    /// Who works on it.
    pub officer: Option<AccountId>,
    /// The last contract.
    pub contract: Option<ContractDays>,
    /// The last day of the next mandatory update (чл. 34, ал. 1 ППЗСУ).
    pub update_by: Option<Day>,
}

/// Placements in brief, two queries for so many.
///
/// # Errors
/// When the database does not answer.
pub async fn briefs(
    tx: &Tx,
    law: &Law,
    ids: &[PlacementId],
) -> Result<HashMap<PlacementId, Brief>, StoreError> {
    let mut all = HashMap::new();
    for some in ids.chunks(AT_ONCE) {
        let rows = tx.find::<placement::Entity>().filter(Column::Id.is_in(some.iter().copied()));
        let rows = rows.all(tx.conn()).await?;
        let contracts = tx
            .find::<service_contract::Entity>()
            .filter(service_contract::Column::PlacementId.is_in(some.iter().copied()))
            .order_by_asc(service_contract::Column::Id)
            .all(tx.conn())
            .await?;
        // Of several the last one stays.
        let last: HashMap<_, _> =
            contracts.into_iter().map(|row| (row.placement_id, row)).collect();
        for row in rows {
            let brief = brief_of(law, &row, last.get(&row.id))?;
            all.insert(row.id, brief);
        }
    }
    Ok(all)
}

fn brief_of(
    law: &Law,
    row: &placement::Model,
    contract: Option<&service_contract::Model>,
) -> Result<Brief, StoreError> {
    let state = state(row)?;
    let contract = contract.map(load::contract_days);
    let update_by = match (state, contract, referral::duration(&row.duration)) {
        (State::InService, Some(contract), Some(duration)) => {
            update_by(law, duration, &contract).map_err(broken)?
        }
        _ => None,
    };
    Ok(Brief {
        id: row.id,
        person: row.person_id,
        case: row.case_id,
        service: row.service_id,
        state,
        duration: row.duration.clone(),
        stated_on: row.stated_on,
        officer: row.officer_id,
        contract,
        update_by,
    })
}

/// One placement in brief, read for work on it.
///
/// # Errors
/// [`StoreError::NotFound`] when there is none.
pub async fn brief(tx: &Tx, law: &Law, id: PlacementId) -> Result<Brief, StoreError> {
    let row = load::row(tx, id).await?;
    let contract = load::contracts(tx, id).await?.pop();
    brief_of(law, &row, contract.as_ref())
}

/// The ids of placements of some officers, as a part of a query.
#[must_use]
pub fn ids_of(tx: &Tx, officers: &[AccountId]) -> SelectStatement {
    tx.find::<placement::Entity>()
        .filter(Column::OfficerId.is_in(officers.iter().copied()))
        .select_only()
        .column(Column::Id)
        .into_query()
}

/// The ids of placements of a person, as a part of a query.
#[must_use]
pub fn ids_of_person(tx: &Tx, person: PersonId) -> SelectStatement {
    tx.find::<placement::Entity>()
        .filter(Column::PersonId.eq(person))
        .select_only()
        .column(Column::Id)
        .into_query()
}

/// The placements of a person in brief, the oldest first. Three queries.
///
/// # Errors
/// When the database does not answer.
pub async fn of_person(tx: &Tx, law: &Law, person: PersonId) -> Result<Vec<Brief>, StoreError> {
    let rows = tx.find::<placement::Entity>().filter(Column::PersonId.eq(person));
    let rows = rows.order_by_asc(Column::Id).all(tx.conn()).await?;
    let ids: Vec<PlacementId> = rows.iter().map(|row| row.id).collect();
    let mut known = briefs(tx, law, &ids).await?;
    Ok(ids.iter().filter_map(|id| known.remove(id)).collect())
}

/// The provider's term is the longer one (чл. 25, ал. 3 ППЗСУ), or again the ordinary one.
///
/// # Errors
/// [`StoreError::Conflict`] when somebody moved the placement meanwhile.
pub async fn extend(
    tx: &mut Tx,
    app: &App,
    (id, extended): (PlacementId, bool),
) -> Result<(), Problem> {
    let row = load::row(tx, id).await?;
    if state(&row)? == State::AtProvider {
        let law = app.law(tx.municipality());
        let with = Moved { extended, ..Moved::default() };
        put(tx, &law, &row, State::AtProvider, with).await?;
    }
    Ok(())
}

/// Whether assessment and plan can be looked at as they are made in the system.
pub fn supports(ctx: &Ctx, state: State) -> bool {
    use State::{Assessed, AtProvider, Ended, InService, Review};
    ctx.actor.may("support.read")
        && matches!(state, AtProvider | Assessed | InService | Review | Ended)
}

/// The next step, where it is made in the system: of a service of the municipality itself.
pub fn next_here(ctx: &Ctx, short: &Short) -> Option<Link> {
    let kinds = ["await_assessment", "update_plan", "evaluate"];
    let is_here = supports(ctx, short.state) && kinds.contains(&short.row.next_kind.as_str());
    let href = format!("/placements/{}/support", short.row.id);
    is_here.then(|| Link::new(ctx.url(&href), ctx.t("placement-do-support")))
}
