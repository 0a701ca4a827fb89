//! Whether a right is there: yes, no, or a person must look; each with the facts that decided. Pure: the
//! law of the day, the answers, and nothing else.
//!
//! Invariants: what is not known makes no right "yes" or "no" unless it does not matter; nothing panics.

use super::answers::{self, Answers, Income, Way, citizen, income};
use super::checks::{Check, checks};
use kit::types::Day;
use law::{Answer, Case, Competent, Currency, Disabled, Fact, Law, Money, Pension, RightAnswer};
use serde_json::json;
use std::collections::BTreeMap;

/// A code that is no municipality's: some other one.
const OTHER: &str = "other";

/// What one way says.
struct Weighed {
    against: Vec<Fact>,
    open: Vec<Fact>,
    all: Vec<Fact>,
}

fn weigh(way: &[String], facts: &[Fact]) -> Weighed {
    let mut weighed = Weighed { against: Vec::new(), open: Vec::new(), all: Vec::new() };
    for condition in way {
        let (name, must) = match condition.strip_prefix('!') {
            Some(name) => (name, false),
            None => (condition.as_str(), true),
        };
        let known = facts.iter().find(|fact| fact.id == name).and_then(|fact| fact.holds);
        let fact = Fact { id: name.to_owned(), holds: known };
        match known {
            None => weighed.open.push(fact.clone()),
            Some(holds) if holds != must => weighed.against.push(fact.clone()),
            Some(_) => {}
        }
        weighed.all.push(fact);
    }
    weighed
}

/// The answer of ways over facts, and the facts that decided: of a "no" those that stand against the nearest
/// way, of an "ask" those that are not known, of the rest all of the way.
#[must_use]
pub fn decide(ways: &[Vec<String>], look: bool, facts: &[Fact]) -> (Answer, Vec<Fact>) {
    let weighed: Vec<Weighed> = ways.iter().map(|way| weigh(way, facts)).collect();
    let mut hopeful: Vec<&Weighed> = weighed.iter().filter(|one| one.against.is_empty()).collect();
    hopeful.sort_by_key(|one| one.open.len());
    match hopeful.first() {
        Some(one) if one.open.is_empty() => {
            (if look { Answer::Ask } else { Answer::Yes }, one.all.clone())
        }
        Some(one) => (Answer::Ask, one.open.clone()),
        None => {
            let nearest = weighed.iter().min_by_key(|one| one.against.len());
            (Answer::No, nearest.map(|one| one.against.clone()).unwrap_or_default())
        }
    }
}

/// Who refers to a service.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refers {
    /// On the day.
    pub competent: Competent,
    /// Where it stands.
    pub articles: Vec<String>,
    /// From which day somebody else, when that is known.
    pub later: Option<(Day, Competent)>,
}

/// A sum.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Amount {
    /// As people write it.
    pub written: String,
    /// How it was counted, in Bulgarian.
    pub steps: Vec<String>,
    /// It comes every month; else once, at most.
    pub is_monthly: bool,
}

/// What was found of one right.
#[derive(Clone, Debug)]
pub struct Found {
    /// Which.
    pub check: &'static Check,
    /// Yes, no or ask.
    pub answer: Answer,
    /// What decided.
    pub facts: Vec<Fact>,
    /// Where it stands.
    pub article: String,
    /// Who refers, where somebody does.
    pub refers: Option<Refers>,
    /// How much, where the law says it.
    pub amount: Option<Amount>,
}

impl Found {
    /// The code of the answer.
    #[must_use]
    pub fn code(&self) -> &'static str {
        code(self.answer)
    }

    /// All conditions hold, and yet an officer decides.
    #[must_use]
    pub fn is_looked_at(&self) -> bool {
        self.answer == Answer::Ask && self.facts.iter().all(|fact| fact.holds.is_some())
    }
}

/// The code of an answer.
#[must_use]
pub fn code(answer: Answer) -> &'static str {
    match answer {
        Answer::Yes => "yes",
        Answer::No => "no",
        Answer::Ask => "ask",
    }
}

/// By what is asked: the law, the day, the code of this municipality.
#[derive(Clone, Copy)]
pub struct Under<'a> {
    /// The law in this municipality.
    pub law: &'a Law,
    /// The day.
    pub day: Day,
    /// The municipality.
    pub here: &'a str,
}

/// Everything that was found.
#[derive(Clone, Debug)]
pub struct Outcomes {
    /// In the order of the file.
    pub found: Vec<Found>,
    /// Income against the poverty line.
    pub income: Option<Income>,
    /// The questions that were asked.
    pub way: Way,
}

