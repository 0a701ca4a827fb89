//! The opened database.

use super::batch::Writer;
use super::conn::{Conn, Kind};
use super::engine::{self, Target};
use super::reader::Readers;
use super::tx::Tx;
use super::{Municipality, StoreError};
use crate::access::Actor;
use crate::audit::Sink;
use crate::crypto::{Keys, RootKey};
use crate::types::{Clock, Ids, MunicipalityId};
use sea_orm::{
    ConnectionTrait, DatabaseConnection, DatabaseTransaction, DbBackend, DbErr, Statement,
    TransactionTrait,
};
use std::path::PathBuf;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::sync::{Arc, RwLock};

/// How to open a database.
pub struct DbOptions {
    /// Where the data lies.
    pub target: Target,
    /// The key above all others.
    pub root: RootKey,
    /// The time.
    pub clock: Clock,
}

enum Engine {
    Sqlite { file: PathBuf, writer: Writer, readers: Arc<Readers>, reader: DatabaseConnection },
    Postgres { pool: DatabaseConnection },
}

pub(crate) struct Inner {
    engine: Engine,
    pub(crate) clock: Clock,
    pub(crate) ids: Ids,
    pub(crate) keys: Keys,
    pub(crate) audit: Sink,
    /// Saved transactions of this process that told a change.
    pub(super) changes: AtomicU64,
    /// How many transactions read at this moment and have not told what they read.
    pub(crate) reading: Arc<AtomicUsize>,
    municipalities: RwLock<Vec<Arc<Municipality>>>,
}

/// The database of an installation. Cheap to clone.
#[derive(Clone)]
pub struct Db(Arc<Inner>);

impl Db {
    /// Opens a migrated database for serving.
    ///
    /// # Errors
    /// When it does not answer, keeps other settings than asked for, or has another root key.
    pub async fn open(options: DbOptions) -> Result<Db, StoreError> {
        let engine = match &options.target {
            Target::Sqlite(file) => {
                let writer = Writer::open(file).await?;
                let reader = engine::sqlite_reader(file).await?;
                let readers = Readers::new(engine::sqlite_reading(file));
                Engine::Sqlite { file: file.clone(), writer, readers, reader }
            }
            Target::Postgres(url) => Engine::Postgres { pool: engine::postgres(url, false).await? },
        };
        let (sink, rows) = Sink::new();
        let inner = Arc::new(Inner {
            engine,
            clock: options.clock,
            ids: Ids::default(),
            keys: Keys::new(options.root),
            audit: sink,
            changes: AtomicU64::default(),
            reading: Arc::default(),
            municipalities: RwLock::default(),
        });
        crate::audit::keep_writing(Arc::downgrade(&inner), rows);
        let db = Db(inner);
        db.reload_municipalities().await?;
        Ok(db)
    }

