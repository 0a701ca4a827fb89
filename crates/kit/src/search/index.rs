//! The name index of one municipality: who bears a name like this one.
//!
//! It is derived: built from the database, kept in step by the change feed, thrown away and built
//! again at any time. It holds folded words, numbers of people and years of birth, nothing that is
//! shown; what the person asking may see is decided by the query that loads the people found.
//!
//! A search goes in two steps. Each word asked for is turned into the words of this municipality
//! that are like it, and their holders collect points; the best few hundred are then fitted word by
//! word (`similar`).
//!
//! Invariants: an id stands in the index once; after `upsert` or `remove` returns, the next search
//! sees it; a reader waits for a writer no longer than one batch of `BATCH` people takes.

use std::collections::{BTreeMap, HashMap};
use std::sync::{PoisonError, RwLock};

use super::fold::fold;
use super::query::Query;
use super::similar::{LIKE_MIN, NAME_WORDS_MAX, fit, weight};
use super::words::{LikeWords, Slot, WordId, Words};

/// People that are fitted word by word after the first step.
const FITTED_MAX: usize = 200;
/// Hits of one search, whatever is asked.
const HITS_MAX: usize = 1000;
/// People written under one lock.
const BATCH: usize = 256;
/// Points for a word that is the same, times its weight.
const POINTS: f32 = 1000.0;
/// Bits below the points that mark the words of the query already counted.
const MARKS: u32 = 8;
/// Places whose best points are looked at together.
const BLOCK: usize = 64;
/// What the right year of birth adds to the score, and a wrong one takes off.
const YEAR: f32 = 0.1;
/// Below this a hit is noise.
const SCORE_MIN: f32 = 0.55;

/// A person as the index is told of them.
#[derive(Clone)]
pub struct Entry {
    /// The person's number in the municipality.
    pub id: i64,
    /// Full present name first, then earlier and maiden names and Latin forms.
    pub names: Vec<String>,
    /// Year of birth where known.
    pub birth_year: Option<i16>,
}

/// A person found.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Hit {
    /// The person's number in the municipality.
    pub id: i64,
    /// 0 to 1, the better the higher.
    pub score: f32,
    /// The name is the same but for script, case and the family name standing first: in three
    /// words, or in given and family name with the year of birth, or in all that is known; and the
    /// year does not contradict. Not proof of the same person: people share names.
    pub sure: bool,
}

/// Names of one municipality, ready to search; shared between threads.
#[derive(Default)]
pub struct NameIndex {
    people: RwLock<People>,
}

#[derive(Default)]
struct People {
    words: Words,
    ids: Vec<i64>,
    birth_years: Vec<i16>,
    names: Vec<Box<[WordId]>>,
    families: Vec<u8>,
    slots: BTreeMap<i64, Slot>,
    free: Vec<Slot>,
}

/// An entry folded, outside of any lock.
struct Prepared {
    id: i64,
    birth_year: i16,
    keys: Vec<String>,
    family: u8,
}

/// Year of birth of those whose year is not known.
const UNKNOWN_YEAR: i16 = 0;

impl NameIndex {
    /// An index of these people. To build from pages of a query, start from `default` and `upsert`
    /// page by page.
    pub fn build(entries: impl IntoIterator<Item = Entry>) -> Self {
        let index = Self::default();
        let mut batch = Vec::with_capacity(BATCH);
        for entry in entries {
            batch.push(entry);
            if batch.len() == BATCH {
                index.upsert(&batch);
                batch.clear();
            }
        }
        index.upsert(&batch);
        index.shrink();
        index
    }

    /// Adds people or replaces what was known of them.
    pub fn upsert(&self, entries: &[Entry]) {
        for batch in entries.chunks(BATCH) {
            let prepared: Vec<Prepared> = batch.iter().map(prepare).collect();
            let mut people = self.people.write().unwrap_or_else(PoisonError::into_inner);
            prepared.iter().for_each(|person| people.put(person));
        }
    }

    /// Forgets a person; an unknown id is no mistake.
    pub fn remove(&self, id: i64) {
        self.people.write().unwrap_or_else(PoisonError::into_inner).remove(id);
    }

