//! What other capabilities ask of the figures.

use super::catalogue::{BANDS, age_code, age_of};
use super::load::{opened, within};
use super::store::figure::{Column, Entity};
use super::value::{Chosen, Territory, Value, choose, chosen_by, rank};
use kit::store::{StoreError, Tx};
use kit::types::Day;
use rust_decimal::prelude::ToPrimitive;
use sea_orm::{ColumnTrait, Condition, QueryFilter};
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// People of an age and sex in a year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cell {
    /// The year of the figure.
    pub year: i32,
    /// Band of five years: 0 for 0–4 … 17 for 85 and more.
    pub band: u8,
    /// Women or men.
    pub is_female: bool,
    /// How many.
    pub people: i64,
}

/// Rows that counted at the end of a day, or count now.
pub fn known(on: Option<Day>) -> Condition {
    match on {
        None => Condition::all().add(Column::EndedAt.is_null()),
        Some(day) => {
            let after = within(day);
            let lasted =
                Condition::any().add(Column::EndedAt.is_null()).add(Column::EndedAt.gte(after));
            Condition::all().add(Column::EnteredAt.lt(after)).add(lasted)
        }
    }
}

/// The value that counts for each of some groups in a territory on a day; a group without one is not
/// there. One query.
///
/// # Errors
/// When the database does not answer.
pub async fn chosen(
    tx: &Tx,
    groups: &[&str],
    territory: &Territory,
    on: Day,
) -> Result<BTreeMap<String, Chosen>, StoreError> {
    chosen_as_known(tx, groups, territory, (on, None)).await
}

/// As [`chosen`], by what was known at the end of a day: later corrections do not change it.
///
/// # Errors
/// As above.
pub async fn chosen_as_known(
    tx: &Tx,
    groups: &[&str],
    territory: &Territory,
    (on, known_on): (Day, Option<Day>),
) -> Result<BTreeMap<String, Chosen>, StoreError> {
    let rows = tx
        .find::<Entity>()
        .filter(Column::GroupCode.is_in(groups.iter().copied()))
        .filter(Column::Area.eq(territory.area()))
        .filter(Column::Ekatte.eq(territory.ekatte()))
        .filter(Column::FigureOn.lte(on))
        .filter(known(known_on))
        .all(tx.conn())
        .await?;
    Ok(chosen_by(opened(rows), |value| value.group.clone()))
}

/// The figure of a group that counts in each settlement, by EKATTE. One query.
///
/// # Errors
/// When the database does not answer.
pub async fn by_settlement(
    tx: &Tx,
    group: &str,
    on: Day,
) -> Result<Vec<(String, Value)>, StoreError> {
    let rows = tx
        .find::<Entity>()
        .filter(Column::GroupCode.eq(group))
        .filter(Column::Area.eq("settlement"))
        .filter(Column::FigureOn.lte(on))
        .filter(known(None))
        .all(tx.conn())
        .await?;
    let chosen = chosen_by(opened(rows), |value| value.territory.ekatte().to_owned());
    Ok(chosen.into_iter().map(|(ekatte, one)| (ekatte, one.value)).collect())
}

/// The population by age and sex of each year between two: of a year one count of all ages, the most
/// complete, of those the kind that counts first, of those the newest. One query.
///
/// # Errors
/// When the database does not answer.
pub async fn ages(
    tx: &Tx,
    territory: &Territory,
    from_year: i32,
    to_year: i32,
) -> Result<Vec<Cell>, StoreError> {
    let sexes = |band: u8| [age_code(band, true), age_code(band, false)];
    let codes: Vec<String> = (0..BANDS).flat_map(sexes).collect();
    let rows = tx
        .find::<Entity>()
        .filter(Column::GroupCode.is_in(codes))
        .filter(Column::Area.eq(territory.area()))
        .filter(Column::Ekatte.eq(territory.ekatte()))
        .filter(Column::FigureOn.gte(format!("{from_year:04}-01-01")))
        .filter(Column::FigureOn.lte(format!("{to_year:04}-12-31")))
        .filter(known(None))
        .all(tx.conn())
        .await?;
    Ok(cells(opened(rows)))
}

/// Of each year the count that counts; see [`ages`].
#[must_use]
pub fn cells(values: Vec<Value>) -> Vec<Cell> {
    let mut counts: BTreeMap<(i16, Day, &'static str), BTreeMap<String, Vec<Value>>> =
        BTreeMap::new();
    for value in values {
        let count = counts.entry((value.on.0.year(), value.on, value.kind)).or_default();
        count.entry(value.group.clone()).or_default().push(value);
    }
    type Best<'a> = (usize, Reverse<usize>, Day, &'a BTreeMap<String, Vec<Value>>);
    let mut years: BTreeMap<i16, Best<'_>> = BTreeMap::new();
    for ((year, on, kind), count) in &counts {
        let best = (count.len(), Reverse(rank(kind)), *on, count);
        let is_better =
            years.get(year).is_none_or(|old| (old.0, old.1, old.2) < (best.0, best.1, best.2));
        if is_better {
            years.insert(*year, best);
        }
    }
    let mut all = Vec::new();
    for (year, (_, _, _, count)) in years {
        for (code, values) in count {
            let Some(((band, is_female), one)) = age_of(code).zip(choose(values.clone())) else {
                continue;
            };
            let people = one.value.amount.round().to_i64().unwrap_or(0);
            all.push(Cell { year: i32::from(year), band, is_female, people });
        }
    }
    all
}
