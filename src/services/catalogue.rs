//! A service as the referral sees it.

use super::store::{provider, service};
use super::{ProviderId, ServiceId};
use kit::store::{StoreError, Tx};
use kit::types::Day;
use sea_orm::{ColumnTrait, QueryFilter, QueryOrder};
use std::collections::HashMap;

/// A service with its provider's name.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Service {
    /// The service.
    pub id: ServiceId,
    /// Its short code in the catalogue.
    pub code: String,
    /// Who provides it.
    pub provider_id: ProviderId,
    /// The provider's name.
    pub provider: String,
    /// Its name today.
    pub name: String,
    /// The name it had before the law of 2020, or empty.
    pub legacy_name: String,
    /// Kind by main activity: the item of чл. 15 ЗСУ, 1 to 10.
    pub kind: u8,
    /// Whether it is a social service of ЗСУ at all.
    pub in_zsu: bool,
    /// `specialised`, `general-1`, `general-2`.
    pub access: String,
    /// `municipal`, `district`, `country`.
    pub level: String,
    /// `state`, `municipal`, `mixed`, `private`.
    pub funding: String,
    /// `residential`, `home`, `day-care`, `foster` for replacement care.
    pub replacement_care: Option<String>,
    /// Referral is optional (чл. 23 ППЗСУ).
    pub optional_referral: bool,
    /// A home inherited from the old law (§ 9 ППЗСУ).
    pub legacy_home: bool,
    /// Where it is.
    pub address: String,
    /// Places, when known.
    pub capacity: Option<i32>,
    /// Day of the figure.
    pub capacity_on: Option<Day>,
    /// The day it ended.
    pub closed_on: Option<Day>,
    /// Version of the row.
    pub version: i32,
}

fn with_provider(row: service::Model, names: &HashMap<ProviderId, String>) -> Service {
    Service {
        id: row.id,
        code: row.code,
        provider: names.get(&row.provider_id).cloned().unwrap_or_default(),
        provider_id: row.provider_id,
        name: row.name,
        legacy_name: row.legacy_name,
        kind: u8::try_from(row.kind).unwrap_or_default(),
        in_zsu: row.in_zsu,
        access: row.access,
        level: row.level,
        funding: row.funding,
        replacement_care: row.replacement_care,
        optional_referral: row.optional_referral,
        legacy_home: row.legacy_home,
        address: row.address,
        capacity: row.capacity,
        capacity_on: row.capacity_on,
        closed_on: row.closed_on,
        version: row.version,
    }
}

async fn provider_names(tx: &Tx) -> Result<HashMap<ProviderId, String>, StoreError> {
    let rows = tx.find::<provider::Entity>().all(tx.conn()).await?;
    Ok(rows.into_iter().map(|row| (row.id, row.name)).collect())
}

/// One service.
///
/// # Errors
/// [`StoreError::NotFound`] when there is none in this municipality.
pub async fn service(tx: &Tx, id: ServiceId) -> Result<Service, StoreError> {
    let row =
        tx.find::<service::Entity>().filter(service::Column::Id.eq(id)).one(tx.conn()).await?;
    let row = row.ok_or(StoreError::NotFound)?;
    Ok(with_provider(row, &provider_names(tx).await?))
}

/// All services that have not ended, by name.
///
/// # Errors
/// When the database does not answer.
pub async fn all(tx: &Tx) -> Result<Vec<Service>, StoreError> {
    let rows = tx
        .find::<service::Entity>()
        .filter(service::Column::ClosedOn.is_null())
        .order_by_asc(service::Column::Kind)
        .order_by_asc(service::Column::Folded)
        .all(tx.conn())
        .await?;
    let names = provider_names(tx).await?;
    Ok(rows.into_iter().map(|row| with_provider(row, &names)).collect())
}

/// Several services in one query, for lists.
///
/// # Errors
/// When the database does not answer.
pub async fn by_ids(
    tx: &Tx,
    ids: &[ServiceId],
) -> Result<HashMap<ServiceId, Service>, StoreError> {
    let rows = tx
        .find::<service::Entity>()
        .filter(service::Column::Id.is_in(ids.iter().copied()))
        .all(tx.conn())
        .await?;
    let names = provider_names(tx).await?;
    Ok(rows.into_iter().map(|row| (row.id, with_provider(row, &names))).collect())
}
