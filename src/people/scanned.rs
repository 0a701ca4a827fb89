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

/// The scan of a field; what is wrong with it is noted beside the field. No file at all is no
/// mistake here.
pub fn scan_of(form: &mut Form, name: &str) -> Option<Scan> {
    let file = form.file(name).filter(|file| !file.bytes.is_empty())?.clone();
    match media(&file.bytes) {
        _ if file.bytes.len() > SCAN_MAX => form.wrong(name, "people-scan-large"),
        None => form.wrong(name, "people-scan-kind"),
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
