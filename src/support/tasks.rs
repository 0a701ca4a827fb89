//! What documents and plans wait for, for those who gather the work of a day. Updates and first
//! assessments are told by the placements themselves.

use super::course::{Kind, Stage};
use super::load;
use super::store::{support_action, support_version};
use crate::people::{Task, Wanted};
use crate::placement::{self, PlacementId};
use kit::store::{StoreError, Tx};
use law::Law;
use sea_orm::{ColumnTrait, QueryFilter, QueryOrder, QuerySelect};

fn key(stage: Stage, kind: Kind) -> &'static str {
    match (stage, kind) {
        (Stage::Draft, Kind::Joint) => "support-task-joint",
        (Stage::Draft, _) => "support-task-write",
        (Stage::Approved, _) => "support-task-sign",
        _ => "support-task-send",
    }
}

/// The documents and actions that are due until a day. Four queries.
///
/// # Errors
/// When the database does not answer.
pub async fn tasks(tx: &Tx, law: &Law, wanted: Wanted<'_>) -> Result<Vec<Task>, StoreError> {
    use support_version::Column;
    let open = [Stage::Draft, Stage::Approved, Stage::Signed].map(Stage::code);
    let mut versions = tx
        .find::<support_version::Entity>()
        .filter(Column::State.is_in(open))
        .filter(Column::DueOn.lte(wanted.until));
    let mut actions = tx
        .find::<support_action::Entity>()
        .filter(support_action::Column::State.eq("open"))
        .filter(support_action::Column::DueOn.lte(wanted.until));
    if let Some(accounts) = wanted.whose {
        let of = || placement::ids_of(tx, accounts);
        versions = versions.filter(Column::PlacementId.in_subquery(of()));
        actions = actions.filter(support_action::Column::PlacementId.in_subquery(of()));
    }
    let versions = versions.order_by_asc(Column::DueOn).limit(wanted.most).all(tx.conn()).await?;
    let actions = actions
        .order_by_asc(support_action::Column::DueOn)
        .limit(wanted.most)
        .all(tx.conn())
        .await?;
    let ids = versions.iter().map(|row| row.placement_id);
    let ids: Vec<PlacementId> = ids.chain(actions.iter().map(|row| row.placement_id)).collect();
    let briefs = placement::briefs(tx, law, &ids).await?;
    let person = |id| briefs.get(&id).filter(|b| !b.state.is_over()).map(|brief| brief.person);
    let mut list = Vec::new();
    for row in versions {
        let (Some(day), Some(who)) = (row.due_on, person(row.placement_id)) else { continue };
        let (stage, kind) = (load::stage(&row)?, load::kind(&row)?);
        list.push(Task {
            day,
            key: key(stage, kind),
            person: Some(who),
            note: String::new(),
            path: format!("/support/{}", row.id),
        });
    }
    for row in actions {
        let (Some(day), Some(who)) = (row.due_on, person(row.placement_id)) else { continue };
        list.push(Task {
            day,
            key: "support-task-action",
            person: Some(who),
            note: String::new(),
            path: format!("/support/actions/{}", row.id),
        });
    }
    Ok(list)
}
