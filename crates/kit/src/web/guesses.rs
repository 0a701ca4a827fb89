//! Who guesses secrets of addresses is stopped for a while. In memory: a restart forgives.

use crate::types::Instant;
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

/// Wrong addresses that one asker may try within [`WINDOW_MS`]: a link copied badly a few times.
const MOST: u32 = 30;
/// An hour.
const WINDOW_MS: i64 = 3_600_000;
/// How many askers are remembered; the oldest are forgotten first.
const ASKERS: usize = 10_000;

/// Since when somebody tries, and how often.
type Tries = (Instant, u32);

/// Wrong tries by asker.
#[derive(Clone, Debug, Default)]
pub struct Guesses(Arc<Mutex<HashMap<Arc<str>, Tries>>>);

impl Guesses {
    /// Whether this asker has tried too many.
    #[must_use]
    pub fn stopped(&self, asker: &str, now: Instant) -> bool {
        let known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        known.get(asker).is_some_and(|(since, tries)| *tries >= MOST && fresh(*since, now))
    }

    /// This asker tried an address that is nobody's.
    pub fn wrong(&self, asker: &Arc<str>, now: Instant) {
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if known.len() >= ASKERS && !known.contains_key(asker) {
            known.retain(|_, (since, _)| fresh(*since, now));
        }
        if known.len() >= ASKERS
            && let Some(oldest) = known.iter().min_by_key(|(_, (since, _))| *since)
        {
            let oldest = oldest.0.clone();
            known.remove(&oldest);
        }
        let entry = known.entry(asker.clone()).or_insert((now, 0));
        if !fresh(entry.0, now) {
            *entry = (now, 0);
        }
        entry.1 += 1;
    }
}

fn fresh(since: Instant, now: Instant) -> bool {
    now.0 - since.0 < WINDOW_MS
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_who_guesses_is_stopped_for_an_hour_and_nobody_else_is() {
        let guesses = Guesses::default();
        let (bad, good): (Arc<str>, Arc<str>) = ("203.0.113.7".into(), "203.0.113.8".into());
        for _ in 0..MOST {
            assert!(!guesses.stopped(&bad, Instant(0)));
            guesses.wrong(&bad, Instant(0));
        }
        assert!(guesses.stopped(&bad, Instant(1)));
        assert!(!guesses.stopped(&good, Instant(1)));
        assert!(!guesses.stopped(&bad, Instant(WINDOW_MS)), "an hour later");
    }

    #[test]
    fn many_askers_do_not_fill_the_memory() {
        let guesses = Guesses::default();
        for n in 0..ASKERS + 50 {
            guesses.wrong(&n.to_string().into(), Instant(i64::try_from(n).expect("small")));
        }
        assert!(guesses.0.lock().expect("the lock").len() <= ASKERS);
    }
}
