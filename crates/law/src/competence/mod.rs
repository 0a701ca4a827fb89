//! Who refers: rules R1–R17 of чл. 74–77 ЗСУ in both regimes.
//!
//! Invariants: the rules are tried in the order that the rule file gives for the regime, the first
//! whose condition holds decides; the regime depends only on the day of the wish (reading O13) and
//! on the dated rule `regime.switch`; information is always available at both desks.

mod case;
mod explain;
mod wish;

use jiff::civil::Date;
use serde::Serialize;

pub use case::{
    Access, Case, Desk, Funding, Guardianship, Level, Person, Replacement, Service, Urgent,
};
use case::{Facts, Mask};
pub(crate) use wish::Wish;

use crate::day::{DayNo, number};
use crate::derivation::Derivation;
use crate::reader::{Dated, Reader, RuleNo};
use crate::rule::Rule;
use crate::{Law, LawError};

/// The referral regime.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Regime {
    /// The transitional regime of § 3 ППЗСУ: state-funded services through ДСП.
    Old,
    /// The full division between municipalities and ДСП.
    New,
}

/// Who is competent to refer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Competent {
    /// The municipality that asks.
    Municipality,
    /// Another municipality.
    OtherMunicipality,
    /// Дирекция „Социално подпомагане“.
    Dsp,
    /// The district court, at the request of ДСП.
    Court,
    /// The private provider.
    Provider,
    /// No referral is needed.
    Nobody,
}

impl Competent {
    /// The name in Bulgarian.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::Municipality => "тази община",
            Self::OtherMunicipality => "друга община",
            Self::Dsp => "Дирекция „Социално подпомагане“",
            Self::Court => "районният съд, по искане на Дирекция „Социално подпомагане“",
            Self::Provider => "доставчикът на услугата",
            Self::Nobody => "не е нужно насочване",
        }
    }
}

/// Who must be told at once.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Notify {
    /// Дирекция „Социално подпомагане“.
    Dsp,
    /// The police.
    Mvr,
}

/// Whether a referral is needed before use.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Referral {
    /// A preliminary assessment comes first.
    Required,
    /// The person may ask for one or go to the provider directly.
    Optional,
    /// The person goes to the provider directly.
    None,
}

