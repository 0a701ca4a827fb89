//! The days of a seminar as a calendar reads them (RFC 5545).

use chrono::{DateTime, NaiveDate, Utc};
use icalendar::{Calendar, Component, Event, EventLike, EventStatus, Property};
use kit::types::{Day, Instant};

const PROGRAM: &str = "-//Opora//Training//BG";
/// An academic hour in minutes. Breaks are not known: the entry ends no later than the day does.
const ACADEMIC_MINUTES: i64 = 45;

/// A day of a seminar.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sitting {
    /// The same in all messages about the day.
    pub uid: String,
    /// The day.
    pub day: Day,
    /// When it begins: `09:30`; empty when it is not said.
    pub begins: String,
    /// Academic hours.
    pub hours: i32,
}

/// What the file says of all days.
#[derive(Clone, Copy, Debug)]
pub struct Entry<'a> {
    /// When the file was written.
    pub written: Instant,
    /// Which state of the seminar this is: the latest one holds.
    pub sequence: i32,
    /// What stands in the calendar.
    pub summary: &'a str,
    /// Where.
    pub place: &'a str,
    /// It will not be.
    pub is_cancelled: bool,
}

fn utc(at: Instant) -> DateTime<Utc> {
    DateTime::from_timestamp_millis(at.0).unwrap_or_default()
}

/// What calendars are asked to do with the file.
#[must_use]
pub fn method(is_cancelled: bool) -> &'static str {
    if is_cancelled { "CANCEL" } else { "PUBLISH" }
}

/// The moment at which a day begins, when its time is known.
fn begins(one: &Sitting) -> Option<Instant> {
    let (hour, minute) = one.begins.split_once(':')?;
    let (hour, minute) = (hour.parse().ok()?, minute.parse().ok()?);
    let time = jiff::civil::Time::new(hour, minute, 0, 0).ok()?;
    Some(Instant::of_local(one.day.0.to_datetime(time)))
}

fn whole_day(day: Day) -> NaiveDate {
    let (month, of_month) = (day.0.month().unsigned_abs(), day.0.day().unsigned_abs());
    NaiveDate::from_ymd_opt(i32::from(day.0.year()), month.into(), of_month.into())
        .unwrap_or_default()
}

fn event(entry: &Entry<'_>, one: &Sitting) -> Event {
    let mut event = Event::new();
    event
        .uid(&one.uid)
        .sequence(entry.sequence.unsigned_abs())
        .timestamp(utc(entry.written))
        .summary(entry.summary)
        .location(entry.place);
    match begins(one) {
        Some(at) => {
            let end = at.plus_ms(i64::from(one.hours) * ACADEMIC_MINUTES * 60_000);
            event.starts(utc(at)).ends(utc(end));
        }
        None => {
            event.starts(whole_day(one.day));
        }
    }
    let status = if entry.is_cancelled { EventStatus::Cancelled } else { EventStatus::Confirmed };
    event.status(status);
    event.done()
}

/// Writes the file. Times are in UTC, so that no time zone has to be described.
#[must_use]
pub fn write(entry: &Entry<'_>, days: &[Sitting]) -> String {
    let mut calendar = Calendar::empty();
    for (name, value) in [
        ("VERSION", "2.0"),
        ("PRODID", PROGRAM),
        ("CALSCALE", "GREGORIAN"),
        ("METHOD", method(entry.is_cancelled)),
    ] {
        calendar.append_property(Property::new(name, value));
    }
    for one in days {
        calendar.push(event(entry, one));
    }
    calendar.to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sitting(begins: &str) -> Sitting {
        let day = "2026-12-01".parse().expect("a day");
        Sitting { uid: "day-7@opora".to_owned(), day, begins: begins.to_owned(), hours: 8 }
    }

    #[test]
    fn each_day_of_a_seminar_is_an_entry_of_the_calendar() {
        let entry = Entry {
            written: Instant(1_795_507_200_000),
            sequence: 1,
            summary: "Обучение – Община Русе",
            place: "зала 2",
            is_cancelled: false,
        };
        let text = write(&entry, &[sitting("09:30"), sitting("")]);
        assert_eq!(text.matches("BEGIN:VEVENT\r\n").count(), 2, "{text}");
        for line in [
            "METHOD:PUBLISH\r\n",
            "DTSTART:20261201T073000Z\r\n",
            "DTEND:20261201T133000Z\r\n",
            "DTSTART;VALUE=DATE:20261201\r\n",
        ] {
            assert!(text.contains(line), "{line:?} is missing in\n{text}");
        }
        let gone = write(&Entry { is_cancelled: true, sequence: 2, ..entry }, &[sitting("09:30")]);
        for line in ["METHOD:CANCEL", "STATUS:CANCELLED", "SEQUENCE:2"] {
            assert!(gone.contains(line), "{line:?} is missing in\n{gone}");
        }
    }
}
