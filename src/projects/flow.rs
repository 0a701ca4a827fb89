//! Money by month: planned, committed, spent, paid, received. Without a database.

use kit::types::Day;
use law::Month;
use std::collections::BTreeMap;

/// What happens to money; the column of the table.
pub const COLUMNS: [&str; 5] = ["planned", "committed", "spent", "paid", "received"];

/// A month: an amount for each of [`COLUMNS`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// The month.
    pub month: Month,
    /// In cents.
    pub sums: [i64; 5],
}

/// The months of a span, first to last.
#[must_use]
pub fn months(from: Day, until: Day) -> Vec<Month> {
    let last = Month::of(until.0);
    let mut all = vec![Month::of(from.0)];
    while let Some(next) = all.last().map(|month| month.plus(1)).filter(|next| *next <= last) {
        all.push(next);
    }
    all
}

/// An amount laid evenly over the months of a span; the cents that are left come in the last one.
#[must_use]
pub fn spread(cents: i64, from: Day, until: Day) -> Vec<(Month, i64)> {
    let all = months(from, until);
    let count = i64::try_from(all.len()).unwrap_or(1).max(1);
    let each = cents / count;
    let last = cents - each * (count - 1);
    let place =
        |(at, month): (usize, Month)| (month, if at + 1 == all.len() { last } else { each });
    all.iter().copied().enumerate().map(place).collect()
}

/// The table: every month of the period and every month in which something happened.
#[must_use]
pub fn table(period: (Day, Day), moved: &[(usize, Month, i64)]) -> Vec<Row> {
    let mut rows: BTreeMap<Month, [i64; 5]> =
        months(period.0, period.1).into_iter().map(|month| (month, [0; 5])).collect();
    for (column, month, cents) in moved {
        if let Some(sum) = rows.entry(*month).or_default().get_mut(*column) {
            *sum += cents;
        }
    }
    rows.into_iter().map(|(month, sums)| Row { month, sums }).collect()
}