/// Asks the law about everything.
#[must_use]
pub fn evaluate(under: Under<'_>, answers: &Answers) -> Outcomes {
    let way = answers::way(answers);
    let income = income(under.law, under.day, &way.values);
    let citizen = citizen(&way.values, income.as_ref());
    let (rights, facts) =
        (under.law.rights(&citizen, Some(under.day.0)).rights, under.law.facts(&citizen));
    let found = checks().check.iter().map(|check| {
        let (answer, deciding, article) = match best(&rights, check) {
            Some(right) => (right.answer, right.facts.clone(), right.article.clone()),
            None => {
                let (answer, deciding) = decide(&check.ways, check.look, &facts);
                (answer, deciding, check.articles.join("; "))
            }
        };
        let is_hopeful = answer != Answer::No;
        let refers = if is_hopeful { refers(under, check, &way.values) } else { None };
        let mut one = Found { check, answer, facts: deciding, article, refers, amount: None };
        if answer == Answer::Yes || one.is_looked_at() {
            one.amount = amount(under, check, &way.values);
        }
        one
    });
    Outcomes { found: found.collect(), income, way }
}

/// The best answer of the law about a check: yes before ask before no, with the fewest facts in the way.
fn best<'a>(rights: &'a [RightAnswer], check: &Check) -> Option<&'a RightAnswer> {
    let rank = |one: &&RightAnswer| match one.answer {
        Answer::Yes => (0, 0),
        Answer::Ask => (1, one.facts.len()),
        Answer::No => (2, one.facts.len()),
    };
    rights.iter().filter(|one| check.law.contains(&one.id)).min_by_key(rank)
}

/// Articles that stand behind every referral and tell nothing about this one.
fn general(law: &Law) -> impl Iterator<Item = &String> {
    let names = ["competence.forward", "competence.information"];
    let rules = names.into_iter().filter_map(move |name| law.book().newest(name).ok());
    rules.flat_map(|rule| &rule.articles)
}

fn refers(under: Under<'_>, check: &Check, values: &BTreeMap<String, String>) -> Option<Refers> {
    if check.kind == 0 {
        return None;
    }
    let address = match values.get("place").map(String::as_str) {
        Some("other") => Some(OTHER),
        Some("none") => None,
        _ => Some(under.here),
    };
    let urgent = values.get("crisis").filter(|value| *value != "none");
    let on = |day: Day| {
        let case = json!({
            "date": day.0, "this_municipality": under.here,
            "service": {
                "kind": check.kind, "funding": "state",
                // Where somebody lives is where a service is looked for.
                "provider_municipality": address.unwrap_or(under.here),
                "replacement_care": check.replacement,
            },
            "person": { "present_address": address, "stays_in": under.here, "urgent": urgent },
        });
        let case: Case = serde_json::from_value(case).ok()?;
        under.law.competence(&case).ok()
    };
    let now = on(under.day)?;
    let switch = under.law.book().newest("regime.switch").ok();
    let switch = switch.and_then(|rule| rule.value.as_str()?.parse().ok()).map(Day);
    let later = switch.filter(|day| *day > under.day).and_then(|day| {
        let then = on(day)?.competent;
        (then != now.competent).then_some((day, then))
    });
    let mut articles = now.derivation.articles;
    articles.retain(|article| !general(under.law).any(|known| known == article));
    Some(Refers { competent: now.competent, articles, later })
}

fn amount(under: Under<'_>, check: &Check, values: &BTreeMap<String, String>) -> Option<Amount> {
    let degree: u8 = values.get("disability").and_then(|text| text.parse().ok()).unwrap_or(0);
    let day = under.day.0;
    let sum = |amount: &str, currency: Currency| Money::parse(amount, currency).ok();
    let (money, steps, is_monthly) = match check.amount.as_str() {
        "" => return None,
        "support" => {
            let pension = values.get("pension").cloned().unwrap_or_else(|| "none".to_owned());
            let pension: Pension = serde_json::from_value(json!(pension)).ok()?;
            let foreign_help = values.get("foreign_help").is_some_and(|value| value == "yes");
            let found = under.law.support(&Disabled { degree, foreign_help, pension }, day).ok()?;
            (sum(&found.amount, found.currency)?, found.derivation.steps, true)
        }
        "child-aid" => (under.law.child_monthly_aid(degree, day).ok()?, Vec::new(), true),
        aid => {
            let found = under.law.targeted_aid(aid, day).ok()?;
            (sum(&found.amount, found.currency)?, found.derivation.steps, false)
        }
    };
    (money.cents > 0).then(|| Amount { written: money.written(), steps, is_monthly })
}
