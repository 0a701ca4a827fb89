//! Audit rows of reading: many requests share one statement and one commit.

use super::entity::audit;
use crate::access::Actor;
use crate::store::{Db, StoreError};
use crate::types::MunicipalityId;
use std::sync::Weak;
use std::sync::atomic::Ordering;
use std::time::Duration;
use tokio::sync::{mpsc, oneshot};

/// So many requests share a transaction at most.
const SHARED_MAX: usize = 128;
/// So long rows wait for those of requests that read at the same moment: a commit costs the disk and
/// the processor more than most readings take.
const SHARED_WAIT: Duration = Duration::from_millis(1);

pub(crate) struct Waiting {
    rows: Vec<audit::Model>,
    done: oneshot::Sender<Result<(), StoreError>>,
}

/// The way to the writer of audit rows.
pub(crate) struct Sink(mpsc::Sender<Waiting>);

impl Sink {
    pub(crate) fn new() -> (Sink, mpsc::Receiver<Waiting>) {
        let (sender, receiver) = mpsc::channel(1024);
        (Sink(sender), receiver)
    }

    /// Returns when the rows are on disk.
    pub(crate) async fn write(&self, rows: Vec<audit::Model>) -> Result<(), StoreError> {
        if rows.is_empty() {
            return Ok(());
        }
        let (done, kept) = oneshot::channel();
        let gone = || StoreError::Unavailable("the audit is not being written".into());
        self.0.send(Waiting { rows, done }).await.map_err(|_| gone())?;
        kept.await.map_err(|_| gone())?
    }
}

/// Starts the task that writes rows as they come, until the database is closed.
pub(crate) fn keep_writing(db: Weak<crate::store::Inner>, mut receiver: mpsc::Receiver<Waiting>) {
    tokio::spawn(async move {
        let mut waiting = Vec::new();
        while receiver.recv_many(&mut waiting, SHARED_MAX).await > 0 {
            let Some(inner) = db.upgrade() else { return };
            // Only those that read now are waited for, not those that come meanwhile.
            let all = (waiting.len() + inner.reading.load(Ordering::Relaxed)).min(SHARED_MAX);
            let gathered = gather(&mut receiver, &mut waiting, all);
            // Whoever takes longer goes with the next.
            let _ = tokio::time::timeout(SHARED_WAIT, gathered).await;
            write_all(&Db::from_inner(inner), std::mem::take(&mut waiting)).await;
        }
    });
}

async fn gather(receiver: &mut mpsc::Receiver<Waiting>, waiting: &mut Vec<Waiting>, all: usize) {
    while waiting.len() < all {
        let missing = all - waiting.len();
        if receiver.recv_many(waiting, missing).await == 0 {
            return;
        }
    }
}

async fn write_all(db: &Db, mut waiting: Vec<Waiting>) {
    // One transaction serves one municipality; requests of the same one lie together.
    waiting.sort_by_key(|w| w.rows.first().map(|row| row.municipality_id));
    while let Some(first) = waiting.first().and_then(|w| w.rows.first()) {
        let municipality = first.municipality_id;
        let same = waiting.partition_point(|w| {
            w.rows.first().is_none_or(|row| row.municipality_id <= municipality)
        });
        let shared: Vec<Waiting> = waiting.drain(..same).collect();
        let mut rows = Vec::new();
        let mut done = Vec::new();
        for one in shared {
            rows.extend(one.rows);
            done.push(one.done);
        }
        let result = write(db, municipality, rows).await;
        for one in done {
            let _ = one.send(result.clone());
        }
    }
}

async fn write(
    db: &Db,
    municipality: MunicipalityId,
    rows: Vec<audit::Model>,
) -> Result<(), StoreError> {
    let mut tx = db.write(&Actor::system(municipality, "audit")).await?;
    tx.audit_rows(rows);
    tx.commit().await
}
