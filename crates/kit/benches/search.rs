//! The name index: time and memory to build it, time to search it and to keep it in step, at
//! 100,000 and 1,000,000 people.
//!
//! `max alloc` of `build` is the memory of the index. Names are invented (`sample.rs`); queries are of the kinds that the recall test asks.

use std::cell::RefCell;
use std::sync::LazyLock;

use divan::{AllocProfiler, Bencher};
use kit::search::{Entry, NameIndex, latin};

#[path = "../src/search/sample.rs"]
mod sample;

use sample::{Dice, Names, Person, sloppy_latin, with_typo};

#[global_allocator]
static ALLOCATOR: AllocProfiler = AllocProfiler::system();

const HUNDRED_THOUSAND: usize = 100_000;
const MILLION: usize = 1_000_000;

static SMALL: LazyLock<NameIndex> = LazyLock::new(|| NameIndex::build(entries(HUNDRED_THOUSAND)));
static LARGE: LazyLock<NameIndex> = LazyLock::new(|| NameIndex::build(entries(MILLION)));

fn main() {
    divan::main();
}

fn index(people: usize) -> &'static NameIndex {
    if people == MILLION { &LARGE } else { &SMALL }
}

fn people(count: usize) -> impl Iterator<Item = Person> {
    let (names, mut dice) = (Names::read(), Dice::new(1));
    (0..count).map(move |_| names.person(&mut dice))
}

fn entries(count: usize) -> impl Iterator<Item = Entry> {
    people(count).zip(1..).map(|(person, id)| Entry {
        id,
        names: vec![person.full_name()],
        birth_year: Some(person.birth_year),
    })
}

/// Asks for one person after another, each written by `written`.
fn search(bencher: Bencher, count: usize, written: fn(&Person, &mut Dice) -> String) {
    let (index, dice) = (index(count), RefCell::new(Dice::new(2)));
    let wanted: Vec<Person> = people(count).step_by(count / 1000).collect();
    bencher
        .with_inputs(|| {
            let mut dice = dice.borrow_mut();
            let place = dice.below(wanted.len());
            written(&wanted[place], &mut dice)
        })
        .bench_local_refs(|query| index.search(query, 10));
}

#[divan::bench(args = [HUNDRED_THOUSAND, MILLION], sample_count = 3, sample_size = 1)]
fn build(count: usize) -> NameIndex {
    NameIndex::build(entries(count))
}

#[divan::bench(args = [HUNDRED_THOUSAND, MILLION], sample_count = 300, sample_size = 1)]
fn search_as_it_is(bencher: Bencher, count: usize) {
    search(bencher, count, |person, _| person.full_name());
}

#[divan::bench(args = [HUNDRED_THOUSAND, MILLION], sample_count = 300, sample_size = 1)]
fn search_two_typos(bencher: Bencher, count: usize) {
    search(bencher, count, |person, dice| {
        let once = with_typo(&person.full_name(), dice);
        with_typo(&once, dice)
    });
}

#[divan::bench(args = [HUNDRED_THOUSAND, MILLION], sample_count = 300, sample_size = 1)]
fn search_loose_latin(bencher: Bencher, count: usize) {
    search(bencher, count, |person, dice| sloppy_latin(&latin(&person.full_name()), dice));
}

#[divan::bench(args = [HUNDRED_THOUSAND, MILLION], sample_count = 300, sample_size = 1)]
fn search_while_typing(bencher: Bencher, count: usize) {
    search(bencher, count, |person, _| {
        format!("{} {}", person.given, person.family.chars().take(3).collect::<String>())
    });
}

#[divan::bench(args = [HUNDRED_THOUSAND, MILLION], sample_count = 300, sample_size = 1)]
fn upsert(bencher: Bencher, count: usize) {
    let (index, names, dice) = (index(count), Names::read(), RefCell::new(Dice::new(3)));
    bencher
        .with_inputs(|| {
            let mut dice = dice.borrow_mut();
            let (id, person) = (dice.below(count) as i64 + 1, names.person(&mut dice));
            [Entry { id, names: vec![person.full_name()], birth_year: Some(person.birth_year) }]
        })
        .bench_local_refs(|entry| index.upsert(entry));
}
