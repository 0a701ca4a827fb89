//! Who attended the seminars of a project, day by day, for those who prove it to whoever pays.

use super::frame::{self, bg};
use super::paper::LIST;
use super::proofs::days;
use super::store::{training_attendance, training_paper, training_seminar};
use super::{SeminarId, TrainingDayId, load};
use crate::projects::ProjectId;
use kit::store::{StoreError, Tx};
use kit::types::Day;
use sea_orm::{ColumnTrait, QueryFilter, QueryOrder, QuerySelect};
use std::collections::{HashMap, HashSet};

/// A seminar with its days.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SeminarDays {
    /// Its title.
    pub title: String,
    /// Its days, first to last.
    pub days: Vec<ListedDay>,
}

/// Who was at a day of a seminar.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListedDay {
    /// The day.
    pub day: Day,
    /// Its academic hours.
    pub hours: i32,
    /// A list to be signed was printed.
    pub is_listed: bool,
    /// Name, post, hours and how it was noted, by name.
    pub rows: Vec<[String; 4]>,
}

/// The days on which lists to be signed were printed.
async fn printed(tx: &Tx, ids: &[SeminarId]) -> Result<HashSet<TrainingDayId>, StoreError> {
    use training_paper::{Column, Entity};
    let rows: Vec<Option<TrainingDayId>> = tx
        .find::<Entity>()
        .filter(Column::SeminarId.is_in(ids.iter().copied()))
        .filter(Column::Kind.eq(LIST))
        .filter(Column::RevokedAt.is_null())
        .select_only()
        .column(Column::DayId)
        .into_tuple()
        .all(tx.conn())
        .await?;
    Ok(rows.into_iter().flatten().collect())
}

/// The days of the seminars of a project between two days, up to today. Some queries, however many
/// there are.
///
/// # Errors
/// When the database does not answer.
pub async fn listed(
    tx: &Tx,
    project: i64,
    (from, to): (Day, Day),
) -> Result<Vec<SeminarDays>, StoreError> {
    use training_seminar::{Column, Entity};
    let seminars = tx
        .find::<Entity>()
        .filter(Column::ProjectId.eq(ProjectId(project)))
        .filter(Column::LastDay.gte(from))
        .filter(Column::FirstDay.lte(to))
        .filter(Column::RevokedAt.is_null())
        .order_by_asc(Column::FirstDay)
        .order_by_asc(Column::Id)
        .all(tx.conn())
        .await?;
    let ids: Vec<SeminarId> = seminars.iter().map(|row| row.id).collect();
    let (days, printed) = (days(tx, &ids).await?, printed(tx, &ids).await?);
    let came = load::attendance(tx, &ids).await?;
    let names = frame::names(tx, came.iter().map(|row| row.employee_id)).await?;
    let mut rows: HashMap<TrainingDayId, Vec<[String; 4]>> = HashMap::new();
    for row in &came {
        rows.entry(row.day_id).or_default().push(cells(row, &names));
    }
    let to = to.min(tx.today());
    let mut all = Vec::new();
    for seminar in seminars {
        let own = days.values().filter(|day| day.seminar_id == seminar.id);
        let mut own: Vec<_> = own.filter(|day| from <= day.day && day.day <= to).collect();
        own.sort_by_key(|day| (day.day, day.id));
        let day = |day: &super::store::training_day::Model| {
            let mut there = rows.remove(&day.id).unwrap_or_default();
            there.sort();
            let is_listed = printed.contains(&day.id);
            ListedDay { day: day.day, hours: day.hours, is_listed, rows: there }
        };
        let own: Vec<ListedDay> = own.into_iter().map(day).collect();
        if !own.is_empty() {
            all.push(SeminarDays { title: seminar.title, days: own });
        }
    }
    Ok(all)
}

fn cells(
    row: &training_attendance::Model,
    names: &HashMap<crate::workforce::EmployeeId, crate::workforce::EmployeeName>,
) -> [String; 4] {
    let who = names.get(&row.employee_id);
    [
        who.map(|one| one.name.clone()).unwrap_or_default(),
        who.map(|one| one.post.clone()).unwrap_or_default(),
        row.hours.to_string(),
        bg(&format!("training-how-{}", row.how)),
    ]
}
