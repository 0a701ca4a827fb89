//! Places of a service: how many there are, who keeps one. The one place where they are counted.
//!
//! Invariants: a service without a unit has no known number of places and refuses nobody; whoever
//! asks for a place first takes the service's turn ([`lock`]), so that of two who want the last
//! place one gets it; nobody goes past those who wait, but for urgent support (чл. 79 ЗСУ).

use super::UnitId;
use super::course::Hold;
use super::store::{service_unit, waiting_entry};
use crate::services::ServiceId;
use kit::store::{StoreError, Tx};
use sea_orm::sea_query::{Expr, ExprTrait};
use sea_orm::{
    ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect, Set,
};
use std::collections::HashMap;

/// A part of a service with places of its own.
pub use super::store::service_unit::Model as Unit;

/// The places of a service on the whole.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize, utoipa::ToSchema)]
pub struct Places {
    /// All places.
    pub total: i32,
    /// Of them paid by the state.
    pub funded: i32,
    /// Used today.
    pub taken: i32,
    /// Kept for somebody who is on the way in.
    pub reserved: i32,
    /// People who wait.
    pub waiting: u64,
}

impl Places {
    /// Places that nobody uses and nobody keeps.
    #[must_use]
    pub fn free(&self) -> i32 {
        Ord::max(self.total - self.taken - self.reserved, 0)
    }
}

/// What asking for a place gave.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kept {
    /// The number of places is not known: nobody is refused.
    Unlimited,
    /// A place is kept in this unit.
    In(UnitId),
    /// None is free, or others wait for it.
    Nothing,
}

impl Kept {
    /// The unit.
    #[must_use]
    pub fn unit(self) -> Option<UnitId> {
        if let Kept::In(unit) = self { Some(unit) } else { None }
    }
}

/// The units of a service, in the order of their names.
///
/// # Errors
/// When the database does not answer.
pub async fn units(tx: &Tx, service: ServiceId) -> Result<Vec<Unit>, StoreError> {
    let rows = tx.find::<service_unit::Entity>();
    let rows = rows.filter(service_unit::Column::ServiceId.eq(service));
    Ok(rows.order_by_asc(service_unit::Column::Name).all(tx.conn()).await?)
}

/// Places and people waiting of all services that have a unit or somebody waiting. Two queries.
///
/// # Errors
/// When the database does not answer.
pub async fn all(tx: &Tx) -> Result<HashMap<ServiceId, Places>, StoreError> {
    let mut known: HashMap<ServiceId, Places> = HashMap::new();
    for unit in tx.find::<service_unit::Entity>().all(tx.conn()).await? {
        let sum = known.entry(unit.service_id).or_default();
        sum.total += unit.total;
        sum.funded += unit.funded;
        sum.taken += unit.taken;
        sum.reserved += unit.reserved;
    }
    let waiting: Vec<(ServiceId, i64)> = tx
        .find::<waiting_entry::Entity>()
        .filter(waiting_entry::Column::LeftAt.is_null())
        .select_only()
        .column(waiting_entry::Column::ServiceId)
        .column_as(waiting_entry::Column::Id.count(), "waiting")
        .group_by(waiting_entry::Column::ServiceId)
        .into_tuple()
        .all(tx.conn())
        .await?;
    for (service, count) in waiting {
        known.entry(service).or_default().waiting = u64::try_from(count).unwrap_or_default();
    }
    Ok(known)
}

/// Takes the service's turn until the end of the transaction: others who want a place wait.
///
/// # Errors
/// When the database refuses.
pub async fn lock(tx: &Tx, service: ServiceId) -> Result<(), StoreError> {
    let column = service_unit::Column::Version;
    service_unit::Entity::update_many()
        .col_expr(column, Expr::col(column).add(1))
        .filter(service_unit::Column::MunicipalityId.eq(tx.municipality()))
        .filter(service_unit::Column::ServiceId.eq(service))
        .exec(tx.conn())
        .await?;
    Ok(())
}

/// How many wait for a service.
///
/// # Errors
/// When the database does not answer.
pub async fn waiting(tx: &Tx, service: ServiceId) -> Result<u64, StoreError> {
    let rows = tx
        .find::<waiting_entry::Entity>()
        .filter(waiting_entry::Column::ServiceId.eq(service))
        .filter(waiting_entry::Column::LeftAt.is_null());
    Ok(rows.count(tx.conn()).await?)
}