    /// The people whose names are most like the query, best first: misspelt, in the other script,
    /// in any order, in part; a year in the query is taken for the year of birth. The last word may
    /// be unfinished.
    pub fn search(&self, query: &str, limit: usize) -> Vec<Hit> {
        let query = Query::read(query);
        let limit = limit.min(HITS_MAX);
        if query.words.is_empty() || limit == 0 {
            return Vec::new();
        }
        let people = self.people.read().unwrap_or_else(PoisonError::into_inner);
        let like: Vec<LikeWords> =
            query.words.iter().map(|asked| people.words.like(asked)).collect();
        let likely = people.likely(&query, &like, FITTED_MAX.max(limit));
        let mut known: Vec<HashMap<WordId, f32>> =
            like.into_iter().map(HashMap::from_iter).collect();
        let mut hits: Vec<Hit> =
            likely.into_iter().filter_map(|slot| people.fitted(&query, slot, &mut known)).collect();
        hits.sort_by(|one, other| other.score.total_cmp(&one.score).then(one.id.cmp(&other.id)));
        hits.truncate(limit);
        hits.iter_mut().for_each(|hit| hit.score = hit.score.clamp(0.0, 1.0));
        hits
    }

    /// How many people it holds.
    pub fn len(&self) -> usize {
        self.people.read().unwrap_or_else(PoisonError::into_inner).slots.len()
    }

    /// Whether it holds nobody.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Gives back memory that building took in advance.
    pub fn shrink(&self) {
        let mut people = self.people.write().unwrap_or_else(PoisonError::into_inner);
        people.words.shrink();
        people.ids.shrink_to_fit();
        people.birth_years.shrink_to_fit();
        people.names.shrink_to_fit();
        people.families.shrink_to_fit();
    }
}

fn prepare(entry: &Entry) -> Prepared {
    let mut keys: Vec<String> = Vec::with_capacity(4);
    let mut family = 0;
    for name in &entry.names {
        // Иван Иванов Иванов keeps both; what an earlier name repeats of the present one is not
        // kept again.
        let mut kept = keys.clone();
        for key in fold(name).split(' ').filter(|key| !key.is_empty()) {
            if let Some(at) = kept.iter().position(|known| known == key) {
                kept.swap_remove(at);
            } else if keys.len() < NAME_WORDS_MAX {
                keys.push(key.to_owned());
            }
        }
        if family == 0 {
            family = keys.len().saturating_sub(1);
        }
    }
    Prepared {
        id: entry.id,
        birth_year: entry.birth_year.unwrap_or(UNKNOWN_YEAR),
        keys,
        family: family as u8,
    }
}

impl People {
    fn put(&mut self, person: &Prepared) {
        let words: Box<[WordId]> = person.keys.iter().map(|key| self.words.learn(key)).collect();
        let slot = match self.slots.get(&person.id) {
            Some(&slot) => {
                self.let_go(slot);
                slot
            }
            None => self.new_slot(person.id),
        };
        for &word in &words {
            self.words.add_holder(word, slot);
        }
        self.birth_years[slot as usize] = person.birth_year;
        self.names[slot as usize] = words;
        self.families[slot as usize] = person.family;
    }

    fn new_slot(&mut self, id: i64) -> Slot {
        let slot = self.free.pop().unwrap_or_else(|| {
            self.ids.push(id);
            self.birth_years.push(UNKNOWN_YEAR);
            self.names.push(Box::default());
            self.families.push(0);
            (self.ids.len() - 1) as Slot
        });
        self.ids[slot as usize] = id;
        self.slots.insert(id, slot);
        slot
    }

    fn let_go(&mut self, slot: Slot) {
        for &word in &std::mem::take(&mut self.names[slot as usize]) {
            self.words.remove_holder(word, slot);
        }
    }

    fn remove(&mut self, id: i64) {
        if let Some(slot) = self.slots.remove(&id) {
            self.let_go(slot);
            self.free.push(slot);
        }
    }

    /// The first step: who collects the most points. Points stand above eight bits that mark the
    /// words of the query already counted.
    fn likely(&self, query: &Query, like: &[LikeWords], limit: usize) -> Vec<Slot> {
        let mut tally = vec![0u32; self.ids.len()];
        let mut most = 0u32;
        for (place, asked) in query.words.iter().enumerate() {
            let (bit, full) = (1 << place, POINTS * weight(asked));
            most += full as u32;
            for &(word, likeness) in &like[place] {
                let gain = ((full * likeness) as u32) << MARKS | bit;
                for &slot in self.words.holders(word) {
                    let points = &mut tally[slot as usize];
                    if *points & bit == 0 {
                        *points += gain;
                    }
                }
            }
        }
        let bonus = if query.birth_year.is_some() { (most as f32 * YEAR) as u32 } else { 0 };
        let year = query.birth_year.unwrap_or(UNKNOWN_YEAR);
        let points = |slot: usize| match tally[slot] >> MARKS {
            0 => 0,
            points if bonus > 0 && self.birth_years[slot] == year => points + bonus,
            points => points,
        };
        best(&tally, (most, bonus), limit, points)
    }

