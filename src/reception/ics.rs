//! An appointment as a calendar reads it (RFC 5545).

use chrono::{DateTime, Utc};
use icalendar::{Alarm, Calendar, Component, Event, EventLike, EventStatus, Property, Trigger};
use kit::types::Instant;

const PROGRAM: &str = "-//Opora//Appointments//BG";

/// What the file says.
pub struct Entry<'a> {
    /// The same for all messages about one appointment.
    pub uid: &'a str,
    /// How often it was moved.
    pub sequence: i32,
    /// When the file was written.
    pub written: Instant,
    /// When it begins.
    pub at: Instant,
    /// How long it takes.
    pub minutes: i32,
    /// What stands in the calendar; nothing of what the person comes with.
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
pub fn method(is_cancelled: bool) -> &'static str {
    if is_cancelled { "CANCEL" } else { "PUBLISH" }
}

/// Writes the file. Times are in UTC, so that no time zone has to be described.
pub fn write(entry: &Entry<'_>) -> String {
    let end = entry.at.plus_ms(i64::from(entry.minutes) * 60_000);
    let mut event = Event::new();
    event
        .uid(entry.uid)
        .sequence(entry.sequence.unsigned_abs())
        .timestamp(utc(entry.written))
        .summary(entry.summary)
        .location(entry.place)
        .starts(utc(entry.at))
        .ends(utc(end));
    if entry.is_cancelled {
        event.status(EventStatus::Cancelled);
    } else {
        let before = Trigger::before_start(chrono::Duration::hours(2));
        event.status(EventStatus::Confirmed).alarm(Alarm::display(entry.summary, before));
    }
    let mut calendar = Calendar::empty();
    for (name, value) in [
        ("VERSION", "2.0"),
        ("PRODID", PROGRAM),
        ("CALSCALE", "GREGORIAN"),
        ("METHOD", method(entry.is_cancelled)),
    ] {
        calendar.append_property(Property::new(name, value));
    }
    calendar.push(event.done()).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_calendar_file_is_written_by_the_rules() {
        let place = "Фронт-офис Център, ул. „Примерна“ № 1, гр. Русе; вход откъм двора, стая 3";
        let entry = Entry {
            uid: "7@ruse",
            sequence: 2,
            written: Instant(1_795_507_200_000),
            at: Instant(1_795_510_800_000),
            minutes: 30,
            summary: "Записан час – Община Русе",
            place,
            is_cancelled: false,
        };
        let text = write(&entry);
        for line in [
            "BEGIN:VCALENDAR\r\n",
            "METHOD:PUBLISH\r\n",
            "UID:7@ruse\r\n",
            "SEQUENCE:2\r\n",
            "DTSTAMP:20261124T080000Z\r\n",
            "DTSTART:20261124T090000Z\r\n",
            "DTEND:20261124T093000Z\r\n",
            "STATUS:CONFIRMED\r\n",
            "BEGIN:VALARM\r\n",
            "END:VCALENDAR\r\n",
        ] {
            assert!(text.contains(line), "{line:?} is missing in\n{text}");
        }
        let lines: Vec<&str> = text.split("\r\n").collect();
        assert!(lines.iter().all(|line| line.len() <= 75), "lines are folded:\n{text}");
        let whole = text.replace("\r\n ", "");
        assert!(whole.contains("гр. Русе\\; вход"), "{whole}");
        let gone = write(&Entry { is_cancelled: true, ..entry });
        assert!(gone.contains("METHOD:CANCEL") && gone.contains("STATUS:CANCELLED"), "{gone}");
    }
}
