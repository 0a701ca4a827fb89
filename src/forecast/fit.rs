//! What the past says: assumptions that fit earlier years, and how far a forecast from then lies from
//! the years that are known now. Pure.

use super::bands::{SHOWN, counted};
use super::chance::Spread;
use super::cohort::{Course, Population, Rates, STEP_YEARS};
use super::spread::{Model, Spreads, people, run};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Populations of the years that are known.
pub type Past = BTreeMap<i32, Population>;

/// Of a band so many a year of a hundred may come or leave at most: what is more is a mistake of
/// counting or a band of a few people.
const MOST_MOVED: f64 = 0.1;
/// Births are corrected so many times at most.
const MOST_BIRTHS: f64 = 2.0;

/// The population of a year; between two known years on the straight line between them.
#[must_use]
pub fn at(past: &Past, year: i32) -> Option<Population> {
    let (before, earlier) = past.range(..=year).next_back()?;
    let (after, later) = past.range(year..).next()?;
    if before == after {
        return Some(earlier.clone());
    }
    let part = f64::from(year - before) / f64::from(after - before);
    Some(earlier.between(later, part))
}

/// Yearly migration of each band of one sex that leads from the earlier to the later population.
fn moved(earlier: &[f64], later: &[f64], course: &Course) -> Vec<f64> {
    let last = earlier.len().saturating_sub(1);
    let alive =
        |band: usize| earlier[band] * course.survival.get(band).copied().unwrap_or_default();
    let rate = |expected: f64, found: f64| {
        if expected <= 0.0 {
            return 0.0;
        }
        ((found / expected - 1.0) / f64::from(STEP_YEARS)).clamp(-MOST_MOVED, MOST_MOVED)
    };
    // The last two bands flow into one.
    let old = match last {
        0 => 0.0,
        _ => rate(alive(last - 1) + alive(last), later.get(last).copied().unwrap_or_default()),
    };
    (0..earlier.len())
        .map(|band| match band + 1 < last {
            true => rate(alive(band), later.get(band + 1).copied().unwrap_or_default()),
            false => old,
        })
        .collect()
}

/// The assumptions with migration, and the level of births, as five years of the past had them.
#[must_use]
pub fn fitted(earlier: &Population, later: &Population, rates: &Rates) -> Rates {
    let course = |people: &[f64], then: &[f64], course: &Course| Course {
        migration: moved(people, then, course),
        ..course.clone()
    };
    let mut fitted = Rates {
        men: course(&earlier.men, &later.men, &rates.men),
        women: course(&earlier.women, &later.women, &rates.women),
        ..rates.clone()
    };
    let expected = super::cohort::step(earlier, &fitted).0.band(0);
    if expected > 0.0 {
        let factor = (later.band(0) / expected).clamp(1.0 / MOST_BIRTHS, MOST_BIRTHS);
        fitted.fertility.iter_mut().for_each(|births| *births *= factor);
    }
    fitted
}

/// The assumptions as the newest five known years had them; none when the past is too short.
#[must_use]
pub fn newest(past: &Past, rates: &Rates) -> Option<Rates> {
    let (last, later) = past.last_key_value()?;
    let earlier = at(past, last - STEP_YEARS)?;
    Some(fitted(&earlier, later, rates))
}

/// A base in a year that is known by now.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Row {
    /// The year.
    pub year: i32,
    /// Place in [`SHOWN`].
    pub base: usize,
    /// What a forecast from then would have said.
    pub forecast: Spread,
    /// What was.
    pub known: f64,
}

impl Row {
    /// How far off it is, as a part of what was.
    #[must_use]
    pub fn error(&self) -> f64 {
        if self.known > 0.0 { (self.forecast.middle - self.known) / self.known } else { 0.0 }
    }
}

/// A forecast from a year of the past against what is known by now.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Tested {
    /// From which year it was made.
    pub from: i32,
    /// The first of the years that its migration was taken from; none when the past is too short for that.
    pub fitted_from: Option<i32>,
    /// Year by year.
    pub rows: Vec<Row>,
}

impl Tested {
    /// The mean of the errors without their sign, as a part.
    #[must_use]
    pub fn error(&self) -> f64 {
        if self.rows.is_empty() {
            return 0.0;
        }
        self.rows.iter().map(|row| row.error().abs()).sum::<f64>() / self.rows.len() as f64
    }

    /// How many of the rows stand in their intervals.
    #[must_use]
    pub fn inside(&self) -> usize {
        self.rows.iter().filter(|row| row.forecast.holds(row.known)).count()
    }
}

/// Makes the forecast of the past: from the last known year that is five years old, or from the first
/// one, with nothing of what became known later. None when one year alone is known.
#[must_use]
pub fn tested(
    past: &Past,
    (rates, spreads): (&Rates, &Spreads),
    (seed, runs): (u64, u32),
) -> Option<Tested> {
    let (&last, _) = past.last_key_value()?;
    let (&first, _) = past.first_key_value()?;
    let from = past.range(..=last - STEP_YEARS).next_back().map_or(first, |(year, _)| *year);
    if from == last {
        return None;
    }
    let start = past.get(&from)?;
    // What lies between two known years is looked up among those until the start alone.
    let until: Past = past.range(..=from).map(|(year, one)| (*year, one.clone())).collect();
    let fit = newest(&until, rates);
    let fitted_from = fit.as_ref().map(|_| from - STEP_YEARS);
    let model = Model {
        start: start.clone(),
        rates: fit.unwrap_or_else(|| rates.clone()),
        spreads: *spreads,
        years: last - from,
        seed,
    };
    let all: Vec<_> = (0..u64::from(runs)).map(|number| run(&model, number)).collect();
    let series = people(&all);
    let mut rows = Vec::new();
    for (year, known) in past.range(from + 1..) {
        let known = counted(known);
        let place = usize::try_from(year - from).unwrap_or_default();
        for (base, shown) in SHOWN.iter().enumerate() {
            let Some(forecast) = series[base].get(place).copied() else { continue };
            rows.push(Row { year: *year, base, forecast, known: known[shown.place()] });
        }
    }
    Some(Tested { from, fitted_from, rows })
}
