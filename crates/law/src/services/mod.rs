//! Social services as the law names them: kinds, levels, durations, inherited types, limits, and
//! what may not be used together (ЗСУ, НПСУ, § 1 НКСУ).
//!
//! Invariant: the ten kinds of чл. 15 ЗСУ are all there, numbered 1..=10.

mod limits;

pub use limits::{ResidentialLimit, ResidentialPerson};
use serde::Serialize;

use crate::reader::{Reader, RuleNo};
use crate::rule::{Confidence, Rule};
use crate::{Law, LawError, Level};

/// A kind of service by its main activity (чл. 15 ЗСУ).
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Kind {
    /// Item of чл. 15 ЗСУ.
    pub no: u8,
    /// Name.
    pub name: String,
    /// How far it may be mobile.
    pub mobile: Mobile,
    /// Unit of the fee (чл. 73 ППЗСУ).
    pub fee_unit: String,
}

/// Whether a kind of service may be mobile (чл. 17 ЗСУ).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Mobile {
    /// Also in hospitals, schools, kindergartens and the like.
    Wide,
    /// When the standards allow it.
    Standards,
    /// Only in a specialised environment.
    No,
}

/// A service type inherited from the old law.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Legacy {
    /// Rule id.
    pub id: String,
    /// Old name.
    pub name: String,
    /// New kinds it provides.
    pub gives: Vec<LegacyKind>,
    /// Note.
    pub note: Option<String>,
    /// How sure.
    pub confidence: Confidence,
}

/// One new kind provided by an inherited type.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
pub struct LegacyKind {
    /// Item of чл. 15 ЗСУ.
    pub kind: u8,
    /// The form open to everybody.
    pub general_access: bool,
}

/// Something a person uses or receives, as far as it excludes something else.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Support {
    /// Лична помощ.
    PersonalAssistance,
    /// Асистентска подкрепа.
    AssistantSupport,
    /// Резидентна грижа.
    ResidentialCare,
    /// Дневна грижа.
    DayCare,
    /// Целодневна грижа.
    WholeDayCare,
    /// Осигуряване на подслон.
    Shelter,
    /// Заместваща грижа.
    ReplacementCare,
    /// Заместваща грижа without a fee.
    FreeReplacementCare,
    /// Pay or aid from the state for the same care.
    PaidCarer,
    /// A stay in hospital.
    Hospital,
}

impl Support {
    fn read(name: &str) -> Option<Self> {
        Some(match name {
            "personal-assistance" => Self::PersonalAssistance,
            "assistant-support" => Self::AssistantSupport,
            "residential-care" => Self::ResidentialCare,
            "day-care" => Self::DayCare,
            "whole-day-care" => Self::WholeDayCare,
            "shelter" => Self::Shelter,
            "replacement-care" => Self::ReplacementCare,
            "free-replacement-care" => Self::FreeReplacementCare,
            "paid-carer" => Self::PaidCarer,
            "hospital" => Self::Hospital,
            _ => return None,
        })
    }
}

/// Two supports that do not go together.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Conflict {
    /// Rule id.
    pub id: String,
    /// Why, in words.
    pub reason: String,
    /// Articles.
    pub articles: Vec<String>,
    /// Only to be looked at, not forbidden.
    pub warning: bool,
    /// About what one provider may combine, not about one user.
    pub for_providers: bool,
    /// How sure.
    pub confidence: Confidence,
}

#[derive(Debug, Clone)]
pub(crate) struct Services {
    kinds: Vec<Kind>,
    levels: Vec<(Level, Vec<u8>)>,
    legacy: Vec<Legacy>,
    conflicts: Vec<(Support, Support, RuleNo)>,
}

const NUMBERS: [&str; 13] = [
    "service.residential.child-min-age",
    "service.residential.child-days-without-court",
    "service.residential.child-max-years",
    "service.residential.child-review-months",
    "service.residential.youth-max-age",
    "service.residential.guardianship-max-years",
    "service.adult-age",
    "service.replacement.max-days",
    "service.replacement.free-days",
    "service.duration.short",
    "service.duration.medium",
    "service.duration.long",
    "service.access.general-1",
];

