//! Counting, without a database: from the records behind a figure to its value on any day.

use crate::proof::Proof;
use crate::{campaigns, training, workforce};
use kit::types::{Day, Instant};
use std::collections::{BTreeMap, BTreeSet};

/// The points that a project opened, counted here from the service points of the office.
pub const POINTS: &str = "points-opened";
/// People consulted: also at the points that a project opened.
pub const CONSULTED: &str = "consulted";

/// The capability that keeps what is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Source {
    /// Appointments, supplementary agreements, hours.
    Workforce,
    /// Trainings, supervisions, who took part.
    Training,
    /// Events, reach, copies, approaches, people consulted.
    Campaigns,
    /// Service points.
    Points,
}

/// Who keeps what is counted under a name; none when nobody does.
#[must_use]
pub fn source(counted: &str) -> Option<Source> {
    let lists: [(Source, &[&str]); 4] = [
        (Source::Workforce, workforce::COUNTED),
        (Source::Training, training::COUNTED),
        (Source::Campaigns, campaigns::COUNTED),
        (Source::Points, &[POINTS]),
    ];
    lists.into_iter().find(|(_, names)| names.contains(&counted)).map(|(source, _)| source)
}

/// Everything that can be counted; words have the key `results-counted-<name>`.
#[must_use]
pub fn names() -> Vec<&'static str> {
    let lists = [workforce::COUNTED, training::COUNTED, campaigns::COUNTED, &[POINTS]];
    lists.concat()
}

/// Each thing once, by its earliest record, in the order of days.
#[must_use]
pub fn distinct(mut proofs: Vec<Proof>) -> Vec<Proof> {
    proofs.sort_by(|a, b| (a.day, &a.once, &a.href).cmp(&(b.day, &b.once, &b.href)));
    let mut seen = BTreeSet::new();
    proofs.retain(|one| seen.insert(one.once.clone()));
    proofs
}

/// How many there are until a day, that day included. The proofs are distinct.
#[must_use]
pub fn until(proofs: &[Proof], day: Day) -> i64 {
    proofs.iter().filter(|one| one.day <= day).map(|one| one.amount).sum()
}

/// The value at the end of each month from one day to another: the last one is the day itself.
#[must_use]
pub fn months(proofs: &[Proof], from: Day, to: Day) -> Vec<(Day, i64)> {
    let mut all = Vec::new();
    let mut day = from;
    while day <= to {
        let last = Day(day.0.last_of_month()).min(to);
        all.push((last, until(proofs, last)));
        day = last.plus(1);
    }
    all
}

/// What was corrected between two moments: records that count no more, and records that came later.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Changed {
    /// Counted then, and no more.
    pub gone: Vec<Proof>,
    /// Not counted then.
    pub later: Vec<Proof>,
}

/// What makes the difference between what was known then and what is known now.
#[must_use]
pub fn changed(then: &[Proof], now: &[Proof]) -> Changed {
    let by = |list: &[Proof]| -> BTreeMap<String, i64> {
        list.iter().map(|one| (one.once.clone(), one.amount)).collect()
    };
    let (old, new) = (by(then), by(now));
    let without = |list: &[Proof], other: &BTreeMap<String, i64>| {
        let kept = list.iter().filter(|one| other.get(&one.once) != Some(&one.amount));
        kept.cloned().collect()
    };
    Changed { gone: without(then, &new), later: without(now, &old) }
}

/// How an indicator stands against its target.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// The target is reached.
    Reached,
    /// At least as far as the time that has passed.
    OnWay,
    /// Less far than the time that has passed.
    Behind,
    /// The period is over and the target is not reached.
    Missed,
    /// The period has not begun.
    Ahead,
}

impl Standing {
    /// The end of the key of its words, and the colour of its tag.
    #[must_use]
    pub fn word(self) -> (&'static str, &'static str) {
        match self {
            Standing::Reached => ("reached", "green"),
            Standing::OnWay => ("on-way", "blue"),
            Standing::Behind => ("behind", "yellow"),
            Standing::Missed => ("missed", "red"),
            Standing::Ahead => ("ahead", "grey"),
        }
    }
}

/// From where to where an indicator goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Goal {
    /// Where it began.
    pub base: i64,
    /// Where it should come.
    pub target: i64,
    /// The first day.
    pub from: Day,
    /// The last day.
    pub to: Day,
}

impl Goal {
    /// How much of the way is done, in whole percent; never below nothing.
    #[must_use]
    pub fn percent(&self, value: i64) -> i64 {
        let way = (self.target - self.base).max(1);
        ((value - self.base) * 100 / way).max(0)
    }

    /// How a value of a day stands.
    #[must_use]
    pub fn standing(&self, value: i64, day: Day) -> Standing {
        if value >= self.target {
            return Standing::Reached;
        }
        if day < self.from {
            return Standing::Ahead;
        }
        if day >= self.to {
            return Standing::Missed;
        }
        let (passed, all) = (day.days_since(self.from), self.to.days_since(self.from).max(1));
        let is_enough =
            (value - self.base) * i64::from(all) >= (self.target - self.base) * i64::from(passed);
        if is_enough { Standing::OnWay } else { Standing::Behind }
    }
}

/// The first, the middle and the last day of a period.
#[must_use]
pub fn three(from: Day, to: Day) -> [Day; 3] {
    [from, from.plus(to.days_since(from) / 2), to]
}

/// The last moment of a day in Sofia.
#[must_use]
pub fn end_of(day: Day) -> Instant {
    Instant::of_local(day.plus(1).0.at(0, 0, 0, 0)).plus_ms(-1)
}

/// What was known at the end of a day; of a day that is not over, what is known now.
#[must_use]
pub fn known_then(day: Day, now: Instant) -> Instant {
    Instant(end_of(day).0.min(now.0))
}
