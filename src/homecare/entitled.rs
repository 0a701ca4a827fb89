//! Who is entitled (чл. 93, ал. 2 ЗСУ): what is known here, what is declared, what the law answers.
//!
//! Invariants: what is not known is never taken for a no; every answer names its articles.

use super::fact::{self, Exclusion, Fact};
use crate::disability::{self, Determined};
use crate::people::{self, Head, PersonId};
use kit::store::{StoreError, Tx};
use kit::types::Day;
use law::{Answer, Citizen, Law, RightAnswer};
use serde_json::{Value, json};

/// The rights of the law that lead to the service.
const RIGHTS: [&str; 2] = ["assistant-support-old", "assistant-support-disability"];

/// Exclusions of the days ahead are looked for up to so many days.
const AHEAD: i32 = 366;

/// From where an answer is known. Words have the key `homecare-source-<code>`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Source {
    /// The file of the person.
    File,
    /// A decision that is entered.
    Decision,
    /// Somebody declared it.
    Declared,
    /// Nothing else is known here.
    Nothing,
    /// Nobody said it.
    Unknown,
}

impl Source {
    /// The end of its key.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Source::File => "file",
            Source::Decision => "decision",
            Source::Declared => "declared",
            Source::Nothing => "nothing",
            Source::Unknown => "unknown",
        }
    }
}

/// A question of the law with its answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answered {
    /// The question, as the law names it.
    pub key: &'static str,
    /// The answer; null when nobody said it.
    pub value: Value,
    /// From where it is known.
    pub source: Source,
    /// Who declared it, or which decision.
    pub who: String,
}

/// What is known of a person.
pub struct Asked {
    /// The person.
    pub head: Head,
    /// The newest expert decision.
    pub determined: Option<Determined>,
    /// What is declared and holds today.
    pub declared: Vec<Fact>,
    /// What excludes the service, today and ahead.
    pub exclusions: Vec<Exclusion>,
    /// The day.
    pub on: Day,
}

/// The answer with its reasons.
pub struct Entitled {
    /// Yes, no, or ask.
    pub answer: Answer,
    /// The two rights.
    pub rights: Vec<RightAnswer>,
    /// What was asked.
    pub answers: Vec<Answered>,
    /// How the age was counted.
    pub age: Vec<String>,
    /// The version of the rules.
    pub rules: String,
}

/// Reads what is known of a person.
///
/// # Errors
/// When the database does not answer.
pub async fn asked(tx: &Tx, person: PersonId, on: Day) -> Result<Asked, StoreError> {
    let head = people::head(tx, person).await?;
    let determined = disability::determined(tx, person, on).await?;
    let declared = fact::of_people(tx, &[person]).await?.remove(&person).unwrap_or_default();
    let declared = declared.into_iter().filter(|fact| fact.holds(on)).collect();
    let ahead = (on, on.plus(AHEAD));
    let exclusions = fact::exclusions(tx, &[person], ahead).await?.remove(&person);
    Ok(Asked { head, determined, declared, exclusions: exclusions.unwrap_or_default(), on })
}

impl Asked {
    /// What is declared of a kind last.
    fn said(&self, kind: &str) -> Option<&Fact> {
        self.declared.iter().rfind(|fact| fact.content.kind == kind)
    }

    fn excluded(&self, kinds: &[&str]) -> Option<&Exclusion> {
        let mut today = self.exclusions.iter().filter(|one| one.holds(self.on));
        today.find(|one| kinds.contains(&one.kind.as_str()))
    }

    fn declared(&self, key: &'static str, kind: &str) -> Answered {
        match self.said(kind) {
            Some(fact) => Answered {
                key,
                value: json!(fact.content.yes),
                source: Source::Declared,
                who: fact.content.who.clone(),
            },
            None => unknown(key),
        }
    }

