//! Seminars, days, attendance and supervision, read and opened.

use super::content::{Agreed, Guided, Held, Themes, opened};
use super::norm::Done;
use super::store::{
    supervision, supervision_action, supervision_meeting, supervision_person, training_attendance,
    training_day, training_invited, training_seminar,
};
use super::{
    ActionId, AttendanceId, InvitedId, MeetingId, SeminarId, SupervisionId, TrainingDayId,
};
use crate::workforce::EmployeeId;
use kit::store::{StoreError, Tx};
use kit::types::Day;
use sea_orm::{ColumnTrait, QueryFilter, QueryOrder, Select};
use std::collections::HashMap;

/// A seminar, opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seminar {
    /// The row.
    pub row: training_seminar::Model,
    /// Where, by whom.
    pub content: Held,
}

impl Seminar {
    /// Where it stands on a day; words have the key `training-state-<code>`.
    #[must_use]
    pub fn state(&self, today: Day) -> &'static str {
        match (self.row.revoked_at, self.row.held_at) {
            (Some(_), _) => "revoked",
            (None, Some(_)) => "held",
            (None, None) if self.row.last_day < today => "to-close",
            (None, None) => "planned",
        }
    }

    /// Whether it may still be worked on.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.row.held_at.is_none() && self.row.revoked_at.is_none()
    }
}

/// The colour of a state of a seminar.
#[must_use]
pub fn colour(state: &str) -> &'static str {
    match state {
        "held" => "green",
        "to-close" => "red",
        "revoked" => "grey",
        _ => "blue",
    }
}

async fn opened_seminars(
    tx: &Tx,
    rows: Select<training_seminar::Entity>,
) -> Result<Vec<Seminar>, StoreError> {
    use training_seminar::Column;
    let rows =
        rows.order_by_desc(Column::FirstDay).order_by_desc(Column::Id).all(tx.conn()).await?;
    let read = |row: training_seminar::Model| {
        let content = opened(tx, ("training_seminar", row.id.0), &row.content_sealed)?;
        Ok(Seminar { row, content })
    };
    rows.into_iter().map(read).collect()
}

/// One seminar.
///
/// # Errors
/// [`StoreError::NotFound`] when there is none.
pub async fn seminar(tx: &Tx, id: SeminarId) -> Result<Seminar, StoreError> {
    let rows = tx.find::<training_seminar::Entity>().filter(training_seminar::Column::Id.eq(id));
    opened_seminars(tx, rows).await?.pop().ok_or(StoreError::NotFound)
}

/// The seminars that begin between two days, newest first.
///
/// # Errors
/// When the database does not answer.
pub async fn seminars(tx: &Tx, from: Day, to: Day) -> Result<Vec<Seminar>, StoreError> {
    let own = training_seminar::Column::FirstDay.between(from, to);
    opened_seminars(tx, tx.find::<training_seminar::Entity>().filter(own)).await
}

/// Some seminars, newest first.
///
/// # Errors
/// When the database does not answer.
pub async fn some_seminars(tx: &Tx, ids: &[SeminarId]) -> Result<Vec<Seminar>, StoreError> {
    let own = training_seminar::Column::Id.is_in(ids.iter().copied());
    opened_seminars(tx, tx.find::<training_seminar::Entity>().filter(own)).await
}

/// The days of a seminar in their order.
///
/// # Errors
/// When the database does not answer.
pub async fn days(tx: &Tx, id: SeminarId) -> Result<Vec<training_day::Model>, StoreError> {
    use training_day::{Column, Entity};
    let rows = tx.find::<Entity>().filter(Column::SeminarId.eq(id)).order_by_asc(Column::Day);
    Ok(rows.all(tx.conn()).await?)
}

/// One day.
///
/// # Errors
/// [`StoreError::NotFound`] when there is none.
pub async fn day(tx: &Tx, id: TrainingDayId) -> Result<training_day::Model, StoreError> {
    let row = tx.find::<training_day::Entity>().filter(training_day::Column::Id.eq(id));
    row.one(tx.conn()).await?.ok_or(StoreError::NotFound)
}

/// Who was invited to some seminars, in the order of inviting.
///
/// # Errors
/// When the database does not answer.
pub async fn invited(
    tx: &Tx,
    ids: &[SeminarId],
) -> Result<Vec<training_invited::Model>, StoreError> {
    use training_invited::{Column, Entity};
    let rows = tx.find::<Entity>().filter(Column::SeminarId.is_in(ids.iter().copied()));
    Ok(rows.order_by_asc(Column::Id).all(tx.conn()).await?)
}

