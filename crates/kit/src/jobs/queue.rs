//! Putting jobs in, and the ones that failed.

use super::entity::job;
use crate::store::{StoreError, Tx};
use crate::types::Instant;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, Set};

/// A job whose tries are used up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FailedJob {
    /// Its id.
    pub id: i64,
    /// What it is.
    pub kind: String,
    /// How often it was tried.
    pub attempts: i32,
    /// What the last try said.
    pub error: String,
    /// When it was put in.
    pub created_at: Instant,
}

/// Puts a job in, to run at a moment or later. A second one of the same kind and dedupe key is
/// left out: one letter for one decision, however often the step is repeated.
///
/// # Errors
/// When the database refuses.
pub async fn enqueue(
    tx: &Tx,
    kind: &'static str,
    dedupe: Option<&str>,
    payload: &serde_json::Value,
    run_at: Instant,
) -> Result<(), StoreError> {
    if let Some(key) = dedupe {
        let there = tx
            .find::<job::Entity>()
            .filter(job::Column::Kind.eq(kind))
            .filter(job::Column::Dedupe.eq(key))
            .one(tx.conn())
            .await?;
        if there.is_some() {
            return Ok(());
        }
    }
    let id = tx.new_id();
    tx.insert(job::ActiveModel {
        municipality_id: Set(tx.municipality()),
        id: Set(id),
        kind: Set(kind.to_owned()),
        dedupe: Set(dedupe.map(str::to_owned)),
        sealed: Set(tx.seal("job", "sealed", id, &payload.to_string())?),
        state: Set("waiting".to_owned()),
        attempts: Set(0),
        run_at: Set(run_at),
        claimed_until: Set(None),
        error: Set(None),
        created_at: Set(tx.now()),
        done_at: Set(None),
    })
    .await
}

/// The jobs that wait for a person, newest first.
///
/// # Errors
/// When the database does not answer.
pub async fn failed(tx: &Tx) -> Result<Vec<FailedJob>, StoreError> {
    let rows = tx
        .find::<job::Entity>()
        .filter(job::Column::State.eq("failed"))
        .order_by_desc(job::Column::Id)
        .limit(200)
        .all(tx.conn())
        .await?;
    let list = rows.into_iter().map(|row| FailedJob {
        id: row.id,
        kind: row.kind,
        attempts: row.attempts,
        error: row.error.unwrap_or_default(),
        created_at: row.created_at,
    });
    Ok(list.collect())
}

/// Takes back the jobs of a kind that have not begun.
///
/// # Errors
/// When the database refuses.
pub async fn withdraw(tx: &Tx, kind: &'static str) -> Result<u64, StoreError> {
    let gone = job::Entity::delete_many()
        .filter(job::Column::MunicipalityId.eq(tx.municipality()))
        .filter(job::Column::Kind.eq(kind))
        .filter(job::Column::State.eq("waiting"))
        .exec(tx.conn())
        .await?;
    Ok(gone.rows_affected)
}

/// Takes back the jobs that have not begun and whose kinds begin with the same word.
///
/// # Errors
/// When the database refuses.
pub async fn withdraw_alike(tx: &Tx, word: &'static str) -> Result<u64, StoreError> {
    let gone = job::Entity::delete_many()
        .filter(job::Column::MunicipalityId.eq(tx.municipality()))
        .filter(job::Column::Kind.starts_with(word))
        .filter(job::Column::State.eq("waiting"))
        .exec(tx.conn())
        .await?;
    Ok(gone.rows_affected)
}

/// Lets a failed job be tried again now.
///
/// # Errors
/// [`StoreError::NotFound`] when it has not failed.
pub async fn retry(tx: &Tx, id: i64) -> Result<(), StoreError> {
    let done = job::Entity::update_many()
        .set(job::ActiveModel {
            state: Set("waiting".to_owned()),
            attempts: Set(0),
            run_at: Set(tx.now()),
            ..Default::default()
        })
        .filter(job::Column::MunicipalityId.eq(tx.municipality()))
        .filter(job::Column::Id.eq(id))
        .filter(job::Column::State.eq("failed"))
        .exec(tx.conn())
        .await?;
    if done.rows_affected == 1 { Ok(()) } else { Err(StoreError::NotFound) }
}
