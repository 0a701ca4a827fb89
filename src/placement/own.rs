//! A waiting list as the person who waits sees it: the place, why it is so, an offer; and what they do
//! themselves – say that they still wait, or no more, take an offer or leave it. The office's forms
//! ([`super::offer`]) lead to the same moves.

use super::PlacementId;
use super::course::State;
use super::load;
use super::places::{self, Places};
use super::store::{place_offer, placement, waiting_entry, waiting_skip};
use super::waiting::{self, Answer};
use crate::app::App;
use crate::people::PersonId;
use crate::services::{self, ServiceId};
use kit::store::{StoreError, Tx};
use kit::types::Day;
use kit::web::Problem;
use sea_orm::{ColumnTrait, QueryFilter, QueryOrder, QuerySelect};
use std::collections::HashMap;

/// Somebody's place in a waiting list.
#[derive(Clone, Debug)]
pub struct Wait {
    /// The placement.
    pub id: PlacementId,
    /// Who waits.
    pub person: PersonId,
    /// For which service, with its provider.
    pub service: String,
    /// Since when.
    pub since: Option<Day>,
    /// The place from 1: the urgent first, then by entry.
    pub place: usize,
    /// How many wait in all.
    pub waiting: usize,
    /// How many of those before go first by law (чл. 79, ал. 4 ЗСУ).
    pub urgent_before: usize,
    /// The person goes before others themselves.
    pub is_urgent: bool,
    /// Places of the service, when they are known.
    pub places: Option<Places>,
    /// How often the turn was passed over with a reason.
    pub skipped: usize,
    /// The day on which the person said last that they still wait.
    pub asked_on: Option<Day>,
    /// The day on which the office asks next.
    pub ask_on: Option<Day>,
    /// The last day to answer an open offer.
    pub offer_until: Option<Day>,
    /// Version of the placement: of two who answer one is late.
    pub version: i32,
}

/// Who waits for some services, in the order in which places are offered.
async fn lines(
    tx: &Tx,
    services: &[ServiceId],
) -> Result<HashMap<ServiceId, Vec<waiting_entry::Model>>, StoreError> {
    use waiting_entry::Column;
    let rows = tx
        .find::<waiting_entry::Entity>()
        .filter(Column::ServiceId.is_in(services.iter().copied()))
        .filter(Column::LeftAt.is_null())
        .order_by_asc(Column::Turn)
        .all(tx.conn())
        .await?;
    let mut all: HashMap<ServiceId, Vec<waiting_entry::Model>> = HashMap::new();
    for row in rows {
        all.entry(row.service_id).or_default().push(row);
    }
    for line in all.values_mut() {
        // Stable: within the urgent and within the others the order of entry stays.
        line.sort_by_key(|row| row.urgent_ground.is_empty());
    }
    Ok(all)
}

/// What else is known of some placements: open offers by placement, and how often entries were skipped.
async fn beside(
    tx: &Tx,
    ids: &[PlacementId],
    entries: &[super::EntryId],
) -> Result<(HashMap<PlacementId, Day>, HashMap<super::EntryId, usize>), StoreError> {
    let offers = tx
        .find::<place_offer::Entity>()
        .filter(place_offer::Column::PlacementId.is_in(ids.iter().copied()))
        .filter(place_offer::Column::AnsweredOn.is_null())
        .all(tx.conn())
        .await?;
    let skips = tx
        .find::<waiting_skip::Entity>()
        .filter(waiting_skip::Column::EntryId.is_in(entries.iter().copied()))
        .all(tx.conn())
        .await?;
    let mut skipped = HashMap::new();
    for skip in skips {
        *skipped.entry(skip.entry_id).or_default() += 1;
    }
    Ok((offers.into_iter().map(|row| (row.placement_id, row.answer_by)).collect(), skipped))
}

