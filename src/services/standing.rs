//! Whether a service works: open, paused, seasonal, closed, with days and a reason. Nothing is
//! hidden: what does not work is shown with the reason.

use super::ServiceId;
use super::store::{service, service_state as row};
use kit::store::{StoreError, Tx};
use kit::types::Day;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, Set};
use std::collections::HashMap;

/// An entry of the history.
pub type Entry = row::Model;

/// How a service stands on a day.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, utoipa::ToSchema)]
pub struct Standing {
    /// `open`, `paused`, `seasonal`, `closed`.
    pub state: String,
    /// Whether somebody can be received on the day.
    pub is_open: bool,
    /// Since when it stands so, when known.
    #[schema(value_type = Option<String>, format = Date)]
    pub since: Option<Day>,
    /// The last day on which it stands so, when known.
    #[schema(value_type = Option<String>, format = Date)]
    pub until: Option<Day>,
    /// Why, or empty.
    pub reason: String,
    /// The season, as month and day: `06-15` to `09-15`; empty for the rest.
    pub season: (String, String),
}

impl Default for Standing {
    fn default() -> Standing {
        Standing {
            state: "open".to_owned(),
            is_open: true,
            since: None,
            until: None,
            reason: String::new(),
            season: Default::default(),
        }
    }
}

/// How a service stands on a day by its history, the newest first: the newest entry that has begun
/// and has not run out.
pub fn standing(history: &[Entry], day: Day) -> Standing {
    let runs = |one: &&Entry| one.first_day <= day && one.last_day.is_none_or(|last| day <= last);
    let Some(one) = history.iter().filter(runs).max_by_key(|one| (one.first_day, one.id)) else {
        return Standing::default();
    };
    let season = (one.season_from.clone(), one.season_until.clone());
    let is_open = match one.state.as_str() {
        "open" => true,
        "seasonal" => in_season(&season, day),
        _ => false,
    };
    Standing {
        state: one.state.clone(),
        is_open,
        since: Some(one.first_day),
        until: one.last_day,
        reason: one.reason.clone(),
        season,
    }
}

/// Whether a day is in a season, which may pass over the new year.
fn in_season((from, until): &(String, String), day: Day) -> bool {
    let on = format!("{:02}-{:02}", day.0.month(), day.0.day());
    match from <= until {
        true => *from <= on && on <= *until,
        false => *from <= on || on <= *until,
    }
}

/// The history of some services, the newest first. One query.
pub async fn histories(
    tx: &Tx,
    ids: &[ServiceId],
) -> Result<HashMap<ServiceId, Vec<Entry>>, StoreError> {
    let rows = tx
        .find::<row::Entity>()
        .filter(row::Column::ServiceId.is_in(ids.iter().copied()))
        .order_by_desc(row::Column::FirstDay)
        .order_by_desc(row::Column::Id)
        .all(tx.conn())
        .await?;
    let mut found: HashMap<ServiceId, Vec<Entry>> = HashMap::new();
    for one in rows {
        found.entry(one.service_id).or_default().push(one);
    }
    Ok(found)
}

/// How some services stand on a day. Two queries.
///
/// # Errors
/// When the database does not answer.
pub async fn standing_on(
    tx: &Tx,
    ids: &[ServiceId],
    day: Day,
) -> Result<HashMap<ServiceId, Standing>, StoreError> {
    let histories = histories(tx, ids).await?;
    let services = tx.find::<service::Entity>();
    let services = services.filter(service::Column::Id.is_in(ids.iter().copied()));
    let rows = services.all(tx.conn()).await?;
    let all = rows.into_iter().map(|one| {
        let history = histories.get(&one.id).map(Vec::as_slice).unwrap_or_default();
        (one.id, with_end(standing(history, day), one.closed_on, day))
    });
    Ok(all.collect())
}

/// A service whose last day has passed is closed, whatever else was said of it.
pub fn with_end(standing: Standing, closed_on: Option<Day>, day: Day) -> Standing {
    match closed_on {
        Some(last) if last < day && standing.state != "closed" => Standing {
            state: "closed".to_owned(),
            is_open: false,
            since: Some(last.plus(1)),
            until: None,
            reason: String::new(),
            season: Default::default(),
        },
        _ => standing,
    }
}

