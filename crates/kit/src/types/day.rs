//! Days and instants as the database keeps them.

use jiff::civil::Date;
use jiff::tz::TimeZone;
use sea_orm::DeriveValueType;
use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

/// A calendar day. Stored as ISO text, so that `substr(day, 1, 7)` is its month on both databases.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    Hash,
    PartialOrd,
    Ord,
    Serialize,
    Deserialize,
    DeriveValueType,
)]
#[sea_orm(value_type = "String")]
#[serde(transparent)]
pub struct Day(pub Date);

impl Day {
    /// As a Bulgarian reads it: `21.11.2026`.
    #[must_use]
    pub fn bg(self) -> String {
        format!("{:02}.{:02}.{:04}", self.0.day(), self.0.month(), self.0.year())
    }

    /// The day `days` later (or earlier, when negative); stays at the calendar's end.
    #[must_use]
    pub fn plus(self, days: i32) -> Day {
        use jiff::ToSpan;
        Day(self.0.saturating_add(i64::from(days).days()))
    }

    /// Whole days from `earlier` to this day.
    #[must_use]
    pub fn days_since(self, earlier: Day) -> i32 {
        earlier.0.until(self.0).map_or(0, |span| span.get_days())
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0)
    }
}

impl FromStr for Day {
    type Err = jiff::Error;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        text.parse().map(Day)
    }
}

impl From<Date> for Day {
    fn from(date: Date) -> Self {
        Day(date)
    }
}

/// A moment: whole milliseconds since 1970 in UTC.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    Hash,
    PartialOrd,
    Ord,
    Serialize,
    Deserialize,
    DeriveValueType,
)]
#[serde(transparent)]
pub struct Instant(pub i64);

/// The zone of every municipality.
const ZONE: &str = "Europe/Sofia";

fn sofia() -> TimeZone {
    static ZONE_DATA: std::sync::OnceLock<TimeZone> = std::sync::OnceLock::new();
    // The zone is bundled with the program; UTC is only there so that this cannot panic.
    ZONE_DATA.get_or_init(|| TimeZone::get(ZONE).unwrap_or(TimeZone::UTC)).clone()
}

impl Instant {
    /// The same moment on a clock in Sofia.
    #[must_use]
    pub fn local(self) -> jiff::civil::DateTime {
        jiff::Timestamp::from_millisecond(self.0)
            .unwrap_or(jiff::Timestamp::UNIX_EPOCH)
            .to_zoned(sofia())
            .datetime()
    }

    /// The day in Sofia.
    #[must_use]
    pub fn day(self) -> Day {
        Day(self.local().date())
    }

    /// `21.11.2026, 14:05` in Sofia.
    #[must_use]
    pub fn bg(self) -> String {
        let local = self.local();
        format!("{}, {:02}:{:02}", Day(local.date()).bg(), local.hour(), local.minute())
    }

    /// The moment a civil time has in Sofia (the earlier one when the hour repeats).
    #[must_use]
    pub fn of_local(at: jiff::civil::DateTime) -> Instant {
        Instant(at.to_zoned(sofia()).map_or(0, |zoned| zoned.timestamp().as_millisecond()))
    }

    /// This moment and so many milliseconds.
    #[must_use]
    pub fn plus_ms(self, ms: i64) -> Instant {
        Instant(self.0.saturating_add(ms))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_instant_knows_its_day_in_sofia() {
        // 21.11.2026 22:30 in UTC is half past midnight of the next day in Sofia.
        let at = Instant(1_795_300_200_000);
        assert_eq!(at.bg(), "22.11.2026, 00:30");
        assert_eq!(Instant::of_local(at.local()), at);
    }

    #[test]
    fn days_count_both_ways() {
        let day: Day = "2026-12-30".parse().unwrap();
        assert_eq!(day.plus(5).to_string(), "2027-01-04");
        assert_eq!(day.plus(5).days_since(day), 5);
        assert_eq!(day.bg(), "30.12.2026");
    }
}
