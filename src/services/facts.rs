//! Everything known of a service, for its page, its list and the programming interface.

use super::catalogue::{NewService, Service};
use super::store::{provider, service};
use super::{ProviderId, ServiceId};
use kit::store::{StoreError, Tx};
use kit::types::Day;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, Set};
use std::collections::HashMap;

/// A service with all its facts.
#[derive(Clone, Debug)]
pub struct Whole {
    /// The service.
    pub id: ServiceId,
    /// The provider's name.
    pub provider: String,
    /// The facts.
    pub facts: NewService,
    /// The day it ended.
    pub closed_on: Option<Day>,
    /// Whether it works: a code of [`super::words::STATES`].
    pub state: String,
    /// The day on which somebody last said that the entry is true.
    pub assured_on: Option<Day>,
    /// Who said it: `mail`, `staff`, or empty.
    pub assured_how: String,
    /// Version of the row.
    pub version: i32,
}

impl Whole {
    pub(super) fn of(row: service::Model, providers: &[(ProviderId, String)]) -> Whole {
        let provider = providers.iter().find(|(id, _)| *id == row.provider_id);
        Whole {
            id: row.id,
            provider: provider.map(|(_, name)| name.clone()).unwrap_or_default(),
            closed_on: row.closed_on,
            state: row.state,
            assured_on: row.assured_on,
            assured_how: row.assured_how,
            version: row.version,
            facts: NewService {
                code: row.code,
                provider_id: row.provider_id,
                name: row.name,
                legacy_name: row.legacy_name,
                kind: u8::try_from(row.kind).unwrap_or_default(),
                in_zsu: row.in_zsu,
                access: row.access,
                purpose: row.purpose,
                users: row.users,
                level: row.level,
                funding: row.funding,
                environment: row.environment,
                replacement_care: row.replacement_care,
                optional_referral: row.optional_referral,
                legacy_home: row.legacy_home,
                address: row.address,
                ekatte: row.ekatte,
                capacity: row.capacity,
                capacity_on: row.capacity_on,
                decision: row.decision,
                source: row.source,
                confidence: row.confidence,
                note: row.note,
                also_kinds: row.also_kinds,
                ages: row.ages,
                groups: row.need_groups,
                durations: row.durations,
                manners: row.manners,
                standards: row.standards,
                admission: row.admission,
                fee: row.fee,
                fee_source: row.fee_source,
                phone: row.phone,
                email: row.email,
            },
        }
    }

    /// The short form that other capabilities use.
    pub fn short(self) -> Service {
        Service {
            id: self.id,
            provider: self.provider,
            code: self.facts.code,
            provider_id: self.facts.provider_id,
            name: self.facts.name,
            legacy_name: self.facts.legacy_name,
            kind: self.facts.kind,
            in_zsu: self.facts.in_zsu,
            access: self.facts.access,
            level: self.facts.level,
            funding: self.facts.funding,
            replacement_care: self.facts.replacement_care,
            optional_referral: self.facts.optional_referral,
            legacy_home: self.facts.legacy_home,
            address: self.facts.address,
            capacity: self.facts.capacity,
            capacity_on: self.facts.capacity_on,
            closed_on: self.closed_on,
            state: self.state,
            assured_on: self.assured_on,
            version: self.version,
        }
    }
}

/// Id and name of all providers, by name.
pub async fn providers(tx: &Tx) -> Result<Vec<(ProviderId, String)>, StoreError> {
    let rows =
        tx.find::<provider::Entity>().order_by_asc(provider::Column::Name).all(tx.conn()).await?;
    Ok(rows.into_iter().map(|row| (row.id, row.name)).collect())
}

/// One service with all its facts.
pub async fn whole(tx: &Tx, id: ServiceId) -> Result<Whole, StoreError> {
    let row =
        tx.find::<service::Entity>().filter(service::Column::Id.eq(id)).one(tx.conn()).await?;
    Ok(Whole::of(row.ok_or(StoreError::NotFound)?, &providers(tx).await?))
}

/// Writes the facts in place of those that were read.
pub async fn change(
    tx: &Tx,
    id: ServiceId,
    version: i32,
    facts: &NewService,
) -> Result<(), StoreError> {
    tx.update::<service::Entity>(id, version, facts.columns()).await
}

/// Notes that somebody said today that entries are true: `mail` or `staff`.
pub async fn assure(tx: &Tx, ids: &[ServiceId], how: &str) -> Result<(), StoreError> {
    let active = service::ActiveModel {
        assured_on: Set(Some(tx.today())),
        assured_how: Set(how.to_owned()),
        ..Default::default()
    };
    service::Entity::update_many()
        .set(active)
        .filter(service::Column::MunicipalityId.eq(tx.municipality()))
        .filter(service::Column::Id.is_in(ids.iter().copied()))
        .exec(tx.conn())
        .await?;
    Ok(())
}

/// Several services with all their facts, in the order asked for. Two queries.
pub async fn wholes(tx: &Tx, ids: &[ServiceId]) -> Result<Vec<Whole>, StoreError> {
    let mut found = HashMap::new();
    // A statement has room for so many ids.
    for part in ids.chunks(500) {
        let rows = tx.find::<service::Entity>();
        let rows = rows.filter(service::Column::Id.is_in(part.iter().copied()));
        found.extend(rows.all(tx.conn()).await?.into_iter().map(|row| (row.id, row)));
    }
    let providers = providers(tx).await?;
    let rows = ids.iter().filter_map(|id| found.remove(id));
    Ok(rows.map(|row| Whole::of(row, &providers)).collect())
}

/// Codes of the settlements in which there are services.
pub async fn places(tx: &Tx) -> Result<Vec<String>, StoreError> {
    let codes = tx.find::<service::Entity>().filter(service::Column::Ekatte.is_not_null());
    let codes = codes.select_only().column(service::Column::Ekatte).distinct().into_tuple();
    Ok(codes.all(tx.conn()).await?)
}

/// Writes what services are sought and sorted by where it is not there yet: they were entered
/// before the directory had it.
pub async fn refold(tx: &Tx, ids: &[ServiceId]) -> Result<(), StoreError> {
    let rows = tx.find::<service::Entity>().filter(service::Column::Sorted.eq(""));
    let rows = rows.filter(service::Column::Id.is_in(ids.iter().copied())).all(tx.conn()).await?;
    for row in rows {
        let id = row.id;
        let facts = Whole::of(row, &[]).facts;
        let active = service::ActiveModel {
            search: Set(facts.sought_by()),
            sorted: Set(kit::search::plain(&facts.name)),
            ..Default::default()
        };
        service::Entity::update_many()
            .set(active)
            .filter(service::Column::MunicipalityId.eq(tx.municipality()))
            .filter(service::Column::Id.eq(id))
            .exec(tx.conn())
            .await?;
    }
    let bare = tx.find::<provider::Entity>().filter(provider::Column::Folded.eq(""));
    for row in bare.all(tx.conn()).await? {
        let folded = Set(kit::search::fold(&row.name));
        provider::Entity::update_many()
            .set(provider::ActiveModel { folded, ..Default::default() })
            .filter(provider::Column::MunicipalityId.eq(tx.municipality()))
            .filter(provider::Column::Id.eq(row.id))
            .exec(tx.conn())
            .await?;
    }
    Ok(())
}