/// The answer to "who refers".
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Competence {
    /// The deciding rule, `R1`…`R17`.
    pub rule: String,
    /// The regime on the day of the wish.
    pub regime: Regime,
    /// Who is competent.
    pub competent: Competent,
    /// Code of the competent municipality, when it is one and is known.
    pub municipality: Option<String>,
    /// Who must be told at once.
    pub notify: Vec<Notify>,
    /// Whether a referral is needed at all.
    pub referral: Referral,
    /// The rule in a few words.
    pub title: String,
    /// Why, in words for the citizen.
    #[serde(flatten)]
    pub derivation: Derivation,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Outcome {
    Fixed(Competent),
    ByProvider,
    ByAddress,
    ByOblast,
    ByAgreement,
    ByStay,
}

#[derive(Debug, Clone)]
struct Entry {
    rule: RuleNo,
    masks: Vec<Mask>,
    court: Vec<Mask>,
    outcome: Outcome,
    referral: Referral,
    notify: Vec<Notify>,
    notify_in_danger: Vec<Notify>,
}

/// The competence rules of one law.
#[derive(Debug, Clone)]
pub(crate) struct Competences {
    old: Vec<Entry>,
    new: Vec<Entry>,
    switch: Date,
    switch_no: DayNo,
    switch_rule: RuleNo,
    by_signing: Dated<bool>,
}

impl Competences {
    pub(crate) fn read(reader: &Reader<'_>) -> Result<Self, LawError> {
        let (switch_rule, rule) = reader.one("regime.switch")?;
        for id in ["regime.old", "regime.new", "competence.address", "competence.information"] {
            reader.one(id)?;
        }
        reader.one("competence.forward")?;
        let order = |id: &str| -> Result<Vec<Entry>, LawError> {
            let names = reader.one(id)?.1.words()?;
            names.iter().map(|name| Entry::read(reader, name)).collect()
        };
        Ok(Self {
            old: order("competence.order.old")?,
            new: order("competence.order.new")?,
            switch: rule.day()?,
            switch_no: number(rule.day()?),
            switch_rule,
            by_signing: reader.dated("reading.O13", |rule| Ok(rule.word()? == "signed"))?,
        })
    }
}

impl Entry {
    fn read(reader: &Reader<'_>, id: &str) -> Result<Self, LawError> {
        let (rule, data) = reader.one(id)?;
        let masks = |key: &str| -> Result<Vec<Mask>, LawError> {
            let tables: Vec<toml::Table> = data.key(key)?;
            tables.iter().map(|t| Mask::read(id, t)).collect()
        };
        let court =
            if data.extra.contains_key("court_when") { masks("court_when")? } else { vec![] };
        Ok(Self {
            rule,
            masks: masks("when")?,
            court,
            outcome: outcome(data)?,
            referral: match data.text("referral") {
                None => Referral::Required,
                Some("optional") => Referral::Optional,
                Some("none") => Referral::None,
                Some(other) => {
                    return Err(LawError::rules(format!("„{id}“: referral „{other}“")));
                }
            },
            notify: notify(data, "notify")?,
            notify_in_danger: notify(data, "notify_if_life_in_danger")?,
        })
    }
}

fn outcome(rule: &Rule) -> Result<Outcome, LawError> {
    Ok(match rule.word()? {
        "dsp" => Outcome::Fixed(Competent::Dsp),
        "court" => Outcome::Fixed(Competent::Court),
        "nobody" => Outcome::Fixed(Competent::Nobody),
        "provider" => Outcome::Fixed(Competent::Provider),
        "by-provider" => Outcome::ByProvider,
        "by-address" => Outcome::ByAddress,
        "by-oblast" => Outcome::ByOblast,
        "by-agreement" => Outcome::ByAgreement,
        "by-stay" => Outcome::ByStay,
        other => {
            let text = format!("„{}“: непознат орган „{other}“", rule.id);
            return Err(LawError::rules(text));
        }
    })
}

fn notify(rule: &Rule, key: &str) -> Result<Vec<Notify>, LawError> {
    let read = |name: String| match name.as_str() {
        "dsp" => Ok(Notify::Dsp),
        "mvr" => Ok(Notify::Mvr),
        other => Err(LawError::rules(format!("„{}“: {key}: непознат „{other}“", rule.id))),
    };
    rule.texts(key).into_iter().map(read).collect()
}

/// The oblast part of a municipality code: the letters before the number (`RSE27` → `RSE`).
fn oblast(code: &str) -> &str {
    code.trim_end_matches(|c: char| c.is_ascii_digit())
}

impl Case {
    /// The municipality that an outcome points to.
    fn place(&self, outcome: Outcome) -> Option<&str> {
        let here = self.this_municipality.as_str();
        let address = self.person.present_address.as_deref();
        let by_address = address.or(self.person.stays_in.as_deref()).unwrap_or(here);
        match outcome {
            Outcome::Fixed(_) => None,
            Outcome::ByProvider => {
                Some(self.service.provider_municipality.as_deref().unwrap_or(here))
            }
            Outcome::ByAddress => Some(by_address),
            Outcome::ByAgreement => {
                Some(self.service.agreement_municipality.as_deref().unwrap_or(by_address))
            }
            Outcome::ByOblast if oblast(by_address) == oblast(here) => Some(here),
            Outcome::ByOblast => Some(by_address),
            Outcome::ByStay => Some(self.person.stays_in.as_deref().unwrap_or(here)),
        }
    }
}

impl Law {
    /// The regime for a wish stated on `day`.
    #[must_use]
    pub fn regime(&self, day: Date) -> Regime {
        if day >= self.competences.switch { Regime::New } else { Regime::Old }
    }

    fn regime_of(&self, case: &Case) -> Regime {
        let by_signing = self.competences.by_signing.around(number(case.date)).value;
        let deciding = if by_signing { case.signed } else { None };
        self.regime(deciding.unwrap_or(case.date))
    }

    fn deciding(&self, regime: Regime, facts: Facts) -> Result<&Entry, LawError> {
        let entries = match regime {
            Regime::Old => &self.competences.old,
            Regime::New => &self.competences.new,
        };
        let found = entries.iter().find(|e| e.masks.iter().any(|m| m.holds(facts)));
        found.ok_or_else(|| LawError::rules("никое правило за компетентност не е приложимо"))
    }

    /// Who is competent, without words: the fast path.
    ///
    /// # Errors
    /// `BadInput` for a kind outside чл. 15 ЗСУ.
    pub fn competent(&self, case: &Case) -> Result<Competent, LawError> {
        let facts = case.facts()?;
        Ok(resolve(self.deciding(self.regime_of(case), facts)?, case, facts).0)
    }

    /// Who refers, and why, in words for the citizen.
    ///
    /// # Errors
    /// `BadInput` for a kind outside чл. 15 ЗСУ.
    ///
    /// ```
    /// use law::{Case, Competent, Law};
    /// let case: Case = serde_json::from_str(r#"{
    ///     "date": "2027-01-04", "this_municipality": "RSE27",
    ///     "service": {"kind": 7, "level": "municipal", "funding": "state"},
    ///     "person": {"present_address": "RSE27"}
    /// }"#)?;
    /// let answer = Law::current().competence(&case)?;
    /// assert_eq!((answer.rule.as_str(), answer.competent), ("R16", Competent::Municipality));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn competence(&self, case: &Case) -> Result<Competence, LawError> {
        let facts = case.facts()?;
        let regime = self.regime_of(case);
        let entry = self.deciding(regime, facts)?;
        let (competent, place) = resolve(entry, case, facts);
        let mut notify = entry.notify.clone();
        if case.person.life_in_danger {
            notify.extend_from_slice(&entry.notify_in_danger);
        }
        let rule = &self.book().rules()[entry.rule];
        Ok(Competence {
            rule: rule.id.split('.').next().unwrap_or_default().to_owned(),
            regime,
            competent,
            municipality: place.map(str::to_owned),
            notify,
            referral: entry.referral,
            title: rule.title.clone(),
            derivation: self.explain(case, regime, entry, competent)?,
        })
    }
}

fn resolve<'a>(entry: &Entry, case: &'a Case, facts: Facts) -> (Competent, Option<&'a str>) {
    if entry.court.iter().any(|m| m.holds(facts)) {
        return (Competent::Court, None);
    }
    match (entry.outcome, case.place(entry.outcome)) {
        (Outcome::Fixed(competent), _) => (competent, None),
        (_, Some(place)) if place == case.this_municipality => {
            (Competent::Municipality, Some(place))
        }
        (_, place) => (Competent::OtherMunicipality, place),
    }
}
