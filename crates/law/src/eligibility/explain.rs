//! The same decisions in words.
//!
//! Invariant: the answer is the one that [`super::RightRule`] gives; this only finds its reasons.

use jiff::civil::Date;
use serde::Serialize;

use super::{Answer, Citizen, Known, RightRule};
use crate::Law;
use crate::day::written;
use crate::derivation::Derivation;
use crate::rule::Rule;

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
        out.push(RightAnswer {
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
