//! How sure a forecast is: the same model is computed many times with assumptions that are shaken as
//! far as their spread says. Pure and seeded.
//!
//! Of a run each assumption is too high or too low as a whole, for all ages and all its years; so the
//! interval grows with the years, as what is not known adds up.

use super::bands::{PerBase, SHOWN, counted};
use super::chance::{Chance, Spread};
use super::cohort::{Course, Population, Rates, Year, years};
use super::demand::{Service, ratios};
use serde::{Deserialize, Serialize};

/// How far the truth may lie from each assumption: standard deviations.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Spreads {
    /// Of fertility, as a part of it.
    pub fertility: f64,
    /// Of mortality, as a part of it.
    pub mortality: f64,
    /// Of migration, in people a year to one.
    pub migration: f64,
}

/// What a forecast of need is computed from.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Model {
    /// Who lives there at the start.
    pub start: Population,
    /// By what they move.
    pub rates: Rates,
    /// How sure that is.
    pub spreads: Spreads,
    /// So many years.
    pub years: i32,
    /// Of the chance.
    pub seed: u64,
}

/// A course in which so many times as many die, and so many more come.
fn moved(course: &Course, (mortality, migration): (f64, f64)) -> Course {
    let alive = |part: f64| (1.0 - (1.0 - part) * mortality).clamp(0.0, 1.0);
    Course {
        newborn: alive(course.newborn),
        survival: course.survival.iter().map(|part| alive(*part)).collect(),
        migration: course.migration.iter().map(|rate| rate + migration).collect(),
    }
}

/// The assumptions of one run.
#[must_use]
pub fn shaken(rates: &Rates, spreads: &Spreads, chance: &mut Chance) -> Rates {
    // Factors, so that nothing falls below zero; a shift where the assumption may be below zero itself.
    let fertility = (spreads.fertility * chance.normal()).exp();
    let mortality = (spreads.mortality * chance.normal()).exp();
    let shift = spreads.migration * chance.normal();
    Rates {
        fertility: rates.fertility.iter().map(|births| births * fertility).collect(),
        girls: rates.girls,
        men: moved(&rates.men, (mortality, shift)),
        women: moved(&rates.women, (mortality, shift)),
    }
}

/// The bases of every year of one run.
#[must_use]
pub fn run(model: &Model, number: u64) -> Vec<PerBase> {
    let rates = shaken(&model.rates, &model.spreads, &mut Chance::new(model.seed, number));
    years(&model.start, &rates, model.years).iter().map(|year| counted(&year.people)).collect()
}

/// The bases of every year by the assumptions as they stand.
#[must_use]
pub fn central(model: &Model) -> Vec<Year> {
    years(&model.start, &model.rates, model.years)
}

/// A value over all runs, for every year.
#[must_use]
pub fn over(runs: &[Vec<PerBase>], value: impl Fn(&PerBase, &PerBase) -> f64) -> Vec<Spread> {
    let years = runs.iter().map(Vec::len).min().unwrap_or_default();
    let of_year =
        |year: usize| Spread::of(runs.iter().map(|run| value(&run[0], &run[year])).collect());
    (0..years).map(of_year).collect()
}

/// The shown bases of every year over all runs, in the order of [`SHOWN`].
#[must_use]
pub fn people(runs: &[Vec<PerBase>]) -> Vec<Vec<Spread>> {
    SHOWN.iter().map(|base| over(runs, |_, then| then[base.place()])).collect()
}

/// The need of a service in every year over all runs; of one that misses a group nothing.
#[must_use]
pub fn need(service: &Service, runs: &[Vec<PerBase>]) -> Vec<Spread> {
    if !service.is_known() {
        return Vec::new();
    }
    over(runs, |start, then| service.need(&ratios(start, then)))
}
