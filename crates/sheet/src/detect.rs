//! What kind of table a file is, told from what is in it.

/// A kind of file that can be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Excel since 2007.
    Xlsx,
    /// OpenDocument, as LibreOffice writes it.
    Ods,
    /// Lines of text.
    Csv,
}

impl Kind {
    /// As a file's name ends.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Kind::Xlsx => "xlsx",
            Kind::Ods => "ods",
            Kind::Csv => "csv",
        }
    }

    /// The kind with this code.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Kind> {
        [Kind::Xlsx, Kind::Ods, Kind::Csv].into_iter().find(|kind| kind.code() == code)
    }
}

const ZIP: &[u8] = b"PK\x03\x04";
/// OpenDocument begins with its own name, unpacked, behind the 30 bytes of the first entry's head.
const ODS: &[u8] = b"mimetypeapplication/vnd.oasis.opendocument.spreadsheet";

/// The kind of a file by its content; `None` when it is no table, or its name says another kind.
#[must_use]
pub fn detect(bytes: &[u8], name: &str) -> Option<Kind> {
    let kind = if bytes.starts_with(ZIP) {
        let is_ods = bytes.get(30..).is_some_and(|rest| rest.starts_with(ODS));
        let is_xlsx = contains(bytes, b"xl/workbook") || contains(bytes, b"xl\\workbook");
        match (is_ods, is_xlsx) {
            (true, _) => Kind::Ods,
            (false, true) => Kind::Xlsx,
            (false, false) => return None,
        }
    } else if is_text(bytes) {
        Kind::Csv
    } else {
        return None;
    };
    let ending = name.rsplit_once('.').map(|(_, ending)| ending.to_lowercase());
    let said = ending.as_deref().map(|ending| if ending == "txt" { "csv" } else { ending });
    said.is_none_or(|said| said == kind.code()).then_some(kind)
}

fn contains(bytes: &[u8], part: &[u8]) -> bool {
    bytes.windows(part.len()).any(|window| window == part)
}

/// Text has no control characters but tabs and ends of lines. Other formats do.
fn is_text(bytes: &[u8]) -> bool {
    let known = [b"%PDF".as_slice(), b"{\\rtf", b"<!DOCTYPE", b"<html", b"<?xml"];
    !bytes.is_empty()
        && !known.iter().any(|start| bytes.starts_with(start))
        && bytes.iter().all(|b| *b >= b' ' || matches!(b, b'\t' | b'\r' | b'\n'))
}

/// What a packed file says it is when unpacked, in bytes: the sum over its list of entries.
/// `None` when the list is not there.
pub(crate) fn unpacked(bytes: &[u8]) -> Option<u64> {
    const END: &[u8] = b"PK\x05\x06";
    const ENTRY: &[u8] = b"PK\x01\x02";
    let u32_at = |at: usize| {
        let four: [u8; 4] = bytes.get(at..at + 4)?.try_into().ok()?;
        Some(u32::from_le_bytes(four))
    };
    let u16_at = |at: usize| {
        let two: [u8; 2] = bytes.get(at..at + 2)?.try_into().ok()?;
        Some(usize::from(u16::from_le_bytes(two)))
    };
    let from = bytes.len().saturating_sub(66_000);
    let end = bytes.get(from..)?.windows(4).rposition(|window| window == END)? + from;
    let mut at = usize::try_from(u32_at(end + 16)?).ok()?;
    let mut sum = 0u64;
    for _ in 0..u16_at(end + 10)? {
        if bytes.get(at..at + 4)? != ENTRY {
            return None;
        }
        sum += u64::from(u32_at(at + 24)?);
        at += 46 + u16_at(at + 28)? + u16_at(at + 30)? + u16_at(at + 32)?;
    }
    Some(sum)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_what_is_in_it_and_its_name_must_agree() {
        assert_eq!(detect("име;егн\nАна;1\n".as_bytes(), "хора.csv"), Some(Kind::Csv));
        assert_eq!(detect("име;егн\n".as_bytes(), "хора.xlsx"), None);
        assert_eq!(detect(b"%PDF-1.7 text", "a.csv"), None);
        assert_eq!(detect(b"MZ\x00\x01", "a.csv"), None);
        assert_eq!(detect(b"PK\x03\x04 word/document.xml", "a.xlsx"), None);
        assert_eq!(detect(b"", "a.csv"), None);
    }

    #[test]
    fn the_size_of_a_packed_file_is_known_before_it_is_unpacked() {
        let file = crate::write::sample(&["a", "b"], 10);
        assert!(unpacked(&file).is_some_and(|size| size > 1_000));
        assert_eq!(unpacked(b"PK\x03\x04 cut off"), None);
    }
}
