//! Small numbers: what is hidden of a table cannot be computed from what is shown of it.

use crate::studies::content::{Answer, Question, Sheet};
use crate::studies::cross::crossed;
use crate::studies::hide::{LEAST, Table, is_small, of_list, of_pair};
use crate::studies::result::Weighed;
use proptest::prelude::*;
use std::collections::BTreeMap;

#[test]
fn one_small_count_takes_another_with_it() {
    assert_eq!(of_list(&[10, 20, 30]), [false, false, false]);
    assert_eq!(of_list(&[2, 20, 30]), [true, true, false]);
    assert_eq!(of_list(&[2, 2, 30]), [true, true, true], "two of four are one too few");
    assert_eq!(of_list(&[4, 3, 30]), [true, true, false]);
    assert_eq!(of_list(&[3]), [true]);
    assert!(of_pair(98, 100) && of_pair(2, 100));
    assert!(!of_pair(50, 100) && !of_pair(0, 100) && !of_pair(100, 100));
}

/// A hidden number: a cell, or the sum of a row or of a column.
type Unknown = (usize, usize);

/// The hidden numbers that are not shown to be nought, and the equations between them. The place
/// after the last row or column is of sums.
fn equations(table: &Table, hidden: &[Vec<bool>]) -> (Vec<Unknown>, Vec<Vec<f64>>) {
    let (rows, columns) = (table.rows.len(), table.columns.len());
    let row_is_empty = |r: usize| !table.rows[r] && table.counts[r].iter().all(|n| *n == 0);
    let column_is_empty =
        |c: usize| !table.columns[c] && table.counts.iter().all(|row| row[c] == 0);
    let mut unknown: BTreeMap<Unknown, usize> = BTreeMap::new();
    for (r, cells) in hidden.iter().enumerate() {
        for (c, is_hidden) in cells.iter().enumerate() {
            if *is_hidden && !row_is_empty(r) && !column_is_empty(c) {
                let next = unknown.len();
                unknown.insert((r, c), next);
            }
        }
    }
    for r in (0..rows).filter(|r| table.rows[*r]) {
        let next = unknown.len();
        unknown.insert((r, columns), next);
    }
    for c in (0..columns).filter(|c| table.columns[*c]) {
        let next = unknown.len();
        unknown.insert((rows, c), next);
    }
    let equation = |places: Vec<(Unknown, f64)>| {
        let mut line = vec![0.0; unknown.len()];
        for (place, sign) in places {
            if let Some(at) = unknown.get(&place) {
                line[*at] = sign;
            }
        }
        line
    };
    let mut lines = Vec::new();
    for r in 0..=rows {
        let sign = if r == rows { 0.0 } else { -1.0 };
        let cells = (0..columns).map(|c| ((r, c), 1.0)).chain([((r, columns), sign)]);
        lines.push(equation(cells.collect()));
    }
    for c in 0..=columns {
        let sign = if c == columns { 0.0 } else { -1.0 };
        let cells = (0..rows).map(|r| ((r, c), 1.0)).chain([((rows, c), sign)]);
        lines.push(equation(cells.collect()));
    }
    let mut names = vec![(0, 0); unknown.len()];
    for (name, at) in unknown {
        names[at] = name;
    }
    (names, lines)
}

/// The hidden numbers that the equations determine.
fn computed(table: &Table, hidden: &[Vec<bool>]) -> Vec<Unknown> {
    let (names, mut lines) = equations(table, hidden);
    let mut done = 0;
    for column in 0..names.len() {
        let Some(at) = (done..lines.len()).find(|n| lines[*n][column].abs() > 1e-9) else {
            continue;
        };
        lines.swap(done, at);
        let pivot = lines[done][column];
        lines[done].iter_mut().for_each(|n| *n /= pivot);
        let own = lines[done].clone();
        for (n, line) in lines.iter_mut().enumerate() {
            let factor = line[column];
            if n != done {
                line.iter_mut().zip(&own).for_each(|(a, b)| *a -= factor * b);
            }
        }
        done += 1;
    }
    let mut all = Vec::new();
    for line in &lines {
        let held: Vec<usize> = (0..names.len()).filter(|n| line[*n].abs() > 1e-9).collect();
        if let [only] = held.as_slice() {
            all.push(names[*only]);
        }
    }
    all
}

