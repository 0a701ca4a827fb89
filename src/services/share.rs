//! Who pays which part of a service with mixed funding (чл. 49, ал. 3; чл. 52 ЗСУ): the state, the
//! municipality, own means of the provider; in percent or in places, from a day on.
//!
//! Invariants: the parts make the whole; an entry is never written over; one entered by mistake is
//! struck out with a reason and stays.

use super::store::service_share as row;
use super::{ServiceId, ShareId, capacity};
use kit::store::{StoreError, Tx};
use kit::types::Day;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, Set};
use std::collections::HashMap;

/// The whole, where parts are in percent.
const WHOLE: i32 = 100;
/// The parts are counted so.
pub const PERCENT: &str = "percent";

/// Parts as they were entered.
pub type Entered = row::Model;

/// Who pays which part of a service on a day.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, utoipa::ToSchema)]
pub struct Shares {
    /// `percent` or `places`.
    pub counts: String,
    /// The part of the state budget.
    pub state: i32,
    /// The part of the municipal budget.
    pub municipal: i32,
    /// Own means of the provider.
    pub own: i32,
    /// From which day.
    #[schema(value_type = String, format = Date)]
    pub first_day: Day,
    /// The act on which it rests.
    pub basis: String,
}

impl Shares {
    /// The parts in the order state, municipality, own.
    #[must_use]
    pub fn parts(&self) -> [i32; 3] {
        [self.state, self.municipal, self.own]
    }

    /// How many of so many places each pays for. Places that percents do not divide go to the
    /// largest remainders, so that they sum up.
    #[must_use]
    pub fn places(&self, total: i32) -> [i32; 3] {
        if self.counts != PERCENT {
            return self.parts();
        }
        let mut places = self.parts().map(|part| total * part / WHOLE);
        let mut order = [0, 1, 2];
        order.sort_by_key(|at| -(total * self.parts()[*at] % WHOLE));
        let left = total - places.iter().sum::<i32>();
        for at in order.into_iter().take(usize::try_from(left).unwrap_or_default()) {
            places[at] += 1;
        }
        places
    }
}

/// What is needed to enter parts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NewShares {
    /// `percent` or `places`.
    pub counts: String,
    /// From which day.
    pub first_day: Option<Day>,
    /// State, municipality, own.
    pub parts: [i32; 3],
    /// The act on which it rests.
    pub basis: String,
}

/// What is wrong with parts: they do not make the whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Off {
    /// What they sum up to.
    pub sum: i32,
    /// What they should.
    pub whole: i32,
}

impl NewShares {
    /// Whether the parts make the whole: a hundred, or the places of the service when known.
    ///
    /// # Errors
    /// [`Off`] when they do not.
    pub fn checked(&self, places: Option<i32>) -> Result<(), Off> {
        let sum = self.parts.iter().sum();
        let whole = if self.counts == PERCENT { Some(WHOLE) } else { places };
        match whole {
            Some(whole) if sum != whole => Err(Off { sum, whole }),
            _ => Ok(()),
        }
    }
}

/// All entries of some services, the newest first. One query.
pub async fn entered(
    tx: &Tx,
    ids: &[ServiceId],
) -> Result<HashMap<ServiceId, Vec<Entered>>, StoreError> {
    let rows = tx
        .find::<row::Entity>()
        .filter(row::Column::ServiceId.is_in(ids.iter().copied()))
        .order_by_desc(row::Column::FirstDay)
        .order_by_desc(row::Column::Id)
        .all(tx.conn())
        .await?;
    let mut found: HashMap<ServiceId, Vec<Entered>> = HashMap::new();
    for one in rows {
        found.entry(one.service_id).or_default().push(one);
    }
    Ok(found)
}

/// The entry in force on a day: the newest that has begun and is not struck out.
pub fn in_force(all: &[Entered], day: Day) -> Option<&Entered> {
    let begun = all.iter().filter(|one| one.struck_at.is_none() && one.first_day <= day);
    begun.max_by_key(|one| (one.first_day, one.id))
}

