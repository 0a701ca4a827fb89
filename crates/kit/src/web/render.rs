//! Answers: pages, redirects, documents.

use super::named::named;
use super::{Ctx, Problem};
use askama::Template;
use axum::http::header::{self, HeaderValue};
use axum::http::{HeaderName, StatusCode};
use axum::response::{IntoResponse, Response};

/// The cookie that carries the key of one message to the next page.
pub(super) const FLASH: &str = "opora-flash";

/// A page.
///
/// # Errors
/// When the template fails, which is a defect.
pub fn html(page: &impl Template) -> Result<Response, Problem> {
    let text = page.render().map_err(Problem::internal)?;
    Ok(written(text))
}

fn written(text: String) -> Response {
    ([(header::CONTENT_TYPE, "text/html; charset=utf-8")], text).into_response()
}

/// Shows a form again with what is wrong: the same page with status 422, its summary naming the boxes.
///
/// # Errors
/// When the template fails, which is a defect.
pub fn again(page: &impl Template) -> Result<Response, Problem> {
    let text = page.render().map_err(Problem::internal)?;
    let mut response = written(named(&text));
    *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
    Ok(response)
}

/// Goes on to a page below the municipality, where the text of `flash` is shown once.
#[must_use]
pub fn see(ctx: &Ctx, path: &str, flash: Option<&'static str>) -> Response {
    let mut response = redirect(&ctx.url(path));
    if let Some(key) = flash {
        set_flash(&mut response, ctx, key);
    }
    response
}

pub(super) fn set_flash(response: &mut Response, ctx: &Ctx, key: &str) {
    put_flash(response, (&ctx.url(""), key));
}

fn put_flash(response: &mut Response, (path, key): (&str, &str)) {
    let cookie = format!("{FLASH}={key}; Path={path}; Max-Age=60; HttpOnly; SameSite=Strict");
    if let Ok(value) = HeaderValue::from_str(&cookie) {
        response.headers_mut().append(header::SET_COOKIE, value);
    }
}

/// 303 to an address of our own.
pub(super) fn redirect(to: &str) -> Response {
    let location = HeaderValue::from_str(to).unwrap_or(HeaderValue::from_static("/"));
    (StatusCode::SEE_OTHER, [(header::LOCATION, location)]).into_response()
}

/// Goes on to where a thing stands now, outside of a handler. `flash` is the path of the
/// municipality and the key of the text shown there once. With `keeps_body` the form is sent again.
#[must_use]
pub fn moved(to: &str, flash: (&str, &str), keeps_body: bool) -> Response {
    let mut response = redirect(to);
    if keeps_body {
        *response.status_mut() = StatusCode::TEMPORARY_REDIRECT;
    }
    put_flash(&mut response, flash);
    response
}

/// A printed document and the name it is saved under.
pub struct Pdf {
    /// Latin name without ending: `PO-15-2026`.
    pub name: String,
    /// The bytes.
    pub bytes: Vec<u8>,
}

/// A document shown in the browser.
#[must_use]
pub fn pdf(document: Pdf) -> Response {
    let safe: String = document
        .name
        .chars()
        .filter(|c| c.is_ascii_alphanumeric() || *c == '-' || *c == '_')
        .collect();
    let disposition: (HeaderName, String) =
        (header::CONTENT_DISPOSITION, format!("inline; filename=\"{safe}.pdf\""));
    let kind = (header::CONTENT_TYPE, "application/pdf".to_owned());
    ([kind, disposition], document.bytes).into_response()
}

/// A QR code as an SVG of black squares, for a page or a printed document.
#[must_use]
pub fn qr_svg(text: &str) -> String {
    match fast_qr::QRBuilder::new(text).build() {
        Ok(code) => fast_qr::convert::svg::SvgBuilder::default().to_str(&code),
        Err(_) => String::new(),
    }
}

/// A QR code as rows of dark (1) and light (0) squares, for the printer.
#[must_use]
pub fn qr_rows(text: &str) -> Vec<Vec<u8>> {
    let Ok(code) = fast_qr::QRBuilder::new(text).build() else {
        return Vec::new();
    };
    let row = |y: usize| (0..code.size).map(|x| u8::from(code[y][x].value())).collect();
    (0..code.size).map(row).collect()
}
