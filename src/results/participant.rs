//! Participants of a project: employees of the administration and of providers, never the citizens who
//! are served, and never an outside trainer.

use super::ParticipantId;
use super::question::{self, Answers, checked};
use super::store::result_participant::{ActiveModel, Column, Entity, Model};
use crate::projects::ProjectId;
use crate::workforce::{self, EmployeeId, EmployeeName};
use kit::audit::Entry;
use kit::store::{StoreError, Tx};
use kit::types::Day;
use kit::web::Problem;
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, IntoActiveModel, QueryFilter, QueryOrder, Set};
use std::collections::HashMap;

const TABLE: &str = "result_participant";
/// The most participants of a project that are read at once.
pub const MOST: usize = 5_000;

/// A participant, opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Participant {
    /// The row.
    pub row: Model,
    /// The answers that are not of a special category.
    pub answers: Answers,
}

/// When somebody joined and left, and what was answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewParticipant {
    /// Who.
    pub employee: EmployeeId,
    /// The first day.
    pub joined_on: Day,
    /// The last day.
    pub left_on: Option<Day>,
    /// What was answered.
    pub answers: Answers,
}

fn opened(tx: &Tx, row: Model) -> Result<Participant, StoreError> {
    let answers = tx.open_json(TABLE, "answers_sealed", row.id.0, &row.answers_sealed)?;
    Ok(Participant { row, answers })
}

/// The participants of a project in the order in which they joined, without those who were entered by
/// mistake.
///
/// # Errors
/// When the database does not answer.
pub async fn of_project(tx: &Tx, id: ProjectId) -> Result<Vec<Participant>, StoreError> {
    among(tx, id, Column::RevokedAt.is_null()).await
}

/// Those who were entered by mistake.
///
/// # Errors
/// When the database does not answer.
pub async fn revoked(tx: &Tx, id: ProjectId) -> Result<Vec<Participant>, StoreError> {
    among(tx, id, Column::RevokedAt.is_not_null()).await
}

async fn among(tx: &Tx, id: ProjectId, which: Expr) -> Result<Vec<Participant>, StoreError> {
    let rows = tx.find::<Entity>().filter(Column::ProjectId.eq(id)).filter(which);
    let rows = rows.order_by_asc(Column::JoinedOn).order_by_asc(Column::Id).all(tx.conn()).await?;
    rows.into_iter().map(|row| opened(tx, row)).collect()
}

/// One participant.
///
/// # Errors
/// [`StoreError::NotFound`] when there is none.
pub async fn participant(tx: &Tx, id: ParticipantId) -> Result<Participant, StoreError> {
    let row = tx.find::<Entity>().filter(Column::Id.eq(id)).one(tx.conn()).await?;
    opened(tx, row.ok_or(StoreError::NotFound)?)
}

/// The names of participants.
///
/// # Errors
/// When the database does not answer.
pub async fn names(
    tx: &Tx,
    all: &[Participant],
) -> Result<HashMap<EmployeeId, EmployeeName>, StoreError> {
    let ids: Vec<EmployeeId> = all.iter().map(|one| one.row.employee_id).collect();
    workforce::employee_names(tx, &ids).await
}

/// Enters a participant; the answers are checked against the questions that are asked. Who was revoked
/// takes part again.
///
/// # Errors
/// When the employee is entered already, or the database refuses.
pub async fn add(
    tx: &mut Tx,
    project: ProjectId,
    new: &NewParticipant,
) -> Result<ParticipantId, Problem> {
    let of = tx.find::<Entity>().filter(Column::ProjectId.eq(project));
    let of = of.filter(Column::EmployeeId.eq(new.employee)).filter(Column::RevokedAt.is_not_null());
    if let Some(row) = of.one(tx.conn()).await.map_err(StoreError::from)? {
        change(tx, (row.id, row.version), new).await?;
        return Ok(row.id);
    }
    let id = ParticipantId(tx.new_id());
    let questions = question::asked_of(tx, false).await?;
    let answers = checked(&questions, &new.answers);
    let row = Model {
        municipality_id: tx.municipality(),
        id,
        project_id: project,
        employee_id: new.employee,
        joined_on: new.joined_on,
        left_on: new.left_on,
        answers_sealed: tx.seal_json(TABLE, "answers_sealed", id.0, &answers)?,
        made_at: tx.now(),
        revoked_at: None,
        revoked_why: String::new(),
        account_name: tx.actor().name.to_string(),
        version: 1,
    };
    match tx.insert(row.into_active_model()).await {
        Err(StoreError::Duplicate(_)) => Err(Problem::Impossible("results-refused-entered")),
        Err(e) => Err(e.into()),
        Ok(()) => {
            tx.audit(Entry::write("result-participant", id.0));
            Ok(id)
        }
    }
}

/// Writes days and answers anew; who was revoked takes part again.
///
/// # Errors
/// When somebody else saved meanwhile.
pub async fn change(
    tx: &mut Tx,
    (id, version): (ParticipantId, i32),
    new: &NewParticipant,
) -> Result<(), StoreError> {
    let questions = question::asked_of(tx, false).await?;
    let answers = checked(&questions, &new.answers);
    let row = ActiveModel {
        joined_on: Set(new.joined_on),
        left_on: Set(new.left_on),
        answers_sealed: Set(tx.seal_json(TABLE, "answers_sealed", id.0, &answers)?),
        revoked_at: Set(None),
        revoked_why: Set(String::new()),
        ..Default::default()
    };
    tx.update::<Entity>(id, version, row).await?;
    tx.audit(Entry::write("result-participant", id.0));
    Ok(())
}

/// Revokes a participant who was entered by mistake: no longer counted, kept in the history.
///
/// # Errors
/// When somebody else saved meanwhile.
pub async fn revoke(
    tx: &mut Tx,
    (id, version): (ParticipantId, i32),
    why: String,
) -> Result<(), StoreError> {
    let row = ActiveModel {
        revoked_at: Set(Some(tx.now())),
        revoked_why: Set(why),
        ..Default::default()
    };
    tx.update::<Entity>(id, version, row).await?;
    tx.audit(Entry::write("result-participant-revoked", id.0));
    Ok(())
}
