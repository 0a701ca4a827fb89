//! The file of a pack, without a database: numbered pieces, their hashes, one zip. The same pieces give
//! the same bytes: each entry bears the first day that a zip knows, and nothing is packed twice.

use kit::crypto::fingerprint;
use std::io::{Cursor, Write};
use zip::result::ZipError;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

/// The name of the list of hashes, as `sha256sum -c` reads it.
pub const SUMS: &str = "SHA256SUMS";

/// A file of a pack.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// Its Latin name with its number, its folder before it.
    pub name: String,
    /// What it holds.
    pub bytes: Vec<u8>,
}

/// The hashes of the pieces, a line each: the hash, two spaces, the name.
#[must_use]
pub fn sums(pieces: &[Piece]) -> String {
    let line = |one: &Piece| format!("{}  {}\n", fingerprint(&one.bytes), one.name);
    pieces.iter().map(line).collect()
}

/// The pieces and their hashes in one file.
///
/// # Errors
/// When two pieces bear one name, or there is no room.
pub fn closed(pieces: &[Piece]) -> Result<Vec<u8>, ZipError> {
    let mut file = ZipWriter::new(Cursor::new(Vec::new()));
    // PDF and spreadsheets are packed already.
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Stored)
        .last_modified_time(DateTime::default())
        .unix_permissions(0o644);
    for one in pieces {
        file.start_file(one.name.as_str(), options)?;
        file.write_all(&one.bytes)?;
    }
    file.start_file(SUMS, options)?;
    file.write_all(sums(pieces).as_bytes())?;
    Ok(file.finish()?.into_inner())
}

/// A text as a part of a file's name: Latin letters and digits, no more than thirty.
#[must_use]
pub fn latin(text: &str) -> String {
    let plain = kit::search::latin(text).to_lowercase();
    let letters = plain.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '-' });
    let mut name = String::new();
    for c in letters {
        if c != '-' || !name.ends_with('-') {
            name.push(c);
        }
        if name.len() >= 30 {
            break;
        }
    }
    name.trim_matches('-').to_owned()
}
