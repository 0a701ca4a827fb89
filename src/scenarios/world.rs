//! Today's municipality put together from what is known of it. Pure.

use super::model::{AGES, ByAge, Rate, Service, Settlement, Site, Term, WHOLE, World};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::sync::OnceLock;

#[derive(Deserialize)]
struct Kinds {
    kinds: Vec<Kind>,
}

#[derive(Deserialize)]
struct Kind {
    kind: u8,
    services: Vec<u8>,
}

/// The kind of чл. 15 ЗСУ that a service of the formula is.
#[must_use]
pub fn kind_of(service: u8) -> Option<u8> {
    static KINDS: OnceLock<BTreeMap<u8, u8>> = OnceLock::new();
    let read = || {
        let text = include_str!("kinds.toml");
        let list = toml::from_str::<Kinds>(text).map(|list| list.kinds).unwrap_or_default();
        let pairs = |one: Kind| one.services.into_iter().map(move |service| (service, one.kind));
        list.into_iter().flat_map(pairs).collect()
    };
    KINDS.get_or_init(read).get(&service).copied()
}

/// How many live somewhere, as far as it is known.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Known {
    /// All.
    pub all: Option<f64>,
    /// Up to eighteen.
    pub children: Option<f64>,
    /// Up to seven.
    pub small: Option<f64>,
    /// Above working age.
    pub old: Option<f64>,
}

/// People of a settlement by age; what is not known of it is as in the whole municipality.
#[must_use]
pub fn by_age(own: Known, whole: Known) -> ByAge {
    let all = own.all.unwrap_or(0.0).max(0.0);
    let share = |own: Option<f64>, whole_part: Option<f64>| {
        let usual = || Some(all * whole_part? / whole.all.filter(|all| *all > 0.0)?);
        own.or_else(usual).unwrap_or(0.0).clamp(0.0, all)
    };
    let children = share(own.children, whole.children);
    let small = share(own.small, whole.small).min(children);
    let old = share(own.old, whole.old).min(all - children);
    let round = |people: f64| people.round().max(0.0) as u32;
    let working = round(all).saturating_sub(round(children)).saturating_sub(round(old));
    [round(small), round(children).saturating_sub(round(small)), working, round(old)]
}

/// Groups of adults that do not say so.
const ADULTS: [&str; 6] =
    ["adults", "psychiatric", "intellectual", "physical", "dementia", "sensory"];

/// Which of [`AGES`] can belong to a group of the formula.
#[must_use]
pub fn ages_of(group: &str) -> [bool; AGES.len()] {
    let name = group.strip_prefix("home-").unwrap_or(group);
    if name.starts_with("children-0-7") {
        [true, false, false, false]
    } else if name.starts_with("children") {
        [true, true, false, false]
    } else if name.contains("working-age") {
        [false, false, true, false]
    } else if name.starts_with("old") {
        [false, false, false, true]
    } else if ADULTS.iter().any(|start| name.starts_with(start)) {
        [false, false, true, true]
    } else {
        [true; AGES.len()]
    }
}

/// A summand of the formula as it was worked out.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Summand {
    /// Code of the group.
    pub group: String,
    /// For replacement care.
    pub is_replacement: bool,
    /// What it adds to the need; none when nobody knows the number of people.
    pub amount: Option<f64>,
}

/// A service of the formula as it was worked out.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Needed {
    /// Its number.
    pub number: u8,
    /// Its name.
    pub name: String,
    /// The summands.
    pub summands: Vec<Summand>,
    /// So large is the population that it was worked out for; none for the municipality's own.
    pub of: Option<f64>,
    /// Recorded today: places, users, waiting.
    pub recorded: [i64; 3],
    /// Its money.
    pub rate: Rate,
}

