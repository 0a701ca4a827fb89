//! What the answers say together, without a database: counts, percents, means, and which groups are
//! large enough to be shown.

use super::content::{Question, Sheet};
use super::question::values;
use std::collections::BTreeMap;

/// Fewer people than this are not shown: somebody could be found among them.
pub const LEAST: i64 = 5;

/// How a question was answered.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// How many answered it.
    pub base: i64,
    /// How many gave each value, in the order of the sheet.
    pub counts: Vec<(String, i64)>,
}

fn size<T>(list: &[T]) -> i64 {
    i64::try_from(list.len()).unwrap_or(i64::MAX)
}

fn answered<'a>(question: &Question, sheet: &'a Sheet) -> Option<&'a Vec<String>> {
    sheet.get(&question.code).filter(|values| !values.is_empty())
}

/// Counts the answers to a question.
#[must_use]
pub fn tally(question: &Question, sheets: &[&Sheet]) -> Tally {
    let given: Vec<&Vec<String>> =
        sheets.iter().filter_map(|sheet| answered(question, sheet)).collect();
    let count = |value: &&str| {
        let own = given.iter().filter(|values| values.iter().any(|one| one == value));
        ((*value).to_owned(), i64::try_from(own.count()).unwrap_or(i64::MAX))
    };
    Tally { base: size(&given), counts: values(question).iter().map(count).collect() }
}

/// A part in tenths of a percent, rounded half up.
#[must_use]
pub fn permille(part: i64, whole: i64) -> i64 {
    if whole <= 0 { 0 } else { (part * 2_000 + whole) / (whole * 2) }
}

/// Tenths of a percent as people write them: `62,5 %`.
#[must_use]
pub fn percent(permille: i64) -> String {
    format!("{},{} %", permille / 10, permille % 10)
}

/// The mean of a question with a scale or with faces (3, 2, 1), in hundredths.
#[must_use]
pub fn mean(question: &Question, tally: &Tally) -> Option<i64> {
    let worth = |value: &str| -> Option<i64> {
        match (question.kind.as_str(), value) {
            ("scale", number) => number.parse().ok(),
            ("faces", "good") => Some(3),
            ("faces", "so") => Some(2),
            ("faces", "bad") => Some(1),
            _ => None,
        }
    };
    let worths: Option<Vec<i64>> =
        tally.counts.iter().map(|(value, count)| Some(worth(value)? * count)).collect();
    let sum: i64 = worths.filter(|list| !list.is_empty())?.iter().sum();
    (tally.base > 0).then(|| (sum * 200 + tally.base) / (tally.base * 2))
}

/// Hundredths as people write them: `4,25`.
#[must_use]
pub fn hundredths(number: i64) -> String {
    format!("{},{:02}", number / 100, number % 100)
}

/// Which groups may be shown beside the whole: large enough themselves, and so that what is left
/// when they are taken from the whole is nobody or large enough too.
#[must_use]
pub fn shown_groups<K: Copy + Ord>(counts: &BTreeMap<K, i64>) -> Vec<K> {
    let mut shown: Vec<(i64, K)> = counts
        .iter()
        .filter(|(_, count)| **count >= LEAST)
        .map(|(key, count)| (*count, *key))
        .collect();
    shown.sort_unstable();
    let whole: i64 = counts.values().sum();
    let mut left: i64 = whole - shown.iter().map(|(count, _)| count).sum::<i64>();
    while (1..LEAST).contains(&left) && !shown.is_empty() {
        left += shown.remove(0).0;
    }
    let mut keys: Vec<K> = shown.into_iter().map(|(_, key)| key).collect();
    keys.sort_unstable();
    keys
}

/// Whether the answers to a question may be shown: of all, or of one group.
#[must_use]
pub fn is_shown<K: Copy + Ord>(
    question: &Question,
    sheets: &[(K, &Sheet)],
    group: Option<K>,
) -> bool {
    let mut counts: BTreeMap<K, i64> = BTreeMap::new();
    for (key, sheet) in sheets {
        if answered(question, sheet).is_some() {
            *counts.entry(*key).or_default() += 1;
        }
    }
    match group {
        None => counts.values().sum::<i64>() >= LEAST,
        Some(group) => shown_groups(&counts).contains(&group),
    }
}
