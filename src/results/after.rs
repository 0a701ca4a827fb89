//! After the project: each post and each office that its money paid for, and what becomes of it. A
//! decision is revoked by the next one, never rewritten.

use super::DecisionId;
use super::gather::proofs;
use super::indicator::span;
use super::opening::is_likely;
use super::store::result_decision::{ActiveModel, Column, Entity, Model};
use crate::municipality;
use crate::projects::{ProjectId, ProjectName};
use kit::audit::Entry;
use kit::store::{StoreError, Tx};
use kit::types::Day;
use sea_orm::{ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder, Set};
use serde::{Deserialize, Serialize};
use std::collections::HashMap;

/// What becomes of it; words have the key `results-after-<code>`.
pub const KINDS: [&str; 5] = ["municipal", "state", "project", "moved", "ends"];
/// What is looked at besides offices.
const POSTS: [&str; 2] = ["appointments", "supplementary-agreements"];
const TABLE: &str = "result_decision";

/// The grounds of a decision.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Grounds {
    /// Number and day of the order or of the decision of the council.
    pub document: String,
    /// What else is to be known.
    pub note: String,
}

/// A post or an office that the project paid for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Thing {
    /// By what a decision names it: `appointments:employee-17`, `point:…`.
    pub subject: String,
    /// In words.
    pub label: String,
    /// `appointments`, `supplementary-agreements` or `point`.
    pub kind: &'static str,
    /// The last day of the project's money.
    pub ends_on: Day,
    /// Who pays afterwards, as the office says of a point; empty when nobody is named.
    pub next: String,
    /// Its page, below the municipality.
    pub href: String,
}

/// A decision, opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decision {
    /// The row.
    pub row: Model,
    /// The grounds.
    pub grounds: Grounds,
}

/// What ends with the money of a project.
///
/// # Errors
/// When the database does not answer.
pub async fn things(tx: &Tx, project: &ProjectName) -> Result<Vec<Thing>, StoreError> {
    let mut all = Vec::new();
    let span = span(project, project.to, tx.now());
    for kind in POSTS {
        for one in proofs(tx, kind, &span).await? {
            all.push(Thing {
                subject: format!("{kind}:{}", one.once),
                label: one.label,
                kind,
                ends_on: project.to,
                next: String::new(),
                href: one.href,
            });
        }
    }
    let period = (project.from, project.to);
    for point in municipality::service_points(tx).await? {
        if !is_likely(&point, period) {
            continue;
        }
        let within = |to: Option<Day>| to.filter(|to| *to <= project.to);
        let ends_on = point.funding.iter().filter_map(|one| within(one.to)).max();
        let ends_on = ends_on.unwrap_or(project.to);
        all.push(Thing {
            subject: format!("point:{}", point.id),
            next: point.paid_by(ends_on.plus(1)).map(|one| one.source.clone()).unwrap_or_default(),
            label: point.name,
            kind: "point",
            ends_on,
            href: format!("/office/points/{}", point.id),
        });
    }
    Ok(all)
}

/// The decisions in force, by subject.
///
/// # Errors
/// When the database does not answer.
pub async fn decisions(tx: &Tx, id: ProjectId) -> Result<HashMap<String, Decision>, StoreError> {
    let rows = tx
        .find::<Entity>()
        .filter(Column::ProjectId.eq(id))
        .filter(Column::RevokedAt.is_null())
        .order_by_asc(Column::Id)
        .all(tx.conn())
        .await?;
    let mut all = HashMap::new();
    for row in rows {
        let grounds = tx.open_json(TABLE, "content_sealed", row.id.0, &row.content_sealed)?;
        all.insert(row.subject.clone(), Decision { row, grounds });
    }
    Ok(all)
}

/// Decides on a post or an office; what was decided before is revoked.
///
/// # Errors
/// When the database refuses.
pub async fn decide(
    tx: &mut Tx,
    (project, subject): (ProjectId, &str),
    (kind, from): (&str, Day),
    grounds: &Grounds,
) -> Result<(), StoreError> {
    let over = ActiveModel { revoked_at: Set(Some(tx.now())), ..Default::default() };
    Entity::update_many()
        .set(over)
        .filter(Column::MunicipalityId.eq(tx.municipality()))
        .filter(Column::ProjectId.eq(project))
        .filter(Column::Subject.eq(subject))
        .filter(Column::RevokedAt.is_null())
        .exec(tx.conn())
        .await?;
    let id = DecisionId(tx.new_id());
    let row = Model {
        municipality_id: tx.municipality(),
        id,
        project_id: project,
        subject: subject.to_owned(),
        kind: kind.to_owned(),
        valid_from: from,
        content_sealed: tx.seal_json(TABLE, "content_sealed", id.0, grounds)?,
        entered_at: tx.now(),
        revoked_at: None,
        account_name: tx.actor().name.to_string(),
    };
    tx.insert(row.into_active_model()).await?;
    tx.audit(Entry::write("result-decision", id.0));
    Ok(())
}
