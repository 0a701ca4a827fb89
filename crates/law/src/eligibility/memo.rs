//! Decisions remembered by what is known: in a population many people are alike to the law.
//!
//! Invariant: a remembered decision is used only for exactly the same facts, so the answers are those
//! of [`Eligibility::decide`]. The memory has a fixed size; newer facts take the place of older ones.

use super::{Citizen, Decision, Eligibility, Known};

const PLACES: usize = 1 << 12;
/// Spreads facts over the places (the golden ratio in 64 bits).
const SPREAD: u64 = 0x9E37_79B9_7F4A_7C15;

/// A memory of decisions under one law.
pub(crate) struct Memo<'a> {
    eligibility: &'a Eligibility,
    places: Vec<(Known, Decision)>,
}

impl<'a> Memo<'a> {
    pub fn new(eligibility: &'a Eligibility) -> Self {
        // Nothing known is what every place holds at first, with its right decision.
        let nothing = Known { truth: 0, known: 0 };
        Self { eligibility, places: vec![(nothing, eligibility.decide(nothing)); PLACES] }
    }

    /// The answers about all rights of a citizen.
    #[inline]
    pub fn decide(&mut self, citizen: &Citizen) -> Decision {
        let facts = self.eligibility.facts(citizen);
        let mixed = (facts.truth ^ facts.known.rotate_left(29)).wrapping_mul(SPREAD);
        let place = &mut self.places[(mixed >> (64 - PLACES.trailing_zeros())) as usize];
        if place.0 != facts {
            *place = (facts, self.eligibility.decide(facts));
        }
        place.1
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Law;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn remembering_changes_no_answer(
            answers in proptest::collection::vec((0u8..131, 0u8..101, 0u8..3, 0u8..6), 1..200),
        ) {
            let law = Law::current();
            let mut memo = Memo::new(&law.eligibility);
            for (age, degree, help, living) in answers {
                let mut citizen = Citizen::default();
                citizen.values[..4].copy_from_slice(&[age, degree, help, living]);
                prop_assert_eq!(memo.decide(&citizen), law.decide(&citizen));
            }
        }
    }
}
