//! The steps that a person decides, for pages and programs alike.

use super::RunId;
use super::enter::{self, Written};
use super::store::{self, Progress};
use super::work::{advance, end, go_on};
use crate::app::App;
use crate::imports::Stage;
use kit::audit::Entry;
use kit::store::{StoreError, Tx};
use kit::types::Day;
use kit::web::{Ctx, Problem};

/// Somebody else, or the program, took the work further.
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
    here_from: Day,
) -> Result<(), Problem> {
    let run = standing(tx, id, &[Stage::Columns, Stage::Checked]).await?;
    let mut detail = store::detail(tx, &run)?;
    detail.columns = codes;
    store::forget_rows(tx, id).await?;
    store::recolumn(tx, id, (&detail, here_from)).await?;
    let fresh = Progress { known_count: 0, likely_count: 0, wrong_count: 0, ..run };
    advance(tx, &fresh, Stage::Checking).await.map_err(moved_on)?;
    go_on(tx, id).await?;
    tx.audit(Entry::write("brought-columns", id.0));
    Ok(())
}

/// The rows found good are entered.
pub async fn start(tx: &mut Tx, id: RunId) -> Result<(), Problem> {
    let run = standing(tx, id, &[Stage::Checked]).await?;
    advance(tx, &run, Stage::Running).await.map_err(moved_on)?;
    go_on(tx, id).await?;
    tx.audit(Entry::write("brought-started", id.0));
    Ok(())
}

/// Nothing is entered; the file goes.
pub async fn cancel(tx: &mut Tx, id: RunId) -> Result<(), Problem> {
    let run = standing(tx, id, &[Stage::Columns, Stage::Checked]).await?;
    store::forget_rows(tx, id).await?;
    end(tx, &run, Stage::Cancelled, "brought-cancelled").await.map_err(moved_on)
}

/// Whether nobody has worked with what came by a table: no report, no pay, no visit, no change.
pub async fn may_be_undone(app: &App, ctx: &Ctx, id: RunId) -> Result<(), Problem> {
    let tx = app.db.read(&ctx.actor).await?;
    let run = standing(&tx, id, &[Stage::Done]).await?;
    let most = u64::try_from(run.total).unwrap_or(0);
    let mut written: Vec<Written> = Vec::new();
    for row in store::made(&tx, (id, i32::MAX), most).await? {
        written.extend(serde_json::from_str::<Written>(&store::cells(&tx, &row)?).ok());
    }
    let is_touched = enter::worked_with(&tx, &written).await?;
    tx.rollback().await;
    if is_touched { Err(Problem::Impossible("brought-touched")) } else { Ok(()) }
}

/// The agreements are taken back. Whoever asks has looked with [`may_be_undone`]; with which
/// somebody works meanwhile stay.
pub async fn undo(tx: &mut Tx, id: RunId) -> Result<(), Problem> {
    let run = standing(tx, id, &[Stage::Done]).await?;
    advance(tx, &run, Stage::Undoing).await.map_err(moved_on)?;
    go_on(tx, id).await?;
    tx.audit(Entry::write("brought-undo", id.0));
    Ok(())
}

/// Work whose worker was killed goes on at once instead of when its job is free again. One that is
/// being worked on is not disturbed: each batch is written once.
pub async fn resume(tx: &mut Tx, id: RunId) -> Result<(), Problem> {
    let busy = [Stage::Checking, Stage::Running, Stage::Undoing];
    standing(tx, id, &busy).await?;
    go_on(tx, id).await?;
    tx.audit(Entry::write("brought-resumed", id.0));
    Ok(())
}
