//! Everything known of a service, for its page, its list and the programming interface.

use super::catalogue::{NewService, Service};
use super::store::{provider, service};
use super::{ProviderId, ServiceId};
use kit::store::{StoreError, Tx};
use kit::types::Day;
use sea_orm::{ColumnTrait, QueryFilter, QueryOrder, Set};

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
    /// Version of the row.
    pub version: i32,
}

impl Whole {
    fn of(row: service::Model, providers: &[(ProviderId, String)]) -> Whole {
        let provider = providers.iter().find(|(id, _)| *id == row.provider_id);
        Whole {
            id: row.id,
            provider: provider.map(|(_, name)| name.clone()).unwrap_or_default(),
            closed_on: row.closed_on,
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
            },
        }
    }

    /// Whether it has ended before a day.
    pub fn ended(&self, on: Day) -> bool {
        self.closed_on.is_some_and(|last| last < on)
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
            version: self.version,
        }
    }
}

/// What is sought in the catalogue. What is empty does not limit.
#[derive(Clone, Debug, Default)]
pub struct Sought {
    /// Words of the name, the old name or the provider, in either script.
    pub text: String,
    /// Item of чл. 15.
    pub kind: String,
    /// Access.
    pub access: String,
    /// Whose money.
    pub funding: String,
    /// Level.
    pub level: String,
    /// The ended ones in place of those that work.
    pub ended: bool,
}

impl Sought {
    /// What a query asks for.
    pub fn of(form: &kit::web::Form) -> Sought {
        let text = |name: &str| form.get(name).to_owned();
        Sought {
            text: kit::search::fold(form.get("q")),
            kind: text("kind"),
            access: text("access"),
            funding: text("funding"),
            level: text("level"),
            ended: form.get("state") == "ended",
        }
    }

    fn fits(&self, whole: &Whole, today: Day) -> bool {
        let facts = &whole.facts;
        let same = |wanted: &str, is: &str| wanted.is_empty() || wanted == is;
        // The catalogue of a municipality is short: it is sought in memory, over what is folded.
        let text = || {
            let all = format!("{} {} {}", facts.name, facts.legacy_name, whole.provider);
            kit::search::fold(&all).contains(&self.text)
        };
        whole.ended(today) == self.ended
            && same(&self.kind, &facts.kind.to_string())
            && same(&self.access, &facts.access)
            && same(&self.funding, &facts.funding)
            && same(&self.level, &facts.level)
            && (self.text.is_empty() || text())
    }
}

/// Id and name of all providers, by name.
pub async fn providers(tx: &Tx) -> Result<Vec<(ProviderId, String)>, StoreError> {
    let rows =
        tx.find::<provider::Entity>().order_by_asc(provider::Column::Name).all(tx.conn()).await?;
    Ok(rows.into_iter().map(|row| (row.id, row.name)).collect())
}

/// The services that fit, by kind and name. Two queries.
pub async fn sought(tx: &Tx, sought: &Sought) -> Result<Vec<Whole>, StoreError> {
    let rows = tx
        .find::<service::Entity>()
        .order_by_asc(service::Column::Kind)
        .order_by_asc(service::Column::Folded)
        .all(tx.conn())
        .await?;
    let providers = providers(tx).await?;
    let today = tx.today();
    let all = rows.into_iter().map(|row| Whole::of(row, &providers));
    Ok(all.filter(|whole| sought.fits(whole, today)).collect())
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

/// Ends a service, or lets it go on.
pub async fn close(
    tx: &Tx,
    id: ServiceId,
    version: i32,
    last: Option<Day>,
) -> Result<(), StoreError> {
    let row = service::ActiveModel { closed_on: Set(last), ..Default::default() };
    tx.update::<service::Entity>(id, version, row).await
}
