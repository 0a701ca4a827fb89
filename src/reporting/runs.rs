//! From what the capabilities know of a person to entries of the layer. Decides without a database.

use super::entry::{Entry, OPEN, month_number};
use super::question::Measure;
use crate::people::{Counted, Home};
use crate::placement::{Cover, Refused, Use, Waited};
use crate::referral::Wished;
use crate::services::Profile;
use crate::workforce::Employed;
use kit::types::Day;
use std::collections::BTreeMap;

/// Months from and to, the last one included.
pub type Run = (u16, u16);

/// The months of days.
#[must_use]
pub fn run(from: Day, to: Option<Day>) -> Run {
    (month_number(from.0), to.map_or(OPEN, |day| month_number(day.0)))
}

/// Runs in order, those that meet or touch made one.
#[must_use]
pub fn joined(mut runs: Vec<Run>) -> Vec<Run> {
    runs.sort_unstable();
    let mut done: Vec<Run> = Vec::with_capacity(runs.len());
    for (first, last) in runs {
        match done.last_mut() {
            Some(before) if first <= before.1.saturating_add(1) => before.1 = before.1.max(last),
            _ => done.push((first, last)),
        }
    }
    done
}

/// A run cut where the settlement changes: that of the last day of a month counts. The homes come oldest
/// first, so a later one stands over an earlier.
#[must_use]
pub fn at_home((first, last): Run, homes: &[Home]) -> Vec<(u16, u16, u32)> {
    let mut parts = vec![(first, last, 0)];
    for home in homes {
        let (from, to) = run(home.from_on, home.to_on);
        let (from, to) = (from.max(first), to.min(last));
        if from > to {
            continue;
        }
        let code = home.ekatte.as_deref().and_then(|code| code.parse().ok()).unwrap_or(0);
        let mut cut = Vec::with_capacity(parts.len() + 2);
        for (a, b, place) in parts {
            if a < from {
                cut.push((a, b.min(from - 1), place));
            }
            if b > to {
                cut.push((a.max(to + 1), b, place));
            }
        }
        cut.push((from, to, code));
        cut.sort_unstable();
        parts = cut;
    }
    let mut done: Vec<(u16, u16, u32)> = Vec::with_capacity(parts.len());
    for part in parts {
        match done.last_mut() {
            Some(before) if before.2 == part.2 && before.1.saturating_add(1) == part.0 => {
                before.1 = part.1;
            }
            _ => done.push(part),
        }
    }
    done
}

/// Entries by the code of their measure and by service.
pub type Entries = BTreeMap<(&'static str, i64), Vec<Entry>>;

/// What is known of a person.
#[derive(Clone, Debug, Default)]
pub struct Known<'a> {
    /// Uses of services.
    pub uses: Vec<&'a Use>,
    /// Times on waiting lists.
    pub waits: Vec<&'a Waited>,
    /// Refusals.
    pub refusals: Vec<&'a Refused>,
    /// Wishes.
    pub wishes: Vec<&'a Wished>,
}

fn put(entries: &mut Entries, (measure, service): (Measure, i64), (who, runs): (&Counted, &[Run])) {
    let own = entries.entry((measure.code(), service)).or_default();
    let sex = match who.sex.as_str() {
        "female" => 1,
        "male" => 2,
        _ => 0,
    };
    let born = who.birth_day.map_or(0, |day| month_number(day.0));
    for run in runs {
        for (first, last, ekatte) in at_home(*run, &who.homes) {
            own.push(Entry { who: who.id.0, first, last, born, amount: 1, ekatte, sex, known: 0 });
        }
    }
}

/// By service.
fn by_service(runs: impl Iterator<Item = (i64, Run)>) -> BTreeMap<i64, Vec<Run>> {
    let mut of: BTreeMap<i64, Vec<Run>> = BTreeMap::new();
    for (service, run) in runs {
        of.entry(service).or_default().push(run);
    }
    of
}

/// The entries of a person. Of somebody for whom another row stands there are none.
pub fn of_person(who: &Counted, known: &Known<'_>, entries: &mut Entries) {
    if who.is_merged {
        return;
    }
    let covers = known.uses.iter().flat_map(|one| {
        let run = |cover: &Cover| (one.service.0, run(cover.from_on, cover.until_on));
        one.cover.iter().map(run)
    });
    for (service, runs) in by_service(covers) {
        let runs = joined(runs);
        put(entries, (Measure::Users, service), (who, &runs));
        let begun: Vec<Run> = runs.iter().map(|(first, _)| (*first, *first)).collect();
        put(entries, (Measure::Entered, service), (who, &begun));
        let over = runs.iter().filter(|(_, last)| *last != OPEN);
        let over: Vec<Run> = over.map(|(_, last)| (*last, *last)).collect();
        put(entries, (Measure::Left, service), (who, &over));
    }
    let waits = known.waits.iter().map(|one| (one.service.0, run(one.from_on, one.to_on)));
    for (service, runs) in by_service(waits) {
        put(entries, (Measure::Waiting, service), (who, &joined(runs)));
    }
    let on = |day: Day| run(day, Some(day));
    let refusals = known.refusals.iter().map(|one| (one.service.0, on(one.on)));
    for (service, mut runs) in by_service(refusals) {
        runs.sort_unstable();
        runs.dedup();
        put(entries, (Measure::Refusals, service), (who, &runs));
    }
    let wishes = known.wishes.iter().map(|one| (one.service.0, on(one.on)));
    for (service, mut runs) in by_service(wishes) {
        runs.sort_unstable();
        runs.dedup();
        put(entries, (Measure::Wishes, service), (who, &runs));
    }
}

fn plain(who: i64, (first, last): Run, amount: u16) -> Entry {
    Entry { who, first, last, born: 0, amount, ekatte: 0, sex: 0, known: 0 }
}

/// The places of a service through time: the figure that holds on the last day of a month counts.
#[must_use]
pub fn of_places(service: &Profile) -> Vec<Entry> {
    let last = service.closed_on.map_or(OPEN, |day| month_number(day.0));
    let mut done: Vec<Entry> = Vec::new();
    for (from, total) in &service.places {
        let first = month_number(from.0);
        let amount = u16::try_from(*total).unwrap_or(if *total < 0 { 0 } else { u16::MAX });
        while done.last().is_some_and(|before| before.first >= first) {
            done.pop();
        }
        if let Some(before) = done.last_mut() {
            before.last = before.last.min(first - 1);
        }
        if first <= last {
            done.push(plain(service.id.0, (first, last), amount));
        }
    }
    done.retain(|one| one.amount > 0);
    done
}

/// The staff of each provider; 0 is the municipality itself.
#[must_use]
pub fn of_staff(all: &[Employed]) -> BTreeMap<i64, Vec<Entry>> {
    let mut runs: BTreeMap<(i64, i64), Vec<Run>> = BTreeMap::new();
    for one in all {
        let provider = one.provider.map_or(0, |id| id.0);
        runs.entry((provider, one.id.0)).or_default().push(run(one.from_on, one.until_on));
    }
    let mut done: BTreeMap<i64, Vec<Entry>> = BTreeMap::new();
    for ((provider, who), runs) in runs {
        let own = done.entry(provider).or_default();
        own.extend(joined(runs).into_iter().map(|run| plain(who, run, 1)));
    }
    done
}
