//! A waiting list by discrete events: somebody comes, somebody leaves a service, somebody gives up
//! waiting, places are added; whoever waits longest takes the place that falls free. Pure and seeded.
//!
//! Of every month: waiting before + arrived − entered − gave up = waiting after, and users before +
//! entered − left = users after.

use super::chance::Chance;
use serde::{Deserialize, Serialize};
use std::cmp::{Ordering, Reverse};
use std::collections::{BTreeMap, BinaryHeap};

/// What a simulation begins with, and by what it moves; times are in months.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Start {
    /// Places at the start.
    pub places: i64,
    /// Who uses them then.
    pub users: i64,
    /// Who waits then.
    pub waiting: i64,
    /// So many come in a month.
    pub arrivals: f64,
    /// Standard error of that, as a part of it.
    pub arrivals_spread: f64,
    /// Of those who use a service so many leave it in a month, as a part.
    pub leaving: f64,
    /// Standard error of that, as a part of it.
    pub leaving_spread: f64,
    /// Of those who wait so many give up in a month, as a part.
    pub giving_up: f64,
    /// Places that are added, or taken away when below zero.
    pub added: i64,
    /// After so many months.
    pub added_after: u32,
    /// So many months are looked at.
    pub months: u32,
}

/// What a month brought.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Month {
    /// Who waits at its end.
    pub waiting: i64,
    /// Who uses the service at its end.
    pub users: i64,
    /// Came.
    pub arrived: i64,
    /// Took a place.
    pub entered: i64,
    /// Left the service.
    pub left: i64,
    /// Gave up.
    pub gave_up: i64,
    /// How long those who took a place had waited, in months, all together.
    pub waited: f64,
}

impl Month {
    /// Who waited on some day of it: the monthly layer counts so.
    #[must_use]
    pub fn seen_waiting(&self) -> i64 {
        self.waiting + self.entered + self.gave_up
    }

    /// Who used the service on some day of it.
    #[must_use]
    pub fn seen_using(&self) -> i64 {
        self.users + self.left
    }

    /// How long somebody who took a place in it had waited; none when nobody did.
    #[must_use]
    pub fn wait(&self) -> Option<f64> {
        (self.entered > 0).then(|| self.waited / self.entered as f64)
    }
}

/// A moment, in months from the start.
#[derive(Clone, Copy, Debug)]
struct Moment(f64);

impl PartialEq for Moment {
    fn eq(&self, other: &Moment) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Moment {}

impl PartialOrd for Moment {
    fn partial_cmp(&self, other: &Moment) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Moment {
    fn cmp(&self, other: &Moment) -> Ordering {
        self.0.total_cmp(&other.0)
    }
}

/// What happens at a moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Event {
    Places(i64),
    Exit,
    GiveUp(u64),
    Arrival,
}

/// A service with its list while it is simulated.
struct Desk<'a> {
    start: &'a Start,
    chance: &'a mut Chance,
    arrivals: f64,
    leaving: f64,
    places: i64,
    users: i64,
    /// Who waits, the longest first, with the moment of coming.
    list: BTreeMap<u64, f64>,
    next: u64,
    events: BinaryHeap<Reverse<(Moment, Event)>>,
    month: Month,
}

impl Desk<'_> {
    fn put(&mut self, now: f64, after: Option<f64>, event: Event) {
        let end = f64::from(self.start.months);
        if let Some(at) = after.map(|after| now + after).filter(|at| *at <= end) {
            self.events.push(Reverse((Moment(at), event)));
        }
    }

    /// Somebody begins to use the service.
    fn takes_place(&mut self, now: f64) {
        self.users += 1;
        let stay = self.chance.until(self.leaving);
        self.put(now, stay, Event::Exit);
    }

    fn waits(&mut self, now: f64) {
        let own = self.next;
        self.next += 1;
        self.list.insert(own, now);
        let patience = self.chance.until(self.start.giving_up);
        self.put(now, patience, Event::GiveUp(own));
    }

    /// Free places go to those who wait longest.
    fn serve(&mut self, now: f64) {
        while self.users < self.places {
            let Some((_, since)) = self.list.pop_first() else { return };
            self.month.entered += 1;
            self.month.waited += now - since;
            self.takes_place(now);
        }
    }

    fn happens(&mut self, now: f64, event: Event) {
        match event {
            Event::Places(count) => self.places = (self.places + count).max(0),
            Event::Exit => {
                self.users -= 1;
                self.month.left += 1;
            }
            Event::GiveUp(who) => {
                // Whoever has a place by now gives nothing up.
                if self.list.remove(&who).is_some() {
                    self.month.gave_up += 1;
                }
            }
            Event::Arrival => {
                self.month.arrived += 1;
                self.waits(now);
                let gap = self.chance.until(self.arrivals);
                self.put(now, gap, Event::Arrival);
            }
        }
        self.serve(now);
    }

    fn month(&mut self, end: f64) -> Month {
        while let Some(Reverse((Moment(now), event))) = self.events.peek().copied() {
            if now > end {
                break;
            }
            self.events.pop();
            self.happens(now, event);
        }
        let waiting = i64::try_from(self.list.len()).unwrap_or(i64::MAX);
        let done = Month { waiting, users: self.users, ..self.month };
        self.month = Month::default();
        done
    }
}

/// Simulates the months one after the other. How many come and how long they stay is itself known with
/// an error only: each run draws its own.
#[must_use]
pub fn simulate(start: &Start, chance: &mut Chance) -> Vec<Month> {
    let drawn = |rate: f64, spread: f64, chance: &mut Chance| {
        (rate * (1.0 + spread * chance.normal())).max(0.0)
    };
    let arrivals = drawn(start.arrivals, start.arrivals_spread, chance);
    let leaving = drawn(start.leaving, start.leaving_spread, chance);
    let mut desk = Desk {
        start,
        chance,
        arrivals,
        leaving,
        places: start.places,
        users: 0,
        list: BTreeMap::new(),
        next: 0,
        events: BinaryHeap::new(),
        month: Month::default(),
    };
    for _ in 0..start.users.max(0) {
        desk.takes_place(0.0);
    }
    for _ in 0..start.waiting.max(0) {
        desk.waits(0.0);
    }
    if start.added != 0 {
        let after = f64::from(start.added_after);
        desk.put(0.0, Some(after), Event::Places(start.added));
    }
    let first = desk.chance.until(arrivals);
    desk.put(0.0, first, Event::Arrival);
    desk.serve(0.0);
    (1..=start.months).map(|month| desk.month(f64::from(month))).collect()
}
