//! Reading a file into a table.

use crate::detect::{Kind, unpacked};
use crate::plain::{self, Kept, Taken};
use crate::table::{Builder, Table};
use calamine::{Data, DataRef, Ods, Reader, SheetType, Xlsx};
use jiff::civil::Date;
use std::borrow::Cow;
use std::io::{Cursor, Read};
use std::panic::AssertUnwindSafe;
use std::sync::mpsc::sync_channel;
use zip::ZipArchive;

/// The largest a packed file may be when unpacked: a hundred thousand people take 60 MB.
pub(crate) const UNPACKED_MAX: u64 = 400 * 1024 * 1024;
/// Day 0 of a spreadsheet, as all count them since the first took 1900 for a leap year.
const FIRST_DAY: Date = Date::constant(1899, 12, 30);
/// Where a book says which of its parts are sheets.
const RELATIONS: &str = "xl/_rels/workbook.xml.rels";
/// Where a book keeps the texts that its cells name by their place.
const KEPT: &str = "xl/sharedStrings.xml";
/// Parts that wait to be looked at.
const AHEAD: usize = 4;

/// Why a file gives no table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ReadError {
    /// It is broken, or is not of this kind.
    #[error("the file is broken")]
    Broken,
    /// It has no heads or no rows.
    #[error("the file has no rows")]
    Empty,
    /// It has too many rows, or is too large when unpacked.
    #[error("the file is too large")]
    TooLarge,
}

/// Reads the first sheet: the first row with several filled cells are the heads, what is filled
/// below are the rows.
///
/// # Errors
/// [`ReadError`]
pub fn read(bytes: &[u8], kind: Kind) -> Result<Table, ReadError> {
    guarded(|| {
        let mut builder = Builder::default();
        fill(&mut builder, bytes, kind)?;
        builder.finish()
    })
}

/// Some files made on purpose the library takes for impossible, and panics: to whoever sent one it is
/// broken.
pub(crate) fn guarded<T>(read: impl FnOnce() -> Result<T, ReadError>) -> Result<T, ReadError> {
    std::panic::catch_unwind(AssertUnwindSafe(read)).unwrap_or(Err(ReadError::Broken))
}

/// As [`read`], but the rows come in parts, each a table with the same heads: another thread reads
/// while this one looks at what was read. When the file turns out to be none, what was seen of it
/// counts for nothing.
///
/// # Errors
/// [`ReadError`]
pub fn read_in_parts(
    bytes: &[u8],
    kind: Kind,
    mut look: impl FnMut(&Table),
) -> Result<(), ReadError> {
    let (taker, parts) = sync_channel(AHEAD);
    std::thread::scope(|scope| {
        let reading = scope.spawn(move || {
            guarded(|| {
                let mut builder = Builder::in_parts(taker);
                fill(&mut builder, bytes, kind)?;
                builder.finish().map(drop)
            })
        });
        for part in parts {
            look(&part);
        }
        reading.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))
    })
}

fn fill(builder: &mut Builder, bytes: &[u8], kind: Kind) -> Result<(), ReadError> {
    if kind != Kind::Csv {
        let size = unpacked(bytes).ok_or(ReadError::Broken)?;
        if size > UNPACKED_MAX {
            return Err(ReadError::TooLarge);
        }
    }
    match kind {
        Kind::Xlsx => xlsx(builder, bytes),
        Kind::Ods => ods(builder, bytes),
        Kind::Csv => csv(builder, bytes),
    }
}

type Book<'a> = Xlsx<Cursor<&'a [u8]>>;

fn xlsx(builder: &mut Builder, bytes: &[u8]) -> Result<(), ReadError> {
    let mut book = Xlsx::new(Cursor::new(bytes)).map_err(|_| ReadError::Broken)?;
    let taken = plain_rows(builder, &mut book, bytes)?;
    if taken.is_whole { Ok(()) } else { rows_after(builder, &mut book, taken.rows) }
}

/// Takes what is plain of the only sheet. Of several sheets only the library knows which is the
/// first, and whether the head of the sheet is broken.
fn plain_rows(
    builder: &mut Builder,
    book: &mut Book<'_>,
    bytes: &[u8],
) -> Result<Taken, ReadError> {
    let name = match book.sheets_metadata() {
        [sheet] if sheet.typ == SheetType::WorkSheet => sheet.name.clone(),
        _ => return Ok(Taken::default()),
    };
    book.worksheet_cells_reader(&name).map_err(|_| ReadError::Broken)?;
    let Ok(mut parts) = ZipArchive::new(Cursor::new(bytes)) else {
        return Ok(Taken::default());
    };
    let Some(sheet) = only_sheet(&mut parts) else {
        return Ok(Taken::default());
    };
    let kept = parts.by_name(KEPT).map(Kept::read).unwrap_or_default();
    match parts.by_name(&sheet) {
        Ok(sheet) => plain::take(sheet, &kept, builder),
        Err(_) => Ok(Taken::default()),
    }
}

