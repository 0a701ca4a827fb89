//! A table as a file that a spreadsheet opens.

use axum::http::{HeaderName, header};
use axum::response::{IntoResponse, Response};
use kit::web::Problem;
use sheet::{Format, Writer};

/// A table with its heads.
pub struct Table {
    /// Name of the file without its ending.
    pub name: String,
    /// Names of the columns.
    pub heads: Vec<String>,
    /// Rows, each with a cell for each column.
    pub rows: Vec<Vec<String>>,
}

/// The table as lines of text.
///
/// # Errors
/// When there is no room.
pub fn csv(table: &Table) -> Result<Response, Problem> {
    file(table, Format::Csv)
}

/// The table as a spreadsheet.
///
/// # Errors
/// When there is no room.
pub fn xlsx(table: &Table) -> Result<Response, Problem> {
    file(table, Format::Xlsx)
}

/// The table as a file of this format.
///
/// # Errors
/// When there is no room.
pub fn file(table: &Table, format: Format) -> Result<Response, Problem> {
    let mut writer = Writer::new(format, &table.heads).map_err(Problem::internal)?;
    for row in &table.rows {
        writer.row(row).map_err(Problem::internal)?;
    }
    let bytes = writer.finish().map_err(Problem::internal)?;
    let name = format!("attachment; filename=\"{}.{}\"", table.name, format.code());
    let headers: [(HeaderName, String); 2] =
        [(header::CONTENT_TYPE, format.media().to_owned()), (header::CONTENT_DISPOSITION, name)];
    Ok((headers, bytes).into_response())
}
