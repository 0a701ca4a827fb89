//! One script tag by which the municipality's own site shows the desk: a button that opens the page in a
//! frame. Which sites may do so says the setting; the frame itself refuses the others.

use super::frame::CHAT;
use axum::http::header::{self, HeaderName};
use axum::response::{IntoResponse, Response};
use kit::web::{Ctx, Problem};

const SCRIPT: &str = include_str!("embed.js");

/// `GET /chat/embed.js`.
pub async fn script(ctx: Ctx) -> Result<Response, Problem> {
    let words = serde_json::json!({
        "page": ctx.url(CHAT),
        "open": ctx.t("desk-embed-open"),
        "close": ctx.t("desk-embed-close"),
        "title": ctx.t("desk-chat-title"),
    });
    let text = SCRIPT.replace("\"WORDS\"", &words.to_string());
    let headers = [
        (header::CONTENT_TYPE, "text/javascript; charset=utf-8"),
        // Another site loads it: without this word the browser would refuse.
        (HeaderName::from_static("cross-origin-resource-policy"), "cross-origin"),
    ];
    Ok((headers, text).into_response())
}
