//! The contracts of a month, as reports, pay and accounts need them: one row for each contract in
//! force on any day of it, with the planned minutes of each of its days.

use super::content::opened;
use super::store::{
    assistance_agreement as agreement_row, assistance_amendment as amendment_row,
    assistance_contract as contract_row, assistance_schedule as schedule_row,
};
use super::week::Week;
use super::{AgreementId, ApplicationId, ContractId, ScheduleId};
use crate::assistants::{self, Assistant, AssistantId};
use crate::people::PersonId;
use kit::store::{StoreError, Tx};
use kit::types::Day;
use law::{Law, Month};
use sea_orm::sea_query::SelectStatement;
use sea_orm::{ColumnTrait, Condition, QueryFilter, QueryOrder, QuerySelect, QueryTrait, Select};
use std::collections::HashMap;

/// What is planned on a day of the month.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Planned {
    /// The day.
    pub day: Day,
    /// The version of the plan-schedule that holds on it; none before the first one.
    pub schedule: Option<ScheduleId>,
    /// Minutes; none on weekends and holidays.
    pub minutes: u32,
}

/// A contract in force in a month.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MonthContract {
    /// The labour contract.
    pub contract: ContractId,
    /// Its number in words.
    pub number: String,
    /// The agreement.
    pub agreement: AgreementId,
    /// The application.
    pub application: ApplicationId,
    /// The user.
    pub user: PersonId,
    /// The assistant, on the list of candidates.
    pub assistant: AssistantId,
    /// The assistant as a person.
    pub assistant_person: PersonId,
    /// The contract of the assistant who is replaced.
    pub substitute_of: Option<ContractId>,
    /// Agreed hours of this month.
    pub hours: u32,
    /// Hours of the directive.
    pub directive_hours: u32,
    /// First day of the term of the directive.
    pub directive_from: Day,
    /// Its last day.
    pub directive_until: Day,
    /// A new decision was asked for in time: the term does not end it.
    pub is_held: bool,
    /// `114`, `68-138`, `68`.
    pub ground: String,
    /// Hours of a working day; none under чл. 114 КТ.
    pub hours_per_day: Option<u8>,
    /// Full years of service on the first day of the month.
    pub years: u32,
    /// Minutes a week that the assistant works for other employers.
    pub other_minutes: u32,
    /// The assistant consented in writing to a longer week (чл. 113 КТ).
    pub longer_week: bool,
    /// Its first day in the month.
    pub first: Day,
    /// Its last day in the month.
    pub last: Day,
    /// All days from the first to the last.
    pub days: Vec<Planned>,
}

impl MonthContract {
    /// Minutes planned in the month.
    #[must_use]
    pub fn planned(&self) -> u32 {
        self.days.iter().map(|day| day.minutes).sum()
    }
}

/// The last day of a contract, as far as it is known: of one that is held, none.
pub(super) fn last_day(
    contract: &contract_row::Model,
    agreement: &agreement_row::Model,
) -> Option<Day> {
    let ended = [contract.ended_on, agreement.ended_on].into_iter().flatten().min();
    let is_held = agreement.held_on.is_some() && contract.substitute_of.is_none();
    let term = contract.ends_on.min(agreement.until_on);
    match (ended, is_held, contract.substitute_of) {
        (Some(day), ..) => Some(day),
        (None, true, _) => None,
        (None, false, Some(_)) => Some(contract.ends_on),
        (None, false, None) => Some(term),
    }
}

fn overlapping(tx: &Tx, first: Day, last: Day) -> Select<contract_row::Entity> {
    use contract_row::Column;
    let ended = Condition::any().add(Column::EndedOn.is_null()).add(Column::EndedOn.gte(first));
    tx.find::<contract_row::Entity>().filter(Column::StartsOn.lte(last)).filter(ended)
}

pub(super) fn ids_of<E: sea_orm::EntityTrait>(
    select: Select<E>,
    column: E::Column,
) -> SelectStatement {
    select.select_only().column(column).into_query()
}

/// The contracts in force on any day of a month. Six queries, however many there are.
///
/// # Errors
/// When the database does not answer.
pub async fn contracts_in(
    tx: &Tx,
    law: &Law,
    month: Month,
) -> Result<Vec<MonthContract>, StoreError> {
    let (first, last) = (Day(month.first_day()), Day(month.last_day()));
    let some = || overlapping(tx, first, last);
    of_select(tx, law, month, some).await
}

