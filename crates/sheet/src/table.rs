//! A table as texts, in one piece of memory: a hundred thousand rows are a few allocations.

use crate::read::ReadError;
use std::sync::mpsc::SyncSender;

/// So many rows are taken at most: a larger register comes in parts.
const ROWS_MAX: usize = 200_000;
/// So many columns are looked at.
const COLUMNS_MAX: usize = 100;
/// All texts together, in bytes.
const TEXT_MAX: usize = 256 * 1024 * 1024;
/// Rows that are handed over at once, to whoever looks at them while the next ones are read.
const PART: usize = 1_000;
/// A head has so many filled cells at least; a title above the table has one.
const HEAD_MIN: usize = 2;

/// Heads and rows of a table.
#[derive(Clone, Debug, Default)]
pub struct Table {
    heads: Vec<String>,
    text: String,
    /// Where the text of each cell ends; rows have as many as there are heads.
    ends: Vec<u32>,
    /// The number of each row in the file, as people see it: from 1.
    numbers: Vec<u32>,
}

/// A row of a table.
#[derive(Clone, Copy, Debug)]
pub struct Row<'a> {
    table: &'a Table,
    at: usize,
}

impl Table {
    /// What stands above the columns.
    #[must_use]
    pub fn heads(&self) -> &[String] {
        &self.heads
    }

    /// How many rows there are below the heads.
    #[must_use]
    pub fn len(&self) -> usize {
        self.numbers.len()
    }

    /// No rows.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.numbers.is_empty()
    }

    /// The rows from a place on.
    pub fn rows_from(&self, first: usize) -> impl Iterator<Item = Row<'_>> {
        (first..self.len()).map(|at| Row { table: self, at })
    }
}

impl<'a> Row<'a> {
    /// Its number in the file.
    #[must_use]
    pub fn number(&self) -> u32 {
        self.table.numbers.get(self.at).copied().unwrap_or_default()
    }

    /// The text of a column, without spaces around it.
    #[must_use]
    pub fn cell(&self, column: usize) -> &'a str {
        let place = self.at * self.table.heads.len() + column;
        if column >= self.table.heads.len() {
            return "";
        }
        let end = self.table.ends.get(place).copied().unwrap_or_default() as usize;
        let before = place.checked_sub(1).and_then(|place| self.table.ends.get(place));
        let start = before.copied().unwrap_or_default() as usize;
        self.table.text.get(start..end).unwrap_or_default()
    }

    /// All its texts.
    #[must_use]
    pub fn cells(&self) -> Vec<String> {
        (0..self.table.heads.len()).map(|column| self.cell(column).to_owned()).collect()
    }
}

/// Puts a table together cell by cell.
#[derive(Default)]
pub(crate) struct Builder {
    table: Table,
    /// The row before the heads are known.
    first: Vec<String>,
    filled: bool,
    /// Length of text and ends at the beginning of the row.
    began: (usize, usize),
    /// Who takes the rows, part by part; when nobody does, they stay together.
    taker: Option<SyncSender<Table>>,
    /// Rows and bytes of text that were handed over.
    gone: (usize, usize),
}

impl Builder {
    /// Hands its rows over, part by part.
    pub fn in_parts(taker: SyncSender<Table>) -> Builder {
        Builder { taker: Some(taker), ..Builder::default() }
    }

    /// A cell of the present row; columns come in their order.
    pub fn cell(&mut self, column: usize, text: &str) {
        let text = text.trim();
        if self.table.heads.is_empty() {
            if column < COLUMNS_MAX && column >= self.first.len() {
                self.first.resize(column, String::new());
                self.first.push(text.to_owned());
            }
            return;
        }
        let place = self.began.1 + column;
        if column >= self.table.heads.len() || place < self.table.ends.len() {
            return;
        }
        self.fill(place);
        self.filled |= !text.is_empty();
        self.table.text.push_str(text);
        self.table.ends.push(self.table.text.len() as u32);
    }

    fn fill(&mut self, until: usize) {
        let end = self.table.text.len() as u32;
        self.table.ends.resize(until, end);
    }

    /// The row with this number is over.
    pub fn end_row(&mut self, number: u32) -> Result<(), ReadError> {
        if self.table.heads.is_empty() {
            let filled = self.first.iter().filter(|text| !text.is_empty()).count();
            let mut first = std::mem::take(&mut self.first);
            while first.last().is_some_and(String::is_empty) {
                first.pop();
            }
            if filled >= HEAD_MIN {
                if let Some(head) = first.first_mut() {
                    *head = head.trim_start_matches('\u{feff}').to_owned();
                }
                self.table.heads = first;
            }
            return Ok(());
        }
        if self.filled {
            self.fill(self.began.1 + self.table.heads.len());
            self.table.numbers.push(number);
        } else {
            self.table.text.truncate(self.began.0);
            self.table.ends.truncate(self.began.1);
        }
        let rows = self.gone.0 + self.table.numbers.len();
        if rows > ROWS_MAX || self.gone.1 + self.table.text.len() > TEXT_MAX {
            return Err(ReadError::TooLarge);
        }
        if self.table.numbers.len() >= PART {
            self.hand_over()?;
        }
        self.began = (self.table.text.len(), self.table.ends.len());
        self.filled = false;
        Ok(())
    }

    fn hand_over(&mut self) -> Result<(), ReadError> {
        let Some(taker) = &self.taker else {
            return Ok(());
        };
        let fresh = Table { heads: self.table.heads.clone(), ..Table::default() };
        let part = std::mem::replace(&mut self.table, fresh);
        self.gone.0 += part.numbers.len();
        self.gone.1 += part.text.len();
        // Whoever takes them goes away early only by a panic, which is told instead of this.
        taker.send(part).map_err(|_| ReadError::Broken)
    }

    /// The whole table; of one handed over in parts, the last one is handed over too.
    pub fn finish(mut self) -> Result<Table, ReadError> {
        if self.table.heads.is_empty() || (self.gone.0 == 0 && self.table.is_empty()) {
            return Err(ReadError::Empty);
        }
        if !self.table.is_empty() {
            self.hand_over()?;
        }
        Ok(self.table)
    }
}
