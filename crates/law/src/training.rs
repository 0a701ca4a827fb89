//! Training and supervision of staff: how much, how often and for whom (чл. 120–122 ЗСУ;
//! приложения № 1–25 НКСУ).
//!
//! Invariants: every number is the value of a rule; a norm is either an amount that is gathered
//! within so many months (or once for all) or something that recurs.

use crate::reader::Reader;
use crate::rule::Rule;
use crate::{Law, LawError};

/// The rules that are norms.
const NORMS: &str = "training.norm.";
/// The most academic hours of a day.
const DAY_MOST: &str = "training.day.most";
/// From which share of the hours a certificate is given, in percent.
const SHARE: &str = "training.certificate.share";
/// Until when the introductory training ends, in months from the first day of work.
const WITHIN: &str = "training.introductory.within";
/// So many days before something ends it is told.
const WARN: &str = "training.warn";

/// What somebody must have learnt, or how often they must have been supervised.
#[derive(Debug, Clone, PartialEq)]
pub struct TrainingNorm<'a> {
    /// The rule, with its articles and what is open about it.
    pub rule: &'a Rule,
    /// `introductory`, `yearly`, `management`, `first-aid`, `violence`, `supervision-group`,
    /// `supervision-individual`.
    pub what: &'a str,
    /// Groups of staff that it is for.
    pub groups: Vec<String>,
    /// Appendices that it is for; empty for all of them.
    pub appendices: Vec<String>,
    /// So many academic hours, or so many times.
    pub required: u32,
    /// Whether the amount is academic hours, not times.
    pub in_hours: bool,
    /// Within so many months; none: once for all.
    pub months: Option<u32>,
}

impl TrainingNorm<'_> {
    /// Whether the norm is for somebody of a group, in a service of an appendix when it is known.
    #[must_use]
    pub fn is_for(&self, group: &str, appendix: Option<&str>) -> bool {
        let of_group = self.groups.iter().any(|one| one == group);
        let of_appendix = self.appendices.is_empty()
            || appendix.is_some_and(|known| self.appendices.iter().any(|one| one == known));
        of_group && of_appendix
    }
}

/// The other numbers of training.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TrainingNumbers {
    /// The most academic hours of a day.
    pub day_most: u32,
    /// From which share of the hours a certificate is given, in percent.
    pub share: u32,
    /// Until when the introductory training ends, in months from the first day of work.
    pub introductory_months: u32,
    /// So many days before something ends it is told.
    pub warn_days: u32,
}

fn norm(rule: &Rule) -> Result<TrainingNorm<'_>, LawError> {
    let value: u32 = rule.int()?;
    let within = rule.extra.get("months").map(|_| rule.key::<u32>("months")).transpose()?;
    let (required, months) = match rule.unit.as_str() {
        "academic-hours" => (value, within),
        "months" => (1, Some(value)),
        "times-per-year" => (value, Some(12)),
        unit => return Err(LawError::rules(format!("„{}“: мярка „{unit}“", rule.id))),
    };
    let what = rule.text("what");
    let what = what.ok_or_else(|| LawError::rules(format!("„{}“: липсва what", rule.id)))?;
    Ok(TrainingNorm {
        rule,
        what,
        groups: rule.texts("groups"),
        appendices: rule.texts("appendices"),
        required,
        in_hours: rule.unit == "academic-hours",
        months,
    })
}

pub(crate) fn check(reader: &Reader<'_>) -> Result<(), LawError> {
    for (_, rule) in reader.family(NORMS) {
        norm(rule)?;
    }
    for id in [DAY_MOST, SHARE, WITHIN, WARN] {
        reader.one(id)?.1.int::<u32>()?;
    }
    Ok(())
}

impl Law {
    /// The norms, in the order of the rules.
    ///
    /// ```
    /// let law = law::Law::current();
    /// let norms = law.training_norms();
    /// let hours = |group, appendix| {
    ///     let mut own = norms.iter().filter(|norm| norm.what == "yearly");
    ///     own.find(|norm| norm.is_for(group, appendix)).map(|norm| norm.required)
    /// };
    /// assert_eq!(hours("specialist", None), Some(24));
    /// assert_eq!(hours("auxiliary", Some("05")), Some(12));
    /// assert_eq!(hours("auxiliary", Some("24")), None);
    /// ```
    #[must_use]
    pub fn training_norms(&self) -> Vec<TrainingNorm<'_>> {
        let rules = self.book().rules().iter().filter(|rule| rule.id.starts_with(NORMS));
        let newest =
            |rule: &&Rule| self.book().newest(&rule.id).is_ok_and(|one| std::ptr::eq(one, *rule));
        rules.filter(newest).filter_map(|rule| norm(rule).ok()).collect()
    }

    /// The other numbers of training.
    ///
    /// # Errors
    /// `UnknownRule` never happens with a law that was built.
    pub fn training_numbers(&self) -> Result<TrainingNumbers, LawError> {
        let number = |id: &str| self.book().newest(id)?.int::<u32>();
        Ok(TrainingNumbers {
            day_most: number(DAY_MOST)?,
            share: number(SHARE)?,
            introductory_months: number(WITHIN)?,
            warn_days: number(WARN)?,
        })
    }
}
