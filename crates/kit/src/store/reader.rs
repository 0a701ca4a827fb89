//! Reading from SQLite with few waits.
//!
//! Each question to SQLite goes to a thread of its connection and back, which costs more than most
//! answers. So a transaction that reads begins with its first question, in the same message, and
//! questions that do not wait for each other's answers are sent as one (`Questions`). Connections
//! are kept here rather than in a pool that asks each for a sign of life whenever it comes back.
//!
//! That SQLite takes several statements as one, and keeps them prepared, is a gift of the pinned
//! sqlx that it does not promise for ever; the tests of the pages would tell.

use super::StoreError;
use futures_util::TryStreamExt;
use sea_orm::sqlx::sqlite::{
    Sqlite, SqliteArguments, SqliteConnectOptions, SqliteConnection, SqliteRow,
};
use sea_orm::sqlx::{self, Connection, Either, Executor};
use sea_orm::{ConnAcquireErr, DbErr, RuntimeErr, Statement, Value};
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
    free: Mutex<Vec<SqliteConnection>>,
    places: Arc<Semaphore>,
}

/// One reading transaction. It begins with the first question.
pub(super) struct Reader {
    held: tokio::sync::Mutex<Option<Held>>,
    readers: Arc<Readers>,
}

struct Held {
    conn: SqliteConnection,
    has_begun: bool,
    _place: OwnedSemaphorePermit,
}

fn failed(e: sqlx::Error) -> DbErr {
    DbErr::Query(RuntimeErr::SqlxError(e.into()))
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
        let conn = match free {
            Some(conn) => conn,
            None => SqliteConnection::connect_with(&self.options).await.map_err(failed)?,
        };
        let held = Held { conn, has_begun: false, _place: place };
        Ok(Reader { held: tokio::sync::Mutex::new(Some(held)), readers: self.clone() })
    }

    /// Closes the connections, after whoever is reading.
    pub(super) async fn close(&self) {
        let all = self.places.acquire_many(READERS).await;
        self.places.close();
        drop(all);
        let free = std::mem::take(&mut *self.free.lock().unwrap_or_else(PoisonError::into_inner));
        for conn in free {
            let _ = conn.close().await;
        }
    }

    /// Ends the transaction and takes the connection back; one that is not in order is dropped.
    async fn take_back(self: Arc<Self>, mut held: Held) {
        if held.has_begun && sqlx::query("rollback").execute(&mut held.conn).await.is_err() {
            return;
        }
        self.free.lock().unwrap_or_else(PoisonError::into_inner).push(held.conn);
    }
}

impl Reader {
    /// The rows of each of these statements, in one message. They may bind values by `?` alone.
    pub(super) async fn ask(&self, asked: Vec<Statement>) -> Result<Vec<Vec<SqliteRow>>, DbErr> {
        let mut held = self.held.lock().await;
        let held = held.as_mut().ok_or(DbErr::ConnectionAcquire(ConnAcquireErr::Timeout))?;
        let begins = !std::mem::replace(&mut held.has_begun, true);
        let mut sql =
            String::with_capacity(asked.iter().map(|one| one.sql.len() + 1).sum::<usize>() + 6);
        sql.push_str(if begins { "begin;" } else { "" });
        let mut values = SqliteArguments::default();
        let mut rows: Vec<Vec<SqliteRow>> = Vec::with_capacity(asked.len());
        let count = asked.len();
        for one in asked {
            sql.push_str(&one.sql);
            sql.push(';');
            one.values.into_iter().flatten().try_for_each(|value| bind(&mut values, value))?;
        }
        let query = sqlx::query_with::<Sqlite, _>(sqlx::AssertSqlSafe(sql), values);
        let mut answers = (&mut held.conn).fetch_many(query);
        let (mut ended, mut own) = (0, Vec::new());
        while let Some(answer) = answers.try_next().await.map_err(failed)? {
            match answer {
                Either::Right(row) => own.push(row),
                Either::Left(_) => {
                    // What ends first is `begin`.
                    if !begins || ended > 0 {
                        rows.push(std::mem::take(&mut own));
                    }
                    ended += 1;
                }
            }
        }
        if rows.len() == count {
            Ok(rows)
        } else {
            Err(DbErr::Custom("an answer is missing".into()))
        }
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

/// Values as the entities of this program have them.
fn bind(to: &mut SqliteArguments, value: Value) -> Result<(), DbErr> {
    use sqlx::Arguments;
    let bound = match value {
        Value::Bool(value) => to.add(value),
        Value::TinyInt(value) => to.add(value),
        Value::SmallInt(value) => to.add(value),
        Value::Int(value) => to.add(value),
        Value::BigInt(value) => to.add(value),
        Value::TinyUnsigned(value) => to.add(value),
        Value::SmallUnsigned(value) => to.add(value),
        Value::Unsigned(value) => to.add(value),
        Value::BigUnsigned(value) => to.add(value.and_then(|n| i64::try_from(n).ok())),
        Value::Float(value) => to.add(value),
        Value::Double(value) => to.add(value),
        Value::String(value) => to.add(value),
        Value::Char(value) => to.add(value.map(String::from)),
        Value::Bytes(value) => to.add(value),
        other => return Err(DbErr::Type(format!("{other:?} cannot be bound"))),
    };
    bound.map_err(|e| DbErr::Type(e.to_string()))
}
