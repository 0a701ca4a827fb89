//! What stands beside the money of a project, read and opened: risks, procurement, headings,
//! decisions, tables that were sent, what the municipality set itself.

use super::content::{Heading, Reference, opened};
use super::load::{Known, Procurement, Project, Risk, Step, all, of, one};
use super::side_store::{
    project_decision, project_procurement, project_publicity, project_reference, project_risk,
    project_step, project_upload,
};
use super::{ProjectId, RiskId, StepId, UploadId};
use kit::store::{StoreError, Tx};
use kit::types::Day;
use sea_orm::{ColumnTrait, QueryFilter, QueryOrder};
use std::collections::HashMap;

/// The risks of a project.
///
/// # Errors
/// When the database does not answer.
pub async fn risks(tx: &Tx, id: ProjectId) -> Result<Vec<Risk>, StoreError> {
    use project_risk::{Column, Entity};
    all(tx, of::<Entity>(tx, Column::ProjectId, id).order_by_asc(Column::Id)).await
}

/// One risk.
///
/// # Errors
/// [`StoreError::NotFound`] when there is none.
pub async fn risk(tx: &Tx, id: RiskId) -> Result<Risk, StoreError> {
    use project_risk::{Column, Entity};
    one(tx, tx.find::<Entity>().filter(Column::Id.eq(id))).await
}

/// The procurements of a project.
///
/// # Errors
/// When the database does not answer.
pub async fn procurements(tx: &Tx, id: ProjectId) -> Result<Vec<Procurement>, StoreError> {
    use project_procurement::{Column, Entity};
    all(tx, of::<Entity>(tx, Column::ProjectId, id).order_by_asc(Column::Id)).await
}

/// The steps of all procurements of a project, in their order.
///
/// # Errors
/// When the database does not answer.
pub async fn steps(tx: &Tx, id: ProjectId) -> Result<Vec<Step>, StoreError> {
    use project_step::{Column, Entity};
    let rows = of::<Entity>(tx, Column::ProjectId, id);
    all(tx, rows.order_by_asc(Column::ProcurementId).order_by_asc(Column::Place)).await
}

/// One step.
///
/// # Errors
/// [`StoreError::NotFound`] when there is none.
pub async fn step(tx: &Tx, id: StepId) -> Result<Step, StoreError> {
    use project_step::{Column, Entity};
    one(tx, tx.find::<Entity>().filter(Column::Id.eq(id))).await
}

/// The headings of a project, oldest first; of one day the later entered stands later.
///
/// # Errors
/// When the database does not answer.
pub async fn headings(
    tx: &Tx,
    id: ProjectId,
) -> Result<Vec<Known<project_publicity::Model>>, StoreError> {
    use project_publicity::{Column, Entity};
    let rows = of::<Entity>(tx, Column::ProjectId, id);
    all(tx, rows.order_by_asc(Column::FromOn).order_by_asc(Column::Id)).await
}

/// The heading on a day: the last one set by then, else the one by default with the words of the
/// project.
///
/// # Errors
/// When the database does not answer.
pub async fn heading_on(tx: &Tx, one: &Project, day: Day) -> Result<Heading, StoreError> {
    let set = headings(tx, one.row.id).await?;
    if let Some(last) = set.into_iter().rfind(|known| known.row.from_on <= day) {
        return Ok(last.content);
    }
    let (reference, _) = reference(tx).await?;
    Ok(proposed(one, &reference, day))
}

/// The heading that the program proposes for a day.
#[must_use]
pub fn proposed(one: &Project, reference: &Reference, day: Day) -> Heading {
    let about = &one.content;
    let by_day = |dated: &&super::content::Dated| dated.from.is_none_or(|from| from <= day);
    let dated = reference.heading.iter().rfind(by_day).cloned().unwrap_or_default();
    let named = |key: &str, text: &str| {
        if text.is_empty() { String::new() } else { format!("{}: {text}", super::frame::bg(key)) }
    };
    let header = [
        about.programme.clone(),
        named("projects-beneficiary", &about.beneficiary),
        named("projects-project", &about.name),
        named("projects-contract", &about.contract),
    ];
    Heading {
        header: header.into_iter().filter(|line| !line.is_empty()).collect(),
        footer: vec![dated.statement.clone()],
        statement: dated.statement,
        emblem: dated.emblem,
        rule: dated.rule,
    }
}

/// The last decision on each finding: outcome, reason, who and when in words.
///
/// # Errors
/// When the database does not answer.
pub async fn decisions(tx: &Tx) -> Result<HashMap<String, [String; 3]>, StoreError> {
    use project_decision::{Column, Entity};
    let rows = all(tx, tx.find::<Entity>().order_by_asc(Column::Id)).await?;
    let told = |one: Known<project_decision::Model>| {
        let by = format!("{}, {}", one.row.account_name, one.row.made_at.bg());
        (one.row.finding_hash, [one.row.outcome, one.content.reason, by])
    };
    Ok(rows.into_iter().map(told).collect())
}

/// A table that was sent.
///
/// # Errors
/// [`StoreError::NotFound`] when there is none.
pub async fn upload(tx: &Tx, id: UploadId) -> Result<Known<project_upload::Model>, StoreError> {
    use project_upload::{Column, Entity};
    one(tx, tx.find::<Entity>().filter(Column::Id.eq(id))).await
}

/// What the municipality set itself, else what the program proposes; with its row.
///
/// # Errors
/// When the database does not answer, or the proposal cannot be read: a defect of the build.
pub async fn reference(
    tx: &Tx,
) -> Result<(Reference, Option<project_reference::Model>), StoreError> {
    let row = tx.find::<project_reference::Entity>().one(tx.conn()).await?;
    let own = match &row {
        Some(row) => opened(tx, ("project_reference", row.id.0), &row.content_sealed)?,
        None => toml::from_str(include_str!("reference.toml"))
            .map_err(|e| StoreError::Other(e.to_string()))?,
    };
    Ok((own, row))
}
