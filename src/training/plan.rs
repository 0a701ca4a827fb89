//! The plan of a year: which course in which month, for how many, by whose money; and whether it was given.

use super::load::Seminar;
use super::store::training_plan::{self, Column, Entity, Model};
use super::{CourseId, PlanId};
use crate::projects::ProjectId;
use kit::audit::Entry;
use kit::store::{StoreError, Tx};
use kit::types::Day;
use kit::web::Problem;
use sea_orm::{ColumnTrait, IntoActiveModel, QueryFilter, QueryOrder, Set};

/// The most employees of a line.
pub const MOST_PEOPLE: u32 = 10_000;

/// A line of the plan as it is entered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewPlan {
    /// The year.
    pub year: i16,
    /// The month, from 1.
    pub month: u8,
    /// What is taught.
    pub course: CourseId,
    /// For how many.
    pub people: u32,
    /// By whose money.
    pub project: Option<ProjectId>,
    /// A code of `FUNDINGS`.
    pub funding: String,
    /// What else is to be known.
    pub note: String,
}

/// Where a line stands; words have the key `training-planned-<code>`. A line is done by a seminar of its
/// course that was held in its year, each seminar for one line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Course {
    /// It was given.
    Held,
    /// A seminar is entered.
    Entered,
    /// Its month is over and nothing was entered.
    Late,
    /// It is ahead.
    Ahead,
    /// It was taken back.
    Revoked,
}

impl Course {
    /// Its code.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Course::Held => "held",
            Course::Entered => "entered",
            Course::Late => "late",
            Course::Ahead => "ahead",
            Course::Revoked => "revoked",
        }
    }

    /// The colour of its tag.
    #[must_use]
    pub fn colour(self) -> &'static str {
        match self {
            Course::Held => "green",
            Course::Entered => "blue",
            Course::Late => "red",
            Course::Ahead | Course::Revoked => "grey",
        }
    }
}

/// The last day of a line's month.
#[must_use]
pub fn last_day(row: &Model) -> Day {
    let year = i16::try_from(row.year).unwrap_or(2000);
    let month = i8::try_from(row.month_no).unwrap_or(12);
    let first = jiff::civil::Date::new(year, month, 1).unwrap_or_default();
    Day(first.last_of_month())
}

/// How the lines of a plan stand against the seminars of the year: each seminar answers one line of its
/// course, the earlier seminar the earlier line.
#[must_use]
pub fn courses(rows: &[Model], seminars: &[Seminar], today: Day) -> Vec<(Course, Option<usize>)> {
    let mut order: Vec<usize> = (0..seminars.len()).collect();
    order.sort_by_key(|at| seminars[*at].row.first_day);
    order.retain(|at| seminars[*at].row.revoked_at.is_none());
    let mut answer = |row: &Model| {
        if row.revoked_at.is_some() {
            return (Course::Revoked, None);
        }
        let found = order.iter().position(|at| seminars[*at].row.course_id == row.course_id);
        let Some(at) = found.map(|place| order.remove(place)) else {
            let is_over = last_day(row) < today;
            return (if is_over { Course::Late } else { Course::Ahead }, None);
        };
        let is_held = seminars[at].row.held_at.is_some();
        (if is_held { Course::Held } else { Course::Entered }, Some(at))
    };
    rows.iter().map(&mut answer).collect()
}

/// The lines of a year in their order.
///
/// # Errors
/// When the database does not answer.
pub async fn of_year(tx: &Tx, year: i16) -> Result<Vec<Model>, StoreError> {
    let rows = tx.find::<Entity>().filter(Column::Year.eq(i32::from(year)));
    let rows = rows.order_by_asc(Column::MonthNo).order_by_asc(Column::Id);
    Ok(rows.all(tx.conn()).await?)
}

/// One line.
///
/// # Errors
/// [`StoreError::NotFound`] when there is none.
pub async fn line(tx: &Tx, id: PlanId) -> Result<Model, StoreError> {
    let row = tx.find::<Entity>().filter(Column::Id.eq(id)).one(tx.conn()).await?;
    row.ok_or(StoreError::NotFound)
}

/// Enters a line.
///
/// # Errors
/// When the database refuses.
pub async fn add(tx: &mut Tx, new: &NewPlan) -> Result<PlanId, StoreError> {
    let id = PlanId(tx.new_id());
    let row = Model {
        municipality_id: tx.municipality(),
        id,
        year: i32::from(new.year),
        month_no: i32::from(new.month),
        course_id: new.course,
        people: i32::try_from(new.people).unwrap_or(0),
        project_id: new.project,
        funding: new.funding.clone(),
        note: new.note.clone(),
        entered_at: tx.now(),
        revoked_at: None,
        revoked_why: String::new(),
        account_name: tx.actor().name.to_string(),
        version: 1,
    };
    tx.insert(row.into_active_model()).await?;
    tx.audit(Entry::write("training-plan", id.0));
    Ok(id)
}

/// Takes a line back, with a reason.
///
/// # Errors
/// When it was taken back before.
pub async fn revoke(tx: &mut Tx, row: &Model, why: &str) -> Result<(), Problem> {
    if row.revoked_at.is_some() {
        return Err(Problem::Impossible("training-refused-revoked"));
    }
    let active = training_plan::ActiveModel {
        revoked_at: Set(Some(tx.now())),
        revoked_why: Set(why.to_owned()),
        ..Default::default()
    };
    tx.update::<Entity>(row.id, row.version, active).await?;
    tx.audit(Entry::write("training-plan-revoked", row.id.0));
    Ok(())
}
