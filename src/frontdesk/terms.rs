//! What the law says about a wish: who refers and why, who is told at once, until when.

use crate::services::Service;
use kit::types::Day;
use law::{Competence, Due, Law, LawError, Urgent};
use serde::Deserialize;

/// A decision on competence, as it was made or as a case keeps it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
pub struct Decision {
    /// The deciding rule: `R6`.
    pub rule: String,
    /// `old` or `new`.
    pub regime: String,
    /// `municipality`, `dsp` …
    pub competent: String,
    /// Code of the competent municipality.
    pub municipality: Option<String>,
    /// Who must be told at once: `dsp`, `mvr`.
    pub notify: Vec<String>,
    /// The rule in a few words.
    pub title: String,
    /// The steps, in Bulgarian.
    #[serde(rename = "derivation")]
    pub steps: Vec<String>,
    /// The articles.
    pub articles: Vec<String>,
    /// Versions of the rule files.
    pub rule_version: String,
}

impl Decision {
    /// The decision that a case keeps as JSON.
    pub fn read(json: &str) -> Decision {
        serde_json::from_str(json).unwrap_or_default()
    }

    /// A fresh decision.
    pub fn of(competence: &Competence) -> Decision {
        let value = serde_json::to_value(competence).unwrap_or_default();
        serde_json::from_value(value).unwrap_or_default()
    }

    /// Key of the sentence that says who refers.
    pub fn key(&self) -> &'static str {
        match self.competent.as_str() {
            "municipality" => "frontdesk-competent-municipality",
            "other_municipality" => "frontdesk-competent-other",
            "dsp" => "frontdesk-competent-dsp",
            "court" => "frontdesk-competent-court",
            "provider" => "frontdesk-competent-provider",
            _ => "frontdesk-competent-nobody",
        }
    }

    /// Key of the sentence that says what the office does now.
    pub fn next_key(&self) -> &'static str {
        match self.competent.as_str() {
            _ if !self.notify.is_empty() => "frontdesk-next-urgent",
            "municipality" => "frontdesk-next-municipality",
            "other_municipality" => "frontdesk-next-other",
            "dsp" | "court" => "frontdesk-next-dsp",
            _ => "frontdesk-next-provider",
        }
    }

    /// Key of the words for the regime.
    pub fn regime_key(&self) -> &'static str {
        if self.regime == "new" { "frontdesk-regime-new" } else { "frontdesk-regime-old" }
    }
}

/// The terms that start with a wish on a day: of the municipality's own work, or of handing over.
///
/// # Errors
/// When the law has no rule for that day.
pub fn terms(law: &Law, decision: &Decision, wish_on: Day) -> Result<Vec<Due>, LawError> {
    let rules: &[&str] = match decision.competent.as_str() {
        _ if !decision.notify.is_empty() => &["D04"],
        "municipality" => &["D02", "D03", "D01"],
        "dsp" | "court" | "other_municipality" => &["D58"],
        _ => &[],
    };
    rules.iter().map(|rule| law.due(rule, wish_on.0, &[])).collect()
}

/// What the law answers.
#[derive(Clone, Debug)]
pub struct Answer {
    /// Who refers and why.
    pub decision: Decision,
    /// Until when.
    pub terms: Vec<Due>,
}

/// Asks the law.
///
/// # Errors
/// When the law cannot answer for that day or service: a mistake of the input.
pub fn ask(law: &Law, facts: &law::Case) -> Result<Answer, LawError> {
    let competence = law.competence(facts)?;
    let decision = Decision::of(&competence);
    let terms = terms(law, &decision, Day(facts.date))?;
    Ok(Answer { decision, terms })
}

/// Who must be told at once about somebody of an urgent group, when no service is wished yet
/// (a signal): the law's answer for the group alone.
///
/// # Errors
/// When the law cannot answer for that day.
pub fn urgent_bodies(
    law: &Law,
    (urgent, life_in_danger): (Urgent, bool),
    (on, municipality): (Day, &str),
) -> Result<Vec<String>, LawError> {
    let service = law::Service {
        kind: 1,
        access: law::Access::Specialised,
        level: law::Level::Municipal,
        funding: law::Funding::Municipal,
        provider_municipality: None,
        replacement_care: None,
        optional_referral: false,
        legacy_home: false,
        agreement_municipality: None,
    };
    let person = law::Person { urgent: Some(urgent), life_in_danger, ..law::Person::default() };
    let this_municipality = municipality.to_owned();
    let facts = law::Case { date: on.0, signed: None, this_municipality, service, person };
    Ok(Decision::of(&law.competence(&facts)?).notify)
}

/// A value of the law by the name it has in data.
pub fn named<T: serde::de::DeserializeOwned>(name: &str) -> Option<T> {
    serde_json::from_value(serde_json::Value::String(name.to_owned())).ok()
}

/// What the catalogue says about the service; `None` when it lacks what competence hangs on.
pub fn facts_of_service(service: &Service, here: &str) -> Option<law::Service> {
    let replacement_care = match &service.replacement_care {
        Some(kind) => Some(named(kind)?),
        None => None,
    };
    Some(law::Service {
        kind: Some(service.kind).filter(|kind| (1..=10).contains(kind))?,
        access: named(&service.access)?,
        level: named(&service.level)?,
        funding: named(&service.funding)?,
        // The catalogue holds what is provided in this municipality.
        provider_municipality: Some(here.to_owned()),
        replacement_care,
        optional_referral: service.optional_referral,
        legacy_home: service.legacy_home,
        agreement_municipality: None,
    })
}
