//! Capacity by decision of the council: the figure on a day is computed, earlier ones stay.
//!
//! Invariants: a figure is never written over; one entered by mistake is struck out with a reason
//! and stays; what stands beside the service is a copy of the figure of today.

use super::catalogue::NewService;
use super::store::{service, service_capacity as row};
use super::{CapacityId, ServiceId};
use kit::store::{StoreError, Tx};
use kit::types::Day;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, Set};
use std::collections::HashMap;

/// Figures of a service that has no day: the law of services came into force.
const FIRST_DAY: &str = "2020-07-01";

/// The places of a service on a day.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, utoipa::ToSchema)]
pub struct Places {
    /// All places.
    pub total: i64,
    /// Those paid for, when the decision says.
    pub funded: Option<i64>,
    /// Whether `places` or `users` are counted.
    pub counts: String,
    /// From which day.
    #[schema(value_type = String, format = Date)]
    pub first_day: Day,
    /// Number of the decision, or empty.
    pub decision: String,
}

/// A figure as it was entered.
pub type Figure = row::Model;

/// What is needed to enter a figure.
#[derive(Clone, Debug, Default)]
pub struct NewFigure {
    /// `places` or `users`.
    pub counts: String,
    /// From which day.
    pub first_day: Option<Day>,
    /// All places.
    pub total: i32,
    /// Those paid for.
    pub funded: Option<i32>,
    /// Number of the council's decision.
    pub decision: String,
    /// Number of the minutes.
    pub protocol: String,
    /// Day of the decision.
    pub decided_on: Option<Day>,
    /// Where the figure was read.
    pub source: String,
    /// How sure it is.
    pub confidence: String,
    /// Anything else.
    pub note: String,
}

/// The figure in force on a day: the newest that has begun and is not struck out.
pub fn in_force(figures: &[Figure], day: Day) -> Option<&Figure> {
    let begun = figures.iter().filter(|one| one.struck_at.is_none() && one.first_day <= day);
    begun.max_by_key(|one| (one.first_day, one.id))
}

/// All figures of some services, the newest first. One query.
pub async fn figures(
    tx: &Tx,
    ids: &[ServiceId],
) -> Result<HashMap<ServiceId, Vec<Figure>>, StoreError> {
    let rows = tx
        .find::<row::Entity>()
        .filter(row::Column::ServiceId.is_in(ids.iter().copied()))
        .order_by_desc(row::Column::FirstDay)
        .order_by_desc(row::Column::Id)
        .all(tx.conn())
        .await?;
    let mut found: HashMap<ServiceId, Vec<Figure>> = HashMap::new();
    for one in rows {
        found.entry(one.service_id).or_default().push(one);
    }
    Ok(found)
}

/// The places of some services on a day; a service without a figure is not among them. One query.
///
/// # Errors
/// When the database does not answer.
pub async fn places_on(
    tx: &Tx,
    ids: &[ServiceId],
    day: Day,
) -> Result<HashMap<ServiceId, Places>, StoreError> {
    let all = figures(tx, ids).await?;
    let places = all.into_iter().filter_map(|(id, rows)| {
        let one = in_force(&rows, day)?;
        let places = Places {
            total: one.total.into(),
            funded: one.funded.map(i64::from),
            counts: one.counts.clone(),
            first_day: one.first_day,
            decision: one.decision.clone(),
        };
        Some((id, places))
    });
    Ok(places.collect())
}

/// All places of a service on a day, when they are known.
///
/// # Errors
/// When the database does not answer.
pub async fn capacity_on(tx: &Tx, id: ServiceId, day: Day) -> Result<Option<i64>, StoreError> {
    Ok(places_on(tx, &[id], day).await?.remove(&id).map(|places| places.total))
}

/// Enters a figure and brings what stands beside the service into step.
///
/// # Errors
/// When the database refuses.
pub async fn add_figure(
    tx: &Tx,
    service: ServiceId,
    new: &NewFigure,
) -> Result<CapacityId, StoreError> {
    let id = CapacityId(tx.new_id());
    tx.insert(row::ActiveModel {
        municipality_id: Set(tx.municipality()),
        id: Set(id),
        service_id: Set(service),
        first_day: Set(new.first_day.or_else(|| FIRST_DAY.parse().ok()).unwrap_or(tx.today())),
        counts: Set(new.counts.clone()),
        total: Set(new.total),
        funded: Set(new.funded),
        decision: Set(new.decision.clone()),
        protocol: Set(new.protocol.clone()),
        decided_on: Set(new.decided_on),
        source: Set(new.source.clone()),
        confidence: Set(new.confidence.clone()),
        note: Set(new.note.clone()),
        entered_at: Set(tx.now()),
        account_name: Set(tx.actor().name.to_string()),
        struck_at: Set(None),
        struck_why: Set(String::new()),
    })
    .await?;
    keep_step(tx, &[service]).await?;
    Ok(id)
}

/// The figure with which a service is entered.
pub(super) async fn first(tx: &Tx, id: ServiceId, new: &NewService) -> Result<(), StoreError> {
    let Some(total) = new.capacity else { return Ok(()) };
    let figure = NewFigure {
        counts: "places".to_owned(),
        first_day: new.capacity_on,
        total,
        decision: new.decision.clone(),
        source: new.source.clone(),
        confidence: new.confidence.clone(),
        ..NewFigure::default()
    };
    add_figure(tx, id, &figure).await.map(|_| ())
}

/// Strikes out a figure of a service that was entered by mistake.
pub async fn strike(
    tx: &Tx,
    (service, id): (ServiceId, CapacityId),
    why: &str,
) -> Result<Figure, StoreError> {
    let found = tx
        .find::<row::Entity>()
        .filter(row::Column::Id.eq(id))
        .filter(row::Column::ServiceId.eq(service))
        .filter(row::Column::StruckAt.is_null())
        .one(tx.conn())
        .await?;
    let found = found.ok_or(StoreError::NotFound)?;
    let active = row::ActiveModel {
        struck_at: Set(Some(tx.now())),
        struck_why: Set(why.to_owned()),
        ..Default::default()
    };
    row::Entity::update_many()
        .set(active)
        .filter(row::Column::MunicipalityId.eq(tx.municipality()))
        .filter(row::Column::Id.eq(id))
        .exec(tx.conn())
        .await?;
    keep_step(tx, &[service]).await?;
    Ok(found)
}

/// Writes the figure of today beside each service; gives how many changed.
pub async fn keep_step(tx: &Tx, ids: &[ServiceId]) -> Result<usize, StoreError> {
    let figures = figures(tx, ids).await?;
    let today = tx.today();
    let services = tx.find::<service::Entity>();
    let services = services.filter(service::Column::Id.is_in(ids.iter().copied()));
    let mut changed = 0;
    for one in services.all(tx.conn()).await? {
        let now = figures.get(&one.id).and_then(|rows| in_force(rows, today));
        let (total, day) = (now.map(|now| now.total), now.map(|now| now.first_day));
        if (total, day) == (one.capacity, one.capacity_on) {
            continue;
        }
        changed += 1;
        let decision = now.map_or(one.decision, |now| now.decision.clone());
        let active = service::ActiveModel {
            capacity: Set(total),
            capacity_on: Set(day),
            decision: Set(decision),
            ..Default::default()
        };
        service::Entity::update_many()
            .set(active)
            .filter(service::Column::MunicipalityId.eq(tx.municipality()))
            .filter(service::Column::Id.eq(one.id))
            .exec(tx.conn())
            .await?;
    }
    Ok(changed)
}
