//! What the index finds and what it does not: measured on invented names with the mistakes that
//! people make.

use std::collections::HashSet;

use proptest::prelude::*;

use super::sample::{Dice, Names, Person, sloppy_latin, with_typo};
use super::{Entry, Hit, NameIndex, fold, latin};

const PEOPLE: usize = 20_000;
const ASKED: usize = 100;

fn people(seed: u64, count: usize) -> Vec<Person> {
    let (names, mut dice) = (Names::read(), Dice::new(seed));
    (0..count).map(|_| names.person(&mut dice)).collect()
}

fn entry(id: usize, person: &Person) -> Entry {
    Entry { id: id as i64, names: vec![person.full_name()], birth_year: Some(person.birth_year) }
}

fn index_of(people: &[Person]) -> NameIndex {
    NameIndex::build(people.iter().enumerate().map(|(id, person)| entry(id, person)))
}

fn named(id: i64, name: &str) -> Entry {
    Entry { id, names: vec![name.to_owned()], birth_year: None }
}

fn ids(hits: &[Hit]) -> Vec<i64> {
    hits.iter().map(|hit| hit.id).collect()
}

/// A way to ask for a person, and the share of people that must then be among the first ten.
type Way = (&'static str, f64, fn(&Person, &mut Dice) -> String);

const WAYS: &[Way] = &[
    ("as it is", 1.0, |person, _| person.full_name()),
    ("one typo", 0.99, |person, dice| with_typo(&person.full_name(), dice)),
    ("two typos", 0.99, |person, dice| two_typos(&person.full_name(), dice)),
    ("family name first", 0.99, |person, _| family_first(person)),
    ("family name first, two typos", 0.99, |person, dice| two_typos(&family_first(person), dice)),
    ("Latin", 0.99, |person, _| latin(&person.full_name())),
    ("loose Latin", 0.99, |person, dice| sloppy_latin(&latin(&person.full_name()), dice)),
    ("Latin, two typos", 0.99, |person, dice| two_typos(&latin(&person.full_name()), dice)),
    ("without the father's name", 0.99, |person, _| format!("{} {}", person.given, person.family)),
    ("without it, typo, year", 0.99, |person, dice| {
        format!(
            "{} {}",
            with_typo(&format!("{} {}", person.given, person.family), dice),
            person.birth_year
        )
    }),
    ("while typing", 0.99, |person, _| {
        format!(
            "{} {} {}",
            person.given,
            person.father,
            person.family.chars().take(4).collect::<String>()
        )
    }),
];

fn two_typos(text: &str, dice: &mut Dice) -> String {
    let once = with_typo(text, dice);
    with_typo(&once, dice)
}

fn family_first(person: &Person) -> String {
    format!("{} {} {}", person.family, person.given, person.father)
}

#[test]
fn finds_people_however_they_are_written() {
    let people = people(1, PEOPLE);
    let index = index_of(&people);
    let (mut dice, mut sure) = (Dice::new(2), 0);
    for (way, bar, written) in WAYS {
        let mut found = 0;
        for _ in 0..ASKED {
            let id = dice.below(PEOPLE);
            let wanted = &people[id];
            let query = written(wanted, &mut dice);
            let hits = index.search(&query, 10);
            // A namesake is as good: nothing in the query tells them apart.
            let there = |hit: &Hit| {
                hit.id == id as i64 || people[hit.id as usize].full_name() == wanted.full_name()
            };
            found += usize::from(hits.iter().any(there));
            for hit in hits.iter().filter(|hit| hit.sure) {
                assert!(
                    is_called(&people[hit.id as usize], &query),
                    "{query} is not {}",
                    people[hit.id as usize].full_name()
                );
                sure += 1;
            }
        }
        let recall = found as f64 / ASKED as f64;
        println!("{way}: recall@10 {recall:.3}");
        assert!(recall >= *bar, "{way}: {recall}");
    }
    assert!(sure > ASKED * 2, "{sure}");
}

/// Whether the query is the person's name, written in one of the ways that leave no doubt.
fn is_called(person: &Person, query: &str) -> bool {
    let short = format!("{} {} {}", person.given, person.family, person.birth_year);
    [person.full_name(), family_first(person), short].iter().any(|name| fold(name) == fold(query))
}

#[test]
fn is_not_sure_of_people_who_are_not_there() {
    let here = people(1, PEOPLE);
    let index = index_of(&here);
    let known: HashSet<String> = here.iter().map(|person| fold(&person.full_name())).collect();
    for stranger in
        people(99, 150).iter().filter(|person| !known.contains(&fold(&person.full_name())))
    {
        assert!(
            index.search(&stranger.full_name(), 10).iter().all(|hit| !hit.sure),
            "{}",
            stranger.full_name()
        );
    }
    assert!(index.search("Йошкар Ъгълищев Фрънсуазски", 10).iter().all(|hit| hit.score < 0.8));
}

#[test]
fn earlier_names_and_latin_forms_lead_to_the_person() {
    let names = ["Мария Иванова Петрова", "Мария Иванова Димитрова", "Mary Petroff"]
        .map(str::to_owned)
        .to_vec();
    let index = NameIndex::build([
        Entry { id: 5, names, birth_year: Some(1956) },
        named(6, "Стоян Колев Минков"),
    ]);
    for query in [
        "Мария Петрова",
        "Димитрова Мария",
        "mary petroff",
        "Мария Иванова Димитрова 1956",
        "М. Петрова 1956",
        "мар",
    ] {
        assert_eq!(ids(&index.search(query, 10)), [5], "{query}");
    }
    assert!(index.search("Мария Иванова Димитрова", 1)[0].sure);
    assert!(index.search("Мария Димитрова 1956", 1)[0].sure);
    assert!(!index.search("Мария Димитрова", 1)[0].sure);
    assert!(!index.search("Мария Иванова Петрова 1957", 1)[0].sure);
    assert!(!index.search("Мария Петрова Иванова", 1)[0].sure);
}

#[test]
fn the_year_of_birth_decides_between_namesakes() {
    let born = |id: i64| Entry {
        birth_year: Some(1900 + id as i16),
        ..named(id, "Иван Иванов Иванов")
    };
    let index = NameIndex::build((1..=90).map(born));
    assert_eq!(ids(&index.search("Иван Иванов 1956", 1)), [56]);
    assert_eq!(index.search("Иван Иванов Иванов", 10).iter().filter(|hit| hit.sure).count(), 10);
}

#[test]
fn given_and_family_name_come_before_given_and_father_name() {
    let index = NameIndex::build([
        named(1, "Иван Петров Георгиев"),
        named(2, "Иван Георгиев Петров"),
        named(3, "Петър Иванов"),
    ]);
    assert_eq!(ids(&index.search("Иван Петров ", 2)), [2, 1]);
}

#[test]
fn changes_are_seen_by_the_next_search() {
    let index =
        NameIndex::build([named(1, "Иван Петров Георгиев"), named(2, "Стоян Колев Минчев")]);
    index.upsert(&[named(1, "Иван Петров Желязков"), named(3, "Ана Колева")]);
    assert_eq!(ids(&index.search("Желязков", 10)), [1]);
    assert!(ids(&index.search("Георгиев", 10)).is_empty());
    index.remove(2);
    index.remove(2);
    index.remove(77);
    assert_eq!(ids(&index.search("Колев ", 10)), [3]);
    index.upsert(&[named(4, "Радка Недева")]);
    assert_eq!((ids(&index.search("Недева", 10)), index.len()), (vec![4], 3));
    assert!(index.search("Минчев", 10).is_empty());
}

#[test]
fn a_changed_index_equals_a_built_one() {
    let (people, mut dice) = (people(4, 600), Dice::new(5));
    let index = NameIndex::default();
    for _ in 0..3000 {
        let id = dice.below(300);
        if dice.below(3) == 0 {
            index.remove(id as i64);
        } else {
            index.upsert(&[entry(id, &people[dice.below(600)])]);
        }
    }
    let last: Vec<Entry> = (0..300).map(|id| entry(id, &people[id])).collect();
    index.upsert(&last);
    let built = NameIndex::build(last);
    for person in &people[..100] {
        assert_eq!(index.search(&person.full_name(), 5), built.search(&person.full_name(), 5));
    }
}

#[test]
fn reading_and_writing_go_together() {
    let people = people(6, 3000);
    let index = index_of(&people[..1000]);
    std::thread::scope(|scope| {
        scope.spawn(|| {
            people.iter().enumerate().for_each(|(id, person)| index.upsert(&[entry(id, person)]))
        });
        for person in &people[..100] {
            assert!(index.search(&person.full_name(), 10).iter().any(|hit| hit.sure));
        }
    });
    assert_eq!(index.len(), 3000);
}

#[test]
fn asking_for_nothing_finds_nothing() {
    let index = NameIndex::build([named(1, "Иван Петров"), named(2, ""), named(3, "—")]);
    for query in ["", "  ", "1956", "-.,", "\u{301}", "\0"] {
        assert!(index.search(query, 10).is_empty(), "{query:?}");
    }
    assert!(index.search("Иван", 0).is_empty());
    assert_eq!(ids(&index.search("Иван", usize::MAX)), [1]);
    assert!(NameIndex::default().search("Иван", 10).is_empty());
}

proptest! {
    #[test]
    fn no_text_breaks_the_index(
        name in "\\PC{0,80}",
        query in "\\PC{0,80}",
        birth_year in any::<Option<i16>>(),
        limit in 0usize..50,
    ) {
        let names = vec![name.clone(), query.clone()];
        let index = NameIndex::build([Entry { id: i64::MIN, names, birth_year }]);
        let hits = index.search(&query, limit);
        prop_assert!(hits.len() <= limit.min(1));
        prop_assert!(hits.iter().all(|hit| (0.0..=1.0).contains(&hit.score)));
        index.search(&name, limit);
        index.upsert(&[named(i64::MIN, &query)]);
        index.remove(i64::MIN);
        prop_assert!(index.search(&name, limit).is_empty());
    }
}