impl Services {
    pub(crate) fn read(reader: &Reader<'_>) -> Result<Self, LawError> {
        for id in NUMBERS {
            reader.one(id)?.1.int::<u32>()?;
        }
        reader.family("service.mobile.");
        reader.family("service.access.");
        reader.family("service.function.");
        let mut kinds = Vec::new();
        for (_, rule) in reader.family("service.kind.") {
            kinds.push(kind(rule)?);
        }
        if kinds.iter().map(|k| k.no).ne(1..=10) {
            return Err(LawError::rules("service.kind: видовете са десет, по ред"));
        }
        let mut levels = Vec::new();
        for (level, name) in [
            (Level::Municipal, "service.level.municipal"),
            (Level::District, "service.level.district"),
            (Level::Country, "service.level.country"),
        ] {
            levels.push((level, reader.one(name)?.1.typed()?));
        }
        let mut legacy = Vec::new();
        for (_, rule) in reader.family("legacy.") {
            legacy.push(inherited(rule)?);
        }
        let mut conflicts = Vec::new();
        for family in ["incompatible.", "combination."] {
            for (no, rule) in reader.family(family) {
                let names = rule.words()?;
                match names.iter().map(|n| Support::read(n)).collect::<Vec<_>>()[..] {
                    [Some(a), Some(b)] => conflicts.push((a, b, no)),
                    _ => {
                        return Err(LawError::rules(format!("„{}“: не са две подкрепи", rule.id)));
                    }
                }
            }
        }
        Ok(Self { kinds, levels, legacy, conflicts })
    }
}

fn kind(rule: &Rule) -> Result<Kind, LawError> {
    let mobile = match rule.text("mobile") {
        Some("wide") => Mobile::Wide,
        Some("standards") => Mobile::Standards,
        Some("no") => Mobile::No,
        _ => return Err(LawError::rules(format!("„{}“: mobile", rule.id))),
    };
    Ok(Kind { no: rule.int()?, name: rule.title.clone(), mobile, fee_unit: rule.key("fee_unit")? })
}

fn inherited(rule: &Rule) -> Result<Legacy, LawError> {
    let read = |text: String| {
        let (digits, general_access) = match text.strip_suffix('g') {
            Some(digits) => (digits, true),
            None => (text.as_str(), false),
        };
        let kind = digits.parse().ok().filter(|k| (1..=10).contains(k));
        let kind = kind.ok_or_else(|| LawError::rules(format!("„{}“: вид „{text}“", rule.id)))?;
        Ok(LegacyKind { kind, general_access })
    };
    Ok(Legacy {
        id: rule.id.clone(),
        name: rule.title.clone(),
        gives: rule.words()?.into_iter().map(read).collect::<Result<_, LawError>>()?,
        note: rule.note.clone(),
        confidence: rule.confidence,
    })
}

impl Law {
    /// The ten kinds of чл. 15 ЗСУ in order.
    #[must_use]
    pub fn kinds(&self) -> &[Kind] {
        &self.services.kinds
    }

    /// One kind by its item.
    ///
    /// # Errors
    /// `BadInput` outside 1..=10.
    pub fn kind(&self, no: u8) -> Result<&Kind, LawError> {
        let found = self.services.kinds.iter().find(|k| k.no == no);
        found.ok_or_else(|| LawError::input(format!("няма вид услуга {no} в чл. 15 ЗСУ")))
    }

    /// Planning levels at which a kind can stand (чл. 6–10 НПСУ).
    #[must_use]
    pub fn levels(&self, kind: u8) -> Vec<Level> {
        let levels = self.services.levels.iter();
        levels.filter(|(_, kinds)| kinds.contains(&kind)).map(|(level, _)| *level).collect()
    }

    /// Inherited service types with the new kinds they provide.
    #[must_use]
    pub fn legacy_services(&self) -> &[Legacy] {
        &self.services.legacy
    }

    /// What stands against using two supports at once; empty when nothing does.
    #[must_use]
    pub fn conflicts(&self, a: Support, b: Support) -> Vec<Conflict> {
        let pairs = self.services.conflicts.iter();
        let found = pairs.filter(|(x, y, _)| (*x, *y) == (a, b) || (*x, *y) == (b, a));
        found.map(|(_, _, no)| conflict(&self.book().rules()[*no])).collect()
    }

    /// Every pair that does not go together.
    #[must_use]
    pub fn all_conflicts(&self) -> Vec<Conflict> {
        let pairs = self.services.conflicts.iter();
        pairs.map(|(_, _, no)| conflict(&self.book().rules()[*no])).collect()
    }
}

fn conflict(rule: &Rule) -> Conflict {
    let flag = |key: &str| rule.extra.get(key).and_then(toml::Value::as_bool).unwrap_or(false);
    Conflict {
        id: rule.id.clone(),
        reason: rule.title.clone(),
        articles: rule.articles.clone(),
        warning: flag("warning"),
        for_providers: flag("provider"),
        confidence: rule.confidence,
    }
}
