//! Styles, scripts and fonts of `ui/dist`, embedded in the program.
//!
//! All files share one content hash in their address, `/assets/<hash>/opora.css`, so that a page and everything it loads
//! come from the same build, relative addresses inside style sheets and scripts work, and answers may be kept for a year.

use std::borrow::Cow;
use std::sync::OnceLock;

use data_encoding::HEXLOWER;
use rust_embed::RustEmbed;
use sha2::{Digest, Sha256};

/// Where assets are served.
pub const PREFIX: &str = "/assets/";

#[derive(RustEmbed)]
#[folder = "dist"]
struct Dist;

/// One embedded file, ready to be sent.
#[derive(Debug, Clone)]
pub struct Asset {
    /// The content.
    pub bytes: Cow<'static, [u8]>,
    /// Value of `Content-Type`.
    pub content_type: &'static str,
    /// The address carried the hash of this build: the answer may be kept for a year (`max-age=31536000, immutable`).
    pub immutable: bool,
}

/// Address of an asset: `asset("opora.css")` is `/assets/<hash>/opora.css`.
#[must_use]
pub fn asset(name: &str) -> String {
    format!("{PREFIX}{}/{name}", hash())
}

/// Finds the asset of an address, with or without [`PREFIX`]: `find("/assets/<hash>/opora.css")`.
///
/// An older hash finds the present file (a page loaded before an update), but then the answer is not immutable.
#[must_use]
pub fn find(path: &str) -> Option<Asset> {
    let path = path.strip_prefix(PREFIX).unwrap_or(path);
    let (asked_hash, name) = path.split_once('/')?;
    let file = Dist::get(name)?;
    Some(Asset {
        bytes: file.data,
        content_type: content_type(name),
        immutable: asked_hash == hash(),
    })
}

/// The fonts for typesetting (TrueType): the family "Sofia Sans", whole, as regular, bold and italic.
#[must_use]
pub fn print_fonts() -> Vec<Cow<'static, [u8]>> {
    Dist::iter()
        .filter(|name| name.starts_with("print-fonts/"))
        .filter_map(|name| Dist::get(&name))
        .map(|file| file.data)
        .collect()
}

/// Licences of the embedded third-party parts, as (name, text).
#[must_use]
pub fn licences() -> Vec<(String, String)> {
    let names = Dist::iter().filter(|name| name.starts_with("licences/"));
    names
        .filter_map(|name| {
            let file = Dist::get(&name)?;
            let short = name.trim_start_matches("licences/").trim_end_matches(".txt").to_owned();
            Some((short, String::from_utf8_lossy(&file.data).into_owned()))
        })
        .collect()
}

fn hash() -> &'static str {
    static HASH: OnceLock<String> = OnceLock::new();
    HASH.get_or_init(|| {
        let mut names: Vec<_> = Dist::iter().collect();
        names.sort();
        let mut sum = Sha256::new();
        for name in names {
            if let Some(file) = Dist::get(&name) {
                sum.update(name.as_bytes());
                sum.update(file.metadata.sha256_hash());
            }
        }
        HEXLOWER.encode(&sum.finalize()[..8])
    })
}

fn content_type(name: &str) -> &'static str {
    match name.rsplit('.').next() {
        Some("css") => "text/css; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("svg") => "image/svg+xml",
        Some("woff2") => "font/woff2",
        Some("ttf") => "font/ttf",
        Some("txt") => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn address_of_an_asset_finds_it() {
        let asset = find(&asset("opora.css")).expect("opora.css");
        assert!(asset.immutable);
        assert_eq!(asset.content_type, "text/css; charset=utf-8");
        assert!(!asset.bytes.is_empty());
    }

    #[test]
    fn old_hash_finds_the_present_file_but_not_for_keeping() {
        assert!(!find("/assets/0000/opora.js").expect("opora.js").immutable);
    }

    #[test]
    fn nothing_outside_the_folder_is_found() {
        assert!(find("/assets/0000/../Cargo.toml").is_none());
        assert!(find("opora.css").is_none());
    }

    #[test]
    fn print_fonts_are_truetype() {
        let fonts = print_fonts();
        assert_eq!(fonts.len(), 3, "regular, bold and italic");
        assert!(fonts.iter().all(|font| font.starts_with(&[0, 1, 0, 0])));
    }
}
