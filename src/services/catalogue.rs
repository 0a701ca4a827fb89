//! A service as the referral sees it.

use super::store::{provider, service};
use super::{ProviderId, ServiceId};
use kit::store::{StoreError, Tx};
use kit::types::Day;
use sea_orm::{ColumnTrait, QueryFilter, QueryOrder, Set};
use std::collections::HashMap;

/// A service with its provider's name.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, utoipa::ToSchema)]
pub struct Service {
    /// The service.
    #[schema(value_type = String)]
    pub id: ServiceId,
    /// Its short code in the catalogue.
    pub code: String,
    /// Who provides it.
    #[schema(value_type = String)]
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
    #[schema(value_type = Option<String>, format = Date)]
    pub capacity_on: Option<Day>,
    /// The day it ended.
    #[schema(value_type = Option<String>, format = Date)]
    pub closed_on: Option<Day>,
    /// Whether it works: `open`, `paused`, `seasonal`, `closed`.
    pub state: String,
    /// The day on which somebody last said that the entry is true.
    #[schema(value_type = Option<String>, format = Date)]
    pub assured_on: Option<Day>,
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
        state: row.state,
        assured_on: row.assured_on,
        version: row.version,
    }
}

async fn provider_names(tx: &Tx) -> Result<HashMap<ProviderId, String>, StoreError> {
    let rows = tx.find::<provider::Entity>().all(tx.conn()).await?;
    Ok(rows.into_iter().map(|row| (row.id, row.name)).collect())
}

/// What is needed to enter a provider.
#[derive(Clone, Debug, Default)]
pub struct NewProvider {
    /// Its name.
    pub name: String,
    /// `municipality`, `entity`, `assigned`, `private`, `state`.
    pub kind: String,
    /// ЕИК or БУЛСТАТ, or empty.
    pub eik: String,
    /// Seat and address.
    pub address: String,
    /// Telephone, or empty.
    pub phone: String,
    /// E-mail, or empty: questions about the entries go there.
    pub email: String,
    /// Page in the network, or empty.
    pub website: String,
    /// Whom to ask for, or empty.
    pub contact: String,
    /// Anything else.
    pub note: String,
}

impl NewProvider {
    /// The columns of these facts; id and version are set by the caller.
    pub(super) fn columns(&self) -> provider::ActiveModel {
        provider::ActiveModel {
            name: Set(self.name.clone()),
            folded: Set(kit::search::fold(&self.name)),
            kind: Set(self.kind.clone()),
            eik: Set(self.eik.clone()),
            address: Set(self.address.clone()),
            phone: Set(self.phone.clone()),
            email: Set(self.email.clone()),
            website: Set(self.website.clone()),
            contact: Set(self.contact.clone()),
            note: Set(self.note.clone()),
            ..Default::default()
        }
    }
}

/// Enters a provider.
///
/// # Errors
/// [`StoreError::Duplicate`] when there is one of this name.
pub async fn create_provider(tx: &Tx, new: &NewProvider) -> Result<ProviderId, StoreError> {
    let id = ProviderId(tx.new_id());
    let mut row = new.columns();
    row.municipality_id = Set(tx.municipality());
    row.id = Set(id);
    row.version = Set(1);
    tx.insert(row).await?;
    Ok(id)
}

/// Whether a provider is the municipality itself or a body of its own.
///
/// # Errors
/// When the database does not answer.
pub async fn is_own(tx: &Tx, id: ProviderId) -> Result<bool, StoreError> {
    let row = tx.find::<provider::Entity>().filter(provider::Column::Id.eq(id));
    let row = row.one(tx.conn()).await?.ok_or(StoreError::NotFound)?;
    Ok(matches!(row.kind.as_str(), "municipality" | "entity"))
}

/// What is known of a service.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewService {
    /// Its short code in the catalogue; unique.
    pub code: String,
    /// Who provides it.
    pub provider_id: ProviderId,
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
    /// `preventive`, `supporting`, `restorative`.
    pub purpose: String,
    /// For whom, in words.
    pub users: String,
    /// `municipal`, `district`, `country`.
    pub level: String,
    /// `state`, `municipal`, `mixed`, `private`.
    pub funding: String,
    /// `home`, `mobile`, `specialised`, several with commas.
    pub environment: String,
    /// `residential`, `home`, `foster` for replacement care.
    pub replacement_care: Option<String>,
    /// Referral is optional (чл. 23 ППЗСУ).
    pub optional_referral: bool,
    /// A home inherited from the old law (§ 9 ППЗСУ).
    pub legacy_home: bool,
    /// Where it is; empty when that is not public.
    pub address: String,
    /// EKATTE code of the settlement.
    pub ekatte: Option<String>,
    /// Places, when known.
    pub capacity: Option<i32>,
    /// Day of the figure.
    pub capacity_on: Option<Day>,
    /// The council's decision, or empty.
    pub decision: String,
    /// Where these facts were read, with its day.
    pub source: String,
    /// `V` read in the source, `M` from memory, `C` sources disagree.
    pub confidence: String,
    /// Anything else: conflicts between sources, what it was before.
    pub note: String,
    /// Further kinds that it also gives, with commas.
    pub also_kinds: String,
    /// `children`, `adults`, with commas.
    pub ages: String,
    /// Groups of чл. 14, with commas.
    pub groups: String,
    /// `short`, `medium`, `long`, with commas.
    pub durations: String,
    /// `hourly`, `half-day`, `full-day`, `round-the-clock`, with commas.
    pub manners: String,
    /// Standards that it must meet, as the law numbers them, with commas.
    pub standards: String,
    /// Who is admitted and how.
    pub admission: String,
    /// What it costs, in words.
    pub fee: String,
    /// Where the fee is set.
    pub fee_source: String,
    /// Telephone of the service.
    pub phone: String,
    /// E-mail of the service.
    pub email: String,
}

