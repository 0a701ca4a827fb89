//! A table as a file that a spreadsheet opens.

use axum::http::{HeaderName, header};
use axum::response::{IntoResponse, Response};

/// A table with its heads.
pub struct Table {
    /// Name of the file without its ending.
    pub name: String,
    /// Names of the columns.
    pub heads: Vec<String>,
    /// Rows, each with a cell for each column.
    pub rows: Vec<Vec<String>>,
}

/// The table as CSV, with the mark by which spreadsheets know Cyrillic in UTF-8.
#[must_use]
pub fn csv(table: &Table) -> Response {
    let mut text = String::from("\u{feff}");
    for row in std::iter::once(&table.heads).chain(&table.rows) {
        for (number, cell) in row.iter().enumerate() {
            if number > 0 {
                text.push(';');
            }
            put(&mut text, cell);
        }
        text.push_str("\r\n");
    }
    let headers: [(HeaderName, String); 2] = [
        (header::CONTENT_TYPE, "text/csv; charset=utf-8".to_owned()),
        (header::CONTENT_DISPOSITION, format!("attachment; filename=\"{}.csv\"", table.name)),
    ];
    (headers, text).into_response()
}

/// A cell. What a spreadsheet would take for a formula is shown as text.
fn put(text: &mut String, cell: &str) {
    let formula = cell.starts_with(['=', '+', '-', '@', '\t', '\r']);
    let cell = if formula { format!("'{cell}") } else { cell.to_owned() };
    if cell.contains([';', '"', '\n', '\r']) {
        text.push('"');
        text.push_str(&cell.replace('"', "\"\""));
        text.push('"');
    } else {
        text.push_str(&cell);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_cannot_become_formulas_or_break_the_row() {
        let mut text = String::new();
        for cell in ["=1+1", "Русе; Мездра", "каза \"да\"", "с. Николово"]
        {
            put(&mut text, cell);
            text.push('|');
        }
        assert_eq!(text, "'=1+1|\"Русе; Мездра\"|\"каза \"\"да\"\"\"|с. Николово|");
    }
}
