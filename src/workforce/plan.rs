//! The written plan when somebody had more on his hands than the limit: measures, term, answer.

use super::store::workforce_plan;
use super::{EmployeeId, PlanId};
use kit::audit::Entry;
use kit::store::{StoreError, Tx};
use kit::types::Day;
use kit::web::Problem;
use sea_orm::{ColumnTrait, IntoActiveModel, QueryFilter, QueryOrder, Set};
use serde::{Deserialize, Serialize};

/// What a plan against overload says; sealed, because it speaks of a person.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct PlanText {
    /// What happened.
    pub text: String,
    /// What is done about it.
    pub measures: String,
    /// What came of it.
    pub answer: String,
}

/// A plan, opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plan {
    /// The row.
    pub row: workforce_plan::Model,
    /// What it says.
    pub content: PlanText,
}

fn plan_of(tx: &Tx, row: workforce_plan::Model) -> Result<Plan, StoreError> {
    let content =
        tx.open_json("workforce_plan", "content_sealed", row.id.0, &row.content_sealed)?;
    Ok(Plan { row, content })
}

/// All plans, the newest first.
///
/// # Errors
/// When the database does not answer.
pub async fn plans(tx: &Tx) -> Result<Vec<Plan>, StoreError> {
    use workforce_plan::{Column, Entity};
    let rows = tx.find::<Entity>().order_by_desc(Column::NotedOn).order_by_desc(Column::Id);
    rows.all(tx.conn()).await?.into_iter().map(|row| plan_of(tx, row)).collect()
}

/// One plan.
///
/// # Errors
/// [`StoreError::NotFound`] when there is none.
pub async fn plan(tx: &Tx, id: PlanId) -> Result<Plan, StoreError> {
    use workforce_plan::{Column, Entity};
    let row = tx.find::<Entity>().filter(Column::Id.eq(id)).one(tx.conn()).await?;
    plan_of(tx, row.ok_or(StoreError::NotFound)?)
}

/// Writes a plan.
///
/// # Errors
/// When the limit was not passed, or the term is before the day.
pub async fn add_plan(
    tx: &mut Tx,
    (employee, (load, most)): (EmployeeId, (i32, i32)),
    ((on, due), content): ((Day, Day), &PlanText),
) -> Result<PlanId, Problem> {
    if load <= most || due < on {
        return Err(Problem::Impossible("workforce-refused-plan"));
    }
    let id = PlanId(tx.new_id());
    let row = workforce_plan::Model {
        municipality_id: tx.municipality(),
        id,
        employee_id: employee,
        noted_on: on,
        due_on: due,
        answered_on: None,
        load,
        most,
        content_sealed: tx.seal_json("workforce_plan", "content_sealed", id.0, content)?,
        account_name: tx.actor().name.to_string(),
        version: 1,
    };
    tx.insert(row.into_active_model()).await?;
    tx.audit(Entry::write("load-plan", id.0));
    Ok(id)
}

/// Answers a plan.
///
/// # Errors
/// When it was answered, or changed meanwhile.
pub async fn answer_plan(tx: &mut Tx, one: &Plan, answer: &str) -> Result<(), Problem> {
    if one.row.answered_on.is_some() {
        return Err(Problem::Impossible("workforce-refused-plan"));
    }
    let content = PlanText { answer: answer.to_owned(), ..one.content.clone() };
    let id = one.row.id;
    let row = workforce_plan::ActiveModel {
        answered_on: Set(Some(tx.today())),
        content_sealed: Set(tx.seal_json("workforce_plan", "content_sealed", id.0, &content)?),
        ..Default::default()
    };
    tx.update::<workforce_plan::Entity>(id, one.row.version, row).await?;
    tx.audit(Entry::write("load-plan-answer", id.0));
    Ok(())
}
