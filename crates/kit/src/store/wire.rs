//! A connection to SQLite that takes several statements in one message.
//!
//! Each message to SQLite goes to a thread of its connection and back, which costs more than most
//! answers. That SQLite takes several statements as one, and keeps them prepared, is a gift of the
//! pinned sqlx that it does not promise for ever; the tests of the pages would tell.

use futures_util::stream::Peekable;
use futures_util::{FutureExt, Stream, StreamExt, TryStreamExt};
use sea_orm::sqlx::sqlite::{
    Sqlite, SqliteArguments, SqliteConnectOptions, SqliteConnection, SqliteQueryResult, SqliteRow,
};
use sea_orm::sqlx::{self, Arguments, Connection, Either, Executor};
use sea_orm::{DbErr, RuntimeErr, Statement, Value};
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Waker};
use std::time::Duration;
use tokio::sync::Notify;

/// The end of a transaction that read.
pub(super) const END: &str = "rollback;";
/// So long somebody waits for the end of a message; then its answers are taken one by one. That
/// happens to long lists, and when a statement fails before the end.
const END_WAIT: Duration = Duration::from_millis(4);

/// The connection.
pub(super) struct Wire {
    connection: SqliteConnection,
    /// Told by each rollback, where somebody reads.
    over: Option<Arc<Notify>>,
}

/// What one statement gave.
pub(super) struct Outcome {
    pub rows: Vec<SqliteRow>,
    pub done: SqliteQueryResult,
}

fn failed(e: sqlx::Error) -> DbErr {
    DbErr::Query(RuntimeErr::SqlxError(e.into()))
}

impl Wire {
    pub(super) async fn open(options: &SqliteConnectOptions) -> Result<Wire, DbErr> {
        let connection = SqliteConnection::connect_with(options).await.map_err(failed)?;
        Ok(Wire { connection, over: None })
    }

    /// A connection whose messages mostly end with [`END`]. Its thread tells each answer, and to
    /// wake somebody for each costs more than the answers: here somebody is woken once, at the end.
    pub(super) async fn open_to_read(options: &SqliteConnectOptions) -> Result<Wire, DbErr> {
        let mut wire = Wire::open(options).await?;
        let over = Arc::new(Notify::new());
        wire.over = Some(over.clone());
        let mut handle = wire.connection.lock_handle().await.map_err(failed)?;
        handle.set_rollback_hook(move || over.notify_one());
        drop(handle);
        Ok(wire)
    }

    pub(super) async fn close(self) {
        let _ = self.connection.close().await;
    }

    /// The outcome of each of these statements, in one message with what goes `before` and `after`:
    /// statements without values and rows, each ended by a semicolon. Several statements together
    /// bind values by `?` alone. What fails ends the message; what stood before it has happened.
    pub(super) async fn ask(
        &mut self,
        before: &str,
        asked: Vec<Statement>,
        after: &str,
    ) -> Result<Vec<Outcome>, DbErr> {
        let (skipped, count) = (before.matches(';').count(), asked.len());
        let length = asked.iter().map(|one| one.sql.len() + 1).sum::<usize>();
        let mut sql = String::with_capacity(before.len() + length + after.len());
        let mut values = SqliteArguments::default();
        sql.push_str(before);
        for one in asked {
            sql.push_str(&one.sql);
            sql.push(';');
            one.values.into_iter().flatten().try_for_each(|value| bind(&mut values, value))?;
        }
        sql.push_str(after);
        let query = sqlx::query_with::<Sqlite, _>(sqlx::AssertSqlSafe(sql), values);
        let over = self.over.clone().filter(|_| after == END);
        let mut answers = (&mut self.connection).fetch_many(query).peekable();
        if let Some(over) = over {
            // The end of an earlier message, for which nobody waited any more, is not this one's.
            let _ = over.notified().now_or_never();
            send(&mut answers);
            let _ = tokio::time::timeout(END_WAIT, over.notified()).await;
        }
        let (mut ended, mut rows, mut all) = (0, Vec::new(), Vec::with_capacity(count));
        while let Some(answer) = answers.try_next().await.map_err(failed)? {
            match answer {
                Either::Right(row) => rows.push(row),
                Either::Left(done) => {
                    if (skipped..skipped + count).contains(&ended) {
                        all.push(Outcome { rows: std::mem::take(&mut rows), done });
                    }
                    ended += 1;
                }
            }
        }
        if ended == skipped + count + after.matches(';').count() {
            Ok(all)
        } else {
            Err(DbErr::Custom("an answer is missing".into()))
        }
    }
}

/// The first look at its answers sends a message; nobody is woken by them.
fn send(answers: &mut Peekable<impl Stream + Unpin>) {
    let _ = Pin::new(answers).poll_peek(&mut Context::from_waker(Waker::noop()));
}

/// Whether the statement was refused by a constraint or a trigger: SQLite undid that statement and
/// nothing else.
pub(super) fn is_refusal(error: &DbErr) -> bool {
    /// `SQLITE_CONSTRAINT`, the lower byte of all its kinds.
    const CONSTRAINT: u32 = 19;
    let (DbErr::Query(RuntimeErr::SqlxError(e)) | DbErr::Exec(RuntimeErr::SqlxError(e))) = error
    else {
        return false;
    };
    let code = e.as_database_error().and_then(|e| e.code()?.parse::<u32>().ok());
    code.is_some_and(|code| code & 0xff == CONSTRAINT)
}

/// Values as the entities of this program have them.
fn bind(to: &mut SqliteArguments, value: Value) -> Result<(), DbErr> {
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
