//! What is taken from the past, and that a forecast of the past knows nothing of what came later.

use super::cohort::{WIDE, model};
use crate::forecast::cohort::{Population, Rates, step, years};
use crate::forecast::fit::{Past, at, fitted, newest, tested};
use crate::forecast::spread::Spreads;

/// A world that people leave by one of a hundred a year, and come back to when they are old.
fn moving() -> (Population, Rates) {
    let mut model = model(1, WIDE);
    for course in [&mut model.rates.men, &mut model.rates.women] {
        for (band, rate) in course.migration.iter_mut().enumerate() {
            *rate = if band < 12 { -0.01 } else { 0.01 };
        }
    }
    (model.start, model.rates)
}

/// Ten years of it, each known.
fn past() -> (Past, Rates) {
    let (start, rates) = moving();
    let known = years(&start, &rates, 10);
    let past = known.into_iter().map(|year| (2016 + year.after, year.people)).collect();
    (past, rates)
}

fn still(rates: &Rates) -> Rates {
    let mut still = rates.clone();
    still.men.migration.fill(0.0);
    still.women.migration.fill(0.0);
    still
}

#[test]
fn fitted_assumptions_lead_from_the_earlier_to_the_later_population() {
    let (start, rates) = moving();
    let (later, _) = step(&start, &rates);
    let mut assumed = still(&rates);
    assumed.fertility.iter_mut().for_each(|births| *births *= 0.8);
    let (again, _) = step(&start, &fitted(&start, &later, &assumed));
    for band in 0..18 {
        let (found, wanted) = (again.band(band), later.band(band));
        assert!((found - wanted).abs() < 1e-6, "{band}: {found} is not {wanted}");
    }
}

#[test]
fn what_cannot_be_migration_is_not_taken_for_it() {
    let (start, rates) = moving();
    let mut later = step(&start, &rates).0;
    later.men[4] *= 50.0;
    later.women[5] = 0.0;
    let found = fitted(&start, &later, &rates);
    assert_eq!(found.men.migration[3], 0.1);
    assert_eq!(found.women.migration[4], -0.1);
}

#[test]
fn a_year_between_two_known_ones_is_between_them() {
    let one = |count: f64| Population { men: vec![count], women: vec![count] };
    let past = Past::from([(2011, one(100.0)), (2021, one(80.0))]);
    assert_eq!(at(&past, 2016), Some(one(90.0)));
    assert_eq!(at(&past, 2021), Some(one(80.0)));
    assert_eq!((at(&past, 2010), at(&past, 2022)), (None, None));
}

#[test]
fn a_past_that_went_as_before_is_forecast_without_error() {
    let (past, rates) = past();
    let found = tested(&past, (&still(&rates), &Spreads::default()), (1, 100)).expect("tested");
    assert_eq!((found.from, found.fitted_from), (2021, Some(2016)));
    assert_eq!(found.rows.len(), 5 * 4, "five years of four parts of the population");
    assert!(found.error() < 1e-9, "{}", found.error());
}

#[test]
fn a_forecast_of_the_past_does_not_look_at_what_came_later() {
    let (past, rates) = past();
    let told = |past: &Past| {
        let found = tested(past, (&still(&rates), &WIDE), (5, 100)).expect("tested");
        found.rows.iter().map(|row| row.forecast).collect::<Vec<_>>()
    };
    let mut other = past.clone();
    for (_, people) in other.range_mut(2022..) {
        people.men.iter_mut().for_each(|count| *count *= 3.0);
    }
    assert_eq!(told(&past), told(&other));
    let found = tested(&other, (&still(&rates), &WIDE), (5, 100)).expect("tested");
    assert!(found.error() > 0.3 && found.inside() == 0, "{}", found.error());
}

#[test]
fn a_short_past_is_tested_by_the_assumptions_and_one_year_not_at_all() {
    let (past, rates) = past();
    let short: Past = past.range(2024..).map(|(year, one)| (*year, one.clone())).collect();
    let found = tested(&short, (&rates, &WIDE), (1, 100)).expect("tested");
    assert_eq!((found.from, found.fitted_from, found.rows.len()), (2024, None, 8));
    assert!(newest(&short, &rates).is_none());
    let one: Past = past.into_iter().take(1).collect();
    assert_eq!(tested(&one, (&rates, &WIDE), (1, 100)), None);
}
