//! Group commit on SQLite: concurrent transactions are savepoints of one batch.
//!
//! SQLite has one writer, and a durable commit costs a wait for the disk. So a transaction that
//! ends while others wait for their turn leaves the commit to them; the last in line, or the one
//! that fills the batch, commits for all, and only then each hears that its work is saved.
//! A transaction begins with its first statement and ends with its last, in the same message.

use super::StoreError;
use super::engine;
use super::wire::{Outcome, Wire, is_refusal};
use sea_orm::{ConnAcquireErr, DbErr, Statement};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use tokio::sync::{Mutex, OwnedMutexGuard, oneshot};

/// So many transactions share a commit at most, so that the first does not wait for ever.
const BATCH_MAX: usize = 128;

/// Those who wait to hear that a batch is on disk.
type Waiting = Vec<oneshot::Sender<Result<(), StoreError>>>;

/// The one connection that writes.
struct Line {
    /// Gone after a fault; opened again by the next in line.
    wire: Option<Wire>,
    /// The open batch: whose work is in it.
    batch: Option<Waiting>,
}

/// The queue to the one writer.
#[derive(Clone)]
pub(super) struct Writer {
    file: PathBuf,
    line: Arc<Mutex<Line>>,
    in_line: Arc<AtomicUsize>,
}

/// One caller's turn at the writer. Dropped without [`Turn::commit`], its work is undone.
pub(super) struct Turn {
    writer: Writer,
    held: Mutex<Option<Held>>,
}

struct Held {
    line: OwnedMutexGuard<Line>,
    has_begun: bool,
    /// Statements that go with the next question, or with the end.
    pending: Vec<Statement>,
    /// One of them failed, or one beside them: what is left cannot be kept.
    is_lost: bool,
    /// An error that SQLite may have answered by undoing the whole batch.
    fault: Option<DbErr>,
}

/// Counts a caller in line; when the caller gives up, somebody must still end the batch.
struct InLine(Option<Writer>);

impl Drop for InLine {
    fn drop(&mut self) {
        if let Some(writer) = self.0.take() {
            writer.in_line.fetch_sub(1, Ordering::SeqCst);
            tokio::spawn(async move {
                let line = writer.line.clone().lock_owned().await;
                writer.settle(line).await;
            });
        }
    }
}

impl Line {
    async fn ask(
        &mut self,
        before: &str,
        asked: Vec<Statement>,
        after: &str,
    ) -> Result<Vec<Outcome>, DbErr> {
        let closed = DbErr::ConnectionAcquire(ConnAcquireErr::ConnectionClosed);
        self.wire.as_mut().ok_or(closed)?.ask(before, asked, after).await
    }
}

impl Held {
    /// What must go before the next statement; it is taken for done.
    fn beginning(&mut self) -> &'static str {
        let batch_begins = self.line.batch.is_none();
        self.line.batch.get_or_insert_default();
        match (std::mem::replace(&mut self.has_begun, true), batch_begins) {
            (true, _) => "",
            (false, false) => "savepoint turn;",
            (false, true) => "begin immediate;savepoint turn;",
        }
    }
}

impl Writer {
    pub(super) async fn open(file: &Path) -> Result<Writer, StoreError> {
        let line = Line { wire: Some(engine::sqlite_writing(file).await?), batch: None };
        let line = Arc::new(Mutex::new(line));
        Ok(Writer { file: file.to_owned(), line, in_line: Arc::default() })
    }

    /// A statement to the connection itself, between batches.
    pub(super) async fn run(&self, sql: &str) -> Result<(), StoreError> {
        Ok(self.line.lock().await.ask(sql, Vec::new(), "").await.map(drop)?)
    }

    /// Closes the connection, after whoever is at it.
    pub(super) async fn close(&self) {
        if let Some(wire) = self.line.lock().await.wire.take() {
            wire.close().await;
        }
    }

    /// Waits for the turn. The transaction begins with its first statement.
    pub(super) async fn begin(&self) -> Result<Turn, StoreError> {
        self.in_line.fetch_add(1, Ordering::SeqCst);
        let mut place = InLine(Some(self.clone()));
        let mut line = self.line.clone().lock_owned().await;
        place.0 = None;
        self.in_line.fetch_sub(1, Ordering::SeqCst);
        if line.wire.is_none() {
            tracing::warn!("the writing connection was lost and is opened again");
            line.wire = Some(engine::sqlite_writing(&self.file).await?);
        }
        let held =
            Held { line, has_begun: false, pending: Vec::new(), is_lost: false, fault: None };
        Ok(Turn { writer: self.clone(), held: Mutex::new(Some(held)) })
    }

    /// Whether who ends now commits for all: nobody else is in line, or the batch is full.
    fn is_last(&self, kept: usize) -> bool {
        self.in_line.load(Ordering::SeqCst) == 0 || kept >= BATCH_MAX
    }

