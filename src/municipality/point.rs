//! Service points (изнесени работни места): where the office receives people.
//!
//! A point outlives the money that opened it: funding is a history beside the point, and a point
//! none of whose sources is in force goes on working and says so.

use super::hours::Hours;
use super::store::{service_point, service_point_funding, settlement};
use super::{FundingId, ServicePointId};
use kit::store::{StoreError, Tx};
use kit::types::Day;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, Set};

/// Who pays, from when to when.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Funding {
    /// Its id.
    pub id: FundingId,
    /// „Бюджет на общината“, or the project's name.
    pub source: String,
    /// First day.
    pub from: Day,
    /// Last day; none while it is open.
    pub to: Option<Day>,
    /// Version of the row.
    pub version: i32,
}

impl Funding {
    /// Whether it pays on a day.
    #[must_use]
    pub fn in_force(&self, on: Day) -> bool {
        self.from <= on && self.to.is_none_or(|last| on <= last)
    }
}

/// Where people are received.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct ServicePoint {
    /// Its id.
    pub id: ServicePointId,
    /// „Фронт-офис Център“.
    pub name: String,
    /// EKATTE code of the settlement.
    pub ekatte: Option<String>,
    /// Street and number.
    pub address: String,
    /// Telephone, or empty.
    pub phone: String,
    /// Opening hours by weekday.
    pub hours: Hours,
    /// Places where a person is received.
    pub counters: i32,
    /// Who pays, newest first.
    pub funding: Vec<Funding>,
    /// The first day it received people.
    pub opened_on: Day,
    /// The last day, when it has closed.
    pub closed_on: Option<Day>,
    /// Version of the row.
    pub version: i32,
}

impl ServicePoint {
    /// Whether it receives people on a day. The end of the money does not matter here.
    #[must_use]
    pub fn works(&self, on: Day) -> bool {
        self.opened_on <= on && self.closed_on.is_none_or(|last| on <= last)
    }

    /// The source that pays on a day.
    #[must_use]
    pub fn paid_by(&self, on: Day) -> Option<&Funding> {
        self.funding.iter().find(|funding| funding.in_force(on))
    }

    /// It works, but the money that was named for it has ended.
    #[must_use]
    pub fn funding_ended(&self, on: Day) -> bool {
        let ended = |funding: &Funding| funding.to.is_some_and(|last| last < on);
        self.works(on) && self.paid_by(on).is_none() && self.funding.iter().any(ended)
    }
}

/// What is needed to open a point.
#[derive(Clone, Debug)]
pub struct NewServicePoint {
    /// Its name.
    pub name: String,
    /// EKATTE code of the settlement.
    pub ekatte: Option<String>,
    /// Street and number.
    pub address: String,
    /// Telephone, or empty.
    pub phone: String,
    /// Opening hours by weekday.
    pub hours: Hours,
    /// Places where a person is received.
    pub counters: i32,
    /// Who pays: source, first and last day.
    pub funding: Vec<(String, Day, Option<Day>)>,
    /// The first day it receives people.
    pub opened_on: Day,
}

/// Opens a point.
///
/// # Errors
/// When the database refuses, as for a settlement that it does not know.
pub async fn create_service_point(
    tx: &Tx,
    new: &NewServicePoint,
) -> Result<ServicePointId, StoreError> {
    let id = ServicePointId(tx.new_id());
    tx.insert(service_point::ActiveModel {
        municipality_id: Set(tx.municipality()),
        id: Set(id),
        name: Set(new.name.clone()),
        ekatte: Set(new.ekatte.clone()),
        address: Set(new.address.clone()),
        phone: Set(new.phone.clone()),
        hours: Set(new.hours.to_text()),
        counters: Set(new.counters),
        opened_on: Set(new.opened_on),
        closed_on: Set(None),
        version: Set(1),
    })
    .await?;
    for (source, from, to) in &new.funding {
        add_funding(tx, id, source, (*from, *to)).await?;
    }
    Ok(id)
}

