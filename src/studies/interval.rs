//! Intervals of confidence, without a database: a share by Wilson's score interval, a mean by
//! Student's t. The number asked is what it is worth: less when answers weigh unequally (the design
//! effect), more when a good part of a finite population was asked.

use statrs::distribution::{ContinuousCDF, Normal, StudentsT};

/// How sure an interval is: ninety-five in a hundred.
pub const SURE: f64 = 0.95;

/// A value with the bounds between which it is with confidence.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Interval {
    /// The value.
    pub value: f64,
    /// The lower bound.
    pub low: f64,
    /// The upper bound.
    pub high: f64,
}

/// The quantile of the normal distribution for a confidence on both sides.
#[must_use]
pub fn z(sure: f64) -> f64 {
    Normal::new(0.0, 1.0).map_or(f64::NAN, |normal| normal.inverse_cdf(f64::midpoint(1.0, sure)))
}

/// The quantile of Student's distribution.
#[must_use]
pub fn t(sure: f64, freedom: f64) -> f64 {
    let student = StudentsT::new(0.0, 1.0, freedom);
    student.map_or(f64::NAN, |student| student.inverse_cdf(f64::midpoint(1.0, sure)))
}

/// What is left to be unsure of when so many of a population were asked: `(N − n) / (N − 1)`; all
/// of it when the population is not known.
#[must_use]
pub fn unasked(asked: usize, population: Option<i64>) -> f64 {
    match population {
        Some(people) if people > 1 => {
            let (people, asked) = (people as f64, asked as f64);
            ((people - asked) / (people - 1.0)).clamp(0.0, 1.0)
        }
        Some(_) => 0.0,
        None => 1.0,
    }
}

/// Wilson's interval of a share: of so many answers by worth, with what is left unasked.
#[must_use]
pub fn share(share: f64, worth: f64, unasked: f64, sure: f64) -> Interval {
    // Everybody was asked, or nobody answered: there is nothing between which it could be.
    if unasked <= 0.0 {
        return Interval { value: share, low: share, high: share };
    }
    if worth <= 0.0 {
        return Interval { value: share, low: 0.0, high: 1.0 };
    }
    let (n, z) = (worth / unasked, z(sure));
    let square = z * z;
    let middle = (share + square / (2.0 * n)) / (1.0 + square / n);
    let half = z / (1.0 + square / n) * (share * (1.0 - share) / n + square / (4.0 * n * n)).sqrt();
    Interval { value: share, low: (middle - half).max(0.0), high: (middle + half).min(1.0) }
}

/// The interval of a mean: with the standard deviation of the answers. None of fewer than two.
#[must_use]
pub fn mean(
    mean: f64,
    deviation: f64,
    (worth, unasked): (f64, f64),
    sure: f64,
) -> Option<Interval> {
    if worth <= 1.0 {
        return None;
    }
    let half = t(sure, worth - 1.0) * deviation * (unasked / worth).sqrt();
    half.is_finite().then_some(Interval { value: mean, low: mean - half, high: mean + half })
}