impl Default for NewService {
    fn default() -> NewService {
        NewService {
            code: String::new(),
            provider_id: ProviderId(0),
            name: String::new(),
            legacy_name: String::new(),
            kind: 1,
            in_zsu: true,
            access: "specialised".into(),
            purpose: "supporting".into(),
            users: String::new(),
            level: "municipal".into(),
            funding: "state".into(),
            environment: "specialised".into(),
            replacement_care: None,
            optional_referral: false,
            legacy_home: false,
            address: String::new(),
            ekatte: None,
            capacity: None,
            capacity_on: None,
            decision: String::new(),
            source: String::new(),
            confidence: "M".into(),
            note: String::new(),
            also_kinds: String::new(),
            ages: String::new(),
            groups: String::new(),
            durations: String::new(),
            manners: String::new(),
            standards: String::new(),
            admission: String::new(),
            fee: String::new(),
            fee_source: String::new(),
            phone: String::new(),
            email: String::new(),
        }
    }
}

impl NewService {
    /// The columns of these facts; id, version and the end are set by the caller.
    pub(super) fn columns(&self) -> service::ActiveModel {
        service::ActiveModel {
            code: Set(self.code.clone()),
            provider_id: Set(self.provider_id),
            name: Set(self.name.clone()),
            folded: Set(kit::search::fold(&self.name)),
            sorted: Set(kit::search::plain(&self.name)),
            search: Set(self.sought_by()),
            legacy_name: Set(self.legacy_name.clone()),
            kind: Set(self.kind.into()),
            in_zsu: Set(self.in_zsu),
            access: Set(self.access.clone()),
            purpose: Set(self.purpose.clone()),
            users: Set(self.users.clone()),
            level: Set(self.level.clone()),
            funding: Set(self.funding.clone()),
            environment: Set(self.environment.clone()),
            replacement_care: Set(self.replacement_care.clone()),
            optional_referral: Set(self.optional_referral),
            legacy_home: Set(self.legacy_home),
            address: Set(self.address.clone()),
            ekatte: Set(self.ekatte.clone()),
            capacity: Set(self.capacity),
            capacity_on: Set(self.capacity_on),
            decision: Set(self.decision.clone()),
            source: Set(self.source.clone()),
            confidence: Set(self.confidence.clone()),
            note: Set(self.note.clone()),
            also_kinds: Set(self.also_kinds.clone()),
            ages: Set(self.ages.clone()),
            need_groups: Set(self.groups.clone()),
            durations: Set(self.durations.clone()),
            manners: Set(self.manners.clone()),
            standards: Set(self.standards.clone()),
            admission: Set(self.admission.clone()),
            fee: Set(self.fee.clone()),
            fee_source: Set(self.fee_source.clone()),
            phone: Set(self.phone.clone()),
            email: Set(self.email.clone()),
            ..Default::default()
        }
    }

    /// All that it is sought by, folded: names, for whom, where.
    pub(super) fn sought_by(&self) -> String {
        let all = [&self.name, &self.legacy_name, &self.users, &self.address];
        kit::search::fold(&all.map(String::as_str).join(" "))
    }
}

/// Enters a service.
///
/// # Errors
/// [`StoreError::Duplicate`] when the code is taken.
pub async fn create_service(tx: &Tx, new: &NewService) -> Result<ServiceId, StoreError> {
    let id = ServiceId(tx.new_id());
    let mut row = new.columns();
    row.municipality_id = Set(tx.municipality());
    row.id = Set(id);
    row.closed_on = Set(None);
    row.state = Set("open".to_owned());
    row.assured_on = Set(None);
    row.assured_how = Set(String::new());
    row.version = Set(1);
    tx.insert(row).await?;
    super::site::first(tx, id, new).await?;
    super::capacity::first(tx, id, new).await?;
    Ok(id)
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
pub async fn by_ids(tx: &Tx, ids: &[ServiceId]) -> Result<HashMap<ServiceId, Service>, StoreError> {
    let rows = tx
        .find::<service::Entity>()
        .filter(service::Column::Id.is_in(ids.iter().copied()))
        .all(tx.conn())
        .await?;
    let names = provider_names(tx).await?;
    Ok(rows.into_iter().map(|row| (row.id, with_provider(row, &names))).collect())
}
