//! How long people waited who came from a waiting list to a place.

use super::store::waiting_entry::{Column, Entity};
use crate::services::ServiceId;
use kit::store::{StoreError, Tx};
use kit::types::{Day, Instant};
use sea_orm::{ColumnTrait, QueryFilter, QuerySelect};
use std::collections::HashMap;

/// For each service the days that those waited who accepted a place since a day. One query.
///
/// # Errors
/// When the database does not answer.
pub async fn waited(tx: &Tx, since: Day) -> Result<HashMap<ServiceId, Vec<i64>>, StoreError> {
    let rows: Vec<(ServiceId, Instant, Option<Instant>)> = tx
        .find::<Entity>()
        .filter(Column::LeftHow.eq("accepted"))
        .filter(Column::LeftAt.gte(Instant::of_local(since.0.at(0, 0, 0, 0))))
        .select_only()
        .columns([Column::ServiceId, Column::EnteredAt, Column::LeftAt])
        .into_tuple()
        .all(tx.conn())
        .await?;
    let today = tx.today();
    let mut days: HashMap<ServiceId, Vec<i64>> = HashMap::new();
    for (service, entered, left) in rows {
        let left = left.map_or(today, Instant::day);
        days.entry(service).or_default().push(i64::from(left.days_since(entered.day())));
    }
    Ok(days)
}