/// Keeps a place for somebody who comes. Whoever comes anew does not go past those who wait, unless
/// it is urgent. Call [`lock`] first.
///
/// # Errors
/// When the database refuses.
pub async fn keep(tx: &Tx, service: ServiceId, urgent: bool) -> Result<Kept, StoreError> {
    if !urgent && waiting(tx, service).await? > 0 {
        return Ok(Kept::Nothing);
    }
    keep_any(tx, service).await
}

/// Keeps a place for whoever is next: the order was looked at before. Call [`lock`] first.
///
/// # Errors
/// When the database refuses.
pub async fn keep_any(tx: &Tx, service: ServiceId) -> Result<Kept, StoreError> {
    let units = units(tx, service).await?;
    if units.is_empty() {
        return Ok(Kept::Unlimited);
    }
    let free = units.iter().find(|unit| unit.taken + unit.reserved < unit.total);
    let Some(free) = free else { return Ok(Kept::Nothing) };
    count(tx, free.id, Hold::None, Hold::Reserved).await?;
    Ok(Kept::In(free.id))
}

/// How a move from one hold to another changes the counts of used and kept places.
fn change(before: Hold, after: Hold) -> (i32, i32) {
    let counts = |hold: Hold| match hold {
        Hold::None => (0, 0),
        Hold::Reserved => (0, 1),
        Hold::Taken => (1, 0),
    };
    let ((taken, reserved), (now_taken, now_reserved)) = (counts(before), counts(after));
    (now_taken - taken, now_reserved - reserved)
}

/// Counts a place from one hold to another.
///
/// # Errors
/// When the database refuses.
pub async fn count(tx: &Tx, unit: UnitId, before: Hold, after: Hold) -> Result<(), StoreError> {
    use service_unit::Column;
    let (taken, reserved) = change(before, after);
    if (taken, reserved) == (0, 0) {
        return Ok(());
    }
    service_unit::Entity::update_many()
        .col_expr(Column::Taken, Expr::col(Column::Taken).add(taken))
        .col_expr(Column::Reserved, Expr::col(Column::Reserved).add(reserved))
        .col_expr(Column::UpdatedAt, Expr::value(tx.now().0))
        .col_expr(Column::AccountName, Expr::value(tx.actor().name.to_string()))
        .filter(Column::MunicipalityId.eq(tx.municipality()))
        .filter(Column::Id.eq(unit))
        .exec(tx.conn())
        .await?;
    Ok(())
}

/// What is entered about a unit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewUnit {
    /// Its name within the service; empty when the service has one.
    pub name: String,
    /// All places.
    pub total: i32,
    /// Of them paid by the state.
    pub funded: i32,
    /// Used by people who came before this system kept the count.
    pub taken: i32,
}

/// Enters a unit.
///
/// # Errors
/// [`StoreError::Duplicate`] when the service has a unit of this name.
pub async fn add_unit(tx: &Tx, service: ServiceId, new: &NewUnit) -> Result<UnitId, StoreError> {
    let id = UnitId(tx.new_id());
    tx.insert(service_unit::ActiveModel {
        municipality_id: Set(tx.municipality()),
        id: Set(id),
        service_id: Set(service),
        name: Set(new.name.clone()),
        total: Set(new.total),
        funded: Set(new.funded),
        taken: Set(new.taken),
        reserved: Set(0),
        updated_at: Set(tx.now()),
        account_name: Set(tx.actor().name.to_string()),
        version: Set(1),
    })
    .await?;
    Ok(id)
}

/// Changes a unit.
///
/// # Errors
/// [`StoreError::Conflict`] when somebody counted or changed it meanwhile.
pub async fn change_unit(
    tx: &Tx,
    id: UnitId,
    version: i32,
    new: &NewUnit,
) -> Result<(), StoreError> {
    let active = service_unit::ActiveModel {
        name: Set(new.name.clone()),
        total: Set(new.total),
        funded: Set(new.funded),
        taken: Set(new.taken),
        updated_at: Set(tx.now()),
        account_name: Set(tx.actor().name.to_string()),
        ..Default::default()
    };
    tx.update::<service_unit::Entity>(id, version, active).await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_counted_once_on_its_way() {
        let way = [Hold::None, Hold::Reserved, Hold::Taken, Hold::None];
        let sum = way.windows(2).map(|pair| change(pair[0], pair[1]));
        let (taken, reserved) = sum.fold((0, 0), |(a, b), (c, d)| (a + c, b + d));
        assert_eq!((taken, reserved), (0, 0));
        assert_eq!(change(Hold::Reserved, Hold::Taken), (1, -1));
        assert_eq!(change(Hold::Taken, Hold::Taken), (0, 0));
    }
}
