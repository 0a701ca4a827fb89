//! A case without text: what a comparison over a million people keeps of it.
//!
//! Invariant: resolving a [`Wish`] gives the same [`Competent`] as resolving the [`Case`] it was
//! made of; both go through the same entries.

use super::{Case, Competent, Entry, Facts, Outcome, Regime};
use crate::day::DayNo;
use crate::{Law, LawError};

/// Outcomes that point to a municipality.
const PLACES: [Outcome; 5] = [
    Outcome::ByProvider,
    Outcome::ByAddress,
    Outcome::ByOblast,
    Outcome::ByAgreement,
    Outcome::ByStay,
];

/// Facts of a case, and for each outcome whether it points to the asking municipality.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Wish {
    facts: Facts,
    here: u8,
}

impl Wish {
    /// What is kept of a case.
    ///
    /// # Errors
    /// As [`Law::competent`].
    pub fn of(case: &Case) -> Result<Self, LawError> {
        let here = PLACES.iter().enumerate().fold(0, |bits, (i, outcome)| {
            let here = case.place(*outcome) == Some(case.this_municipality.as_str());
            bits | u8::from(here) << i
        });
        Ok(Self { facts: case.facts()?, here })
    }

    fn resolve(self, entry: &Entry) -> Competent {
        if entry.court.iter().any(|m| m.holds(self.facts)) {
            return Competent::Court;
        }
        let place = PLACES.iter().position(|o| *o == entry.outcome);
        match (entry.outcome, place) {
            (Outcome::Fixed(competent), _) => competent,
            (_, Some(i)) if self.here >> i & 1 == 1 => Competent::Municipality,
            _ => Competent::OtherMunicipality,
        }
    }
}

impl Law {
    /// Who is competent for a wish stated on a day.
    pub(crate) fn competent_for(&self, wish: Wish, day: DayNo) -> Result<Competent, LawError> {
        let regime = if day >= self.competences.switch_no { Regime::New } else { Regime::Old };
        Ok(wish.resolve(self.deciding(regime, wish.facts)?))
    }
}
