//! Who reaches a service within the time or distance that is near, and who does not. Without a
//! database.

use super::draw::At;
use super::travel::{Leg, Travel};
use crate::services::ServiceId;

/// What is near.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Near {
    /// Within so many minutes by car.
    Minutes(f64),
    /// Within so many kilometres by road.
    Km(f64),
}

impl Near {
    /// How far a way is, in the unit of what is near.
    #[must_use]
    pub fn measure(self, leg: Leg) -> f64 {
        match self {
            Near::Minutes(_) => leg.minutes,
            Near::Km(_) => leg.km,
        }
    }

    /// Whether a way is within it.
    #[must_use]
    pub fn holds(self, leg: Leg) -> bool {
        let (Near::Minutes(most) | Near::Km(most)) = self;
        leg.is_known() && self.measure(leg) <= most
    }
}

/// A settlement with those who live there.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Home {
    /// EKATTE code.
    pub ekatte: String,
    /// `с. Боденец`.
    pub name: String,
    /// How many of the group, when it is known.
    pub people: Option<f64>,
}

/// A place of a service.
#[derive(Clone, Debug, PartialEq)]
pub struct Site {
    /// The service.
    pub service: ServiceId,
    /// Its name.
    pub name: String,
    /// The settlement.
    pub ekatte: Option<String>,
    /// The place itself.
    pub at: Option<At>,
    /// Places of the service.
    pub places: Option<i64>,
}

/// What a settlement reaches.
#[derive(Clone, Debug, PartialEq)]
pub struct Reached {
    /// The nearest place, as its number among those given, and the way to it.
    pub nearest: Option<(usize, Leg)>,
    /// Whether it is near.
    pub is_covered: bool,
    /// How many services are near.
    pub near: usize,
    /// How many are in the settlement itself.
    pub here: usize,
}

/// The way from a settlement to a place: by the settlement of the place where that is known, since
/// roads are measured between settlements; else to the point itself.
#[must_use]
pub fn way(travel: &Travel, from: &str, site: &Site) -> Leg {
    match (&site.ekatte, site.at) {
        (Some(to), at) => {
            let leg = travel.get(from, to);
            match at {
                Some(at) if !leg.is_known() => travel.to_point(from, at),
                _ => leg,
            }
        }
        (None, Some(at)) => travel.to_point(from, at),
        (None, None) => travel.get(from, ""),
    }
}

/// What each settlement reaches, in the order given.
#[must_use]
pub fn reached(homes: &[Home], sites: &[Site], (travel, near): (&Travel, Near)) -> Vec<Reached> {
    let of = |home: &Home| {
        let legs = sites.iter().map(|site| way(travel, &home.ekatte, site)).enumerate();
        let known: Vec<(usize, Leg)> = legs.filter(|(_, leg)| leg.is_known()).collect();
        let nearest = known
            .iter()
            .copied()
            .min_by(|(_, one), (_, other)| near.measure(*one).total_cmp(&near.measure(*other)));
        let here = sites.iter().filter(|site| site.ekatte.as_ref() == Some(&home.ekatte));
        Reached {
            nearest,
            is_covered: nearest.is_some_and(|(_, leg)| near.holds(leg)),
            near: known.iter().filter(|(_, leg)| near.holds(*leg)).count(),
            here: here.count(),
        }
    };
    homes.iter().map(of).collect()
}

/// All settlements together.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Sum {
    /// People of the group, as far as they are known.
    pub people: f64,
    /// Those who live within what is near.
    pub covered: f64,
    /// Settlements beyond it.
    pub far_settlements: usize,
    /// Settlements of which nobody knows how many live there.
    pub unknown: usize,
    /// The way to the nearest place of a person on the average, in the unit of what is near.
    pub mean: Option<f64>,
}

impl Sum {
    /// Those who live beyond what is near.
    #[must_use]
    pub fn uncovered(&self) -> f64 {
        self.people - self.covered
    }
}

/// Adds the settlements up.
#[must_use]
pub fn sum(homes: &[Home], reached: &[Reached], near: Near) -> Sum {
    let mut sum = Sum::default();
    let (mut way, mut weighed) = (0.0, 0.0);
    for (home, reached) in homes.iter().zip(reached) {
        sum.far_settlements += usize::from(!reached.is_covered);
        let Some(people) = home.people else {
            sum.unknown += 1;
            continue;
        };
        sum.people += people;
        if reached.is_covered {
            sum.covered += people;
        }
        if let Some((_, leg)) = reached.nearest {
            way += near.measure(leg) * people;
            weighed += people;
        }
    }
    sum.mean = (weighed > 0.0).then(|| way / weighed);
    sum
}

/// A figure of the whole municipality spread over its settlements as its population lives there.
/// None where the population of a settlement is not known.
#[must_use]
pub fn spread(whole: f64, population: &[Option<f64>]) -> Vec<Option<f64>> {
    let all: f64 = population.iter().flatten().sum();
    let share = |people: &Option<f64>| people.filter(|_| all > 0.0).map(|one| whole * one / all);
    population.iter().map(share).collect()
}
