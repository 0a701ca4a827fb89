//! What is done by a signed plan: its actions become rows, and are marked done or not.

use super::ActionId;
use super::VersionId;
use super::change::happened;
use super::content::Content;
use super::load::{self, Told, Whole};
use super::store::support_action;
use crate::placement::Brief;
use kit::store::{StoreError, Tx};
use kit::types::Day;
use kit::web::Problem;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, Set};

/// The actions of a signed plan become rows; open ones of the version before are replaced.
pub async fn begin(tx: &mut Tx, whole: &Whole, content: &Content) -> Result<(), StoreError> {
    use support_action::Column;
    let rows = load::versions(tx, whole.row.placement_id).await?;
    let before = rows.iter().filter(|row| row.kind == whole.row.kind && row.id != whole.row.id);
    let before: Vec<VersionId> = before.map(|row| row.id).collect();
    let active =
        support_action::ActiveModel { state: Set("replaced".to_owned()), ..Default::default() };
    support_action::Entity::update_many()
        .set(active)
        .filter(Column::MunicipalityId.eq(tx.municipality()))
        .filter(Column::VersionId.is_in(before))
        .filter(Column::State.eq("open"))
        .exec(tx.conn())
        .await?;
    for (turn, (goal, action)) in (1..).zip(content.actions()) {
        let id = ActionId(tx.new_id());
        let told = Told {
            goal: goal.aim.clone(),
            what: action.what.clone(),
            who: action.who.clone(),
            often: action.often.clone(),
        };
        tx.insert(support_action::ActiveModel {
            municipality_id: Set(tx.municipality()),
            id: Set(id),
            version_id: Set(whole.row.id),
            placement_id: Set(whole.row.placement_id),
            turn: Set(turn),
            due_on: Set(action.until),
            state: Set("open".to_owned()),
            text_sealed: Set(tx.seal_json("support_action", "text_sealed", id.0, &told)?),
            note_sealed: Set(None),
            marked_on: Set(None),
            marked_by: Set(String::new()),
            version: Set(1),
        })
        .await?;
    }
    Ok(())
}

/// An action was done or not, with a note; by name of who marks it.
///
/// # Errors
/// [`StoreError::Conflict`] when somebody marked it meanwhile.
pub async fn mark(
    tx: &mut Tx,
    (row, brief): (&support_action::Model, &Brief),
    (state, on, note): (&str, Day, &str),
) -> Result<(), Problem> {
    if row.state == "replaced" {
        return Err(Problem::Impossible("support-refused-replaced"));
    }
    let note = match note {
        "" => None,
        text => Some(tx.seal("support_action", "note_sealed", row.id.0, text)?),
    };
    let active = support_action::ActiveModel {
        state: Set(state.to_owned()),
        note_sealed: Set(note),
        marked_on: Set(Some(on)),
        marked_by: Set(tx.actor().name.to_string()),
        ..Default::default()
    };
    tx.update::<support_action::Entity>(row.id, row.version, active).await?;
    let data = vec![("state", state.to_owned()), ("day", on.bg())];
    Ok(happened(tx, brief, "support-marked", data).await?)
}
