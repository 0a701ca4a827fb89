//! An import from beginning to end without anybody asking: for the command line.

use super::store::{self, Progress};
use super::work::{advance, work};
use super::{Arrived, Refusal, RunId, Stage, begin, steps};
use crate::app::App;
use kit::access::Actor;
use kit::audit::Entry;

/// How an import goes.
#[derive(Clone, Copy, Debug, Default)]
pub struct Way {
    /// Addresses of those who are known are renewed.
    pub updates_known: bool,
    /// It ends when the rows are checked; nothing is entered.
    pub only_checks: bool,
}

/// Why an import cannot begin.
#[derive(Debug, thiserror::Error)]
pub enum Wrong {
    /// The file is no table; see [`Refusal`].
    #[error("{}", ui::text::text(ui::Lang::Bg, &format!("imports-file-{}", .0.0)))]
    File(Refusal),
    /// The columns do not name people: their heads, and the key of the text.
    #[error("{}", ui::text::text_args(ui::Lang::Bg, "imports-heads", &[("heads", .0.join("; "))]))]
    Columns(Vec<String>),
}

/// Imports a file. The same file again goes on where the last import of it stopped.
///
/// # Errors
/// [`Wrong::Columns`] when it cannot begin; else when the database does not answer.
pub async fn whole(
    app: &App,
    actor: &Actor,
    file: Arrived,
    way: Way,
    tell: &(dyn Fn(&Progress) + Sync),
) -> anyhow::Result<RunId> {
    let mut tx = app.db.write(actor).await?;
    let id = match store::unfinished(&tx, file.bytes()).await? {
        Some(id) => id,
        None => begin(&mut tx, file).await?,
    };
    tx.audit(Entry::new("import", "person", ""));
    tx.commit().await?;
    loop {
        let mut tx = app.db.write(actor).await?;
        let run = store::progress(&tx, id).await?;
        match run.stage() {
            Stage::Columns => {
                let detail = store::detail(&tx, &run)?;
                if !steps::column_faults(&detail.columns).is_empty() {
                    return Err(Wrong::Columns(detail.heads).into());
                }
                let rule = if way.updates_known { "update" } else { "skip" };
                store::recolumn(&tx, id, (&detail, rule)).await?;
                advance(&tx, &run, Stage::Checking).await?;
            }
            Stage::Checked if !way.only_checks => advance(&tx, &run, Stage::Running).await?,
            Stage::Checking | Stage::Running | Stage::Undoing => {
                tx.rollback().await;
                work(app, actor.municipality, id, tell).await?;
                continue;
            }
            _ => {
                tx.rollback().await;
                return Ok(id);
            }
        }
        tx.audit(Entry::write("import-step", id.0));
        tx.commit().await?;
    }
}
