//! What is known of the present moment and lies in memory only: who of those on duty is really there,
//! which pages listen, how much one address opens. A restart forgets it; the pages come again by
//! themselves within seconds.

use super::TalkId;
use kit::types::{AccountId, Clock, Instant, MunicipalityId};
use kit::web::{News, Topic};
use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// Whoever gave no sign for so long is not there: a page that is open gives one all the time.
pub const AWAY_MS: i64 = 120_000;
/// Talks that one address may have open at once: a family, a reading room.
const MOST_TALKS: usize = 6;
/// Pages that one address may have listening at once; more of them reload as if scripts were off.
const MOST_PAGES: usize = 12;
/// The topic of the pages of workers: no talk has this id.
const DESK: i64 = 0;

/// Somebody on duty.
type Post = (MunicipalityId, AccountId);

/// When somebody was last there, and how many of his pages listen.
#[derive(Clone, Copy, Debug)]
struct Seen {
    at: Instant,
    pages: u32,
}

#[derive(Default)]
struct Inside {
    seen: HashMap<Post, Seen>,
    /// Listening pages by address.
    pages: HashMap<Arc<str>, usize>,
    /// Open talks by address.
    talks: HashMap<Arc<str>, Vec<TalkId>>,
    /// Talks of each municipality to which a page listens or listened.
    heard: HashMap<MunicipalityId, Vec<TalkId>>,
}

/// The present moment of the desk.
#[derive(Clone)]
pub struct Hub {
    inside: Arc<Mutex<Inside>>,
    news: News,
    clock: Clock,
    /// Pages are given the time to come again after a restart.
    began: Instant,
}

/// A page that listens: counted until it is let go.
struct Seat {
    hub: Hub,
    ip: Arc<str>,
    post: Option<Post>,
}

impl Drop for Seat {
    fn drop(&mut self) {
        self.hub.leave(&self.ip, self.post);
    }
}

impl Hub {
    /// Nobody is there yet.
    #[must_use]
    pub fn new(clock: Clock) -> Hub {
        let began = clock.now();
        Hub { inside: Arc::default(), news: News::default(), clock, began }
    }

    fn inside(&self) -> MutexGuard<'_, Inside> {
        self.inside.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Somebody on duty opened a page.
    pub fn touch(&self, post: Post) {
        let now = self.clock.now();
        let mut inside = self.inside();
        inside.seen.entry(post).or_insert(Seen { at: now, pages: 0 }).at = now;
    }

    /// Somebody went off duty.
    pub fn forget(&self, post: Post) {
        self.inside().seen.remove(&post);
    }

    /// Whether somebody who is on duty is really there.
    #[must_use]
    pub fn is_here(&self, post: Post) -> bool {
        let now = self.clock.now();
        let fresh = |at: Instant| now.0 - at.0 <= AWAY_MS;
        match self.inside().seen.get(&post) {
            Some(seen) => seen.pages > 0 || fresh(seen.at),
            None => fresh(self.began),
        }
    }

    /// Tells the citizen of a talk and all workers that it changed.
    pub fn tell(&self, municipality: MunicipalityId, talk: TalkId) {
        self.news.tell((municipality, talk.0));
        self.news.tell((municipality, DESK));
    }

    /// Tells everybody of a municipality: the queue moved, or who is there.
    pub fn tell_all(&self, municipality: MunicipalityId) {
        let mut heard = self.inside().heard.remove(&municipality).unwrap_or_default();
        heard.retain(|talk| self.news.listeners((municipality, talk.0)) > 0);
        for talk in &heard {
            self.news.tell((municipality, talk.0));
        }
        let mut inside = self.inside();
        // Whoever began to listen meanwhile is kept beside those who did before.
        let now = inside.heard.entry(municipality).or_default();
        heard.retain(|talk| !now.contains(talk));
        now.extend(heard);
        drop(inside);
        self.news.tell((municipality, DESK));
    }

    /// A page begins to listen; `None` when its address has too many.
    fn sit(&self, ip: &Arc<str>, post: Option<Post>) -> Option<Seat> {
        let mut inside = self.inside();
        let pages = inside.pages.entry(ip.clone()).or_default();
        // Workers of an office come from one address; they are known by name.
        if post.is_none() && *pages >= MOST_PAGES {
            return None;
        }
        *pages += 1;
        if let Some(post) = post {
            let at = self.clock.now();
            let seen = inside.seen.entry(post).or_insert(Seen { at, pages: 0 });
            (seen.at, seen.pages) = (at, seen.pages + 1);
        }
        drop(inside);
        Some(Seat { hub: self.clone(), ip: ip.clone(), post })
    }

