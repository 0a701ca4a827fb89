//! Activities and sub-activities: entered, corrected; and where each stands on the picture of time.

use super::content::{Titled, sealed};
use super::load::Activity;
use super::store::project_activity;
use super::{ActivityId, ProjectId};
use kit::audit::Entry;
use kit::store::{StoreError, Tx};
use kit::types::Day;
use sea_orm::{IntoActiveModel, Set};

/// An activity to be entered.
#[derive(Clone, Debug)]
pub struct NewActivity {
    /// Its number: `1`, or `1.2` below it.
    pub code: String,
    /// The one above it.
    pub parent: Option<ActivityId>,
    /// Planned first and last day.
    pub planned: (Day, Day),
    /// Real first and last day.
    pub real: (Option<Day>, Option<Day>),
    /// Title, who answers, note.
    pub content: Titled,
}

/// Enters an activity.
///
/// # Errors
/// When the database refuses.
pub async fn add(
    tx: &mut Tx,
    project: ProjectId,
    new: &NewActivity,
) -> Result<ActivityId, StoreError> {
    let id = ActivityId(tx.new_id());
    let row = project_activity::Model {
        municipality_id: tx.municipality(),
        id,
        project_id: project,
        parent_id: new.parent,
        code: new.code.clone(),
        planned_from: new.planned.0,
        planned_until: new.planned.1,
        real_from: new.real.0,
        real_until: new.real.1,
        content_sealed: sealed(tx, ("project_activity", id.0), &new.content)?,
        made_at: tx.now(),
        account_name: tx.actor().name.to_string(),
        version: 1,
    };
    tx.insert(row.into_active_model()).await?;
    tx.audit(Entry::write("project-activity", id.0));
    Ok(id)
}

/// Corrects an activity; its number stays, lines of budgets name it.
///
/// # Errors
/// [`StoreError::Conflict`] when somebody saved meanwhile.
pub async fn correct(
    tx: &mut Tx,
    one: &Activity,
    (new, version): (&NewActivity, i32),
) -> Result<(), StoreError> {
    let id = one.row.id;
    let active = project_activity::ActiveModel {
        planned_from: Set(new.planned.0),
        planned_until: Set(new.planned.1),
        real_from: Set(new.real.0),
        real_until: Set(new.real.1),
        content_sealed: Set(sealed(tx, ("project_activity", id.0), &new.content)?),
        ..Default::default()
    };
    tx.update::<project_activity::Entity>(id, version, active).await?;
    tx.audit(Entry::write("project-activity", id.0));
    Ok(())
}

/// A bar on the picture of time: where it begins and how long it is, of a whole of a thousand.
#[must_use]
pub fn bar((from, until): (Day, Day), (first, last): (Day, Day), width: i64) -> (i64, i64) {
    let whole = i64::from(last.days_since(first)).max(0) + 1;
    let from = i64::from(from.days_since(first)).clamp(0, whole - 1);
    let until = (i64::from(until.days_since(first)) + 1).clamp(from + 1, whole);
    (from * width / whole, ((until - from) * width / whole).max(1))
}

/// Where an activity stands: a code and a colour.
#[must_use]
pub fn standing(row: &project_activity::Model, today: Day) -> (&'static str, &'static str) {
    match (row.real_from, row.real_until) {
        (_, Some(_)) => ("done", "green"),
        (Some(_), None) if row.planned_until < today => ("late", "red"),
        (Some(_), None) => ("running", "blue"),
        (None, None) if row.planned_from < today => ("late", "red"),
        (None, None) => ("ahead", "grey"),
    }
}