pub(super) async fn add_funding(
    tx: &Tx,
    point: ServicePointId,
    source: &str,
    (from, to): (Day, Option<Day>),
) -> Result<(), StoreError> {
    tx.insert(service_point_funding::ActiveModel {
        municipality_id: Set(tx.municipality()),
        id: Set(FundingId(tx.new_id())),
        point_id: Set(point),
        source: Set(source.to_owned()),
        valid_from: Set(from),
        valid_to: Set(to),
        version: Set(1),
    })
    .await
}

fn put_together(row: service_point::Model, all: &[service_point_funding::Model]) -> ServicePoint {
    let own = all.iter().filter(|funding| funding.point_id == row.id);
    let funding = own.map(|funding| Funding {
        id: funding.id,
        source: funding.source.clone(),
        from: funding.valid_from,
        to: funding.valid_to,
        version: funding.version,
    });
    ServicePoint {
        id: row.id,
        name: row.name,
        ekatte: row.ekatte,
        address: row.address,
        phone: row.phone,
        hours: Hours::from_text(&row.hours),
        counters: row.counters,
        funding: funding.collect(),
        opened_on: row.opened_on,
        closed_on: row.closed_on,
        version: row.version,
    }
}

/// All points by name, the closed ones too. Two queries.
///
/// # Errors
/// When the database does not answer.
pub async fn service_points(tx: &Tx) -> Result<Vec<ServicePoint>, StoreError> {
    let rows = tx
        .find::<service_point::Entity>()
        .order_by_asc(service_point::Column::Name)
        .all(tx.conn())
        .await?;
    let funding = tx
        .find::<service_point_funding::Entity>()
        .order_by_desc(service_point_funding::Column::ValidFrom)
        .all(tx.conn())
        .await?;
    Ok(rows.into_iter().map(|row| put_together(row, &funding)).collect())
}

/// One point.
///
/// # Errors
/// [`StoreError::NotFound`] when there is none in this municipality.
pub async fn service_point(tx: &Tx, id: ServicePointId) -> Result<ServicePoint, StoreError> {
    let row = tx
        .find::<service_point::Entity>()
        .filter(service_point::Column::Id.eq(id))
        .one(tx.conn())
        .await?
        .ok_or(StoreError::NotFound)?;
    let funding = tx
        .find::<service_point_funding::Entity>()
        .filter(service_point_funding::Column::PointId.eq(id))
        .order_by_desc(service_point_funding::Column::ValidFrom)
        .all(tx.conn())
        .await?;
    Ok(put_together(row, &funding))
}

/// Writes the facts of a point in place of those that were read; funding and the end stay.
pub(super) async fn change(
    tx: &Tx,
    id: ServicePointId,
    version: i32,
    new: &NewServicePoint,
) -> Result<(), StoreError> {
    let row = service_point::ActiveModel {
        name: Set(new.name.clone()),
        ekatte: Set(new.ekatte.clone()),
        address: Set(new.address.clone()),
        phone: Set(new.phone.clone()),
        hours: Set(new.hours.to_text()),
        counters: Set(new.counters),
        opened_on: Set(new.opened_on),
        ..Default::default()
    };
    tx.update::<service_point::Entity>(id, version, row).await
}

/// EKATTE code and name („гр. Русе“) of the settlements of a municipality, by name.
///
/// # Errors
/// When the database does not answer.
pub async fn settlements_of(tx: &Tx, code: &str) -> Result<Vec<(String, String)>, StoreError> {
    let mut rows = settlement::Entity::find()
        .filter(settlement::Column::MunicipalityCode.eq(code))
        .all(tx.conn())
        .await?;
    // The folded name is for searching: it does not follow the alphabet.
    rows.sort_by(|a, b| (&a.name, &a.ekatte).cmp(&(&b.name, &b.ekatte)));
    Ok(rows.into_iter().map(|row| (row.ekatte, format!("{} {}", row.kind, row.name))).collect())
}
