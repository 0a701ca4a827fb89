//! Tables of agreements: begun, moved on, found again.

use super::{Detail, Progress, brought_run, detail, sealed};
use crate::brought::RunId;
use crate::imports::Stage;
use kit::crypto::Index;
use kit::store::{StoreError, Tx};
use kit::types::Day;
use sea_orm::sea_query::{Expr, ExprTrait};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, Set};

/// By the heads of its columns a file like an earlier one is known.
pub const HEADS: Index = Index::new("brought_run", "head_blind");
/// By its bytes the same file is known.
pub const FILE: Index = Index::new("brought_run", "file_blind");

fn head_text(heads: &[String]) -> String {
    heads.iter().map(|head| head.trim().to_lowercase()).collect::<Vec<_>>().join("\u{1}")
}

/// Keeps a file that came.
pub async fn begin(
    tx: &Tx,
    (kind, total): (&str, i32),
    detail: &Detail,
    file: &[u8],
) -> Result<RunId, StoreError> {
    let id = RunId(tx.new_id());
    let blind = |index, text: &str| tx.key().blind(index, text);
    let print = kit::crypto::fingerprint(file);
    tx.insert(brought_run::ActiveModel {
        municipality_id: Set(tx.municipality()),
        id: Set(id),
        state: Set(Stage::Columns.code().to_owned()),
        kind: Set(kind.to_owned()),
        here_from: Set(Day(law::Month::of(tx.today().0).first_day())),
        account_id: Set(tx.actor().account),
        detail_sealed: Set(sealed(tx, id, detail)?),
        head_blind: Set(blind(&HEADS, &head_text(&detail.heads))?),
        file_blind: Set(blind(&FILE, &print)?),
        file_sealed: Set(tx.seal_bytes("brought_run", "file_sealed", id.0, file)?),
        total: Set(total),
        position: Set(0),
        entered_count: Set(0),
        people_count: Set(0),
        known_count: Set(0),
        likely_count: Set(0),
        wrong_count: Set(0),
        started_at: Set(tx.now()),
        ended_at: Set(None),
    })
    .await?;
    Ok(id)
}

/// The columns as they were told the last time for a file with these heads.
pub async fn remembered(tx: &Tx, heads: &[String]) -> Result<Option<Vec<String>>, StoreError> {
    let blind = tx.key().blind(&HEADS, &head_text(heads))?;
    let row = tx
        .find::<brought_run::Entity>()
        .filter(brought_run::Column::HeadBlind.eq(blind))
        .filter(brought_run::Column::State.ne(Stage::Columns.code()))
        .order_by_desc(brought_run::Column::Id)
        .into_partial_model::<Progress>()
        .one(tx.conn())
        .await?;
    row.map(|row| Ok(detail(tx, &row)?.columns)).transpose()
}

/// Unfinished work with exactly this file.
pub async fn unfinished(tx: &Tx, file: &[u8]) -> Result<Option<RunId>, StoreError> {
    let print = kit::crypto::fingerprint(file);
    let blind = tx.key().blind(&FILE, &print)?;
    let busy = [Stage::Columns, Stage::Checking, Stage::Checked, Stage::Running];
    let row = tx
        .find::<brought_run::Entity>()
        .filter(brought_run::Column::FileBlind.eq(blind))
        .filter(brought_run::Column::State.is_in(busy.map(Stage::code)))
        .order_by_desc(brought_run::Column::Id)
        .into_partial_model::<Progress>()
        .one(tx.conn())
        .await?;
    Ok(row.map(|row| row.id))
}

/// A table and how far the work with it is.
///
/// # Errors
/// [`StoreError::NotFound`] when there is none.
pub async fn progress(tx: &Tx, id: RunId) -> Result<Progress, StoreError> {
    let row = tx
        .find::<brought_run::Entity>()
        .filter(brought_run::Column::Id.eq(id))
        .into_partial_model::<Progress>()
        .one(tx.conn())
        .await?;
    row.ok_or(StoreError::NotFound)
}

/// The tables, newest first.
pub async fn list(tx: &Tx, first: u64, rows: u64) -> Result<Vec<Progress>, StoreError> {
    let found = tx
        .find::<brought_run::Entity>()
        .order_by_desc(brought_run::Column::Id)
        .offset(first)
        .limit(rows)
        .into_partial_model::<Progress>()
        .all(tx.conn())
        .await?;
    Ok(found)
}

