//! Ways to have a right: facts that must hold and facts that must not.
//!
//! Invariant: a right holds when one of its ways does; a way is open while a fact that matters to
//! it is not known.

use super::{Answer, Known};
use crate::LawError;
use crate::reader::RuleNo;
use crate::rule::Rule;

/// One way to have a right: facts that must hold and facts that must not.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Way {
    pub need: u64,
    pub forbid: u64,
}

impl Way {
    /// Facts that are known and stand against it.
    #[inline]
    pub fn against(self, facts: Known) -> u64 {
        facts.known & ((self.need & !facts.truth) | (self.forbid & facts.truth))
    }

    /// Facts that are not known and matter.
    #[inline]
    pub fn open(self, facts: Known) -> u64 {
        (self.need | self.forbid) & !facts.known
    }
}

/// A way beside the bit of its right, for deciding all rights in one run without branches.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct FlatWay {
    pub need: u64,
    pub forbid: u64,
    pub matters: u64,
    pub right: u64,
}

#[derive(Debug, Clone)]
pub(crate) struct RightRule {
    pub rule: RuleNo,
    pub ways: Vec<Way>,
    /// The law leaves the end to an officer even when all conditions hold.
    pub look: bool,
    /// Questions that matter.
    pub fields: Vec<u8>,
}

impl RightRule {
    #[inline]
    pub fn decide(&self, facts: Known) -> Answer {
        let mut answer = Answer::No;
        for way in &self.ways {
            if way.against(facts) != 0 {
                continue;
            }
            if way.open(facts) == 0 {
                return if self.look { Answer::Ask } else { Answer::Yes };
            }
            answer = Answer::Ask;
        }
        answer
    }
}

/// Reads the ways of a right; `names` are the facts in order.
pub(super) fn ways_of(rule: &Rule, names: &[&str]) -> Result<Vec<Way>, LawError> {
    let raw: Vec<Vec<String>> = rule.typed()?;
    let read = |conditions: &Vec<String>| {
        let mut way = Way { need: 0, forbid: 0 };
        for condition in conditions {
            let (name, forbidden) = match condition.strip_prefix('!') {
                Some(name) => (name, true),
                None => (condition.as_str(), false),
            };
            let place = names
                .iter()
                .position(|n| *n == name)
                .ok_or_else(|| LawError::rules(format!("„{}“: няма признак „{name}“", rule.id)))?;
            let side = if forbidden { &mut way.forbid } else { &mut way.need };
            *side |= 1 << place;
        }
        Ok(way)
    };
    raw.iter().map(read).collect()
}
