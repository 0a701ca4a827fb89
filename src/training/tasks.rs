//! What training waits for: seminars that are over and not noted as held, what was agreed in supervision,
//! certificates that end, employees who are behind, lines of the plan whose month ends.

use super::employee;
use super::frame::HOME;
use super::load;
use super::norm::State;
use super::paper::{self, CERTIFICATE};
use super::plan::{self, Course};
use super::renewal;
use super::store::{supervision_action, training_paper, training_plan, training_seminar};
use crate::people::{Task, Wanted};
use crate::workforce::EmployeeId;
use kit::store::{StoreError, Tx};
use kit::types::Day;
use law::Law;
use sea_orm::{ColumnTrait, QueryFilter, QueryOrder, QuerySelect};

/// What whoever enters trainings should do until a day.
///
/// # Errors
/// When the database does not answer.
pub async fn tasks(tx: &Tx, law: &Law, wanted: Wanted<'_>) -> Result<Vec<Task>, StoreError> {
    let mut all = seminars(tx, wanted).await?;
    all.extend(agreed(tx, wanted).await?);
    all.extend(certificates(tx, wanted).await?);
    all.extend(behind(tx, law, wanted).await?);
    all.extend(planned(tx, wanted).await?);
    Ok(all)
}

fn task(day: Day, key: &'static str, (note, path): (String, String)) -> Task {
    Task { day, key, person: None, note, path }
}

async fn seminars(tx: &Tx, wanted: Wanted<'_>) -> Result<Vec<Task>, StoreError> {
    use training_seminar::{Column, Entity};
    let rows = tx
        .find::<Entity>()
        .filter(Column::HeldAt.is_null())
        .filter(Column::RevokedAt.is_null())
        .filter(Column::LastDay.lte(wanted.until))
        .order_by_asc(Column::LastDay)
        .order_by_asc(Column::Id)
        .limit(wanted.most);
    let one = |row: training_seminar::Model| {
        let path = format!("{HOME}/seminars/{}", row.id);
        task(row.last_day, "training-task-seminar", (row.title, path))
    };
    Ok(rows.all(tx.conn()).await?.into_iter().map(one).collect())
}

async fn agreed(tx: &Tx, wanted: Wanted<'_>) -> Result<Vec<Task>, StoreError> {
    use supervision_action::{Column, Entity};
    let rows = tx
        .find::<Entity>()
        .filter(Column::DoneOn.is_null())
        .filter(Column::DueOn.lte(wanted.until))
        .order_by_asc(Column::DueOn)
        .order_by_asc(Column::Id)
        .limit(wanted.most);
    let one = |row: supervision_action::Model| {
        let path = format!("{HOME}/agreed/{}", row.id);
        task(row.due_on, "training-task-agreed", (String::new(), path))
    };
    Ok(rows.all(tx.conn()).await?.into_iter().map(one).collect())
}

/// Certificates that end until then: one task with their number, by the first of them. Those that ended
/// long ago are told by the norms.
async fn certificates(tx: &Tx, wanted: Wanted<'_>) -> Result<Vec<Task>, StoreError> {
    use training_paper::{Column, Entity};
    let rows = tx
        .find::<Entity>()
        .filter(Column::Kind.eq(CERTIFICATE))
        .filter(Column::ValidUntil.between(tx.today(), wanted.until))
        .filter(Column::RevokedAt.is_null())
        .order_by_asc(Column::ValidUntil);
    let mut rows = paper::facts(rows).all(tx.conn()).await?;
    let people: Vec<EmployeeId> = rows.iter().filter_map(|row| row.employee_id).collect();
    let theirs = paper::certificates_of(tx, &people).await?;
    let renewed = renewal::renewed(&theirs, &renewal::courses(tx, &theirs).await?);
    rows.retain(|row| !renewed.contains(&row.id));
    let Some(day) = rows.iter().filter_map(|row| row.valid_until).min() else {
        return Ok(Vec::new());
    };
    let path = format!("{HOME}/certificates?state=soon");
    Ok(vec![task(day, "training-task-certificates", (rows.len().to_string(), path))])
}

/// Employees who are behind, or will be: one task with their number.
async fn behind(tx: &Tx, law: &Law, wanted: Wanted<'_>) -> Result<Vec<Task>, StoreError> {
    let mut waits: Vec<_> = employee::standings(tx, law)
        .await?
        .into_iter()
        .filter(|one| one.standing.state != State::Met)
        .map(|one| (one.standing.until.unwrap_or(tx.today()), one.who.id))
        .filter(|(day, _)| *day <= wanted.until)
        .collect();
    let Some(day) = waits.iter().map(|(day, _)| *day).min() else { return Ok(Vec::new()) };
    waits.sort_by_key(|(_, who)| *who);
    waits.dedup_by_key(|(_, who)| *who);
    let (note, path) = (waits.len().to_string(), format!("{HOME}/norms"));
    Ok(vec![task(day, "training-task-norms", (note, path))])
}

/// Lines of this year's plan that nobody entered a seminar for.
async fn planned(tx: &Tx, wanted: Wanted<'_>) -> Result<Vec<Task>, StoreError> {
    let today = tx.today();
    let year = today.0.year();
    let rows = plan::of_year(tx, year).await?;
    let (from, to) = (Day(today.0.first_of_year()), Day(today.0.last_of_year()));
    let seminars = load::seminars(tx, from, to).await?;
    let standing = plan::courses(&rows, &seminars, today);
    let open = rows.iter().zip(standing).filter(|(row, (course, _))| {
        matches!(course, Course::Late | Course::Ahead) && plan::last_day(row) <= wanted.until
    });
    let path = || format!("{HOME}/plan?year={year}");
    let one = |(row, _): (&training_plan::Model, (Course, Option<usize>))| {
        let month = format!("{:02}.{year}", row.month_no);
        task(plan::last_day(row), "training-task-plan", (month, path()))
    };
    let most = usize::try_from(wanted.most).unwrap_or(usize::MAX);
    Ok(open.map(one).take(most).collect())
}