/// The contracts of one agreement in force on any day of a month.
///
/// # Errors
/// When the database does not answer.
pub async fn contracts_of(
    tx: &Tx,
    law: &Law,
    (agreement, month): (AgreementId, Month),
) -> Result<Vec<MonthContract>, StoreError> {
    let (first, last) = (Day(month.first_day()), Day(month.last_day()));
    let some =
        || overlapping(tx, first, last).filter(contract_row::Column::AgreementId.eq(agreement));
    of_select(tx, law, month, some).await
}

/// The contracts of a month of whoever is joined by some contracts, or by those of some people as
/// users or assistants: what one report can meet. Eight queries, and what they open is only of these.
///
/// # Errors
/// When the database does not answer.
pub async fn contracts_near(
    tx: &Tx,
    law: &Law,
    month: Month,
    (contracts, people): (&[ContractId], &[PersonId]),
) -> Result<Vec<MonthContract>, StoreError> {
    let (first, last) = (Day(month.first_day()), Day(month.last_day()));
    let of_people = |people: &[PersonId]| {
        let users = tx.find::<agreement_row::Entity>();
        let users = users.filter(agreement_row::Column::PersonId.is_in(people.iter().copied()));
        let users = ids_of(users, agreement_row::Column::Id);
        Condition::any()
            .add(contract_row::Column::AgreementId.in_subquery(users))
            .add(contract_row::Column::AssistantId.in_subquery(assistants::ids_of(tx, people)))
    };
    let named = contract_row::Column::Id.is_in(contracts.iter().copied());
    let seeds = || overlapping(tx, first, last).filter(of_people(people).add(named.clone()));
    let agreements = tx.find::<agreement_row::Entity>().filter(
        agreement_row::Column::Id.in_subquery(ids_of(seeds(), contract_row::Column::AgreementId)),
    );
    let mut near: Vec<PersonId> = agreements
        .select_only()
        .column(agreement_row::Column::PersonId)
        .into_tuple()
        .all(tx.conn())
        .await?;
    let workers = ids_of(seeds(), contract_row::Column::AssistantId);
    near.extend(assistants::people_in(tx, workers).await?);
    near.sort_unstable();
    near.dedup();
    if near.is_empty() {
        return Ok(Vec::new());
    }
    let some = || overlapping(tx, first, last).filter(of_people(&near));
    of_select(tx, law, month, some).await
}

struct Around {
    agreements: HashMap<AgreementId, agreement_row::Model>,
    schedules: HashMap<AgreementId, Vec<(schedule_row::Model, Week)>>,
    amendments: HashMap<ContractId, Vec<amendment_row::Model>>,
    assistants: HashMap<AssistantId, Assistant>,
    worked: HashMap<AssistantId, Vec<(Day, Day)>>,
}

async fn of_select(
    tx: &Tx,
    law: &Law,
    month: Month,
    some: impl Fn() -> Select<contract_row::Entity>,
) -> Result<Vec<MonthContract>, StoreError> {
    let rows = some().order_by_asc(contract_row::Column::Id).all(tx.conn()).await?;
    let around = around(tx, month, some).await?;
    let all = rows.into_iter().filter_map(|row| one(law, month, (row, &around)));
    Ok(all.collect())
}

/// Everything beside the contracts, each in one query.
async fn around(
    tx: &Tx,
    month: Month,
    some: impl Fn() -> Select<contract_row::Entity>,
) -> Result<Around, StoreError> {
    let agreements = || ids_of(some(), contract_row::Column::AgreementId);
    let assistants = || ids_of(some(), contract_row::Column::AssistantId);
    let rows = tx.find::<agreement_row::Entity>();
    let rows = rows.filter(agreement_row::Column::Id.in_subquery(agreements()));
    let found = rows.all(tx.conn()).await?.into_iter().map(|row| (row.id, row)).collect();
    let (first, last) = (Day(month.first_day()), Day(month.last_day()));
    let rows = tx
        .find::<schedule_row::Entity>()
        .filter(schedule_row::Column::AgreementId.in_subquery(agreements()))
        .filter(schedule_row::Column::ReplacedAt.is_null())
        .filter(schedule_row::Column::FromOn.lte(last))
        .order_by_asc(schedule_row::Column::FromOn)
        .order_by_asc(schedule_row::Column::Turn);
    let mut schedules: HashMap<_, Vec<_>> = HashMap::new();
    for row in rows.all(tx.conn()).await? {
        let week = opened(tx, ("assistance_schedule", row.id.0), &row.content_sealed)?;
        schedules.entry(row.agreement_id).or_default().push((row, week));
    }
    let rows = tx
        .find::<amendment_row::Entity>()
        .filter(amendment_row::Column::AgreementId.in_subquery(agreements()))
        .filter(amendment_row::Column::Kind.eq("hours"))
        .filter(amendment_row::Column::FromOn.lte(last))
        .order_by_asc(amendment_row::Column::FromOn)
        .order_by_asc(amendment_row::Column::Id);
    let mut amendments: HashMap<_, Vec<_>> = HashMap::new();
    for row in rows.all(tx.conn()).await? {
        if let Some(contract) = row.contract_id {
            amendments.entry(contract).or_default().push(row);
        }
    }
    Ok(Around {
        agreements: found,
        schedules,
        amendments,
        assistants: assistants::assistants_in(tx, assistants()).await?,
        worked: worked(tx, assistants(), first).await?,
    })
}

