//! Writing a list as a spreadsheet or as lines of text, a row at a time.

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format as Style, Workbook, XlsxError};

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

/// A list that is being written. Memory does not grow with the rows of a spreadsheet: they wait
/// packed in a file without a name, that is gone with the process.
pub struct Writer {
    out: Out,
    row: u32,
}

enum Out {
    Xlsx(Box<Workbook>),
    Csv(Box<csv::Writer<Vec<u8>>>),
}

/// The first day that a spreadsheet knows.
const FIRST: (u16, u8, u8) = (1900, 1, 1);

/// How wide a column is, in letters.
const WIDTH: f64 = 20.0;

impl Writer {
    /// A list with these heads.
    ///
    /// # Errors
    /// When no file can be made.
    pub fn new(format: Format, heads: &[String]) -> Result<Writer, WriteError> {
        let mut writer = match format {
            Format::Xlsx => {
                let mut book = Workbook::new();
                let sheet = book.add_worksheet_with_constant_memory()?;
                let bold = Style::new().set_bold();
                sheet.set_freeze_panes(1, 0)?;
                for (column, head) in (0..).zip(heads) {
                    sheet.set_column_width(column, WIDTH)?;
                    sheet.write_string_with_format(0, column, head, &bold)?;
                }
                Writer { out: Out::Xlsx(Box::new(book)), row: 1 }
            }
            Format::Csv => {
                // By its mark Excel knows that the text is UTF-8.
                let start = "\u{feff}".as_bytes().to_vec();
                let mut lines = csv::WriterBuilder::new();
                lines.delimiter(b';').terminator(csv::Terminator::CRLF);
                Writer { out: Out::Csv(Box::new(lines.from_writer(start))), row: 0 }
            }
        };
        if format == Format::Csv {
            writer.row(heads)?;
        }
        Ok(writer)
    }

    /// As [`Writer::new`], but the file does not say when it was written: the same list gives the same
    /// bytes on any day, so that a hash tells whether the list is the same.
    ///
    /// # Errors
    /// When no file can be made.
    pub fn lasting(format: Format, heads: &[String]) -> Result<Writer, WriteError> {
        let mut writer = Writer::new(format, heads)?;
        if let Out::Xlsx(book) = &mut writer.out {
            let (year, month, day) = FIRST;
            let first = ExcelDateTime::from_ymd(year, month, day)?;
            book.set_properties(&DocProperties::new().set_creation_datetime(&first));
        }
        Ok(writer)
    }

    /// The next row. A text is never a formula: a spreadsheet keeps it as text, and in lines of
    /// text one that would be read as a formula has an apostrophe before it.
    ///
    /// # Errors
    /// When there is no room.
    pub fn row<T: AsRef<str>>(&mut self, cells: &[T]) -> Result<(), WriteError> {
        match &mut self.out {
            Out::Xlsx(book) => {
                let sheet = book.worksheet_from_index(0)?;
                for (column, cell) in (0..).zip(cells) {
                    if !cell.as_ref().is_empty() {
                        sheet.write_string(self.row, column, cell.as_ref())?;
                    }
                }
            }
            Out::Csv(lines) => {
                let cells = cells.iter().map(|cell| harmless(cell.as_ref()));
                let cells: Vec<_> = cells.collect();
                let written = lines.write_record(cells.iter().map(|cell| cell.as_bytes()));
                written.map_err(|e| WriteError::Csv(e.to_string()))?;
            }
        }
        self.row += 1;
        Ok(())
    }

    /// The file.
    ///
    /// # Errors
    /// When there is no room.
    pub fn finish(self) -> Result<Vec<u8>, WriteError> {
        match self.out {
            Out::Xlsx(mut book) => Ok(book.save_to_buffer()?),
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
}
