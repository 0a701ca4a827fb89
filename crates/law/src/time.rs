//! Months and whole minutes.

use std::fmt;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::LawError;

/// A calendar month.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Month {
    first: Date,
}

impl Month {
    /// Reads `2026-10`.
    ///
    /// # Errors
    /// `BadInput`.
    pub fn parse(text: &str) -> Result<Self, LawError> {
        let first = format!("{text}-01").parse().ok().filter(|_| text.len() == 7);
        let first = first
            .ok_or_else(|| LawError::input(format!("„{text}“ не е месец във вида ГГГГ-ММ")))?;
        Ok(Self { first })
    }

    /// The month of a day.
    #[must_use]
    pub fn of(day: Date) -> Self {
        Self { first: day.first_of_month() }
    }

    /// The month so many months later, or earlier; the same at the end of all time.
    #[must_use]
    pub fn plus(self, months: i64) -> Self {
        let span = jiff::Span::new().months(months);
        Self { first: self.first.checked_add(span).unwrap_or(self.first) }
    }

    /// First day.
    #[must_use]
    pub fn first_day(self) -> Date {
        self.first
    }

    /// Last day.
    #[must_use]
    pub fn last_day(self) -> Date {
        self.first.last_of_month()
    }

    /// The month as Bulgarians write it: `декември 2026 г.`.
    ///
    /// ```
    /// let month = law::Month::parse("2026-12")?;
    /// assert_eq!(month.written(), "декември 2026 г.");
    /// # Ok::<(), law::LawError>(())
    /// ```
    #[must_use]
    pub fn written(self) -> String {
        let at = usize::try_from(self.first.month() - 1).unwrap_or(0);
        format!("{} {} г.", MONTHS[at], self.first.year())
    }
}

const MONTHS: [&str; 12] = [
    "януари",
    "февруари",
    "март",
    "април",
    "май",
    "юни",
    "юли",
    "август",
    "септември",
    "октомври",
    "ноември",
    "декември",
];

impl fmt::Display for Month {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}", self.first.year(), self.first.month())
    }
}

impl TryFrom<String> for Month {
    type Error = LawError;

    fn try_from(text: String) -> Result<Self, LawError> {
        Self::parse(&text)
    }
}

impl From<Month> for String {
    fn from(month: Month) -> Self {
        month.to_string()
    }
}

/// Whole minutes of work.
#[derive(
    Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(try_from = "String", into = "String")]
pub struct Minutes(pub u32);

impl Minutes {
    /// Whole hours.
    #[must_use]
    pub const fn hours(hours: u32) -> Self {
        Self(hours.saturating_mul(60))
    }

    /// Reads `84:00` or `84`.
    ///
    /// # Errors
    /// `BadInput` on minutes above 59 or anything that is not digits.
    pub fn parse(text: &str) -> Result<Self, LawError> {
        let wrong = || LawError::input(format!("„{text}“ не са часове във вида Ч:ММ"));
        let digits =
            |s: &str| !s.is_empty() && s.len() <= 6 && s.bytes().all(|b| b.is_ascii_digit());
        let (hours, minutes) = text.split_once(':').unwrap_or((text, "00"));
        if !digits(hours) || !digits(minutes) || minutes.len() != 2 {
            return Err(wrong());
        }
        let hours: u32 = hours.parse().map_err(|_| wrong())?;
        let minutes: u32 = minutes.parse().map_err(|_| wrong())?;
        if minutes > 59 { Err(wrong()) } else { Ok(Self(hours * 60 + minutes)) }
    }
}

impl fmt::Display for Minutes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{:02}", self.0 / 60, self.0 % 60)
    }
}

impl TryFrom<String> for Minutes {
    type Error = LawError;

    fn try_from(text: String) -> Result<Self, LawError> {
        Self::parse(&text)
    }
}

impl From<Minutes> for String {
    fn from(minutes: Minutes) -> Self {
        minutes.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn months_and_minutes() {
        let month = Month::parse("2027-02").unwrap();
        assert_eq!(month.last_day(), jiff::civil::date(2027, 2, 28));
        assert!(Month::parse("2027-13").is_err() && Month::parse("2027-2").is_err());
        assert_eq!(Minutes::parse("84").unwrap(), Minutes::hours(84));
        for bad in ["84:5", "84:60", "-1", "84.5", "", ":30", "84:000"] {
            assert!(Minutes::parse(bad).is_err(), "{bad}");
        }
    }

    proptest! {
        #[test]
        fn minutes_are_parsed_back(n in 0u32..1_000_000) {
            prop_assert_eq!(Minutes::parse(&Minutes(n).to_string()).unwrap(), Minutes(n));
        }
    }
}
