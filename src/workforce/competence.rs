//! Competences: the list, what a post needs, what somebody has and by what it is shown.

use super::course::LEVELS;
use super::store::{workforce_competence, workforce_held, workforce_need};
use super::{CompetenceId, EmployeeId, HeldId, NeedId, PostId};
use kit::audit::Entry;
use kit::store::{StoreError, Tx};
use kit::types::Day;
use kit::web::Problem;
use sea_orm::{ColumnTrait, IntoActiveModel, QueryFilter, QueryOrder, Set};

/// All competences, in the order of their entry.
///
/// # Errors
/// When the database does not answer.
pub async fn competences(tx: &Tx) -> Result<Vec<workforce_competence::Model>, StoreError> {
    let rows = tx.find::<workforce_competence::Entity>();
    Ok(rows.order_by_asc(workforce_competence::Column::Id).all(tx.conn()).await?)
}

/// Enters a competence, or changes the name of one.
///
/// # Errors
/// When it was changed meanwhile.
pub async fn put_competence(
    tx: &mut Tx,
    there: Option<(CompetenceId, i32)>,
    (name, name_en, retired): (&str, &str, Option<Day>),
) -> Result<CompetenceId, StoreError> {
    let row = workforce_competence::ActiveModel {
        name: Set(name.to_owned()),
        name_en: Set(name_en.to_owned()),
        retired_on: Set(retired),
        account_name: Set(tx.actor().name.to_string()),
        ..Default::default()
    };
    let id = match there {
        Some((id, version)) => {
            tx.update::<workforce_competence::Entity>(id, version, row).await?;
            id
        }
        None => {
            let id = CompetenceId(tx.new_id());
            tx.insert(workforce_competence::ActiveModel {
                municipality_id: Set(tx.municipality()),
                id: Set(id),
                version: Set(1),
                ..row
            })
            .await?;
            id
        }
    };
    tx.audit(Entry::write("competence", id.0));
    Ok(id)
}

/// What all posts need.
///
/// # Errors
/// When the database does not answer.
pub async fn needs(tx: &Tx) -> Result<Vec<workforce_need::Model>, StoreError> {
    Ok(tx.find::<workforce_need::Entity>().all(tx.conn()).await?)
}

/// Says which level of a competence a post needs.
///
/// # Errors
/// When the level is none, or it was changed meanwhile.
pub async fn put_need(
    tx: &mut Tx,
    (post, competence): (PostId, CompetenceId),
    level: i32,
) -> Result<(), StoreError> {
    let there = needs(tx).await?;
    let there = there.iter().find(|one| one.post_id == post && one.competence_id == competence);
    let row = workforce_need::ActiveModel {
        level: Set(level.clamp(0, LEVELS)),
        account_name: Set(tx.actor().name.to_string()),
        ..Default::default()
    };
    match there {
        Some(one) if one.level == level => {}
        Some(one) => tx.update::<workforce_need::Entity>(one.id, one.version, row).await?,
        None => {
            tx.insert(workforce_need::ActiveModel {
                municipality_id: Set(tx.municipality()),
                id: Set(NeedId(tx.new_id())),
                post_id: Set(post),
                competence_id: Set(competence),
                version: Set(1),
                ..row
            })
            .await?;
        }
    }
    tx.audit(Entry::write("competence-need", post.0));
    Ok(())
}

/// What somebody has, not revoked, the newest first.
///
/// # Errors
/// When the database does not answer.
pub async fn held(tx: &Tx, id: EmployeeId) -> Result<Vec<workforce_held::Model>, StoreError> {
    use workforce_held::{Column, Entity};
    let rows = tx.find::<Entity>().filter(Column::EmployeeId.eq(id));
    let rows = rows.filter(Column::RevokedAt.is_null()).order_by_desc(Column::HeldOn);
    Ok(rows.order_by_desc(Column::Id).all(tx.conn()).await?)
}

/// Notes a level that somebody reached, and by what it is shown.
///
/// # Errors
/// When the day is ahead.
pub async fn add_held(
    tx: &mut Tx,
    (employee, competence): (EmployeeId, CompetenceId),
    (level, on, evidence): (i32, Day, &str),
) -> Result<(), Problem> {
    if on > tx.today() || !(0..=LEVELS).contains(&level) {
        return Err(Problem::Impossible("workforce-refused-level"));
    }
    let row = workforce_held::Model {
        municipality_id: tx.municipality(),
        id: HeldId(tx.new_id()),
        employee_id: employee,
        competence_id: competence,
        level,
        held_on: on,
        evidence: evidence.to_owned(),
        entered_at: tx.now(),
        revoked_at: None,
        account_name: tx.actor().name.to_string(),
        version: 1,
    };
    tx.insert(row.into_active_model()).await?;
    tx.audit(Entry::write("competence-held", employee.0));
    Ok(())
}
