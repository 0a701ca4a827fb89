//! From people to need: each group of the formula moves with the part of the population that it comes
//! from. Pure; the sums themselves are those of [`crate::needs`].

use super::bands::PerBase;
use serde::{Deserialize, Serialize};

/// The need of a service today, taken apart by what its groups come from.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Service {
    /// Its point of the annex.
    pub number: u8,
    /// Its name.
    pub name: String,
    /// The part of the sum that comes from each base; they add up to the need of today.
    pub parts: PerBase,
    /// Groups that nobody has counted: then there is no sum.
    pub missing: Vec<String>,
    /// Groups counted for the district or the country.
    pub is_wider: bool,
    /// Places there are.
    pub places: i64,
    /// Who uses it.
    pub users: i64,
    /// Who waits.
    pub waiting: i64,
}

/// How many times as many people of each base there are then as at the start. A base without anybody
/// at the start stays as it is.
#[must_use]
pub fn ratios(start: &PerBase, then: &PerBase) -> PerBase {
    std::array::from_fn(|base| if start[base] > 0.0 { then[base] / start[base] } else { 1.0 })
}

impl Service {
    /// Its need today.
    #[must_use]
    pub fn today(&self) -> f64 {
        self.parts.iter().sum()
    }

    /// Its need when the bases have moved so.
    #[must_use]
    pub fn need(&self, ratios: &PerBase) -> f64 {
        self.parts.iter().zip(ratios).map(|(part, ratio)| part * ratio).sum()
    }

    /// Whether it can be forecast.
    #[must_use]
    pub fn is_known(&self) -> bool {
        self.missing.is_empty()
    }
}
