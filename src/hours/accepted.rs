//! What the pay run needs: the reports whose money is asked for with a month.

use super::ReportId;
use super::course::State;
use super::decide::Explained;
use super::load::opened;
use super::sheet::Sheet;
use super::store::hour_report::{self, Column, Entity};
use super::store::hour_step;
use crate::assistance::{AgreementId, ContractId};
use crate::assistants::AssistantId;
use crate::people::PersonId;
use kit::store::{StoreError, Tx};
use kit::types::Day;
use law::Month;
use sea_orm::{ColumnTrait, QueryFilter, QueryOrder, QuerySelect};
use std::collections::{HashMap, HashSet};

/// How a report came, for the request to АСП (чл. 10, ал. 3, 4 и 7 Наредба № РД-07-7).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Class {
    /// In time.
    Timely,
    /// Late, within the request of its own month.
    Late,
    /// Of an earlier month: too late for its request, or a correction after it.
    Earlier,
}

/// An accepted report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Accepted {
    /// The report.
    pub report: ReportId,
    /// Which attempt.
    pub attempt: i32,
    /// The reported month.
    pub month: Month,
    /// The labour contract.
    pub contract: ContractId,
    /// The agreement.
    pub agreement: AgreementId,
    /// The user.
    pub user: PersonId,
    /// The assistant, on the list of candidates.
    pub assistant: AssistantId,
    /// Minutes that count.
    pub counted: u32,
    /// Minutes worked.
    pub worked: u32,
    /// Minutes agreed for the month.
    pub agreed: u32,
    /// The agreed hours count because the month went by the plan (чл. 10, ал. 2).
    pub is_flat: bool,
    /// Full years of service on the first day of the reported month.
    pub years: u32,
    /// How it came.
    pub class: Class,
    /// Day of filing.
    pub filed_on: Option<Day>,
    /// Day of acceptance.
    pub accepted_on: Option<Day>,
    /// The accepted attempt before it, with its minutes: then only the difference is due.
    pub replaces: Option<(ReportId, u32)>,
}

fn minutes(value: i32) -> u32 {
    u32::try_from(value).unwrap_or(0)
}

fn of_row(row: &hour_report::Model, before: Option<&hour_report::Model>) -> Option<Accepted> {
    Some(Accepted {
        report: row.id,
        attempt: row.attempt,
        month: Month::parse(&row.month).ok()?,
        contract: row.contract_id,
        agreement: row.agreement_id,
        user: row.person_id,
        assistant: row.assistant_id,
        counted: minutes(row.counted),
        worked: minutes(row.worked),
        agreed: minutes(row.agreed),
        is_flat: row.is_flat,
        years: minutes(row.years),
        class: match row.class.as_str() {
            "late" => Class::Late,
            "earlier" => Class::Earlier,
            _ => Class::Timely,
        },
        filed_on: row.filed_on,
        accepted_on: row.accepted_on,
        replaces: before.map(|row| (row.id, minutes(row.counted))),
    })
}

/// The accepted reports whose money is asked for with a month: those of the month itself, and those
/// of earlier months that missed their request or were corrected after it. Of several attempts that
/// go with one request the last; which attempt of an earlier request it replaces is said. What was
/// once asked for with a month stays in its answer. Two queries, in the order of reports.
///
/// # Errors
/// When the database does not answer.
pub async fn accepted_in(tx: &Tx, month: Month) -> Result<Vec<Accepted>, StoreError> {
    let text = month.to_string();
    let accepted = || {
        let rows = tx.find::<Entity>().filter(Column::State.eq(State::Accepted.code()));
        rows.order_by_asc(Column::Id)
    };
    let rows = accepted().filter(Column::PaysIn.eq(&text)).all(tx.conn()).await?;
    let earlier = accepted()
        .filter(Column::PaysIn.lt(&text))
        .filter(Column::ReplacedAt.is_not_null())
        .all(tx.conn())
        .await?;
    type Key = (ContractId, String);
    let key = |row: &hour_report::Model| -> Key { (row.contract_id, row.month.clone()) };
    let mut before: HashMap<Key, hour_report::Model> = HashMap::new();
    for row in earlier {
        let known = before.get(&key(&row)).is_some_and(|old| old.attempt > row.attempt);
        if !known {
            before.insert(key(&row), row);
        }
    }
    let mut last: HashMap<Key, i32> = HashMap::new();
    for row in &rows {
        let attempt = last.entry(key(row)).or_insert(row.attempt);
        *attempt = (*attempt).max(row.attempt);
    }
    let current = rows.iter().filter(|row| last.get(&key(row)) == Some(&row.attempt));
    Ok(current.filter_map(|row| of_row(row, before.get(&key(row)))).collect())
}

/// The reports that held before the request of a month: of each contract and reported month the last
/// attempt that was asked for since a month and before that one. One query.
///
/// # Errors
/// When the database does not answer.
pub async fn standing(
    tx: &Tx,
    (since, month): (Month, Month),
) -> Result<HashMap<(ContractId, Month), ReportId>, StoreError> {
    let rows: Vec<(ContractId, String, ReportId)> = tx
        .find::<Entity>()
        .filter(Column::State.eq(State::Accepted.code()))
        .filter(Column::PaysIn.gte(since.to_string()))
        .filter(Column::PaysIn.lt(month.to_string()))
        .order_by_asc(Column::PaysIn)
        .order_by_asc(Column::Attempt)
        .select_only()
        .columns([Column::ContractId, Column::Month, Column::Id])
        .into_tuple()
        .all(tx.conn())
        .await?;
    let one = |(contract, worked, id): (ContractId, String, ReportId)| {
        Some(((contract, Month::parse(&worked).ok()?), id))
    };
    Ok(rows.into_iter().filter_map(one).collect())
}

