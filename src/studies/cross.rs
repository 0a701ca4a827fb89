//! Two questions beside each other, without a database: how the answers to one divide by the
//! answers to the other, with small numbers hidden so that neither the table nor the results of
//! each question alone give them away. Who gave no answer is a row and a column of its own, so that
//! all tables add up.

use super::content::{Question, Sheet};
use super::hide::Table;
use super::question::values;
use super::result::{Weighed, hidden};

/// A cell: how many, and which weighted share of its row; none when it is hidden.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Cell {
    /// How many.
    pub count: Option<i64>,
    /// Which share of the row.
    pub share: Option<f64>,
}

/// A table of two questions. The last row and the last column are of those who gave no answer.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Crossed {
    /// The values of the rows; the last one is empty.
    pub rows: Vec<String>,
    /// The values of the columns; the last one is empty.
    pub columns: Vec<String>,
    /// The cells, row by row.
    pub cells: Vec<Vec<Cell>>,
    /// How many there are of each row; none when it is hidden.
    pub sums: Vec<Option<i64>>,
}

/// The place of an answer among the values of a question; the last place is of no answer.
fn place(question: &Question, sheet: &Sheet) -> usize {
    let known = values(question);
    let given = sheet.get(&question.code).and_then(|list| list.first());
    let found = given.and_then(|given| known.iter().position(|value| value == given));
    found.unwrap_or(known.len())
}

/// Which sums of a question are hidden, as its own results hide them; that of no answer is shown
/// there.
fn sums_hidden(question: &Question, sums: &[i64]) -> Vec<bool> {
    let own = sums.split_last().map_or(sums, |(_, own)| own);
    let mut all = hidden(question, own, own.iter().sum());
    all.push(false);
    all
}

/// The table of two questions that divide people.
#[must_use]
pub fn crossed((row, column): (&Question, &Question), answers: &[Weighed<'_>]) -> Crossed {
    let name = |question: &Question| -> Vec<String> {
        values(question).into_iter().chain([""]).map(str::to_owned).collect()
    };
    let (rows, columns) = (name(row), name(column));
    let mut counts = vec![vec![0_i64; columns.len()]; rows.len()];
    let mut weights = vec![vec![0.0_f64; columns.len()]; rows.len()];
    for one in answers {
        let (r, c) = (place(row, one.sheet), place(column, one.sheet));
        counts[r][c] += 1;
        weights[r][c] += one.weight;
    }
    let row_sums: Vec<i64> = counts.iter().map(|cells| cells.iter().sum()).collect();
    let column_sums: Vec<i64> =
        (0..columns.len()).map(|c| counts.iter().map(|cells| cells[c]).sum()).collect();
    let table = Table {
        rows: sums_hidden(row, &row_sums),
        columns: sums_hidden(column, &column_sums),
        counts,
    };
    let gone = table.hidden();
    let cell = |r: usize, c: usize| {
        let whole: f64 = weights[r].iter().sum();
        let shown = !gone[r][c];
        // With the share of a row, the sum that is hidden could be computed.
        let is_shared = shown && !table.rows[r] && whole > 0.0;
        Cell {
            count: shown.then_some(table.counts[r][c]),
            share: is_shared.then(|| weights[r][c] / whole),
        }
    };
    let cells = (0..rows.len()).map(|r| (0..columns.len()).map(|c| cell(r, c)).collect()).collect();
    let sums = row_sums.iter().zip(&table.rows).map(|(sum, gone)| (!gone).then_some(*sum));
    Crossed { sums: sums.collect(), cells, rows, columns }
}
