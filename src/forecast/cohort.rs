//! The cohort-component method: a population by bands of five years and sex is carried five years on.
//! Pure.
//!
//! Whoever of a band is alive after five years stands in the next one; who leaves or comes is counted
//! after survival; children are born to the mean of the women at the beginning and at the end. So of
//! every step: start + births − deaths + migration = end.

use serde::{Deserialize, Serialize};

/// Years of a band and of a step.
pub const STEP_YEARS: i32 = 5;

/// People by band, the last one open.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Population {
    /// Men of each band.
    pub men: Vec<f64>,
    /// Women of each band.
    pub women: Vec<f64>,
}

impl Population {
    /// Nobody, in so many bands.
    #[must_use]
    pub fn empty(bands: usize) -> Population {
        Population { men: vec![0.0; bands], women: vec![0.0; bands] }
    }

    /// Everybody.
    #[must_use]
    pub fn total(&self) -> f64 {
        self.men.iter().chain(&self.women).sum()
    }

    /// Both sexes of a band.
    #[must_use]
    pub fn band(&self, band: usize) -> f64 {
        let of = |list: &[f64]| list.get(band).copied().unwrap_or_default();
        of(&self.men) + of(&self.women)
    }

    /// The population on the straight line between this one and a later one.
    #[must_use]
    pub fn between(&self, later: &Population, part: f64) -> Population {
        let line = |from: &[f64], to: &[f64]| {
            from.iter().zip(to).map(|(from, to)| from + (to - from) * part).collect()
        };
        Population { men: line(&self.men, &later.men), women: line(&self.women, &later.women) }
    }
}

/// What one sex goes through.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Course {
    /// Of the children born in five years, the part alive at their end.
    pub newborn: f64,
    /// Of each band, the part alive after five years.
    pub survival: Vec<f64>,
    /// Of each band, who came less who left in a year, per person.
    pub migration: Vec<f64>,
}

/// By what a population moves.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Rates {
    /// Births a year to a woman of each band.
    pub fertility: Vec<f64>,
    /// Girls among the newborn.
    pub girls: f64,
    /// Men.
    pub men: Course,
    /// Women.
    pub women: Course,
}

/// What happened between two populations.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Flows {
    /// Born.
    pub births: f64,
    /// Died, the newborn among them.
    pub deaths: f64,
    /// Came less left.
    pub migration: f64,
}

impl Flows {
    /// A part of them.
    #[must_use]
    pub fn part(self, part: f64) -> Flows {
        Flows {
            births: self.births * part,
            deaths: self.deaths * part,
            migration: self.migration * part,
        }
    }
}

/// A rate of what cannot be: below nothing or above all.
fn share(list: &[f64], band: usize) -> f64 {
    list.get(band).copied().unwrap_or_default().clamp(0.0, 1.0)
}

/// Carries one sex on without its newborn.
fn aged(people: &[f64], course: &Course, flows: &mut Flows) -> Vec<f64> {
    let last = people.len().saturating_sub(1);
    let mut after = vec![0.0; people.len()];
    for (band, count) in people.iter().enumerate() {
        let alive = count * share(&course.survival, band);
        let rate = course.migration.get(band).copied().unwrap_or_default();
        // More than all cannot leave.
        let moved = alive * (rate * f64::from(STEP_YEARS)).max(-1.0);
        after[(band + 1).min(last)] += alive + moved;
        flows.deaths += count - alive;
        flows.migration += moved;
    }
    after
}

/// Carries a population five years on.
#[must_use]
pub fn step(from: &Population, rates: &Rates) -> (Population, Flows) {
    let mut flows = Flows::default();
    let mut men = aged(&from.men, &rates.men, &mut flows);
    let mut women = aged(&from.women, &rates.women, &mut flows);
    let to_women = |(band, births): (usize, &f64)| {
        let before = from.women.get(band).copied().unwrap_or_default();
        let after = women.get(band).copied().unwrap_or_default();
        births.max(0.0) * (before + after) / 2.0
    };
    // Nobody gives birth in the first band, which the newborn fill.
    let yearly: f64 = rates.fertility.iter().enumerate().skip(1).map(to_women).sum();
    let births = yearly * f64::from(STEP_YEARS);
    let girls = births * rates.girls.clamp(0.0, 1.0);
    let boys = births - girls;
    let alive =
        [boys * rates.men.newborn.clamp(0.0, 1.0), girls * rates.women.newborn.clamp(0.0, 1.0)];
    for (list, born) in [&mut men, &mut women].into_iter().zip(alive) {
        if let Some(first) = list.first_mut() {
            *first += born;
        }
    }
    flows.births = births;
    flows.deaths += births - alive[0] - alive[1];
    (Population { men, women }, flows)
}

/// A year of a projection: who lives at its end, and what happened in it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Year {
    /// Years since the start.
    pub after: i32,
    /// Who lives then.
    pub people: Population,
    /// What happened since the year before.
    pub flows: Flows,
}

/// Every year from the start (itself the first) for so many years. Between two steps each band lies
/// on a straight line, and what happens is spread evenly, so that the sums hold in every year too.
#[must_use]
pub fn years(start: &Population, rates: &Rates, years: i32) -> Vec<Year> {
    let mut all = vec![Year { people: start.clone(), ..Year::default() }];
    let mut from = start.clone();
    let mut after = 0;
    while after < years {
        let (to, flows) = step(&from, rates);
        for year in 1..=STEP_YEARS.min(years - after) {
            let part = f64::from(year) / f64::from(STEP_YEARS);
            all.push(Year {
                after: after + year,
                people: from.between(&to, part),
                flows: flows.part(1.0 / f64::from(STEP_YEARS)),
            });
        }
        from = to;
        after += STEP_YEARS;
    }
    all
}
