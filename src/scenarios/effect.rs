//! What comes of the model: of each service how many have it, wait, travel, pay, and who loses beside today.
//! Pure.

use super::model::{AGES, Applicant, Person, Service, World, placed};
use serde::{Deserialize, Serialize};
use siting::{Way, fairness};
use std::cmp::Ordering;
use std::collections::BTreeMap;

/// Months of a year.
const MONTHS: i64 = 12;

/// How fair ways are, as it is kept; see `siting::Fairness`. Minutes in tenths.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fair {
    /// The mean way, in hundredths of a tenth.
    pub mean: i64,
    /// The way of the one in the middle.
    pub median: i64,
    /// Nine of ten have none longer.
    pub nine_tenths: i64,
    /// The longest.
    pub longest: i64,
    /// How unequally ways are shared, in thousandths.
    pub gini: i64,
    /// The part of all ways that the farthest fifth goes, in thousandths.
    pub farthest_fifth: i64,
    /// The worst settlement's mean beside the best one's, in hundredths.
    pub disparity: Option<i64>,
}

impl Fair {
    /// Of ways.
    #[must_use]
    pub fn of(ways: &[Way]) -> Fair {
        let fair = fairness(ways);
        Fair {
            mean: fair.mean,
            median: fair.median,
            nine_tenths: fair.nine_tenths,
            longest: fair.longest,
            gini: fair.gini,
            farthest_fifth: fair.farthest_fifth,
            disparity: fair.disparity(),
        }
    }
}

/// A service in a scenario.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Effect {
    /// Number of the service.
    pub number: u8,
    /// Places.
    pub places: i64,
    /// Who asks for it.
    pub asked: i64,
    /// Who has it.
    pub served: i64,
    /// Who waits.
    pub waiting: i64,
    /// How long somebody waits who asks now, in tenths of a month; none when nothing becomes free.
    pub months: Option<i64>,
    /// What the places cost in a year, in cents.
    pub cost: i64,
    /// What users pay in a year, in cents.
    pub income: i64,
    /// Their ways.
    pub fair: Fair,
}

/// How many gain and lose beside another state.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Moves {
    /// Have the service now.
    pub gained: i64,
    /// Have it no more.
    pub lost: i64,
    /// Go farther.
    pub farther: i64,
    /// Go less far.
    pub nearer: i64,
    /// Pay more.
    pub dearer: i64,
}

impl Moves {
    /// Whether nobody notices anything.
    #[must_use]
    pub fn is_still(&self) -> bool {
        *self == Moves::default()
    }
}

/// Who gains and loses of a service.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Shift {
    /// Number of the service.
    pub number: u8,
    /// All.
    pub all: Moves,
    /// By settlement: its place in the list. Those where nothing moves are left out.
    pub settlements: BTreeMap<usize, Moves>,
    /// By age: its place in [`AGES`].
    pub ages: BTreeMap<usize, Moves>,
    /// By the group for which they need it.
    pub groups: BTreeMap<String, Moves>,
}

/// Two states of a municipality beside each other.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Beside {
    /// People of each.
    pub people: [u64; 2],
    /// The services today.
    pub today: Vec<Effect>,
    /// The services then.
    pub then: Vec<Effect>,
    /// Who gains and loses.
    pub shifts: Vec<Shift>,
}

fn size(length: usize) -> i64 {
    i64::try_from(length).unwrap_or(i64::MAX)
}

fn effect(service: &Service, applicants: &[Applicant]) -> Effect {
    let places: i64 = service.sites.iter().map(|site| i64::from(site.places)).sum();
    let ways: Vec<Way> = applicants
        .iter()
        .filter_map(|one| {
            let price = i64::from(one.minutes?);
            Some(Way { people: 1, price, group: usize::from(one.person.settlement) })
        })
        .collect();
    let served = size(ways.len());
    let asked = size(applicants.len());
    let waiting = asked - served;
    // Who asks now comes after all who wait: places become free as users leave.
    let leave = served * i64::from(service.rate.turnover.unwrap_or(0));
    let months = match (waiting, leave) {
        (0, _) => Some(0),
        (_, 0) => None,
        _ => Some(waiting * 10 * MONTHS * 1_000 / leave),
    };
    Effect {
        number: service.number,
        places,
        asked,
        served,
        waiting,
        months,
        cost: places.saturating_mul(service.rate.cost_cents),
        income: served.saturating_mul(service.rate.fee_cents).saturating_mul(MONTHS),
        fair: Fair::of(&ways),
    }
}

