//! Nothing that is hidden is found: not by subtraction, not by trying all numbers that fit, not between tables.

use crate::reporting::guard::{Guarded, TOTAL, Table, guarded, together};
use crate::reporting::question::Row;
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

fn row(keys: &[&str], count: i64) -> Row {
    Row { keys: keys.iter().map(|key| (*key).to_owned()).collect(), count }
}

fn counts(all: &[Guarded]) -> Vec<Option<i64>> {
    all.iter().map(|one| one.count).collect()
}

#[test]
fn a_small_number_takes_the_smallest_other_with_it() {
    let rows = [row(&["a"], 3), row(&["b"], 12), row(&["c"], 40)];
    assert_eq!(counts(&guarded(&rows, 5)), [None, None, Some(40)]);
}

#[test]
fn numbers_that_are_large_enough_stay() {
    let rows = [row(&["a"], 5), row(&["b"], 12)];
    assert_eq!(counts(&guarded(&rows, 5)), [Some(5), Some(12)]);
    assert!(guarded(&[], 5).is_empty());
}

#[test]
fn two_ones_are_not_hidden_by_each_other() {
    // Whoever knows that hidden numbers are not nil and that both make two knows both.
    let rows = [row(&["a"], 1), row(&["b"], 1), row(&["c"], 40)];
    assert_eq!(counts(&guarded(&rows, 5)), [None, None, None]);
}

#[test]
fn a_sum_that_gives_its_only_part_away_is_hidden_too() {
    let rows = [row(&["a"], 4)];
    let names = ["kind"];
    let all = together(&[Table { names: &names, rows: &rows }], 5);
    assert!(all[0].iter().all(|one| one.count.is_none()), "{all:?}");
}

#[test]
fn a_number_hidden_in_one_table_is_not_found_from_the_other() {
    let by_sex = [row(&["7", "f"], 3), row(&["7", "m"], 20), row(&["9", "f"], 30)];
    let by_age = [row(&["7", "80+"], 23), row(&["9", "80+"], 30)];
    let (sexes, ages) = (["kind", "sex"], ["kind", "age"]);
    let tables = [Table { names: &sexes, rows: &by_sex }, Table { names: &ages, rows: &by_age }];
    let all = together(&tables, 5);
    let of = |table: usize, keys: [&str; 2]| {
        all[table].iter().find(|one| one.keys == keys).and_then(|one| one.count)
    };
    assert_eq!(of(0, ["7", "f"]), None);
    assert_eq!(of(0, ["7", "m"]), None, "23 of the other table less 20 would be 3");
}

/// A table of up to three dimensions with some nils.
fn tables() -> impl Strategy<Value = (usize, Vec<i64>, i64)> {
    let count = prop_oneof![Just(0_i64), 0..4_i64, 0..12_i64, 0..400_i64];
    (1..=3_usize, proptest::collection::vec(count, 12), 2..7_i64)
}

/// The rows of a table: dimensions of 2, 3 and 2 keys, nils left out as the layer leaves them out.
fn rows(dimensions: usize, counts: &[i64]) -> Vec<Row> {
    let mut rows: BTreeMap<Vec<String>, i64> = BTreeMap::new();
    for (at, count) in counts.iter().enumerate().filter(|(_, count)| **count > 0) {
        let keys = [at % 2, at / 2 % 3, at / 6];
        let keys = keys[..dimensions].iter().map(|key| format!("k{key}")).collect();
        *rows.entry(keys).or_default() += count;
    }
    rows.into_iter().map(|(keys, count)| Row { keys, count }).collect()
}

/// What a number is of: names and keys.
type Name = Vec<(String, String)>;
/// What somebody knows: of each number of the tables its name, and how many when it was published.
type Known = BTreeMap<Name, Option<i64>>;

fn known(names: &[&[&str]], all: &[Vec<Guarded>]) -> Known {
    let mut known = Known::new();
    for (names, all) in names.iter().zip(all) {
        for one in all {
            let own = names.iter().zip(&one.keys).filter(|(_, key)| *key != TOTAL);
            let mut name: Name = own.map(|(name, key)| ((*name).to_owned(), key.clone())).collect();
            name.sort();
            let before = known.insert(name, one.count);
            assert!(before.is_none_or(|before| before == one.count), "two tables differ");
        }
    }
    known
}

