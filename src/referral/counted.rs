//! Wishes of some people, as the reporting layer counts them.

use super::store::referral_case;
use crate::people::{PersonId, Whose};
use crate::services::ServiceId;
use kit::store::{StoreError, Tx};
use kit::types::Day;
use sea_orm::{QueryFilter, QuerySelect};

/// A wish to use a service, on the day it was stated.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Wished {
    /// Who.
    pub person: PersonId,
    /// What.
    pub service: ServiceId,
    /// When.
    pub on: Day,
}

/// The wishes that some people stated. One query.
///
/// # Errors
/// When the database does not answer.
pub async fn wishes(tx: &Tx, whose: Whose<'_>) -> Result<Vec<Wished>, StoreError> {
    use referral_case::Column;
    let rows: Vec<(PersonId, ServiceId, Day)> = tx
        .find::<referral_case::Entity>()
        .select_only()
        .columns([Column::PersonId, Column::ServiceId, Column::WishOn])
        .filter(whose.on(Column::PersonId))
        .into_tuple()
        .all(tx.conn())
        .await?;
    Ok(rows.into_iter().map(|(person, service, on)| Wished { person, service, on }).collect())
}
