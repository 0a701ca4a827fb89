//! The rows of a person's timeline, sifted: by capability, by days, by case.

use crate::people::PersonId;
use kit::store::entity::event::{self, Column};
use kit::store::{StoreError, Tx};
use kit::types::{Day, Ids, Instant};
use sea_orm::{ColumnTrait, QueryFilter, QueryOrder, QuerySelect, Select};
use std::collections::BTreeSet;

/// Which rows are wanted. What is empty or `None` does not limit.
#[derive(Clone, Debug, Default)]
pub struct Sieve {
    /// Kinds of events.
    pub kinds: Vec<&'static str>,
    /// First day.
    pub from: Option<Day>,
    /// Last day.
    pub to: Option<Day>,
    /// Of this case only.
    pub case: Option<i64>,
}

/// A row of the timeline with its data.
pub type Row = event::Model;

fn rows(tx: &Tx, person: PersonId, sieve: &Sieve) -> Select<event::Entity> {
    let midnight = |day: Day| Ids::floor(Instant::of_local(day.0.at(0, 0, 0, 0)));
    let mut query = tx.find::<event::Entity>().filter(Column::PersonId.eq(person.0));
    if !sieve.kinds.is_empty() {
        query = query.filter(Column::Kind.is_in(sieve.kinds.iter().copied()));
    }
    if let Some(case) = sieve.case {
        query = query.filter(Column::CaseId.eq(case));
    }
    // An id carries its moment, and the index of a person's events is sorted by it.
    if let Some(from) = sieve.from {
        query = query.filter(Column::Id.gte(midnight(from)));
    }
    if let Some(to) = sieve.to {
        query = query.filter(Column::Id.lt(midnight(to.plus(1))));
    }
    query
}

/// So many rows older than `before`, newest first.
pub async fn older(
    tx: &Tx,
    (person, sieve): (PersonId, &Sieve),
    (before, most): (Option<i64>, u64),
) -> Result<Vec<Row>, StoreError> {
    let mut query = rows(tx, person, sieve);
    if let Some(before) = before {
        query = query.filter(Column::Id.lt(before));
    }
    Ok(query.order_by_desc(Column::Id).limit(most).all(tx.conn()).await?)
}

/// Below which bound the page of newer rows lies; `None` when nothing is newer than the row.
pub async fn newer(
    tx: &Tx,
    (person, sieve): (PersonId, &Sieve),
    (first, most): (i64, u64),
) -> Result<Option<i64>, StoreError> {
    let newer: Vec<i64> = rows(tx, person, sieve)
        .select_only()
        .column(Column::Id)
        .filter(Column::Id.gt(first))
        .order_by_asc(Column::Id)
        .limit(most)
        .into_tuple()
        .all(tx.conn())
        .await?;
    Ok(newer.last().map(|last| last + 1))
}

/// The cases that a person has events in, newest first. Sorted here: asked for the distinct ones in
/// order, the database walks the index of all cases of the municipality.
pub async fn cases(tx: &Tx, person: PersonId) -> Result<Vec<i64>, StoreError> {
    let rows = tx.find::<event::Entity>().filter(Column::PersonId.eq(person.0));
    let rows = rows.select_only().column(Column::CaseId).into_tuple::<Option<i64>>();
    let known: BTreeSet<i64> = rows.all(tx.conn()).await?.into_iter().flatten().collect();
    Ok(known.into_iter().rev().collect())
}
