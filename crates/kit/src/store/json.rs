//! Values kept sealed as JSON.

use super::{StoreError, Tx};
use serde::Serialize;
use serde::de::DeserializeOwned;

impl Tx {
    /// Seals a value as JSON for one row of a table.
    ///
    /// # Errors
    /// When it is not to be written as JSON or the municipality's key is gone.
    pub fn seal_json<T: Serialize>(
        &self,
        table: &'static str,
        column: &'static str,
        row: i64,
        value: &T,
    ) -> Result<Vec<u8>, StoreError> {
        let text = serde_json::to_string(value).map_err(|e| StoreError::Other(e.to_string()))?;
        self.seal(table, column, row, &text)
    }

    /// Opens what [`Tx::seal_json`] sealed.
    ///
    /// # Errors
    /// When it was sealed for another place, changed, or is another value.
    pub fn open_json<T: DeserializeOwned>(
        &self,
        table: &'static str,
        column: &'static str,
        row: i64,
        sealed: &[u8],
    ) -> Result<T, StoreError> {
        let text = self.open(table, column, row, sealed)?;
        serde_json::from_str(&text).map_err(|e| StoreError::Other(e.to_string()))
    }
}
