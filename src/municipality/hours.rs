//! Opening hours by weekday, as typed: `08:30-12:00, 12:30-17:00`.

use serde::{Deserialize, Serialize};

/// Short names of the weekdays, Monday first, as they stand in forms and in the database.
pub const WEEKDAYS: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

/// The stretches of each weekday, Monday first; an empty day is closed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Hours(pub [Vec<String>; 7]);

impl Hours {
    /// Hours of a text written by [`Hours::to_text`]; closed all week when it is not one.
    #[must_use]
    pub fn from_text(text: &str) -> Hours {
        serde_json::from_str(text).unwrap_or_default()
    }

    /// As the database keeps it.
    #[must_use]
    pub fn to_text(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }

    /// The stretches of a day as typed: `08:30-17:00`. `None` when a stretch is not one.
    #[must_use]
    pub fn parse_day(typed: &str) -> Option<Vec<String>> {
        let stretches = typed.split([',', ';']).map(str::trim).filter(|part| !part.is_empty());
        let mut day: Vec<String> = Vec::new();
        let mut last = 0;
        for stretch in stretches {
            let (from, to) = stretch.split_once(['-', '–', '—'])?;
            let (from, to) = (minutes(from)?, minutes(to)?);
            if from < last || to <= from {
                return None;
            }
            last = to;
            let clock = |m: u32| format!("{:02}:{:02}", m / 60, m % 60);
            day.push(format!("{}-{}", clock(from), clock(to)));
        }
        Some(day)
    }

    /// A day in words: `08:30–12:00, 12:30–17:00`; empty when closed.
    #[must_use]
    pub fn day(&self, weekday: usize) -> String {
        let stretches = self.0.get(weekday).map(Vec::as_slice).unwrap_or_default();
        stretches.join(", ").replace('-', "–")
    }
}

fn minutes(clock: &str) -> Option<u32> {
    let (hour, minute) = clock.trim().split_once([':', '.'])?;
    let (hour, minute): (u32, u32) = (hour.parse().ok()?, minute.parse().ok()?);
    (minute < 60 && (hour < 24 || (hour == 24 && minute == 0))).then_some(hour * 60 + minute)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hours_are_read_as_people_write_them() {
        let day = Hours::parse_day(" 8:30 – 12:00; 12.30-17:00").unwrap();
        assert_eq!(day, ["08:30-12:00", "12:30-17:00"]);
        assert_eq!(Hours::parse_day("").unwrap(), Vec::<String>::new());
        for wrong in ["8", "17:00-08:00", "08:30-25:00", "08:00-12:00, 11:00-13:00", "8:75-9:00"] {
            assert_eq!(Hours::parse_day(wrong), None, "{wrong}");
        }
        let mut hours = Hours::default();
        hours.0[0] = day;
        assert_eq!(Hours::from_text(&hours.to_text()), hours);
        assert_eq!(hours.day(0), "08:30–12:00, 12:30–17:00");
        assert_eq!(hours.day(6), "");
    }
}
