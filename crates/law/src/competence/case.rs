//! What is known when someone asks who refers: the service wished and the person.
//!
//! Invariant: a [`Case`] turns into a set of facts with exactly one fact from each group, so a rule
//! is one mask over the facts.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::LawError;

/// A wish for a service, as far as competence depends on it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Case {
    /// Day of the stated wish.
    pub date: Date,
    /// Day of the signed preliminary assessment, if any; matters only under reading O13.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub signed: Option<Date>,
    /// The municipality that asks, by its code (`RSE27`).
    pub this_municipality: String,
    /// The service wished.
    pub service: Service,
    /// The person.
    pub person: Person,
}

/// The service wished.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Service {
    /// Kind by main activity: the item of чл. 15 ЗСУ, 1..=10.
    pub kind: u8,
    /// Access (чл. 12 ЗСУ).
    #[serde(default)]
    pub access: Access,
    /// Planning level (чл. 33 ЗСУ).
    #[serde(default)]
    pub level: Level,
    /// Who pays for it.
    pub funding: Funding,
    /// Municipality that provides it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub provider_municipality: Option<String>,
    /// Replacement care and where.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub replacement_care: Option<Replacement>,
    /// One of the services with optional referral (чл. 23 ППЗСУ).
    #[serde(default, skip_serializing_if = "is_no")]
    pub optional_referral: bool,
    /// A home inherited from the old law (§ 9 ППЗСУ).
    #[serde(default, skip_serializing_if = "is_no")]
    pub legacy_home: bool,
    /// Municipality that refers by an agreement of чл. 55 or 56 ЗСУ, if one is named there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub agreement_municipality: Option<String>,
}

/// The person who wishes.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Person {
    /// Municipality of the present address; none when there is none or it cannot be proved.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub present_address: Option<String>,
    /// Municipality where the person stays.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stays_in: Option<String>,
    /// One of the three urgent groups.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub urgent: Option<Urgent>,
    /// Direct danger to life.
    #[serde(default, skip_serializing_if = "is_no")]
    pub life_in_danger: bool,
    /// Legal guardianship (запрещение).
    #[serde(default)]
    pub guardianship: Guardianship,
    /// The service is a child-protection measure.
    #[serde(default, skip_serializing_if = "is_no")]
    pub child_protection_measure: bool,
    /// The person holds a directive under ЗХУ.
    #[serde(default, skip_serializing_if = "is_no")]
    pub zhu_directive: bool,
    /// Where the person turned to.
    #[serde(default)]
    pub desk: Desk,
}

/// What is not so is not written down; reading gives it back.
fn is_no(value: &bool) -> bool {
    !value
}

