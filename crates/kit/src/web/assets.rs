//! Styles, scripts and fonts from inside the binary, and the browser's reports on the policy.

use super::Problem;
use axum::Router;
use axum::body::Bytes;
use axum::extract::Path;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use tower_http::compression::CompressionLayer;

/// The address carries the content's hash, so the answer is good for a year.
const FOR_EVER: &str = "public, max-age=31536000, immutable";

pub(super) fn routes() -> Router {
    Router::new()
        .route("/assets/{*path}", get(asset))
        .layer(CompressionLayer::new())
        .route("/csp-report", post(csp_report))
}

async fn asset(Path(path): Path<String>) -> Result<Response, Problem> {
    let asset = ui::assets::find(&path).ok_or(Problem::NotFound)?;
    let kind = (header::CONTENT_TYPE, asset.content_type.to_string());
    let cache = (header::CACHE_CONTROL, FOR_EVER.to_owned());
    Ok(([kind, cache], asset.bytes).into_response())
}

/// A browser tells that a page broke the policy: a defect of ours or an attack.
async fn csp_report(report: Bytes) {
    let text = String::from_utf8_lossy(&report[..report.len().min(2_000)]).into_owned();
    tracing::warn!(report = %text.escape_debug(), "a page broke the content security policy");
}
