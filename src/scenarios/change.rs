//! What a scenario changes, and the municipality as it would be then. Pure.

use super::model::{AGES, Demand, Order, Service, Site, World};
use serde::{Deserialize, Serialize};

/// Places more or fewer of a service in a settlement; where it has none, a new site.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlaceChange {
    /// Number of the service.
    pub service: u8,
    /// EKATTE code.
    pub ekatte: String,
    /// By how many.
    pub places: i32,
}

/// What is scaled; words have the key `scenario-scaled-<code>`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Scaled {
    /// What a place costs in a year.
    Cost,
    /// What a user pays.
    Fee,
    /// The value of the criteria (К) of the formula.
    Coefficient,
}

impl Scaled {
    /// All.
    pub const ALL: [Scaled; 3] = [Scaled::Cost, Scaled::Fee, Scaled::Coefficient];

    /// Its code.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Scaled::Cost => "cost",
            Scaled::Fee => "fee",
            Scaled::Coefficient => "coefficient",
        }
    }

    /// Of a code.
    #[must_use]
    pub fn of(code: &str) -> Option<Scaled> {
        Scaled::ALL.into_iter().find(|one| one.code() == code)
    }
}

/// A number of a service, or of all, made larger or smaller.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ScaleChange {
    /// Which number.
    pub what: Scaled,
    /// Of which service; none for all.
    pub service: Option<u8>,
    /// By how many percent.
    pub percent: i32,
}

/// What a scenario changes.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Changes {
    /// So many years ahead.
    pub years: u32,
    /// How many more live there each year, in thousandths: children, of working age, old.
    pub growth: [i32; 3],
    /// Places.
    pub places: Vec<PlaceChange>,
    /// Costs, fees, coefficients.
    pub scales: Vec<ScaleChange>,
    /// Who is placed first.
    pub order: Order,
    /// Who asks.
    pub demand: Demand,
    /// Nobody goes farther than so many minutes; none for no limit.
    pub limit: Option<u32>,
}

/// Thousandths for years: whole numbers only, so that the same comes out everywhere.
fn grown(people: u32, thousandths: i32, years: u32) -> u32 {
    const PART: i64 = 1_000_000;
    let mut parts = i64::from(people) * PART;
    for _ in 0..years {
        parts = parts / 1_000 * i64::from(1_000 + thousandths.max(-1_000));
    }
    u32::try_from((parts + PART / 2) / PART).unwrap_or(u32::MAX)
}

/// A number with so many percent more, rounded to the nearest.
#[must_use]
pub fn scaled(value: i64, percent: i32) -> i64 {
    let hundredths = value.saturating_mul(i64::from(100 + percent.max(-100)));
    (hundredths + 50).div_euclid(100)
}

fn put_places(service: &mut Service, settlement: usize, places: i32) {
    let site = service.sites.iter_mut().find(|site| site.settlement == settlement);
    match site {
        Some(site) => site.places = site.places.saturating_add_signed(places),
        None if places > 0 => {
            service.sites.push(Site { settlement, places: places.unsigned_abs() });
        }
        None => {}
    }
}

fn put_scale(service: &mut Service, change: ScaleChange) {
    let rate = &mut service.rate;
    match change.what {
        Scaled::Cost => rate.cost_cents = scaled(rate.cost_cents, change.percent),
        Scaled::Fee => rate.fee_cents = scaled(rate.fee_cents, change.percent),
        Scaled::Coefficient => {
            for term in &mut service.terms {
                for chance in &mut term.chances {
                    let value = scaled(i64::from(*chance), change.percent);
                    *chance = u32::try_from(value).unwrap_or(u32::MAX);
                }
            }
        }
    }
}

/// The municipality as a scenario would have it.
#[must_use]
pub fn changed(today: &World, changes: &Changes) -> World {
    let mut world = today.clone();
    (world.order, world.demand) = (changes.order, changes.demand);
    world.limit = changes.limit.map(|minutes| minutes.saturating_mul(10));
    let [children, working, old] = changes.growth;
    let growth: [i32; AGES.len()] = [children, children, working, old];
    for settlement in &mut world.settlements {
        for (people, thousandths) in settlement.people.iter_mut().zip(growth) {
            *people = grown(*people, thousandths, changes.years);
        }
    }
    for change in &changes.places {
        let at = world.place_of(&change.ekatte);
        let service = world.services.iter_mut().find(|one| one.number == change.service);
        if let (Some(settlement), Some(service)) = (at, service) {
            put_places(service, settlement, change.places);
        }
    }
    for change in &changes.scales {
        let is_meant = |one: &&mut Service| change.service.is_none_or(|no| no == one.number);
        for service in world.services.iter_mut().filter(is_meant) {
            put_scale(service, *change);
        }
    }
    world
}