    /// The second step: the name itself beside the query. `known` keeps what words were already
    /// compared.
    fn fitted(&self, query: &Query, slot: Slot, known: &mut [HashMap<WordId, f32>]) -> Option<Hit> {
        let place = slot as usize;
        let name = &self.names[place];
        let fit =
            fit(&query.words, name.len(), usize::from(self.families[place]), |asked, word| {
                *known[asked]
                    .entry(name[word])
                    .or_insert_with(|| self.words.likeness(&query.words[asked], name[word]))
            });
        let known = self.birth_years[place] != UNKNOWN_YEAR;
        let (mut score, mut same_year, mut other_year) = (fit.score, false, false);
        if let (Some(year), true) = (query.birth_year, known) {
            same_year = self.birth_years[place] == year;
            other_year = !same_year;
            score += if same_year { YEAR } else { -YEAR };
        }
        let asked = query.words.len();
        let enough = asked >= 3 || same_year || name.len() == 2;
        let sure = fit.exact && fit.in_order && fit.both_ends && enough && !other_year;
        (score >= SCORE_MIN).then_some(Hit { id: self.ids[place], score, sure })
    }
}

/// The places with the most points, at most `limit` of them, by counting how many have how many.
/// Most blocks of places hold nobody who could be among them and are passed over: as many blocks as
/// places are wanted have a top at or above the floor, so whoever is below it is not wanted.
fn best(
    tally: &[u32],
    (most, bonus): (u32, u32),
    limit: usize,
    points: impl Fn(usize) -> u32,
) -> Vec<Slot> {
    let top = |block: &[u32]| block.iter().copied().max().unwrap_or(0) >> MARKS;
    let tops: Vec<u32> = tally.chunks(BLOCK).map(top).collect();
    let least = ((most + bonus) as f32 * LIKE_MIN * 0.5) as u32 + 1;
    let least = least.max(floor(&tops, limit));
    let worth = || {
        let blocks = (0..tally.len()).step_by(BLOCK).zip(&tops);
        blocks
            .filter(|&(_, &top)| top > 0 && top + bonus >= least)
            .flat_map(|(from, _)| from..tally.len().min(from + BLOCK))
    };
    let mut having = vec![0usize; (most + bonus) as usize + 1];
    for place in worth() {
        let points = points(place);
        if points >= least {
            having[points as usize] += 1;
        }
    }
    let (mut bar, mut room) = (0, limit);
    for (points, &count) in having.iter().enumerate().rev() {
        if count > room {
            bar = points as u32;
            break;
        }
        room -= count;
    }
    let mut found = Vec::with_capacity(limit);
    for place in worth() {
        let points = points(place);
        if points >= least && (points > bar || (points == bar && room > 0)) {
            room -= usize::from(points == bar);
            found.push(place as Slot);
        }
    }
    found
}

/// What so many of the tops reach.
fn floor(tops: &[u32], limit: usize) -> u32 {
    if tops.len() <= limit || limit == 0 {
        return 0;
    }
    let mut sorted = tops.to_vec();
    *sorted.select_nth_unstable_by(limit - 1, |one, other| other.cmp(one)).1
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// The same by sorting.
    fn sorted(tally: &[u32], least: u32, limit: usize, year: impl Fn(usize) -> u32) -> Vec<Slot> {
        let points = |place: usize| match tally[place] >> MARKS {
            0 => 0,
            points => points + year(place),
        };
        let mut all: Vec<usize> =
            (0..tally.len()).filter(|&place| points(place) >= least).collect();
        all.sort_by_key(|&place| (std::cmp::Reverse(points(place)), place));
        all.truncate(limit);
        all.sort_unstable();
        all.into_iter().map(|place| place as Slot).collect()
    }

    proptest! {
        #[test]
        fn passing_over_blocks_loses_nobody(
            given in prop::collection::vec(0u32..40, 0..900),
            limit in 1usize..30,
            bonus in prop::sample::select(vec![0u32, 5]),
        ) {
            let tally: Vec<u32> = given.iter().map(|points| points << MARKS).collect();
            let year = |place: usize| if place.is_multiple_of(3) { bonus } else { 0 };
            let points = |place: usize| match tally[place] >> MARKS {
                0 => 0,
                points => points + year(place),
            };
            let least = ((40 + bonus) as f32 * LIKE_MIN * 0.5) as u32 + 1;
            let found = best(&tally, (40, bonus), limit, points);
            prop_assert_eq!(found, sorted(&tally, least, limit, year));
        }
    }
}
