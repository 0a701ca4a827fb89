//! What can go wrong with the database, told apart as far as a caller can act on it.

use crate::crypto::SealError;
use sea_orm::{DbErr, RuntimeErr};

/// Why a transaction did not do what was asked. Nothing of it was kept.
#[derive(Debug, Clone, thiserror::Error)]
pub enum StoreError {
    /// The row is not there, or belongs to another municipality.
    #[error("not found")]
    NotFound,
    /// Somebody saved a newer version since the form was opened.
    #[error("the row was changed by somebody else")]
    Conflict,
    /// The form with this one-time key was sent before; its result stands at this address.
    #[error("the form was sent before")]
    FormUsed(String),
    /// A unique constraint refused the row.
    #[error("the same row exists: {0}")]
    Duplicate(String),
    /// The disk is full. Reading still works.
    #[error("the disk is full")]
    Full,
    /// The database does not answer.
    #[error("the database is not available: {0}")]
    Unavailable(String),
    /// A sealed field did not open.
    #[error(transparent)]
    Seal(std::sync::Arc<SealError>),
    /// Anything else: a defect or broken data.
    #[error("database: {0}")]
    Other(String),
}

impl From<SealError> for StoreError {
    fn from(e: SealError) -> Self {
        StoreError::Seal(std::sync::Arc::new(e))
    }
}

impl From<DbErr> for StoreError {
    fn from(e: DbErr) -> Self {
        let text = e.to_string();
        if let Some(sea_orm::SqlErr::UniqueConstraintViolation(what)) = e.sql_err() {
            return StoreError::Duplicate(what);
        }
        let code = sqlstate(&e).unwrap_or_default();
        // SQLITE_FULL and SQLITE_IOERR on a full disk.
        let full = ["database or disk is full", "disk I/O error", "No space left"];
        if code == DISK_FULL || full.iter().any(|sign| text.contains(sign)) {
            return StoreError::Full;
        }
        if GOING_AWAY.contains(&code.as_str()) {
            return StoreError::Unavailable(text);
        }
        match e {
            DbErr::RecordNotFound(_) => StoreError::NotFound,
            DbErr::ConnectionAcquire(_) | DbErr::Conn(_) => StoreError::Unavailable(text),
            _ if is_lost(&text) => StoreError::Unavailable(text),
            _ => StoreError::Other(text),
        }
    }
}

/// PostgreSQL's `disk_full`.
const DISK_FULL: &str = "53100";
/// PostgreSQL's `admin_shutdown` and `cannot_connect_now`.
const GOING_AWAY: [&str; 2] = ["57P01", "57P03"];

/// The code by which a database names its error; the text need not hold it.
fn sqlstate(e: &DbErr) -> Option<String> {
    let (DbErr::Exec(RuntimeErr::SqlxError(e)) | DbErr::Query(RuntimeErr::SqlxError(e))) = e else {
        return None;
    };
    e.as_database_error()?.code().map(std::borrow::Cow::into_owned)
}

/// Whether the text tells of a database that is away: a connection that broke under a query, a file
/// that is held by another program.
fn is_lost(text: &str) -> bool {
    let signs = [
        "communicating with database",
        "connection closed",
        "Connection refused",
        // SQLITE_BUSY: another program holds the file.
        "database is locked",
        "unable to open database file",
    ];
    signs.iter().any(|sign| text.contains(sign))
}
