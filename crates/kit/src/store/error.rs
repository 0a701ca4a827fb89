//! What can go wrong with the database, told apart as far as a caller can act on it.

use crate::crypto::SealError;
use sea_orm::DbErr;

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
        // SQLITE_FULL and SQLITE_IOERR on a full disk; 53100 is PostgreSQL's disk_full.
        let full = ["database or disk is full", "disk I/O error", "53100", "No space left"];
        if full.iter().any(|sign| text.contains(sign)) {
            return StoreError::Full;
        }
        match e {
            DbErr::RecordNotFound(_) => StoreError::NotFound,
            DbErr::ConnectionAcquire(_) | DbErr::Conn(_) => StoreError::Unavailable(text),
            _ if is_lost(&text) => StoreError::Unavailable(text),
            _ => StoreError::Other(text),
        }
    }
}

/// Whether the text tells of a database that is away: a connection that broke under a query, a file
/// that is held by another program.
fn is_lost(text: &str) -> bool {
    let signs = [
        "communicating with database",
        "connection closed",
        "Connection refused",
        "57P01",
        "57P03",
        // SQLITE_BUSY: another program holds the file.
        "database is locked",
        "unable to open database file",
    ];
    signs.iter().any(|sign| text.contains(sign))
}
