//! The body of a request, read once with a limit: form, form with files, or JSON.

use super::Problem;
use axum::body::{Body, Bytes, to_bytes};
use axum::extract::{FromRequest, Multipart};
use axum::http::{Request, header, request::Parts};

/// The largest body of somebody known: room for a scanned page, and for a text that is far too long,
/// so that its writer is told so beside the field and loses nothing. A browser sends a Cyrillic
/// letter as six bytes: 5 MB of text arrive as 15.
pub(super) const BODY_MAX: usize = 24 * 1024 * 1024;

/// The largest body behind a safe link: a scanned paper with a form.
pub(super) const PAPER_MAX: usize = 12 * 1024 * 1024;

/// The largest body of a stranger, who has only a sign-in to fill in.
pub(super) const STRANGER_MAX: usize = 64 * 1024;

/// A file that came with a form.
#[derive(Clone, Debug)]
pub struct Upload {
    /// Name of the form's field.
    pub field: String,
    /// The file's own name.
    pub file_name: String,
    /// Its content.
    pub bytes: Bytes,
}

/// What came.
#[derive(Clone, Debug, Default)]
pub(super) struct Incoming {
    pub fields: Vec<(String, String)>,
    pub files: Vec<Upload>,
    pub json: Option<Bytes>,
}

impl Incoming {
    pub fn get(&self, name: &str) -> Option<&str> {
        self.fields.iter().find(|(n, _)| n == name).map(|(_, value)| value.as_str())
    }
}

/// Reads the body of a request that changes something.
pub(super) async fn read(parts: &Parts, body: Body, most: usize) -> Result<Incoming, Problem> {
    let kind = parts.headers.get(header::CONTENT_TYPE).and_then(|v| v.to_str().ok());
    let kind = kind.unwrap_or_default().to_ascii_lowercase();
    let bytes = to_bytes(body, most).await.map_err(|_| Problem::TooLarge)?;
    if kind.starts_with("application/x-www-form-urlencoded")
        || (kind.is_empty() && bytes.is_empty())
    {
        return Ok(Incoming { fields: pairs(&bytes), ..Incoming::default() });
    }
    if kind.starts_with("application/json") {
        return Ok(Incoming { json: Some(bytes), ..Incoming::default() });
    }
    if kind.starts_with("multipart/form-data") {
        return multipart(parts, bytes).await;
    }
    Err(Problem::BadRequest("problem-body-kind"))
}

/// Name and value pairs of a query or a form.
pub(super) fn pairs(bytes: &[u8]) -> Vec<(String, String)> {
    form_urlencoded::parse(bytes)
        .map(|(name, value)| (name.into_owned(), as_written(&value)))
        .collect()
}

/// A value as its writer meant it. Windows ends lines with two characters: what was typed is
/// compared and counted with one. The zero character is no text, and PostgreSQL refuses it.
fn as_written(value: &str) -> String {
    value.replace("\r\n", "\n").replace('\0', "")
}

async fn multipart(parts: &Parts, bytes: Bytes) -> Result<Incoming, Problem> {
    let broken = || Problem::BadRequest("problem-body-kind");
    let mut request = Request::new(Body::from(bytes));
    *request.headers_mut() = parts.headers.clone();
    request.extensions_mut().insert(axum::extract::DefaultBodyLimit::max(BODY_MAX));
    let mut form = Multipart::from_request(request, &()).await.map_err(|_| broken())?;
    let mut incoming = Incoming::default();
    while let Some(field) = form.next_field().await.map_err(|_| broken())? {
        let name = field.name().unwrap_or_default().to_owned();
        match field.file_name().map(str::to_owned) {
            Some(file_name) => {
                let bytes = field.bytes().await.map_err(|_| broken())?;
                if !file_name.is_empty() && !bytes.is_empty() {
                    incoming.files.push(Upload { field: name, file_name, bytes });
                }
            }
            None => {
                let text = field.text().await.map_err(|_| broken())?;
                incoming.fields.push((name, as_written(&text)));
            }
        }
    }
    Ok(incoming)
}