    /// Commits for all when nobody else is in line; otherwise the next in line will.
    async fn settle(&self, mut line: OwnedMutexGuard<Line>) {
        let Some(kept) = line.batch.as_ref().map(Vec::len) else { return };
        if !self.is_last(kept) {
            return;
        }
        let end = if kept == 0 { "rollback;" } else { "commit;" };
        match line.ask(end, Vec::new(), "").await {
            Ok(_) => saved(line),
            Err(e) => give_up(line, &e.into()).await,
        }
    }
}

/// The batch is on disk: each that waited hears it.
fn saved(mut line: OwnedMutexGuard<Line>) {
    let waiting = line.batch.take().unwrap_or_default();
    drop(line);
    for waiter in waiting {
        let _ = waiter.send(Ok(()));
    }
}

/// Undoes the whole batch after a fault, such as a full disk, that may have made SQLite itself roll
/// back: each transaction in it hears that it was not saved. With the connection goes whatever
/// state it was left in.
async fn give_up(mut line: OwnedMutexGuard<Line>, why: &StoreError) {
    if let Some(wire) = line.wire.take() {
        wire.close().await;
    }
    let waiting = line.batch.take().unwrap_or_default();
    drop(line);
    for waiter in waiting {
        let _ = waiter.send(Err(why.clone()));
    }
}

impl Turn {
    /// The outcome of each of these statements, in one message.
    pub(super) async fn ask(&self, asked: Vec<Statement>) -> Result<Vec<Outcome>, DbErr> {
        let mut held = self.held.lock().await;
        let held = held.as_mut().ok_or(DbErr::ConnectionAcquire(ConnAcquireErr::Timeout))?;
        if let Some(fault) = &held.fault {
            return Err(fault.clone());
        }
        let mut all = std::mem::take(&mut held.pending);
        let before = held.beginning();
        let waited = all.len();
        all.extend(asked);
        let outcome = held.line.ask(before, all, "").await;
        if let Err(e) = &outcome {
            held.is_lost |= waited > 0;
            if !is_refusal(e) {
                held.fault = Some(e.clone());
            }
        }
        outcome.map(|mut outcomes| outcomes.split_off(waited))
    }

    /// A statement whose outcome nobody waits for: it goes with the next question or with the end,
    /// which fails when it fails. It binds values by `?` alone.
    pub(super) async fn later(&self, statement: Statement) {
        if let Some(held) = self.held.lock().await.as_mut() {
            held.pending.push(statement);
        }
    }

    /// Ends the turn with these statements; returns when the work is on disk. Runs to its end even
    /// if the caller goes.
    pub(super) async fn commit(mut self, audit: Vec<Statement>) -> Result<(), StoreError> {
        let Some(mut held) = self.held.get_mut().take() else {
            return Err(StoreError::Other("the turn is over".into()));
        };
        let writer = self.writer.clone();
        if let Some(fault) = held.fault {
            let why = StoreError::from(fault);
            give_up(held.line, &why).await;
            return Err(why);
        }
        if held.is_lost {
            undo(writer, held).await;
            return Err(StoreError::Other("a statement of this transaction failed".into()));
        }
        let mut last = std::mem::take(&mut held.pending);
        last.extend(audit);
        if !held.has_begun && last.is_empty() {
            writer.settle(held.line).await;
            return Ok(());
        }
        let (done, is_saved) = oneshot::channel();
        tokio::spawn(async move {
            let before = held.beginning();
            let Held { mut line, .. } = held;
            let kept = line.batch.get_or_insert_default();
            kept.push(done);
            let is_last = writer.is_last(kept.len());
            let after = if is_last { "release turn;commit;" } else { "release turn;" };
            match line.ask(before, last, after).await {
                Ok(_) if is_last => saved(line),
                Ok(_) => {}
                Err(e) => give_up(line, &e.into()).await,
            }
        });
        is_saved.await.unwrap_or_else(|_| Err(StoreError::Other("the commit was lost".into())))
    }

    /// Undoes the turn's work and leaves the others' as it is.
    pub(super) async fn rollback(mut self) {
        if let Some(held) = self.held.get_mut().take() {
            undo(self.writer.clone(), held).await;
        }
    }
}

async fn undo(writer: Writer, mut held: Held) {
    if let Some(fault) = held.fault {
        return give_up(held.line, &fault.into()).await;
    }
    if held.has_begun {
        let is_alone = held.line.batch.take_if(|batch| batch.is_empty()).is_some();
        let back = if is_alone { "rollback;" } else { "rollback to turn;release turn;" };
        if let Err(e) = held.line.ask(back, Vec::new(), "").await {
            return give_up(held.line, &e.into()).await;
        }
    }
    writer.settle(held.line).await;
}

impl Drop for Turn {
    fn drop(&mut self) {
        // A statement on its way is answered before the one that undoes it.
        if let (Some(held), Ok(runtime)) =
            (self.held.get_mut().take(), tokio::runtime::Handle::try_current())
        {
            runtime.spawn(undo(self.writer.clone(), held));
        }
    }
}
