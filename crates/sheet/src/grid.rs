//! A sheet as it stands, row by row, with merged cells filled in: tables of statistics have heads of
//! several rows, and a name that stands once for all rows beside it.

use crate::detect::{Kind, unpacked};
use crate::read::{
    ReadError, UNPACKED_MAX, cell_text, decoded, delimiter, guarded, lent, line, plain,
};
use calamine::{Dimensions, Ods, Reader, Xlsx};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::io::Cursor;

/// A row of a sheet.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct GridRow {
    /// Its number in the file, as people see it: from 1.
    pub number: u32,
    /// The texts of its cells, without spaces around them.
    pub cells: Vec<String>,
    /// Places of cells that are merged with the one above or below: what stands there is said of
    /// several rows at once.
    pub merged: Vec<usize>,
}

impl GridRow {
    /// The text of a column.
    #[must_use]
    pub fn cell(&self, column: usize) -> &str {
        self.cells.get(column).map_or("", String::as_str)
    }
}

/// Rows and columns that are read at most.
#[derive(Clone, Copy, Debug)]
pub struct Bounds {
    /// A sheet with more filled rows is refused.
    pub rows: usize,
    /// Columns to the right of these are not looked at.
    pub columns: usize,
}

/// Rows by their number from 0.
type Rows = BTreeMap<u32, GridRow>;

fn put(rows: &mut Rows, (row, column): (u32, usize), text: &str, bounds: Bounds) {
    let text = text.trim();
    if column >= bounds.columns || text.is_empty() {
        return;
    }
    let line = rows.entry(row).or_insert_with(|| GridRow { number: row + 1, ..GridRow::default() });
    if line.cells.len() <= column {
        line.cells.resize(column + 1, String::new());
    }
    if let Some(cell) = line.cells.get_mut(column) {
        text.clone_into(cell);
    }
}

/// Says in every cell of a merged region what stands in its first one; only in rows that are there.
fn fill(rows: &mut Rows, region: &Dimensions, bounds: Bounds) {
    let (first, last) = (region.start, region.end);
    let column = first.1 as usize;
    let text = rows.get(&first.0).map(|row| row.cell(column).to_owned()).unwrap_or_default();
    if text.is_empty() || column >= bounds.columns {
        return;
    }
    let columns = column..=Ord::min(last.1 as usize, bounds.columns - 1);
    let known: Vec<u32> = rows.range(first.0..=last.0).map(|(number, _)| *number).collect();
    for number in known {
        for column in columns.clone() {
            put(rows, (number, column), &text, bounds);
            if let Some(row) = rows.get_mut(&number).filter(|_| first.0 != last.0) {
                row.merged.push(column);
            }
        }
    }
}

fn xlsx(bytes: &[u8], bounds: Bounds) -> Result<Rows, ReadError> {
    let broken = |_| ReadError::Broken;
    let mut book = Xlsx::new(Cursor::new(bytes)).map_err(broken)?;
    let name = book.sheet_names().first().cloned().ok_or(ReadError::Empty)?;
    let regions = book.merge_cells_by_sheet_name(&name).map_err(broken)?;
    let mut cells = book.worksheet_cells_reader(&name).map_err(broken)?;
    let mut rows = Rows::new();
    while let Some(cell) = cells.next_cell().map_err(broken)? {
        let (row, column) = cell.get_position();
        put(&mut rows, (row, column as usize), &cell_text(cell.get_value()), bounds);
        if rows.len() > bounds.rows {
            return Err(ReadError::TooLarge);
        }
    }
    for region in &regions {
        fill(&mut rows, region, bounds);
    }
    Ok(rows)
}

fn ods(bytes: &[u8], bounds: Bounds) -> Result<Rows, ReadError> {
    let broken = |_| ReadError::Broken;
    let mut book = Ods::new(Cursor::new(bytes)).map_err(broken)?;
    let sheet = book.worksheet_range_at(0).ok_or(ReadError::Empty)?.map_err(broken)?;
    let (first, left) = sheet.start().unwrap_or((0, 0));
    let mut rows = Rows::new();
    for (row, cells) in (first..).zip(sheet.rows()) {
        for (column, cell) in (left as usize..).zip(cells) {
            put(&mut rows, (row, column), &cell_text(&lent(cell)), bounds);
        }
        if rows.len() > bounds.rows {
            return Err(ReadError::TooLarge);
        }
    }
    Ok(rows)
}

