//! Contacts as campaigns count them: those that name a campaign, and those of some days.

use super::ContactId;
use super::filter::midnight;
use super::store::contact::{self, Column, Entity};
use crate::municipality::ServicePointId;
use crate::people::PersonId;
use kit::store::{StoreError, Tx};
use kit::types::{Day, Instant};
use sea_orm::{ColumnTrait, QueryFilter, QueryOrder, QuerySelect};
use std::collections::HashMap;

/// A contact without whom it was with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Logged {
    /// The contact.
    pub id: ContactId,
    /// When it was.
    pub at: Instant,
    /// When it was struck out.
    pub cancelled_at: Option<Instant>,
    /// The code of the campaign that it names, or empty.
    pub campaign: String,
    /// Where it was.
    pub point: Option<ServicePointId>,
    /// With whom, when that is known.
    pub person: Option<PersonId>,
}

type Row = (ContactId, Instant, Option<Instant>, String, Option<ServicePointId>, Option<PersonId>);

/// The contacts of some days, the struck ones too, oldest first. One query.
///
/// # Errors
/// When the database does not answer.
pub async fn logged(tx: &Tx, from: Day, to: Day) -> Result<Vec<Logged>, StoreError> {
    let rows: Vec<Row> = tx
        .find::<Entity>()
        .filter(Column::At.gte(midnight(from)))
        .filter(Column::At.lt(midnight(to.plus(1))))
        .order_by_asc(Column::At)
        .order_by_asc(Column::Id)
        .select_only()
        .columns([Column::Id, Column::At, Column::CancelledAt, Column::Campaign])
        .columns([Column::ServicePointId, Column::PersonId])
        .into_tuple()
        .all(tx.conn())
        .await?;
    let one = |(id, at, cancelled_at, campaign, point, person): Row| Logged {
        id,
        at,
        cancelled_at,
        campaign,
        point,
        person,
    };
    Ok(rows.into_iter().map(one).collect())
}

/// How many contacts name each campaign, by its code. One query.
///
/// # Errors
/// When the database does not answer.
pub async fn naming(tx: &Tx) -> Result<HashMap<String, i64>, StoreError> {
    let rows: Vec<(String, i64)> = tx
        .find::<contact::Entity>()
        .filter(Column::CancelledAt.is_null())
        .filter(Column::Campaign.ne(""))
        .select_only()
        .column(Column::Campaign)
        .column_as(Column::Id.count(), "contacts")
        .group_by(Column::Campaign)
        .into_tuple()
        .all(tx.conn())
        .await?;
    Ok(rows.into_iter().collect())
}
