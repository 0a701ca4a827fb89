//! A moment typed as a day in three boxes and an hour.

use jiff::civil::{DateTime, Time};
use kit::types::{Day, Instant};
use kit::web::{Form, day_values};

/// Reads `<name>-day`, `-month`, `-year` and `<name>-time`. Not in the future. A form without
/// these boxes means now.
pub fn moment(form: &mut Form, name: &str, now: Instant) -> Option<Instant> {
    let time_box = format!("{name}-time");
    let parts = ["day", "month", "year"].map(|part| format!("{name}-{part}"));
    if !form.has(&time_box) && !parts.iter().any(|part| form.has(part)) {
        return Some(now);
    }
    let day = form.day(name);
    let time = time_of(form.get(&time_box));
    if time.is_none() {
        form.wrong(&time_box, "contacts-time-impossible");
    }
    let at = Instant::of_local(DateTime::from_parts(day?.0, time?));
    if at > now {
        form.wrong(name, "contacts-future");
        return None;
    }
    Some(at)
}

/// `9:05`, `09.05`, `9`.
fn time_of(text: &str) -> Option<Time> {
    let (hour, minute) = text.split_once([':', '.']).unwrap_or((text, "0"));
    Time::new(hour.trim().parse().ok()?, minute.trim().parse().ok()?, 0, 0).ok()
}

/// A moment as the values of its boxes, for `Form::filled`.
#[must_use]
pub fn moment_values(name: &str, at: Instant) -> Vec<(String, String)> {
    let local = at.local();
    let mut values = day_values(name, Some(Day(local.date())));
    values.push((format!("{name}-time"), format!("{:02}:{:02}", local.hour(), local.minute())));
    values
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hours_are_read_as_people_write_them() {
        let read = |text: &str| time_of(text).map(|t| (t.hour(), t.minute()));
        assert_eq!(read("9:05"), Some((9, 5)));
        assert_eq!(read("14.30"), Some((14, 30)));
        assert_eq!(read("8"), Some((8, 0)));
        assert_eq!(read("24:00"), None);
        assert_eq!(read("утре"), None);
    }
}