    fn degree(&self) -> [Answered; 2] {
        let valid = self.determined.as_ref().filter(|known| known.holds);
        if let Some(known) = valid {
            let answered = |key, value| Answered {
                key,
                value,
                source: Source::Decision,
                who: known.number.clone(),
            };
            let degree = known.degree.map_or(Value::Null, |degree| json!(degree));
            return [answered("disability", degree), answered("foreign_help", json!(known.help))];
        }
        match self.said("no-degree").filter(|fact| fact.content.yes) {
            Some(fact) => {
                let answered = |key, value| Answered {
                    key,
                    value,
                    source: Source::Declared,
                    who: fact.content.who.clone(),
                };
                [answered("disability", json!(0)), answered("foreign_help", json!(false))]
            }
            None => [unknown("disability"), unknown("foreign_help")],
        }
    }

    fn living(&self) -> Answered {
        let found = self.excluded(&["residential", "hospital"]);
        let value = match found {
            Some(one) if one.kind == "hospital" => "hospital",
            Some(_) => "residential",
            None => "home",
        };
        let (source, who) = match found {
            Some(one) if one.source == "declared" => (Source::Declared, one.who.clone()),
            Some(one) => (Source::File, one.who.clone()),
            None => (Source::Nothing, String::new()),
        };
        Answered { key: "living", value: json!(value), source, who }
    }

    fn other_assistance(&self) -> Answered {
        let key = "other_assistance";
        if let Some(one) = self.excluded(&["personal-assistance", "other-aid"]) {
            let (value, who) = (json!(true), one.who.clone());
            return Answered { key, value, source: Source::Declared, who };
        }
        // No means: neither of the two.
        let said = ["personal-assistance", "other-aid"].map(|kind| self.said(kind));
        match said {
            [Some(one), Some(_)] => {
                let (value, who) = (json!(false), one.content.who.clone());
                Answered { key, value, source: Source::Declared, who }
            }
            _ => unknown(key),
        }
    }

    fn age(&self, law: &Law) -> (Answered, Answered, Vec<String>) {
        let declared = self.declared("over_working_age", "over-age");
        let Some(born) = self.head.birth_day else {
            return (unknown("age"), declared, Vec::new());
        };
        let years = people::age_on(born, self.on);
        let file = |key, value| Answered { key, value, source: Source::File, who: String::new() };
        let is_woman = match self.head.sex.as_str() {
            "female" => Some(true),
            "male" => Some(false),
            _ => None,
        };
        let counted = law.over_working_age(born.0, is_woman, self.on.0);
        let over = match counted.over {
            Some(over) => file("over_working_age", json!(over)),
            None => declared,
        };
        (file("age", json!(years)), over, counted.derivation.steps)
    }

    /// What the law answers.
    #[must_use]
    pub fn decided(&self, law: &Law) -> Entitled {
        let (years, over, age) = self.age(law);
        let [degree, help] = self.degree();
        let unable = self.declared("unable_to_self_serve", "unable");
        let answers =
            vec![years, over, unable, degree, help, self.other_assistance(), self.living()];
        let mut citizen = Citizen::default();
        for one in &answers {
            // A value outside the question, such as an age of 140, stays unanswered.
            let _ = citizen.set(one.key, &one.value);
        }
        let mut decided = law.rights(&citizen, Some(self.on.0));
        decided.rights.retain(|right| RIGHTS.contains(&right.id.as_str()));
        let best = [Answer::Yes, Answer::Ask];
        let found = |answer: &Answer| decided.rights.iter().any(|right| right.answer == *answer);
        let answer = best.into_iter().find(found).unwrap_or(Answer::No);
        let is_excluded = self.exclusions.iter().any(|one| one.holds(self.on));
        Entitled {
            answer: if is_excluded { Answer::No } else { answer },
            rights: decided.rights,
            answers,
            age,
            rules: decided.derivation.rule_version,
        }
    }
}

fn unknown(key: &'static str) -> Answered {
    Answered { key, value: Value::Null, source: Source::Unknown, who: String::new() }
}
