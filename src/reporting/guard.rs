//! Small numbers: what may not be published, and what must be left out besides so that nobody finds it by
//! subtraction, within a table and between tables that are published together. Decides without a database.
//!
//! Every number of the tables, also each of their sums, is a node; that a sum is the sum of its parts is an
//! equation. Numbers of the same meaning in two tables are one node, so an equation of the one table speaks of
//! the other. A hidden number is safe when there are other numbers, none below one, that fit all equations.
//! The sums are taken as known even where no table prints them: whoever prints one takes it from here.

use super::question::Row;
use std::collections::{BTreeMap, BTreeSet};

/// The key of a sum, in the place of the keys that were added up.
pub const TOTAL: &str = "*";
/// The equations are solved in the numbers up to this prime: no fractions, and nothing is rounded.
const PRIME: u64 = 2_147_483_647;

/// A number fit to be published.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Guarded {
    /// What it is split by; [`TOTAL`] where it is a sum over all.
    pub keys: Vec<String>,
    /// How many; none when it is hidden.
    pub count: Option<i64>,
}

/// A table: names of its dimensions, and its numbers.
#[derive(Clone, Copy, Debug)]
pub struct Table<'a> {
    /// What it is split by, each name once.
    pub names: &'a [&'a str],
    /// Its numbers.
    pub rows: &'a [Row],
}

/// What a number is of: names and keys of the dimensions that are not added up.
type Node = BTreeMap<String, String>;

/// All numbers, with what is a sum of what.
#[derive(Default)]
struct System {
    nodes: BTreeMap<Node, usize>,
    counts: Vec<i64>,
    /// The sum and its parts.
    equations: BTreeSet<(usize, Vec<usize>)>,
}

/// The keys of a number with some of them added up: those whose bit is not set.
fn masked(keys: &[String], mask: usize) -> Vec<&str> {
    let all = keys.iter().enumerate();
    all.map(|(at, own)| if (mask >> at) & 1 == 1 { own.as_str() } else { TOTAL }).collect()
}

fn node(names: &[&str], keys: &[&str]) -> Node {
    let own = names.iter().zip(keys).filter(|(_, key)| **key != TOTAL);
    own.map(|(name, key)| ((*name).to_owned(), (*key).to_owned())).collect()
}

/// Every number of a table and each of its sums, by keys.
fn with_sums<'a>(table: &Table<'a>) -> BTreeMap<Vec<&'a str>, i64> {
    let mut all: BTreeMap<Vec<&str>, i64> = BTreeMap::new();
    for row in table.rows {
        for mask in 0..1_usize << table.names.len() {
            *all.entry(masked(&row.keys, mask)).or_default() += row.count;
        }
    }
    all
}

impl System {
    fn at(&mut self, node: Node, count: i64) -> usize {
        *self.nodes.entry(node).or_insert_with(|| {
            self.counts.push(count);
            self.counts.len() - 1
        })
    }

    fn add(&mut self, table: &Table<'_>) {
        let all = with_sums(table);
        let mut parts: BTreeMap<(usize, Vec<&str>), Vec<usize>> = BTreeMap::new();
        for (keys, count) in &all {
            let own = self.at(node(table.names, keys), *count);
            for at in (0..keys.len()).filter(|at| keys[*at] != TOTAL) {
                let mut sum = keys.clone();
                sum[at] = TOTAL;
                parts.entry((at, sum)).or_default().push(own);
            }
        }
        for ((_, sum), parts) in parts {
            let whole = self.at(node(table.names, &sum), all.get(&sum).copied().unwrap_or(0));
            self.equations.insert((whole, parts));
        }
    }

    /// The hidden numbers that somebody could find.
    fn found(&self, hidden: &BTreeSet<usize>) -> Vec<usize> {
        // Numbers above one may be smaller or larger in truth; a one only larger.
        let (loose, ones): (Vec<usize>, Vec<usize>) =
            hidden.iter().copied().partition(|at| self.counts[*at] > 1);
        let columns: Vec<usize> = loose.iter().chain(&ones).copied().collect();
        let place: BTreeMap<usize, usize> =
            columns.iter().enumerate().map(|(at, own)| (*own, at)).collect();
        let mut rows = self.equations_of(&place);
        let pivots = solved(&mut rows, loose.len());
        let mut safe = vec![false; columns.len()];
        for column in (0..columns.len()).filter(|column| !pivots.contains(column)) {
            // It may vary when the equations left over do not bind it; then what is solved by it varies too.
            let is_bound = rows[pivots.len()..].iter().any(|row| row[column] != 0);
            if is_bound {
                continue;
            }
            safe[column] = true;
            for (row, pivot) in rows.iter().zip(&pivots) {
                if row[column] != 0 {
                    safe[*pivot] = true;
                }
            }
        }
        columns.into_iter().zip(safe).filter(|(_, safe)| !safe).map(|(own, _)| own).collect()
    }

