//! A spreadsheet that is packed while its rows come. The library makes the book round them: styles,
//! widths, the row of heads. It would keep all rows until the end and pack them at once; here a row
//! is written as the library writes it and packed when a block is full. Whoever reads the rows from
//! a database does so meanwhile.

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format as Style, Workbook, XlsxError};
use std::io::{Cursor, Read, Write};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipArchive, ZipWriter};

/// The part of the file that the rows are in.
const SHEET: &str = "xl/worksheets/sheet1.xml";
/// What stands behind the last row.
const END: &str = "</sheetData>";
/// So much text is packed at once.
const BLOCK: usize = 64 * 1024;
/// How hard it is packed, from 1 to 9. Twice as fast as 6, which the library takes, for a file a
/// tenth larger.
const LEVEL: i64 = 2;
/// A spreadsheet has room for so many rows.
const ROWS_MAX: u32 = 1_048_576;
/// And for so many columns.
const COLUMNS_MAX: usize = 16_384;
/// A cell has room for so many letters, counted as UTF-16 does.
const TEXT_MAX: usize = 32_767;
/// How wide a column is, in letters.
pub const WIDTH: f64 = 20.0;
/// The first day that a spreadsheet knows.
const FIRST: (u16, u8, u8) = (1900, 1, 1);

/// A book of one sheet that is being written.
pub struct Book {
    zip: ZipWriter<Cursor<Vec<u8>>>,
    /// Rows that are not packed yet.
    waiting: String,
    /// What stands behind the rows.
    tail: String,
    /// The number of the last row, from 1.
    row: u32,
}

impl Book {
    /// A book with these heads. One that lasts does not say when it was written.
    pub fn new(heads: &[String], lasts: bool) -> Result<Book, XlsxError> {
        let mut parts = ZipArchive::new(Cursor::new(frame(heads, lasts)?))?;
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        let mut sheet = String::new();
        for at in 0..parts.len() {
            let mut part = parts.by_index(at)?;
            let name = part.name()?.into_owned();
            if name == SHEET {
                part.read_to_string(&mut sheet)?;
            } else {
                zip.start_file(name, packing())?;
                std::io::copy(&mut part, &mut zip)?;
            }
        }
        // Without heads there is no row either.
        let sheet = sheet.replace("<sheetData/>", "<sheetData></sheetData>");
        let no_rows = || XlsxError::ParameterError("the sheet has no place for rows".into());
        let (head, tail) = sheet.split_once(END).ok_or_else(no_rows)?;
        zip.start_file(SHEET, packing())?;
        Ok(Book { zip, waiting: without_dimension(head), tail: tail.to_owned(), row: 1 })
    }

    /// The next row, of texts alone.
    pub fn row<T: AsRef<str>>(&mut self, cells: &[T]) -> Result<(), XlsxError> {
        if self.row >= ROWS_MAX || cells.len() > COLUMNS_MAX {
            return Err(XlsxError::RowColumnLimitError);
        }
        self.row += 1;
        let number = self.row.to_string();
        let before = self.waiting.len();
        for part in ["<row r=\"", &number, "\">"] {
            self.waiting.push_str(part);
        }
        let empty = self.waiting.len();
        for (column, cell) in cells.iter().enumerate() {
            if !cell.as_ref().is_empty() {
                self.cell((column, &number), cell.as_ref())?;
            }
        }
        if self.waiting.len() == empty {
            self.waiting.truncate(before);
        } else {
            self.waiting.push_str("</row>");
        }
        if self.waiting.len() >= BLOCK {
            self.zip.write_all(self.waiting.as_bytes())?;
            self.waiting.clear();
        }
        Ok(())
    }

    fn cell(&mut self, (column, row): (usize, &str), text: &str) -> Result<(), XlsxError> {
        if text.len() > TEXT_MAX && text.encode_utf16().count() > TEXT_MAX {
            return Err(XlsxError::MaxStringLengthExceeded);
        }
        self.waiting.push_str("<c r=\"");
        push_letters(&mut self.waiting, column);
        self.waiting.push_str(row);
        let space = ['\t', '\n', ' '];
        let is_kept = text.starts_with(space) || text.ends_with(space);
        let kept = if is_kept { " xml:space=\"preserve\"" } else { "" };
        for part in ["\" t=\"inlineStr\"><is><t", kept, ">"] {
            self.waiting.push_str(part);
        }
        push_text(&mut self.waiting, text);
        self.waiting.push_str("</t></is></c>");
        Ok(())
    }

    /// The file.
    pub fn finish(mut self) -> Result<Vec<u8>, XlsxError> {
        self.waiting.push_str(END);
        self.waiting.push_str(&self.tail);
        self.zip.write_all(self.waiting.as_bytes())?;
        Ok(self.zip.finish()?.into_inner())
    }
}

/// Every part says the same day, so that the same rows give the same bytes.
fn packing() -> SimpleFileOptions {
    SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .compression_level(Some(LEVEL))
        .last_modified_time(DateTime::default())
}

/// The book without rows, but for the heads.
fn frame(heads: &[String], lasts: bool) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    // So its texts stand in the cells, as those of the rows do.
    let sheet = book.add_worksheet_with_constant_memory()?;
    let bold = Style::new().set_bold();
    sheet.set_freeze_panes(1, 0)?;
    for (column, head) in (0..).zip(heads) {
        sheet.set_column_width(column, WIDTH)?;
        sheet.write_string_with_format(0, column, head, &bold)?;
    }
    if lasts {
        let (year, month, day) = FIRST;
        let first = ExcelDateTime::from_ymd(year, month, day)?;
        book.set_properties(&DocProperties::new().set_creation_datetime(&first));
    }
    book.save_to_buffer()
}

/// How far the sheet goes is not known before the last row, and nobody must be told.
fn without_dimension(head: &str) -> String {
    let (before, after) = head.split_once("<dimension ").unwrap_or((head, ""));
    let after = after.split_once("/>").map_or(after, |(_, after)| after);
    [before, after].concat()
}

/// `A` to `XFD`.
fn push_letters(text: &mut String, column: usize) {
    if column >= 26 {
        push_letters(text, column / 26 - 1);
    }
    text.push(char::from(b'A' + (column % 26) as u8));
}

/// A text as XML; signs that XML has no room for as spreadsheets write them.
fn push_text(into: &mut String, text: &str) {
    // Bytes of signs below 32, of `&<>_`, and the first one of U+FFFE.
    if !text.bytes().any(|byte| byte < b' ' || matches!(byte, b'&' | b'<' | b'>' | b'_' | 0xEF)) {
        into.push_str(text);
        return;
    }
    for (at, sign) in text.char_indices() {
        match sign {
            '&' => into.push_str("&amp;"),
            '<' => into.push_str("&lt;"),
            '>' => into.push_str("&gt;"),
            // What reads like such a sign is none.
            '_' if is_escape(&text[at..]) => into.push_str("_x005F_"),
            '\t' | '\n' => into.push(sign),
            '\0'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => {
                into.push_str(&format!("_x{:04X}_", u32::from(sign)));
            }
            sign => into.push(sign),
        }
    }
}

/// Whether a text begins with a sign as spreadsheets write one that XML has no room for: `_x000D_`.
pub fn is_escape(text: &str) -> bool {
    match text.as_bytes() {
        [b'_', b'x', a, b, c, d, b'_', ..] => {
            [a, b, c, d].iter().all(|one| one.is_ascii_hexdigit())
        }
        _ => false,
    }
}
