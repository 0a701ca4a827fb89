//! Services as the reporting layer counts them: kind, provider, for whom, and places through time.

use super::store::service;
use super::words::parts;
use super::{ProviderId, ServiceId, capacity, facts};
use kit::store::{StoreError, Tx};
use kit::types::Day;
use sea_orm::QueryOrder;
use std::collections::HashMap;

/// A service as it is counted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Profile {
    /// The service.
    pub id: ServiceId,
    /// Its name.
    pub name: String,
    /// Kind by чл. 15 ЗСУ, 1 to 10; 0 for what is no social service of ЗСУ. The words have the key
    /// `services-kind-<number>`.
    pub kind: u8,
    /// Who gives it.
    pub provider_id: ProviderId,
    /// Its name.
    pub provider: String,
    /// For whom: a code of [`super::GROUPS`] with dashes, `several` for more than one, `unknown` when nobody
    /// said. The words have the key `services-group-<code>`.
    pub group: String,
    /// The day it ended.
    pub closed_on: Option<Day>,
    /// From which day how many places, oldest first; figures that were struck out are not there.
    pub places: Vec<(Day, i64)>,
}

fn group(need_groups: &str) -> String {
    let mut all = parts(need_groups);
    match (all.next(), all.next()) {
        (Some(one), None) => one.replace('_', "-"),
        (Some(_), Some(_)) => "several".to_owned(),
        (None, _) => "unknown".to_owned(),
    }
}

/// All services, also those that ended, by kind and name. Three queries.
///
/// # Errors
/// When the database does not answer.
pub async fn profiles(tx: &Tx) -> Result<Vec<Profile>, StoreError> {
    let rows = tx
        .find::<service::Entity>()
        .order_by_asc(service::Column::Kind)
        .order_by_asc(service::Column::Sorted)
        .all(tx.conn())
        .await?;
    let providers: HashMap<ProviderId, String> = facts::providers(tx).await?.into_iter().collect();
    let ids: Vec<ServiceId> = rows.iter().map(|row| row.id).collect();
    let mut figures = capacity::figures(tx, &ids).await?;
    let profile = |row: service::Model| {
        let mut places: Vec<(Day, i64)> = figures
            .remove(&row.id)
            .unwrap_or_default()
            .iter()
            .filter(|one| one.struck_at.is_none())
            .map(|one| (one.first_day, i64::from(one.total)))
            .collect();
        // They come newest first; of two of one day the later one counts and stays the last.
        places.reverse();
        Profile {
            id: row.id,
            kind: if row.in_zsu { u8::try_from(row.kind).unwrap_or_default() } else { 0 },
            provider: providers.get(&row.provider_id).cloned().unwrap_or_default(),
            provider_id: row.provider_id,
            name: row.name,
            group: group(&row.need_groups),
            closed_on: row.closed_on,
            places,
        }
    };
    Ok(rows.into_iter().map(profile).collect())
}
