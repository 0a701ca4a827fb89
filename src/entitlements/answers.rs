//! What was answered, without a database: which questions are asked, which one comes next or came before,
//! what the law is told. Answers live in the form alone.

use super::checks::{Kind, Question, UNKNOWN, checks, question};
use kit::types::Day;
use law::{Citizen, Confidence, Currency, Law, Money};
use serde_json::json;
use std::collections::BTreeMap;

/// What was answered, by the key of the question; "I do not know" is an answer.
pub type Answers = BTreeMap<String, String>;

/// The answers among fields that came; what is no answer is left out.
#[must_use]
pub fn read<'a>(fields: impl IntoIterator<Item = (&'a str, &'a str)>) -> Answers {
    let read = |(key, typed): (&str, &str)| {
        let question = question(key)?;
        Some((question.key.clone(), question.read(typed)?))
    };
    fields.into_iter().filter_map(read).collect()
}

/// The questions that are asked after these answers, and what is known from them.
#[derive(Clone, Debug, Default)]
pub struct Way {
    /// In their order.
    pub asked: Vec<&'static Question>,
    /// By the key of the question; what nobody knows is not there.
    pub values: BTreeMap<String, String>,
}

/// The way that these answers lead.
#[must_use]
pub fn way(answers: &Answers) -> Way {
    let mut way = Way::default();
    for question in &checks().question {
        let holds = |all: &[super::checks::Condition]| all.iter().all(|one| one.holds(&way.values));
        let value = match question.skip.iter().find(|skip| holds(&skip.all)) {
            Some(skip) => skip.value.clone(),
            None => {
                way.asked.push(question);
                answers.get(&question.key).cloned().unwrap_or_default()
            }
        };
        if !value.is_empty() && value != UNKNOWN {
            way.values.insert(question.key.clone(), value);
        }
    }
    way
}

impl Way {
    fn place(&self, key: &str) -> Option<usize> {
        self.asked.iter().position(|one| one.key == key)
    }

    /// The place of a question, from 1.
    #[must_use]
    pub fn number(&self, key: &str) -> usize {
        self.place(key).map_or(1, |place| place + 1)
    }

    /// The question before another one.
    #[must_use]
    pub fn before(&self, key: &str) -> Option<&'static Question> {
        self.asked.get(self.place(key)?.checked_sub(1)?).copied()
    }

    /// The question after another one.
    #[must_use]
    pub fn after(&self, key: &str) -> Option<&'static Question> {
        self.asked.get(self.place(key)? + 1).copied()
    }

    /// The first question that has no answer.
    #[must_use]
    pub fn open(&self, answers: &Answers) -> Option<&'static Question> {
        self.asked.iter().find(|one| !answers.contains_key(&one.key)).copied()
    }

    /// Somebody is in danger: help is shown before all else.
    #[must_use]
    pub fn is_urgent(&self) -> bool {
        self.values.get("crisis").is_some_and(|value| value != "none")
    }
}

/// What is shown after a step.
#[derive(Clone, Copy, Debug)]
pub enum Step {
    /// A question.
    Ask(&'static Question),
    /// The same question, because what was typed is no answer.
    Wrong(&'static Question),
    /// The result.
    Done,
}

/// What was sent with a step.
#[derive(Clone, Copy, Debug, Default)]
pub struct Sent<'a> {
    /// The question that was on the page.
    pub at: &'a str,
    /// The button: `next`, `back`, `unknown`, `to-<key>`.
    pub go: &'a str,
    /// What was typed or chosen.
    pub typed: &'a str,
    /// The question was opened from the result.
    pub whole: bool,
}

fn first() -> Step {
    checks().question.first().map_or(Step::Done, Step::Ask)
}

/// The step after what was sent; the answer is put among the answers.
#[must_use]
pub fn step(answers: &mut Answers, sent: &Sent<'_>) -> Step {
    if let Some(key) = sent.go.strip_prefix("to-") {
        let asked = way(answers).asked;
        return asked.into_iter().find(|one| one.key == key).map_or_else(first, Step::Ask);
    }
    let Some(at) = question(sent.at) else { return first() };
    let typed = if sent.go == UNKNOWN { UNKNOWN } else { sent.typed };
    let read = at.read(typed);
    let is_back = sent.go == "back";
    match read {
        Some(value) => {
            answers.insert(at.key.clone(), value);
        }
        None if is_back => {}
        None => return Step::Wrong(at),
    }
    let way = way(answers);
    let next = match (is_back, sent.whole) {
        (true, _) => return way.before(&at.key).map_or_else(first, Step::Ask),
        (false, true) => way.open(answers),
        // Who went back walks the same way again; who changed much may have jumped over something.
        (false, false) => way.after(&at.key).or_else(|| way.open(answers)),
    };
    next.map_or(Step::Done, Step::Ask)
}

/// Income against the poverty line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Income {
    /// Of all who live together.
    pub whole: Money,
    /// So many live together.
    pub members: i64,
    /// Of each.
    pub each: Money,
    /// The poverty line of the day.
    pub line: Money,
    /// As the law calls it: `none`, `below_poverty`, `above_poverty`.
    pub standing: &'static str,
    /// Where the line stands.
    pub article: String,
    /// How sure the line is.
    pub mark: Confidence,
    /// The year of the line, when it is an earlier one.
    pub of_year: Option<i16>,
}

/// The income of each against the poverty line; none when it is not known.
#[must_use]
pub fn income(law: &Law, day: Day, values: &BTreeMap<String, String>) -> Option<Income> {
    let whole = Money::parse(values.get("income")?, Currency::Eur).ok()?;
    // Who has less than a euro is not asked how many live together.
    let members = match values.get("members") {
        Some(text) => text.parse::<i64>().ok().filter(|members| *members > 0)?,
        None if whole.cents < 100 => 1,
        None => return None,
    };
    let each = Money::eur((whole.cents + members / 2) / members);
    let line = law.poverty_line(day.0).ok().filter(|line| line.currency == Currency::Eur)?;
    let rule = law.book().at("zhu.poverty-line", day.0).ok()?;
    let standing = match each.cents {
        0 => "none",
        cents if cents <= line.cents => "below_poverty",
        _ => "above_poverty",
    };
    let (year, of) = (day.0.year(), rule.valid_from.year());
    Some(Income {
        whole,
        members,
        each,
        line,
        standing,
        article: rule.articles.join("; "),
        mark: rule.confidence,
        of_year: (of < year).then_some(of),
    })
}

/// What the law is told.
#[must_use]
pub fn citizen(values: &BTreeMap<String, String>, income: Option<&Income>) -> Citizen {
    let mut citizen = Citizen::default();
    for question in checks().question.iter().filter(|one| !one.own) {
        let Some(value) = values.get(&question.key) else { continue };
        let value = match question.kind {
            Kind::YesNo => json!(value == "yes"),
            Kind::Number => json!(value.parse::<u32>().ok()),
            Kind::Choice | Kind::Money => json!(value),
        };
        // What the law does not allow stays unanswered.
        let _ = citizen.set(&question.key, &value);
    }
    if let Some(income) = income {
        let _ = citizen.set("income", &json!(income.standing));
    }
    citizen
}
