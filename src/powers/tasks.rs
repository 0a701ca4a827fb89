//! What files, contracts and licences wait for.

use super::course::{self, Frame};
use super::frame::{HOME, path};
use super::list::{licensed, step_by};
use super::{load, reference};
use crate::people::{Task, Wanted};
use crate::services::Licence;
use kit::store::{StoreError, Tx};
use law::Law;

/// What whoever keeps the files should do until a day.
///
/// # Errors
/// When the database does not answer.
pub async fn tasks(tx: &Tx, law: &Law, wanted: Wanted<'_>) -> Result<Vec<Task>, StoreError> {
    let mut all = steps(tx, law, wanted).await?;
    all.extend(contracts(tx, law, wanted).await?);
    all.extend(licences(tx, law, wanted).await?);
    all.sort_by(|a, b| (a.day, &a.path).cmp(&(b.day, &b.path)));
    all.truncate(usize::try_from(wanted.most).unwrap_or(usize::MAX));
    Ok(all)
}

async fn steps(tx: &Tx, law: &Law, wanted: Wanted<'_>) -> Result<Vec<Task>, StoreError> {
    let files = load::open_files(tx).await?;
    let ids: Vec<_> = files.iter().map(|one| one.row.id).collect();
    let notings = load::notings(tx, &ids).await?;
    let known = reference::on(tx, tx.today()).await?;
    let mut tasks = Vec::new();
    for one in &files {
        let own = notings.get(&one.row.id).map(Vec::as_slice).unwrap_or_default();
        let (steps, done) = (known.of(&one.row.kind), load::done(own));
        let frame = Frame { planned: one.row.planned_on, today: tx.today() };
        for point in course::walk(law, (&steps, &done), frame) {
            let is_open = matches!(point.state, "late" | "next");
            let Some(day) = point.due_on.filter(|due| is_open && *due <= wanted.until) else {
                continue;
            };
            let path = path(one.row.id, &format!("/step?code={}", point.step.code));
            let note = point.step.title.clone();
            tasks.push(Task { day, key: "powers-task-step", person: None, note, path });
        }
    }
    Ok(tasks)
}

/// Contracts after which the next step must be organised, until another competition begins for the
/// same service.
async fn contracts(tx: &Tx, law: &Law, wanted: Wanted<'_>) -> Result<Vec<Task>, StoreError> {
    let open = load::open_files(tx).await?;
    let mut tasks = Vec::new();
    for one in load::contracts(tx).await? {
        let is_followed = one.row.service_id.is_some()
            && open.iter().any(|file| file.row.service_id == one.row.service_id);
        let is_held = load::contract_holds(&one.row, tx.today());
        let by = step_by(law, one.row.until_on).filter(|day| *day <= wanted.until);
        if let Some(day) = by.filter(|_| is_held && !is_followed) {
            let path = format!("{HOME}/assigned/{}", one.row.id);
            let note = one.content.number.clone();
            tasks.push(Task { day, key: "powers-task-contract", person: None, note, path });
        }
    }
    Ok(tasks)
}

async fn licences(tx: &Tx, law: &Law, wanted: Wanted<'_>) -> Result<Vec<Task>, StoreError> {
    let (all, licences) = licensed(tx, law).await?;
    let task = |one: &crate::services::Service| {
        let (day, key) = match licences.get(&one.id)? {
            Licence::Valid { ask_by, .. } => ((*ask_by)?, "powers-task-licence"),
            Licence::Expired { until, .. } => (*until, "powers-task-expired"),
            _ => return None,
        };
        let path = format!("/providers/{}", one.provider_id);
        let task = Task { day, key, person: None, note: one.name.clone(), path };
        (day <= wanted.until).then_some(task)
    };
    Ok(all.iter().filter_map(task).collect())
}
