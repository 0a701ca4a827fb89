//! Counts of people by criterion, with source and date.

use jiff::civil::Date;

use crate::csv::Table;
use crate::{LawError, parse_day};

/// How many people a criterion counts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Count {
    /// Criterion id.
    pub criterion: String,
    /// People, by present address.
    pub count: u64,
    /// Where the number comes from.
    pub source: String,
    /// The day it holds for.
    pub date: Date,
}

impl Count {
    /// Reads `criterion,count,source,date`.
    ///
    /// # Errors
    /// `BadInput` on a missing column, a count that is not a whole number, a missing source or day.
    pub fn read_csv(text: &str) -> Result<Vec<Self>, LawError> {
        let table = Table::read(text)?;
        let [criterion, count, source, date] =
            ["criterion", "count", "source", "date"].map(|name| table.need(name));
        let (criterion, count, source, date) = (criterion?, count?, source?, date?);
        let read = |row: &Vec<String>| {
            let id = row[criterion].trim().to_owned();
            let wrong = |what: &str| LawError::input(format!("„{id}“: {what}"));
            let people = row[count].trim().parse();
            let from = row[source].trim().to_owned();
            if from.is_empty() {
                return Err(wrong("няма източник"));
            }
            Ok(Self {
                count: people.map_err(|_| wrong("броят не е цяло неотрицателно число"))?,
                source: from,
                date: parse_day(row[date].trim())?,
                criterion: id,
            })
        };
        table.rows.iter().map(read).collect()
    }
}
