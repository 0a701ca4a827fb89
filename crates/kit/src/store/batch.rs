//! Group commit on SQLite: concurrent transactions are savepoints of one batch.
//!
//! SQLite has one writer, and a durable commit costs a wait for the disk. So a transaction that
//! ends while others wait for their turn leaves the commit to them; the last in line, or the one
//! that fills the batch, commits for all, and only then each hears that its work is saved.

use super::StoreError;
use super::engine;
use sea_orm::sqlx::Connection;
use sea_orm::{
    ConnectionTrait, DatabaseConnection, DatabaseTransaction, SqliteTransactionMode,
    TransactionOptions, TransactionTrait,
};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use tokio::sync::{Mutex, OwnedMutexGuard, oneshot};

/// So many transactions share a commit at most, so that the first does not wait for ever.
const BATCH_MAX: usize = 128;

struct Batch {
    outer: DatabaseTransaction,
    kept: usize,
    waiting_for_commit: Vec<oneshot::Sender<Result<(), StoreError>>>,
}

/// The queue to the one writer.
#[derive(Clone)]
pub(super) struct Writer {
    file: PathBuf,
    conn: Arc<Mutex<DatabaseConnection>>,
    batch: Arc<Mutex<Option<Batch>>>,
    in_line: Arc<AtomicUsize>,
    /// Something ended otherwise than it was told to: the connection is looked at before its use.
    is_suspect: Arc<AtomicBool>,
}

/// One caller's turn at the writer. Dropped without [`Turn::commit`], its work is undone.
pub(super) struct Turn {
    writer: Writer,
    guard: Option<OwnedMutexGuard<Option<Batch>>>,
}

/// Counts a caller in line; when the caller gives up, somebody must still end the batch.
struct InLine(Option<Writer>);

impl Drop for InLine {
    fn drop(&mut self) {
        if let Some(writer) = self.0.take() {
            writer.in_line.fetch_sub(1, Ordering::SeqCst);
            tokio::spawn(async move {
                let guard = writer.batch.clone().lock_owned().await;
                writer.settle(guard).await;
            });
        }
    }
}

impl Writer {
    pub(super) fn new(file: &Path, conn: DatabaseConnection) -> Writer {
        let conn = Arc::new(Mutex::new(conn));
        Writer {
            file: file.to_owned(),
            conn,
            batch: Arc::default(),
            in_line: Arc::default(),
            is_suspect: Arc::default(),
        }
    }

    /// A statement to the connection itself, between batches.
    pub(super) async fn run(&self, sql: &str) -> Result<(), StoreError> {
        let _batch = self.batch.lock().await;
        Ok(self.conn.lock().await.execute_unprepared(sql).await.map(drop)?)
    }

    /// Closes the connection, after whoever is at it.
    pub(super) async fn close(&self) {
        let _batch = self.batch.lock().await;
        let _ = self.conn.lock().await.close_by_ref().await;
    }

    /// Begins a batch. SQLite gives a transaction up by itself on a full disk; the connection then
    /// believes to be in one for ever, and what it calls committed would be lost: it is replaced.
    async fn begin_batch(&self) -> Result<DatabaseTransaction, StoreError> {
        let mode = TransactionOptions {
            sqlite_transaction_mode: Some(SqliteTransactionMode::Immediate),
            ..TransactionOptions::default()
        };
        let mut conn = self.conn.lock().await;
        if self.is_suspect.swap(false, Ordering::SeqCst) && !is_free(&conn).await {
            tracing::warn!("the writing connection lost its transaction and is replaced");
            conn.close_by_ref().await?;
            *conn = engine::sqlite_writer(&self.file).await.inspect_err(|_| {
                self.is_suspect.store(true, Ordering::SeqCst);
            })?;
        }
        Ok(conn.begin_with_options(mode).await?)
    }

