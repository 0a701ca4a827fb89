//! Writing a list as a spreadsheet or as lines of text, a row at a time.

use crate::book::{Book, WIDTH};
use rust_xlsxwriter::{Format as Style, Workbook, XlsxError};

/// What a list is written as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Excel since 2007.
    Xlsx,
    /// Lines of text, with semicolons as Excel in Bulgarian expects.
    Csv,
}

/// Why a list could not be written.
#[derive(Debug, thiserror::Error)]
pub enum WriteError {
    /// The spreadsheet refused.
    #[error("spreadsheet: {0}")]
    Xlsx(#[from] XlsxError),
    /// The text refused.
    #[error("table as text: {0}")]
    Csv(String),
}

impl Format {
    /// As a file's name ends.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Format::Xlsx => "xlsx",
            Format::Csv => "csv",
        }
    }

    /// The format with this code; a spreadsheet when it says nothing.
    #[must_use]
    pub fn from_code(code: &str) -> Format {
        if code == "csv" { Format::Csv } else { Format::Xlsx }
    }

    /// The media type.
    #[must_use]
    pub fn media(self) -> &'static str {
        match self {
            Format::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            Format::Csv => "text/csv; charset=utf-8",
        }
    }
}

/// A list that is being written. The rows of a spreadsheet are packed as they come.
pub struct Writer {
    out: Out,
}

enum Out {
    Xlsx(Box<Book>),
    Csv(Box<csv::Writer<Vec<u8>>>),
}

impl Writer {
    /// A list with these heads.
    ///
    /// # Errors
    /// When no file can be made.
    pub fn new(format: Format, heads: &[String]) -> Result<Writer, WriteError> {
        Writer::begun(format, heads, false)
    }

    /// As [`Writer::new`], but the file does not say when it was written: the same list gives the same
    /// bytes on any day, so that a hash tells whether the list is the same.
    ///
    /// # Errors
    /// When no file can be made.
    pub fn lasting(format: Format, heads: &[String]) -> Result<Writer, WriteError> {
        Writer::begun(format, heads, true)
    }

    fn begun(format: Format, heads: &[String], lasts: bool) -> Result<Writer, WriteError> {
        if format == Format::Xlsx {
            return Ok(Writer { out: Out::Xlsx(Box::new(Book::new(heads, lasts)?)) });
        }
        // By its mark Excel knows that the text is UTF-8.
        let start = "\u{feff}".as_bytes().to_vec();
        let mut lines = csv::WriterBuilder::new();
        lines.delimiter(b';').terminator(csv::Terminator::CRLF);
        let mut writer = Writer { out: Out::Csv(Box::new(lines.from_writer(start))) };
        writer.row(heads)?;
        Ok(writer)
    }

    /// The next row. A text is never a formula: a spreadsheet keeps it as text, and in lines of
    /// text one that would be read as a formula has an apostrophe before it.
    ///
    /// # Errors
    /// When there is no room.
    pub fn row<T: AsRef<str>>(&mut self, cells: &[T]) -> Result<(), WriteError> {
        match &mut self.out {
            Out::Xlsx(book) => book.row(cells)?,
            Out::Csv(lines) => {
                let cells = cells.iter().map(|cell| harmless(cell.as_ref()));
                let cells: Vec<_> = cells.collect();
                let written = lines.write_record(cells.iter().map(|cell| cell.as_bytes()));
                written.map_err(|e| WriteError::Csv(e.to_string()))?;
            }
        }
        Ok(())
    }

    /// The file.
    ///
    /// # Errors
    /// When there is no room.
    pub fn finish(self) -> Result<Vec<u8>, WriteError> {
        match self.out {
            Out::Xlsx(book) => Ok(book.finish()?),
            Out::Csv(lines) => lines.into_inner().map_err(|e| WriteError::Csv(e.to_string())),
        }
    }
}

/// A whole list as lines of text, heads first.
///
/// # Errors
/// When there is no room.
pub fn csv<T: AsRef<str>>(
    heads: &[String],
    rows: impl IntoIterator<Item = impl AsRef<[T]>>,
) -> Result<Vec<u8>, WriteError> {
    let mut writer = Writer::new(Format::Csv, heads)?;
    for row in rows {
        writer.row(row.as_ref())?;
    }
    writer.finish()
}

/// An empty list to be filled in: heads on the first sheet, all cells taken for text so that no
/// zero is lost; what each column means on the second, whose name and heads come first.
///
/// # Errors
/// When the spreadsheet refuses.
pub fn template(
    heads: &[String],
    (name, help): (&str, &[[String; 2]]),
) -> Result<Vec<u8>, WriteError> {
    let mut book = Workbook::new();
    let bold = Style::new().set_bold();
    let text = Style::new().set_num_format("@");
    let sheet = book.add_worksheet();
    sheet.set_freeze_panes(1, 0)?;
    for (column, head) in (0..).zip(heads) {
        sheet.set_column_width(column, WIDTH)?;
        sheet.set_column_format(column, &text)?;
        sheet.write_string_with_format(0, column, head, &bold)?;
    }
    let wrapped = Style::new().set_text_wrap();
    let sheet = book.add_worksheet().set_name(name)?;
    sheet.set_column_width(0, WIDTH * 1.5)?;
    sheet.set_column_width(1, WIDTH * 5.0)?;
    for (row, [column, meaning]) in (0..).zip(help) {
        let style = if row == 0 { &bold } else { &wrapped };
        sheet.write_string_with_format(row, 0, column, style)?;
        sheet.write_string_with_format(row, 1, meaning, style)?;
    }
    Ok(book.save_to_buffer()?)
}

