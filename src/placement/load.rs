//! A placement with everything that hangs on it, in few queries.

use super::course::State;
use super::places::{self, Places};
use super::step::ContractDays;
use super::store::{
    place_offer, placement, provider_link, provider_refusal, service_contract, support_plan,
    waiting_entry, waiting_skip,
};
use super::{EntryId, PlacementId};
use crate::municipality;
use crate::people::{self, Head, Warning};
use crate::services::{self, Service, ServiceId};
use kit::store::{StoreError, Tx};
use kit::types::Day;
use sea_orm::{
    ColumnTrait, Condition, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait,
};
use std::collections::HashMap;

/// A placement in short: what its head, its state and its forms need.
pub struct Short {
    /// The row.
    pub row: placement::Model,
    /// The state.
    pub state: State,
    /// Whose it is.
    pub head: Head,
    /// What warns of the person today.
    pub alarms: Vec<Warning>,
    /// The service.
    pub service: Service,
}

/// What else its page shows.
pub struct Rest {
    /// The entry in the waiting list that is open, with the place in the order.
    pub waits: Option<(waiting_entry::Model, u64)>,
    /// How often it was passed over, with the sealed reasons.
    pub skips: Vec<waiting_skip::Model>,
    /// Offers, oldest first.
    pub offers: Vec<place_offer::Model>,
    /// Individual assessments and plans, oldest first.
    pub plans: Vec<support_plan::Model>,
    /// Refusals, oldest first.
    pub refusals: Vec<provider_refusal::Model>,
    /// Contracts, oldest first.
    pub contracts: Vec<service_contract::Model>,
    /// Safe links, oldest first.
    pub links: Vec<provider_link::Model>,
    /// Places of the service; none when they are not known.
    pub places: Option<Places>,
}

/// The state of a row.
pub fn state(row: &placement::Model) -> Result<State, StoreError> {
    State::from_code(&row.state).ok_or_else(|| StoreError::Other("a placement's state".into()))
}

/// The row of a placement.
pub async fn row(tx: &Tx, id: PlacementId) -> Result<placement::Model, StoreError> {
    let row = tx.find::<placement::Entity>().filter(placement::Column::Id.eq(id));
    let row = row.one(tx.conn()).await?.ok_or(StoreError::NotFound)?;
    municipality::act_for(tx, row.officer_id).await?;
    Ok(row)
}

/// A placement in short.
pub async fn short(tx: &Tx, id: PlacementId) -> Result<Short, StoreError> {
    let row = row(tx, id).await?;
    let service = services::service(tx, row.service_id).await?;
    Ok(Short {
        state: state(&row)?,
        head: people::head(tx, row.person_id).await?,
        alarms: people::warnings_now(tx, row.person_id).await?,
        service,
        row,
    })
}

/// All that the page of a placement shows.
pub async fn rest(tx: &Tx, row: &placement::Model) -> Result<Rest, StoreError> {
    let entry = open_entry(tx, row.id).await?;
    let waits = match entry {
        Some(entry) => {
            let place = position(tx, &entry).await?;
            Some((entry, place))
        }
        None => None,
    };
    let skips = match &waits {
        Some((entry, _)) => skips(tx, entry.id).await?,
        None => Vec::new(),
    };
    Ok(Rest {
        waits,
        skips,
        offers: offers(tx, row.id).await?,
        plans: plans(tx, row.id).await?,
        refusals: refusals(tx, row.id).await?,
        contracts: contracts(tx, row.id).await?,
        links: links(tx, row.id).await?,
        places: places_of(tx, row.service_id).await?,
    })
}

/// The places of one service, when they are known.
pub async fn places_of(tx: &Tx, service: ServiceId) -> Result<Option<Places>, StoreError> {
    let units = places::units(tx, service).await?;
    if units.is_empty() {
        return Ok(None);
    }
    let mut sum = Places { waiting: places::waiting(tx, service).await?, ..Places::default() };
    for unit in units {
        sum.total += unit.total;
        sum.funded += unit.funded;
        sum.taken += unit.taken;
        sum.reserved += unit.reserved;
    }
    Ok(Some(sum))
}

/// The open entry of a placement in the waiting list.
pub async fn open_entry(
    tx: &Tx,
    id: PlacementId,
) -> Result<Option<waiting_entry::Model>, StoreError> {
    let rows = tx
        .find::<waiting_entry::Entity>()
        .filter(waiting_entry::Column::PlacementId.eq(id))
        .filter(waiting_entry::Column::LeftAt.is_null());
    Ok(rows.one(tx.conn()).await?)
}