/// First and last days of all contracts of some assistants, up to a day.
pub(super) async fn worked(
    tx: &Tx,
    assistants: SelectStatement,
    until: Day,
) -> Result<HashMap<AssistantId, Vec<(Day, Day)>>, StoreError> {
    use contract_row::Column;
    let rows: Vec<(AssistantId, Day, Option<Day>)> = tx
        .find::<contract_row::Entity>()
        .filter(Column::AssistantId.in_subquery(assistants))
        .filter(Column::StartsOn.lt(until))
        .order_by_asc(Column::StartsOn)
        .select_only()
        .column(Column::AssistantId)
        .column(Column::StartsOn)
        .column(Column::EndedOn)
        .into_tuple()
        .all(tx.conn())
        .await?;
    let mut all: HashMap<_, Vec<_>> = HashMap::new();
    for (assistant, from, ended) in rows {
        all.entry(assistant).or_default().push((from, ended.unwrap_or(until)));
    }
    Ok(all)
}

/// Hours agreed in a month: those of the contract, or of the last change.
pub(super) fn hours_in(
    contract: &contract_row::Model,
    changes: &[amendment_row::Model],
    month: Month,
) -> u32 {
    let last = Day(month.last_day());
    let change = changes.iter().rfind(|row| row.from_on <= last);
    u32::try_from(change.map_or(contract.hours, |row| row.hours_after)).unwrap_or(0)
}

fn one(
    law: &Law,
    month: Month,
    (row, around): (contract_row::Model, &Around),
) -> Option<MonthContract> {
    let agreement = around.agreements.get(&row.agreement_id)?;
    let assistant = around.assistants.get(&row.assistant_id)?;
    // What was before an agreement was brought in is not kept here.
    let first = row.starts_on.max(Day(month.first_day()));
    let first = agreement.here_from.map_or(first, |from| from.max(first));
    let end = Day(month.last_day());
    let last = last_day(&row, agreement).map_or(end, |last| last.min(end));
    if last < first {
        return None;
    }
    let changes = around.amendments.get(&row.id).map(Vec::as_slice).unwrap_or_default();
    let hours = hours_in(&row, changes, month);
    let kind = law.contract(hours).ok();
    let worked = around.worked.get(&row.assistant_id).map(Vec::as_slice).unwrap_or_default();
    let weeks = around.schedules.get(&row.agreement_id).map(Vec::as_slice).unwrap_or_default();
    let planned = |day: Day| {
        let held = weeks.iter().rfind(|(schedule, _)| schedule.from_on <= day);
        let minutes = held.map_or(0, |(_, week)| week.on(law, day.0));
        Planned { day, schedule: held.map(|(schedule, _)| schedule.id), minutes }
    };
    let days = (0..=last.days_since(first)).map(|n| planned(first.plus(n))).collect();
    Some(MonthContract {
        contract: row.id,
        number: super::load::contract_number(&row),
        agreement: row.agreement_id,
        application: agreement.application_id,
        user: agreement.person_id,
        assistant: row.assistant_id,
        assistant_person: assistant.person,
        substitute_of: row.substitute_of,
        hours,
        directive_hours: u32::try_from(agreement.directive_hours).unwrap_or(0),
        directive_from: agreement.from_on,
        directive_until: agreement.until_on,
        is_held: agreement.held_on.is_some(),
        ground: kind.as_ref().map_or(row.ground, |kind| kind.ground.clone()),
        hours_per_day: kind.and_then(|kind| kind.hours_per_day),
        years: assistant.content.service.full_years(worked, Day(month.first_day())),
        other_minutes: assistant.content.other_minutes,
        longer_week: assistant.content.longer_week,
        first,
        last,
        days,
    })
}
