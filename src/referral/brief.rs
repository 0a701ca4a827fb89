//! A case in brief, for those who work beside it.

use super::CaseId;
use super::case::State;
use super::load;
use super::store::referral_case::{self, Column};
use crate::people::PersonId;
use kit::store::{StoreError, Tx};
use kit::types::{AccountId, Day};
use sea_orm::{ColumnTrait, QueryFilter, QueryOrder, QuerySelect};

/// A case in brief.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Brief {
    /// The case.
    pub id: CaseId,
    /// Whose it is.
    pub person: PersonId,
    /// Where it stands.
    pub state: State,
    /// When the wish was stated.
    pub wish_on: Day,
    /// Who works on it.
    pub officer: Option<AccountId>,
    /// Nothing follows in it.
    pub is_closed: bool,
}

impl Brief {
    fn of(row: &referral_case::Model) -> Result<Brief, StoreError> {
        Ok(Brief {
            id: row.id,
            person: row.person_id,
            state: load::state(row)?,
            wish_on: row.wish_on,
            officer: row.officer_id,
            is_closed: row.closed_at.is_some(),
        })
    }
}

/// One case in brief, read for work on it.
///
/// # Errors
/// [`StoreError::NotFound`] when there is none in this municipality.
pub async fn brief(tx: &Tx, id: CaseId) -> Result<Brief, StoreError> {
    Brief::of(&load::row(tx, id).await?)
}

/// So many open cases, the oldest first: for the demonstration.
///
/// # Errors
/// When the database does not answer.
pub async fn open_briefs(tx: &Tx, most: u64) -> Result<Vec<Brief>, StoreError> {
    let rows = tx.find::<referral_case::Entity>().filter(Column::ClosedAt.is_null());
    let rows = rows.order_by_asc(Column::Id).limit(most).all(tx.conn()).await?;
    rows.iter().map(Brief::of).collect()
}