/// Sums and their parts, read off the tables as a reader would.
fn sums(names: &[&[&str]], all: &[Vec<Guarded>]) -> Vec<(Name, Vec<Name>)> {
    let mut sums = BTreeMap::<_, BTreeSet<_>>::new();
    for (names, all) in names.iter().zip(all) {
        let name = |keys: &[String]| {
            let own = names.iter().zip(keys).filter(|(_, key)| *key != TOTAL);
            let mut name: Name = own.map(|(name, key)| ((*name).to_owned(), key.clone())).collect();
            name.sort();
            name
        };
        for one in all {
            for at in (0..one.keys.len()).filter(|at| one.keys[*at] != TOTAL) {
                let mut keys = one.keys.clone();
                TOTAL.clone_into(&mut keys[at]);
                sums.entry((name(&keys), names[at])).or_default().insert(name(&one.keys));
            }
        }
    }
    sums.into_iter().map(|((sum, _), parts)| (sum, parts.into_iter().collect())).collect()
}

/// Subtracts wherever one number of a sum is missing, and bounds the others, until nothing more is learned.
/// Gives the hidden numbers that were found.
fn subtracted(names: &[&[&str]], all: &[Vec<Guarded>]) -> Vec<Name> {
    let sums = sums(names, all);
    let mut bounds: BTreeMap<Name, (i64, i64)> = known(names, all)
        .into_iter()
        .map(|(name, count)| (name, count.map_or((1, i64::from(i32::MAX)), |n| (n, n))))
        .collect();
    for _ in 0..100 {
        let before = bounds.clone();
        for (sum, parts) in &sums {
            let low: i64 = parts.iter().map(|part| bounds[part].0).sum();
            let high: i64 = parts.iter().map(|part| bounds[part].1).sum();
            let own = bounds[sum];
            bounds.insert(sum.clone(), (own.0.max(low), own.1.min(high)));
            let whole = bounds[sum];
            for part in parts {
                let own = bounds[part];
                let least = whole.0 - (high - own.1);
                let most = whole.1 - (low - own.0);
                bounds.insert(part.clone(), (own.0.max(least), own.1.min(most)));
            }
        }
        if before == bounds {
            break;
        }
    }
    let hidden = known(names, all).into_iter().filter(|(_, count)| count.is_none());
    hidden.map(|(name, _)| name).filter(|name| bounds[name].0 == bounds[name].1).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn nothing_hidden_in_a_table_is_found_by_subtraction((size, counts, threshold) in tables()) {
        let rows = rows(size, &counts);
        let names = ["a", "b", "c"];
        let names: &[&str] = &names[..size];
        let all = together(&[Table { names, rows: &rows }], threshold);
        for one in &all[0] {
            prop_assert!(one.count.is_none_or(|count| count >= threshold), "{one:?}");
        }
        let found = subtracted(&[names], &all);
        prop_assert!(found.is_empty(), "{found:?} of {all:?}");
    }

    #[test]
    fn nothing_hidden_is_found_between_two_tables((_, counts, threshold) in tables()) {
        // The same people, by the first and second and by the first and third dimension.
        let whole = rows(3, &counts);
        let of = |kept: [usize; 2]| {
            let mut sums: BTreeMap<Vec<String>, i64> = BTreeMap::new();
            for row in &whole {
                let keys = kept.map(|at| row.keys[at].clone()).to_vec();
                *sums.entry(keys).or_default() += row.count;
            }
            sums.into_iter().map(|(keys, count)| Row { keys, count }).collect::<Vec<Row>>()
        };
        let (one, other) = (of([0, 1]), of([0, 2]));
        let (first, second): ([&str; 2], [&str; 2]) = (["a", "b"], ["a", "c"]);
        let tables = [Table { names: &first, rows: &one }, Table { names: &second, rows: &other }];
        let all = together(&tables, threshold);
        let found = subtracted(&[&first, &second], &all);
        prop_assert!(found.is_empty(), "{found:?} of {all:?}");
    }
}