/// An entry without its history.
pub fn told(one: &Entered) -> Shares {
    Shares {
        counts: one.counts.clone(),
        state: one.state,
        municipal: one.municipal,
        own: one.own,
        first_day: one.first_day,
        basis: one.basis.clone(),
    }
}

/// Who pays which part of some services on a day. One query.
///
/// # Errors
/// When the database does not answer.
pub async fn shares_on(
    tx: &Tx,
    ids: &[ServiceId],
    day: Day,
) -> Result<HashMap<ServiceId, Shares>, StoreError> {
    let all = entered(tx, ids).await?;
    let now = all.into_iter().filter_map(|(id, rows)| Some((id, told(in_force(&rows, day)?))));
    Ok(now.collect())
}

/// The places of a service on a day, against which parts in places are checked.
///
/// # Errors
/// When the database does not answer.
pub async fn places(tx: &Tx, id: ServiceId, day: Day) -> Result<Option<i32>, StoreError> {
    let count = capacity::capacity_on(tx, id, day).await?;
    Ok(count.and_then(|count| i32::try_from(count).ok()))
}

/// Enters parts. They were [`NewShares::checked`].
///
/// # Errors
/// When the database refuses.
pub async fn add_shares(
    tx: &Tx,
    service: ServiceId,
    new: &NewShares,
) -> Result<ShareId, StoreError> {
    let id = ShareId(tx.new_id());
    let [state, municipal, own] = new.parts;
    tx.insert(row::ActiveModel {
        municipality_id: Set(tx.municipality()),
        id: Set(id),
        service_id: Set(service),
        first_day: Set(new.first_day.unwrap_or(tx.today())),
        counts: Set(new.counts.clone()),
        state: Set(state),
        municipal: Set(municipal),
        own: Set(own),
        basis: Set(new.basis.clone()),
        entered_at: Set(tx.now()),
        account_name: Set(tx.actor().name.to_string()),
        struck_at: Set(None),
        struck_why: Set(String::new()),
    })
    .await?;
    Ok(id)
}

/// Strikes out parts that were entered by mistake.
pub async fn strike(
    tx: &Tx,
    (service, id): (ServiceId, ShareId),
    why: &str,
) -> Result<Entered, StoreError> {
    let found = tx
        .find::<row::Entity>()
        .filter(row::Column::Id.eq(id))
        .filter(row::Column::ServiceId.eq(service))
        .filter(row::Column::StruckAt.is_null());
    let found = found.one(tx.conn()).await?.ok_or(StoreError::NotFound)?;
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
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shares(counts: &str, [state, municipal, own]: [i32; 3]) -> Shares {
        let first_day = "2026-01-01".parse().expect("a day");
        let (counts, basis) = (counts.to_owned(), String::new());
        Shares { counts, state, municipal, own, first_day, basis }
    }

    #[test]
    fn percents_of_places_sum_up_to_the_places() {
        assert_eq!(shares(PERCENT, [60, 30, 10]).places(20), [12, 6, 2]);
        assert_eq!(shares(PERCENT, [33, 33, 34]).places(10), [3, 3, 4]);
        for total in 0..60 {
            let all = shares(PERCENT, [55, 35, 10]).places(total);
            assert_eq!(all.iter().sum::<i32>(), total, "{all:?}");
        }
        assert_eq!(shares("places", [8, 2, 0]).places(10), [8, 2, 0]);
    }

    #[test]
    fn parts_that_do_not_make_the_whole_are_found() {
        let new = |counts: &str, parts| NewShares {
            counts: counts.into(),
            parts,
            ..NewShares::default()
        };
        assert_eq!(new(PERCENT, [60, 40, 0]).checked(None), Ok(()));
        assert_eq!(new(PERCENT, [60, 30, 0]).checked(None), Err(Off { sum: 90, whole: 100 }));
        assert_eq!(new("places", [8, 4, 0]).checked(Some(12)), Ok(()));
        assert_eq!(new("places", [8, 4, 1]).checked(Some(12)), Err(Off { sum: 13, whole: 12 }));
        assert_eq!(new("places", [8, 4, 1]).checked(None), Ok(()), "nobody knows the places");
    }
}
