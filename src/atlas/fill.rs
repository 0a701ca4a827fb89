//! Times of roads for the demonstration, through the same door as a file.

use super::AtlasImportId;
use super::deed::{self, ROADS};
use super::roads::{self, NewRoad};
use kit::store::{StoreError, Tx};
use kit::web::Problem;

/// Whether a file was ever brought in.
///
/// # Errors
/// When the database does not answer.
pub async fn is_filled(tx: &Tx) -> Result<bool, StoreError> {
    Ok(deed::files(tx).await?.iter().any(|file| file.kind == ROADS))
}

/// Enters a table of times as it would come from a file: lines of text, heads first.
///
/// # Errors
/// When a row is wrong, or the database refuses.
pub async fn roads(
    tx: &mut Tx,
    table: &str,
    (name, source): (&str, &str),
) -> Result<AtlasImportId, Problem> {
    let places = deed::known(tx).await?;
    let read = roads::read((table.as_bytes(), name), &places).map_err(Problem::Impossible)?;
    if let Some(fault) = read.wrong.first() {
        return Err(Problem::Impossible(fault.key));
    }
    let rows: Vec<NewRoad> = read.rows;
    Ok(deed::add_roads(tx, (name, source), &rows).await?)
}
