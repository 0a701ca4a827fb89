//! What known months say of a waiting list: how many come, how long they stay, and how far a forecast
//! from then lies from the months that are known now. Pure.
//!
//! The monthly layer counts who waited or used a service on some day of a month. Who took a place in a
//! month waited in it too, so the list at its end is shorter by those who entered.

use super::chance::{Chance, Spread};
use super::queue::{self, Start};
use law::Month;
use serde::{Deserialize, Serialize};

/// A service kind in a month that is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Known {
    /// The month.
    pub month: Month,
    /// Who waited on some day of it.
    pub waiting: i64,
    /// Who used the services on some day of it.
    pub users: i64,
    /// Places.
    pub places: i64,
    /// Took a place in it.
    pub entered: i64,
    /// Left in it.
    pub left: i64,
}

/// So many months at least are asked of the past.
pub const LEAST_MONTHS: usize = 6;
/// Of the known months so many of three are fitted to, the last one of three is compared with.
const FITTED: [usize; 2] = [2, 3];

/// Who came in each month but the first: those who waited in it less those left over from the month before.
#[must_use]
pub fn arrivals(months: &[Known]) -> Vec<i64> {
    months
        .windows(2)
        .map(|pair| (pair[1].waiting - (pair[0].waiting - pair[0].entered)).max(0))
        .collect()
}

/// The standard error of a mean as a part of it.
fn error_of_mean(values: &[f64], mean: f64) -> f64 {
    if mean <= 0.0 || values.is_empty() {
        return 0.0;
    }
    let count = values.len() as f64;
    let squares: f64 = values.iter().map(|value| (value - mean).powi(2)).sum();
    // Who comes by chance varies as much as the mean at least, even where a few months were alike.
    let variance = (squares / (count - 1.0).max(1.0)).max(mean);
    (variance / count).sqrt() / mean
}

/// How a simulation begins after the known months; none when there are too few of them.
#[must_use]
pub fn start(months: &[Known]) -> Option<Start> {
    let last = months.last()?;
    if months.len() < 2 {
        return None;
    }
    let came: Vec<f64> = arrivals(months).into_iter().map(|count| count as f64).collect();
    let mean = came.iter().sum::<f64>() / came.len() as f64;
    let left: i64 = months.iter().map(|month| month.left).sum();
    let used: i64 = months.iter().map(|month| month.users).sum();
    let leaving = if used > 0 { left as f64 / used as f64 } else { 0.0 };
    let leaving_spread = if left > 0 { 1.0 / (left as f64).sqrt() } else { 0.0 };
    let users = (last.users - last.left).max(0);
    let waiting = (last.waiting - last.entered).max(0);
    let open = if last.places > 0 { last.places } else { users };
    // Free places beside a list are not for those who wait: they take none.
    let places = if waiting > 0 && users > 0 { open.min(users) } else { open };
    Some(Start {
        places,
        users,
        waiting,
        arrivals: mean,
        arrivals_spread: error_of_mean(&came, mean),
        leaving: leaving.min(1.0),
        leaving_spread,
        ..Start::default()
    })
}

/// A month over all runs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Ahead {
    /// Who waits.
    pub waiting: Spread,
    /// Who uses the services.
    pub users: Spread,
    /// How long those who got a place had waited, in months.
    pub wait: Spread,
}

/// The runs month by month.
#[must_use]
pub fn gathered(runs: &[Vec<queue::Month>]) -> Vec<Ahead> {
    let months = runs.iter().map(Vec::len).min().unwrap_or_default();
    let of = |at: usize| Ahead {
        waiting: Spread::of(runs.iter().map(|run| run[at].seen_waiting() as f64).collect()),
        users: Spread::of(runs.iter().map(|run| run[at].seen_using() as f64).collect()),
        wait: Spread::of(runs.iter().filter_map(|run| run[at].wait()).collect()),
    };
    (0..months).map(of).collect()
}

/// A month that is known by now against what a forecast from then would have said.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Compared {
    /// The month.
    pub month: Month,
    /// Who would have waited.
    pub forecast: Spread,
    /// Who waited.
    pub known: i64,
}

impl Compared {
    /// How far off it is, in people.
    #[must_use]
    pub fn error(&self) -> f64 {
        self.forecast.middle - self.known as f64
    }
}

/// Makes the forecast of the past: fitted to the earlier two thirds of the months, compared with the rest.
/// Nothing when fewer are known than [`LEAST_MONTHS`].
#[must_use]
pub fn tested(months: &[Known], (seed, runs): (u64, u32)) -> Vec<Compared> {
    if months.len() < LEAST_MONTHS {
        return Vec::new();
    }
    let (earlier, later) = months.split_at(months.len() * FITTED[0] / FITTED[1]);
    let Some(begun) = start(earlier) else { return Vec::new() };
    let begun = Start { months: u32::try_from(later.len()).unwrap_or_default(), ..begun };
    let simulated: Vec<_> = (0..u64::from(runs))
        .map(|run| queue::simulate(&begun, &mut Chance::new(seed, run)))
        .collect();
    let compared = |(month, ahead): (&Known, Ahead)| Compared {
        month: month.month,
        forecast: ahead.waiting,
        known: month.waiting,
    };
    later.iter().zip(gathered(&simulated)).map(compared).collect()
}