/// Kind and content of the file.
pub async fn file(tx: &Tx, id: RunId) -> Result<(String, Vec<u8>), StoreError> {
    let row = tx.find::<brought_run::Entity>().filter(brought_run::Column::Id.eq(id));
    let row = row.one(tx.conn()).await?.ok_or(StoreError::NotFound)?;
    let bytes = tx.key().open("brought_run", "file_sealed", id.0, &row.file_sealed)?;
    Ok((row.kind, bytes))
}

/// Writes how far the work is, if it still stands where it was read. Nobody works on it twice at
/// once: who comes second hears [`StoreError::Conflict`].
pub async fn step(
    tx: &Tx,
    (from, position): (Stage, i32),
    now: &Progress,
) -> Result<(), StoreError> {
    let change = brought_run::ActiveModel {
        state: Set(now.state.clone()),
        position: Set(now.position),
        entered_count: Set(now.entered_count),
        people_count: Set(now.people_count),
        known_count: Set(now.known_count),
        likely_count: Set(now.likely_count),
        wrong_count: Set(now.wrong_count),
        ended_at: Set(now.ended_at),
        ..Default::default()
    };
    let done = brought_run::Entity::update_many()
        .set(change)
        .filter(brought_run::Column::MunicipalityId.eq(tx.municipality()))
        .filter(brought_run::Column::Id.eq(now.id))
        .filter(brought_run::Column::State.eq(from.code()))
        .filter(brought_run::Column::Position.eq(position))
        .exec(tx.conn())
        .await?;
    if done.rows_affected == 1 { Ok(()) } else { Err(StoreError::Conflict) }
}

async fn change(tx: &Tx, id: RunId, change: brought_run::ActiveModel) -> Result<(), StoreError> {
    brought_run::Entity::update_many()
        .set(change)
        .filter(brought_run::Column::MunicipalityId.eq(tx.municipality()))
        .filter(brought_run::Column::Id.eq(id))
        .exec(tx.conn())
        .await?;
    Ok(())
}

/// Writes what the columns hold, and from which day the agreements are kept here.
pub async fn recolumn(
    tx: &Tx,
    id: RunId,
    (detail, here_from): (&Detail, Day),
) -> Result<(), StoreError> {
    let told = brought_run::ActiveModel {
        detail_sealed: Set(sealed(tx, id, detail)?),
        here_from: Set(here_from),
        ..Default::default()
    };
    change(tx, id, told).await
}

/// The file goes when the work with it ends.
pub async fn forget_file(tx: &Tx, id: RunId) -> Result<(), StoreError> {
    let gone = brought_run::ActiveModel { file_sealed: Set(Vec::new()), ..Default::default() };
    change(tx, id, gone).await
}

/// Adds to the counts of a table that ended: a decision was made about a row.
pub async fn decided(
    tx: &Tx,
    id: RunId,
    [entered, people, known, wrong]: [i32; 4],
) -> Result<(), StoreError> {
    brought_run::Entity::update_many()
        .col_expr(
            brought_run::Column::EnteredCount,
            Expr::col(brought_run::Column::EnteredCount).add(entered),
        )
        .col_expr(
            brought_run::Column::PeopleCount,
            Expr::col(brought_run::Column::PeopleCount).add(people),
        )
        .col_expr(
            brought_run::Column::KnownCount,
            Expr::col(brought_run::Column::KnownCount).add(known),
        )
        .col_expr(
            brought_run::Column::WrongCount,
            Expr::col(brought_run::Column::WrongCount).add(wrong),
        )
        .col_expr(
            brought_run::Column::LikelyCount,
            Expr::col(brought_run::Column::LikelyCount).sub(1),
        )
        .filter(brought_run::Column::MunicipalityId.eq(tx.municipality()))
        .filter(brought_run::Column::Id.eq(id))
        .exec(tx.conn())
        .await?;
    Ok(())
}

/// Whether any table came.
///
/// # Errors
/// When the database does not answer.
pub async fn is_begun(tx: &Tx) -> Result<bool, StoreError> {
    Ok(!list(tx, 0, 1).await?.is_empty())
}