/// Where the book says that its only sheet is, when it says so plainly. Other sheets may lie beside
/// it that belong to nothing any more.
fn only_sheet(parts: &mut ZipArchive<Cursor<&[u8]>>) -> Option<String> {
    let mut text = String::new();
    parts.by_name(RELATIONS).ok()?.read_to_string(&mut text).ok()?;
    if text.contains("<!") || text.contains('\'') {
        return None;
    }
    let mut sheets = text.split('<').filter(|part| part.contains("/worksheet\""));
    let (sheet, None) = (sheets.next()?, sheets.next()) else {
        return None;
    };
    let head = sheet.strip_prefix("Relationship ")?.trim_end().strip_suffix("/>")?;
    let [target] = plain::said(head, ["Target"])?;
    let target = target?;
    Some(target.strip_prefix('/').map_or_else(|| format!("xl/{target}"), str::to_owned))
}

/// The rows of the first sheet as the library reads them, but for so many that are there already.
fn rows_after(builder: &mut Builder, book: &mut Book<'_>, done: usize) -> Result<(), ReadError> {
    let broken = |_| ReadError::Broken;
    let name = book.sheet_names().first().cloned().ok_or(ReadError::Empty)?;
    let mut cells = book.worksheet_cells_reader(&name).map_err(broken)?;
    let mut present = None;
    let mut rows = 0;
    while let Some(cell) = cells.next_cell().map_err(broken)? {
        let (row, column) = cell.get_position();
        if present != Some(row) {
            if let Some(row) = present.filter(|_| rows > done) {
                builder.end_row(row + 1)?;
            }
            present = Some(row);
            rows += 1;
        }
        if rows > done {
            put(builder, column as usize, cell.get_value());
        }
    }
    match present.filter(|_| rows > done) {
        Some(row) => builder.end_row(row + 1),
        None => Ok(()),
    }
}

fn ods(builder: &mut Builder, bytes: &[u8]) -> Result<(), ReadError> {
    let broken = |_| ReadError::Broken;
    let mut book = Ods::new(Cursor::new(bytes)).map_err(broken)?;
    let sheet = book.worksheet_range_at(0).ok_or(ReadError::Empty)?.map_err(broken)?;
    let first = sheet.start().map_or(0, |(row, _)| row);
    for (row, cells) in (first..).zip(sheet.rows()) {
        for (column, cell) in cells.iter().enumerate() {
            put(builder, column, &lent(cell));
        }
        builder.end_row(row + 1)?;
    }
    Ok(())
}

pub(crate) fn lent(cell: &Data) -> DataRef<'_> {
    match cell {
        Data::String(text) => DataRef::SharedString(text),
        Data::Int(number) => DataRef::Int(*number),
        Data::Float(number) => DataRef::Float(*number),
        Data::Bool(is) => DataRef::Bool(*is),
        Data::DateTime(moment) => DataRef::DateTime(*moment),
        Data::DateTimeIso(text) => DataRef::DateTimeIso(text.clone()),
        _ => DataRef::Empty,
    }
}

fn put(builder: &mut Builder, column: usize, value: &DataRef<'_>) {
    match value {
        DataRef::Empty | DataRef::Error(_) => {}
        DataRef::String(text) => builder.cell(column, text),
        DataRef::SharedString(text) => builder.cell(column, text),
        other => builder.cell(column, &cell_text(other)),
    }
}

/// The text of a cell.
pub(crate) fn cell_text(value: &DataRef<'_>) -> String {
    match value {
        DataRef::Empty | DataRef::Error(_) => String::new(),
        DataRef::String(text) => text.clone(),
        DataRef::SharedString(text) => (*text).to_owned(),
        DataRef::Int(number) => number.to_string(),
        DataRef::Float(number) => number.to_string(),
        DataRef::Bool(true) => "да".to_owned(),
        DataRef::Bool(false) => "не".to_owned(),
        DataRef::DateTime(moment) => serial_day(moment.as_f64()).unwrap_or_default(),
        DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => {
            text.split('T').next().unwrap_or_default().to_owned()
        }
    }
}

/// `1961-01-04`, from the days since the end of 1899.
fn serial_day(serial: f64) -> Option<String> {
    if !(0.0..100_000.0).contains(&serial) {
        return None;
    }
    let days = jiff::Span::new().try_days(serial as i64).ok()?;
    FIRST_DAY.checked_add(days).ok().map(|day| day.to_string())
}

/// Text as UTF-8, else as Windows wrote Cyrillic before it.
pub(crate) fn decoded(bytes: &[u8]) -> Cow<'_, str> {
    match std::str::from_utf8(bytes) {
        Ok(text) => text.into(),
        Err(_) => encoding_rs::WINDOWS_1251.decode(bytes).0,
    }
}

fn csv(builder: &mut Builder, bytes: &[u8]) -> Result<(), ReadError> {
    let text = decoded(bytes);
    let text = text.trim_start_matches('\u{feff}');
    let mut lines = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter(text))
        .from_reader(text.as_bytes());
    let mut record = csv::StringRecord::new();
    loop {
        match lines.read_record(&mut record) {
            Ok(true) => {}
            Ok(false) => break,
            Err(_) => return Err(ReadError::Broken),
        }
        for (column, cell) in record.iter().enumerate() {
            builder.cell(column, plain(cell));
        }
        builder.end_row(record.position().map_or(0, |at| line(text, at)))?;
    }
    Ok(())
}

