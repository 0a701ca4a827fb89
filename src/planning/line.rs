//! Planned services: how they are drafted from needs and from the directory, without a database.

use super::course::{WAYS, change};
use super::neighbours::{Gathered, Offered, SetNow};
use law::Law;
use rust_decimal::{Decimal, RoundingStrategy};

/// A planned service before it is written down.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Drafted {
    /// Of which budget: see `budgets`.
    pub budget: &'static str,
    /// Number of the service in the formula; none for one of the directory.
    pub set: u8,
    /// Its name.
    pub name: String,
    /// Users now.
    pub users_now: i64,
    /// Users planned.
    pub planned: i64,
    /// A code of `CHANGES`.
    pub change: &'static str,
    /// A code of `WAYS`.
    pub way: &'static str,
}

/// How the number of users is made whole: what the law says, or, where it leaves the exact number, upwards, so
/// that nobody is left out.
#[must_use]
pub fn rounding(law: &Law) -> RoundingStrategy {
    let rule = law.book().newest("planning.rounding").ok();
    match rule.and_then(|rule| rule.value.as_str()) {
        Some("down") => RoundingStrategy::ToZero,
        Some("nearest") => RoundingStrategy::MidpointAwayFromZero,
        _ => RoundingStrategy::AwayFromZero,
    }
}

/// The need in whole people.
#[must_use]
pub fn whole(total: Decimal, how: RoundingStrategy) -> i64 {
    let users = total.round_dp_with_strategy(0, how).as_i128();
    i64::try_from(users).unwrap_or(i64::MAX)
}

/// The level at which a service of the formula is planned, by its criteria in the law.
#[must_use]
pub fn level(law: &Law, no: u8) -> &'static str {
    let of_municipality = |criterion: &law::Criterion| {
        criterion.level == "municipality" && criterion.services.contains(&no)
    };
    if law.criteria().iter().any(of_municipality) { "municipal" } else { "district" }
}

/// The proposal: every service with a shown need (чл. 41 НПСУ). What is on the map stands as what is now; of a
/// service that is not there, the places that exist. Of a service of the whole country the district plans its own.
#[must_use]
pub fn proposal(law: &Law, gathered: &Gathered) -> Vec<Drafted> {
    let how = rounding(law);
    let line = |set: &SetNow| {
        let planned = whole(set.own.filter(|own| *own > Decimal::ZERO)?, how);
        let now = set.on_map.unwrap_or(set.places);
        Some(Drafted {
            budget: level(law, set.no),
            set: set.no,
            name: set.name.clone(),
            users_now: now,
            planned,
            change: change(now, planned),
            way: WAYS[4],
        })
    };
    gathered.sets.iter().filter_map(line).collect()
}

/// The annual plan: the services that are paid go on; what the map has above the places is new.
#[must_use]
pub fn plan(gathered: &Gathered) -> Vec<Drafted> {
    let kept = |one: &Offered| {
        let places = one.places.unwrap_or(0);
        Drafted {
            budget: if one.is_own { "own" } else { "map" },
            set: 0,
            name: one.name.clone(),
            users_now: places,
            planned: places,
            change: change(places, places),
            way: one.way,
        }
    };
    let lacking = |set: &SetNow| {
        let more = set.on_map? - set.places;
        (more > 0).then(|| Drafted {
            budget: "map",
            set: set.no,
            name: set.name.clone(),
            users_now: 0,
            planned: more,
            change: change(0, more),
            way: WAYS[4],
        })
    };
    let new = gathered.sets.iter().filter_map(lacking);
    gathered.offered.iter().map(kept).chain(new).collect()
}