fn harmless(cell: &str) -> std::borrow::Cow<'_, str> {
    if cell.starts_with(['=', '+', '-', '@', '\t', '\r']) && !is_amount(cell) {
        format!("'{cell}").into()
    } else {
        cell.into()
    }
}

/// A number below zero is no formula: a program that reads the file must find a number.
fn is_amount(cell: &str) -> bool {
    let digits = cell.strip_prefix('-').unwrap_or_default();
    let (whole, part) = digits.split_once(['.', ',']).unwrap_or((digits, "0"));
    let is_digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    is_digits(whole) && is_digits(part)
}

/// A spreadsheet for tests: rows under these heads.
#[cfg(test)]
pub(crate) fn sample(heads: &[&str], rows: usize) -> Vec<u8> {
    let names: Vec<String> = heads.iter().map(|head| (*head).to_owned()).collect();
    let mut writer = Writer::new(Format::Xlsx, &names).unwrap();
    for row in 0..rows {
        let cells: Vec<String> = heads.iter().map(|head| format!("{head} {row}")).collect();
        writer.row(&cells).unwrap();
    }
    writer.finish().unwrap()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Kind, read};
    use calamine::{Reader, Xlsx};
    use std::io::Cursor;

    fn list(format: Format) -> Vec<u8> {
        let mut writer = Writer::new(format, &["Име".into(), "Телефон".into()]).expect("a list");
        writer.row(&["=1+1", "+359 888"]).expect("written");
        writer.row(&["Ана; „К“", ""]).expect("written");
        writer.finish().expect("a file")
    }

    #[test]
    fn a_formula_becomes_text_and_the_list_is_read_back() {
        let text = String::from_utf8(list(Format::Csv)).expect("text");
        assert!(text.contains("'=1+1;'+359 888\r\n"), "{text}");
        for (format, kind) in [(Format::Xlsx, Kind::Xlsx), (Format::Csv, Kind::Csv)] {
            let table = read(&list(format), kind).expect("a table");
            let rows: Vec<_> = table.rows_from(0).map(|row| row.cells()).collect();
            assert_eq!(rows, [["=1+1", "+359 888"], ["Ана; „К“", ""]], "{format:?}");
        }
    }

    /// All cells of a file, as the library reads them.
    fn cells(file: &[u8]) -> Vec<((u32, u32), String)> {
        let mut book: Xlsx<_> = Xlsx::new(Cursor::new(file)).expect("a book");
        let range = book.worksheet_range_at(0).expect("a sheet").expect("cells");
        let cells = range.used_cells();
        cells.map(|(row, column, cell)| ((row as u32, column as u32), cell.to_string())).collect()
    }

    #[test]
    fn texts_come_back_whatever_stands_in_them() {
        let texts =
            ["<a & \"b\">", " two \n\tlines ", "_x0041_", "a_x_b", "\u{1}\r", "\u{fffe}", ""];
        let heads: Vec<String> = texts.iter().map(|_| "H".to_owned()).collect();
        let mut writer = Writer::new(Format::Xlsx, &heads).expect("a list");
        writer.row(&texts).expect("written");
        writer.row(&[""]).expect("nothing to write");
        writer.row(&["last"]).expect("written");
        let file = writer.finish().expect("a file");
        let cells: Vec<_> = cells(&file).into_iter().filter(|(at, _)| at.0 > 0).collect();
        let row = (0..).zip(texts).filter(|(_, text)| !text.is_empty());
        let mut expected: Vec<((u32, u32), String)> =
            row.map(|(at, text)| ((1, at), text.to_owned())).collect();
        expected.push(((3, 0), "last".to_owned()));
        assert_eq!(cells, expected);
    }

    #[test]
    fn a_wide_list_has_its_columns_where_they_belong() {
        let heads: Vec<String> = (0..703).map(|n| n.to_string()).collect();
        let mut writer = Writer::new(Format::Xlsx, &heads).expect("a list");
        writer.row(&heads).expect("written");
        for ((row, column), text) in cells(&writer.finish().expect("a file")) {
            assert_eq!(text, column.to_string(), "row {row}");
        }
    }

    #[test]
    fn a_list_that_lasts_is_the_same_on_any_day() {
        let written = || {
            let mut writer = Writer::lasting(Format::Xlsx, &["Име".into()]).expect("a list");
            writer.row(&["Ана"]).expect("written");
            writer.finish().expect("a file")
        };
        assert_eq!(written(), written());
        let text = "я".repeat(32_768);
        let mut writer = Writer::new(Format::Xlsx, &["Име".into()]).expect("a list");
        assert!(writer.row(&[&text]).is_err(), "a cell has no room for so much");
    }
}
