//! A scan that came with a form: accepted by what is in it, not by its name.

use axum::http::header;
use axum::response::{IntoResponse, Response};
use kit::web::Form;

/// The largest scan.
const SCAN_MAX: usize = 8 * 1024 * 1024;

/// A scan: its kind and its bytes.
pub struct Scan {
    /// `application/pdf`, `image/jpeg`, `image/png`.
    pub media: &'static str,
    /// The content.
    pub bytes: Vec<u8>,
}

/// The kind of a file by its first bytes.
fn media(bytes: &[u8]) -> Option<&'static str> {
    match bytes {
        [b'%', b'P', b'D', b'F', b'-', ..] => Some("application/pdf"),
        [0xff, 0xd8, 0xff, ..] => Some("image/jpeg"),
        [0x89, b'P', b'N', b'G', 0x0d, 0x0a, 0x1a, 0x0a, ..] => Some("image/png"),
        _ => None,
    }
}

/// Whether the name says the same as the content. A name that says nothing does no harm.
fn is_named_so(name: &str, media: &str) -> bool {
    let said = match name.rsplit_once('.').map(|(_, ending)| ending.to_lowercase()).as_deref() {
        Some("pdf") => "application/pdf",
        Some("jpg" | "jpeg" | "jfif") => "image/jpeg",
        Some("png") => "image/png",
        _ => media,
    };
    said == media
}

/// The scan of a field; what is wrong with it is noted beside the field. No file at all is no
/// mistake here.
pub fn scan_of(form: &mut Form, name: &str) -> Option<Scan> {
    let file = form.file(name).filter(|file| !file.bytes.is_empty())?.clone();
    match media(&file.bytes) {
        _ if file.bytes.len() > SCAN_MAX => form.wrong(name, "people-scan-large"),
        None => form.wrong(name, "people-scan-kind"),
        Some(media) if !is_named_so(&file.file_name, media) => {
            form.wrong(name, "people-scan-differs");
        }
        Some(media) => return Some(Scan { media, bytes: file.bytes.to_vec() }),
    }
    None
}

/// A scan as an answer, to be saved under a name without ending.
#[must_use]
pub fn shown(media: &str, name: &str, bytes: Vec<u8>) -> Response {
    let (ending, way) = match media {
        "application/pdf" => ("pdf", "inline"),
        "image/png" => ("png", "attachment"),
        _ => ("jpg", "attachment"),
    };
    let headers = [
        (header::CONTENT_TYPE, media.to_owned()),
        (header::CONTENT_DISPOSITION, format!("{way}; filename=\"{name}.{ending}\"")),
    ];
    (headers, bytes).into_response()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_that_says_something_else_than_the_content_is_noticed() {
        let png = media(b"\x89PNG\r\n\x1a\n..").unwrap();
        assert!(is_named_so("scan.png", png) && is_named_so("scan", png));
        assert!(!is_named_so("scan.pdf", png) && !is_named_so("scan.PDF", png));
        assert!(!is_named_so("scan.png.jpg", png));
        assert!(is_named_so("scan.jfif", media(&[0xff, 0xd8, 0xff, 0xe0]).unwrap()));
    }
}
