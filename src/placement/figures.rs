//! How many began, ended, were refused and wait: the numbers of the yearly analysis (чл. 113 ЗСУ;
//! чл. 22 ППЗСУ for the refusals).

use super::store::{placement, provider_refusal, waiting_entry};
use crate::services::ServiceId;
use kit::store::{StoreError, Tx};
use kit::types::{Day, Instant};
use sea_orm::{ColumnTrait, Condition, PaginatorTrait, QueryFilter, QuerySelect, Select};
use std::collections::HashMap;

/// Numbers of a period.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Figures {
    /// Accepted into a service.
    pub began: i64,
    /// Ended the use of one.
    pub ended: i64,
    /// Refused by a provider.
    pub refused: i64,
    /// Refusals that were appealed.
    pub appealed: i64,
    /// Waiting on the last day.
    pub waiting: i64,
}

fn whole(count: u64) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}

/// Who waited at the end of a day.
fn waiting(tx: &Tx, day: Day) -> Select<waiting_entry::Entity> {
    let after = Instant::of_local(day.plus(1).0.at(0, 0, 0, 0));
    let still = Condition::any()
        .add(waiting_entry::Column::LeftAt.is_null())
        .add(waiting_entry::Column::LeftAt.gte(after));
    let entered = waiting_entry::Column::EnteredAt.lt(after);
    tx.find::<waiting_entry::Entity>().filter(entered).filter(still)
}

/// How many waited for each service at the end of a day; one for which nobody waited is not there. One
/// query.
///
/// # Errors
/// When the database does not answer.
pub async fn waiting_on(tx: &Tx, day: Day) -> Result<HashMap<ServiceId, i64>, StoreError> {
    use waiting_entry::Column;
    let rows: Vec<(ServiceId, i64)> = waiting(tx, day)
        .select_only()
        .column(Column::ServiceId)
        .column_as(Column::Id.count(), "waiting")
        .group_by(Column::ServiceId)
        .into_tuple()
        .all(tx.conn())
        .await?;
    Ok(rows.into_iter().collect())
}

/// The numbers of a period, both days included. Five counts.
///
/// # Errors
/// When the database does not answer.
pub async fn figures(tx: &Tx, (from, to): (Day, Day)) -> Result<Figures, StoreError> {
    let (began, ended) = (placement::Column::AcceptedOn, placement::Column::EndedOn);
    let began = tx.find::<placement::Entity>().filter(began.between(from, to));
    let ended = tx.find::<placement::Entity>().filter(ended.between(from, to));
    let refusals = || {
        let refused = provider_refusal::Column::RefusedOn.between(from, to);
        tx.find::<provider_refusal::Entity>().filter(refused)
    };
    let appealed = refusals().filter(provider_refusal::Column::AppealedOn.is_not_null());
    let waiting = waiting(tx, to);
    Ok(Figures {
        began: whole(began.count(tx.conn()).await?),
        ended: whole(ended.count(tx.conn()).await?),
        refused: whole(refusals().count(tx.conn()).await?),
        appealed: whole(appealed.count(tx.conn()).await?),
        waiting: whole(waiting.count(tx.conn()).await?),
    })
}
