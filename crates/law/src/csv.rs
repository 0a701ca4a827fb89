//! Reading comma-separated text with a heading line (RFC 4180: quotes, doubled quotes, CRLF).
//!
//! Invariant: every row has as many cells as the heading. Rows are handed on one by one in buffers
//! that are used again, so a file of a million rows is never held twice.

use crate::LawError;

/// A table read from text, with all its rows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Table {
    heading: Heading,
    /// Cells by row.
    pub rows: Vec<Vec<String>>,
}

/// The names of the columns.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Heading(Vec<String>);

impl Heading {
    /// Place of a column, if there.
    pub fn column(&self, name: &str) -> Option<usize> {
        self.0.iter().position(|h| h == name)
    }

    /// Place of a column that must be there.
    ///
    /// # Errors
    /// `BadInput`.
    pub fn need(&self, name: &str) -> Result<usize, LawError> {
        self.column(name).ok_or_else(|| LawError::input(format!("липсва колона „{name}“")))
    }

    /// All names.
    pub fn names(&self) -> &[String] {
        &self.0
    }
}

impl Table {
    /// Reads a whole table.
    ///
    /// # Errors
    /// As [`each_row`].
    pub fn read(text: &str) -> Result<Self, LawError> {
        let mut rows = Vec::new();
        let mut out = Heading::default();
        each_row(text, |heading| {
            out = heading.clone();
            Ok(|row: &[String]| {
                rows.push(row.to_vec());
                Ok(())
            })
        })?;
        Ok(Self { heading: out, rows })
    }

    /// Place of a column that must be there.
    ///
    /// # Errors
    /// `BadInput`.
    pub fn need(&self, name: &str) -> Result<usize, LawError> {
        self.heading.need(name)
    }
}

/// Reads the heading, asks `start` for what to do with a row, and does it for every row.
///
/// # Errors
/// `BadInput` with the line number when a quote is not closed, a row has another length, or the
/// row's own reading fails.
pub(crate) fn each_row<R>(
    text: &str,
    start: impl FnOnce(&Heading) -> Result<R, LawError>,
) -> Result<(), LawError>
where
    R: FnMut(&[String]) -> Result<(), LawError>,
{
    let mut records = Records::new(text.strip_prefix('\u{feff}').unwrap_or(text));
    if !records.next()? {
        return Err(LawError::input("файлът е празен"));
    }
    let heading = Heading(records.cells().iter().map(|h| h.trim().to_owned()).collect());
    let mut each = start(&heading)?;
    while records.next()? {
        let (line, cells) = (records.start, records.cells());
        if cells.len() == 1 && cells[0].trim().is_empty() {
            continue;
        }
        if cells.len() != heading.0.len() {
            let (have, want) = (cells.len(), heading.0.len());
            return Err(LawError::input(format!("ред {line}: {have} колони вместо {want}")));
        }
        each(cells).map_err(|e| match e {
            LawError::BadInput(text) => LawError::input(format!("ред {line}: {text}")),
            other => other,
        })?;
    }
    Ok(())
}

struct Records<'a> {
    rest: &'a [u8],
    text: &'a str,
    cells: Vec<String>,
    used: usize,
    line: usize,
    start: usize,
}

impl<'a> Records<'a> {
    fn new(text: &'a str) -> Self {
        Self { rest: text.as_bytes(), text, cells: Vec::new(), used: 0, line: 1, start: 1 }
    }

    fn cells(&self) -> &[String] {
        &self.cells[..self.used]
    }

    fn cell(&mut self) -> &mut String {
        if self.used == self.cells.len() {
            self.cells.push(String::new());
        }
        self.used += 1;
        let cell = &mut self.cells[self.used - 1];
        cell.clear();
        cell
    }

