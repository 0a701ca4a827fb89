//! When a notice goes: quiet hours, how many a day, how long is tried. No database.

use kit::types::{Day, Instant};

/// A minute in milliseconds.
const MINUTE: i64 = 60_000;
/// Waits between tries, in minutes: a server that is back is noticed within a quarter of an hour.
const WAITS: [i64; 4] = [1, 3, 8, 15];
/// So long is tried, as mail servers do among themselves (RFC 5321, 4.5.4.1).
const GIVE_UP: i64 = 5 * 24 * 60 * MINUTE;
/// Minutes of a day.
pub const DAY_MINUTES: i32 = 24 * 60;

/// The rules of a municipality.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rules {
    /// Nothing goes from this minute of the day …
    pub quiet_from: i32,
    /// … to this one; the same minute twice is no quiet at all.
    pub quiet_to: i32,
    /// So many notices a day to one receiver; 0 is no limit.
    pub per_receiver: i64,
    /// So many short messages a day to all, for they cost money; 0 is no limit.
    pub per_day: i64,
}

/// What is known of a notice and of its day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Facts {
    /// A code or a confirmation that somebody waits for at this moment.
    pub is_urgent: bool,
    /// A short message.
    pub is_short: bool,
    /// How many went to this receiver today.
    pub to_receiver: i64,
    /// How many short messages went today.
    pub short_today: i64,
}

/// What is to be done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Decision {
    /// Now.
    Now,
    /// Not before this moment.
    Later(Instant),
}

/// The moment of a minute of a day.
#[must_use]
pub fn moment(day: Day, minute: i32) -> Instant {
    let hour = i8::try_from(minute / 60).unwrap_or(0).clamp(0, 23);
    let minute = i8::try_from(minute % 60).unwrap_or(0).clamp(0, 59);
    Instant::of_local(day.0.at(hour, minute, 0, 0))
}

fn minute_of(at: Instant) -> i32 {
    let local = at.local();
    i32::from(local.hour()) * 60 + i32::from(local.minute())
}

/// The end of the quiet hours in which a moment lies; nothing when it lies in none.
#[must_use]
pub fn quiet_until(rules: &Rules, now: Instant) -> Option<Instant> {
    let (from, to) = (rules.quiet_from, rules.quiet_to);
    let minute = minute_of(now);
    let is_quiet = match from <= to {
        true => (from..to).contains(&minute),
        false => minute >= from || minute < to,
    };
    if !is_quiet {
        return None;
    }
    let is_tomorrow = minute >= to;
    Some(moment(now.day().plus(i32::from(is_tomorrow)), to))
}

/// Whether a notice goes now.
#[must_use]
pub fn decide(rules: &Rules, facts: &Facts, now: Instant) -> Decision {
    if facts.is_urgent {
        return Decision::Now;
    }
    if let Some(until) = quiet_until(rules, now) {
        return Decision::Later(until);
    }
    let tomorrow = moment(now.day().plus(1), rules.quiet_to);
    if rules.per_receiver > 0 && facts.to_receiver >= rules.per_receiver {
        return Decision::Later(tomorrow);
    }
    if facts.is_short && rules.per_day > 0 && facts.short_today >= rules.per_day {
        return Decision::Later(tomorrow);
    }
    Decision::Now
}

/// When a notice is tried again after so many tries.
#[must_use]
pub fn again(now: Instant, attempts: i32) -> Instant {
    let at = usize::try_from(attempts - 1).unwrap_or(0).min(WAITS.len() - 1);
    now.plus_ms(WAITS[at] * MINUTE)
}

/// Whether it was tried long enough.
#[must_use]
pub fn is_over(queued_at: Instant, now: Instant) -> bool {
    now.0 - queued_at.0 >= GIVE_UP
}

/// `21:30` as minutes of a day.
#[must_use]
pub fn minutes(text: &str) -> Option<i32> {
    let (hour, minute) = text.trim().split_once(':')?;
    let (hour, minute) = (hour.parse::<i32>().ok()?, minute.parse::<i32>().ok()?);
    let fits = (0..24).contains(&hour) && (0..60).contains(&minute);
    fits.then_some(hour * 60 + minute)
}

/// Minutes of a day as `21:30`.
#[must_use]
pub fn clock(minutes: i32) -> String {
    let minutes = minutes.rem_euclid(DAY_MINUTES);
    format!("{:02}:{:02}", minutes / 60, minutes % 60)
}