/// The number of a line. The reader stands before the ends of lines that it has not passed yet: the
/// second half of a Windows one, and empty lines.
pub(crate) fn line(text: &str, at: &csv::Position) -> u32 {
    let from = usize::try_from(at.byte()).unwrap_or(usize::MAX);
    let rest = text.as_bytes().get(from..).unwrap_or_default();
    let ends = rest.iter().take_while(|byte| matches!(byte, b'\r' | b'\n'));
    let ahead = ends.filter(|byte| **byte == b'\n').count() as u64;
    u32::try_from(at.line() + ahead).unwrap_or(u32::MAX)
}

/// What stands between the cells: the sign that the first lines have most of.
pub(crate) fn delimiter(text: &str) -> u8 {
    let start = text.lines().take(5).collect::<Vec<_>>().join("\n");
    let count = |sign: &&u8| start.bytes().filter(|b| b == *sign).count();
    [b';', b',', b'\t'].iter().max_by_key(count).copied().unwrap_or(b';')
}

/// A cell without the mark by which a list keeps `+359…` from being taken for a formula.
pub(crate) fn plain(cell: &str) -> &str {
    let marked = cell.strip_prefix('\'');
    marked.filter(|rest| rest.starts_with(['=', '+', '-', '@'])).unwrap_or(cell)
}

#[cfg(test)]
mod alike;
#[cfg(test)]
mod tests {
    use super::*;

    fn texts(table: &Table) -> Vec<(u32, Vec<String>)> {
        table.rows_from(0).map(|row| (row.number(), row.cells())).collect()
    }

    #[test]
    fn lines_of_text_are_read_whatever_stands_between_the_cells() {
        let utf8 = "\u{feff}Име;Фамилия;ЕГН\nАна;Колева;\n;;\n\"Ива;н\";Петров;'+1\n";
        let table = read(utf8.as_bytes(), Kind::Csv).expect("a table");
        assert_eq!(table.heads(), ["Име", "Фамилия", "ЕГН"]);
        let rows = texts(&table);
        assert_eq!(rows[0], (2, vec!["Ана".into(), "Колева".into(), String::new()]));
        assert_eq!(rows[1], (4, vec!["Ива;н".into(), "Петров".into(), "+1".into()]));
        let (old, _, _) = encoding_rs::WINDOWS_1251.encode("Име,Фамилия\nАна,Колева\n");
        let table = read(&old, Kind::Csv).expect("a table");
        assert_eq!(texts(&table)[0].1, ["Ана", "Колева"]);
    }

    #[test]
    fn a_title_above_the_heads_is_passed_over() {
        let table = read("Списък\nИме;ЕГН\nАна;1;излишно\n".as_bytes(), Kind::Csv).expect("read");
        assert_eq!(table.heads(), ["Име", "ЕГН"]);
        assert_eq!(texts(&table)[0], (3, vec!["Ана".into(), "1".into()]));
    }

    #[test]
    fn lines_are_counted_as_people_see_them_whatever_ends_them() {
        for end in ["\n", "\r\n"] {
            let text = ["Име;ЕГН", "Ана;1", "", "\"Ива;н\";2", "Яна;3", ""].join(end);
            let table = read(text.as_bytes(), Kind::Csv).expect("a table");
            let lines: Vec<u32> = table.rows_from(0).map(|row| row.number()).collect();
            assert_eq!(lines, [2, 4, 5], "{end:?}");
        }
    }

    #[test]
    fn a_spreadsheet_is_read_as_written() {
        let file = crate::write::sample(&["Име", "ЕГН"], 3);
        let table = read(&file, Kind::Xlsx).expect("a table");
        assert_eq!((table.heads().len(), table.len()), (2, 3));
        assert_eq!(texts(&table)[2], (4, vec!["Име 2".into(), "ЕГН 2".into()]));
    }

    #[test]
    fn a_broken_file_is_told_of() {
        assert_eq!(read(b"PK\x03\x04 cut", Kind::Xlsx).err(), Some(ReadError::Broken));
        let mut file = crate::write::sample(&["Име", "ЕГН"], 3);
        file.truncate(file.len() / 2);
        assert_eq!(read(&file, Kind::Xlsx).err(), Some(ReadError::Broken));
        assert_eq!(read("Име;ЕГН\n".as_bytes(), Kind::Csv).err(), Some(ReadError::Empty));
    }

    #[test]
    fn a_file_that_the_library_holds_for_impossible_is_broken() {
        let impossible = || -> Result<Table, ReadError> { panic!("cannot be") };
        assert_eq!(guarded(impossible).err(), Some(ReadError::Broken));
    }

    #[test]
    fn days_are_counted_as_spreadsheets_do() {
        assert_eq!(serial_day(22_285.0).as_deref(), Some("1961-01-04"));
        assert_eq!(serial_day(-1.0), None);
    }
}