    /// Waits for the turn and opens a savepoint.
    pub(super) async fn begin(&self) -> Result<(DatabaseTransaction, Turn), StoreError> {
        self.in_line.fetch_add(1, Ordering::SeqCst);
        let mut place = InLine(Some(self.clone()));
        let mut guard = self.batch.clone().lock_owned().await;
        place.0 = None;
        self.in_line.fetch_sub(1, Ordering::SeqCst);
        if guard.is_none() {
            let outer = self.begin_batch().await?;
            *guard = Some(Batch { outer, kept: 0, waiting_for_commit: Vec::new() });
        }
        let turn = Turn { writer: self.clone(), guard: Some(guard) };
        let Some(batch) = turn.guard.as_ref().and_then(|guard| guard.as_ref()) else {
            return Err(StoreError::Other("the batch is gone".into()));
        };
        let inner = batch.outer.begin().await?;
        Ok((inner, turn))
    }

    /// Commits for all when nobody else is in line; otherwise the next in line will.
    async fn settle(&self, guard: OwnedMutexGuard<Option<Batch>>) {
        let Some(batch) = guard.as_ref() else { return };
        let more_to_come = self.in_line.load(Ordering::SeqCst) > 0;
        if more_to_come && batch.kept < BATCH_MAX {
            return;
        }
        self.end(guard).await;
    }

    /// Ends the batch now: its waiting transactions are on disk, or each hears why not.
    async fn end(&self, mut guard: OwnedMutexGuard<Option<Batch>>) {
        let Some(batch) = guard.take() else { return };
        let result =
            if batch.kept == 0 { batch.outer.rollback().await } else { batch.outer.commit().await };
        let result = result.map_err(StoreError::from);
        if result.is_err() {
            self.is_suspect.store(true, Ordering::SeqCst);
        }
        drop(guard);
        for waiter in batch.waiting_for_commit {
            let _ = waiter.send(result.clone());
        }
    }

    /// Undoes the whole batch after an error that made SQLite itself roll back, such as a full
    /// disk: each transaction in it hears that it was not saved.
    async fn give_up(&self, mut guard: OwnedMutexGuard<Option<Batch>>, why: &StoreError) {
        let Some(batch) = guard.take() else { return };
        self.is_suspect.store(true, Ordering::SeqCst);
        let _ = batch.outer.rollback().await;
        drop(guard);
        for waiter in batch.waiting_for_commit {
            let _ = waiter.send(Err(why.clone()));
        }
    }
}

/// Whether the one connection of a pool answers and is in no transaction.
async fn is_free(conn: &DatabaseConnection) -> bool {
    match conn.get_sqlite_connection_pool().acquire().await {
        Ok(mut own) => own.ping().await.is_ok() && !own.is_in_transaction(),
        Err(_) => false,
    }
}

impl Turn {
    /// Ends the turn; returns when the work is on disk. Runs to its end even if the caller goes.
    pub(super) async fn commit(mut self, inner: DatabaseTransaction) -> Result<(), StoreError> {
        let Some(mut guard) = self.guard.take() else {
            return Err(StoreError::Other("the turn is over".into()));
        };
        let writer = self.writer.clone();
        let (done, saved) = oneshot::channel();
        tokio::spawn(async move {
            if let Err(e) = inner.commit().await {
                let why = StoreError::from(e);
                let _ = done.send(Err(why.clone()));
                writer.give_up(guard, &why).await;
                return;
            }
            if let Some(batch) = guard.as_mut() {
                batch.kept += 1;
                batch.waiting_for_commit.push(done);
            }
            writer.settle(guard).await;
        });
        saved.await.unwrap_or_else(|_| Err(StoreError::Other("the commit was lost".into())))
    }

    /// Undoes the turn's work and leaves the others' as it is.
    pub(super) async fn rollback(mut self, inner: DatabaseTransaction) {
        let Some(guard) = self.guard.take() else {
            return;
        };
        match inner.rollback().await {
            Ok(()) => self.writer.settle(guard).await,
            Err(e) => self.writer.give_up(guard, &e.into()).await,
        }
    }
}

impl Drop for Turn {
    fn drop(&mut self) {
        if let Some(guard) = self.guard.take() {
            // The savepoint's own drop has queued its rollback before this one runs. What made the
            // caller give up may have made SQLite undo the whole batch: nobody may join it.
            if let Ok(runtime) = tokio::runtime::Handle::try_current() {
                let writer = self.writer.clone();
                writer.is_suspect.store(true, Ordering::SeqCst);
                runtime.spawn(async move { writer.end(guard).await });
            }
        }
    }
}
