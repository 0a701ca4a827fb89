//! Which settlements were reached, and where they lie on a map. Without a database; whole numbers only.

use crate::services::Point;

/// Width of the map.
pub const WIDTH: i64 = 640;
/// Height of the map.
pub const HEIGHT: i64 = 460;
/// Room around the outermost settlements.
const MARGIN: i64 = 60;
/// A degree of longitude is so many hundredths of one of latitude at the latitude of Bulgaria.
const NARROW: i64 = 73;
/// On a map of more settlements only those that something reached have their name: names over each
/// other cannot be read, and the table has all of them.
const NAMED_MAX: usize = 40;
/// The smallest and the largest circle.
const RADIUS: (i64, i64) = (5, 24);

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

/// A settlement as the map draws it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Drawn {
    /// From the left.
    pub x: i64,
    /// From above.
    pub y: i64,
    /// Radius of the circle.
    pub r: i64,
    /// Height of the name's line.
    pub text_y: i64,
    /// Its name; empty where it would stand over others.
    pub name: String,
    /// What the circle says to who points at it.
    pub said: String,
    /// `covered`, `copies`, `none`.
    pub state: &'static str,
}

/// Places those settlements whose point is known; `say` gives the words of one.
#[must_use]
pub fn drawn(spots: &[Spot], say: impl Fn(&Spot) -> String) -> Vec<Drawn> {
    let known: Vec<(&Spot, (i64, i64))> = spots
        .iter()
        .filter_map(|spot| {
            let (north, east) = spot.point?;
            Some((spot, (i64::from(east) * NARROW / 100, i64::from(north))))
        })
        .collect();
    let bounds = |of: fn(&(i64, i64)) -> i64| {
        let all = || known.iter().map(|(_, point)| of(point));
        (all().min().unwrap_or(0), all().max().unwrap_or(0))
    };
    let ((west, east), (south, north)) = (bounds(|point| point.0), bounds(|point| point.1));
    let (wide, high) = ((east - west).max(1), (north - south).max(1));
    let (room_x, room_y) = (WIDTH - 2 * MARGIN, HEIGHT - 2 * MARGIN);
    // One scale for both directions: the one that the map has room for.
    let (over, under) = if room_x * high < room_y * wide { (room_x, wide) } else { (room_y, high) };
    let (left, top) = ((WIDTH - wide * over / under) / 2, (HEIGHT - high * over / under) / 2);
    let most = spots.iter().map(|spot| spot.reached).max().unwrap_or(0);
    let place = |(spot, (x, y)): (&Spot, (i64, i64))| {
        let (x, y) = (left + (x - west) * over / under, top + (north - y) * over / under);
        let r = radius(spot.reached, most);
        Drawn {
            x,
            y,
            r,
            text_y: y - r - 4,
            name: if spots.len() <= NAMED_MAX || spot.is_covered() {
                spot.name.clone()
            } else {
                String::new()
            },
            said: say(spot),
            state: match spot {
                spot if spot.events > 0 => "covered",
                spot if spot.copies > 0 => "copies",
                _ => "none",
            },
        }
    };
    known.into_iter().map(place).collect()
}

/// The radius by which the area of a circle grows with those who came.
#[must_use]
pub fn radius(reached: i64, most: i64) -> i64 {
    if reached <= 0 || most <= 0 {
        return RADIUS.0;
    }
    let share = reached.saturating_mul(10_000) / most;
    RADIUS.0 + (RADIUS.1 - RADIUS.0) * share.max(0).isqrt() / 100
}

/// The settlements that nothing reached: those with most people first, the unknown last.
#[must_use]
pub fn uncovered(spots: &[Spot]) -> Vec<&Spot> {
    let mut all: Vec<&Spot> = spots.iter().filter(|spot| !spot.is_covered()).collect();
    all.sort_by(|a, b| (b.population, &a.name).cmp(&(a.population, &b.name)));
    all
}
