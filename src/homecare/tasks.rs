//! What assistant support waits for, for those who gather the work of a day.

use super::Months;
use super::frame::{contract, days_of};
use super::load::{self, Line};
use crate::delivery;
use crate::people::{Task, Wanted};
use crate::services::ServiceId;
use kit::store::{StoreError, Tx};
use kit::types::Day;
use law::{Law, Month};

/// The office's own term for closing a month.
const CLOSE_BY: &str = "W05";

fn of(line: &Line, (day, key): (Day, &'static str), path: String) -> Task {
    Task { day, key, person: Some(line.of.person), note: String::new(), path }
}

/// Contracts without a plan or an assistant, exclusions that begin, reports that came back; for who
/// approves, reports that wait and the month that should be closed.
///
/// # Errors
/// When the database does not answer.
pub async fn tasks(
    tx: &Tx,
    law: &Law,
    (wanted, approves): (Wanted<'_>, bool),
) -> Result<Vec<Task>, StoreError> {
    let today = tx.today();
    let mut all = Vec::new();
    for line in load::lines(tx, law, None, Month::of(today.0)).await? {
        let home = contract(line.of.placement, "");
        let begins = line.of.cover.first().map_or(today, |cover| cover.from_on);
        let runs = line.of.cover.iter().any(|one| one.until_on.is_none_or(|last| last >= today));
        if runs && line.weeks.is_empty() {
            all.push(of(&line, (begins, "homecare-task-plan"), home.clone()));
        } else if runs
            && !line.assigned.iter().any(|one| one.row.until_on.is_none_or(|last| last >= today))
        {
            all.push(of(&line, (begins, "homecare-task-assistant"), home.clone()));
        }
        let begun = |from: Day| from >= days_of(Month::of(today.0)).0;
        if let Some(one) = line.exclusions.iter().find(|one| begun(one.from_on)) {
            all.push(of(&line, (one.from_on, "homecare-task-excluded"), home));
        }
    }
    let term = law.deadline(CLOSE_BY).map_err(|e| StoreError::Other(e.to_string()))?;
    for month in [Month::of(today.0).plus(-1), Month::of(today.0)] {
        let due = term.day(month.last_day()).map_err(|e| StoreError::Other(e.to_string()))?;
        let Some(day) = due.date().map(Day) else { continue };
        let lines = load::lines(tx, law, None, month).await?;
        for line in &lines {
            for row in &line.reports {
                let key = match row.state.as_str() {
                    "sent" if approves => "homecare-task-approve",
                    "returned" => "homecare-task-returned",
                    _ => continue,
                };
                let path = super::report_page::path(row.id, "");
                let own = Task { person: Some(line.of.person), ..of(line, (day, key), path) };
                all.push(own);
            }
        }
        let is_over = Day(month.last_day()) < today;
        if approves && is_over && is_open(tx, &lines, month).await? {
            let (person, note) = (None, String::new());
            let path = format!("/homecare?month={month}");
            all.push(Task { day, key: "homecare-task-close", person, note, path });
        }
    }
    all.retain(|task| task.day <= wanted.until);
    all.sort_by_key(|task| task.day);
    all.truncate(usize::try_from(wanted.most).unwrap_or(usize::MAX));
    Ok(all)
}

/// Some service with reports in a month has not closed it.
async fn is_open(tx: &Tx, lines: &[Line], month: Month) -> Result<bool, StoreError> {
    let with_reports = lines.iter().filter(|line| !line.reports.is_empty());
    let mut services: Vec<ServiceId> = with_reports.map(|line| line.service.id).collect();
    services.sort_unstable();
    services.dedup();
    let closings = delivery::closings_of::<Months>(tx, &services, month).await?;
    let is_closed = |service: &ServiceId| {
        let last = closings.get(service).and_then(|rows| rows.last());
        last.is_some_and(|row| row.reopened_at.is_none())
    };
    Ok(!services.iter().all(is_closed))
}
