//! The questions and the rights that are checked, as data (`checks.toml`): read once, changed nowhere.

use law::{Currency, Money};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// What stands for "I do not know".
pub const UNKNOWN: &str = "unknown";

/// Everything in the file.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Checks {
    /// How results are kept.
    pub keep: Keep,
    /// The questions in their order.
    pub question: Vec<Question>,
    /// The rights in the order in which they are shown.
    pub check: Vec<Check>,
    /// Who helps at once.
    pub line: Vec<Line>,
}

/// How results are kept for the desk.
#[derive(Clone, Copy, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Keep {
    /// So many days.
    pub days: i32,
    /// So many a day from the page for anybody.
    pub most_a_day: u64,
}

/// How a question is answered.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// `yes` or `no`.
    #[default]
    YesNo,
    /// One of several.
    Choice,
    /// A whole number.
    Number,
    /// A sum in euro.
    Money,
}

/// A question.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Question {
    /// The key of the law's question, or our own.
    pub key: String,
    /// How it is answered.
    pub kind: Kind,
    /// What can be chosen.
    pub choices: Vec<String>,
    /// The least number.
    pub least: u32,
    /// The greatest number, or whole euro.
    pub most: u32,
    /// The law does not ask it itself.
    pub own: bool,
    /// When it is left out.
    pub skip: Vec<Skip>,
}

/// A reason to leave a question out.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Skip {
    /// All of these hold.
    pub all: Vec<Condition>,
    /// What is known then; empty for nothing.
    pub value: String,
}

/// A condition about an earlier question.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Condition {
    /// Which.
    pub question: String,
    /// The number is below.
    pub below: Option<u32>,
    /// The number is this or above.
    pub at_least: Option<u32>,
    /// It is one of these.
    pub is: Vec<String>,
    /// It is not known.
    pub missing: bool,
}

/// A right that is checked.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Check {
    /// Its code; its name has the key `entitlements-right-<code>`.
    pub code: String,
    /// Rights of the law.
    pub law: Vec<String>,
    /// Conditions where no rule of the law is: facts that must hold and, with `!`, that must not.
    pub ways: Vec<Vec<String>>,
    /// An officer decides even when all conditions hold.
    pub look: bool,
    /// Where it stands, when no rule of the law says so.
    pub articles: Vec<String>,
    /// How sure that is.
    pub mark: String,
    /// Where to go; words have the key `entitlements-next-<desk>`.
    pub desk: String,
    /// The item of чл. 15 ЗСУ to whose services the law tells who refers.
    pub kind: u8,
    /// Replacement care and where.
    pub replacement: Option<law::Replacement>,
    /// By what its sum is counted.
    pub amount: String,
    /// Topic of the contact that begins with it.
    pub topic: String,
}

/// Somebody who answers the telephone at once.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Line {
    /// Its code; its name has the key `entitlements-line-<code>`.
    pub code: String,
    /// The number.
    pub phone: String,
    /// How sure it is.
    pub mark: String,
}

static CHECKS: LazyLock<Checks> =
    LazyLock::new(|| toml::from_str(include_str!("checks.toml")).unwrap_or_default());

/// The file as read; a test finds one that cannot be.
#[must_use]
pub fn checks() -> &'static Checks {
    &CHECKS
}

/// The question of a key.
#[must_use]
pub fn question(key: &str) -> Option<&'static Question> {
    checks().question.iter().find(|one| one.key == key)
}

/// The check of a code.
#[must_use]
pub fn check(code: &str) -> Option<&'static Check> {
    checks().check.iter().find(|one| one.code == code)
}

impl Condition {
    /// Whether it holds for what is known.
    #[must_use]
    pub fn holds(&self, values: &BTreeMap<String, String>) -> bool {
        let Some(value) = values.get(&self.question) else { return self.missing };
        if self.missing {
            return false;
        }
        if !self.is.is_empty() {
            return self.is.contains(value);
        }
        // Of a sum the whole euro count.
        let whole = value.split('.').next().unwrap_or_default();
        whole.parse::<u32>().is_ok_and(|number| {
            self.below.is_none_or(|below| number < below)
                && self.at_least.is_none_or(|least| number >= least)
        })
    }
}

impl Question {
    /// What was typed, as it is carried on; none when it is no answer to this question.
    #[must_use]
    pub fn read(&self, typed: &str) -> Option<String> {
        let text: String = typed.chars().filter(|c| !c.is_whitespace()).collect();
        if text == UNKNOWN {
            return Some(text);
        }
        match self.kind {
            Kind::YesNo => ["yes", "no"].contains(&text.as_str()).then_some(text),
            Kind::Choice => self.choices.contains(&text).then_some(text),
            Kind::Number => {
                let digits = text.strip_suffix('%').unwrap_or(&text);
                let number: u32 = digits.parse().ok()?;
                (self.least..=self.most).contains(&number).then(|| number.to_string())
            }
            Kind::Money => {
                let money = Money::parse(text.trim_end_matches('€'), Currency::Eur).ok()?;
                let most = i64::from(self.most) * 100;
                (0..=most).contains(&money.cents).then(|| money.decimal())
            }
        }
    }

    /// What can be chosen; empty when something is typed.
    #[must_use]
    pub fn values(&self) -> Vec<&str> {
        let mut all: Vec<&str> = match self.kind {
            Kind::YesNo => vec!["yes", "no"],
            Kind::Choice => self.choices.iter().map(String::as_str).collect(),
            Kind::Number | Kind::Money => return Vec::new(),
        };
        all.push(UNKNOWN);
        all
    }
}
