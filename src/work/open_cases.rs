//! Open cases of an officer, and by what they are told apart.

use super::store::foreign::referral_case::{self, Column};
use super::store::foreign::wish;
use crate::municipality::ServicePointId;
use crate::services::ServiceId;
use kit::store::{StoreError, Tx};
use kit::types::AccountId;
use sea_orm::{ColumnTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait, Select};
use std::collections::HashMap;

/// By what the work of somebody is shared out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum By {
    Service,
    Point,
    Case,
}

impl By {
    pub fn read(text: &str) -> By {
        match text {
            "point" => By::Point,
            "case" => By::Case,
            _ => By::Service,
        }
    }

    pub fn name(self) -> &'static str {
        match self {
            By::Service => "service",
            By::Point => "point",
            By::Case => "case",
        }
    }
}

/// A case and the part of the work it belongs to.
#[derive(Clone, Debug)]
pub struct OpenCase {
    pub row: referral_case::Model,
    pub point: Option<ServicePointId>,
}

impl OpenCase {
    /// The part it belongs to, as a form names it.
    pub fn part(&self, by: By) -> String {
        match by {
            By::Service => self.row.service_id.to_string(),
            By::Point => self.point.map_or_else(|| "none".to_owned(), |id| id.to_string()),
            By::Case => self.row.id.to_string(),
        }
    }
}

pub fn of(tx: &Tx, officer: AccountId) -> Select<referral_case::Entity> {
    tx.find::<referral_case::Entity>()
        .filter(Column::OfficerId.eq(officer))
        .filter(Column::ClosedAt.is_null())
}

/// All open cases of an officer, the nearest first. Two queries.
pub async fn open_cases(tx: &Tx, officer: AccountId) -> Result<Vec<OpenCase>, StoreError> {
    let rows = of(tx, officer).order_by_asc(Column::NextOn).order_by_asc(Column::Id).all(tx.conn());
    let rows = rows.await?;
    let wishes = of(tx, officer).select_only().column(Column::WishId).into_query();
    let points: HashMap<_, _> = tx
        .find::<wish::Entity>()
        .filter(wish::Column::Id.in_subquery(wishes))
        .all(tx.conn())
        .await?
        .into_iter()
        .map(|row| (row.id, row.service_point_id))
        .collect();
    let with_point = |row: referral_case::Model| {
        let point = points.get(&row.wish_id).copied().flatten();
        OpenCase { row, point }
    };
    Ok(rows.into_iter().map(with_point).collect())
}

/// Leaves of some cases those of one part.
pub fn in_part(
    tx: &Tx,
    rows: Select<referral_case::Entity>,
    (by, part): (By, &str),
) -> Select<referral_case::Entity> {
    match by {
        By::Service => match part.parse::<ServiceId>() {
            Ok(id) => rows.filter(Column::ServiceId.eq(id)),
            Err(_) => rows,
        },
        By::Point => {
            let point = wish::Column::ServicePointId;
            let wishes = match part.parse::<ServicePointId>() {
                Ok(id) => tx.find::<wish::Entity>().filter(point.eq(id)),
                Err(_) if part == "none" => tx.find::<wish::Entity>().filter(point.is_null()),
                Err(_) => return rows,
            };
            let wishes = wishes.select_only().column(wish::Column::Id).into_query();
            rows.filter(Column::WishId.in_subquery(wishes))
        }
        By::Case => rows,
    }
}

/// How many open cases each officer has.
pub async fn counts(tx: &Tx) -> Result<HashMap<AccountId, i64>, StoreError> {
    let rows: Vec<(Option<AccountId>, i64)> = tx
        .find::<referral_case::Entity>()
        .filter(Column::ClosedAt.is_null())
        .select_only()
        .column(Column::OfficerId)
        .column_as(Column::Id.count(), "cases")
        .group_by(Column::OfficerId)
        .into_tuple()
        .all(tx.conn())
        .await?;
    Ok(rows.into_iter().filter_map(|(id, count)| id.map(|id| (id, count))).collect())
}

/// How much hangs on an account: open cases, agreed calls, booked hours. One that has some is not
/// closed.
///
/// # Errors
/// When the database does not answer.
pub async fn open_work_of(tx: &Tx, account: AccountId) -> Result<u64, StoreError> {
    use sea_orm::PaginatorTrait;
    let others = super::others::of(tx, account).await?;
    Ok(of(tx, account).count(tx.conn()).await? + others.len() as u64)
}
