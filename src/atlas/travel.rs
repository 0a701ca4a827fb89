//! How far one settlement is from another: by the imported times of roads, and where they are
//! silent by the straight line, lengthened and driven at the speed of the settings. Without a
//! database.

use super::draw::At;
use crate::services::metres;
use std::collections::HashMap;

/// What stands in for a road that nobody measured.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Guess {
    /// So many times longer than the straight line a road is.
    pub factor: f64,
    /// So many kilometres are driven in an hour.
    pub speed: f64,
}

/// The way from one settlement to another.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Leg {
    /// Minutes by car; without end where neither a road nor the points are known.
    pub minutes: f64,
    /// Kilometres by road; as above.
    pub km: f64,
    /// By the imported table; else by the straight line.
    pub is_measured: bool,
}

impl Leg {
    /// Within a settlement.
    const HERE: Leg = Leg { minutes: 0.0, km: 0.0, is_measured: true };
    /// Nobody knows.
    const UNKNOWN: Leg = Leg { minutes: f64::INFINITY, km: f64::INFINITY, is_measured: false };

    /// Whether anything is known of it.
    #[must_use]
    pub fn is_known(self) -> bool {
        self.minutes.is_finite()
    }
}

/// A time of a road: tenths of a minute, and metres where they were told.
pub type Road = (i32, Option<i32>);

/// Ways between settlements.
#[derive(Clone, Debug)]
pub struct Travel {
    roads: HashMap<String, HashMap<String, Road>>,
    points: HashMap<String, At>,
    guess: Guess,
}

impl Travel {
    /// Ways by these roads and points.
    #[must_use]
    pub fn new(points: HashMap<String, At>, guess: Guess) -> Travel {
        Travel { roads: HashMap::new(), points, guess }
    }

    /// Adds a time of a road, in place of one that is there.
    pub fn put(&mut self, (from, to): (String, String), road: Road) {
        self.roads.entry(from).or_default().insert(to, road);
    }

    /// The way from one settlement to another; a road that was measured one way only is as long the
    /// other way.
    #[must_use]
    pub fn get(&self, from: &str, to: &str) -> Leg {
        if from == to {
            return Leg::HERE;
        }
        let road = |one: &str, other: &str| self.roads.get(one)?.get(other).copied();
        match road(from, to).or_else(|| road(to, from)) {
            Some((tenths, metres)) => {
                let minutes = f64::from(tenths) / 10.0;
                // A table of times alone: the way is as long as one drives in that time.
                let guessed = minutes / 60.0 * self.guess.speed;
                let km = metres.map_or(guessed, |metres| f64::from(metres) / 1_000.0);
                Leg { minutes, km, is_measured: true }
            }
            None => self.points.get(to).map_or(Leg::UNKNOWN, |at| self.to_point(from, *at)),
        }
    }

    /// The way from a settlement to a point, by the straight line.
    #[must_use]
    pub fn to_point(&self, from: &str, to: At) -> Leg {
        let Some(at) = self.points.get(from) else { return Leg::UNKNOWN };
        let km = metres(*at, to) as f64 / 1_000.0 * self.guess.factor;
        Leg { minutes: km / self.guess.speed * 60.0, km, is_measured: false }
    }

    /// Where a settlement is.
    #[must_use]
    pub fn point(&self, ekatte: &str) -> Option<At> {
        self.points.get(ekatte).copied()
    }

    /// How many ways were measured.
    #[must_use]
    pub fn measured(&self) -> usize {
        self.roads.values().map(HashMap::len).sum()
    }
}