fn csv(bytes: &[u8], bounds: Bounds) -> Result<Rows, ReadError> {
    let text = decoded(bytes);
    let text = text.trim_start_matches('\u{feff}');
    let mut lines = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter(text))
        .from_reader(text.as_bytes());
    let mut rows = Rows::new();
    let mut record = csv::StringRecord::new();
    while lines.read_record(&mut record).map_err(|_| ReadError::Broken)? {
        let number = record.position().map_or(1, |at| line(text, at)).max(1);
        for (column, cell) in record.iter().enumerate() {
            put(&mut rows, (number - 1, column), plain(cell), bounds);
        }
        if rows.len() > bounds.rows {
            return Err(ReadError::TooLarge);
        }
    }
    Ok(rows)
}

/// The filled rows of the first sheet.
///
/// # Errors
/// [`ReadError`]
pub fn grid(bytes: &[u8], kind: Kind, bounds: Bounds) -> Result<Vec<GridRow>, ReadError> {
    if kind != Kind::Csv && unpacked(bytes).ok_or(ReadError::Broken)? > UNPACKED_MAX {
        return Err(ReadError::TooLarge);
    }
    let rows = guarded(|| match kind {
        Kind::Xlsx => xlsx(bytes, bounds),
        Kind::Ods => ods(bytes, bounds),
        Kind::Csv => csv(bytes, bounds),
    })?;
    if rows.is_empty() { Err(ReadError::Empty) } else { Ok(rows.into_values().collect()) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rust_xlsxwriter::{Format, Workbook};

    const BOUNDS: Bounds = Bounds { rows: 100, columns: 20 };

    /// A head of two rows with merged cells, a name that stands for two rows, a merged number.
    fn book() -> Vec<u8> {
        let mut book = Workbook::new();
        let sheet = book.add_worksheet();
        let plain = Format::new();
        sheet.merge_range(0, 0, 1, 0, "Населено място", &plain).unwrap();
        sheet.merge_range(0, 1, 0, 2, "Население", &plain).unwrap();
        sheet.write_string(1, 1, "мъже").unwrap();
        sheet.write_string(1, 2, "жени").unwrap();
        sheet.merge_range(2, 0, 3, 0, "с. Зверино", &plain).unwrap();
        sheet.write_number(2, 1, 700.0).unwrap();
        sheet.write_number(3, 1, 710.5).unwrap();
        sheet.merge_range(2, 2, 3, 2, "800", &plain).unwrap();
        book.save_to_buffer().unwrap()
    }

    #[test]
    fn merged_cells_say_the_same_in_all_their_places() {
        let rows = grid(&book(), Kind::Xlsx, BOUNDS).expect("rows");
        let cells: Vec<_> = rows.iter().map(|row| row.cells.clone()).collect();
        assert_eq!(cells[0], ["Населено място", "Население", "Население"]);
        assert_eq!(cells[1], ["Населено място", "мъже", "жени"]);
        assert_eq!(cells[2], ["с. Зверино", "700", "800"]);
        assert_eq!(cells[3], ["с. Зверино", "710.5", "800"]);
        assert_eq!(rows[3].merged, [0, 2], "what is said of two rows at once");
    }

    #[test]
    fn lines_in_the_old_encoding_keep_their_numbers() {
        let text = "Таблица 1\n\nНаселено място;Общо\nс. Зверино;1 537*\n* без хижите\n";
        let (old, _, _) = encoding_rs::WINDOWS_1251.encode(text);
        let rows = grid(&old, Kind::Csv, BOUNDS).expect("rows");
        let numbers: Vec<u32> = rows.iter().map(|row| row.number).collect();
        assert_eq!(numbers, [1, 3, 4, 5]);
        assert_eq!(rows[2].cell(1), "1 537*");
        assert_eq!(rows[3].cells, ["* без хижите"]);
    }

    #[test]
    fn a_sheet_that_is_too_long_is_refused() {
        let text: String = (0..101).map(|n| format!("{n};1\n")).collect();
        assert_eq!(grid(text.as_bytes(), Kind::Csv, BOUNDS).err(), Some(ReadError::TooLarge));
    }
}
