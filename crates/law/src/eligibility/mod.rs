//! From a citizen's answers to rights and services: yes, no, or a human must look.
//!
//! Invariants: an unanswered question never makes a right "yes" or "no" unless the answer does not
//! matter; every "no" names the failing condition, every "ask" what is not known; all conditions
//! come from `fact.*` and `right.*` rules, so a draft changes them. Facts and rights fit in 64 bits
//! each.

mod citizen;
mod explain;
mod memo;
mod way;

use jiff::civil::Date;
use serde::Deserialize;

pub use citizen::{Citizen, UNKNOWN};
pub(crate) use citizen::{FIELD_COUNT, FIELDS, field, schema};
pub use explain::{Fact, RightAnswer, Rights};
pub(crate) use memo::Memo;
pub(crate) use way::RightRule;
use way::{FlatWay, ways_of};

use crate::derivation::Derivation;
use crate::reader::{Reader, RuleNo};
use crate::rule::Rule;
use crate::{Law, LawError};

/// The answer about one right.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Answer {
    /// The conditions hold.
    Yes,
    /// A condition fails.
    No,
    /// Something is not known, or the law leaves it to an officer.
    Ask,
}

/// The answers about all rights, as bits in the order of [`Law::right_ids`].
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Decision {
    /// Rights that hold.
    pub yes: u64,
    /// Rights to be looked at.
    pub ask: u64,
}

impl Decision {
    /// The answer about the right at a place.
    #[must_use]
    pub fn answer(self, place: usize) -> Answer {
        if self.yes >> place & 1 == 1 {
            Answer::Yes
        } else if self.ask >> place & 1 == 1 {
            Answer::Ask
        } else {
            Answer::No
        }
    }
}

/// What is known of a citizen, one bit per fact.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Known {
    pub truth: u64,
    pub known: u64,
}

impl Known {
    #[inline]
    fn and(self, other: Self) -> Self {
        Self { truth: self.truth | other.truth, known: self.known | other.known }
    }
}

#[derive(Debug, Clone)]
pub(crate) struct Eligibility {
    /// By question and answer, one after the other: what is known from it. The last answer of each
    /// question stands for "not answered". Small enough to stay in the processor's nearest memory.
    answers: Vec<Known>,
    /// By question: where its answers begin, and the place of "not answered".
    places: [(u16, u8); FIELD_COUNT],
    pub facts: Vec<RuleNo>,
    pub rights: Vec<RightRule>,
    /// All ways of all rights in a row, each with the bit of its right.
    flat: Vec<FlatWay>,
    /// Rights that a human must always look at.
    look: u64,
    /// Articles, versions and doubt of all rights together: every explanation begins with them.
    cited: Derivation,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawFact {
    field: String,
    at_least: Option<u8>,
    at_least_rule: Option<String>,
    below: Option<u8>,
    is: Option<Vec<String>>,
    yes: Option<bool>,
}

impl Eligibility {
    pub(crate) fn read(reader: &Reader<'_>) -> Result<Self, LawError> {
        let mut out = Self::without_facts();
        let mut names: Vec<&str> = Vec::new();
        for (no, rule) in reader.family("fact.") {
            if out.facts.len() == 64 {
                return Err(LawError::rules("признаците са повече от 64"));
            }
            out.add_fact(reader, rule)?;
            out.facts.push(no);
            names.push(rule.id.trim_start_matches("fact."));
        }
        let mut used = 0;
        for (no, rule) in reader.family("right.") {
            if out.rights.len() == 64 {
                return Err(LawError::rules("правата са повече от 64"));
            }
            let ways = ways_of(rule, &names)?;
            let facts = ways.iter().fold(0, |all, w| all | w.need | w.forbid);
            used |= facts;
            let fields = (0..FIELD_COUNT).filter(|f| out.knows(*f) & facts != 0);
            let fields = fields.filter_map(|f| u8::try_from(f).ok()).collect();
            let look = rule.extra.get("look").and_then(toml::Value::as_bool).unwrap_or(false);
            let bit = 1 << out.rights.len();
            out.flat.extend(ways.iter().map(|w| FlatWay {
                need: w.need,
                forbid: w.forbid,
                matters: w.need | w.forbid,
                right: bit,
            }));
            out.cited.cite(rule);
            out.look |= if look { bit } else { 0 };
            out.rights.push(RightRule { rule: no, ways, look, fields });
        }
        match names.iter().enumerate().find(|(i, _)| used >> i & 1 == 0) {
            Some((_, name)) => Err(LawError::rules(format!("признак „{name}“ не се ползва"))),
            None => Ok(out),
        }
    }

    fn add_fact(&mut self, reader: &Reader<'_>, rule: &Rule) -> Result<(), LawError> {
        let raw: RawFact = rule.typed()?;
        let wrong = |what: &str| LawError::rules(format!("„{}“: {what}", rule.id));
        let place = field(&raw.field).ok_or_else(|| wrong("няма такъв въпрос"))?;
        let least = match &raw.at_least_rule {
            Some(id) => {
                let value: u32 =
                    reader.one(id)?.1.decimal()?.try_into().map_err(|_| wrong("праг"))?;
                Some(u8::try_from(value).map_err(|_| wrong("праг"))?)
            }
            None => raw.at_least,
        };
        let places = match &raw.is {
            None => None,
            Some(words) => {
                let read = |w: &String| {
                    FIELDS[place].shape.place(w).ok_or_else(|| wrong("няма такъв отговор"))
                };
                Some(words.iter().map(read).collect::<Result<Vec<u8>, _>>()?)
            }
        };
        let bit = 1 << self.facts.len();
        let (start, unanswered) = self.places[place];
        for byte in 0..unanswered {
            let holds = least.is_none_or(|l| byte >= l)
                && raw.below.is_none_or(|b| byte < b)
                && raw.yes.is_none_or(|yes| (byte != 0) == yes)
                && places.as_ref().is_none_or(|p| p.contains(&byte));
            let known = &mut self.answers[usize::from(start) + usize::from(byte)];
            known.known |= bit;
            known.truth |= if holds { bit } else { 0 };
        }
        Ok(())
    }

