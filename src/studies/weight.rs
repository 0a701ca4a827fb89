//! Weights, without a database: answers count as many people as they stand for. First by stratum,
//! then raked until the weighted answers agree with known margins; and what the weighting costs.

use std::collections::BTreeMap;

/// So many turns at most: what does not agree by then never will.
const TURNS: usize = 200;
/// So near to the margins is near enough.
const NEAR: f64 = 1e-9;

/// A margin: of each answer its group (none when it is not known), and of each group how many there
/// are.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Margin {
    /// The group of each answer.
    pub groups: Vec<Option<usize>>,
    /// How many of the population belong to each group.
    pub known: Vec<f64>,
}

/// Why answers cannot be weighted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// Nobody answered of a group that exists: which margin and which group.
    Nobody(usize, usize),
    /// The margins contradict each other in these answers.
    Apart,
}

/// Weights by stratum: how many each answer stands for, so that the mean weight is one.
#[must_use]
pub fn by_stratum(strata: &[usize], sizes: &[i64]) -> Vec<f64> {
    let mut counts: BTreeMap<usize, f64> = BTreeMap::new();
    for stratum in strata {
        *counts.entry(*stratum).or_default() += 1.0;
    }
    let weight = |stratum: &usize| {
        let people = sizes.get(*stratum).copied().unwrap_or(0) as f64;
        people / counts.get(stratum).copied().unwrap_or(1.0)
    };
    levelled(strata.iter().map(weight).collect())
}

/// The same weights with a mean of one.
fn levelled(weights: Vec<f64>) -> Vec<f64> {
    let sum: f64 = weights.iter().sum();
    if sum <= 0.0 {
        return vec![1.0; weights.len()];
    }
    let mean = sum / weights.len() as f64;
    weights.into_iter().map(|weight| weight / mean).collect()
}

/// The weight of each group of a margin, and of all that have one.
fn held(weights: &[f64], margin: &Margin) -> (Vec<f64>, f64) {
    let mut sums = vec![0.0; margin.known.len()];
    for (weight, group) in weights.iter().zip(&margin.groups) {
        if let Some(sum) = group.and_then(|at| sums.get_mut(at)) {
            *sum += weight;
        }
    }
    let whole = sums.iter().sum();
    (sums, whole)
}

/// Brings weights nearer to one margin; tells how far the furthest group was, as a share of the
/// whole.
fn nearer(weights: &mut [f64], margin: &Margin) -> f64 {
    let (sums, whole) = held(weights, margin);
    let people: f64 = margin.known.iter().sum();
    if whole <= 0.0 || people <= 0.0 {
        return 0.0;
    }
    let mut furthest: f64 = 0.0;
    let mut factors = vec![1.0; sums.len()];
    for (at, sum) in sums.iter().enumerate() {
        let wanted = whole * margin.known[at] / people;
        furthest = furthest.max((wanted - sum).abs() / whole);
        if *sum > 0.0 {
            factors[at] = wanted / sum;
        }
    }
    for (weight, group) in weights.iter_mut().zip(&margin.groups) {
        if let Some(factor) = group.and_then(|at| factors.get(at)) {
            *weight *= factor;
        }
    }
    furthest
}

/// Weights raked to known margins (iterative proportional fitting); with one margin this is
/// post-stratification. Answers of which a margin knows no group keep their weight there. The mean
/// weight is one.
///
/// # Errors
/// When a group that exists has no answer, or the margins cannot all be met.
pub fn raked(start: &[f64], margins: &[Margin]) -> Result<Vec<f64>, Refusal> {
    for (which, margin) in margins.iter().enumerate() {
        let (sums, _) = held(start, margin);
        let empty = (0..sums.len()).find(|at| margin.known[*at] > 0.0 && sums[*at] <= 0.0);
        if let Some(group) = empty {
            return Err(Refusal::Nobody(which, group));
        }
    }
    let mut weights = start.to_vec();
    for _ in 0..TURNS {
        let mut furthest: f64 = 0.0;
        for margin in margins {
            furthest = furthest.max(nearer(&mut weights, margin));
        }
        if furthest < NEAR {
            return Ok(levelled(weights));
        }
    }
    Err(Refusal::Apart)
}

/// How many answers weighted ones are worth (Kish): the square of their sum by the sum of their
/// squares.
#[must_use]
pub fn worth(weights: &[f64]) -> f64 {
    let sum: f64 = weights.iter().sum();
    let squares: f64 = weights.iter().map(|weight| weight * weight).sum();
    if squares > 0.0 { sum * sum / squares } else { 0.0 }
}

/// What a weighting costs.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Cost {
    /// How many answers there are.
    pub answers: usize,
    /// How many equal ones they are worth.
    pub worth: f64,
    /// The design effect: how many times more the answers vary because they weigh unequally.
    pub effect: f64,
    /// The largest weight, where the mean is one.
    pub largest: f64,
}

impl Cost {
    /// The cost of some weights.
    #[must_use]
    pub fn of(weights: &[f64]) -> Cost {
        let (answers, worth) = (weights.len(), worth(weights));
        let mean = weights.iter().sum::<f64>() / (answers.max(1) as f64);
        let largest = weights.iter().copied().fold(0.0, f64::max);
        Cost {
            answers,
            worth,
            effect: if worth > 0.0 { answers as f64 / worth } else { 1.0 },
            largest: if mean > 0.0 { largest / mean } else { 0.0 },
        }
    }
}
