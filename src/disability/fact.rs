//! What is kept of a decision: the need and its term, never the diagnosis.

use super::FactId;
use super::store::disability_fact;
use kit::store::{StoreError, Tx};
use kit::types::{Day, Instant};
use law::{Law, LawError};
use serde::{Deserialize, Serialize};

/// Kinds: the decision of an expert body, the individual assessment, the directive of ДСП; the
/// name has the key `disability-kind-<code>`.
pub const KINDS: [&str; 3] = ["expert", "assessment", "directive"];
/// Expert bodies; the name has the key `disability-board-<code>`.
pub const BOARDS: [&str; 3] = ["telk", "nelk", "other"];
/// What a directive is for; the name has the key `disability-support-<code>`.
pub const SUPPORTS: [&str; 3] = ["personal_assistance", "social_service", "other"];
/// Why a version was made; the name has the key `disability-reason-<code>`.
pub const REASONS: [&str; 2] = ["renewal", "correction"];

/// The sealed part of a fact.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(default)]
pub struct Facts {
    /// Number of the decision.
    pub number: String,
    /// Its day.
    #[schema(value_type = Option<String>, format = Date)]
    pub issued_on: Option<Day>,
    /// A code of [`BOARDS`]; only of an expert decision.
    pub board: String,
    /// Who issued it, in words.
    pub body: String,
    /// `until`, `life`, or `law`: the law sets it; the name has the key `disability-term-<code>`.
    pub term: String,
    /// Last day, when the term is `until`.
    #[schema(value_type = Option<String>, format = Date)]
    pub until: Option<Day>,
    /// Degree of reduced capacity, per cent.
    pub degree: Option<u8>,
    /// Чужда помощ.
    pub help: bool,
    /// Its last day; none while `help` is for life or as long as the decision.
    #[schema(value_type = Option<String>, format = Date)]
    pub help_until: Option<Day>,
    /// A code of [`SUPPORTS`]; only of a directive.
    pub support: String,
    /// Degree of dependency, 1 to 4.
    pub grade: Option<u8>,
    /// Hours a month.
    pub hours: Option<u32>,
    /// What else the work needs.
    pub note: String,
    /// A code of [`REASONS`]; empty for the first version.
    pub reason: String,
    /// Why, in words.
    pub why: String,
    /// Number of the application for a new decision.
    pub filed_number: String,
    /// With whom it was filed.
    pub filed_with: String,
}

/// The rule by which an assessment on a decision for life ends.
const FIVE_YEARS: &str = "Z56";

impl Facts {
    /// The day that is watched: the first of the last days.
    ///
    /// # Errors
    /// When the law has no term for that day.
    pub fn ends_on(&self, law: &Law) -> Result<Option<Day>, LawError> {
        let own = match (self.term.as_str(), self.issued_on) {
            ("law", Some(day)) => law.deadline(FIVE_YEARS)?.day(day.0)?.date().map(Day),
            _ => self.until,
        };
        Ok([own, self.help_until].into_iter().flatten().min())
    }
}

/// A fact in one version, opened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, utoipa::ToSchema)]
pub struct Fact {
    /// This version.
    #[schema(value_type = String)]
    pub id: FactId,
    /// The first version of the same fact.
    #[schema(value_type = String)]
    pub line: FactId,
    /// A code of [`KINDS`].
    pub kind: String,
    /// The day that is watched; none: for life.
    #[schema(value_type = Option<String>, format = Date)]
    pub ends_on: Option<Day>,
    /// The day on which a new decision was asked for.
    #[schema(value_type = Option<String>, format = Date)]
    pub filed_on: Option<Day>,
    /// That was in time: the old decision holds until the new one.
    pub in_time: bool,
    /// A newer version holds.
    pub is_replaced: bool,
    /// The rest.
    #[serde(flatten)]
    pub facts: Facts,
    /// Who entered this version.
    pub by: String,
    /// When.
    #[schema(value_type = i64)]
    pub made_at: Instant,
    /// Version of the row.
    pub version: i32,
}

impl Fact {
    /// Opens a row.
    ///
    /// # Errors
    /// When it cannot be opened.
    pub fn opened(tx: &Tx, row: disability_fact::Model) -> Result<Fact, StoreError> {
        let facts = tx.open_json("disability_fact", "facts_sealed", row.id.0, &row.facts_sealed)?;
        Ok(Fact {
            id: row.id,
            line: row.line_id,
            kind: row.kind,
            ends_on: row.ends_on,
            filed_on: row.filed_on,
            in_time: row.in_time,
            is_replaced: row.replaced_by.is_some(),
            facts,
            by: row.account_name,
            made_at: row.made_at,
            version: row.version,
        })
    }
}

/// Whether a text holds what looks like the code of a diagnosis: a letter and two digits standing
/// alone, perhaps with a point and more digits („G80“, „Е11.4“), in Latin or Cyrillic letters.
pub fn names_a_diagnosis(text: &str) -> bool {
    let upper = text.to_uppercase();
    if upper.contains("МКБ") || upper.contains("ICD") {
        return true;
    }
    let words = upper.split(|c: char| !(c.is_alphanumeric() || c == '.'));
    words.map(|word| word.trim_matches('.')).any(|word| {
        let mut letters = word.chars();
        let first = letters.next().is_some_and(char::is_alphabetic);
        let rest = letters.as_str();
        let (code, part) = rest.split_once('.').unwrap_or((rest, ""));
        let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
        first && code.len() == 2 && digits(code) && digits(part) && part.len() <= 2
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_of_diagnoses_are_noticed_and_other_texts_are_not() {
        for text in ["G80", "диагноза F20.0", "(Е11.4)", "по МКБ-10", "i69.3."] {
            assert!(names_a_diagnosis(text), "{text}");
        }
        for text in ["№ 1234-089", "стая 12", "бл. 15, вх. А", "84 часа", "2026 г.", ""]
        {
            assert!(!names_a_diagnosis(text), "{text}");
        }
    }

    #[test]
    fn the_first_of_the_last_days_is_watched() {
        let law = Law::current();
        let day = |text: &str| text.parse::<Day>().ok();
        let facts = Facts {
            term: "until".into(),
            issued_on: day("2024-03-01"),
            until: day("2027-03-01"),
            help_until: day("2026-12-01"),
            ..Facts::default()
        };
        assert_eq!(facts.ends_on(law).expect("a day"), day("2026-12-01"));
        let five = Facts { term: "law".into(), issued_on: day("2022-02-10"), ..Facts::default() };
        assert_eq!(five.ends_on(law).expect("a day"), day("2027-02-10"));
        let life = Facts { term: "life".into(), issued_on: day("2022-02-10"), ..Facts::default() };
        assert_eq!(life.ends_on(law).expect("no day"), None);
    }
}