/// What changed for somebody who lives there in both states.
fn moved(before: Option<u32>, after: Option<u32>, is_dearer: bool) -> Moves {
    let mut moves = Moves::default();
    match (before, after) {
        (None, Some(_)) => moves.gained = 1,
        (Some(_), None) => moves.lost = 1,
        (Some(before), Some(after)) => {
            moves.farther = i64::from(after > before);
            moves.nearer = i64::from(after < before);
            moves.dearer = i64::from(is_dearer);
        }
        (None, None) => {}
    }
    moves
}

fn add(sum: &mut Moves, one: Moves) {
    sum.gained += one.gained;
    sum.lost += one.lost;
    sum.farther += one.farther;
    sum.nearer += one.nearer;
    sum.dearer += one.dearer;
}

/// One list of those who ask in either state, by person.
fn paired(
    before: &[Applicant],
    after: &[Applicant],
) -> Vec<(Person, Option<Applicant>, Option<Applicant>)> {
    let (mut left, mut right) = (before.iter().peekable(), after.iter().peekable());
    let mut all = Vec::new();
    loop {
        let order = match (left.peek(), right.peek()) {
            (None, None) => return all,
            (Some(_), None) => Ordering::Less,
            (None, Some(_)) => Ordering::Greater,
            (Some(one), Some(other)) => one.person.cmp(&other.person),
        };
        let one = if order == Ordering::Greater { None } else { left.next().copied() };
        let other = if order == Ordering::Less { None } else { right.next().copied() };
        if let Some(either) = one.or(other) {
            all.push((either.person, one, other));
        }
    }
}

fn lives(world: &World, person: Person) -> bool {
    let settlement = world.settlements.get(usize::from(person.settlement));
    let people = settlement.and_then(|one| one.people.get(usize::from(person.age)));
    people.is_some_and(|people| person.number < *people)
}

fn shift(
    (today, before): (&World, (&Service, &[Applicant])),
    (then, after): (&World, (&Service, &[Applicant])),
) -> Shift {
    let mut shift = Shift { number: before.0.number, ..Shift::default() };
    let is_dearer = after.0.rate.fee_cents > before.0.rate.fee_cents;
    for (person, one, other) in paired(before.1, after.1) {
        // Who comes or goes with the population neither gains nor loses by the scenario.
        if !lives(today, person) || !lives(then, person) {
            continue;
        }
        let minutes = |one: Option<Applicant>| one.and_then(|one| one.minutes);
        let moves = moved(minutes(one), minutes(other), is_dearer);
        if moves.is_still() {
            continue;
        }
        let term = one.or(other).map_or(0, |one| one.term);
        let group = before.0.terms.get(term).map(|term| term.group.clone()).unwrap_or_default();
        add(&mut shift.all, moves);
        add(shift.settlements.entry(usize::from(person.settlement)).or_default(), moves);
        add(shift.ages.entry(usize::from(person.age).min(AGES.len())).or_default(), moves);
        add(shift.groups.entry(group).or_default(), moves);
    }
    shift
}

/// Today and a scenario beside each other, service by service.
#[must_use]
pub fn beside(today: &World, then: &World) -> Beside {
    let mut all = Beside { people: [today.people(), then.people()], ..Beside::default() };
    for (before, after) in today.services.iter().zip(&then.services) {
        let one = placed(today, before);
        let other = placed(then, after);
        all.today.push(effect(before, &one));
        all.then.push(effect(after, &other));
        all.shifts
            .push(shift((today, (before, one.as_slice())), (then, (after, other.as_slice()))));
    }
    all
}
