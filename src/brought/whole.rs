//! A table of agreements from beginning to end without anybody asking: for the command line.

use super::RunId;
use super::field::column_faults;
use super::list::begin;
use super::store::{self, Progress};
use super::work::{advance, work};
use crate::app::App;
use crate::imports::{Arrived, Refusal, Stage};
use kit::access::Actor;
use kit::audit::Entry;
use kit::types::Day;

/// How it goes.
#[derive(Clone, Copy, Debug, Default)]
pub struct Way {
    /// The first day from which the agreements are kept here; of this month when nobody says.
    pub here_from: Option<Day>,
    /// It ends when the rows are checked; nothing is entered.
    pub only_checks: bool,
}

/// Why it cannot begin.
#[derive(Debug, thiserror::Error)]
pub enum Wrong {
    /// The file is no table; see [`Refusal`].
    #[error("{}", ui::text::text(ui::Lang::Bg, &format!("imports-file-{}", .0.0)))]
    File(Refusal),
    /// The columns do not name agreements: their heads.
    #[error("{}", ui::text::text_args(ui::Lang::Bg, "brought-heads", &[("heads", .0.join("; "))]))]
    Columns(Vec<String>),
}

/// Brings in what a file holds. The same file again goes on where the last work with it stopped.
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
        None => begin(&mut tx, &file).await?,
    };
    tx.audit(Entry::new("import", "assistance-agreement", ""));
    tx.commit().await?;
    loop {
        let mut tx = app.db.write(actor).await?;
        let run = store::progress(&tx, id).await?;
        match run.stage() {
            Stage::Columns => {
                let detail = store::detail(&tx, &run)?;
                if !column_faults(&detail.columns).is_empty() {
                    return Err(Wrong::Columns(detail.heads).into());
                }
                let here_from = way.here_from.unwrap_or(run.here_from);
                store::recolumn(&tx, id, (&detail, here_from)).await?;
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
        tx.audit(Entry::write("brought-step", id.0));
        tx.commit().await?;
    }
}
