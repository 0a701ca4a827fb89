//! An address as a page shows it: written out, and as a QR code for a phone.

use super::frame;
use askama::Template;
use axum::response::Response;
use kit::web::{Ctx, Problem, html, qr_svg};

#[derive(Template)]
#[template(path = "studies/hand.html")]
struct HandPage {
    page: ui::Page,
    lead: String,
    address: String,
    code: String,
    qr: String,
    back: String,
}

/// An address with its QR code.
pub struct Handed {
    /// Key of the title.
    pub title: &'static str,
    /// What it is for.
    pub lead: String,
    /// The whole address.
    pub address: String,
    /// The code to be typed, when there is one.
    pub code: String,
    /// Where the way back leads, and what stands there.
    pub back: (String, String),
}

/// Shows an address.
///
/// # Errors
/// When the page cannot be written.
pub fn shown(ctx: &Ctx, one: Handed) -> Result<Response, Problem> {
    let (rest, name) = one.back;
    html(&HandPage {
        page: frame::page(ctx, ctx.t(one.title), &[(rest.clone(), name)]),
        lead: one.lead,
        qr: qr_svg(&one.address),
        address: one.address,
        code: one.code,
        back: ctx.url(&rest),
    })
}