/// The place of an entry in the order of its service, from 1: the urgent first, then by entry.
pub async fn position(tx: &Tx, entry: &waiting_entry::Model) -> Result<u64, StoreError> {
    use waiting_entry::Column;
    let ahead = tx
        .find::<waiting_entry::Entity>()
        .filter(Column::ServiceId.eq(entry.service_id))
        .filter(Column::LeftAt.is_null());
    let (earlier, urgent) = (Column::Turn.lt(entry.turn), Column::UrgentGround.ne(""));
    let before = if entry.urgent_ground.is_empty() { Condition::any() } else { Condition::all() };
    let ahead = ahead.filter(before.add(earlier).add(urgent));
    Ok(ahead.count(tx.conn()).await? + 1)
}

async fn skips(tx: &Tx, entry: EntryId) -> Result<Vec<waiting_skip::Model>, StoreError> {
    let rows = tx.find::<waiting_skip::Entity>().filter(waiting_skip::Column::EntryId.eq(entry));
    Ok(rows.order_by_asc(waiting_skip::Column::Id).all(tx.conn()).await?)
}

/// Offers of a placement, oldest first.
pub async fn offers(tx: &Tx, id: PlacementId) -> Result<Vec<place_offer::Model>, StoreError> {
    let rows = tx.find::<place_offer::Entity>().filter(place_offer::Column::PlacementId.eq(id));
    Ok(rows.order_by_asc(place_offer::Column::Id).all(tx.conn()).await?)
}

/// Individual assessments and plans of a placement, oldest first.
pub async fn plans(tx: &Tx, id: PlacementId) -> Result<Vec<support_plan::Model>, StoreError> {
    let rows = tx.find::<support_plan::Entity>().filter(support_plan::Column::PlacementId.eq(id));
    Ok(rows.order_by_asc(support_plan::Column::Attempt).all(tx.conn()).await?)
}

/// Refusals of a placement, oldest first.
pub async fn refusals(
    tx: &Tx,
    id: PlacementId,
) -> Result<Vec<provider_refusal::Model>, StoreError> {
    let rows = tx.find::<provider_refusal::Entity>();
    let rows = rows.filter(provider_refusal::Column::PlacementId.eq(id));
    Ok(rows.order_by_asc(provider_refusal::Column::Id).all(tx.conn()).await?)
}

/// Contracts of a placement, oldest first.
pub async fn contracts(
    tx: &Tx,
    id: PlacementId,
) -> Result<Vec<service_contract::Model>, StoreError> {
    let rows = tx.find::<service_contract::Entity>();
    let rows = rows.filter(service_contract::Column::PlacementId.eq(id));
    Ok(rows.order_by_asc(service_contract::Column::Id).all(tx.conn()).await?)
}

/// The days of a contract.
pub fn contract_days(row: &service_contract::Model) -> ContractDays {
    ContractDays {
        signed_on: row.signed_on,
        from_on: row.from_on,
        until_on: row.until_on,
        reported_on: row.reported_on,
        updated_on: row.updated_on,
    }
}

/// Safe links of a placement, oldest first.
pub async fn links(tx: &Tx, id: PlacementId) -> Result<Vec<provider_link::Model>, StoreError> {
    let rows = tx.find::<provider_link::Entity>();
    let rows = rows.filter(provider_link::Column::PlacementId.eq(id));
    Ok(rows.order_by_asc(provider_link::Column::Id).all(tx.conn()).await?)
}

/// The last days of the contracts by which people use a service now, one for each person.
pub async fn contract_ends(tx: &Tx, service: ServiceId) -> Result<Vec<Day>, StoreError> {
    let using = tx
        .find::<placement::Entity>()
        .filter(placement::Column::ServiceId.eq(service))
        .filter(placement::Column::State.is_in([State::InService, State::Review].map(State::code)))
        .select_only()
        .column(placement::Column::Id)
        .into_query();
    let rows = tx
        .find::<service_contract::Entity>()
        .filter(service_contract::Column::PlacementId.in_subquery(using))
        .order_by_asc(service_contract::Column::Id)
        .all(tx.conn())
        .await?;
    let last: HashMap<PlacementId, Day> =
        rows.into_iter().map(|row| (row.placement_id, row.until_on)).collect();
    Ok(last.into_values().collect())
}