    fn leave(&self, ip: &Arc<str>, post: Option<Post>) {
        let mut inside = self.inside();
        if let Some(pages) = inside.pages.get_mut(ip) {
            *pages = pages.saturating_sub(1);
            if *pages == 0 {
                inside.pages.remove(ip);
            }
        }
        let Some(post) = post else { return };
        let now = self.clock.now();
        let Some(seen) = inside.seen.get_mut(&post) else { return };
        (seen.at, seen.pages) = (now, seen.pages.saturating_sub(1));
        let is_last = seen.pages == 0;
        drop(inside);
        if is_last {
            self.look_again(post.0);
        }
    }

    /// When the last page of a worker is gone, those who wait are told after a while: nobody else
    /// would notice that the time has passed.
    fn look_again(&self, municipality: MunicipalityId) {
        let Ok(runtime) = tokio::runtime::Handle::try_current() else { return };
        let hub = self.clone();
        let while_away = Duration::from_millis(AWAY_MS.unsigned_abs() + 1_000);
        runtime.spawn(async move {
            tokio::time::sleep(while_away).await;
            hub.tell_all(municipality);
        });
    }

    /// The answer that goes on for the page of a citizen; `None` when its address has too many.
    #[must_use]
    pub fn open_talk(
        &self,
        (municipality, talk): (MunicipalityId, TalkId),
        ip: &Arc<str>,
        stays: bool,
    ) -> Option<axum::response::Response> {
        let seat = self.sit(ip, None)?;
        let mut inside = self.inside();
        let heard = inside.heard.entry(municipality).or_default();
        if !heard.contains(&talk) {
            heard.push(talk);
        }
        drop(inside);
        let topic: Topic = (municipality, talk.0);
        Some(self.news.open(topic, seat, stays))
    }

    /// The answer that goes on for a page of a worker.
    #[must_use]
    pub fn open_desk(&self, post: Post, ip: &Arc<str>, stays: bool) -> axum::response::Response {
        let seat = self.sit(ip, Some(post));
        self.news.open((post.0, DESK), seat, stays)
    }

    /// Ends all connections.
    pub fn close(&self) {
        self.news.close();
    }

    /// Whether an address may begin one more talk.
    #[must_use]
    pub fn may_begin(&self, ip: &Arc<str>) -> bool {
        self.inside().talks.get(ip).is_none_or(|talks| talks.len() < MOST_TALKS)
    }

    /// A talk began from an address. It is in memory only, and gone with the talk.
    pub fn begun(&self, ip: &Arc<str>, talk: TalkId) {
        self.inside().talks.entry(ip.clone()).or_default().push(talk);
    }

    /// A talk ended.
    pub fn ended(&self, municipality: MunicipalityId, talk: TalkId) {
        self.inside().talks.retain(|_, talks| {
            talks.retain(|one| *one != talk);
            !talks.is_empty()
        });
        self.tell_all(municipality);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const POST: Post = (MunicipalityId(1), AccountId(2));

    fn hub() -> (Hub, Clock) {
        let clock = Clock::standing_at(Instant(1_000_000));
        (Hub::new(clock.clone()), clock)
    }

    #[test]
    fn who_gives_no_sign_for_two_minutes_is_not_there() {
        let (hub, clock) = hub();
        assert!(hub.is_here(POST), "after a restart pages have time to come again");
        clock.set(Instant(1_000_000 + AWAY_MS + 1));
        assert!(!hub.is_here(POST));
        hub.touch(POST);
        assert!(hub.is_here(POST));
        let seat = hub.sit(&"203.0.113.7".into(), Some(POST)).unwrap();
        clock.set(Instant(1_000_000 + 10 * AWAY_MS));
        assert!(hub.is_here(POST), "an open page is a sign");
        drop(seat);
        clock.set(Instant(1_000_000 + 12 * AWAY_MS));
        assert!(!hub.is_here(POST));
    }

    #[test]
    fn fifty_tabs_of_one_address_do_not_fill_the_desk() {
        let (hub, _) = hub();
        let (many, other): (Arc<str>, Arc<str>) = ("203.0.113.7".into(), "203.0.113.8".into());
        let seats: Vec<_> = (0..50).filter_map(|_| hub.sit(&many, None)).collect();
        assert_eq!(seats.len(), MOST_PAGES);
        assert!(hub.sit(&other, None).is_some());
        drop(seats);
        assert!(hub.sit(&many, None).is_some(), "tabs that were closed count no more");
        let begun = (1..=50).filter(|n| {
            let may = hub.may_begin(&many);
            if may {
                hub.begun(&many, TalkId(*n));
            }
            may
        });
        assert_eq!(begun.count(), MOST_TALKS);
        hub.ended(MunicipalityId(1), TalkId(1));
        assert!(hub.may_begin(&many) && hub.may_begin(&other));
    }
}
