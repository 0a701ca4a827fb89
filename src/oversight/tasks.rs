//! What oversight waits for: lines of the programme whose month ends, visits, reports, letters to АКСУ,
//! prescriptions, objections, recommendations, each with its last day.

use super::course::{FOLLOWED, State};
use super::frame::{self, HOME};
use super::load;
use super::programme;
use super::store::{
    oversight_check, oversight_objection, oversight_prescription, oversight_record,
};
use crate::people::{Task, Wanted};
use crate::services::ProviderId;
use kit::store::{StoreError, Tx};
use kit::types::Day;
use law::Law;
use sea_orm::{ColumnTrait, QueryFilter, QueryOrder, QuerySelect};
use std::collections::HashMap;

type Names = HashMap<ProviderId, String>;

/// What whoever enters checks should do until a day.
///
/// # Errors
/// When the database does not answer.
pub async fn tasks(tx: &Tx, law: &Law, wanted: Wanted<'_>) -> Result<Vec<Task>, StoreError> {
    let names = frame::providers(tx).await?;
    let mut all = checks(tx, wanted, &names).await?;
    all.extend(prescriptions(tx, wanted, &names).await?);
    all.extend(objections(tx, wanted).await?);
    all.extend(records(tx, wanted).await?);
    all.extend(planned(tx, wanted, &names).await?);
    all.extend(unchecked(tx, law, wanted).await?);
    Ok(all)
}

fn task(day: Day, key: &'static str, (note, path): (String, String)) -> Task {
    Task { day, key, person: None, note, path }
}

/// The next step of each open check, with its day.
fn step(row: &oversight_check::Model) -> Option<(Day, &'static str)> {
    match State::from_code(&row.state)? {
        State::Ordered => Some((row.starts_on?, "oversight-task-visit")),
        State::Visiting => Some((row.ends_on?, "oversight-task-end")),
        State::Ended => Some((row.due_on?, "oversight-task-report")),
        State::Reported if row.is_bad && row.agency_on.is_none() => {
            Some((row.agency_due_on?, "oversight-task-agency"))
        }
        _ => None,
    }
}

async fn checks(tx: &Tx, wanted: Wanted<'_>, names: &Names) -> Result<Vec<Task>, StoreError> {
    use oversight_check::{Column, Entity};
    let rows = tx.find::<Entity>().filter(Column::Turn.eq(0)).order_by_asc(Column::Id);
    let one = |row: oversight_check::Model| {
        let (day, key) = step(&row).filter(|(day, _)| *day <= wanted.until)?;
        let path = format!("{HOME}/checks/{}", row.id);
        Some(task(day, key, (frame::name_of(names, row.provider_id), path)))
    };
    let most = usize::try_from(wanted.most).unwrap_or(usize::MAX);
    Ok(rows.all(tx.conn()).await?.into_iter().filter_map(one).take(most).collect())
}

async fn prescriptions(
    tx: &Tx,
    wanted: Wanted<'_>,
    names: &Names,
) -> Result<Vec<Task>, StoreError> {
    use oversight_prescription::{Column, Entity};
    let rows = tx
        .find::<Entity>()
        .filter(Column::State.eq(FOLLOWED[0]))
        .filter(Column::DueOn.lte(wanted.until))
        .order_by_asc(Column::DueOn)
        .order_by_asc(Column::Id)
        .limit(wanted.most);
    let one = |row: oversight_prescription::Model| {
        let path = format!("{HOME}/prescriptions/{}", row.id);
        let name = frame::name_of(names, row.provider_id);
        task(row.due_on, "oversight-task-prescription", (name, path))
    };
    Ok(rows.all(tx.conn()).await?.into_iter().map(one).collect())
}

/// Objections that nobody answered. No term is set for them: they wait since they came.
async fn objections(tx: &Tx, wanted: Wanted<'_>) -> Result<Vec<Task>, StoreError> {
    use oversight_objection::{Column, Entity};
    let rows = tx
        .find::<Entity>()
        .filter(Column::AnsweredOn.is_null())
        .order_by_asc(Column::Id)
        .limit(wanted.most);
    let one = |row: oversight_objection::Model| {
        let path = format!("{HOME}/objections/{}", row.id);
        task(row.received_on, "oversight-task-objection", (String::new(), path))
    };
    Ok(rows.all(tx.conn()).await?.into_iter().map(one).collect())
}

async fn records(tx: &Tx, wanted: Wanted<'_>) -> Result<Vec<Task>, StoreError> {
    use oversight_record::{Column, Entity};
    let rows = tx
        .find::<Entity>()
        .filter(Column::DoneOn.is_null())
        .filter(Column::DueOn.lte(wanted.until))
        .order_by_asc(Column::DueOn)
        .order_by_asc(Column::Id)
        .limit(wanted.most);
    let one = |row: oversight_record::Model| {
        let path = format!("{HOME}/monitoring/{}", row.id);
        Some(task(row.due_on?, "oversight-task-recommendation", (String::new(), path)))
    };
    Ok(rows.all(tx.conn()).await?.into_iter().filter_map(one).collect())
}

/// Lines of this year's programme for which no check was prepared.
async fn planned(tx: &Tx, wanted: Wanted<'_>, names: &Names) -> Result<Vec<Task>, StoreError> {
    let year = tx.today().0.year();
    let rows = programme::of_year(tx, year).await?;
    let checks = load::checks(tx).await?;
    let is_open = |provider: ProviderId| {
        checks.iter().any(|one| {
            let day = one.row.began_on.or(one.row.ordered_on).unwrap_or(one.row.made_at.day());
            one.row.provider_id == provider && one.state != State::Cancelled && day.0.year() == year
        })
    };
    let waits = rows
        .into_iter()
        .filter(|row| programme::last_day(row) <= wanted.until && !is_open(row.provider_id));
    let one = |row: super::store::oversight_plan::Model| {
        let path = format!("{HOME}/checks/new?provider={}", row.provider_id);
        let name = frame::name_of(names, row.provider_id);
        task(programme::last_day(&row), "oversight-task-plan", (name, path))
    };
    let most = usize::try_from(wanted.most).unwrap_or(usize::MAX);
    Ok(waits.map(one).take(most).collect())
}

/// Providers whose two years end: one task with their number, by the first of them.
async fn unchecked(tx: &Tx, law: &Law, wanted: Wanted<'_>) -> Result<Vec<Task>, StoreError> {
    let last = load::last_checks(tx).await?;
    let mut days = Vec::new();
    for day in last.into_values() {
        days.push(frame::term(law, frame::PERIODIC, day)?);
    }
    days.retain(|day| *day <= wanted.until);
    let Some(day) = days.iter().min().copied() else { return Ok(Vec::new()) };
    let path = format!("{HOME}/programme/risk");
    Ok(vec![task(day, "oversight-task-unchecked", (days.len().to_string(), path))])
}
