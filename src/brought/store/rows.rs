//! The rows of files, with what became of each.

use super::brought_row;
use crate::assistance::AgreementId;
use crate::brought::{RowId, RunId};
use kit::store::{StoreError, Tx};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, Set};

/// A row noted: line, outcome, agreement, cells to be sealed.
pub struct Noted {
    pub line: i32,
    pub outcome: &'static str,
    pub agreement: Option<AgreementId>,
    pub cells: String,
}

/// Rows of one statement.
const ROWS: usize = 500;

/// Notes rows.
pub async fn note(tx: &Tx, run: RunId, noted: Vec<Noted>) -> Result<(), StoreError> {
    let mut rows = Vec::with_capacity(noted.len());
    for row in noted {
        let id = RowId(tx.new_id());
        let cells = if row.cells.is_empty() {
            Vec::new()
        } else {
            tx.seal("brought_row", "cells_sealed", id.0, &row.cells)?
        };
        rows.push(brought_row::ActiveModel {
            municipality_id: Set(tx.municipality()),
            id: Set(id),
            run_id: Set(run),
            line: Set(row.line),
            outcome: Set(row.outcome.to_owned()),
            agreement_id: Set(row.agreement),
            cells_sealed: Set(cells),
        });
    }
    for part in rows.chunks(ROWS) {
        brought_row::Entity::insert_many(part.to_vec()).exec_without_returning(tx.conn()).await?;
    }
    Ok(())
}

/// The rows of a table with an outcome, in the order of the file, after a line.
pub async fn rows(
    tx: &Tx,
    (run, outcome): (RunId, &str),
    after: i32,
    most: u64,
) -> Result<Vec<brought_row::Model>, StoreError> {
    let found = tx
        .find::<brought_row::Entity>()
        .filter(brought_row::Column::RunId.eq(run))
        .filter(brought_row::Column::Outcome.eq(outcome))
        .filter(brought_row::Column::Line.gt(after))
        .order_by_asc(brought_row::Column::Line)
        .limit(most)
        .all(tx.conn())
        .await?;
    Ok(found)
}

/// A page of the rows of a table with an outcome.
pub async fn page(
    tx: &Tx,
    (run, outcome): (RunId, &str),
    (first, most): (u64, u64),
) -> Result<Vec<brought_row::Model>, StoreError> {
    let found = tx
        .find::<brought_row::Entity>()
        .filter(brought_row::Column::RunId.eq(run))
        .filter(brought_row::Column::Outcome.eq(outcome))
        .order_by_asc(brought_row::Column::Line)
        .offset(first)
        .limit(most)
        .all(tx.conn())
        .await?;
    Ok(found)
}

/// Line and outcome of all that was noted.
pub async fn outcomes(tx: &Tx, run: RunId) -> Result<Vec<(i32, String)>, StoreError> {
    let found = tx
        .find::<brought_row::Entity>()
        .select_only()
        .column(brought_row::Column::Line)
        .column(brought_row::Column::Outcome)
        .filter(brought_row::Column::RunId.eq(run))
        .order_by_asc(brought_row::Column::Line)
        .into_tuple()
        .all(tx.conn())
        .await?;
    Ok(found)
}

/// Forgets what a check noted: there will be another.
pub async fn forget_rows(tx: &Tx, run: RunId) -> Result<(), StoreError> {
    brought_row::Entity::delete_many()
        .filter(brought_row::Column::MunicipalityId.eq(tx.municipality()))
        .filter(brought_row::Column::RunId.eq(run))
        .exec(tx.conn())
        .await?;
    Ok(())
}

/// A row that waits for a decision.
pub async fn row(tx: &Tx, id: RowId) -> Result<brought_row::Model, StoreError> {
    let row = tx.find::<brought_row::Entity>().filter(brought_row::Column::Id.eq(id));
    row.one(tx.conn()).await?.ok_or(StoreError::NotFound)
}

/// Gives a row that waited another outcome, with what was written of it.
pub async fn settle(
    tx: &Tx,
    id: RowId,
    (outcome, agreement, cells): (&str, Option<AgreementId>, &str),
) -> Result<u64, StoreError> {
    let sealed = if cells.is_empty() {
        Vec::new()
    } else {
        tx.seal("brought_row", "cells_sealed", id.0, cells)?
    };
    let change = brought_row::ActiveModel {
        outcome: Set(outcome.to_owned()),
        agreement_id: Set(agreement),
        cells_sealed: Set(sealed),
        ..Default::default()
    };
    let done = brought_row::Entity::update_many()
        .set(change)
        .filter(brought_row::Column::MunicipalityId.eq(tx.municipality()))
        .filter(brought_row::Column::Id.eq(id))
        .filter(brought_row::Column::Outcome.eq("likely"))
        .exec(tx.conn())
        .await?;
    Ok(done.rows_affected)
}

/// The rows that wrote agreements, before a line, the last of the file first.
pub async fn made(
    tx: &Tx,
    (run, before): (RunId, i32),
    most: u64,
) -> Result<Vec<brought_row::Model>, StoreError> {
    let found = tx
        .find::<brought_row::Entity>()
        .filter(brought_row::Column::RunId.eq(run))
        .filter(brought_row::Column::Outcome.eq("entered"))
        .filter(brought_row::Column::Line.lt(before))
        .order_by_desc(brought_row::Column::Line)
        .limit(most)
        .all(tx.conn())
        .await?;
    Ok(found)
}

/// The agreements of these rows are to go: nothing names them any more.
pub async fn taken_back(tx: &Tx, ids: &[RowId]) -> Result<(), StoreError> {
    let change = brought_row::ActiveModel {
        outcome: Set("undone".to_owned()),
        agreement_id: Set(None),
        cells_sealed: Set(Vec::new()),
        ..Default::default()
    };
    brought_row::Entity::update_many()
        .set(change)
        .filter(brought_row::Column::MunicipalityId.eq(tx.municipality()))
        .filter(brought_row::Column::Id.is_in(ids.iter().copied()))
        .exec(tx.conn())
        .await?;
    Ok(())
}

/// What is sealed in a row.
pub fn cells(tx: &Tx, row: &brought_row::Model) -> Result<String, StoreError> {
    if row.cells_sealed.is_empty() {
        return Ok(String::new());
    }
    tx.open("brought_row", "cells_sealed", row.id.0, &row.cells_sealed)
}
