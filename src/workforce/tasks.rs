//! What waits here: ends of appointments and of the time with a mentor, time sheets that nobody
//! signed, plans without an answer.

use super::frame::{HOME, month_words};
use super::load::Known;
use super::store::{workforce_appointment, workforce_mentor, workforce_plan, workforce_sheet};
use super::week::{self, Stands};
use crate::people::{Task, Wanted};
use kit::store::{StoreError, Tx};
use kit::types::Day;
use law::Month;
use sea_orm::{ColumnTrait, QueryFilter, QueryOrder, QuerySelect};

/// The end of an appointment is told so many days ahead.
const AHEAD: i32 = 30;

fn task((day, key): (Day, &'static str), (note, path): (String, String)) -> Task {
    Task { day, key, person: None, note, path }
}

/// What whoever keeps the staff should do until a day.
///
/// # Errors
/// When the database does not answer.
pub async fn tasks(tx: &Tx, wanted: Wanted<'_>) -> Result<Vec<Task>, StoreError> {
    let known = Known::read(tx).await?;
    let mut all = appointments(tx, (wanted, &known)).await?;
    all.extend(mentors(tx, (wanted, &known)).await?);
    all.extend(sheets(tx, (wanted, &known)).await?);
    all.extend(plans(tx, (wanted, &known)).await?);
    all.extend(overloaded(tx).await?);
    Ok(all)
}

async fn appointments(
    tx: &Tx,
    (wanted, known): (Wanted<'_>, &Known),
) -> Result<Vec<Task>, StoreError> {
    use workforce_appointment::{Column, Entity};
    let rows = tx
        .find::<Entity>()
        .filter(Column::RevokedAt.is_null())
        .filter(Column::UntilOn.gte(tx.today()))
        .filter(Column::UntilOn.lte(wanted.until.plus(AHEAD)))
        .order_by_asc(Column::UntilOn)
        .limit(wanted.most);
    let one = |row: workforce_appointment::Model| {
        let day = row.until_on.unwrap_or(row.from_on);
        let path = format!("{HOME}/appointments/{}", row.id);
        task((day, "workforce-task-end"), (known.name(row.employee_id), path))
    };
    Ok(rows.all(tx.conn()).await?.into_iter().map(one).collect())
}

async fn mentors(tx: &Tx, (wanted, known): (Wanted<'_>, &Known)) -> Result<Vec<Task>, StoreError> {
    use workforce_mentor::{Column, Entity};
    let rows = tx
        .find::<Entity>()
        .filter(Column::EndedOn.is_null())
        .filter(Column::UntilOn.lte(wanted.until))
        .order_by_asc(Column::UntilOn)
        .limit(wanted.most);
    let one = |row: workforce_mentor::Model| {
        let path = format!("{HOME}/mentors/{}", row.id);
        task((row.until_on, "workforce-task-mentor"), (known.name(row.employee_id), path))
    };
    Ok(rows.all(tx.conn()).await?.into_iter().map(one).collect())
}

/// A time sheet is to be signed when its month is over.
async fn sheets(tx: &Tx, (wanted, known): (Wanted<'_>, &Known)) -> Result<Vec<Task>, StoreError> {
    use workforce_sheet::{Column, Entity};
    let rows = tx
        .find::<Entity>()
        .filter(Column::SignedOn.is_null())
        .filter(Column::RevokedAt.is_null())
        .filter(Column::Month.lt(Month::of(wanted.until.0).to_string()))
        .order_by_asc(Column::Month)
        .limit(wanted.most);
    let mut all = Vec::new();
    for row in rows.all(tx.conn()).await? {
        let Ok(month) = Month::parse(&row.month) else { continue };
        let note = format!("{}, {}", known.name(row.employee_id), month_words(month));
        let day = Day(month.plus(1).first_day());
        let path = format!("{HOME}/timesheets/{}", row.id);
        all.push(task((day, "workforce-task-sheet"), (note, path)));
    }
    Ok(all)
}

/// Who passed the limit in the last whole week, and no plan is written: one task with their number.
async fn overloaded(tx: &Tx) -> Result<Vec<Task>, StoreError> {
    let last = week::monday(tx.today()).plus(-7);
    let (_, workers) = week::workers(tx, (last, None)).await?;
    let count = workers.iter().filter(|one| one.stands == Stands::Over).count();
    if count == 0 {
        return Ok(Vec::new());
    }
    let path = format!("{HOME}/load?week={last}&state={}", Stands::Over.code());
    Ok(vec![task((tx.today(), "workforce-task-load"), (count.to_string(), path))])
}

async fn plans(tx: &Tx, (wanted, known): (Wanted<'_>, &Known)) -> Result<Vec<Task>, StoreError> {
    use workforce_plan::{Column, Entity};
    let rows = tx
        .find::<Entity>()
        .filter(Column::AnsweredOn.is_null())
        .filter(Column::DueOn.lte(wanted.until))
        .order_by_asc(Column::DueOn)
        .limit(wanted.most);
    let one = |row: workforce_plan::Model| {
        let path = format!("{HOME}/plans/{}", row.id);
        task((row.due_on, "workforce-task-plan"), (known.name(row.employee_id), path))
    };
    Ok(rows.all(tx.conn()).await?.into_iter().map(one).collect())
}
