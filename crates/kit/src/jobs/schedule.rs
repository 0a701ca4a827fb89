//! Jobs that come back by the calendar.

use crate::types::Instant;
use croner::Cron;
use std::str::FromStr;

/// A job that is put in again and again, once per moment however many processes run.
#[derive(Clone, Copy, Debug)]
pub struct Schedule {
    /// What it is.
    pub kind: &'static str,
    /// Minute, hour, day, month, weekday in Sofia: `15 3 * * *`.
    pub cron: &'static str,
}

/// The last moment at or before `now` at which the schedule was due, within the last day.
/// `None` when the pattern is not understood or was not due.
#[must_use]
pub fn due_moment(cron: &str, now: Instant) -> Option<Instant> {
    let cron = Cron::from_str(cron).ok()?;
    let local = now.local();
    // Minute by minute backwards: at most a day, and no time zone library but our own.
    (0..24 * 60).find_map(|back: i64| {
        use jiff::ToSpan;
        let at = local.checked_sub(back.minutes()).ok()?;
        let at = at.round(jiff::Unit::Minute).ok()?;
        (at <= local && matches(&cron, at)).then(|| Instant::of_local(at))
    })
}

fn matches(cron: &Cron, at: jiff::civil::DateTime) -> bool {
    let date = chrono::NaiveDate::from_ymd_opt(
        i32::from(at.year()),
        at.month().unsigned_abs().into(),
        at.day().unsigned_abs().into(),
    );
    let time = date.and_then(|date| {
        date.and_hms_opt(at.hour().unsigned_abs().into(), at.minute().unsigned_abs().into(), 0)
    });
    time.is_some_and(|time| cron.is_time_matching(&time.and_utc()).unwrap_or(false))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_due_moment_is_found() {
        let now = Instant::of_local(jiff::civil::datetime(2026, 11, 21, 10, 7, 30, 0));
        let due = due_moment("15 3 * * *", now).unwrap();
        assert_eq!(due.bg(), "21.11.2026, 03:15");
        assert_eq!(due_moment("*/5 * * * *", now).unwrap().bg(), "21.11.2026, 10:05");
        assert_eq!(due_moment("0 0 1 1 *", now), None);
        assert_eq!(due_moment("nonsense", now), None);
    }
}