/// One invitation.
///
/// # Errors
/// [`StoreError::NotFound`] when there is none.
pub async fn invitation(tx: &Tx, id: InvitedId) -> Result<training_invited::Model, StoreError> {
    let row = tx.find::<training_invited::Entity>().filter(training_invited::Column::Id.eq(id));
    row.one(tx.conn()).await?.ok_or(StoreError::NotFound)
}

/// The attendance that stands, of some seminars.
///
/// # Errors
/// When the database does not answer.
pub async fn attendance(
    tx: &Tx,
    ids: &[SeminarId],
) -> Result<Vec<training_attendance::Model>, StoreError> {
    use training_attendance::{Column, Entity};
    let rows = tx.find::<Entity>().filter(Column::SeminarId.is_in(ids.iter().copied()));
    Ok(rows.filter(Column::Turn.eq(0)).order_by_asc(Column::Id).all(tx.conn()).await?)
}

/// One record of attendance.
///
/// # Errors
/// [`StoreError::NotFound`] when there is none.
pub async fn came(tx: &Tx, id: AttendanceId) -> Result<training_attendance::Model, StoreError> {
    use training_attendance::{Column, Entity};
    let row = tx.find::<Entity>().filter(Column::Id.eq(id));
    row.one(tx.conn()).await?.ok_or(StoreError::NotFound)
}

/// A supervision, opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Supervision {
    /// The row.
    pub row: supervision::Model,
    /// By whom, what for.
    pub content: Guided,
}

async fn opened_supervisions(
    tx: &Tx,
    rows: Select<supervision::Entity>,
) -> Result<Vec<Supervision>, StoreError> {
    use supervision::Column;
    let rows =
        rows.order_by_desc(Column::StartsOn).order_by_desc(Column::Id).all(tx.conn()).await?;
    let read = |row: supervision::Model| {
        let content = opened(tx, ("supervision", row.id.0), &row.content_sealed)?;
        Ok(Supervision { row, content })
    };
    rows.into_iter().map(read).collect()
}

/// One supervision.
///
/// # Errors
/// [`StoreError::NotFound`] when there is none.
pub async fn supervision(tx: &Tx, id: SupervisionId) -> Result<Supervision, StoreError> {
    let rows = tx.find::<supervision::Entity>().filter(supervision::Column::Id.eq(id));
    opened_supervisions(tx, rows).await?.pop().ok_or(StoreError::NotFound)
}

/// All supervisions, newest first.
///
/// # Errors
/// When the database does not answer.
pub async fn supervisions(tx: &Tx) -> Result<Vec<Supervision>, StoreError> {
    opened_supervisions(tx, tx.find::<supervision::Entity>()).await
}

/// A meeting, opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Meeting {
    /// The row.
    pub row: supervision_meeting::Model,
    /// What about, in general.
    pub content: Themes,
}

async fn opened_meetings(
    tx: &Tx,
    rows: Select<supervision_meeting::Entity>,
) -> Result<Vec<Meeting>, StoreError> {
    use supervision_meeting::Column;
    let rows = rows.order_by_asc(Column::Day).order_by_asc(Column::Id).all(tx.conn()).await?;
    let read = |row: supervision_meeting::Model| {
        let content = opened(tx, ("supervision_meeting", row.id.0), &row.content_sealed)?;
        Ok(Meeting { row, content })
    };
    rows.into_iter().map(read).collect()
}

/// One meeting.
///
/// # Errors
/// [`StoreError::NotFound`] when there is none.
pub async fn meeting(tx: &Tx, id: MeetingId) -> Result<Meeting, StoreError> {
    let own = supervision_meeting::Column::Id.eq(id);
    let rows = tx.find::<supervision_meeting::Entity>().filter(own);
    opened_meetings(tx, rows).await?.pop().ok_or(StoreError::NotFound)
}

/// The meetings of some supervisions, also the revoked ones, by their days.
///
/// # Errors
/// When the database does not answer.
pub async fn meetings(tx: &Tx, ids: &[SupervisionId]) -> Result<Vec<Meeting>, StoreError> {
    let own = supervision_meeting::Column::SupervisionId.is_in(ids.iter().copied());
    opened_meetings(tx, tx.find::<supervision_meeting::Entity>().filter(own)).await
}

/// Who was at some meetings.
///
/// # Errors
/// When the database does not answer.
pub async fn present(
    tx: &Tx,
    ids: &[MeetingId],
) -> Result<Vec<supervision_person::Model>, StoreError> {
    use supervision_person::{Column, Entity};
    let rows = tx.find::<Entity>().filter(Column::MeetingId.is_in(ids.iter().copied()));
    Ok(rows.order_by_asc(Column::Id).all(tx.conn()).await?)
}

