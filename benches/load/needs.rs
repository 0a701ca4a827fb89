//! The formula of needs for every municipality of the country: 25 services each, from counts of
//! people that differ. The figures stand in memory: what is measured is the arithmetic.

use opora::needs::{sets, sum};
use std::collections::HashMap;
use std::hint::black_box;
use std::time::Instant;

/// Municipalities of the country.
pub const MUNICIPALITIES: usize = 265;
/// The smallest of them has so many people, and each next one so many more.
const PEOPLE: usize = 1_000;
/// The best of so many rounds counts: the first one reads the law.
const ROUNDS: usize = 10;

/// Milliseconds of one round.
pub fn measured() -> f64 {
    let groups: Vec<&'static str> =
        sets().iter().flat_map(|set| set.terms.iter().map(|term| term.group.as_str())).collect();
    let town = |number: usize| -> HashMap<&'static str, rust_decimal::Decimal> {
        let people = |at: usize| PEOPLE * (number + 1) / (at % 30 + 1);
        (0..).zip(&groups).map(|(at, group)| (*group, people(at).into())).collect()
    };
    let towns: Vec<_> = (0..MUNICIPALITIES).map(town).collect();
    let round = || {
        let begun = Instant::now();
        for town in &towns {
            for set in sets() {
                black_box(sum(set, &|group| town.get(group).copied()));
            }
        }
        begun.elapsed().as_secs_f64() * 1_000.0
    };
    (0..ROUNDS).map(|_| round()).fold(f64::INFINITY, f64::min)
}