    /// Moves to the next record; false at the end of the text.
    fn next(&mut self) -> Result<bool, LawError> {
        self.used = 0;
        self.start = self.line;
        if self.rest.is_empty() {
            return Ok(false);
        }
        loop {
            let at = self.text.len() - self.rest.len();
            let (end, ended) =
                if self.rest.first() == Some(&b'"') { self.quoted(at)? } else { self.plain(at) };
            self.rest = &self.text.as_bytes()[end..];
            if ended {
                self.line += 1;
                return Ok(true);
            }
            if self.rest.is_empty() {
                // A comma at the very end leaves one more empty cell.
                if self.text.as_bytes().get(end.wrapping_sub(1)) == Some(&b',') {
                    self.cell();
                }
                return Ok(true);
            }
        }
    }

    /// A cell without quotes: where the next one starts, and whether the record ended.
    fn plain(&mut self, at: usize) -> (usize, bool) {
        let bytes = &self.text.as_bytes()[at..];
        let length = bytes.iter().position(|b| matches!(b, b',' | b'\n')).unwrap_or(bytes.len());
        let ended = bytes.get(length) == Some(&b'\n');
        let text = self.text;
        let whole = &text[at..at + length];
        let kept = if ended { whole.strip_suffix('\r').unwrap_or(whole) } else { whole };
        self.cell().push_str(kept);
        ((at + length + 1).min(text.len()), ended)
    }

    fn quoted(&mut self, at: usize) -> Result<(usize, bool), LawError> {
        let (text, line) = (self.text, self.start);
        let open = || LawError::input(format!("ред {line}: незатворени кавички"));
        let mut place = at + 1;
        self.cell();
        loop {
            let length = text[place..].find('"').ok_or_else(open)?;
            let piece = &text[place..place + length];
            self.line += piece.matches('\n').count();
            self.cells[self.used - 1].push_str(piece);
            place += length + 1;
            if text[place..].starts_with('"') {
                self.cells[self.used - 1].push('"');
                place += 1;
                continue;
            }
            let rest = &text[place..];
            let skip = usize::from(rest.starts_with("\r\n"));
            return match rest.as_bytes().get(skip) {
                None => Ok((text.len(), false)),
                Some(b',') => Ok((place + skip + 1, false)),
                Some(b'\n') => Ok((place + skip + 1, true)),
                Some(_) => Err(LawError::input(format!("ред {line}: знаци след кавички"))),
            };
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn quotes_and_line_ends() {
        let table = Table::read("a,b\r\n1,\"x, \"\"y\"\"\nz\"\r\n\n2,\n").unwrap();
        assert_eq!(table.rows, [vec!["1", "x, \"y\"\nz"], vec!["2", ""]]);
        assert_eq!((table.heading.column("b"), table.heading.column("c")), (Some(1), None));
    }

    #[test]
    fn the_last_line_needs_no_end() {
        assert_eq!(Table::read("a,b\n1,").unwrap().rows, [vec!["1", ""]]);
        assert_eq!(Table::read("a,b\n1,\"2\"").unwrap().rows, [vec!["1", "2"]]);
        assert_eq!(Table::read("a\n1").unwrap().rows, [vec!["1"]]);
    }

    #[test]
    fn a_bad_row_is_refused_with_its_line() {
        assert_eq!(Table::read("a,b\n1\n"), Err(LawError::input("ред 2: 1 колони вместо 2")));
        assert!(Table::read("a\n\"1\n").is_err());
        assert!(Table::read("a\n\"1\"x\n").is_err());
        assert!(Table::read("").is_err());
    }

    proptest! {
        #[test]
        fn what_is_quoted_is_read_back(rows in proptest::collection::vec(
            proptest::collection::vec("[a-zа-я,\"\n ]{0,6}", 2), 0..6)
        ) {
            let quoted = |c: &String| format!("\"{}\"", c.replace('"', "\"\""));
            let line = |r: &Vec<String>| r.iter().map(quoted).collect::<Vec<_>>().join(",");
            let text: String = rows.iter().map(|r| line(r) + "\r\n").collect();
            prop_assert_eq!(Table::read(&format!("a,b\n{text}")).unwrap().rows, rows);
        }
    }
}
