//! The municipality as the model sees it: people by settlement and age, services with their places, and who
//! of the people needs which service. Pure; everything is counted in whole numbers.
//!
//! Who needs a service is drawn person by person. A group of the formula (К × ОТК × БК) is spread over those
//! who can belong to it: of each of them it is known with which chance they need the service, and the chances
//! add up to the formula. The draw hangs on the seed, the person and the service alone: in two scenarios it
//! is the same person who needs the same, so that it can be said who loses.

use serde::{Deserialize, Serialize};

/// Ages that the formula tells apart; words have the key `scenario-age-<code>`.
pub const AGES: [&str; 4] = ["small", "child", "working", "old"];
/// Chances are counted in millionths.
pub const WHOLE: u64 = 1_000_000;

/// People by [`AGES`].
pub type ByAge = [u32; AGES.len()];

/// A settlement with its people.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Settlement {
    /// EKATTE code.
    pub ekatte: String,
    /// Its name.
    pub name: String,
    /// How many live there.
    pub people: ByAge,
}

/// A group of the formula.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Term {
    /// Its code.
    pub group: String,
    /// Who comes before others when the need decides: criteria for replacement care.
    pub is_first: bool,
    /// With which chance one of each age needs the service for this reason, in millionths.
    pub chances: ByAge,
}

/// Where a service has places.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Site {
    /// Which settlement.
    pub settlement: usize,
    /// How many places.
    pub places: u32,
}

/// What a service costs and how its places become free.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rate {
    /// Of a place in a year, in cents.
    pub cost_cents: i64,
    /// What a user pays in a month, in cents.
    pub fee_cents: i64,
    /// Of a thousand users so many leave in a year; none when it is not known.
    pub turnover: Option<u32>,
}

/// A service of the formula.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Service {
    /// Its number in the annex.
    pub number: u8,
    /// Its name.
    pub name: String,
    /// Why people need it.
    pub terms: Vec<Term>,
    /// Groups of which nobody knows the number.
    pub missing: Vec<String>,
    /// Those who use it or wait for it, of a million who need it by the formula.
    pub asked: u64,
    /// Recorded today: places, users, waiting.
    pub recorded: [i64; 3],
    /// Its places.
    pub sites: Vec<Site>,
    /// Its money.
    pub rate: Rate,
}

/// Who is placed first; words have the key `scenario-order-<code>`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Order {
    /// Whoever waits longer.
    #[default]
    Turn,
    /// Whose need is greater.
    Need,
    /// Who lives nearer.
    Near,
}

/// Who asks for a service; words have the key `scenario-demand-<code>`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Demand {
    /// The part of those in need who ask today.
    #[default]
    Asked,
    /// All who need it by the formula.
    Formula,
}

impl Order {
    /// All.
    pub const ALL: [Order; 3] = [Order::Turn, Order::Need, Order::Near];

    /// Its code.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Order::Turn => "turn",
            Order::Need => "need",
            Order::Near => "near",
        }
    }

    /// Of a code.
    #[must_use]
    pub fn of(code: &str) -> Option<Order> {
        Order::ALL.into_iter().find(|one| one.code() == code)
    }
}

impl Demand {
    /// All.
    pub const ALL: [Demand; 2] = [Demand::Asked, Demand::Formula];

    /// Its code.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Demand::Asked => "asked",
            Demand::Formula => "formula",
        }
    }

    /// Of a code.
    #[must_use]
    pub fn of(code: &str) -> Option<Demand> {
        Demand::ALL.into_iter().find(|one| one.code() == code)
    }
}

/// The municipality.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct World {
    /// Of the draw.
    pub seed: u64,
    /// Its settlements.
    pub settlements: Vec<Settlement>,
    /// Tenths of minutes from one settlement to another; none when there is no way.
    pub minutes: Vec<Vec<Option<u32>>>,
    /// Its services.
    pub services: Vec<Service>,
    /// Who is placed first.
    pub order: Order,
    /// Who asks.
    pub demand: Demand,
    /// Nobody goes farther than so many tenths of minutes; none for no limit.
    pub limit: Option<u32>,
}

impl World {
    /// All people.
    #[must_use]
    pub fn people(&self) -> u64 {
        self.settlements.iter().flat_map(|one| one.people).map(u64::from).sum()
    }

    /// Where a settlement stands in the list.
    #[must_use]
    pub fn place_of(&self, ekatte: &str) -> Option<usize> {
        self.settlements.iter().position(|one| one.ekatte == ekatte)
    }