/// The accepted reports with hours whose money is asked for with a month, and whether each came late.
/// One query.
///
/// # Errors
/// When the database does not answer.
pub async fn asked_in(tx: &Tx, month: Month) -> Result<Vec<(ReportId, bool)>, StoreError> {
    let rows: Vec<(ReportId, String)> = tx
        .find::<Entity>()
        .filter(Column::PaysIn.eq(month.to_string()))
        .filter(Column::State.eq(State::Accepted.code()))
        .filter(Column::ReplacedAt.is_null())
        .filter(Column::Counted.gt(0))
        .select_only()
        .columns([Column::Id, Column::Class])
        .into_tuple()
        .all(tx.conn())
        .await?;
    Ok(rows.into_iter().map(|(id, class)| (id, class == "late")).collect())
}

/// Some accepted reports with the month of their request, those of earlier requests first. One query
/// for as many as a question may name.
///
/// # Errors
/// When the database does not answer.
pub async fn accepted_by(tx: &Tx, ids: &[ReportId]) -> Result<Vec<(Month, Accepted)>, StoreError> {
    let rows = tx
        .find::<Entity>()
        .filter(Column::Id.is_in(ids.iter().copied()))
        .filter(Column::State.eq(State::Accepted.code()))
        .order_by_asc(Column::PaysIn)
        .order_by_asc(Column::Id)
        .all(tx.conn())
        .await?;
    let one =
        |row: &hour_report::Model| Some((Month::parse(&row.pays_in).ok()?, of_row(row, None)?));
    Ok(rows.iter().filter_map(one).collect())
}

/// When assistant and user had both explained why a report is late. One query for all.
///
/// # Errors
/// When the database does not answer.
pub async fn explained_in(
    tx: &Tx,
    reports: &[ReportId],
) -> Result<HashMap<ReportId, Day>, StoreError> {
    use hour_step::Column as Step;
    if reports.is_empty() {
        return Ok(HashMap::new());
    }
    let rows: Vec<(ReportId, String, Day)> = tx
        .find::<hour_step::Entity>()
        .filter(Step::ReportId.is_in(reports.iter().copied()))
        .filter(Step::Kind.is_in(["explained-assistant", "explained-user"]))
        .order_by_asc(Step::Id)
        .select_only()
        .column(Step::ReportId)
        .column(Step::Kind)
        .column(Step::HeldOn)
        .into_tuple()
        .all(tx.conn())
        .await?;
    let mut all: HashMap<ReportId, Explained> = HashMap::new();
    for (report, kind, day) in rows {
        let one = all.entry(report).or_default();
        match kind.as_str() {
            "explained-user" => one.user = Some(day),
            _ => one.assistant = Some(day),
        }
    }
    Ok(all.into_iter().filter_map(|(id, one)| Some((id, one.both()?))).collect())
}

/// All accepted attempts of a contract and a month, oldest first.
///
/// # Errors
/// When the database does not answer.
pub async fn accepted_of(
    tx: &Tx,
    contract: ContractId,
    month: Month,
) -> Result<Vec<Accepted>, StoreError> {
    let rows = tx
        .find::<Entity>()
        .filter(Column::ContractId.eq(contract))
        .filter(Column::Month.eq(month.to_string()))
        .filter(Column::State.eq(State::Accepted.code()))
        .order_by_asc(Column::Attempt)
        .all(tx.conn())
        .await?;
    let at = |n: usize| n.checked_sub(1).and_then(|n| rows.get(n));
    Ok(rows.iter().enumerate().filter_map(|(n, row)| of_row(row, at(n))).collect())
}

/// Days with work in some reports. One query.
///
/// # Errors
/// When the database does not answer, or a report cannot be opened.
pub async fn days_worked(
    tx: &Tx,
    reports: &[ReportId],
) -> Result<HashMap<ReportId, u32>, StoreError> {
    let rows = tx.find::<Entity>().filter(Column::Id.is_in(reports.iter().copied()));
    let mut all = HashMap::new();
    for row in rows.all(tx.conn()).await? {
        let sheet: Sheet = opened(tx, ("hour_report", row.id.0), &row.content_sealed)?;
        all.insert(row.id, u32::try_from(sheet.days()).unwrap_or(0));
    }
    Ok(all)
}

/// The agreements whose report of a month was filed.
///
/// # Errors
/// When the database does not answer.
pub async fn filed_in(tx: &Tx, month: Month) -> Result<HashSet<AgreementId>, StoreError> {
    let rows: Vec<AgreementId> = tx
        .find::<Entity>()
        .filter(Column::Month.eq(month.to_string()))
        .filter(Column::FiledOn.is_not_null())
        .select_only()
        .column(Column::AgreementId)
        .into_tuple()
        .all(tx.conn())
        .await?;
    Ok(rows.into_iter().collect())
}
