//! When the desk answers: the hours of each service point with their breaks, on working days of the law's
//! calendar. The first half needs no database.

use super::store::desk_point;
use crate::municipality::{self, Hours, ServicePoint, ServicePointId};
use crate::reception::{minute_of, moment, worked};
use kit::store::{StoreError, Tx};
use kit::types::{Day, Instant};
use law::Calendar;
use sea_orm::{ColumnTrait, QueryFilter, Set};
use std::collections::HashMap;

/// The next opening is looked for so many days ahead: longer than any run of holidays.
const AHEAD: i32 = 30;

/// The stretches of a day at all points together, in minutes from midnight, one after another.
#[must_use]
pub fn stretches(calendar: &Calendar, all: &[Hours], day: Day) -> Vec<(i32, i32)> {
    let mut every: Vec<_> = all.iter().flat_map(|hours| worked(calendar, hours, day)).collect();
    every.sort_unstable();
    let mut joined: Vec<(i32, i32)> = Vec::new();
    for (from, to) in every {
        match joined.last_mut() {
            Some(last) if from <= last.1 => last.1 = last.1.max(to),
            _ => joined.push((from, to)),
        }
    }
    joined
}

/// Whether a moment lies within the hours.
#[must_use]
pub fn is_within(calendar: &Calendar, all: &[Hours], now: Instant) -> bool {
    let minute = minute_of(now);
    stretches(calendar, all, now.day()).iter().any(|(from, to)| (*from..*to).contains(&minute))
}

/// When the desk opens next after a moment.
#[must_use]
pub fn next(calendar: &Calendar, all: &[Hours], now: Instant) -> Option<Instant> {
    let today = now.day();
    let mut days = (0..=AHEAD).map(|n| today.plus(n));
    days.find_map(|day| {
        let begins = stretches(calendar, all, day);
        begins.into_iter().map(|(from, _)| moment(day, from)).find(|at| *at > now)
    })
}

/// The hours of a day in words: `09:00–12:00, 13:00–17:00`.
#[must_use]
pub fn words(calendar: &Calendar, all: &[Hours], day: Day) -> String {
    let clock = |minute: i32| format!("{:02}:{:02}", minute / 60, minute % 60);
    let one = |(from, to): (i32, i32)| format!("{}–{}", clock(from), clock(to));
    stretches(calendar, all, day).into_iter().map(one).collect::<Vec<_>>().join(", ")
}

/// A service point with how its workers answer at the desk.
#[derive(Clone, Debug)]
pub struct Point {
    /// The point.
    pub place: ServicePoint,
    /// Whether its workers answer.
    pub answers: bool,
    /// The hours of the desk there; none of its own means those of the point.
    pub own: Option<Hours>,
    /// Version of the setting; 0 while nothing was set.
    pub version: i32,
}

impl Point {
    /// The hours that hold.
    #[must_use]
    pub fn hours(&self) -> &Hours {
        self.own.as_ref().unwrap_or(&self.place.hours)
    }
}

/// The service points that receive people today.
///
/// # Errors
/// When the database does not answer.
pub async fn points(tx: &Tx) -> Result<Vec<Point>, StoreError> {
    let mut places = municipality::service_points(tx).await?;
    places.retain(|place| place.works(tx.today()));
    let rows = tx.find::<desk_point::Entity>().all(tx.conn()).await?;
    let mut set: HashMap<ServicePointId, desk_point::Model> =
        rows.into_iter().map(|row| (row.id, row)).collect();
    let point = |place: ServicePoint| match set.remove(&place.id) {
        Some(row) => {
            let own = (!row.hours.is_empty()).then(|| Hours::from_text(&row.hours));
            Point { place, answers: row.answers, own, version: row.version }
        }
        None => Point { place, answers: true, own: None, version: 0 },
    };
    Ok(places.into_iter().map(point).collect())
}

/// The hours of all points whose workers answer.
///
/// # Errors
/// When the database does not answer.
pub async fn hours(tx: &Tx) -> Result<Vec<Hours>, StoreError> {
    let answering = points(tx).await?.into_iter().filter(|point| point.answers);
    Ok(answering.map(|point| point.hours().clone()).collect())
}

/// Sets how the workers of a point answer.
///
/// # Errors
/// [`StoreError::Conflict`] when somebody else changed it.
pub async fn set(
    tx: &Tx,
    (id, version): (ServicePointId, i32),
    (answers, own): (bool, Option<&Hours>),
) -> Result<(), StoreError> {
    let hours = own.map(Hours::to_text).unwrap_or_default();
    let change =
        desk_point::ActiveModel { answers: Set(answers), hours: Set(hours), ..Default::default() };
    if version > 0 {
        return tx.update::<desk_point::Entity>(id, version, change).await;
    }
    let there = tx.find::<desk_point::Entity>().filter(desk_point::Column::Id.eq(id));
    if there.one(tx.conn()).await?.is_some() {
        return Err(StoreError::Conflict);
    }
    tx.insert(desk_point::ActiveModel {
        municipality_id: Set(tx.municipality()),
        id: Set(id),
        version: Set(1),
        ..change
    })
    .await
}