macro_rules! facts {
    (
        $(#[$meta:meta])*
        $name:ident { $($(#[$vmeta:meta])* $variant:ident = $text:literal),+ $(,)? }
    ) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
        pub enum $name { $($(#[$vmeta])* #[serde(rename = $text)] $variant),+ }
        impl $name {
            #[allow(dead_code)] // The optional ones have "none" before their names.
            const NAMES: &'static [&'static str] = &[$($text),+];
        }
    };
}

facts!(
    /// Access to a service (чл. 12 ЗСУ).
    #[derive(Default)]
    Access {
        /// Specialised.
        #[default]
        Specialised = "specialised",
        /// General access: information, counselling, training up to two months.
        General1 = "general-1",
        /// General access: mobile preventive community work.
        General2 = "general-2",
    }
);
facts!(
    /// Planning level (чл. 33 ЗСУ).
    #[derive(Default)]
    Level {
        /// Municipal.
        #[default]
        Municipal = "municipal",
        /// District, for the population of the district.
        District = "district",
        /// District, for persons from the whole country.
        Country = "country",
    }
);
facts!(
    /// Who pays for a service.
    Funding {
        /// The state budget.
        State = "state",
        /// The municipal budget.
        Municipal = "municipal",
        /// Both.
        Mixed = "mixed",
        /// Neither.
        Private = "private",
    }
);
facts!(
    /// Where replacement care is given.
    Replacement {
        /// Specialised residential environment.
        Residential = "residential",
        /// At home.
        Home = "home",
        /// In day care.
        DayCare = "day-care",
        /// In a foster family.
        Foster = "foster",
    }
);
facts!(
    /// The three urgent groups.
    Urgent {
        /// Crisis.
        Crisis = "crisis",
        /// Domestic violence.
        Violence = "violence",
        /// Trafficking.
        Trafficking = "trafficking",
    }
);
facts!(
    /// Guardianship (запрещение).
    #[derive(Default)]
    Guardianship {
        /// None.
        #[default]
        None = "none",
        /// Limited.
        Limited = "limited",
        /// Full.
        Full = "full",
    }
);
facts!(
    /// Where the person turned to.
    #[derive(Default)]
    Desk {
        /// The municipality.
        #[default]
        Municipality = "municipality",
        /// A provider.
        Provider = "provider",
    }
);

const KINDS: &[&str] = &["1", "2", "3", "4", "5", "6", "7", "8", "9", "10"];
const NO_YES: &[&str] = &["no", "yes"];
const OR_NONE_URGENT: &[&str] = &["none", "crisis", "violence", "trafficking"];
const OR_NONE_REPLACEMENT: &[&str] = &["none", "residential", "home", "day-care", "foster"];

/// Groups of facts and their names, as the rules write them in `when`.
const GROUPS: [(&str, &[&str]); 14] = [
    ("desk", Desk::NAMES),
    ("urgent", OR_NONE_URGENT),
    ("child_protection", NO_YES),
    ("guardianship", Guardianship::NAMES),
    ("kind", KINDS),
    ("access", Access::NAMES),
    ("level", Level::NAMES),
    ("funding", Funding::NAMES),
    ("zhu_directive", NO_YES),
    ("optional", NO_YES),
    ("replacement", OR_NONE_REPLACEMENT),
    ("legacy_home", NO_YES),
    ("provider_place", &["same", "other", "unknown"]),
    ("address", &["none", "known"]),
];

const fn offset(group: usize) -> usize {
    let (mut i, mut bits) = (0, 0);
    while i < group {
        bits += GROUPS[i].1.len();
        i += 1;
    }
    bits
}

const OFFSETS: [usize; GROUPS.len()] = {
    let mut out = [0; GROUPS.len()];
    let mut i = 0;
    while i < GROUPS.len() {
        out[i] = offset(i);
        i += 1;
    }
    out
};

/// One fact from each group, as bits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct Facts(u64);

/// What a rule demands: the facts it allows, all of a group where it says nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Mask(u64);

impl Mask {
    #[inline]
    pub fn holds(self, facts: Facts) -> bool {
        facts.0 & !self.0 == 0
    }

    /// Reads one alternative of `when`.
    pub fn read(rule_id: &str, table: &toml::Table) -> Result<Self, LawError> {
        let mut mask = u64::MAX;
        for (key, allowed) in table {
            let wrong = |what: &str| LawError::rules(format!("„{rule_id}“: when: {what}"));
            let group = GROUPS.iter().position(|(name, _)| name == key);
            let group = group.ok_or_else(|| wrong(&format!("непознат признак „{key}“")))?;
            let names = GROUPS[group].1;
            let list = allowed.as_array().ok_or_else(|| wrong("иска списък"))?;
            let mut bits = 0;
            for value in list {
                let place = names.iter().position(|n| Some(*n) == value.as_str());
                let place = place.ok_or_else(|| wrong(&format!("„{value}“ не е {key}")))?;
                bits |= 1 << (OFFSETS[group] + place);
            }
            let whole = ((1u64 << names.len()) - 1) << OFFSETS[group];
            mask &= !whole | bits;
        }
        Ok(Self(mask))
    }
}

impl Case {
    /// The facts of this case.
    ///
    /// # Errors
    /// `BadInput` when `kind` is not an item of чл. 15 ЗСУ.
    pub(crate) fn facts(&self) -> Result<Facts, LawError> {
        let (service, person) = (&self.service, &self.person);
        if !(1..=KINDS.len()).contains(&usize::from(service.kind)) {
            let text = format!("вид услуга {} – чл. 15 ЗСУ има т. 1–{}", service.kind, KINDS.len());
            return Err(LawError::input(text));
        }
        let provider_place = match (&service.provider_municipality, &person.present_address) {
            (Some(a), Some(b)) => usize::from(a != b),
            _ => 2,
        };
        let places = [
            person.desk as usize,
            person.urgent.map_or(0, |u| u as usize + 1),
            usize::from(person.child_protection_measure),
            person.guardianship as usize,
            usize::from(service.kind) - 1,
            service.access as usize,
            service.level as usize,
            service.funding as usize,
            usize::from(person.zhu_directive),
            usize::from(service.optional_referral),
            service.replacement_care.map_or(0, |r| r as usize + 1),
            usize::from(service.legacy_home),
            provider_place,
            usize::from(person.present_address.is_some()),
        ];
        let bits = places.iter().zip(OFFSETS).fold(0, |all, (place, at)| all | 1 << (at + place));
        Ok(Facts(bits))
    }
}
