//! Samples, without a database: how many must be asked, how they are shared among the strata, and
//! who is drawn. The draw ranks the units of a list by a hash of seed, stratum and number: whoever
//! has the seed draws the same with any program, and nobody who chooses the seed before the list
//! can choose whom.

use kit::crypto::sha256;
use serde::{Deserialize, Serialize};

/// How a sample is made; words have the key `studies-method-<code>`.
pub const METHODS: [&str; 3] = ["all", "simple", "strata"];
/// How a sample is shared among strata; words have the key `studies-allocation-<code>`.
pub const ALLOCATIONS: [&str; 3] = ["proportional", "equal", "optimal"];
/// So many units are drawn at most: each has a code of its own.
pub const MOST_UNITS: i64 = 2_000;
/// So many parts the population is divided into at most.
pub const MOST_STRATA: usize = 30;
/// The largest part: it is ranked in memory.
pub const MOST_PEOPLE: i64 = 300_000;
/// In a stratum at least so many are asked, or nothing can be said of how they differ.
const FEWEST: i64 = 2;
/// The error that is planned for when nothing is said: five in a hundred.
pub const ERROR: f64 = 0.05;

/// A part of the population that is drawn from by itself.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(default)]
#[schema(as = StudyStratum)]
pub struct Stratum {
    /// What it is called.
    pub name: String,
    /// How many belong to it.
    pub size: i64,
    /// How much they differ in what is asked (a standard deviation); 1 when it is not known.
    pub spread: f64,
    /// How many are drawn.
    pub drawn: i64,
}

/// How many must be asked so that a share is known within an error, of a population of some size:
/// the share that is hardest to know, one half. With the correction for a finite population.
#[must_use]
pub fn needed(population: i64, error: f64, z: f64) -> i64 {
    if population <= 0 || error <= 0.0 {
        return 0;
    }
    let people = population as f64;
    let endless = z * z * 0.25 / (error * error);
    let needed = people * endless / (people - 1.0 + endless);
    (needed.ceil() as i64).clamp(1, population)
}

/// Shares whole numbers by weights, the largest remainders first; no share is above its limit.
fn shared(total: i64, weights: &[f64], limits: &[i64]) -> Vec<i64> {
    let mut given: Vec<i64> = vec![0; weights.len()];
    // What a full share gives back goes to the others: at most as many turns as there are shares.
    for _ in 0..=weights.len() {
        let left = total - given.iter().sum::<i64>();
        let open: Vec<usize> = (0..weights.len())
            .filter(|at| given[*at] < limits[*at] && weights[*at] > 0.0)
            .collect();
        let sum: f64 = open.iter().map(|at| weights[*at]).sum();
        if left <= 0 || open.is_empty() || sum <= 0.0 {
            break;
        }
        let parts: Vec<(usize, f64)> =
            open.iter().map(|at| (*at, left as f64 * weights[*at] / sum)).collect();
        for (at, part) in &parts {
            given[*at] = (given[*at] + part.floor() as i64).min(limits[*at]);
        }
        let mut rests: Vec<(usize, f64)> =
            parts.into_iter().map(|(at, part)| (at, part - part.floor())).collect();
        rests.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        let whole: i64 = total - given.iter().sum::<i64>();
        let count = rests.len();
        for (at, _) in rests.into_iter().take(usize::try_from(whole).unwrap_or(0).min(count)) {
            if given[at] < limits[at] {
                given[at] += 1;
            }
        }
    }
    given
}

/// How many are drawn from each stratum: by its size, the same from each, or by size and spread
/// (Neyman).
#[must_use]
pub fn allocated(strata: &[Stratum], total: i64, allocation: &str) -> Vec<i64> {
    let limits: Vec<i64> = strata.iter().map(|one| one.size).collect();
    let total = total.clamp(0, limits.iter().sum());
    let least: Vec<i64> = limits.iter().map(|size| (*size).min(FEWEST)).collect();
    let weight = |one: &Stratum| match allocation {
        "equal" => 1.0,
        "optimal" => one.size as f64 * one.spread,
        _ => one.size as f64,
    };
    let weights: Vec<f64> = strata.iter().map(weight).collect();
    let given = shared(total, &weights, &limits);
    if total < least.iter().sum::<i64>() {
        return given;
    }
    // A stratum that got too few takes from the one that got most.
    let mut given = given;
    for at in 0..given.len() {
        while given[at] < least[at] {
            let most = (0..given.len()).max_by_key(|n| (given[*n] - least[*n], given.len() - n));
            let Some(most) = most.filter(|n| given[*n] > least[*n]) else { break };
            given[most] -= 1;
            given[at] += 1;
        }
    }
    given
}

/// The rank of a unit in a draw.
fn rank(seed: &str, stratum: usize, number: i64) -> [u8; 32] {
    sha256(format!("{seed}:{stratum}:{number}").as_bytes())
}

/// The numbers that are drawn from a list of some length, in the order of the list: those with the
/// smallest SHA-256 of `seed:stratum:number`, strata and numbers counted from 1.
#[must_use]
pub fn drawn(seed: &str, (stratum, size): (usize, i64), count: i64) -> Vec<i64> {
    if count >= size {
        return (1..=size).collect();
    }
    let count = usize::try_from(count).unwrap_or(0);
    let mut ranked: Vec<([u8; 32], i64)> =
        (1..=size).map(|number| (rank(seed, stratum, number), number)).collect();
    if count > 0 && count < ranked.len() {
        ranked.select_nth_unstable(count);
    }
    let mut numbers: Vec<i64> = ranked.into_iter().take(count).map(|(_, number)| number).collect();
    numbers.sort_unstable();
    numbers
}

/// The strata of a text: a line each, `name; how many; spread`, the last one only when it is known.
/// Or the number of the line that is wrong.
///
/// # Errors
/// When a line has no name or no whole number, or names a stratum twice.
pub fn read(text: &str) -> Result<Vec<Stratum>, usize> {
    let mut all: Vec<Stratum> = Vec::new();
    for (at, line) in text.lines().enumerate() {
        if line.trim().is_empty() {
            continue;
        }
        let wrong = at + 1;
        let mut parts = line.split(';').map(str::trim);
        let name = parts.next().unwrap_or_default().to_owned();
        let size = whole(parts.next().unwrap_or_default()).ok_or(wrong)?;
        let spread = match parts.next() {
            None | Some("") => 1.0,
            Some(text) => number(text).filter(|spread| *spread > 0.0).ok_or(wrong)?,
        };
        let is_known = all.iter().any(|one| one.name == name);
        let is_wide = parts.next().is_some();
        if name.is_empty() || is_known || is_wide || !(1..=MOST_PEOPLE).contains(&size) {
            return Err(wrong);
        }
        all.push(Stratum { name, size, spread, drawn: 0 });
    }
    Ok(all)
}

/// A whole number as people type it: `17 669`.
#[must_use]
pub fn whole(text: &str) -> Option<i64> {
    let plain: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    plain.parse().ok().filter(|number| *number >= 0)
}

/// A number as people type it: `12,5`. Nothing that is no number, and nothing endless.
#[must_use]
pub fn number(text: &str) -> Option<f64> {
    let plain: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    let is_plain = plain.chars().all(|c| c.is_ascii_digit() || ",.-".contains(c));
    let number: f64 = plain.replace(',', ".").parse().ok().filter(|_| is_plain)?;
    number.is_finite().then_some(number)
}
