//! One rule of the law as data: a value with its article, its days of validity and how sure it is.
//!
//! Invariants: a rule has an id, a title and at least a value; its file and the date of the file
//! are known; no value holds a floating-point number (decimals are text).

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// How sure a fact is. The order is "more doubt is greater", so the worst of several is the
/// maximum.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Confidence {
    /// Verified: read in a text of the law.
    V,
    /// The text allows two readings, or sources conflict.
    C,
    /// From memory: not found in a text.
    M,
}

impl Confidence {
    /// The mark in words, as shown to an administrator.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::V => "проверено в текста",
            Self::C => "допуска два прочита",
            Self::M => "по памет, непроверено",
        }
    }
}

/// One version of a rule. Several versions of one id follow each other in time without overlap.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Rule {
    /// Identifier, such as `D01` or `assistance.coefficient`.
    pub id: String,
    /// What the rule says, in Bulgarian.
    pub title: String,
    /// The value; its meaning is given by `unit`.
    pub value: toml::Value,
    /// Unit of the value, such as `days`, `working-days`, `eur`, `percent`.
    pub unit: String,
    /// Articles that hold the rule, such as `чл. 10, ал. 4 ППЗСУ`.
    pub articles: Vec<String>,
    /// First day of validity.
    pub valid_from: Date,
    /// Last day of validity; none while it is not known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub valid_to: Option<Date>,
    /// How sure the value is.
    pub confidence: Confidence,
    /// Where the value was read (key of the research notes).
    pub source: String,
    /// Anything an administrator should know.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// The question that is still open, if any.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub open: Option<String>,
    /// Whether a municipality may set its own value.
    pub municipal_override: bool,
    /// File of the rule, without the extension.
    pub file: String,
    /// Date of the file, or of the draft that last touched the rule.
    pub file_date: Date,
    /// Name of the draft that changed this rule, if one did.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub draft: Option<String>,
    /// Whether a municipality's own value stands here; see [`crate::LocalValue`].
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub local: bool,
    /// What [`Rule::version`] gives, made once.
    #[serde(skip)]
    pub(crate) version: String,
    /// Keys that only one theme knows (trigger, who, move, when, say …).
    #[serde(flatten)]
    pub extra: toml::Table,
}

impl Rule {
    /// Whether the rule is in force on `day`.
    #[must_use]
    pub fn in_force(&self, day: Date) -> bool {
        self.valid_from <= day && self.valid_to.is_none_or(|last| day <= last)
    }

    /// A theme key holding text.
    #[must_use]
    pub fn text(&self, key: &str) -> Option<&str> {
        self.extra.get(key).and_then(toml::Value::as_str)
    }

    /// A theme key holding a list of texts; empty when absent.
    #[must_use]
    pub fn texts(&self, key: &str) -> Vec<String> {
        let list = self.extra.get(key).and_then(toml::Value::as_array);
        list.into_iter().flatten().filter_map(|v| v.as_str().map(str::to_owned)).collect()
    }

    /// File and date, the part of a decision that says which law it used.
    #[must_use]
    pub fn version(&self) -> &str {
        &self.version
    }

    /// Writes down the version, after file, date and draft are known.
    pub(crate) fn stamp(&mut self) {
        self.version = match &self.draft {
            _ if self.local => format!("{} {} (стойност на общината)", self.file, self.file_date),
            None => format!("{} {}", self.file, self.file_date),
            Some(draft) => format!("{} {} (проект: {draft})", self.file, self.file_date),
        };
    }

    /// The value as one line of text for people.
    #[must_use]
    pub fn value_text(&self) -> String {
        match &self.value {
            toml::Value::String(s) => s.clone(),
            toml::Value::Boolean(true) => "да".to_owned(),
            toml::Value::Boolean(false) => "не".to_owned(),
            other => other.to_string(),
        }
    }
}
