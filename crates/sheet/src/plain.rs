//! The rows of a sheet of texts and whole numbers, told by the shape of their cells: texts in the
//! cells, as Opora and other programs that write row by row leave them, or kept apart, as Excel does.
//! The library looks at each mark of such a cell by itself and takes two thirds of a microsecond for it.
//!
//! Invariant: what is taken here is what the library would have taken. Anything else — days, numbers
//! with a look of their own, an unusual way to write — ends it, and the library goes on from that row.

mod kept;

pub use kept::Kept;

use crate::book::is_escape;
use crate::read::ReadError;
use crate::table::Builder;
use std::io::Read;

/// So much is unpacked at once.
const BLOCK: usize = 256 * 1024;
/// Text that waits for the end of its row; a longer row is left to the library, and so are many
/// rows of nothing: each block is looked through for an end anew.
const ROW_MAX: usize = 1024 * 1024;

/// How far a sheet was taken.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Taken {
    /// So many rows with cells are in the table.
    pub rows: usize,
    /// There are no others.
    pub is_whole: bool,
}

/// Why it was not taken further.
enum Stop {
    /// It is not written in this way.
    Unlike,
    /// It is no table that can be read.
    Wrong(ReadError),
}

struct Sheet<'a> {
    builder: &'a mut Builder,
    kept: &'a Kept,
    /// The number of the row whose cells come; others may follow it.
    present: Option<u32>,
    ended: usize,
    /// The text of a cell, put together.
    text: String,
}

/// Takes the rows of a sheet as far as they are plain.
///
/// # Errors
/// [`ReadError::TooLarge`]
pub fn take(sheet: impl Read, kept: &Kept, builder: &mut Builder) -> Result<Taken, ReadError> {
    let mut taking = Sheet { builder, kept, present: None, ended: 0, text: String::new() };
    let is_whole = match taking.blocks(sheet) {
        Ok(()) => true,
        Err(Stop::Unlike) => false,
        Err(Stop::Wrong(wrong)) => return Err(wrong),
    };
    Ok(Taken { rows: taking.ended, is_whole })
}

impl Sheet<'_> {
    fn blocks(&mut self, mut sheet: impl Read) -> Result<(), Stop> {
        let mut held = Vec::with_capacity(2 * BLOCK);
        let mut is_inside = false;
        loop {
            let more = sheet.by_ref().take(BLOCK as u64).read_to_end(&mut held);
            let is_over = more.map_err(|_| Stop::Unlike)? == 0;
            let whole = if is_over { held.len() } else { whole_rows(&held) };
            let text = held.get(..whole).and_then(|text| std::str::from_utf8(text).ok());
            let mut text = text.ok_or(Stop::Unlike)?;
            if !is_inside {
                text = behind_head(text).ok_or(Stop::Unlike)?;
                is_inside = true;
            }
            if self.rows(text)? {
                return self.end_row();
            }
            if is_over {
                return Err(Stop::Unlike);
            }
            held.drain(..whole);
            if held.len() > ROW_MAX {
                return Err(Stop::Unlike);
            }
        }
    }

    /// Takes whole rows. Says whether they were the last.
    fn rows(&mut self, mut text: &str) -> Result<bool, Stop> {
        loop {
            text = text.trim_ascii_start();
            if text.is_empty() {
                return Ok(false);
            }
            if text.starts_with("</sheetData>") {
                return Ok(true);
            }
            text = self.row(text)?;
        }
    }

    /// Takes a row; gives what stands behind it.
    fn row<'a>(&mut self, text: &'a str) -> Result<&'a str, Stop> {
        let head = text.strip_prefix("<row ").and_then(|text| text.split_once('>'));
        let (head, mut text) = head.ok_or(Stop::Unlike)?;
        let (head, is_over) = open_or_over(head);
        let [row] = said(head, ["r"]).ok_or(Stop::Unlike)?;
        let row = row.and_then(number).ok_or(Stop::Unlike)?;
        if is_over {
            return Ok(text);
        }
        loop {
            text = text.trim_ascii_start();
            if let Some(behind) = text.strip_prefix("</row>") {
                return Ok(behind);
            }
            let (cell, behind) = cell(text).ok_or(Stop::Unlike)?;
            if cell.row != row {
                return Err(Stop::Unlike);
            }
            if self.present != Some(row) {
                self.end_row()?;
                self.present = Some(row);
            }
            match cell.holds {
                Holds::Nothing => {}
                Holds::Text(text) => self.put(cell.column, text)?,
                Holds::Kept(at) => {
                    let text = self.kept.get(at).ok_or(Stop::Unlike)?;
                    self.builder.cell(cell.column, text);
                }
            }
            text = behind;
        }
    }

    fn end_row(&mut self) -> Result<(), Stop> {
        if let Some(row) = self.present.take() {
            self.builder.end_row(row).map_err(Stop::Wrong)?;
            self.ended += 1;
        }
        Ok(())
    }

    fn put(&mut self, column: usize, text: &str) -> Result<(), Stop> {
        if text.bytes().any(|byte| matches!(byte, b'&' | b'_' | b'\r')) {
            self.text.clear();
            unescape(text, &mut self.text).ok_or(Stop::Unlike)?;
            self.builder.cell(column, &self.text);
        } else {
            self.builder.cell(column, text);
        }
        Ok(())
    }
}

/// So many bytes are whole rows.
fn whole_rows(text: &[u8]) -> usize {
    const END: &[u8] = b"</row>";
    let last = text.windows(END.len()).rposition(|part| part == END);
    last.map_or(0, |at| at + END.len())
}