fn term(summand: &Summand, people: &[u64; AGES.len()], part: f64) -> Option<Term> {
    let ages = ages_of(&summand.group);
    let able: u64 = (0..AGES.len()).filter(|age| ages[*age]).map(|age| people[age]).sum();
    let amount = summand.amount? * part;
    let chance = if able == 0 { 0.0 } else { amount / able as f64 * WHOLE as f64 };
    let chance = chance.round().clamp(0.0, WHOLE as f64) as u32;
    let chances = ages.map(|is_able| if is_able { chance } else { 0 });
    Some(Term { group: summand.group.clone(), is_first: summand.is_replacement, chances })
}

/// Places of a service put where its kind has places, in the same parts; the largest remainders get what
/// rounding leaves.
#[must_use]
pub fn put(places: i64, parts: &BTreeMap<usize, i64>, seat: usize) -> Vec<Site> {
    let places = u32::try_from(places.max(0)).unwrap_or(u32::MAX);
    let all: i64 = parts.values().sum();
    if all <= 0 {
        return if places > 0 { vec![Site { settlement: seat, places }] } else { Vec::new() };
    }
    let share = |part: i64| i64::from(places) * part;
    let mut sites: Vec<(i64, Site)> = parts
        .iter()
        .map(|(settlement, part)| {
            let whole = u32::try_from(share(*part) / all).unwrap_or(0);
            (share(*part) % all, Site { settlement: *settlement, places: whole })
        })
        .collect();
    let given: u32 = sites.iter().map(|(_, site)| site.places).sum();
    sites.sort_by_key(|(rest, site)| (-rest, site.settlement));
    for (_, site) in sites.iter_mut().take(places.saturating_sub(given) as usize) {
        site.places += 1;
    }
    let mut sites: Vec<Site> = sites.into_iter().map(|(_, site)| site).collect();
    sites.retain(|site| site.places > 0);
    sites.sort_by_key(|site| site.settlement);
    sites
}

/// Where the services are: by kind, how many places in which settlement.
pub type Spread = BTreeMap<u8, BTreeMap<usize, i64>>;

/// Puts the municipality together.
#[must_use]
pub fn assembled(
    settlements: Vec<Settlement>,
    minutes: Vec<Vec<Option<u32>>>,
    (needed, spread, seed): (&[Needed], &Spread, u64),
) -> World {
    let mut people = [0_u64; AGES.len()];
    for settlement in &settlements {
        for (sum, own) in people.iter_mut().zip(settlement.people) {
            *sum += u64::from(own);
        }
    }
    let all: u64 = people.iter().sum();
    // The largest settlement: where a service is that nobody said where it is.
    let largest = settlements.iter().enumerate();
    let largest =
        largest.max_by_key(|(_, one)| one.people.iter().map(|n| u64::from(*n)).sum::<u64>());
    let seat = largest.map_or(0, |(at, _)| at);
    let nowhere = BTreeMap::new();
    let service = |one: &Needed| {
        let part = one.of.filter(|of| *of > 0.0).map_or(1.0, |of| (all as f64 / of).min(1.0));
        let known = one.summands.iter().filter_map(|summand| summand.amount).sum::<f64>() * part;
        let [places, users, waiting] = one.recorded;
        let asking = (users + waiting).max(0) as f64;
        let asked = if asking > 0.0 && known > 0.0 { asking / known } else { 1.0 };
        let parts = kind_of(one.number).and_then(|kind| spread.get(&kind)).unwrap_or(&nowhere);
        let missing = one.summands.iter().filter(|summand| summand.amount.is_none());
        Service {
            number: one.number,
            name: one.name.clone(),
            terms: one.summands.iter().filter_map(|one| term(one, &people, part)).collect(),
            missing: missing.map(|summand| summand.group.clone()).collect(),
            asked: (asked * WHOLE as f64).round() as u64,
            recorded: one.recorded,
            sites: put(places, parts, seat),
            rate: one.rate,
        }
    };
    let services = needed.iter().map(service).collect();
    World { seed, settlements, minutes, services, ..World::default() }
}
