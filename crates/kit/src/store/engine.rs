//! Opening a database so that what is promised about it holds.

use super::StoreError;
use super::wire::Wire;
use sea_orm::sqlx::ConnectOptions as _;
use sea_orm::sqlx::postgres::PgConnectOptions;
use sea_orm::sqlx::sqlite::{
    SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous,
};
use sea_orm::{
    ConnectOptions, Database, DatabaseConnection, DbBackend, QueryResult, SqlxSqliteConnector,
    Statement,
};
use std::path::{Path, PathBuf};
use std::time::Duration;

/// Where the data lies.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// A file of SQLite.
    Sqlite(PathBuf),
    /// A PostgreSQL server, by its address `postgres://…`.
    Postgres(String),
}

/// The role that serves requests on PostgreSQL: not the owner of the tables, so that row-level
/// security holds for it.
pub(super) const APP_ROLE: &str = "opora_app";

/// So many connections serve on PostgreSQL.
pub(super) const POSTGRES_CONNECTIONS: u32 = 24;

fn sqlite_options(file: &Path) -> SqliteConnectOptions {
    SqliteConnectOptions::new()
        .filename(file)
        .create_if_missing(true)
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(SqliteSynchronous::Full)
        .foreign_keys(true)
        .busy_timeout(Duration::from_secs(10))
        .pragma("trusted_schema", "OFF")
        .pragma("secure_delete", "FAST")
        .pragma("temp_store", "MEMORY")
        .pragma("cache_size", "-16000")
        // A checkpoint makes those who save wait: seldom, after 16 MB.
        .pragma("wal_autocheckpoint", "4000")
        .statement_cache_capacity(300)
        // Statements of thousands of rows are no news; what is slow shows in the answers' times.
        .disable_statement_logging()
}

async fn sqlite_pool(
    options: SqliteConnectOptions,
    connections: u32,
) -> Result<DatabaseConnection, StoreError> {
    let pool = SqlitePoolOptions::new()
        .min_connections(connections.min(2))
        .max_connections(connections)
        .acquire_timeout(Duration::from_secs(10))
        .test_before_acquire(false)
        .idle_timeout(None)
        .max_lifetime(None)
        .connect_with(options)
        .await
        .map_err(|e| StoreError::Unavailable(e.to_string()))?;
    Ok(SqlxSqliteConnector::from_sqlx_sqlite_pool(pool))
}

/// The owner of the tables, for migrations.
pub(super) async fn sqlite_owner(file: &Path) -> Result<DatabaseConnection, StoreError> {
    sqlite_pool(sqlite_options(file), 1).await
}

/// The one connection that writes.
pub(super) async fn sqlite_writing(file: &Path) -> Result<Wire, StoreError> {
    let mut wire = Wire::open(&sqlite_options(file)).await?;
    check_sqlite(&mut wire).await?;
    Ok(wire)
}

/// How connections are opened that cannot write.
pub(super) fn sqlite_reading(file: &Path) -> SqliteConnectOptions {
    // Whatever is saved makes them forget their pages, so more than a page's work is not worth keeping:
    // the whole program is to stay below a quarter of a gigabyte.
    sqlite_options(file)
        .pragma("query_only", "ON")
        .pragma("cache_size", "-4000")
        .row_buffer_size(256)
}

/// A reader for tables without municipality.
pub(super) async fn sqlite_reader(file: &Path) -> Result<DatabaseConnection, StoreError> {
    sqlite_pool(sqlite_reading(file), 1).await
}

/// One connection for a copy. `vacuum into` writes only the new file, yet SQLite refuses it to a
/// connection that was told to write nothing.
pub(super) async fn sqlite_copier(file: &Path) -> Result<DatabaseConnection, StoreError> {
    sqlite_pool(sqlite_options(file).create_if_missing(false), 1).await
}

/// Reads back what was asked for: a database that silently kept other values must not serve.
async fn check_sqlite(wire: &mut Wire) -> Result<(), StoreError> {
    for (pragma, wanted) in [
        ("journal_mode", "wal"),
        ("synchronous", "2"),
        ("foreign_keys", "1"),
        ("trusted_schema", "0"),
    ] {
        let asked = Statement::from_string(DbBackend::Sqlite, format!("pragma {pragma}"));
        let mut rows = wire.ask("", vec![asked], "").await?.into_iter().flat_map(|one| one.rows);
        let row = rows.next().map(QueryResult::from);
        let row = row.ok_or_else(|| StoreError::Other(format!("pragma {pragma} has no value")))?;
        let is = row
            .try_get_by_index::<String>(0)
            .or_else(|_| row.try_get_by_index::<i64>(0).map(|n| n.to_string()))?;
        if is != wanted {
            return Err(StoreError::Other(format!("SQLite: {pragma} is {is}, not {wanted}")));
        }
    }
    Ok(())
}

/// A pool on PostgreSQL. As `owner` for migrations, else as the role that serves.
pub(super) async fn postgres(url: &str, owner: bool) -> Result<DatabaseConnection, StoreError> {
    let mut options = ConnectOptions::new(url);
    options
        .max_connections(if owner { 2 } else { POSTGRES_CONNECTIONS })
        .acquire_timeout(Duration::from_secs(10))
        .test_before_acquire(false)
        .sqlx_logging(false);
    options.map_sqlx_postgres_opts(move |o: PgConnectOptions| {
        let o = o.application_name("opora").statement_cache_capacity(300);
        let o = o.options([("synchronous_commit", "on"), ("client_min_messages", "warning")]);
        if owner { o } else { o.options([("role", APP_ROLE)]) }
    });
    Ok(Database::connect(options).await?)
}
