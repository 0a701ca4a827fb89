//! At which service points anybody may book, how far ahead, and how many hours one contact may have.

use super::store::booking_point;
use crate::municipality::{self, ServicePoint, ServicePointId};
use crate::reception;
use kit::store::{StoreError, Tx};
use sea_orm::{ColumnTrait, QueryFilter, Set};
use std::collections::HashMap;

/// Until the municipality says otherwise: days ahead, and hours that one contact may have ahead.
const DAYS_AHEAD: i32 = 21;
const MOST_PER_CONTACT: i32 = 2;

/// A service point with how it is booked.
#[derive(Clone, Debug)]
pub struct Point {
    /// The point.
    pub place: ServicePoint,
    /// Anybody may book there.
    pub is_open: bool,
    /// So many days ahead.
    pub days_ahead: i32,
    /// So many hours ahead for one contact.
    pub most_per_contact: i32,
    /// Version of the setting; 0 while nothing was set.
    pub version: i32,
}

fn of(place: ServicePoint, row: Option<booking_point::Model>) -> Point {
    let (days_ahead, most_per_contact) = (DAYS_AHEAD, MOST_PER_CONTACT);
    match row {
        // A point is opened by a decision: nobody books where nobody expects it.
        None => Point { place, is_open: false, days_ahead, most_per_contact, version: 0 },
        Some(row) => Point {
            place,
            is_open: row.is_open,
            days_ahead: row.days_ahead,
            most_per_contact: row.most_per_contact,
            version: row.version,
        },
    }
}

/// The service points that receive people today.
///
/// # Errors
/// When the database does not answer.
pub async fn points(tx: &Tx) -> Result<Vec<Point>, StoreError> {
    let mut places = municipality::service_points(tx).await?;
    places.retain(|place| place.works(tx.today()));
    let rows = tx.find::<booking_point::Entity>().all(tx.conn()).await?;
    let mut set: HashMap<ServicePointId, booking_point::Model> =
        rows.into_iter().map(|row| (row.id, row)).collect();
    let point = |place: ServicePoint| {
        let row = set.remove(&place.id);
        of(place, row)
    };
    Ok(places.into_iter().map(point).collect())
}

/// A point where anybody may book.
///
/// # Errors
/// [`StoreError::NotFound`] when there is none.
pub async fn open_point(tx: &Tx, id: ServicePointId) -> Result<Point, StoreError> {
    let all = points(tx).await?;
    let found = all.into_iter().find(|one| one.place.id == id && one.is_open);
    found.ok_or(StoreError::NotFound)
}

/// Sets how a point is booked.
///
/// # Errors
/// [`StoreError::Conflict`] when somebody else changed it.
pub async fn set(tx: &Tx, point: &Point) -> Result<(), StoreError> {
    let change = booking_point::ActiveModel {
        is_open: Set(point.is_open),
        days_ahead: Set(point.days_ahead),
        most_per_contact: Set(point.most_per_contact),
        ..Default::default()
    };
    let id = point.place.id;
    if point.version > 0 {
        return tx.update::<booking_point::Entity>(id, point.version, change).await;
    }
    let there = tx.find::<booking_point::Entity>().filter(booking_point::Column::Id.eq(id));
    if there.one(tx.conn()).await?.is_some() {
        return Err(StoreError::Conflict);
    }
    tx.insert(booking_point::ActiveModel {
        municipality_id: Set(tx.municipality()),
        id: Set(id),
        version: Set(1),
        ..change
    })
    .await
}

/// Opens the points of the demonstration that receive by appointment, unless any is set.
///
/// # Errors
/// When the database refuses.
pub async fn open_for_demo(tx: &Tx, law: &law::Law) -> Result<(), StoreError> {
    let all = points(tx).await?;
    if all.iter().any(|one| one.version > 0) {
        return Ok(());
    }
    let days = (tx.today(), tx.today().plus(DAYS_AHEAD));
    for one in all {
        let offered = reception::offered((tx, law), one.place.id, days, None).await?;
        if !offered.hours.is_empty() {
            set(tx, &Point { is_open: true, ..one }).await?;
        }
    }
    Ok(())
}
