//! The only places that ask the machine for the time and for fresh ids.

use super::{Day, Instant};
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

/// Where the time comes from: the machine, or a hand that tests and trial runs move.
#[derive(Clone, Debug, Default)]
pub struct Clock {
    /// Milliseconds added to (or, when `fixed`, instead of) the machine's time.
    moved: Option<Arc<AtomicI64>>,
    shift_ms: i64,
}

impl Clock {
    /// The machine's own clock.
    #[must_use]
    pub fn system() -> Clock {
        Clock::default()
    }

    /// A clock that stands still until [`Clock::set`] moves it.
    #[must_use]
    pub fn standing_at(at: Instant) -> Clock {
        Clock { moved: Some(Arc::new(AtomicI64::new(at.0))), shift_ms: 0 }
    }

    /// The machine's clock moved so that it shows `at` now: for trying a future day.
    #[must_use]
    pub fn shifted_to(at: Instant) -> Clock {
        Clock { moved: None, shift_ms: at.0 - Clock::system().now().0 }
    }

    /// Moves a standing clock. Nothing happens to a running one.
    pub fn set(&self, at: Instant) {
        if let Some(moved) = &self.moved {
            moved.store(at.0, Ordering::SeqCst);
        }
    }

    /// Now, in whole milliseconds.
    #[must_use]
    #[expect(clippy::disallowed_methods, reason = "the clock is the one place that reads the time")]
    pub fn now(&self) -> Instant {
        match &self.moved {
            Some(moved) => Instant(moved.load(Ordering::SeqCst)),
            None => Instant(jiff::Timestamp::now().as_millisecond() + self.shift_ms),
        }
    }

    /// Today in Sofia.
    #[must_use]
    pub fn today(&self) -> Day {
        self.now().day()
    }
}

/// 1 January 2024 in UTC: the first moment an id can carry.
const EPOCH_MS: i64 = 1_704_067_200_000;
const SEQUENCE_BITS: u32 = 22;

/// Hands out ids that never repeat within a process and grow with time.
///
/// Within a millisecond ids count up from a random start, so two processes that share a database
/// meet with a chance of about one in four million per pair in the same millisecond; a meeting
/// breaks the primary key and the write is refused, never merged.
#[derive(Debug, Default)]
pub struct Ids {
    last: AtomicI64,
}

impl Ids {
    /// The next id. Moves on with `now`; never goes back when the clock does.
    #[must_use]
    pub fn next(&self, now: Instant) -> i64 {
        let jitter = i64::from(crate::crypto::random_u32() >> 12);
        let fresh = ((now.0 - EPOCH_MS).max(0) << SEQUENCE_BITS) | jitter;
        let mut next = fresh;
        let _ = self.last.fetch_update(Ordering::SeqCst, Ordering::SeqCst, |last| {
            next = if fresh > last { fresh } else { last + 1 };
            Some(next)
        });
        next
    }

    /// The smallest id that a moment can give: a bound for "since then" on an id column.
    #[must_use]
    pub fn floor(at: Instant) -> i64 {
        (at.0 - EPOCH_MS).max(0) << SEQUENCE_BITS
    }

    /// The moment at which an id was given out.
    #[must_use]
    pub fn moment(id: i64) -> Instant {
        Instant((id >> SEQUENCE_BITS) + EPOCH_MS)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_grow_even_when_the_clock_steps_back() {
        let ids = Ids::default();
        let mut last = 0;
        for step in 0..10_000 {
            let id = ids.next(Instant(EPOCH_MS + 1_000_000 - step));
            assert!(id > last);
            last = id;
        }
    }
}
