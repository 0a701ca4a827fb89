//! The population by age: the years that are known, bands and broad ages. Without a database.

use crate::figures::Cell;
use std::collections::{BTreeMap, BTreeSet};

/// Bands of five years, the last one without an end.
pub const BANDS: u8 = 18;
/// Broad ages, each with the bands from and to; words have the key `atlas-age-<code>`.
pub const BROAD: [(&str, u8, u8); 4] =
    [("all", 0, 17), ("young", 0, 2), ("working", 3, 12), ("old", 13, 17)];

/// The years of which anything is known, the oldest first.
#[must_use]
pub fn years(cells: &[Cell]) -> Vec<i32> {
    cells.iter().map(|cell| cell.year).collect::<BTreeSet<i32>>().into_iter().collect()
}

/// `0–4`, and `85+` at the end.
#[must_use]
pub fn band(band: u8) -> String {
    let first = u16::from(band) * 5;
    if band + 1 < BANDS { format!("{first}–{}", first + 4) } else { format!("{first}+") }
}

/// The bands of a year, the youngest first: women and men.
#[must_use]
pub fn bands(cells: &[Cell], year: i32) -> Vec<(String, i64, i64)> {
    let mut sums: BTreeMap<u8, (i64, i64)> = BTreeMap::new();
    for cell in cells.iter().filter(|cell| cell.year == year) {
        let sum = sums.entry(cell.band.min(BANDS - 1)).or_default();
        if cell.is_female {
            sum.0 += cell.people;
        } else {
            sum.1 += cell.people;
        }
    }
    if sums.is_empty() {
        return Vec::new();
    }
    let of = |number: u8| {
        let (women, men) = sums.get(&number).copied().unwrap_or_default();
        (band(number), women, men)
    };
    (0..BANDS).map(of).collect()
}

/// How many of a broad age each year has.
#[must_use]
pub fn trend(cells: &[Cell], years: &[i32], (_, from, to): (&str, u8, u8)) -> Vec<i64> {
    let of = |year: &i32| {
        let own = cells.iter().filter(|cell| cell.year == *year);
        let own = own.filter(|cell| (from..=to).contains(&cell.band.min(BANDS - 1)));
        own.map(|cell| cell.people).sum()
    };
    years.iter().map(of).collect()
}
