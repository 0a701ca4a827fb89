//! Use, waiting and refusals of some people, as the reporting layer counts them.

use super::PlacementId;
use super::store::{placement, provider_refusal, waiting_entry};
use super::using::{Use, uses_whose};
use crate::people::{PersonId, Whose};
use crate::services::ServiceId;
use kit::store::{StoreError, Tx};
use kit::types::{Day, Instant};
use sea_orm::{ColumnTrait, QueryFilter, QuerySelect, QueryTrait};
use std::collections::HashMap;

/// A time on a waiting list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Waited {
    /// Who.
    pub person: PersonId,
    /// For what.
    pub service: ServiceId,
    /// First day.
    pub from_on: Day,
    /// Last day; none while the person waits.
    pub to_on: Option<Day>,
}

/// A refusal of a provider.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Refused {
    /// Whom.
    pub person: PersonId,
    /// What.
    pub service: ServiceId,
    /// When.
    pub on: Day,
}

/// What some people went through.
#[derive(Clone, Debug, Default)]
pub struct Ways {
    /// Uses of services.
    pub uses: Vec<Use>,
    /// Times on waiting lists.
    pub waits: Vec<Waited>,
    /// Refusals.
    pub refusals: Vec<Refused>,
}

/// An entry of a waiting list: whose, for what, from when to when.
type Entered = (PlacementId, ServiceId, Instant, Option<Instant>);

/// The ways of some people through services, all that is known of them. Five queries.
///
/// # Errors
/// When the database does not answer.
pub async fn ways(tx: &Tx, whose: Whose<'_>) -> Result<Ways, StoreError> {
    let rows = tx.find::<placement::Entity>().filter(whose.on(placement::Column::PersonId));
    let owners: Vec<(PlacementId, PersonId)> = rows
        .clone()
        .select_only()
        .columns([placement::Column::Id, placement::Column::PersonId])
        .into_tuple()
        .all(tx.conn())
        .await?;
    if owners.is_empty() {
        return Ok(Ways::default());
    }
    let owners: HashMap<PlacementId, PersonId> = owners.into_iter().collect();
    let ids = rows.select_only().column(placement::Column::Id).into_query();
    let waits: Vec<Entered> = tx
        .find::<waiting_entry::Entity>()
        .select_only()
        .columns([waiting_entry::Column::PlacementId, waiting_entry::Column::ServiceId])
        .columns([waiting_entry::Column::EnteredAt, waiting_entry::Column::LeftAt])
        .filter(waiting_entry::Column::PlacementId.in_subquery(ids.clone()))
        // Who went before all others never waited.
        .filter(waiting_entry::Column::LeftHow.ne("urgent"))
        .into_tuple()
        .all(tx.conn())
        .await?;
    let refusals: Vec<(PlacementId, ServiceId, Day)> = tx
        .find::<provider_refusal::Entity>()
        .select_only()
        .columns([provider_refusal::Column::PlacementId, provider_refusal::Column::ServiceId])
        .column(provider_refusal::Column::RefusedOn)
        .filter(provider_refusal::Column::PlacementId.in_subquery(ids))
        .into_tuple()
        .all(tx.conn())
        .await?;
    let waited = |(id, service, entered, left): Entered| {
        let (from_on, to_on) = (entered.day(), left.map(Instant::day));
        owners.get(&id).map(|person| Waited { person: *person, service, from_on, to_on })
    };
    let refused = |(id, service, on): (PlacementId, ServiceId, Day)| {
        owners.get(&id).map(|person| Refused { person: *person, service, on })
    };
    Ok(Ways {
        uses: uses_whose(tx, whose).await?,
        waits: waits.into_iter().filter_map(waited).collect(),
        refusals: refusals.into_iter().filter_map(refused).collect(),
    })
}
