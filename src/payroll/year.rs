//! The report of a year (чл. 22, ал. 2 ЗЛП): users by age and by where they live, hours and money of the
//! months of work of the year, from what was released.

use super::frame::{minutes, own, unlawful};
use super::line;
use super::load;
use super::store::payroll_line::{self, Column, Entity};
use super::sums::{Sums, decimal};
use crate::people::{self, Head, PersonId};
use kit::store::{StoreError, Tx};
use kit::types::Day;
use law::Month;
use sea_orm::{ColumnTrait, QueryFilter, QueryOrder};
use std::collections::{BTreeMap, HashMap};

/// Groups of age: the code and the first year of age after it. The words have the key
/// `payroll-age-<code>`.
const AGES: [(&str, i16); 3] = [("child", 18), ("adult", 65), ("old", i16::MAX)];
/// So many people in one question; below SQLite's limit of bound values.
const AT_ONCE: usize = 10_000;

/// Users, hours and money.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Part {
    /// Users.
    pub users: usize,
    /// Minutes.
    pub minutes: i64,
    /// Money.
    pub sums: Sums,
}

impl Part {
    fn add(&mut self, minutes: i64, sums: Sums) {
        self.users += 1;
        self.minutes += minutes;
        self.sums = self.sums + sums;
    }

    /// As columns: users, hours, cost, administration.
    #[must_use]
    pub fn cells(&self) -> [String; 4] {
        [
            self.users.to_string(),
            line::hours(self.minutes),
            line::comma(&decimal(self.sums.cost())),
            line::comma(&decimal(self.sums.administration)),
        ]
    }
}

/// A year.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Year {
    /// The currency of its amounts.
    pub currency: String,
    /// Everything.
    pub total: Part,
    /// By the code of an age, `unknown` when the day of birth is not known.
    pub ages: BTreeMap<&'static str, Part>,
    /// By settlement; an empty name where none is known or may be told.
    pub places: BTreeMap<String, Part>,
}

/// The code of an age on the last day of a year.
#[must_use]
pub fn age(born: Option<Day>, year: i16) -> &'static str {
    let Some(born) = born else { return "unknown" };
    let years = year - born.0.year();
    AGES.iter().find(|(_, below)| years < *below).map_or("unknown", |(code, _)| code)
}

/// Adds up the lines of a year, without a database.
#[must_use]
pub fn summed(
    year: i16,
    lines: &[payroll_line::Model],
    (heads, places): (&HashMap<PersonId, Head>, &HashMap<PersonId, String>),
) -> Year {
    let mut users: BTreeMap<PersonId, (i64, Sums)> = BTreeMap::new();
    for row in lines {
        let (time, sums) = users.entry(row.person_id).or_default();
        *time += minutes(row);
        *sums = *sums + own(row);
    }
    let currency = lines.first().map(|row| row.currency.clone()).unwrap_or_default();
    let mut all = Year { currency, ..Year::default() };
    for (person, (time, sums)) in users {
        let born = heads.get(&person).and_then(|head| head.birth_day);
        let place = places.get(&person).cloned().unwrap_or_default();
        all.total.add(time, sums);
        all.ages.entry(age(born, year)).or_default().add(time, sums);
        all.places.entry(place).or_default().add(time, sums);
    }
    all
}

/// A year from what was released of its months.
///
/// # Errors
/// When the database does not answer.
pub async fn of(tx: &Tx, year: i16) -> Result<Year, StoreError> {
    let (first, last) = (format!("{year:04}-01"), format!("{year:04}-12"));
    let end = Month::parse(&last).map_err(unlawful)?;
    let lines = tx
        .find::<Entity>()
        .filter(Column::Worked.gte(first))
        .filter(Column::Worked.lte(last))
        .filter(Column::ReleasedTurn.is_not_null())
        .order_by_asc(Column::Id)
        .all(tx.conn())
        .await?;
    let heads = load::heads(tx, lines.iter().map(|row| row.person_id)).await?;
    let ids: Vec<PersonId> = heads.keys().copied().collect();
    let mut places = HashMap::new();
    for part in ids.chunks(AT_ONCE) {
        places.extend(people::settlements_of(tx, part, Day(end.last_day())).await?);
    }
    Ok(summed(year, &lines, (&heads, &places)))
}
