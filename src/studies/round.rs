//! Rounds of interviewers: an address of its own for each, with the units to be visited.

use super::content::{Round as Of, opened, sealed};
use super::store::study_round::{Column, Entity, Model};
use super::study::Study;
use super::unit;
use super::{RoundId, StudyId};
use kit::audit::Entry;
use kit::crypto::{Index, fingerprint};
use kit::store::{StoreError, Tx};
use kit::web::Problem;
use sea_orm::{ColumnTrait, IntoActiveModel, QueryFilter, QueryOrder};

/// By what the secrets of addresses are made.
pub const SECRET: Index = Index::new("study_round", "secret");

/// A round, opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Round {
    /// The row.
    pub row: Model,
    /// Who asks.
    pub content: Of,
}

fn opened_one(tx: &Tx, row: Model) -> Result<Round, StoreError> {
    let content = opened(tx, ("study_round", row.id.0), &row.content_sealed)?;
    Ok(Round { row, content })
}

/// The secret of a round's address.
///
/// # Errors
/// When the municipality's key is gone.
pub fn secret(tx: &Tx, id: RoundId) -> Result<String, StoreError> {
    Ok(tx.key().secret(&SECRET, &id.to_string())?)
}

/// One round.
///
/// # Errors
/// [`StoreError::NotFound`] when there is none.
pub async fn round(tx: &Tx, id: RoundId) -> Result<Round, StoreError> {
    let row = tx.find::<Entity>().filter(Column::Id.eq(id)).one(tx.conn()).await?;
    opened_one(tx, row.ok_or(StoreError::NotFound)?)
}

/// The round behind an address. Whoever guesses learns nothing.
///
/// # Errors
/// [`StoreError::NotFound`] when there is none.
pub async fn behind(tx: &Tx, secret: &str) -> Result<Round, StoreError> {
    let rows = tx.find::<Entity>().filter(Column::Fingerprint.eq(fingerprint(secret)));
    opened_one(tx, rows.one(tx.conn()).await?.ok_or(StoreError::NotFound)?)
}

/// The rounds of a study, in the order in which they were made.
///
/// # Errors
/// When the database does not answer.
pub async fn rounds(tx: &Tx, study: StudyId) -> Result<Vec<Round>, StoreError> {
    let rows = tx.find::<Entity>().filter(Column::StudyId.eq(study)).order_by_asc(Column::Id);
    rows.all(tx.conn()).await?.into_iter().map(|row| opened_one(tx, row)).collect()
}

/// Makes a round: an interviewer with units of a stratum that nobody was given yet.
///
/// # Errors
/// When nothing is left to give, or the study is closed.
pub async fn add(
    tx: &mut Tx,
    study: &Study,
    (interviewer, stratum, count): (&str, i32, u64),
) -> Result<RoundId, Problem> {
    let id = RoundId(tx.new_id());
    let content = Of { interviewer: interviewer.to_owned() };
    let row = Model {
        municipality_id: tx.municipality(),
        id,
        study_id: study.row.id,
        fingerprint: fingerprint(secret(tx, id)?),
        content_sealed: sealed(tx, ("study_round", id.0), &content)?,
        made_at: tx.now(),
        account_name: tx.actor().name.to_string(),
    };
    tx.insert(row.into_active_model()).await?;
    unit::give(tx, study, (stratum, count), Some(id)).await?;
    tx.audit(Entry::write("study-round", id.0));
    Ok(id)
}
