//! Computing a forecast in parts: so many runs at a time, then all of them together. Pure: the same
//! inputs, seed and number of runs give the same outcome, in however many parts.

use super::bands::PerBase;
use super::chance::Chance;
use super::content::{Inputs, NeedInputs, NeedOutcome, Outcome, QueueInputs, QueueOutcome};
use super::queue::{Month, simulate};
use super::{fit, months, spread};
use std::ops::Range;

/// Runs that are computed.
#[derive(Clone, Debug, PartialEq)]
pub enum Runs {
    /// Of need: the parts of the population, year by year.
    Need(Vec<Vec<PerBase>>),
    /// Of the waiting lists: of each kind its runs, month by month.
    Waiting(Vec<Vec<Vec<Month>>>),
}

/// Chance of the lists lies so far apart that the runs of two of them never share any.
const APART: u64 = 1_000_000;

fn seed_of(list: usize) -> u64 {
    u64::try_from(list).unwrap_or_default() * APART
}

/// Computes some runs.
#[must_use]
pub fn some(inputs: &Inputs, seed: u64, numbers: Range<u64>) -> Runs {
    match inputs {
        Inputs::Need(need) => {
            Runs::Need(numbers.map(|number| spread::run(&need.model, number)).collect())
        }
        Inputs::Waiting(lists) => {
            let of = |(at, list): (usize, &QueueInputs)| {
                let one =
                    |run: u64| simulate(&list.start, &mut Chance::new(seed, seed_of(at) + run));
                numbers.clone().map(one).collect()
            };
            Runs::Waiting(lists.iter().enumerate().map(of).collect())
        }
    }
}

impl Runs {
    /// Adds later runs of the same forecast.
    pub fn join(&mut self, later: Runs) {
        match (self, later) {
            (Runs::Need(all), Runs::Need(more)) => all.extend(more),
            (Runs::Waiting(all), Runs::Waiting(more)) => {
                for (list, more) in all.iter_mut().zip(more) {
                    list.extend(more);
                }
            }
            // Runs of another kind of forecast are none of this one.
            _ => {}
        }
    }
}

fn need(inputs: &NeedInputs, runs: &[Vec<PerBase>], count: u32) -> NeedOutcome {
    let model = &inputs.model;
    NeedOutcome {
        years: spread::central(model),
        people: spread::people(runs),
        needs: inputs.services.iter().map(|one| spread::need(one, runs)).collect(),
        tested: fit::tested(&inputs.past, (&inputs.assumed, &model.spreads), (model.seed, count)),
    }
}

/// What all runs say together, and the forecast of the past with as many runs.
#[must_use]
pub fn outcome(inputs: &Inputs, runs: &Runs, (seed, count): (u64, u32)) -> Outcome {
    match (inputs, runs) {
        (Inputs::Need(inputs), Runs::Need(runs)) => Outcome::Need(need(inputs, runs, count)),
        (Inputs::Waiting(lists), Runs::Waiting(runs)) => {
            let of = |(list, runs): (&QueueInputs, &Vec<Vec<Month>>)| QueueOutcome {
                ahead: months::gathered(runs),
                tested: months::tested(&list.months, (seed, count)),
            };
            Outcome::Waiting(lists.iter().zip(runs).map(of).collect())
        }
        _ => Outcome::Waiting(Vec::new()),
    }
}

/// A whole forecast at once.
#[must_use]
pub fn whole(inputs: &Inputs, (seed, count): (u64, u32)) -> Outcome {
    outcome(inputs, &some(inputs, seed, 0..u64::from(count)), (seed, count))
}
