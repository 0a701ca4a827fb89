//! What pay waits for, for those who gather the work of a day: a run of the month that is over and
//! that of its late reports, a run that waits for the second person, a released one without an
//! account, accounts to be filed, money that did not come, the year.

use super::course::State;
use super::frame::{HOME, asp_path, beside, run_path, unlawful};
use super::load;
use super::request::{expected, received, standing};
use super::store::{payroll_paper, payroll_request, payroll_run};
use super::term::{self, KINDS, Standing};
use super::{RequestId, RunId};
use crate::hours::{self, ReportId};
use crate::people::{Task, Wanted};
use kit::store::{StoreError, Tx};
use kit::types::Day;
use law::{Law, Month};
use sea_orm::{ColumnTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait};

fn task(day: Day, key: &'static str, (note, path): (String, String)) -> Task {
    Task { day, key, person: None, note, path }
}

/// The tasks until a day: they belong to whoever works on pay.
///
/// # Errors
/// When the database does not answer.
pub async fn tasks(tx: &Tx, law: &Law, wanted: Wanted<'_>) -> Result<Vec<Task>, StoreError> {
    let mut all = runs(tx, law, wanted).await?;
    all.extend(late(tx, law).await?);
    all.extend(unasked(tx, law, wanted).await?);
    all.extend(accounts(tx, wanted).await?);
    if let Some(one) = year(tx, law).await? {
        all.push(one);
    }
    all.retain(|one| one.day <= wanted.until);
    Ok(all)
}

async fn runs(tx: &Tx, law: &Law, wanted: Wanted<'_>) -> Result<Vec<Task>, StoreError> {
    let month = beside(Month::of(tx.today().0), -1);
    let mut all = Vec::new();
    let own = load::of_month(tx, month).await?;
    let is_begun =
        |row: &payroll_run::Model| row.kind == KINDS[0] && row.state != State::Cancelled.code();
    // Who never made a run here pays elsewhere.
    let pays_here = load::released_months(tx).await?.is_some();
    if pays_here && !own.iter().any(is_begun) {
        let day = term::request_by(law, month, KINDS[0]).map_err(unlawful)?;
        let path = format!("{HOME}?month={month}");
        all.push(task(day, "payroll-task-begin", (month.to_string(), path)));
    }
    let states = [State::Draft, State::Prepared, State::Approved].map(State::code);
    let rows = tx
        .find::<payroll_run::Entity>()
        .filter(payroll_run::Column::State.is_in(states))
        .order_by_asc(payroll_run::Column::Id)
        .limit(wanted.most)
        .all(tx.conn())
        .await?;
    for row in rows {
        let month = Month::parse(&row.month).map_err(unlawful)?;
        let day = term::request_by(law, month, &row.kind).map_err(unlawful)?;
        let key = match row.state.as_str() {
            "draft" => "payroll-task-draft",
            "prepared" => "payroll-task-approve",
            _ => "payroll-task-release",
        };
        all.push(task(day, key, (row.month.clone(), run_path(row.id, ""))));
    }
    Ok(all)
}

/// The run of late reports (чл. 10, ал. 4 Наредба № РД-07-7): of the month that is over there are
/// reports which came late, or which the released run of the month left out, and nobody began it.
async fn late(tx: &Tx, law: &Law) -> Result<Option<Task>, StoreError> {
    let month = beside(Month::of(tx.today().0), -1);
    let own = load::of_month(tx, month).await?;
    let is_begun =
        |row: &payroll_run::Model| row.kind == KINDS[1] && row.state != State::Cancelled.code();
    if own.iter().any(is_begun) || load::released_months(tx).await?.is_none() {
        return Ok(None);
    }
    let is_released = |row: &&payroll_run::Model| row.state == State::Released.code();
    let runs: Vec<RunId> = own.iter().filter(is_released).map(|row| row.id).collect();
    let paid = load::reports_paid(tx, &runs).await?;
    let asked = hours::asked_in(tx, month).await?.into_iter();
    let waits =
        |(id, is_late): &(ReportId, bool)| (*is_late || !runs.is_empty()) && !paid.contains(id);
    let count = asked.filter(waits).count();
    if count == 0 {
        return Ok(None);
    }
    let day = term::request_by(law, month, KINDS[1]).map_err(unlawful)?;
    let path = format!("{HOME}?month={month}");
    Ok(Some(task(day, "payroll-task-late", (format!("{month}: {count}"), path))))
}

/// Released runs of which no account was made: its last day comes all the same (чл. 35 ЗЛП).
async fn unasked(tx: &Tx, law: &Law, wanted: Wanted<'_>) -> Result<Vec<Task>, StoreError> {
    use payroll_run::Column;
    let asked = tx.find::<payroll_request::Entity>().select_only();
    let asked = asked.column(payroll_request::Column::RunId).into_query();
    let rows = tx
        .find::<payroll_run::Entity>()
        .filter(Column::State.eq(State::Released.code()))
        .filter(Column::Id.not_in_subquery(asked))
        .order_by_desc(Column::Id)
        .limit(wanted.most)
        .all(tx.conn())
        .await?;
    let one = |row: payroll_run::Model| {
        let month = Month::parse(&row.month).map_err(unlawful)?;
        let day = term::request_by(law, month, &row.kind).map_err(unlawful)?;
        Ok(task(day, "payroll-task-account", (row.month, run_path(row.id, ""))))
    };
    rows.into_iter().map(one).collect()
}

async fn accounts(tx: &Tx, wanted: Wanted<'_>) -> Result<Vec<Task>, StoreError> {
    let rows = tx
        .find::<payroll_request::Entity>()
        .order_by_desc(payroll_request::Column::Id)
        .limit(wanted.most)
        .all(tx.conn())
        .await?;
    let ids: Vec<RequestId> = rows.iter().map(|row| row.id).collect();
    let came = received(tx, &ids).await?;
    let mut all = Vec::new();
    for row in rows {
        let path = asp_path(row.id, "");
        let one = match standing(&row, tx.today()) {
            Standing::Open(day) => Some((day, "payroll-task-file")),
            Standing::Missed(day) => Some((day, "payroll-task-missed")),
            Standing::Filed(day) => {
                let is_short = came.get(&row.id).copied().unwrap_or(0) < expected(&row);
                is_short.then_some((day, "payroll-task-money"))
            }
            Standing::Own => None,
        };
        all.extend(one.map(|(day, key)| task(day, key, (row.month.clone(), path))));
    }
    Ok(all)
}

async fn year(tx: &Tx, law: &Law) -> Result<Option<Task>, StoreError> {
    let year = tx.today().0.year() - 1;
    let Some((first, _)) = load::released_months(tx).await? else { return Ok(None) };
    if first.first_day().year() > year {
        return Ok(None);
    }
    let period = year.to_string();
    let written = super::paper::of_period(tx, (super::paper::YEAR, &period)).await?;
    let is_written = written.iter().any(|row: &payroll_paper::Model| row.period == period);
    let day = term::year_by(law, year).map_err(unlawful)?;
    let path = format!("/payroll/year?year={year}");
    Ok((!is_written).then(|| task(day, "payroll-task-year", (period, path))))
}