/// What is needed to say how a service stands.
#[derive(Clone, Debug, Default)]
pub struct NewStanding {
    /// `open`, `paused`, `seasonal`, `closed`.
    pub state: String,
    /// From which day.
    pub first_day: Option<Day>,
    /// The last day, of a pause.
    pub last_day: Option<Day>,
    /// First and last month and day of the season.
    pub season: (String, String),
    /// Why.
    pub reason: String,
}

/// Enters how a service stands from a day on.
///
/// # Errors
/// When the database refuses.
pub async fn set_standing(tx: &Tx, id: ServiceId, new: &NewStanding) -> Result<(), StoreError> {
    let first_day = new.first_day.unwrap_or(tx.today());
    tx.insert(row::ActiveModel {
        municipality_id: Set(tx.municipality()),
        id: Set(tx.new_id()),
        service_id: Set(id),
        state: Set(new.state.clone()),
        first_day: Set(first_day),
        last_day: Set(new.last_day),
        season_from: Set(new.season.0.clone()),
        season_until: Set(new.season.1.clone()),
        reason: Set(new.reason.clone()),
        entered_at: Set(tx.now()),
        account_name: Set(tx.actor().name.to_string()),
    })
    .await?;
    let closed_on = (new.state == "closed").then(|| first_day.plus(-1));
    let active = service::ActiveModel { closed_on: Set(closed_on), ..Default::default() };
    write(tx, id, active).await?;
    keep_step(tx, &[id]).await.map(|_| ())
}

async fn write(tx: &Tx, id: ServiceId, active: service::ActiveModel) -> Result<(), StoreError> {
    service::Entity::update_many()
        .set(active)
        .filter(service::Column::MunicipalityId.eq(tx.municipality()))
        .filter(service::Column::Id.eq(id))
        .exec(tx.conn())
        .await?;
    Ok(())
}

/// Writes beside each service how it stands today; gives how many changed.
pub async fn keep_step(tx: &Tx, ids: &[ServiceId]) -> Result<usize, StoreError> {
    let today = tx.today();
    let now = standing_on(tx, ids, today).await?;
    let services = tx.find::<service::Entity>();
    let services = services.filter(service::Column::Id.is_in(ids.iter().copied()));
    let mut changed = 0;
    for one in services.all(tx.conn()).await? {
        let state = now.get(&one.id).map_or("open", |now| now.state.as_str());
        if state != one.state {
            changed += 1;
            let active =
                service::ActiveModel { state: Set(state.to_owned()), ..Default::default() };
            write(tx, one.id, active).await?;
        }
    }
    Ok(changed)
}

#[cfg(test)]
mod tests {
    use super::*;
    use kit::types::{Instant, MunicipalityId};

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    fn entry(id: i64, state: &str, first: &str, last: Option<&str>) -> Entry {
        Entry {
            municipality_id: MunicipalityId(1),
            id,
            service_id: ServiceId(1),
            state: state.into(),
            first_day: day(first),
            last_day: last.map(day),
            season_from: "11-01".into(),
            season_until: "03-31".into(),
            reason: String::new(),
            entered_at: Instant(0),
            account_name: String::new(),
        }
    }

    #[test]
    fn a_pause_runs_out_and_what_was_before_holds_again() {
        let history = [
            entry(2, "paused", "2026-12-01", Some("2026-12-31")),
            entry(1, "seasonal", "2026-01-01", None),
        ];
        let on = |text: &str| standing(&history, day(text));
        assert_eq!((on("2026-12-15").state.as_str(), on("2026-12-15").is_open), ("paused", false));
        assert!(on("2027-01-01").is_open, "the season passes over the new year");
        assert!(!on("2027-04-01").is_open, "the season is over");
        assert!(on("2025-06-01").is_open, "before anything was said it works");
        let closed = with_end(on("2027-01-01"), Some(day("2026-12-31")), day("2027-01-01"));
        assert_eq!((closed.state.as_str(), closed.is_open), ("closed", false));
    }
}
