//! Which settlements were reached, and how they stand on a map. Without a database.

use crate::atlas::draw::{Look, Mark};
use crate::services::Point;

/// A settlement and what reached it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Spot {
    /// EKATTE code.
    pub ekatte: String,
    /// `с. Басарбово`.
    pub name: String,
    /// Where it is, when that is known.
    pub point: Option<Point>,
    /// How many live there, when that is known.
    pub population: Option<i64>,
    /// Events held there.
    pub events: i64,
    /// How many came.
    pub reached: i64,
    /// Copies handed out.
    pub copies: i64,
}

impl Spot {
    /// Whether anything reached it.
    #[must_use]
    pub fn is_covered(&self) -> bool {
        self.events > 0 || self.copies > 0
    }
}

/// Those settlements whose point is known, as marks of a map: the more came, the larger; `say`
/// gives the words of one.
#[must_use]
pub fn marks(spots: &[Spot], say: impl Fn(&Spot) -> String) -> Vec<Mark> {
    let most = spots.iter().map(|spot| spot.reached).max().unwrap_or(0).max(1);
    let mark = |spot: &Spot| {
        Some(Mark {
            name: spot.name.clone(),
            said: say(spot),
            href: String::new(),
            at: spot.point?,
            look: match spot {
                spot if spot.events > 0 => Look::Full,
                spot if spot.copies > 0 => Look::Pale,
                _ => Look::Missing,
            },
            share: spot.reached.max(0) as f64 / most as f64,
        })
    };
    spots.iter().filter_map(mark).collect()
}

/// The settlements that nothing reached: those with most people first, the unknown last.
#[must_use]
pub fn uncovered(spots: &[Spot]) -> Vec<&Spot> {
    let mut all: Vec<&Spot> = spots.iter().filter(|spot| !spot.is_covered()).collect();
    all.sort_by(|a, b| (b.population, &a.name).cmp(&(a.population, &b.name)));
    all
}
