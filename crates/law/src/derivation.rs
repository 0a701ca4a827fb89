//! How an answer came about: steps in words, articles, the version of the rules, how sure it is.
//!
//! Invariant: articles stand in the order of first use, without repeats; confidence is that of the
//! least sure rule used.

use serde::Serialize;

use crate::rule::{Confidence, Rule};

/// The reasoning of one answer. It is flattened into the JSON of the answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Derivation {
    /// The steps, in Bulgarian, in order.
    #[serde(rename = "derivation")]
    pub steps: Vec<String>,
    /// Articles used.
    pub articles: Vec<String>,
    /// Files of the rules used with their dates, such as `deadlines-referral 2026-11-21`.
    pub rule_version: String,
    /// The least sure of the rules used.
    pub confidence: Confidence,
}

impl Default for Derivation {
    fn default() -> Self {
        Self {
            steps: Vec::new(),
            articles: Vec::new(),
            rule_version: String::new(),
            confidence: Confidence::V,
        }
    }
}

impl Derivation {
    /// A reasoning that rests on no single rule, but on the law as a whole.
    pub(crate) fn of_whole_law(law: &crate::Law) -> Self {
        Self { rule_version: law.version(), ..Self::default() }
    }

    /// Records that a rule was used: its articles, version and doubt.
    pub(crate) fn cite(&mut self, rule: &Rule) {
        self.cite_articles(&rule.articles);
        self.confidence = self.confidence.max(rule.confidence);
        self.versioned(rule.version());
    }

    fn versioned(&mut self, version: &str) {
        if self.rule_version.split("; ").any(|v| v == version) {
            return;
        }
        if !self.rule_version.is_empty() {
            self.rule_version.push_str("; ");
        }
        self.rule_version.push_str(version);
    }

    /// Records articles.
    pub(crate) fn cite_articles(&mut self, articles: &[String]) {
        for article in articles {
            if !self.articles.contains(article) {
                self.articles.push(article.clone());
            }
        }
    }

    /// Adds a step.
    pub(crate) fn step(&mut self, text: impl Into<String>) {
        let mut text = text.into();
        // A sentence that ends with a day ends with the dot of its „г.“.
        if text.ends_with("г..") {
            text.pop();
        }
        self.steps.push(text);
    }

    /// Adds a step that ends with the articles of the rule it rests on, and cites the rule.
    pub(crate) fn step_by(&mut self, rule: &Rule, text: impl Into<String>) {
        self.step_of(rule, text);
        self.cite(rule);
    }

    /// Adds a step that ends with the articles of a rule that is already cited.
    pub(crate) fn step_of(&mut self, rule: &Rule, text: impl Into<String>) {
        let mut text = text.into();
        if !rule.articles.is_empty() {
            if text.ends_with('.') {
                text.pop();
            }
            text.push_str(" (");
            for (i, article) in rule.articles.iter().enumerate() {
                text.push_str(if i == 0 { "" } else { "; " });
                text.push_str(article);
            }
            text.push_str(").");
        }
        self.steps.push(text);
    }

    /// Takes over the articles, versions and doubt of another reasoning, and its steps.
    pub(crate) fn absorb(&mut self, other: Self) {
        self.steps.extend(other.steps);
        self.cite_articles(&other.articles);
        self.confidence = self.confidence.max(other.confidence);
        for version in other.rule_version.split("; ").filter(|v| !v.is_empty()) {
            self.versioned(version);
        }
    }

    /// The reasoning as numbered lines for people.
    #[must_use]
    pub fn text(&self) -> String {
        let mut out = String::new();
        for (i, step) in self.steps.iter().enumerate() {
            out.push_str(&format!("{}. {step}\n", i + 1));
        }
        if !self.articles.is_empty() {
            out.push_str(&format!("Основание: {}.\n", self.articles.join("; ")));
        }
        let sure = self.confidence.words();
        out.push_str(&format!("Версия на правилата: {}. Сигурност: {sure}.\n", self.rule_version));
        out
    }
}
