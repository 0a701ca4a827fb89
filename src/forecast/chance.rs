//! Chance that repeats: a seed and the number of a run give the same draws, in whatever order and
//! number of steps the runs are computed. Pure.

use rand::distr::Open01;
use rand::rngs::ChaCha8Rng;
use rand::{RngExt, SeedableRng};
use statrs::function::erf::erf_inv;

/// The draws of one run.
pub struct Chance(ChaCha8Rng);

impl Chance {
    /// The stream of a run: of the same seed, streams of two runs have nothing in common.
    #[must_use]
    pub fn new(seed: u64, run: u64) -> Chance {
        let mut stream = ChaCha8Rng::seed_from_u64(seed);
        stream.set_stream(run);
        Chance(stream)
    }

    /// A number above 0 and below 1.
    pub fn uniform(&mut self) -> f64 {
        self.0.sample(Open01)
    }

    /// A number of the standard normal distribution, by its inverse.
    pub fn normal(&mut self) -> f64 {
        std::f64::consts::SQRT_2 * erf_inv(2.0 * self.uniform() - 1.0)
    }

    /// A time until something that happens so often in a unit of time; none when it never does.
    pub fn until(&mut self, rate: f64) -> Option<f64> {
        (rate > 0.0).then(|| -self.uniform().ln() / rate)
    }
}

/// Of so many runs the lowest and the highest ones are left out: nine of ten stand in the interval.
pub const INTERVAL: [f64; 2] = [0.05, 0.95];

/// What most runs say: the middle one and the interval.
#[derive(Clone, Copy, Debug, Default, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct Spread {
    /// As many runs are above as below.
    pub middle: f64,
    /// One run of twenty is below.
    pub low: f64,
    /// One run of twenty is above.
    pub high: f64,
}

/// The value that a part of the runs does not exceed, by the nearest of them in order.
fn at(sorted: &[f64], part: f64) -> f64 {
    let last = sorted.len().saturating_sub(1);
    let place = (last as f64 * part).round() as usize;
    sorted.get(place.min(last)).copied().unwrap_or_default()
}

impl Spread {
    /// Of the values of all runs; of none it is nothing.
    #[must_use]
    pub fn of(mut values: Vec<f64>) -> Spread {
        values.sort_by(f64::total_cmp);
        let [low, high] = INTERVAL.map(|part| at(&values, part));
        Spread { middle: at(&values, 0.5), low, high }
    }

    /// Whether a value stands in the interval.
    #[must_use]
    pub fn holds(&self, value: f64) -> bool {
        self.low <= value && value <= self.high
    }
}
