//! Reading from SQLite with few waits.
//!
//! A transaction that reads begins with its first question, in the same message. Connections are
//! kept here rather than in a pool that asks each for a sign of life whenever it comes back.

use super::StoreError;
use super::wire::{END, Outcome, Wire};
use sea_orm::sqlx::sqlite::SqliteConnectOptions;
use sea_orm::{ConnAcquireErr, DbErr, Statement};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

/// So many read at a time.
const READERS: u32 = 6;
/// So long somebody waits for a place.
const WAIT: Duration = Duration::from_secs(10);

/// The connections that cannot write.
pub(super) struct Readers {
    options: SqliteConnectOptions,
    free: Mutex<Vec<Wire>>,
    places: Arc<Semaphore>,
}

/// One reading transaction. It begins with the first question.
pub(super) struct Reader {
    held: tokio::sync::Mutex<Option<Held>>,
    readers: Arc<Readers>,
}

struct Held {
    wire: Wire,
    has_begun: bool,
    _place: OwnedSemaphorePermit,
}

impl Readers {
    pub(super) fn new(options: SqliteConnectOptions) -> Arc<Readers> {
        let places = Arc::new(Semaphore::new(READERS as usize));
        Arc::new(Readers { options, free: Mutex::default(), places })
    }

    /// A transaction, as soon as there is a place.
    pub(super) async fn begin(self: &Arc<Self>) -> Result<Reader, StoreError> {
        let place = tokio::time::timeout(WAIT, self.places.clone().acquire_owned()).await;
        let place = place.map_err(|_| DbErr::ConnectionAcquire(ConnAcquireErr::Timeout))?;
        let closed = |_| DbErr::ConnectionAcquire(ConnAcquireErr::ConnectionClosed);
        let place = place.map_err(closed)?;
        let free = self.free.lock().unwrap_or_else(PoisonError::into_inner).pop();
        let wire = match free {
            Some(wire) => wire,
            None => Wire::open_to_read(&self.options).await?,
        };
        let held = Held { wire, has_begun: false, _place: place };
        Ok(Reader { held: tokio::sync::Mutex::new(Some(held)), readers: self.clone() })
    }

    /// Closes the connections, after whoever is reading.
    pub(super) async fn close(&self) {
        let all = self.places.acquire_many(READERS).await;
        self.places.close();
        drop(all);
        let free = std::mem::take(&mut *self.free.lock().unwrap_or_else(PoisonError::into_inner));
        for wire in free {
            wire.close().await;
        }
    }

    /// Ends the transaction and takes the connection back; one that is not in order is dropped.
    async fn take_back(self: Arc<Self>, mut held: Held) {
        if held.has_begun && held.wire.ask("", Vec::new(), END).await.is_err() {
            return;
        }
        self.free.lock().unwrap_or_else(PoisonError::into_inner).push(held.wire);
    }
}

impl Reader {
    /// The rows of each of these statements, in one message; the transaction may end with them.
    pub(super) async fn ask(
        &self,
        asked: Vec<Statement>,
        ends: bool,
    ) -> Result<Vec<Outcome>, DbErr> {
        let mut held = self.held.lock().await;
        let held = held.as_mut().ok_or(DbErr::ConnectionAcquire(ConnAcquireErr::Timeout))?;
        let begins = !std::mem::replace(&mut held.has_begun, true);
        let after = if ends { END } else { "" };
        let outcomes = held.wire.ask(if begins { "begin;" } else { "" }, asked, after).await?;
        held.has_begun = !ends;
        Ok(outcomes)
    }

    /// Ends the transaction.
    pub(super) async fn end(self) {
        let held = self.held.lock().await.take();
        if let Some(held) = held {
            self.readers.clone().take_back(held).await;
        }
    }
}

impl Drop for Reader {
    fn drop(&mut self) {
        if let (Some(held), Ok(runtime)) =
            (self.held.get_mut().take(), tokio::runtime::Handle::try_current())
        {
            runtime.spawn(self.readers.clone().take_back(held));
        }
    }
}
