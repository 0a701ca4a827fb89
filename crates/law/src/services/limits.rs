//! Limits in time and age: durations, replacement care, residential care (чл. 16, 89–104 ЗСУ).
//!
//! Invariant: every limit is the value of a rule.

use jiff::civil::{Date, date};
use serde::Serialize;

use crate::day::number;
use crate::derivation::Derivation;
use crate::validity::Duration;
use crate::{Law, LawError};

/// What residential care allows for an age (чл. 89–101 ЗСУ).
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ResidentialLimit {
    /// Whether a person of this age may be placed at all.
    pub allowed: bool,
    /// Longest term in years, when the law sets one.
    pub max_years: Option<u32>,
    /// Days a year without a court, when the law sets them.
    pub days_without_court: Option<u32>,
    /// Months between reviews, when the law sets them.
    pub review_months: Option<u32>,
    /// Why.
    #[serde(flatten)]
    pub derivation: Derivation,
}

/// Who would be placed in residential care.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ResidentialPerson {
    /// Age in full years.
    pub age: u32,
    /// Permanent disability with a need of constant medical observation.
    pub medical_exception: bool,
    /// Under full guardianship.
    pub full_guardianship: bool,
}

impl Law {
    /// Longest use in months of a duration class (чл. 16 ЗСУ); none for residential care, whose
    /// term is set for each person.
    ///
    /// # Errors
    /// `BadRules` never happens with a law that was built.
    pub fn longest_use_months(&self, duration: Duration) -> Result<Option<u32>, LawError> {
        let id = match duration {
            Duration::Short => "service.duration.short",
            Duration::Medium => "service.duration.medium",
            Duration::Long => "service.duration.long",
            Duration::Residential => return Ok(None),
        };
        self.book().newest(id)?.int().map(Some)
    }

    /// Days of replacement care inside each calendar year of a period, both ends counted.
    ///
    /// # Errors
    /// `BadInput` when the last day is before the first.
    pub fn days_per_year(&self, first: Date, last: Date) -> Result<Vec<(i16, u32)>, LawError> {
        if last < first {
            return Err(LawError::input("периодът свършва преди да започне"));
        }
        let mut out = Vec::new();
        for year in first.year()..=last.year() {
            let start = if year == first.year() { first } else { date(year, 1, 1) };
            let end = if year == last.year() { last } else { date(year, 12, 31) };
            let days = number(end) - number(start) + 1;
            out.push((year, u32::try_from(days).unwrap_or(0)));
        }
        Ok(out)
    }

    /// Days of replacement care a calendar year, all and free of charge (чл. 92, 104 ЗСУ).
    ///
    /// # Errors
    /// `BadRules` never happens with a law that was built.
    pub fn replacement_care_days(&self) -> Result<(u32, u32), LawError> {
        let all = self.book().newest("service.replacement.max-days")?.int()?;
        let free = self.book().newest("service.replacement.free-days")?.int()?;
        Ok((all, free))
    }

    /// Limits of residential care for a person.
    ///
    /// # Errors
    /// `BadRules` never happens with a law that was built.
    pub fn residential_limit(&self, who: ResidentialPerson) -> Result<ResidentialLimit, LawError> {
        let mut why = Derivation::default();
        let mut limit_of = |id: &str| -> Result<u32, LawError> {
            let rule = self.book().newest(id)?;
            why.step_by(rule, format!("{}: {}.", rule.title, rule.value_text()));
            rule.int()
        };
        let adult = limit_of("service.adult-age")?;
        let mut limit = ResidentialLimit {
            allowed: true,
            max_years: None,
            days_without_court: None,
            review_months: None,
            derivation: Derivation::default(),
        };
        if who.age < adult {
            let least = limit_of("service.residential.child-min-age")?;
            limit.allowed = who.age >= least || who.medical_exception;
            limit.max_years = Some(limit_of("service.residential.child-max-years")?);
            limit.review_months = Some(limit_of("service.residential.child-review-months")?);
            if who.medical_exception {
                limit.days_without_court =
                    Some(limit_of("service.residential.child-days-without-court")?);
            }
        } else if who.full_guardianship {
            limit.max_years = Some(limit_of("service.residential.guardianship-max-years")?);
        }
        why.step(if limit.allowed {
            "Настаняване е допустимо при останалите условия."
        } else {
            "Настаняване не е допустимо."
        });
        limit.derivation = why;
        Ok(limit)
    }
}
