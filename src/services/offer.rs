//! A service as citizens are told of it: on paper, on a poster, on a public page.

use super::ServiceId;
use super::facts::{self, Whole};
use super::store::service;
use kit::store::{StoreError, Tx};
use sea_orm::{ColumnTrait, QueryFilter, QueryOrder};

/// What anybody may know of a service that works.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offer {
    /// The service.
    pub id: ServiceId,
    /// Its name.
    pub name: String,
    /// Who gives it.
    pub provider: String,
    /// Its kind: the item of чл. 15 ЗСУ, 1 to 10.
    pub kind: u8,
    /// Whether it is a social service of ЗСУ, to which people are referred.
    pub in_zsu: bool,
    /// A code of [`super::ACCESS`].
    pub access: String,
    /// For whom, in words.
    pub users: String,
    /// Who is admitted and how, in words.
    pub admission: String,
    /// For how long: codes `short`, `medium`, `long`, with commas.
    pub durations: String,
    /// What it costs, in words.
    pub fee: String,
    /// Where it is; empty when that is not public.
    pub address: String,
    /// EKATTE code of the settlement.
    pub ekatte: Option<String>,
    /// Telephone of the service, or empty.
    pub phone: String,
    /// E-mail of the service, or empty.
    pub email: String,
    /// Ages of its users: codes `children`, `adults`, with commas.
    pub ages: String,
    /// Groups of чл. 14 ЗСУ, with commas.
    pub groups: String,
    /// A code of [`super::FUNDING`].
    pub funding: String,
}

fn offer(whole: Whole) -> Offer {
    let facts = whole.facts;
    Offer {
        id: whole.id,
        name: facts.name,
        provider: whole.provider,
        kind: facts.kind,
        in_zsu: facts.in_zsu,
        access: facts.access,
        users: facts.users,
        admission: facts.admission,
        durations: facts.durations,
        fee: facts.fee,
        address: facts.address,
        ekatte: facts.ekatte,
        phone: facts.phone,
        email: facts.email,
        ages: facts.ages,
        groups: facts.groups,
        funding: facts.funding,
    }
}

/// One service that works, as anybody may know it. Two queries.
///
/// # Errors
/// [`StoreError::NotFound`] when there is none, or it has ended.
pub async fn offer_of(tx: &Tx, id: ServiceId) -> Result<Offer, StoreError> {
    let row = tx
        .find::<service::Entity>()
        .filter(service::Column::Id.eq(id))
        .filter(service::Column::ClosedOn.is_null())
        .filter(service::Column::State.ne("closed"))
        .one(tx.conn())
        .await?;
    let providers = facts::providers(tx).await?;
    Ok(offer(Whole::of(row.ok_or(StoreError::NotFound)?, &providers)))
}

/// The services that work today, by kind and name. Two queries.
///
/// # Errors
/// When the database does not answer.
pub async fn offers(tx: &Tx) -> Result<Vec<Offer>, StoreError> {
    let rows = tx
        .find::<service::Entity>()
        .filter(service::Column::ClosedOn.is_null())
        .filter(service::Column::State.ne("closed"))
        .order_by_asc(service::Column::Kind)
        .order_by_asc(service::Column::Sorted)
        .all(tx.conn())
        .await?;
    let providers = facts::providers(tx).await?;
    Ok(rows.into_iter().map(|row| offer(Whole::of(row, &providers))).collect())
}
