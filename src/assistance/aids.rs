//! What pay needs of contracts and agreements beside the months: numbers and days of contracts for its
//! files, and the aids of a user that go to the municipality.

use super::content::{Application, opened};
use super::load::contract_number;
use super::store::{
    assistance_agreement as agreement_row, assistance_application as application_row,
    assistance_contract as contract_row,
};
use super::{AgreementId, ApplicationId, ContractId};
use crate::assistants::{self, AssistantId, Service};
use kit::store::{StoreError, Tx};
use kit::types::Day;
use law::Month;
use sea_orm::sea_query::SelectStatement;
use sea_orm::{ColumnTrait, QueryFilter, QuerySelect};
use std::collections::HashMap;

/// So many contracts in one question; below SQLite's limit of bound values.
const AT_ONCE: usize = 10_000;

/// A labour contract as a file of the pay run names it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ContractFacts {
    /// Its number in words.
    pub number: String,
    /// Day of signing.
    pub concluded_on: Day,
    /// First day of work.
    pub starts_on: Day,
    /// Last day of its term.
    pub ends_on: Day,
    /// Day of its end before the term.
    pub ended_on: Option<Day>,
    /// Why it ended.
    pub end_ground: String,
    /// `114`, `68-138`, `68`.
    pub ground: String,
    /// Code for the register of employment.
    pub register_code: String,
    /// Hours it was made for.
    pub hours: u32,
}

/// The contracts whose ids a query finds. One query.
///
/// # Errors
/// When the database does not answer.
pub async fn contract_facts(
    tx: &Tx,
    ids: SelectStatement,
) -> Result<HashMap<ContractId, ContractFacts>, StoreError> {
    let rows = tx.find::<contract_row::Entity>();
    let rows = rows.filter(contract_row::Column::Id.in_subquery(ids)).all(tx.conn()).await?;
    let facts = |row: contract_row::Model| ContractFacts {
        number: contract_number(&row),
        concluded_on: row.concluded_on,
        starts_on: row.starts_on,
        ends_on: row.ends_on,
        ended_on: row.ended_on,
        end_ground: row.end_ground,
        ground: row.ground,
        register_code: row.register_code,
        hours: u32::try_from(row.hours).unwrap_or(0),
    };
    Ok(rows.into_iter().map(|row| (row.id, facts(row))).collect())
}

/// The code for the register of employment under which contracts were recorded. A query for so many
/// as a question may name.
///
/// # Errors
/// When the database does not answer.
pub async fn register_codes(
    tx: &Tx,
    ids: &[ContractId],
) -> Result<HashMap<ContractId, String>, StoreError> {
    let mut all = HashMap::new();
    for part in ids.chunks(AT_ONCE) {
        let rows: Vec<(ContractId, String)> = tx
            .find::<contract_row::Entity>()
            .filter(contract_row::Column::Id.is_in(part.iter().copied()))
            .select_only()
            .column(contract_row::Column::Id)
            .column(contract_row::Column::RegisterCode)
            .into_tuple()
            .all(tx.conn())
            .await?;
        all.extend(rows);
    }
    Ok(all)
}

/// The service of some assistants: what they declared, and the days of their contracts here.
#[derive(Clone, Debug, Default)]
pub struct Served(HashMap<AssistantId, (Service, Vec<(Day, Day)>)>);

impl Served {
    /// Full years of service of an assistant on the first day of a month.
    #[must_use]
    pub fn years(&self, id: AssistantId, month: Month) -> Option<u32> {
        let (service, worked) = self.0.get(&id)?;
        Some(service.full_years(worked, Day(month.first_day())))
    }
}

/// The service of some assistants with a contract. Two queries for so many as a question may name.
///
/// # Errors
/// When the database does not answer.
pub async fn served(tx: &Tx, ids: &[AssistantId]) -> Result<Served, StoreError> {
    let mut all = HashMap::new();
    for part in ids.chunks(AT_ONCE) {
        let some = || {
            let rows = tx.find::<contract_row::Entity>();
            let rows = rows.filter(contract_row::Column::AssistantId.is_in(part.iter().copied()));
            super::month::ids_of(rows, contract_row::Column::AssistantId)
        };
        let mut worked = super::month::worked(tx, some(), tx.today()).await?;
        for (id, one) in assistants::assistants_in(tx, some()).await? {
            all.insert(id, (one.content.service, worked.remove(&id).unwrap_or_default()));
        }
    }
    Ok(Served(all))
}

/// The aids of a user whose consent sends them to the municipality (чл. 13 ЗЛП).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Redirects {
    /// Hours stated in the application.
    pub hours: u32,
    /// A part of the aid for a child.
    pub child_aid: bool,
    /// Cents of the supplement of чл. 103 КСО, in euro.
    pub supplement: Option<i64>,
}

/// The aids behind the agreements whose ids a query finds. Two queries.
///
/// # Errors
/// When the database does not answer.
pub async fn redirects(
    tx: &Tx,
    agreements: SelectStatement,
) -> Result<HashMap<AgreementId, Redirects>, StoreError> {
    let of = agreement_row::Column::Id.in_subquery(agreements);
    let pairs: Vec<(AgreementId, ApplicationId)> = tx
        .find::<agreement_row::Entity>()
        .filter(of.clone())
        .select_only()
        .column(agreement_row::Column::Id)
        .column(agreement_row::Column::ApplicationId)
        .into_tuple()
        .all(tx.conn())
        .await?;
    let wanted = tx.find::<agreement_row::Entity>().filter(of);
    let wanted = super::month::ids_of(wanted, agreement_row::Column::ApplicationId);
    let rows = tx
        .find::<application_row::Entity>()
        .filter(application_row::Column::Id.in_subquery(wanted))
        .all(tx.conn())
        .await?;
    let mut known: HashMap<ApplicationId, Redirects> = HashMap::new();
    for row in rows {
        let content: Application =
            opened(tx, ("assistance_application", row.id.0), &row.content_sealed)?;
        let goes = content.gets_supplement && content.consent_supplement == Some(true);
        let redirects = Redirects {
            hours: u32::try_from(row.hours).unwrap_or(0),
            child_aid: content.gets_child_aid && content.consent_child_aid == Some(true),
            supplement: content.supplement_cents.filter(|_| goes),
        };
        known.insert(row.id, redirects);
    }
    let of_pair = |(agreement, application)| Some((agreement, *known.get(&application)?));
    Ok(pairs.into_iter().filter_map(of_pair).collect())
}
