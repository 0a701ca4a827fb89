//! Indicators: what a project promised, and which records count towards it.

use super::IndicatorId;
use super::count::{Goal, names};
use super::store::result_indicator::{ActiveModel, Column, Entity, Model};
use crate::projects::{ProjectId, ProjectName};
use crate::proof::Span;
use kit::audit::Entry;
use kit::store::{StoreError, Tx};
use kit::types::{Day, Instant};
use kit::web::Problem;
use sea_orm::{ColumnTrait, IntoActiveModel, QueryFilter, QueryOrder, Set};

/// What is written of an indicator.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NewIndicator {
    /// Code of the programme, or the office's own.
    pub code: String,
    /// What it is called.
    pub name: String,
    /// What exactly it says.
    pub definition: String,
    /// In what it is counted.
    pub unit: String,
    /// Where it began.
    pub base: i64,
    /// Where it should come.
    pub target: i64,
    /// One of the names of `count::names`.
    pub counted: String,
}

/// Why an indicator is not taken: the box and the key of the words.
#[must_use]
pub fn refused(new: &NewIndicator) -> Option<(&'static str, &'static str)> {
    if new.base < 0 {
        return Some(("base", "results-wrong-number"));
    }
    if new.target <= new.base {
        return Some(("target", "results-wrong-target"));
    }
    if !names().contains(&new.counted.as_str()) {
        return Some(("counted", "form-choose"));
    }
    None
}

/// The indicators of a project in their order.
///
/// # Errors
/// When the database does not answer.
pub async fn of_project(tx: &Tx, id: ProjectId) -> Result<Vec<Model>, StoreError> {
    let rows = tx.find::<Entity>().filter(Column::ProjectId.eq(id));
    Ok(rows.order_by_asc(Column::Place).order_by_asc(Column::Id).all(tx.conn()).await?)
}

/// The indicators of all projects that are not closed.
///
/// # Errors
/// When the database does not answer.
pub async fn open(tx: &Tx) -> Result<Vec<Model>, StoreError> {
    let rows = tx.find::<Entity>().filter(Column::ClosedOn.is_null());
    Ok(rows.order_by_asc(Column::ProjectId).all(tx.conn()).await?)
}

/// One indicator.
///
/// # Errors
/// [`StoreError::NotFound`] when there is none.
pub async fn indicator(tx: &Tx, id: IndicatorId) -> Result<Model, StoreError> {
    let row = tx.find::<Entity>().filter(Column::Id.eq(id)).one(tx.conn()).await?;
    row.ok_or(StoreError::NotFound)
}

/// Enters an indicator behind the others.
///
/// # Errors
/// When it is not one, or the database refuses.
pub async fn add(
    tx: &mut Tx,
    project: ProjectId,
    new: &NewIndicator,
) -> Result<IndicatorId, Problem> {
    if let Some((_, why)) = refused(new) {
        return Err(Problem::Impossible(why));
    }
    let place = of_project(tx, project).await?.len();
    let id = IndicatorId(tx.new_id());
    let row = Model {
        municipality_id: tx.municipality(),
        id,
        project_id: project,
        place: i32::try_from(place).unwrap_or(i32::MAX),
        code: new.code.clone(),
        name: new.name.clone(),
        definition: new.definition.clone(),
        unit: new.unit.clone(),
        base: new.base,
        target: new.target,
        counted: new.counted.clone(),
        closed_on: None,
        made_at: tx.now(),
        account_name: tx.actor().name.to_string(),
        version: 1,
    };
    tx.insert(row.into_active_model()).await?;
    tx.audit(Entry::write("result-indicator", id.0));
    Ok(id)
}

/// Writes an indicator anew; closed, it is no longer followed.
///
/// # Errors
/// When somebody else saved meanwhile, or it is not one.
pub async fn change(
    tx: &mut Tx,
    (id, version): (IndicatorId, i32),
    (new, closed_on): (&NewIndicator, Option<Day>),
) -> Result<(), Problem> {
    if let Some((_, why)) = refused(new) {
        return Err(Problem::Impossible(why));
    }
    let row = ActiveModel {
        code: Set(new.code.clone()),
        name: Set(new.name.clone()),
        definition: Set(new.definition.clone()),
        unit: Set(new.unit.clone()),
        base: Set(new.base),
        target: Set(new.target),
        counted: Set(new.counted.clone()),
        closed_on: Set(closed_on),
        ..Default::default()
    };
    tx.update::<Entity>(id, version, row).await?;
    tx.audit(Entry::write("result-indicator", id.0));
    Ok(())
}

/// From where to where it goes, within its project.
#[must_use]
pub fn goal(row: &Model, project: &ProjectName) -> Goal {
    Goal { base: row.base, target: row.target, from: project.from, to: project.to }
}

/// The records of a project until a day, as they were known at a moment.
#[must_use]
pub fn span(project: &ProjectName, to: Day, known_at: Instant) -> Span {
    Span { project: Some(project.id.0), from: project.from, to: to.min(project.to), known_at }
}
