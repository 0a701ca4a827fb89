//! Free hours: pure, for the office today and for the portal later.

use crate::municipality::Hours;
use kit::types::{Day, Instant};
use law::Calendar;

/// Appointments begin on a multiple of so many minutes and take a multiple of it.
pub const PIECE_MINUTES: i32 = 5;
const MINUTE_MS: i64 = 60_000;

/// Which stretches are worked on a day, in minutes from midnight; none on a day off. A Saturday
/// that is declared a working day and has no hours of its own goes by those of Monday.
#[must_use]
pub fn worked(calendar: &Calendar, hours: &Hours, day: Day) -> Vec<(i32, i32)> {
    if !calendar.is_working(day.0) {
        return Vec::new();
    }
    let weekday = usize::try_from(day.0.weekday().to_monday_zero_offset()).unwrap_or_default();
    let own = hours.0.get(weekday).filter(|own| !own.is_empty());
    let own = own.or_else(|| hours.0.first().filter(|_| weekday >= 5));
    own.map(|own| own.iter().filter_map(|text| stretch(text)).collect()).unwrap_or_default()
}

fn stretch(text: &str) -> Option<(i32, i32)> {
    let (from, to) = text.split_once('-')?;
    let minutes = |clock: &str| {
        let (hour, minute) = clock.split_once(':')?;
        Some(hour.parse::<i32>().ok()? * 60 + minute.parse::<i32>().ok()?)
    };
    Some((minutes(from)?, minutes(to)?))
}

/// The moment of a minute of a day in Sofia.
#[must_use]
pub fn moment(day: Day, minute: i32) -> Instant {
    let at = |clock: jiff::civil::Time| Instant::of_local(day.0.to_datetime(clock));
    let (hour, rest) = (minute.div_euclid(60), minute.rem_euclid(60));
    match i8::try_from(hour).ok().zip(i8::try_from(rest).ok()) {
        Some((hour, rest)) if hour < 24 => {
            jiff::civil::Time::new(hour, rest, 0, 0).map_or_else(|_| midnight(day), at)
        }
        _ => midnight(day.plus(1)),
    }
}

fn midnight(day: Day) -> Instant {
    Instant::of_local(day.0.to_datetime(jiff::civil::Time::midnight()))
}

/// The minute of the day in Sofia.
#[must_use]
pub fn minute_of(at: Instant) -> i32 {
    let local = at.local();
    i32::from(local.hour()) * 60 + i32::from(local.minute())
}

/// `09:05`.
#[must_use]
pub fn clock(at: Instant) -> String {
    let local = at.local();
    format!("{:02}:{:02}", local.hour(), local.minute())
}

/// What a worker has promised already: the beginning, and how many minutes.
pub type Taken = (Instant, i32);

/// Whether a time is free: within one stretch of the hours and apart from all that is taken.
#[must_use]
pub fn is_free(worked: &[(i32, i32)], taken: &[Taken], at: Instant, minutes: i32) -> bool {
    let from = minute_of(at);
    let in_hours = worked.iter().any(|(first, last)| *first <= from && from + minutes <= *last);
    let end = at.plus_ms(i64::from(minutes) * MINUTE_MS);
    let apart =
        |(other, long): &Taken| end <= *other || other.plus_ms(i64::from(*long) * MINUTE_MS) <= at;
    in_hours && taken.iter().all(apart)
}

/// The free hours of a worker on a day, after a moment, each so many minutes long. They begin with
/// each stretch, so that a break moves those after it and leaves no hole.
#[must_use]
pub fn free_slots(
    (calendar, hours): (&Calendar, &Hours),
    day: Day,
    minutes: i32,
    taken: &[Taken],
    after: Instant,
) -> Vec<Instant> {
    let minutes = minutes.max(PIECE_MINUTES);
    let worked = worked(calendar, hours, day);
    let step = usize::try_from(minutes).unwrap_or(1);
    let starts = worked.iter().flat_map(|(from, to)| (*from..=*to - minutes).step_by(step));
    let starts = starts.map(|minute| moment(day, minute));
    starts.filter(|at| *at > after && is_free(&worked, taken, *at, minutes)).collect()
}

/// The pieces that an appointment takes: the beginning of each five minutes.
#[must_use]
pub fn pieces(at: Instant, minutes: i32) -> Vec<Instant> {
    let count = (minutes + PIECE_MINUTES - 1) / PIECE_MINUTES;
    let piece = i64::from(PIECE_MINUTES) * MINUTE_MS;
    (0..i64::from(count)).map(|n| at.plus_ms(n * piece)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hours() -> Hours {
        let day = Hours::parse_day("9:00-12:00, 12:30-14:00").unwrap();
        let mut hours = Hours::default();
        for weekday in 0..5 {
            hours.0[weekday] = day.clone();
        }
        hours
    }

    fn written(slots: Vec<Instant>) -> Vec<String> {
        slots.into_iter().map(clock).collect()
    }

    #[test]
    fn free_hours_keep_to_the_calendar_the_breaks_and_what_is_taken() {
        let law = law::Law::embedded().unwrap();
        let calendar = law.calendar();
        let hours = hours();
        let day: Day = "2026-11-24".parse().unwrap();
        let night = moment(day, 0);
        let all = free_slots((calendar, &hours), day, 60, &[], night);
        assert_eq!(written(all), ["09:00", "10:00", "11:00", "12:30"]);
        let taken = [(moment(day, 9 * 60 + 30), 30)];
        let left = free_slots((calendar, &hours), day, 60, &taken, night);
        assert_eq!(written(left), ["10:00", "11:00", "12:30"]);
        let late = free_slots((calendar, &hours), day, 30, &[], moment(day, 12 * 60 + 30));
        assert_eq!(written(late), ["13:00", "13:30"]);
        for off in ["2026-12-24", "2026-11-28"] {
            let slots = free_slots((calendar, &hours), off.parse().unwrap(), 30, &[], night);
            assert!(slots.is_empty(), "{off} is a day off");
        }
    }

    #[test]
    fn an_appointment_takes_its_pieces() {
        let day: Day = "2026-11-24".parse().unwrap();
        let pieces = pieces(moment(day, 600), 12);
        assert_eq!(written(pieces), ["10:00", "10:05", "10:10"]);
        assert!(is_free(&[(540, 720)], &[(moment(day, 570), 30)], moment(day, 600), 30));
        assert!(!is_free(&[(540, 720)], &[(moment(day, 570), 31)], moment(day, 600), 30));
        assert!(!is_free(&[(540, 720)], &[], moment(day, 700), 30), "it would end in the break");
    }
}