    /// The equations as far as they speak of hidden numbers.
    fn equations_of(&self, place: &BTreeMap<usize, usize>) -> Vec<Vec<u64>> {
        let row = |(whole, parts): &(usize, Vec<usize>)| {
            let mut row = vec![0; place.len()];
            if let Some(at) = place.get(whole) {
                row[*at] = PRIME - 1;
            }
            for at in parts.iter().filter_map(|part| place.get(part)) {
                row[*at] = (row[*at] + 1) % PRIME;
            }
            row
        };
        let all = self.equations.iter().map(row);
        all.filter(|row| row.iter().any(|value| *value != 0)).collect()
    }

    /// The number to hide besides one that could be found: beside it in a sum, as small as can be; a sum only
    /// where no part is left.
    fn besides(&self, found: &[usize], hidden: &BTreeSet<usize>) -> Option<usize> {
        let is_free = |at: usize| !hidden.contains(&at) && self.counts[at] > 0;
        let beside = |one: usize| {
            let own = self
                .equations
                .iter()
                .filter(move |(whole, parts)| *whole == one || parts.contains(&one));
            let free = own.flat_map(|(whole, parts)| {
                let parts = parts.iter().map(|part| (false, *part));
                parts.chain(std::iter::once((true, *whole))).filter(|(_, at)| is_free(*at))
            });
            // A one can be hidden, but makes nothing else uncertain downwards.
            free.min_by_key(|(is_sum, at)| (*is_sum, self.counts[*at] < 2, self.counts[*at], *at))
        };
        let nearest = found.iter().find_map(|one| beside(*one)).map(|(_, at)| at);
        nearest.or_else(|| {
            let free = (0..self.counts.len()).filter(|at| is_free(*at));
            free.min_by_key(|at| (self.counts[*at], *at))
        })
    }

    /// The numbers to hide.
    fn hidden(&self, threshold: i64) -> BTreeSet<usize> {
        let small = |at: &usize| (1..threshold).contains(&self.counts[*at]);
        let mut hidden: BTreeSet<usize> = (0..self.counts.len()).filter(small).collect();
        loop {
            let found = self.found(&hidden);
            if found.is_empty() {
                return hidden;
            }
            let Some(more) = self.besides(&found, &hidden) else { return hidden };
            hidden.insert(more);
        }
    }
}

/// What times this gives one, among the numbers up to the prime.
fn inverse(value: u64) -> u64 {
    let (mut power, mut base, mut done) = (PRIME - 2, value, 1);
    while power > 0 {
        if power & 1 == 1 {
            done = done * base % PRIME;
        }
        base = base * base % PRIME;
        power >>= 1;
    }
    done
}

/// Solves the equations for as many of the first columns as can be; gives these columns, in the order of the
/// rows that now hold each of them alone.
fn solved(rows: &mut [Vec<u64>], columns: usize) -> Vec<usize> {
    let mut pivots = Vec::new();
    for column in 0..columns {
        let at = pivots.len();
        let Some(found) = (at..rows.len()).find(|row| rows[*row][column] != 0) else { continue };
        rows.swap(at, found);
        let factor = inverse(rows[at][column]);
        for value in &mut rows[at] {
            *value = *value * factor % PRIME;
        }
        let own = rows[at].clone();
        for (other, row) in rows.iter_mut().enumerate() {
            let times = row[column];
            if other == at || times == 0 {
                continue;
            }
            for (value, own) in row.iter_mut().zip(&own) {
                *value = (*value + PRIME - times * own % PRIME) % PRIME;
            }
        }
        pivots.push(column);
    }
    pivots
}

/// Tables that are published together, each with all of its sums, fit to be: numbers from 1 to below the
/// threshold are hidden, and as many more as keep them from being found.
#[must_use]
pub fn together(tables: &[Table<'_>], threshold: i64) -> Vec<Vec<Guarded>> {
    let mut system = System::default();
    for table in tables {
        system.add(table);
    }
    let hidden = system.hidden(threshold);
    let guarded = |table: &Table<'_>| -> Vec<Guarded> {
        let all = with_sums(table).into_iter().map(|(keys, count)| {
            let at = system.nodes.get(&node(table.names, &keys));
            let is_hidden = at.is_none_or(|at| hidden.contains(at));
            let keys = keys.into_iter().map(str::to_owned).collect();
            Guarded { keys, count: (!is_hidden).then_some(count) }
        });
        all.collect()
    };
    tables.iter().map(guarded).collect()
}

/// Rows fit to be published: small ones hidden, and as many more as keep them from being found by
/// subtraction, also from the sums. Whoever shows sums too takes them from [`together`].
#[must_use]
pub fn guarded(rows: &[Row], threshold: i64) -> Vec<Guarded> {
    let names: Vec<String> =
        (0..rows.first().map_or(0, |row| row.keys.len())).map(|at| at.to_string()).collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let mut all = together(&[Table { names: &names, rows }], threshold);
    let of: BTreeMap<Vec<String>, Option<i64>> =
        all.pop().unwrap_or_default().into_iter().map(|one| (one.keys, one.count)).collect();
    let one =
        |row: &Row| Guarded { keys: row.keys.clone(), count: of.get(&row.keys).copied().flatten() };
    rows.iter().map(one).collect()
}
