//! The licence of a provider: who needs one, how long it holds, when renewal is asked for
//! (чл. 31, 146–158 ЗСУ).
//!
//! Invariants: the municipality itself needs none; every number is the value of a rule.

use jiff::ToSpan;
use jiff::civil::Date;
use serde::Serialize;

use crate::derivation::Derivation;
use crate::reader::Reader;
use crate::{Law, LawError};

/// Rules that must be there.
const NUMBERS: [&str; 3] = ["licence.term", "licence.start", "licence.grounds"];

pub(crate) fn check(reader: &Reader<'_>) -> Result<(), LawError> {
    for id in NUMBERS {
        reader.one(id)?.1.int::<u32>()?;
    }
    reader.one("licence.needed")?.1.words()?;
    Ok(())
}

/// The terms of a licence issued on a day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LicenceTerms {
    /// The last day on which it holds.
    pub valid_until: Date,
    /// The last day on which renewal can be asked for.
    pub ask_by: Date,
    /// Why.
    #[serde(flatten)]
    pub derivation: Derivation,
}

impl Law {
    /// Whether a provider of this form needs a licence: `municipality`, `entity`, `assigned`,
    /// `private`, `state`.
    ///
    /// # Errors
    /// `BadRules` never happens with a law that was built.
    pub fn licence_needed(&self, form: &str) -> Result<bool, LawError> {
        let needed = self.book().newest("licence.needed")?.words()?;
        Ok(needed.iter().any(|one| one == form))
    }

    /// The terms of a licence issued on a day: how long it holds, and until when its renewal is
    /// asked for.
    ///
    /// # Errors
    /// `OutsideCalendar` for a day far away.
    ///
    /// ```
    /// use jiff::civil::date;
    ///
    /// let terms = law::Law::current().licence_terms(date(2022, 3, 31))?;
    /// assert_eq!(terms.valid_until, date(2027, 3, 31));
    /// assert_eq!(terms.ask_by, date(2026, 12, 31));
    /// # Ok::<(), law::LawError>(())
    /// ```
    pub fn licence_terms(&self, issued: Date) -> Result<LicenceTerms, LawError> {
        let rule = self.book().newest("licence.term")?;
        let valid_until = issued.saturating_add(rule.int::<i64>()?.years());
        let mut derivation = Derivation::default();
        derivation.step_by(
            rule,
            format!("Лицензът е издаден на {} и важи до {}.", day(issued), day(valid_until)),
        );
        let ask_by = self.licence_ask_by(valid_until)?;
        let ask = self.book().newest("D50")?;
        derivation.step_by(ask, format!("Подновяване се иска най-късно на {}.", day(ask_by)));
        Ok(LicenceTerms { valid_until, ask_by, derivation })
    }

    /// The last day on which renewal of a licence that holds until `valid_until` is asked for.
    ///
    /// # Errors
    /// `OutsideCalendar` for a day far away.
    pub fn licence_ask_by(&self, valid_until: Date) -> Result<Date, LawError> {
        let due = self.due("D50", valid_until, &[])?;
        due.due.ok_or_else(|| LawError::rules("D50: без ден"))
    }

    /// How many grounds of withdrawal the law knows: they are named by their number.
    ///
    /// # Errors
    /// `BadRules` never happens with a law that was built.
    pub fn licence_grounds(&self) -> Result<u32, LawError> {
        self.book().newest("licence.grounds")?.int()
    }

    /// Months within which the work starts after a licence was given.
    ///
    /// # Errors
    /// `BadRules` never happens with a law that was built.
    pub fn licence_start_months(&self) -> Result<u32, LawError> {
        self.book().newest("licence.start")?.int()
    }
}

fn day(date: Date) -> String {
    crate::day::written(date)
}