    /// A connection that owns the tables, for migrations.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn owner(target: &Target) -> Result<DatabaseConnection, StoreError> {
        match target {
            Target::Sqlite(file) => engine::sqlite_owner(file).await,
            Target::Postgres(url) => engine::postgres(url, true).await,
        }
    }

    pub(crate) fn from_inner(inner: Arc<Inner>) -> Db {
        Db(inner)
    }

    pub(crate) fn inner(&self) -> &Arc<Inner> {
        &self.0
    }

    /// The time.
    #[must_use]
    pub fn clock(&self) -> &Clock {
        &self.0.clock
    }

    /// The keys.
    #[must_use]
    pub fn keys(&self) -> &Keys {
        &self.0.keys
    }

    /// A fresh id outside a transaction.
    #[must_use]
    pub fn new_id(&self) -> i64 {
        self.0.ids.next(self.0.clock.now())
    }

    /// Whether one process alone serves this database, so that its memory may be trusted.
    #[must_use]
    pub fn is_single_process(&self) -> bool {
        matches!(self.0.engine, Engine::Sqlite { .. })
    }

    /// How many transactions of this process have told a change. What is derived from the change
    /// feed is up to date when it was so at this count, unless another process writes too.
    #[must_use]
    pub fn changes(&self) -> u64 {
        self.0.changes.load(Ordering::SeqCst)
    }

    /// A snapshot to read from; its audit rows are durable when it commits.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn read(&self, actor: &Actor) -> Result<Tx, StoreError> {
        let txn = self.0.begin_read(actor.municipality).await?;
        self.tx(txn, true, actor).await
    }

    /// A transaction that may write. On SQLite it holds the writer: keep it short, compute before.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn write(&self, actor: &Actor) -> Result<Tx, StoreError> {
        let txn = match &self.0.engine {
            Engine::Sqlite { writer, .. } => Kind::Turn(writer.begin().await?),
            Engine::Postgres { pool } => {
                Kind::Postgres(begin_postgres(pool, actor.municipality).await?)
            }
        };
        self.tx(Conn(txn), false, actor).await
    }

    async fn tx(&self, txn: Conn, reads_only: bool, actor: &Actor) -> Result<Tx, StoreError> {
        let key = self.key_for(&txn, actor.municipality).await?;
        Ok(Tx::new(txn, reads_only, self.0.clone(), actor.clone(), key))
    }

    /// Asks the database for a sign of life.
    ///
    /// # Errors
    /// When it does not answer.
    pub async fn ping(&self) -> Result<(), StoreError> {
        Ok(self.0.reader().execute_unprepared("select 1").await.map(drop)?)
    }

    /// Prepares for very many rows written by this process alone: more memory for the writer.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn expect_many_rows(&self) -> Result<(), StoreError> {
        match &self.0.engine {
            Engine::Sqlite { writer, .. } => writer.run("pragma cache_size = -800000;").await,
            Engine::Postgres { .. } => Ok(()),
        }
    }

    /// Copies the SQLite database, as it stands now, into a new file. Runs beside the serving.
    ///
    /// # Errors
    /// On PostgreSQL (its own tools do it), and when the file exists or the disk is full.
    pub async fn copy_to(&self, file: &std::path::Path) -> Result<(), StoreError> {
        let Engine::Sqlite { file: own, .. } = &self.0.engine else {
            return Err(StoreError::Other("PostgreSQL is copied with pg_dump".into()));
        };
        let copier = engine::sqlite_copier(own).await?;
        let name = [file.display().to_string().into()];
        let copy = Statement::from_sql_and_values(DbBackend::Sqlite, "vacuum into ?", name);
        let copied = copier.execute_raw(copy).await;
        copier.close().await?;
        copied?;
        // SQLite leaves it to the caller to wait for the disk.
        std::fs::File::open(file)
            .and_then(|copy| copy.sync_all())
            .map_err(|e| StoreError::Other(e.to_string()))
    }

    /// Closes the database; waits for what is on its way to disk.
    pub async fn close(&self) {
        match &self.0.engine {
            Engine::Sqlite { writer, readers, reader, .. } => {
                readers.close().await;
                let _ = reader.close_by_ref().await;
                writer.close().await;
            }
            Engine::Postgres { pool } => drop(pool.close_by_ref().await),
        }
    }
}

impl Inner {
    /// For tables without municipality: the list of municipalities itself.
    pub(crate) fn reader(&self) -> &DatabaseConnection {
        match &self.engine {
            Engine::Sqlite { reader, .. } => reader,
            Engine::Postgres { pool } => pool,
        }
    }

    pub(crate) async fn begin_read(
        &self,
        municipality: MunicipalityId,
    ) -> Result<Conn, StoreError> {
        Ok(Conn(match &self.engine {
            Engine::Sqlite { readers, .. } => Kind::Reader(readers.begin().await?),
            Engine::Postgres { pool } => Kind::Postgres(begin_postgres(pool, municipality).await?),
        }))
    }

    pub(super) fn municipalities(&self) -> Vec<Arc<Municipality>> {
        self.municipalities.read().map(|list| list.clone()).unwrap_or_default()
    }

    /// The first of the municipalities that is meant; the list is not copied for it.
    pub(super) fn municipality(
        &self,
        is_meant: impl Fn(&Municipality) -> bool,
    ) -> Option<Arc<Municipality>> {
        self.municipalities.read().ok()?.iter().find(|one| is_meant(one)).cloned()
    }

    pub(super) fn set_municipalities(&self, list: Vec<Arc<Municipality>>) {
        if let Ok(mut kept) = self.municipalities.write() {
            *kept = list;
        }
    }
}

/// So many connections may have died unnoticed: all of the pool, and one.
const DEAD_CONNECTIONS: usize = engine::POSTGRES_CONNECTIONS as usize + 1;

/// A transaction limited to a municipality. When the server was away, connections of the pool are
/// dead and nobody knows yet: nothing was asked of them, so the next one is tried.
async fn begin_postgres(
    pool: &DatabaseConnection,
    id: MunicipalityId,
) -> Result<DatabaseTransaction, StoreError> {
    let mut tried = 0;
    loop {
        let began = match pool.begin().await {
            Ok(txn) => limit_to(&txn, id).await.map(|()| txn),
            // No connection at all: waiting was tried for long enough.
            Err(e @ DbErr::ConnectionAcquire(_)) => return Err(e.into()),
            Err(e) => Err(e.into()),
        };
        tried += 1;
        match began {
            Err(StoreError::Unavailable(_)) if tried < DEAD_CONNECTIONS => {}
            other => return other,
        }
    }
}

/// The second wall: rows of other municipalities do not exist for this transaction.
async fn limit_to(txn: &DatabaseTransaction, id: MunicipalityId) -> Result<(), StoreError> {
    txn.execute_raw(Statement::from_sql_and_values(
        DbBackend::Postgres,
        "select set_config('opora.municipality', $1, true)",
        [id.0.to_string().into()],
    ))
    .await?;
    Ok(())
}
