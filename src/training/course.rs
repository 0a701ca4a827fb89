//! The catalogue: what is taught, in how many academic hours, for whom, for how long it holds.

use super::CourseId;
use super::store::training_course::{ActiveModel, Column, Entity, Model};
use kit::audit::Entry;
use kit::store::{StoreError, Tx};
use sea_orm::{ColumnTrait, IntoActiveModel, QueryFilter, QueryOrder, Set};

/// Courses that are given, and those that are not any more.
pub const STATES: [&str; 2] = ["open", "closed"];
/// The most academic hours of a course: a year of schooling is not entered here.
pub const MOST_HOURS: u32 = 400;
/// The longest validity of a certificate, in months.
pub const MOST_MONTHS: u32 = 120;

/// A course as it is entered.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NewCourse {
    /// A code of `KINDS`.
    pub kind: String,
    /// Its name.
    pub title: String,
    /// What is taught, a line each.
    pub themes: String,
    /// Academic hours.
    pub hours: u32,
    /// Codes of the groups that it is for.
    pub groups: Vec<String>,
    /// For so many months a certificate holds; none: for good.
    pub months: Option<u32>,
    /// From which share of the hours a certificate is given, in percent.
    pub share: u32,
    /// Whether it is given no more.
    pub is_closed: bool,
}

impl NewCourse {
    fn set(&self, row: &mut ActiveModel) {
        let number = |number: u32| i32::try_from(number).unwrap_or(0);
        row.kind = Set(self.kind.clone());
        row.title = Set(self.title.clone());
        row.themes = Set(self.themes.clone());
        row.hours = Set(number(self.hours));
        row.target_groups = Set(self.groups.join(" "));
        row.months = Set(self.months.map(number));
        row.share = Set(number(self.share));
        row.state = Set(STATES[usize::from(self.is_closed)].to_owned());
    }
}

/// All courses by name.
///
/// # Errors
/// When the database does not answer.
pub async fn courses(tx: &Tx) -> Result<Vec<Model>, StoreError> {
    let mut all = tx.find::<Entity>().order_by_asc(Column::Id).all(tx.conn()).await?;
    all.sort_by_cached_key(|row| kit::search::plain(&row.title));
    Ok(all)
}

/// One course.
///
/// # Errors
/// [`StoreError::NotFound`] when there is none.
pub async fn course(tx: &Tx, id: CourseId) -> Result<Model, StoreError> {
    let row = tx.find::<Entity>().filter(Column::Id.eq(id)).one(tx.conn()).await?;
    row.ok_or(StoreError::NotFound)
}

/// Enters a course.
///
/// # Errors
/// When the database refuses.
pub async fn add(tx: &mut Tx, new: &NewCourse) -> Result<CourseId, StoreError> {
    let id = CourseId(tx.new_id());
    let row = Model {
        municipality_id: tx.municipality(),
        id,
        kind: String::new(),
        title: String::new(),
        themes: String::new(),
        hours: 0,
        target_groups: String::new(),
        months: None,
        share: 0,
        state: STATES[0].to_owned(),
        made_at: tx.now(),
        account_name: tx.actor().name.to_string(),
        version: 1,
    };
    let mut row = row.into_active_model();
    new.set(&mut row);
    tx.insert(row).await?;
    tx.audit(Entry::write("training-course", id.0));
    Ok(id)
}

/// Changes a course: seminars that were entered before keep what it was.
///
/// # Errors
/// [`StoreError::Conflict`] when somebody else saved meanwhile.
pub async fn change(
    tx: &mut Tx,
    (id, version): (CourseId, i32),
    new: &NewCourse,
) -> Result<(), StoreError> {
    let mut active = ActiveModel::default();
    new.set(&mut active);
    active.account_name = Set(tx.actor().name.to_string());
    tx.update::<Entity>(id, version, active).await?;
    tx.audit(Entry::write("training-course", id.0));
    Ok(())
}
