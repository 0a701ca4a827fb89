//! Matching measured on the published pairs of names: are the right people among the candidates,
//! how many pairs does each band hold, and how many of them wrongly. The figures that this prints
//! stand in docs/names.md.

use super::duplicate::{ranked, spellings};
use super::matching::{Band, Card, compare};
use super::{NewPerson, PersonId};
use kit::search::{Entry, NameIndex, fold, latin, plain};
use std::collections::{BTreeMap, HashMap, HashSet};

const PAIRS: &str = include_str!("../../crates/kit/testdata/names/pairs.csv");
/// People of the register in which the pairs are looked for.
const REGISTER: usize = 20_000;

struct Person {
    given: String,
    middle: String,
    family: String,
    born: String,
    phone: String,
    place: String,
    earlier: String,
}

impl Person {
    fn new(cells: &[&str]) -> Person {
        let cell = |at: usize| cells[at].to_owned();
        Person {
            given: cell(0),
            middle: cell(1),
            family: cell(2),
            born: cell(3),
            phone: cell(4),
            place: cell(5),
            earlier: cell(6),
        }
    }

    fn card(&self) -> Card {
        Card {
            birth_day: self.born.parse().ok(),
            phone: self.phone.clone(),
            places: vec![("63427".into(), plain(&self.place))],
            earlier: [&self.earlier]
                .into_iter()
                .filter(|e| !e.is_empty())
                .map(|e| fold(e))
                .collect(),
            ..Card::named(&self.given, &self.middle, &self.family)
        }
    }

    fn new_person(&self) -> NewPerson {
        NewPerson {
            given: self.given.clone(),
            middle: self.middle.clone(),
            family: self.family.clone(),
            birth_day: self.born.parse().ok(),
            phone: self.phone.clone(),
            ..NewPerson::default()
        }
    }
}

struct Pair {
    is_same: bool,
    kind: &'static str,
    one: Person,
    other: Person,
}

fn pairs() -> Vec<Pair> {
    let lines = PAIRS.lines().skip(1).map(|line| line.split(',').collect::<Vec<_>>());
    lines
        .map(|cells| Pair {
            is_same: cells[0] == "yes",
            kind: cells[1],
            one: Person::new(&cells[2..9]),
            other: Person::new(&cells[9..16]),
        })
        .collect()
}

/// The people of the pairs, and others made of their names.
fn register(pairs: &[Pair]) -> Vec<Card> {
    let mut cards: Vec<Card> = pairs.iter().map(|pair| pair.one.card()).collect();
    let count = pairs.len();
    for n in 0..REGISTER - count {
        let (a, b, c) =
            (&pairs[n % count], &pairs[n * 7 % count], &pairs[(n * 13 + n / count) % count]);
        let day = &pairs[(n * 31 + n / count) % count].one.born;
        cards.push(Card {
            birth_day: day.parse().ok(),
            phone: format!("+35987{n:07}"),
            ..Card::named(&a.one.given, &b.one.middle, &c.one.family)
        });
    }
    cards
}

fn index_of(cards: &[Card]) -> NameIndex {
    let entry = |(id, card): (usize, &Card)| {
        let name = format!("{} {} {}", card.given, card.middle, card.family);
        let mut names = vec![name.clone(), latin(&name)];
        names.extend(card.earlier.clone());
        Entry { id: id as i64, names, birth_year: card.birth_day.map(|day| day.0.year()) }
    };
    NameIndex::build(cards.iter().enumerate().map(entry))
}

/// The candidates of somebody, as `duplicate::candidates` finds them: by name, telephone, birth day;
/// or by the name and year alone.
fn candidates(
    (index, cards): (&NameIndex, &[Card]),
    person: &Person,
    by_name_only: bool,
) -> Vec<PersonId> {
    let mut ids = HashSet::new();
    let card = person.card();
    let year = card.birth_day.map(|day| format!(" {}", day.0.year())).unwrap_or_default();
    for name in spellings(&person.new_person()) {
        let hits = index.search(&format!("{name}{year} "), 20);
        ids.extend(hits.into_iter().map(|hit| hit.id));
    }
    for (id, other) in cards.iter().enumerate().filter(|_| !by_name_only) {
        let same_day = card.birth_day.is_some() && other.birth_day == card.birth_day;
        if same_day || (!card.phone.is_empty() && other.phone == card.phone) {
            ids.insert(id as i64);
        }
    }
    let known: HashMap<PersonId, Card> =
        ids.into_iter().map(|id| (PersonId(id), cards[id as usize].clone())).collect();
    ranked(&card, known.iter().map(|(id, card)| (*id, card)))
        .into_iter()
        .map(|found| found.id)
        .collect()
}

#[test]
fn the_right_person_is_among_the_first_ten_candidates() {
    let pairs = pairs();
    let cards = register(&pairs);
    let index = index_of(&cards);
    let mut by_kind: BTreeMap<&str, [usize; 3]> = BTreeMap::new();
    for (at, pair) in pairs.iter().enumerate().filter(|(_, pair)| pair.is_same) {
        let is_there = |by_name_only| {
            let found = candidates((&index, &cards), &pair.other, by_name_only);
            usize::from(found.iter().take(10).any(|id| id.0 == at as i64))
        };
        let count = by_kind.entry(pair.kind).or_default();
        count[0] += is_there(false);
        count[1] += is_there(true);
        count[2] += 1;
    }
    let sum = |place: usize| by_kind.values().map(|one| one[place]).sum::<usize>();
    let (there, by_name, all) = (sum(0), sum(1), sum(2));
    for (kind, [there, by_name, all]) in &by_kind {
        let share = |count: &usize| *count as f64 / *all as f64;
        println!("{kind}: recall@10 {:.3}, by name alone {:.3}", share(there), share(by_name));
    }
    println!("by name alone: {:.4}", by_name as f64 / all as f64);
    let recall = there as f64 / all as f64;
    println!("recall@10 of {all} pairs among {REGISTER} people: {recall:.4}");
    assert!(recall >= 0.98, "{recall} {by_kind:?}");
}

#[test]
fn nobody_is_surely_the_same_who_is_not() {
    let mut bands: BTreeMap<(Band, bool), usize> = BTreeMap::new();
    let mut wrong = Vec::new();
    let mut by_kind: BTreeMap<(&str, Band), usize> = BTreeMap::new();
    for pair in pairs() {
        let alike = compare(&pair.one.card(), &pair.other.card());
        *bands.entry((alike.band, pair.is_same)).or_default() += 1;
        *by_kind.entry((pair.kind, alike.band)).or_default() += 1;
        if alike.band == Band::Sure && !pair.is_same {
            wrong.push((pair.kind, alike.reasons));
        }
    }
    for ((kind, band), count) in &by_kind {
        println!("{kind} {}: {count}", band.code());
    }
    let count = |band, is_same| bands.get(&(band, is_same)).copied().unwrap_or(0) as f64;
    let all = |is_same| Band::ALL.iter().map(|band| count(*band, is_same)).sum::<f64>();
    for band in Band::ALL {
        println!(
            "{}: {:.3} of the same, {:.3} of the different",
            band.code(),
            count(band, true) / all(true),
            count(band, false) / all(false)
        );
    }
    assert!(wrong.is_empty(), "{wrong:?}");
    let asked = (count(Band::Sure, true) + count(Band::Likely, true)) / all(true);
    assert!(asked >= 0.95, "sure or likely: {asked}");
    let false_likely = count(Band::Likely, false) / all(false);
    assert!(false_likely <= 0.30, "likely though different: {false_likely}");
}
