//! The steps that a person decides, for pages and programs alike.

use super::rows::fields;
use super::store::{self, Progress};
use super::work::{advance, end, go_on};
use super::{RunId, Stage};
use crate::app::App;
use crate::people::{PersonId, touched};
use kit::audit::Entry;
use kit::store::{StoreError, Tx};
use kit::web::{Ctx, Problem};
use sheet::is_complete;

/// What is wrong with the columns as they were told: the place and the key of the text.
pub fn column_faults(codes: &[String]) -> Vec<(usize, &'static str)> {
    let chosen = fields(codes);
    let twice = chosen
        .iter()
        .enumerate()
        .filter(|(at, field)| field.is_some() && chosen[..*at].contains(field));
    let mut faults: Vec<(usize, &'static str)> =
        twice.map(|(at, _)| (at, "imports-column-twice")).collect();
    if faults.is_empty() && !is_complete(&chosen) {
        faults.push((0, "imports-column-names"));
    }
    faults
}

/// Somebody else, or the program, took the import further.
pub fn moved_on(error: StoreError) -> Problem {
    match error {
        StoreError::Conflict => Problem::Impossible("imports-moved-on"),
        other => other.into(),
    }
}

async fn standing(tx: &Tx, id: RunId, at: &[Stage]) -> Result<Progress, Problem> {
    let run = store::progress(tx, id).await?;
    if at.contains(&run.stage()) { Ok(run) } else { Err(moved_on(StoreError::Conflict)) }
}

/// What the columns hold is told: the rows are checked, from the beginning.
pub async fn tell_columns(
    tx: &mut Tx,
    id: RunId,
    codes: Vec<String>,
    rule: &str,
) -> Result<(), Problem> {
    let run = standing(tx, id, &[Stage::Columns, Stage::Checked]).await?;
    let mut detail = store::detail(tx, &run)?;
    detail.columns = codes;
    store::forget_rows(tx, id).await?;
    let rule = if rule == "update" { "update" } else { "skip" };
    store::recolumn(tx, id, (&detail, rule)).await?;
    let fresh = Progress { known_count: 0, likely_count: 0, wrong_count: 0, ..run };
    advance(tx, &fresh, Stage::Checking).await.map_err(moved_on)?;
    go_on(tx, id).await?;
    tx.audit(Entry::write("import-columns", id.0));
    Ok(())
}

/// The rows found good are entered.
pub async fn start(tx: &mut Tx, id: RunId) -> Result<(), Problem> {
    let run = standing(tx, id, &[Stage::Checked]).await?;
    advance(tx, &run, Stage::Running).await.map_err(moved_on)?;
    go_on(tx, id).await?;
    tx.audit(Entry::write("import-started", id.0));
    Ok(())
}

/// Nothing is entered; the file goes.
pub async fn cancel(tx: &mut Tx, id: RunId) -> Result<(), Problem> {
    let run = standing(tx, id, &[Stage::Columns, Stage::Checked]).await?;
    store::forget_rows(tx, id).await?;
    end(tx, &run, Stage::Cancelled, "import-cancelled").await.map_err(moved_on)
}

/// Whether nobody has worked with any of the people whom an import entered.
pub async fn may_be_undone(app: &App, ctx: &Ctx, id: RunId) -> Result<(), Problem> {
    let tx = app.db.read(&ctx.actor).await?;
    standing(&tx, id, &[Stage::Done]).await?;
    let rows = store::outcomes(&tx, id).await?;
    let created = rows.into_iter().filter(|(_, outcome, _)| outcome == "created");
    let people: Vec<PersonId> = created.filter_map(|(_, _, person)| person).collect();
    let is_touched = !touched(&tx, &people).await?.is_empty();
    tx.rollback().await;
    if is_touched { Err(Problem::Impossible("imports-touched")) } else { Ok(()) }
}

/// The people are taken back. Whoever asks has looked with [`may_be_undone`]; with whom somebody
/// works meanwhile stays.
pub async fn undo(tx: &mut Tx, id: RunId) -> Result<(), Problem> {
    let run = standing(tx, id, &[Stage::Done]).await?;
    advance(tx, &run, Stage::Undoing).await.map_err(moved_on)?;
    go_on(tx, id).await?;
    tx.audit(Entry::write("import-undo", id.0));
    Ok(())
}

/// An import whose worker was killed goes on at once instead of when its job is free again. One
/// that is being worked on is not disturbed: each batch is written once.
pub async fn resume(tx: &mut Tx, id: RunId) -> Result<(), Problem> {
    let busy = [Stage::Checking, Stage::Running, Stage::Undoing];
    standing(tx, id, &busy).await?;
    go_on(tx, id).await?;
    tx.audit(Entry::write("import-resumed", id.0));
    Ok(())
}
