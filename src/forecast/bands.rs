//! The parts of a population that groups of people are counted from. Pure.

use super::cohort::Population;
use serde::{Deserialize, Serialize};

/// Bands of five years: 0–4 … 80–84, and 85 and more.
pub const BANDS: usize = 18;

/// How a band is written: `0–4` … `85+`.
#[must_use]
pub fn name(band: usize) -> String {
    let first = band * 5;
    if band + 1 == BANDS { format!("{first}+") } else { format!("{first}–{}", first + 4) }
}

/// A part of the population; words have the key `forecast-base-<code>`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Base {
    /// Everybody.
    All,
    /// Under 18.
    Children,
    /// Under 7.
    Small,
    /// 18 and more.
    Adults,
    /// 18 to 64.
    Working,
    /// 65 and more.
    Old,
}

/// All of them, in their order.
pub const BASES: [Base; 6] =
    [Base::All, Base::Children, Base::Small, Base::Adults, Base::Working, Base::Old];

/// Those that a page shows beside each other.
pub const SHOWN: [Base; 4] = [Base::All, Base::Children, Base::Adults, Base::Old];

/// A number for each base, in the order of [`BASES`].
pub type PerBase = [f64; BASES.len()];

/// The first band of those who are 65 and more.
const FIRST_OLD: usize = 13;
/// The band of 15 to 19: three of its five years are of children.
const FOURTH: usize = 3;

impl Base {
    /// Its code.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Base::All => "all",
            Base::Children => "children",
            Base::Small => "small",
            Base::Adults => "adults",
            Base::Working => "working",
            Base::Old => "old",
        }
    }

    /// Its place in [`BASES`].
    #[must_use]
    pub fn place(self) -> usize {
        BASES.iter().position(|one| *one == self).unwrap_or_default()
    }

    /// Which part of a band belongs to it: people lie evenly over the five years of a band.
    #[must_use]
    pub fn part(self, band: usize) -> f64 {
        let children = match band {
            0..FOURTH => 1.0,
            FOURTH => 0.6,
            _ => 0.0,
        };
        let old = if band >= FIRST_OLD { 1.0 } else { 0.0 };
        match self {
            Base::All => 1.0,
            Base::Children => children,
            Base::Small => match band {
                0 => 1.0,
                1 => 0.4,
                _ => 0.0,
            },
            Base::Adults => 1.0 - children,
            Base::Working => 1.0 - children - old,
            Base::Old => old,
        }
    }

    /// How many of a population belong to it.
    #[must_use]
    pub fn of(self, people: &Population) -> f64 {
        let bands = people.men.len().max(people.women.len());
        (0..bands).map(|band| self.part(band) * people.band(band)).sum()
    }
}

/// Every base of a population.
#[must_use]
pub fn counted(people: &Population) -> PerBase {
    BASES.map(|base| base.of(people))
}

/// From which part of the population a group of the criteria comes: by the words of its code, so that
/// groups that a municipality adds are counted too. A group keeps its share of that part.
#[must_use]
pub fn base_of(group: &str) -> Base {
    let has = |word: &str| group.split('-').any(|part| part == word);
    if group == "children-0-7" {
        Base::Small
    } else if group.contains("working-age") {
        Base::Working
    } else if has("children") {
        Base::Children
    } else if has("old") || has("dementia") {
        Base::Old
    } else if ["adults", "psychiatric", "intellectual", "physical", "sensory"].into_iter().any(has)
    {
        Base::Adults
    } else {
        Base::All
    }
}
