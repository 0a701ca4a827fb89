//! What others ask of studies: those that were closed in a period, for the analysis of needs.

use super::StudyId;
use super::store::study::{Column, Entity, Model};
use super::study::counts;
use super::study_page::home;
use kit::store::{StoreError, Tx};
use kit::types::Day;
use sea_orm::{ColumnTrait, QueryFilter, QueryOrder};

/// A study that is closed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StudyName {
    /// The study.
    pub id: StudyId,
    /// What it is called.
    pub title: String,
    /// When it was closed.
    pub closed_on: Day,
    /// How many answered.
    pub answers: i64,
    /// Where its results are, below the municipality.
    pub href: String,
}

/// The studies that were closed between two days, the oldest first.
///
/// # Errors
/// When the database does not answer.
pub async fn results_of(tx: &Tx, from: Day, to: Day) -> Result<Vec<StudyName>, StoreError> {
    let rows = tx
        .find::<Entity>()
        .filter(Column::ClosedOn.between(from, to))
        .order_by_asc(Column::ClosedOn)
        .order_by_asc(Column::Id)
        .all(tx.conn())
        .await?;
    let counts = counts(tx).await?;
    let name = |row: Model| {
        Some(StudyName {
            closed_on: row.closed_on?,
            answers: counts.get(&row.id).copied().unwrap_or(0),
            href: format!("{}/results", home(row.id)),
            id: row.id,
            title: row.title,
        })
    };
    Ok(rows.into_iter().filter_map(name).collect())
}
