//! The same decisions in words.
//!
//! Invariant: the answer is the one that [`super::RightRule`] gives; this only finds its reasons.

use jiff::civil::Date;
use serde::Serialize;

use super::{Answer, Citizen, Eligibility, FIELD_COUNT, Known, RightRule};
use crate::Law;
use crate::day::written;
use crate::derivation::Derivation;
use crate::reader::RuleNo;
use crate::rule::Rule;

/// What is known of one fact.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Fact {
    /// Id without the family, such as `foreign-help`.
    pub id: String,
    /// Whether it holds; none when it is not known.
    pub holds: Option<bool>,
}

/// One right.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RightAnswer {
    /// Id without the family, such as `personal-assistance`.
    pub id: String,
    /// The right in words.
    pub title: String,
    /// Yes, no or ask.
    pub answer: Answer,
    /// The failing conditions, or what is not known; empty for "yes".
    pub failing: String,
    /// Articles.
    pub article: String,
    /// Where to go.
    pub desk: String,
    /// What else to know.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// The open question behind the rule.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub open: Option<String>,
    /// The facts that decided, for whoever says them in words of their own: of a "no" those that stand
    /// against it, of a "yes" all that it needs, of an "ask" those that are not known, or all when an
    /// officer decides. What follows from another of them is left out.
    #[serde(skip)]
    pub facts: Vec<Fact>,
}

/// All rights of a citizen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Rights {
    /// In the order of the rule file.
    pub rights: Vec<RightAnswer>,
    /// Why.
    #[serde(flatten)]
    pub derivation: Derivation,
}

pub(super) fn rights(law: &Law, citizen: &Citizen, day: Option<Date>) -> Rights {
    let facts = law.eligibility.facts(citizen);
    let mut why = law.eligibility.cited.clone();
    let mut out = Vec::with_capacity(law.eligibility.rights.len());
    for right in &law.eligibility.rights {
        let rule = &law.book().rules()[right.rule];
        let in_force = day.is_none_or(|d| rule.in_force(d));
        let answer = if in_force { right.decide(facts) } else { Answer::No };
        let failing = if in_force {
            failing(law, right, rule, facts, answer)
        } else {
            format!("правото важи от {}", written(rule.valid_from))
        };
        let verdict = match answer {
            Answer::Yes => "да",
            Answer::No => "не",
            Answer::Ask => "нужен е преглед",
        };
        let reason = if failing.is_empty() { String::new() } else { format!(" – {failing}") };
        why.step_of(rule, format!("{}: {verdict}{reason}.", rule.title));
        let deciding = if in_force { deciding(&law.eligibility, right, facts, answer) } else { 0 };
        out.push(RightAnswer {
            facts: facts_of(law, facts, deciding),
            id: rule.id.trim_start_matches("right.").to_owned(),
            title: rule.title.clone(),
            answer,
            failing,
            article: rule.articles.join("; "),
            desk: rule.text("desk").unwrap_or_default().to_owned(),
            note: rule.note.clone(),
            open: rule.open.clone(),
        });
    }
    Rights { rights: out, derivation: why }
}

/// What is known of all facts, in the order of the rule file.
pub(super) fn facts(law: &Law, citizen: &Citizen) -> Vec<Fact> {
    facts_of(law, law.eligibility.facts(citizen), u64::MAX)
}

fn facts_of(law: &Law, known: Known, bits: u64) -> Vec<Fact> {
    let all = law.eligibility.facts.iter().enumerate();
    let chosen = all.filter(|(place, _)| bits >> place & 1 == 1);
    let fact = |(place, no): (usize, &RuleNo)| Fact {
        id: law.book().rules()[*no].id.trim_start_matches("fact.").to_owned(),
        holds: (known.known >> place & 1 == 1).then_some(known.truth >> place & 1 == 1),
    };
    chosen.map(fact).collect()
}

/// The bits of the facts that decided, none of which follows from the others.
fn deciding(all: &Eligibility, right: &RightRule, known: Known, answer: Answer) -> u64 {
    let ways = right.ways.iter();
    match answer {
        Answer::No => {
            let nearest = ways.map(|w| w.against(known)).min_by_key(|bits| bits.count_ones());
            said_once(all, nearest.unwrap_or(0), known.truth)
        }
        Answer::Yes | Answer::Ask => {
            let hopeful = ways.filter(|w| w.against(known) == 0);
            match hopeful.min_by_key(|w| w.open(known).count_ones()) {
                None => 0,
                Some(w) if w.open(known) == 0 => said_once(all, w.need | w.forbid, w.need),
                Some(w) => asked_once(all, w.open(known), w.need),
            }
        }
    }
}

/// Facts without those that follow from others about the same question: of whoever is 21 it is not said
/// that they are 18. `stands` tells how each is said.
fn said_once(all: &Eligibility, bits: u64, stands: u64) -> u64 {
    let mut left = bits;
    for place in 0..FIELD_COUNT {
        let own = all.knows(place) & bits;
        if own.count_ones() < 2 {
            continue;
        }
        for fact in (0..u64::BITS).map(|shift| 1_u64 << shift).filter(|fact| own & fact != 0) {
            if follows(all, place, (fact, own & left & !fact), stands) {
                left &= !fact;
            }
        }
    }
    left
}

/// Whether all answers to a question that fit the others fit the fact.
fn follows(all: &Eligibility, place: usize, (fact, others): (u64, u64), stands: u64) -> bool {
    let (_, unanswered) = all.places[place];
    let mut differing = (0..unanswered).map(|byte| all.answer(place, byte).truth ^ stands);
    others != 0 && differing.all(|differs| differs & others != 0 || differs & fact == 0)
}

/// Facts that are not known: where one is needed, what must not be of the same question is not named
/// beside it. One answer settles both.
fn asked_once(all: &Eligibility, open: u64, need: u64) -> u64 {
    let mut left = said_once(all, open, need);
    for place in 0..FIELD_COUNT {
        let own = all.knows(place) & left;
        if own & need != 0 {
            left &= !(own & !need);
        }
    }
    left
}

fn failing(law: &Law, right: &RightRule, rule: &Rule, facts: Known, answer: Answer) -> String {
    let ways = right.ways.iter();
    match answer {
        Answer::Yes => String::new(),
        Answer::No => {
            let nearest = ways.map(|w| w.against(facts)).min_by_key(|bits| bits.count_ones());
            words(law, nearest.unwrap_or(0), |fact, place| {
                let negative = fact.text("negative").unwrap_or_default();
                if facts.truth >> place & 1 == 1 { fact.title.clone() } else { negative.to_owned() }
            })
        }
        Answer::Ask => {
            let hopeful = ways.filter(|w| w.against(facts) == 0).map(|w| w.open(facts));
            match hopeful.min_by_key(|bits| bits.count_ones()) {
                Some(0) | None => rule.text("look_reason").unwrap_or_default().to_owned(),
                Some(bits) => {
                    let unknown = words(law, bits, |fact, _| fact.title.clone());
                    format!("не е известно: {unknown}")
                }
            }
        }
    }
}

fn words(law: &Law, bits: u64, word: impl Fn(&Rule, usize) -> String) -> String {
    let facts = law.eligibility.facts.iter().enumerate();
    let chosen = facts.filter(|(place, _)| bits >> place & 1 == 1);
    let list: Vec<_> = chosen.map(|(place, no)| word(&law.book().rules()[*no], place)).collect();
    list.join("; ")
}