/// Something agreed, opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Action {
    /// The row.
    pub row: supervision_action::Model,
    /// What, and what came of it.
    pub content: Agreed,
}

async fn opened_actions(
    tx: &Tx,
    rows: Select<supervision_action::Entity>,
) -> Result<Vec<Action>, StoreError> {
    use supervision_action::Column;
    let rows = rows.order_by_asc(Column::DueOn).order_by_asc(Column::Id).all(tx.conn()).await?;
    let read = |row: supervision_action::Model| {
        let content = opened(tx, ("supervision_action", row.id.0), &row.content_sealed)?;
        Ok(Action { row, content })
    };
    rows.into_iter().map(read).collect()
}

/// One of what was agreed.
///
/// # Errors
/// [`StoreError::NotFound`] when there is none.
pub async fn action(tx: &Tx, id: ActionId) -> Result<Action, StoreError> {
    let own = supervision_action::Column::Id.eq(id);
    let rows = tx.find::<supervision_action::Entity>().filter(own);
    opened_actions(tx, rows).await?.pop().ok_or(StoreError::NotFound)
}

/// What a supervision agreed, by last days.
///
/// # Errors
/// When the database does not answer.
pub async fn actions(tx: &Tx, id: SupervisionId) -> Result<Vec<Action>, StoreError> {
    let own = supervision_action::Column::SupervisionId.eq(id);
    opened_actions(tx, tx.find::<supervision_action::Entity>().filter(own)).await
}

/// What an employee agreed to do, by last days.
///
/// # Errors
/// When the database does not answer.
pub async fn actions_of(tx: &Tx, id: EmployeeId) -> Result<Vec<Action>, StoreError> {
    let own = supervision_action::Column::EmployeeId.eq(id);
    opened_actions(tx, tx.find::<supervision_action::Entity>().filter(own)).await
}

/// What was attended and stands, by employee: of one, or of all. Five queries.
///
/// # Errors
/// When the database does not answer.
pub async fn done(
    tx: &Tx,
    whose: Option<EmployeeId>,
) -> Result<HashMap<EmployeeId, Vec<Done>>, StoreError> {
    use training_attendance::Column;
    let mut came = tx.find::<training_attendance::Entity>().filter(Column::Turn.eq(0));
    let mut met = tx.find::<supervision_person::Entity>();
    if let Some(id) = whose {
        came = came.filter(Column::EmployeeId.eq(id));
        met = met.filter(supervision_person::Column::EmployeeId.eq(id));
    }
    let came = came.all(tx.conn()).await?;
    let met = met.all(tx.conn()).await?;
    let seminars = tx.find::<training_seminar::Entity>();
    let seminars = seminars.filter(training_seminar::Column::RevokedAt.is_null());
    let kinds: HashMap<SeminarId, String> =
        seminars.all(tx.conn()).await?.into_iter().map(|row| (row.id, row.kind)).collect();
    let days = tx.find::<training_day::Entity>().all(tx.conn()).await?;
    let days: HashMap<TrainingDayId, Day> = days.into_iter().map(|row| (row.id, row.day)).collect();
    let mut all: HashMap<EmployeeId, Vec<Done>> = HashMap::new();
    for row in came {
        let (Some(kind), Some(day)) = (kinds.get(&row.seminar_id), days.get(&row.day_id)) else {
            continue;
        };
        let hours = i64::from(row.hours);
        let one = Done { kind: kind.clone(), day: *day, hours, of: row.seminar_id.0 };
        all.entry(row.employee_id).or_default().push(one);
    }
    let meetings = standing_meetings(tx).await?;
    for row in met {
        let Some(one) = meetings.get(&row.meeting_id) else { continue };
        all.entry(row.employee_id).or_default().push(one.clone());
    }
    Ok(all)
}

/// The meetings that stand, as something attended.
async fn standing_meetings(tx: &Tx) -> Result<HashMap<MeetingId, Done>, StoreError> {
    let kinds: HashMap<SupervisionId, String> = tx
        .find::<supervision::Entity>()
        .filter(supervision::Column::RevokedAt.is_null())
        .all(tx.conn())
        .await?
        .into_iter()
        .map(|row| (row.id, format!("supervision-{}", row.kind)))
        .collect();
    let rows = tx.find::<supervision_meeting::Entity>();
    let rows = rows.filter(supervision_meeting::Column::RevokedAt.is_null()).all(tx.conn()).await?;
    let one = |row: supervision_meeting::Model| {
        let kind = kinds.get(&row.supervision_id)?.clone();
        let hours = i64::from(row.hours);
        Some((row.id, Done { kind, day: row.day, hours, of: row.id.0 }))
    };
    Ok(rows.into_iter().filter_map(one).collect())
}
