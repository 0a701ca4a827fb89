//! What waits for the office, for those who gather the work of a day: reports to be decided, late
//! ones with the last day of their explanations, locked numbers.

use super::ReportId;
use super::accepted::explained_in;
use super::course::State;
use super::decide::{Explained, timeline};
use super::frame::{HOME, path};
use super::load;
use super::pin;
use super::store::hour_report::{self, Column, Entity};
use crate::people::{Task, Wanted};
use kit::store::{StoreError, Tx};
use kit::types::Day;
use law::{Law, Month, ReportInput};
use sea_orm::{ColumnTrait, QueryFilter, QueryOrder, QuerySelect};

/// What whoever may accept should do until a day.
///
/// # Errors
/// When the database does not answer.
pub async fn tasks(tx: &Tx, law: &Law, wanted: Wanted<'_>) -> Result<Vec<Task>, StoreError> {
    let states = [State::Confirmed, State::Late, State::Manual].map(State::code);
    let rows = tx
        .find::<Entity>()
        .filter(Column::State.is_in(states))
        .order_by_asc(Column::FiledOn)
        .order_by_asc(Column::Id)
        .limit(wanted.most)
        .all(tx.conn())
        .await?;
    let is_late = |row: &&hour_report::Model| row.state == State::Late.code();
    let late: Vec<ReportId> = rows.iter().filter(is_late).map(|row| row.id).collect();
    let explained = explained_in(tx, &late).await?;
    let mut all = Vec::new();
    for row in rows {
        let month = Month::parse(&row.month).map_err(|e| StoreError::Other(e.to_string()))?;
        let state = State::from_code(&row.state);
        let filed = row.filed_on;
        let (day, key) = match state {
            Some(State::Late) => {
                let both = explained.get(&row.id).copied();
                let report = load::report(tx, row.clone())?;
                let line = timeline(law, &report, Explained { assistant: both, user: both })?;
                let day = line.pay_by.or(line.explanations_by).map(Day);
                (day, "hours-task-late")
            }
            Some(State::Manual) => (filed, "hours-task-manual"),
            _ => {
                let input = ReportInput { month, filed: filed.map(|day| day.0), explained: None };
                let line = law.report(&input).map_err(|e| StoreError::Other(e.to_string()))?;
                (Some(Day(line.request_by)), "hours-task-accept")
            }
        };
        let Some(day) = day.filter(|day| *day <= wanted.until) else { continue };
        let path = path(row.contract_id, "", month);
        all.push(Task { day, key, person: Some(row.person_id), note: row.month, path });
    }
    for row in pin::locked(tx).await? {
        let path = format!("{HOME}/people/{}", row.person_id);
        let person = Some(row.person_id);
        all.push(Task {
            day: tx.today(),
            key: "hours-task-pin",
            person,
            note: String::new(),
            path,
        });
    }
    Ok(all)
}