/// The places of some people in waiting lists, oldest first.
///
/// # Errors
/// When the database does not answer.
pub async fn waits_of(tx: &Tx, people: &[PersonId]) -> Result<Vec<Wait>, StoreError> {
    let states = [State::Waiting.code(), State::Offered.code()];
    let rows = tx
        .find::<placement::Entity>()
        .filter(placement::Column::PersonId.is_in(people.iter().copied()))
        .filter(placement::Column::State.is_in(states))
        .order_by_asc(placement::Column::Id)
        .all(tx.conn())
        .await?;
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    let service_ids: Vec<ServiceId> = rows.iter().map(|row| row.service_id).collect();
    let ids: Vec<PlacementId> = rows.iter().map(|row| row.id).collect();
    let known = services::by_ids(tx, &service_ids).await?;
    let places = places::all(tx).await?;
    let lines = lines(tx, &service_ids).await?;
    let own = |line: &[waiting_entry::Model], id: PlacementId| {
        line.iter().position(|entry| entry.placement_id == id)
    };
    let entries: Vec<super::EntryId> = lines
        .values()
        .flatten()
        .filter(|entry| ids.contains(&entry.placement_id))
        .map(|entry| entry.id)
        .collect();
    let (offers, skipped) = beside(tx, &ids, &entries).await?;
    let mut waits = Vec::new();
    for row in rows {
        let line = lines.get(&row.service_id).map(Vec::as_slice).unwrap_or_default();
        let at = own(line, row.id);
        let entry = at.map(|at| &line[at]);
        let name = known.get(&row.service_id).map(|one| format!("{}, {}", one.name, one.provider));
        let before = at.map_or(&line[..0], |at| &line[..at]);
        waits.push(Wait {
            id: row.id,
            person: row.person_id,
            service: name.unwrap_or_default(),
            since: entry.map(|entry| entry.entered_at.day()),
            place: before.len() + 1,
            waiting: line.len(),
            urgent_before: before.iter().filter(|one| !one.urgent_ground.is_empty()).count(),
            is_urgent: entry.is_some_and(|entry| !entry.urgent_ground.is_empty()),
            places: places.get(&row.service_id).copied(),
            skipped: entry.and_then(|entry| skipped.get(&entry.id).copied()).unwrap_or(0),
            asked_on: entry.and_then(|entry| entry.asked_on),
            ask_on: entry.and_then(|entry| entry.ask_on),
            offer_until: offers.get(&row.id).copied(),
            version: row.version,
        });
    }
    Ok(waits)
}

/// Some of those who wait, for the demonstration.
///
/// # Errors
/// When the database does not answer.
pub async fn some_waiting(tx: &Tx, most: u64) -> Result<Vec<PersonId>, StoreError> {
    let rows = tx
        .find::<placement::Entity>()
        .filter(placement::Column::State.eq(State::Waiting.code()))
        .order_by_asc(placement::Column::Id)
        .limit(most)
        .all(tx.conn())
        .await?;
    Ok(rows.into_iter().map(|row| row.person_id).collect())
}

/// What somebody says of their own place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Said {
    /// They still wait.
    Still,
    /// They wait no more.
    NoMore,
    /// They take the place that is offered.
    Accept,
    /// They do not want it now and stay on the list.
    Decline,
}

/// Does what somebody said of their own place in a list. Whose it is the caller has checked against
/// [`Wait::person`]; it is checked again here.
///
/// # Errors
/// When the state does not allow it, the offer has lapsed, or somebody was quicker.
pub async fn say(
    tx: &mut Tx,
    app: &App,
    (person, id, version): (PersonId, PlacementId, i32),
    said: Said,
) -> Result<(), Problem> {
    let row = load::row(tx, id).await?;
    if row.person_id != person {
        return Err(Problem::NotFound);
    }
    if row.version != version {
        return Err(Problem::Impossible("placement-refused-state"));
    }
    let (today, state) = (tx.today(), load::state(&row)?);
    let wanted =
        if matches!(said, Said::Accept | Said::Decline) { State::Offered } else { State::Waiting };
    if state != wanted {
        return Err(Problem::Impossible("placement-refused-state"));
    }
    match said {
        Said::Still => waiting::asked(tx, &app.law(tx.municipality()), &row, today).await,
        Said::NoMore => {
            places::lock(tx, row.service_id).await?;
            super::end::give_up(tx, app, &row, (today, "withdrawn")).await
        }
        Said::Accept => {
            waiting::answer(tx, app, &row, (Answer::Accepted, today)).await?;
            Ok(())
        }
        Said::Decline => {
            waiting::answer(tx, app, &row, (Answer::Declined, today)).await?;
            Ok(())
        }
    }
}
