//! A conference as a calendar reads it (RFC 5545).

use chrono::{DateTime, Utc};
use icalendar::{Calendar, Component, Event, EventLike, EventStatus, Property};
use kit::types::Instant;

const PROGRAM: &str = "-//Opora//Cooperation//BG";
/// How long a conference is expected to take.
const HOURS: i64 = 2;
const HOUR_MS: i64 = 3_600_000;

/// What the file says.
pub struct Entry<'a> {
    /// The same for all messages about one conference.
    pub uid: &'a str,
    /// How often it was moved.
    pub sequence: i32,
    /// When the file was written.
    pub written: Instant,
    /// When the conference begins.
    pub at: Instant,
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

/// Writes the file. Times are in UTC, so that no time zone has to be described.
#[must_use]
pub fn write(entry: &Entry<'_>) -> String {
    let mut event = Event::new();
    event
        .uid(entry.uid)
        .sequence(entry.sequence.unsigned_abs())
        .timestamp(utc(entry.written))
        .summary(entry.summary)
        .location(entry.place)
        .starts(utc(entry.at))
        .ends(utc(entry.at.plus_ms(HOURS * HOUR_MS)));
    event.status(match entry.is_cancelled {
        true => EventStatus::Cancelled,
        false => EventStatus::Confirmed,
    });
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