    fn without_facts() -> Self {
        let mut places = [(0, 0); FIELD_COUNT];
        let mut answers = Vec::new();
        for (place, field) in places.iter_mut().zip(&FIELDS) {
            let count = field.shape.answers();
            *place = (u16::try_from(answers.len()).unwrap_or(0), count);
            answers.resize(answers.len() + usize::from(count) + 1, Known { truth: 0, known: 0 });
        }
        let (facts, rights, flat) = (Vec::new(), Vec::new(), Vec::new());
        let cited = Derivation::default();
        Self { answers, places, facts, rights, flat, look: 0, cited }
    }

    /// Whether every citizen gets the same answers from both.
    pub(crate) fn same_as(&self, other: &Self) -> bool {
        let same_facts = self.answers == other.answers && self.places == other.places;
        same_facts && self.flat == other.flat && self.look == other.look
    }

    /// The facts that depend on a question.
    fn knows(&self, place: usize) -> u64 {
        self.answers[usize::from(self.places[place].0)].known
    }

    #[inline]
    fn answer(&self, place: usize, byte: u8) -> Known {
        let (start, unanswered) = self.places[place];
        self.answers[usize::from(start) + usize::from(byte.min(unanswered))]
    }

    /// The facts of a citizen.
    #[inline]
    pub(crate) fn facts(&self, citizen: &Citizen) -> Known {
        let answers = citizen.values.iter().enumerate().map(|(place, &b)| self.answer(place, b));
        answers.fold(Known { truth: 0, known: 0 }, Known::and)
    }

    /// The answers about all rights from what is known.
    #[inline]
    pub(crate) fn decide(&self, facts: Known) -> Decision {
        let (right, wrong) = (facts.known & facts.truth, facts.known & !facts.truth);
        let (mut holds, mut possible) = (0, 0);
        for way in &self.flat {
            let against = (way.need & wrong) | (way.forbid & right);
            let fits = u64::from(against == 0).wrapping_neg() & way.right;
            possible |= fits;
            holds |= fits & u64::from(way.matters & !facts.known == 0).wrapping_neg();
        }
        let yes = holds & !self.look;
        Decision { yes, ask: possible & !yes }
    }

    #[inline]
    fn facts_of(&self, citizen: &Citizen, fields: &[u8]) -> Known {
        let answers = fields
            .iter()
            .map(|&place| self.answer(usize::from(place), citizen.values[usize::from(place)]));
        answers.fold(Known { truth: 0, known: 0 }, Known::and)
    }
}

/// A right looked up once, to be decided for many citizens: the fast path.
#[derive(Debug, Clone, Copy)]
pub struct Right<'a> {
    eligibility: &'a Eligibility,
    right: &'a RightRule,
}

impl Right<'_> {
    /// The answer for a citizen. Does not allocate.
    #[must_use]
    #[inline]
    pub fn decide(&self, citizen: &Citizen) -> Answer {
        self.right.decide(self.eligibility.facts_of(citizen, &self.right.fields))
    }
}

impl Law {
    /// Ids of all rights in the order of [`Decision`].
    pub fn right_ids(&self) -> impl Iterator<Item = &str> {
        let rules = self.book().rules();
        let ids = self.eligibility.rights.iter().map(move |r| rules[r.rule].id.as_str());
        ids.map(|id| id.trim_start_matches("right."))
    }

    /// Looks up one right, such as `personal-assistance`.
    ///
    /// # Errors
    /// `UnknownRule`.
    pub fn right(&self, id: &str) -> Result<Right<'_>, LawError> {
        let place = self.right_ids().position(|r| r == id);
        let place = place.ok_or_else(|| LawError::UnknownRule(format!("right.{id}")))?;
        Ok(Right { eligibility: &self.eligibility, right: &self.eligibility.rights[place] })
    }

    /// The answers about all rights. Does not allocate.
    #[must_use]
    #[inline]
    pub fn decide(&self, citizen: &Citizen) -> Decision {
        self.eligibility.decide(self.eligibility.facts(citizen))
    }

    /// All rights with failing conditions and articles. Rights not in force on `day` are "no".
    #[must_use]
    pub fn rights(&self, citizen: &Citizen, day: Option<Date>) -> Rights {
        explain::rights(self, citizen, day)
    }

    /// What is known of each fact from a citizen's answers.
    #[must_use]
    pub fn facts(&self, citizen: &Citizen) -> Vec<Fact> {
        explain::facts(self, citizen)
    }

    /// The questions that [`Citizen`] answers, as JSON.
    #[must_use]
    pub fn eligibility_schema(&self) -> serde_json::Value {
        schema()
    }
}