/// What stands behind the head of a sheet, when it is plain and in UTF-8. That it is no broken one
/// the library has seen.
fn behind_head(text: &str) -> Option<&str> {
    let (head, rows) = text.split_once("<sheetData>")?;
    (is_plain_head(head) && !head.contains("sheetData")).then_some(rows)
}

/// Whether what stands before the root of a part says nothing of another encoding.
fn is_plain_head(head: &str) -> bool {
    let is_utf8 = match head.split_once("encoding=\"") {
        Some((_, name)) => name.get(..6).is_some_and(|name| name.eq_ignore_ascii_case("utf-8\"")),
        None => !head.contains("encoding"),
    };
    is_utf8 && !head.contains("<!")
}

struct Cell<'a> {
    row: u32,
    column: usize,
    holds: Holds<'a>,
}

enum Holds<'a> {
    /// The cell is only there for its looks.
    Nothing,
    /// As it is written.
    Text(&'a str),
    /// A text at this place among those kept apart.
    Kept(usize),
}

/// The cell that a text begins with, and what stands behind it.
fn cell(text: &str) -> Option<(Cell<'_>, &str)> {
    let (head, behind) = text.strip_prefix("<c ")?.split_once('>')?;
    let (head, is_over) = open_or_over(head);
    let [name, kind, look] = said(head, ["r", "t", "s"])?;
    let (row, column) = place(name?)?;
    let empty = Cell { row, column, holds: Holds::Nothing };
    if is_over {
        return Some((empty, behind));
    }
    if let Some(behind) = behind.strip_prefix("</c>") {
        return Some((empty, behind));
    }
    let (holds, behind) = match kind {
        Some("inlineStr") => own_text(behind)?,
        Some("s") => {
            let (digits, behind) = value(behind)?;
            (Holds::Kept(digits.parse().ok()?), behind)
        }
        // What a look makes of a number the library knows; without one it is shown as it is.
        None | Some("n") if look.is_none() => {
            let (digits, behind) = value(behind)?;
            let is_plain = digits == "0" || !digits.starts_with('0');
            (Holds::Text(Some(digits).filter(|_| is_plain)?), behind)
        }
        _ => return None,
    };
    Some((Cell { holds, ..empty }, behind))
}

fn own_text(behind: &str) -> Option<(Holds<'_>, &str)> {
    let behind = behind.strip_prefix("<is><t")?;
    let behind = behind.strip_prefix(" xml:space=\"preserve\"").unwrap_or(behind);
    let (text, behind) = behind.strip_prefix('>')?.split_once('<')?;
    Some((Holds::Text(text), behind.strip_prefix("/t></is></c>")?))
}

/// A whole number that no reader rounds, and what stands behind its cell.
fn value(behind: &str) -> Option<(&str, &str)> {
    const DIGITS_MAX: usize = 15;
    let (digits, behind) = behind.strip_prefix("<v>")?.split_once('<')?;
    let is_plain = digits.bytes().all(|byte| byte.is_ascii_digit());
    let is_whole = (1..=DIGITS_MAX).contains(&digits.len()) && is_plain;
    Some((Some(digits).filter(|_| is_whole)?, behind.strip_prefix("/v></c>")?))
}

/// What stands in an element, and whether the element is over with it.
fn open_or_over(head: &str) -> (&str, bool) {
    head.strip_suffix('/').map_or((head, false), |head| (head, true))
}

/// What the attributes with these names say, when all are written plainly and none of them twice.
pub fn said<'a, const N: usize>(
    mut head: &'a str,
    names: [&str; N],
) -> Option<[Option<&'a str>; N]> {
    let mut found = [None; N];
    loop {
        head = head.trim_ascii_start();
        if head.is_empty() {
            return Some(found);
        }
        let (key, rest) = head.split_once("=\"")?;
        let (value, rest) = rest.split_once('"')?;
        if key.contains(['=', '"', '\'']) || key.contains(char::is_whitespace) {
            return None;
        }
        for (name, found) in names.iter().zip(&mut found) {
            if key == *name && found.replace(value).is_some() {
                return None;
            }
        }
        head = rest;
    }
}

/// Row and column of `B7`: 7 and 1.
fn place(name: &str) -> Option<(u32, usize)> {
    let letters = name.bytes().take_while(u8::is_ascii_uppercase).count();
    if !(1..=3).contains(&letters) {
        return None;
    }
    let (letters, row) = name.split_at(letters);
    let column = letters.bytes().fold(0, |sum, one| sum * 26 + usize::from(one - b'A') + 1);
    Some((number(row)?, column - 1))
}

/// The number of a row.
fn number(digits: &str) -> Option<u32> {
    let is_plain = digits.len() <= 7 && digits.bytes().all(|byte| byte.is_ascii_digit());
    digits.parse().ok().filter(|number| is_plain && *number > 0)
}

/// Puts the signs of a text in that XML has names for.
fn unescape(text: &str, into: &mut String) -> Option<()> {
    let has_escape = || text.match_indices("_x").any(|(at, _)| is_escape(&text[at..]));
    if text.contains('\r') || has_escape() {
        return None;
    }
    let mut rest = text;
    while let Some((before, behind)) = rest.split_once('&') {
        let (name, behind) = behind.split_once(';')?;
        into.push_str(before);
        into.push(match name {
            "amp" => '&',
            "lt" => '<',
            "gt" => '>',
            "quot" => '"',
            "apos" => '\'',
            _ => return None,
        });
        rest = behind;
    }
    into.push_str(rest);
    Some(())
}
