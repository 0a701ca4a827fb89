//! Points, ranking, commission and the length of a contract, without a database.

use super::content::Seat;
use super::reference::Criterion;
use jiff::ToSpan;
use kit::types::Day;
use law::{Law, LawError};

/// The fewest members that a commission has so that its number is odd and it can outvote one.
const FEWEST: usize = 3;

/// Points as they were typed, one for each criterion: none is above its most, none is missing.
///
/// # Errors
/// Places of the criteria whose points are wrong.
pub fn points(criteria: &[Criterion], typed: &[&str]) -> Result<Vec<i32>, Vec<usize>> {
    let read = |at: usize| -> Option<i32> {
        let points: i32 = typed.get(at)?.trim().parse().ok()?;
        (0..=criteria[at].most).contains(&points).then_some(points)
    };
    let all: Vec<Option<i32>> = (0..criteria.len()).map(read).collect();
    let wrong: Vec<usize> = (0..all.len()).filter(|at| all[*at].is_none()).collect();
    if wrong.is_empty() { Ok(all.into_iter().flatten().collect()) } else { Err(wrong) }
}

/// The most points that can be had.
#[must_use]
pub fn most(criteria: &[Criterion]) -> i32 {
    criteria.iter().map(|one| one.most).sum()
}

/// The places of candidates by their points; equal points share a place, who has none has no place.
#[must_use]
pub fn places(points: &[Option<i32>]) -> Vec<Option<usize>> {
    let above = |own: i32| points.iter().flatten().filter(|other| **other > own).count();
    points.iter().map(|own| own.map(|own| above(own) + 1)).collect()
}

/// A member as a commission is judged by: role, whether a declaration is there, what was written.
pub type Sitting<'a> = (&'a str, bool, &'a Seat);

/// Keys of what a commission lacks.
#[must_use]
pub fn lacks(members: &[Sitting<'_>]) -> Vec<&'static str> {
    let mut lacks = Vec::new();
    if members.len() < FEWEST || members.len().is_multiple_of(2) {
        lacks.push("powers-wrong-even");
    }
    if members.iter().filter(|(role, ..)| *role == "chair").count() != 1 {
        lacks.push("powers-wrong-chair");
    }
    if members.iter().any(|(_, is_declared, _)| !is_declared) {
        lacks.push("powers-wrong-declared");
    }
    if members.iter().any(|(.., seat)| !seat.conflict.is_empty()) {
        lacks.push("powers-wrong-conflict");
    }
    lacks
}

/// The first and the last day on which a contract that begins on a day may end.
///
/// # Errors
/// `BadRules` never happens with a law that was built.
pub fn ends(law: &Law, is_partnership: bool, from: Day) -> Result<[Day; 2], LawError> {
    let [least, most] = law.assignment_years(is_partnership)?;
    let after = |years: u32| Day(from.0.saturating_add(i64::from(years).years()));
    // Two years from 1 January are over on 31 December; the same day of the month ends them too.
    Ok([after(least).plus(-1), after(most)])
}

/// Whether a licence holds on a day.
#[must_use]
pub fn holds(from: Option<Day>, until: Option<Day>, on: Day) -> bool {
    from.is_none_or(|from| from <= on) && until.is_some_and(|until| on <= until)
}
