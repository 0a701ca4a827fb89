//! Over working age (§ 1, т. 26 ЗСУ): the ages of чл. 68, ал. 1 and 3 КСО against a day of birth.
//!
//! Invariants: the ages are rules in months; between the age of ал. 1, which asks for years of
//! service too, and that of ал. 3 the answer is left to a human.

use jiff::civil::Date;
use serde::Serialize;

use crate::day::{number, written};
use crate::derivation::Derivation;
use crate::reader::{Dated, Reader};
use crate::{Law, LawError};

/// The ages, by the day on which they are asked for.
#[derive(Debug, Clone)]
pub(crate) struct WorkingAges {
    women: Dated<i32>,
    men: Dated<i32>,
    anyone: Dated<i32>,
}

impl WorkingAges {
    pub(crate) fn read(reader: &Reader<'_>) -> Result<Self, LawError> {
        let ages = |id: &str| reader.dated(id, |rule| rule.int::<i32>());
        Ok(Self {
            women: ages("working-age.women")?,
            men: ages("working-age.men")?,
            anyone: ages("working-age.anyone")?,
        })
    }
}

/// Whether somebody is over working age.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct WorkingAge {
    /// Yes, no, or nothing when a human must look.
    pub over: Option<bool>,
    /// Why.
    #[serde(flatten)]
    pub derivation: Derivation,
}

/// `62 г. и 6 м.`
fn months(count: i32) -> String {
    match (count / 12, count % 12) {
        (years, 0) => format!("{years} г."),
        (years, rest) => format!("{years} г. и {rest} м."),
    }
}

fn full_months(birth: Date, on: Date) -> i32 {
    let years = i32::from(on.year()) - i32::from(birth.year());
    let rest = i32::from(on.month()) - i32::from(birth.month());
    years * 12 + rest - i32::from(on.day() < birth.day())
}

impl Law {
    /// Whether a person born on `birth` is over working age on a day; `is_woman` when known.
    ///
    /// ```
    /// use jiff::civil::date;
    ///
    /// let law = law::Law::current();
    /// let answer = law.over_working_age(date(1950, 3, 12), Some(true), date(2026, 11, 24));
    /// assert_eq!(answer.over, Some(true));
    /// let answer = law.over_working_age(date(1970, 3, 12), Some(true), date(2026, 11, 24));
    /// assert_eq!(answer.over, Some(false));
    /// let answer = law.over_working_age(date(1963, 1, 1), Some(true), date(2026, 11, 24));
    /// assert_eq!(answer.over, None);
    /// ```
    #[must_use]
    pub fn over_working_age(&self, birth: Date, is_woman: Option<bool>, on: Date) -> WorkingAge {
        let (ages, no) = (&self.working_ages, number(on));
        let (women, men, anyone) =
            (ages.women.around(no), ages.men.around(no), ages.anyone.around(no));
        let own = if is_woman == Some(false) { men } else { women };
        let age = full_months(birth, on);
        let mut derivation = Derivation::default();
        derivation.step(format!(
            "Роден на {}; на {} е на {} навършени.",
            written(birth),
            written(on),
            months(age)
        ));
        let rules = self.book().rules();
        let text = format!("Възрастта по ал. 1 за тази година е {}.", months(own.value));
        derivation.step_by(&rules[own.rule], text);
        if age < own.value {
            derivation.step(format!(
                "{} < {}: в трудоспособна възраст.",
                months(age),
                months(own.value)
            ));
            return WorkingAge { over: Some(false), derivation };
        }
        let text = format!("Възрастта по ал. 3, при недостигащ стаж, е {}.", months(anyone.value));
        derivation.step_by(&rules[anyone.rule], text);
        let over = (age >= anyone.value).then_some(true);
        derivation.step(match over {
            Some(_) => {
                format!("{} ≥ {}: в надтрудоспособна възраст.", months(age), months(anyone.value))
            }
            None => "Между двете възрасти решава стажът (ал. 2): служителят записва какво е \
                     установено."
                .to_owned(),
        });
        WorkingAge { over, derivation }
    }
}
