//! The numbers of the quality standards: users of one service, staff per user, posts filled
//! (НКСУ, приложения № 1–25).
//!
//! Invariant: an exact number of staff is a decimal, never a float; how it is rounded is not said
//! by the ordinance, so both the exact and the next whole number are given.

use std::str::FromStr;

use rust_decimal::{Decimal, RoundingStrategy};
use serde::{Deserialize, Serialize};

use crate::derivation::Derivation;
use crate::reader::{Reader, RuleNo};
use crate::{Law, LawError};

/// The numbers of one appendix, or of one of its groups of users.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Standard {
    /// Number of the appendix, with the group: `05`, `12.narrow`, `25.dementia`.
    pub id: String,
    /// The service.
    pub name: String,
    /// The numbers.
    #[serde(flatten)]
    pub numbers: StandardNumbers,
    #[serde(skip)]
    per_user: Option<Decimal>,
    #[serde(skip)]
    rule: RuleNo,
}

/// What an appendix sets; what is absent it does not set.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StandardNumbers {
    /// Fewest users of one service.
    pub min: Option<u32>,
    /// Most users of one service.
    pub max: Option<u32>,
    /// Fewest employees per user, as a decimal number.
    pub per_user: Option<String>,
    /// Fewest posts filled, in percent of the posts.
    pub posts: Option<u32>,
    /// Places for replacement care among the users.
    pub replacement: Option<u32>,
    /// Fewest employees whatever the number of users.
    pub least_staff: Option<u32>,
}

/// How a service with so many users stands to its standard.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct StandardCheck {
    /// The standard.
    pub standard: Standard,
    /// The users asked about.
    pub users: u32,
    /// Whether the users are within the limits; none when there are no limits.
    pub within: Option<bool>,
    /// Employees by the coefficient, exact.
    pub staff: Option<String>,
    /// The same in whole employees, upwards.
    pub staff_whole: Option<String>,
    /// Why.
    #[serde(flatten)]
    pub derivation: Derivation,
}

/// How many services a planned number of users needs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LeastServices {
    /// The standard that limits one service.
    pub standard: String,
    /// Most users of one service.
    pub max: u32,
    /// At least so many services.
    pub services: String,
    /// Fewer users than one service may have: possible only together with other municipalities.
    pub below_minimum: bool,
}

#[derive(Debug, Clone)]
pub(crate) struct Standards {
    all: Vec<Standard>,
}

impl Standards {
    pub(crate) fn read(reader: &Reader<'_>) -> Result<Self, LawError> {
        let mut all = Vec::new();
        reader.one("standard.staff-rounding")?;
        for (rule_no, rule) in reader.family("standard.") {
            if rule.unit != "standard" {
                continue;
            }
            let id = rule.id.trim_start_matches("standard.").to_owned();
            let numbers: StandardNumbers = rule.typed()?;
            let ordered =
                numbers.min.zip(numbers.max).is_none_or(|(min, max)| 0 < min && min <= max);
            if !ordered {
                return Err(LawError::rules(format!("„{}“: min и max", rule.id)));
            }
            let per_user = numbers.per_user.as_deref().map(Decimal::from_str).transpose();
            let per_user = per_user.map_err(|_| LawError::rules(format!("„{}“: k", rule.id)))?;
            all.push(Standard { id, name: rule.title.clone(), numbers, per_user, rule: rule_no });
        }
        Ok(Self { all })
    }

    fn find(&self, id: &str) -> Option<&Standard> {
        self.all.iter().find(|standard| standard.id == id)
    }

    /// How many services of a standard a number of users needs; none when it sets no limit.
    pub(crate) fn least(&self, id: &str, users: Decimal) -> Option<LeastServices> {
        let standard = self.find(id)?;
        let (min, max) = (standard.numbers.min?, standard.numbers.max?);
        let services = (users / Decimal::from(max)).ceil();
        Some(LeastServices {
            standard: standard.id.clone(),
            max,
            services: services.normalize().to_string(),
            below_minimum: users < Decimal::from(min),
        })
    }

    /// Whether there is such a standard.
    pub(crate) fn knows(&self, id: &str) -> bool {
        self.find(id).is_some()
    }
}

impl Law {
    /// The standards in the order of the appendices.
    #[must_use]
    pub fn standards(&self) -> &[Standard] {
        &self.standards.all
    }

    /// How a service with so many users stands to a standard: limits and employees.
    ///
    /// # Errors
    /// `UnknownRule` when there is no such standard.
    ///
    /// ```
    /// let check = law::Law::current().standard_check("10", 12)?;
    /// assert_eq!((check.staff.as_deref(), check.staff_whole.as_deref()), (Some("10.8"), Some("11")));
    /// assert_eq!(check.within, Some(true));
    /// # Ok::<(), law::LawError>(())
    /// ```
    pub fn standard_check(&self, id: &str, users: u32) -> Result<StandardCheck, LawError> {
        let unknown = || LawError::UnknownRule(format!("standard.{id}"));
        let standard = self.standards.find(id).ok_or_else(unknown)?.clone();
        let rule = &self.book().rules()[standard.rule];
        let numbers = &standard.numbers;
        let mut why = Derivation::default();
        why.step_by(rule, format!("{}.", rule.title));
        let within = numbers.min.zip(numbers.max).map(|(min, max)| (min..=max).contains(&users));
        if let (Some(min), Some(max), Some(within)) = (numbers.min, numbers.max, within) {
            let verdict =
                if within { "в границите" } else { "извън границите" };
            why.step(format!("Потребителите са от {min} до {max}; {users} са {verdict}."));
        }
        let staff = standard.per_user.map(|per_user| {
            let counted = per_user * Decimal::from(users);
            let least = Decimal::from(numbers.least_staff.unwrap_or_default());
            let written = |number: Decimal| number.normalize().to_string().replace('.', ",");
            why.step(format!(
                "Служители: {} × {users} = {}{}.",
                written(per_user),
                written(counted),
                if counted < least {
                    format!(", но не по-малко от {least}")
                } else {
                    String::new()
                }
            ));
            counted.max(least)
        });
        if staff.is_some() {
            why.cite(self.book().newest("standard.staff-rounding")?);
        }
        let up = |n: Decimal| n.round_dp_with_strategy(0, RoundingStrategy::AwayFromZero);
        Ok(StandardCheck {
            users,
            within,
            staff: staff.map(|n| n.normalize().to_string()),
            staff_whole: staff.map(|n| up(n).normalize().to_string()),
            derivation: why,
            standard,
        })
    }
}
