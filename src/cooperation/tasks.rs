//! What conferences, tasks and requests wait for, for those who gather the work of a day.

use super::frame::{HOME, asked_path, path};
use super::load::{self, Which};
use super::request::OUT;
use crate::people::{Task, Wanted};
use kit::store::{StoreError, Tx};
use kit::types::AccountId;

/// Conferences to be held or told of, tasks and answers that are due until a day.
///
/// # Errors
/// When the database does not answer.
pub async fn tasks(tx: &Tx, wanted: Wanted<'_>) -> Result<Vec<Task>, StoreError> {
    let is_own = |officer: Option<AccountId>| match (wanted.whose, officer) {
        (Some(whose), Some(officer)) => whose.contains(&officer),
        // What is nobody's own is everybody's.
        _ => true,
    };
    let mut all = Vec::new();
    for one in load::planned(tx).await? {
        if one.row.day <= wanted.until && is_own(one.row.officer_id) {
            let key = match one.row.day < tx.today() {
                true => "cooperation-task-outcome",
                false => "cooperation-task-conference",
            };
            let (person, note) = (Some(one.row.person_id), one.row.begins.clone());
            all.push(Task { day: one.row.day, key, person, note, path: path(one.row.id, "") });
        }
    }
    for one in load::requests(tx, Which { is_open: true, ..Which::default() }).await? {
        if one.row.due_on <= wanted.until && is_own(one.row.officer_id) {
            let key = match one.row.direction.as_str() {
                OUT => "cooperation-task-answer",
                _ => "cooperation-task-reply",
            };
            let (person, note) = (one.row.person_id, one.number());
            let path = asked_path(one.row.id, "");
            all.push(Task { day: one.row.due_on, key, person, note, path });
        }
    }
    let open = load::due(tx, wanted.until).await?;
    let ids: Vec<_> = open.iter().map(|one| one.row.conference_id).collect();
    let known = load::by_ids(tx, &ids).await?;
    for one in open {
        let Some(conference) = known.get(&one.row.conference_id) else { continue };
        if is_own(conference.row.officer_id) {
            let (person, note) = (Some(conference.row.person_id), conference.number());
            let path = format!("{HOME}/agreed-tasks/{}", one.row.id);
            let (day, key) = (one.row.due_on, "cooperation-task-agreed");
            all.push(Task { day, key, person, note, path });
        }
    }
    all.sort_by(|a, b| (a.day, &a.path).cmp(&(b.day, &b.path)));
    all.truncate(usize::try_from(wanted.most).unwrap_or(usize::MAX));
    Ok(all)
}