    /// The chance by which somebody of an age asks for a service for the first reasons up to each.
    fn thresholds(&self, service: &Service) -> Vec<[u64; AGES.len()]> {
        let share = if self.demand == Demand::Asked { service.asked } else { WHOLE };
        let mut sum = [0_u64; AGES.len()];
        let threshold = |term: &Term| {
            for (sum, chance) in sum.iter_mut().zip(term.chances) {
                *sum += u64::from(chance) * share / WHOLE;
            }
            sum
        };
        service.terms.iter().map(threshold).collect()
    }

    /// How many of each settlement ask for a service as a rule, in hundredths of a person.
    #[must_use]
    pub fn expected(&self, service: &Service) -> Vec<u64> {
        let chances = self.thresholds(service).last().copied().unwrap_or_default();
        let of = |settlement: &Settlement| {
            let all = settlement.people.iter().zip(chances);
            all.map(|(people, chance)| u64::from(*people) * chance.min(WHOLE)).sum::<u64>()
                / (WHOLE / 100)
        };
        self.settlements.iter().map(of).collect()
    }
}

/// A person of the model.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Person {
    /// Where they live.
    pub settlement: u16,
    /// Which of [`AGES`].
    pub age: u8,
    /// Which of them.
    pub number: u32,
}

/// Somebody who asks for a service.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Applicant {
    /// Who.
    pub person: Person,
    /// For which reason: place among the terms of the service.
    pub term: usize,
    /// How far they go, in tenths of minutes; none when they wait.
    pub minutes: Option<u32>,
    turn: u32,
}

/// A number that looks like chance and is always the same.
fn mixed(seed: u64, person: Person, service: u8) -> u64 {
    let who = (u64::from(person.settlement) << 48)
        | (u64::from(person.age) << 44)
        | (u64::from(person.number) << 8)
        | u64::from(service);
    let mut mixed = seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) ^ who;
    mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    mixed ^ (mixed >> 31)
}

/// Everybody who asks for a service, by settlement, age and number.
fn applicants(world: &World, service: &Service) -> Vec<Applicant> {
    let thresholds = world.thresholds(service);
    let Some(most) = thresholds.last().copied() else { return Vec::new() };
    let mut all = Vec::new();
    for (settlement, one) in world.settlements.iter().enumerate() {
        let settlement = u16::try_from(settlement).unwrap_or(u16::MAX);
        for (age, people) in one.people.into_iter().enumerate().filter(|(age, _)| most[*age] > 0) {
            for number in 0..people {
                let person = Person { settlement, age: age as u8, number };
                let drawn = mixed(world.seed, person, service.number);
                let chance = ((drawn >> 32) * WHOLE) >> 32;
                if chance >= most[age] {
                    continue;
                }
                let term = thresholds.partition_point(|sum| sum[age] <= chance);
                all.push(Applicant { person, term, minutes: None, turn: drawn as u32 });
            }
        }
    }
    all
}

/// Everybody who asks for a service with how far they go to it, by settlement, age and number.
#[must_use]
pub fn placed(world: &World, service: &Service) -> Vec<Applicant> {
    let mut all = applicants(world, service);
    let within = |minutes: u32| world.limit.is_none_or(|limit| minutes <= limit);
    // From each settlement the sites that may be reached, the nearest first.
    let ways = |from: usize| {
        let way = |(at, site): (usize, &Site)| {
            let minutes = world.minutes.get(from)?.get(site.settlement).copied()??;
            within(minutes).then_some((minutes, at))
        };
        let mut ways: Vec<(u32, usize)> =
            service.sites.iter().enumerate().filter_map(way).collect();
        ways.sort_unstable();
        ways
    };
    let ways: Vec<Vec<(u32, usize)>> = (0..world.settlements.len()).map(ways).collect();
    let mut room: Vec<u32> = service.sites.iter().map(|site| site.places).collect();
    let is_first = |one: &Applicant| service.terms.get(one.term).is_some_and(|term| term.is_first);
    let far = |one: &Applicant| {
        ways[usize::from(one.person.settlement)].first().map_or(u32::MAX, |(minutes, _)| *minutes)
    };
    let mut order: Vec<usize> = (0..all.len()).collect();
    order.sort_unstable_by_key(|at| {
        let one = &all[*at];
        let before = match world.order {
            Order::Turn => 0,
            Order::Need => u32::from(!is_first(one)),
            Order::Near => far(one),
        };
        (before, one.turn, *at)
    });
    for at in order {
        let own = &ways[usize::from(all[at].person.settlement)];
        if let Some((minutes, site)) = own.iter().find(|(_, site)| room[*site] > 0) {
            room[*site] -= 1;
            all[at].minutes = Some(*minutes);
        }
    }
    all
}
