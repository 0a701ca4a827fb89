//! What projects wait for: steps of procurement and risks with their days, activities that should
//! begin or end, periods that end.

use super::ProjectId;
use super::frame::{HOME, path};
use super::load::{self, Project};
use super::side_store::{project_risk, project_step};
use super::store::project_activity;
use crate::people::{Task, Wanted};
use kit::store::{StoreError, Tx};
use kit::types::Day;
use sea_orm::{ColumnTrait, QueryFilter, QueryOrder, QuerySelect};

/// So many days ahead a page looks.
const AHEAD: i32 = 30;
/// No more of a kind on a page.
const MOST: u64 = 20;

/// What whoever keeps projects should do until a day.
///
/// # Errors
/// When the database does not answer.
pub async fn tasks(tx: &Tx, wanted: Wanted<'_>) -> Result<Vec<Task>, StoreError> {
    let mut all = among(tx, None, (wanted.until, wanted.most)).await?;
    let amendments = load::amendments(tx, None).await?;
    let today = tx.today();
    let ends = |one: Project| {
        let (_, until) = one.period(&amendments, today);
        let is_near = today <= until && until <= wanted.until;
        let (note, path) = (one.content.short, path(one.row.id, ""));
        is_near.then_some(Task { day: until, key: "projects-task-end", person: None, note, path })
    };
    all.extend(load::projects(tx).await?.into_iter().filter_map(ends));
    Ok(all)
}

/// What one project waits for in the next weeks.
///
/// # Errors
/// When the database does not answer.
pub async fn of(tx: &Tx, id: ProjectId) -> Result<Vec<Task>, StoreError> {
    let mut all = among(tx, Some(id), (tx.today().plus(AHEAD), MOST)).await?;
    all.sort_by(|a, b| (a.day, &a.path).cmp(&(b.day, &b.path)));
    Ok(all)
}

async fn among(
    tx: &Tx,
    id: Option<ProjectId>,
    (until, most): (Day, u64),
) -> Result<Vec<Task>, StoreError> {
    let mut all = steps(tx, id, (until, most)).await?;
    all.extend(risks(tx, id, (until, most)).await?);
    all.extend(activities(tx, id, (until, most)).await?);
    Ok(all)
}

async fn steps(
    tx: &Tx,
    id: Option<ProjectId>,
    (until, most): (Day, u64),
) -> Result<Vec<Task>, StoreError> {
    use project_step::{Column, Entity};
    let mut rows =
        tx.find::<Entity>().filter(Column::DoneOn.is_null()).filter(Column::DueOn.lte(until));
    if let Some(id) = id {
        rows = rows.filter(Column::ProjectId.eq(id));
    }
    let rows = rows.order_by_asc(Column::DueOn).order_by_asc(Column::Id).limit(most);
    let task = |one: load::Step| Task {
        day: one.row.due_on,
        key: "projects-task-step",
        person: None,
        note: one.content.title,
        path: format!("{HOME}/steps/{}", one.row.id),
    };
    Ok(load::all(tx, rows).await?.into_iter().map(task).collect())
}

async fn risks(
    tx: &Tx,
    id: Option<ProjectId>,
    (until, most): (Day, u64),
) -> Result<Vec<Task>, StoreError> {
    use project_risk::{Column, Entity};
    let mut rows =
        tx.find::<Entity>().filter(Column::ClosedOn.is_null()).filter(Column::DueOn.lte(until));
    if let Some(id) = id {
        rows = rows.filter(Column::ProjectId.eq(id));
    }
    let rows = rows.order_by_asc(Column::DueOn).order_by_asc(Column::Id).limit(most);
    let task = |row: project_risk::Model| {
        let path = format!("{HOME}/risks/{}", row.id);
        let day = row.due_on?;
        Some(Task { day, key: "projects-task-risk", person: None, note: String::new(), path })
    };
    Ok(rows.all(tx.conn()).await?.into_iter().filter_map(task).collect())
}

/// Activities that began and should be over.
async fn activities(
    tx: &Tx,
    id: Option<ProjectId>,
    (until, most): (Day, u64),
) -> Result<Vec<Task>, StoreError> {
    use project_activity::{Column, Entity};
    let mut rows = tx
        .find::<Entity>()
        .filter(Column::RealUntil.is_null())
        .filter(Column::PlannedUntil.lte(until));
    if let Some(id) = id {
        rows = rows.filter(Column::ProjectId.eq(id));
    }
    let rows = rows.order_by_asc(Column::PlannedUntil).order_by_asc(Column::Id).limit(most);
    let task = |row: project_activity::Model| Task {
        day: row.planned_until,
        key: "projects-task-activity",
        person: None,
        note: row.code,
        path: format!("{HOME}/activities/{}", row.id),
    };
    Ok(rows.all(tx.conn()).await?.into_iter().map(task).collect())
}