/// A table as two questions give it: the sums of all but the last row and column hidden as in a
/// list.
fn table(counts: Vec<Vec<i64>>) -> Table {
    let rows: Vec<i64> = counts.iter().map(|row| row.iter().sum()).collect();
    let columns: Vec<i64> =
        (0..counts[0].len()).map(|c| counts.iter().map(|row| row[c]).sum()).collect();
    let sums = |list: &[i64]| {
        let mut hidden = of_list(&list[..list.len() - 1]);
        hidden.push(false);
        hidden
    };
    Table { rows: sums(&rows), columns: sums(&columns), counts }
}

fn cells() -> impl Strategy<Value = Vec<Vec<i64>>> {
    let count = prop_oneof![Just(0_i64), 0_i64..6, 0_i64..40];
    (3_usize..=5, 3_usize..=5).prop_flat_map(move |(rows, columns)| {
        prop::collection::vec(prop::collection::vec(count.clone(), columns), rows)
    })
}

proptest! {
    #[test]
    fn no_small_number_is_found_by_subtraction(counts in cells()) {
        let table = table(counts);
        let (rows, columns) = (table.rows.len() - 1, table.columns.len() - 1);
        let hidden = table.hidden();
        let is_kept = |r: usize, c: usize| hidden[r][c] || !is_small(table.counts[r][c]);
        prop_assert!((0..rows).all(|r| (0..columns).all(|c| is_kept(r, c))));
        let whole: i64 = table.counts.iter().flatten().sum();
        if whole >= LEAST {
            for (r, c) in computed(&table, &hidden) {
                let is_cell = r < rows && c < columns;
                prop_assert!(!is_cell || !is_small(table.counts[r][c]), "{:?}", table.counts);
            }
        }
    }

    #[test]
    fn a_list_keeps_its_small_numbers(counts in prop::collection::vec(0_i64..20, 1..7)) {
        let hidden = of_list(&counts);
        let gone: Vec<i64> =
            counts.iter().zip(&hidden).filter(|(_, gone)| **gone).map(|(n, _)| *n).collect();
        prop_assert!(counts.iter().zip(&hidden).all(|(n, gone)| *gone || !is_small(*n)));
        let is_whole = gone.len() == counts.len();
        let is_enough = gone.len() > 1 && gone.iter().sum::<i64>() >= LEAST;
        prop_assert!(gone.is_empty() || is_whole || is_enough);
    }
}

#[test]
fn two_questions_beside_each_other_add_up_and_hide() {
    let question = |code: &str| Question {
        code: code.to_owned(),
        kind: "choice".to_owned(),
        options: ["a", "b"].map(|code| Answer { code: code.into(), text: code.into() }).into(),
        ..Question::default()
    };
    let (row, column) = (question("r"), question("c"));
    let sheet = |r: &str, c: &str| {
        Sheet::from([("r".to_owned(), vec![r.to_owned()]), ("c".to_owned(), vec![c.to_owned()])])
    };
    let mut sheets = Vec::new();
    for (r, c, count) in [("a", "a", 20), ("a", "b", 10), ("b", "a", 10), ("b", "b", 3)] {
        sheets.extend((0..count).map(|_| sheet(r, c)));
    }
    let answers: Vec<Weighed<'_>> =
        sheets.iter().map(|sheet| Weighed { sheet, weight: 1.0 }).collect();
    let found = crossed((&row, &column), &answers);
    assert_eq!(found.sums, [Some(30), Some(13), Some(0)]);
    assert_eq!(found.cells[1][1].count, None, "three are too few");
    assert_eq!(found.cells[0][0].count, None, "a table of two by two has one number to hide");
    let plain = crossed((&row, &column), &answers[..40]);
    assert_eq!(plain.cells[0][0].count, Some(20));
    assert_eq!(plain.cells[0][0].share, Some(20.0 / 30.0));
}
