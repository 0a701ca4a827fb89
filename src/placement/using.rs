//! Who uses a service on which days: what the contracts cover, for those who count what is given.

use super::course::State;
use super::store::{placement, service_contract};
use super::{ContractId, PlacementId};
use crate::people::{PersonId, Whose};
use crate::services::ServiceId;
use kit::store::{StoreError, Tx};
use kit::types::Day;
use sea_orm::{ColumnTrait, Condition, QueryFilter, QueryOrder, QuerySelect, QueryTrait, Select};
use std::collections::HashMap;

/// Days that are covered, the last one included; without an end when none is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cover {
    /// The contract; none for urgent support that began without one (чл. 77, ал. 3 ЗСУ).
    pub contract: Option<ContractId>,
    /// First day.
    pub from_on: Day,
    /// Last day.
    pub until_on: Option<Day>,
    /// The fee a month that the contract names, in cents of the euro.
    pub fee_cents: Option<i64>,
}

impl Cover {
    /// Whether a day is covered.
    #[must_use]
    pub fn holds(&self, day: Day) -> bool {
        self.from_on <= day && self.until_on.is_none_or(|until| day <= until)
    }
}

/// The use of a service by a person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Use {
    /// The placement.
    pub placement: PlacementId,
    /// Whose.
    pub person: PersonId,
    /// The service.
    pub service: ServiceId,
    /// The code of the state.
    pub state: String,
    /// Which days are covered, oldest first.
    pub cover: Vec<Cover>,
}

impl Use {
    /// Whether a day is covered.
    #[must_use]
    pub fn covers(&self, day: Day) -> bool {
        self.cover.iter().any(|cover| cover.holds(day))
    }
}

/// Placements in which somebody uses a service, or used it on some of the days.
fn used(tx: &Tx, (from, until): (Day, Day)) -> Select<placement::Entity> {
    use placement::Column;
    let now = [State::InService, State::Review, State::Arrears].map(State::code);
    let over =
        Condition::all().add(Column::State.eq(State::Ended.code())).add(Column::EndedOn.gte(from));
    tx.find::<placement::Entity>()
        .filter(Column::StatedOn.lte(until))
        .filter(Condition::any().add(Column::State.is_in(now)).add(over))
}

/// Who uses a service, or all services, on some of the days. Two queries.
///
/// # Errors
/// When the database does not answer.
pub async fn uses(
    tx: &Tx,
    service: Option<ServiceId>,
    days: (Day, Day),
) -> Result<Vec<Use>, StoreError> {
    let mut rows = used(tx, days);
    if let Some(service) = service {
        rows = rows.filter(placement::Column::ServiceId.eq(service));
    }
    of_rows(tx, rows, days).await
}

/// The use that is behind a placement, with all the days it ever covered.
///
/// # Errors
/// [`StoreError::NotFound`] when nobody uses or used a service by it.
pub async fn use_of(tx: &Tx, id: PlacementId) -> Result<Use, StoreError> {
    let ever = (Day(jiff::civil::Date::MIN), Day(jiff::civil::Date::MAX));
    let row = used(tx, ever).filter(placement::Column::Id.eq(id));
    of_rows(tx, row, ever).await?.pop().ok_or(StoreError::NotFound)
}

/// Every use of services by a person on some of the days.
///
/// # Errors
/// When the database does not answer.
pub async fn uses_of(tx: &Tx, person: PersonId, days: (Day, Day)) -> Result<Vec<Use>, StoreError> {
    of_rows(tx, used(tx, days).filter(placement::Column::PersonId.eq(person)), days).await
}

/// Every use of services by some people on some of the days. Two queries.
///
/// # Errors
/// When the database does not answer.
pub async fn uses_among(
    tx: &Tx,
    people: &[PersonId],
    days: (Day, Day),
) -> Result<Vec<Use>, StoreError> {
    let theirs = placement::Column::PersonId.is_in(people.iter().copied());
    of_rows(tx, used(tx, days).filter(theirs), days).await
}

/// Every use of services by some people, with all the days it ever covered. Two queries.
///
/// # Errors
/// When the database does not answer.
pub async fn uses_whose(tx: &Tx, whose: Whose<'_>) -> Result<Vec<Use>, StoreError> {
    let ever = (Day(jiff::civil::Date::MIN), Day(jiff::civil::Date::MAX));
    of_rows(tx, used(tx, ever).filter(whose.on(placement::Column::PersonId)), ever).await
}

/// What of a placement decides its days: whose, the service, the state, whether support was urgent, the day
/// it was asked for, and the end.
type Placed = (PlacementId, PersonId, ServiceId, String, bool, Day, Option<Day>);
/// What of a contract does: of which placement, the contract, first and last day, the fee.
type Signed = (PlacementId, ContractId, Day, Day, Option<i64>);

async fn of_rows(
    tx: &Tx,
    rows: Select<placement::Entity>,
    (from, until): (Day, Day),
) -> Result<Vec<Use>, StoreError> {
    use service_contract::Column;
    let ids = rows.clone().select_only().column(placement::Column::Id).into_query();
    let contracts: Vec<Signed> = tx
        .find::<service_contract::Entity>()
        .select_only()
        .columns([Column::PlacementId, Column::Id, Column::FromOn, Column::UntilOn])
        .column(Column::FeeCents)
        .filter(Column::PlacementId.in_subquery(ids))
        .order_by_asc(Column::FromOn)
        .order_by_asc(Column::Id)
        .into_tuple()
        .all(tx.conn())
        .await?;
    let mut of: HashMap<PlacementId, Vec<Signed>> = HashMap::new();
    for row in contracts {
        of.entry(row.0).or_default().push(row);
    }
    let rows: Vec<Placed> = rows
        .order_by_asc(placement::Column::Id)
        .select_only()
        .columns([placement::Column::Id, placement::Column::PersonId])
        .columns([placement::Column::ServiceId, placement::Column::State])
        .columns([placement::Column::Urgent, placement::Column::StatedOn])
        .column(placement::Column::EndedOn)
        .into_tuple()
        .all(tx.conn())
        .await?;
    let on_days =
        |cover: &Cover| cover.from_on <= until && cover.until_on.is_none_or(|last| last >= from);
    let using = |row: Placed| {
        let mut cover = covers(&row, &of.remove(&row.0).unwrap_or_default());
        cover.retain(on_days);
        let (placement, person, service, state, ..) = row;
        Use { placement, person, service, state, cover }
    };
    Ok(rows.into_iter().map(using).filter(|one| !one.cover.is_empty()).collect())
}

/// The days that contracts cover, none after the end; before the first one of urgent support too.
fn covers(row: &Placed, contracts: &[Signed]) -> Vec<Cover> {
    let (.., urgent, stated_on, ended_on) = row;
    let mut all = Vec::new();
    if *urgent {
        let until = contracts.first().map(|first| first.2.plus(-1));
        let until_on = until.or(*ended_on);
        all.push(Cover { contract: None, from_on: *stated_on, until_on, fee_cents: None });
    }
    for (_, contract, from_on, until_on, fee_cents) in contracts {
        let last = ended_on.map_or(*until_on, |end| end.min(*until_on));
        all.push(Cover {
            contract: Some(*contract),
            from_on: *from_on,
            until_on: Some(last),
            fee_cents: *fee_cents,
        });
    }
    all.retain(|cover| cover.until_on.is_none_or(|until| until >= cover.from_on));
    all
}
