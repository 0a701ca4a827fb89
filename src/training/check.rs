//! Whether a certificate holds: anybody who has its code may ask. Guessing is counted and stopped by the
//! guard. Nothing personal is shown: whoever holds the paper compares it by its fingerprint and number.

use super::load;
use super::paper::{self, CERTIFICATE};
use crate::app::App;
use askama::Template;
use axum::extract::{Path, State as Shared};
use axum::response::Response;
use kit::types::Day;
use kit::web::{Ctx, Problem, html};

#[derive(Template)]
#[template(path = "training/check.html")]
struct CheckPage {
    page: ui::Page,
    name: String,
    number: String,
    state: String,
    colour: &'static str,
    facts: Vec<(String, String)>,
    sha256: String,
}

/// `GET /certificate/{secret}`.
pub async fn page(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Path((_, code)): Path<(String, String)>,
) -> Result<Response, Problem> {
    let tx = app.db.read(&ctx.actor).await?;
    let row = paper::behind(&tx, &code.to_lowercase()).await?;
    let row = row.filter(|row| row.kind == CERTIFICATE).ok_or(Problem::NotFound)?;
    let seminar = load::seminar(&tx, row.seminar_id).await?;
    tx.rollback().await;
    let (state, colour) = paper::state(&row, (app.today(), 0), false);
    let state = if state == "soon" { "valid" } else { state };
    let until = row.valid_until.map_or_else(|| ctx.t("training-for-good").into_owned(), Day::bg);
    let facts = [
        ("training-column-seminar", seminar.row.title),
        ("training-column-hours", seminar.row.hours.to_string()),
        ("training-column-issued", row.issued_on.bg()),
        ("training-column-valid", until),
    ]
    .map(|(key, text)| (ctx.t(key).into_owned(), text));
    html(&CheckPage {
        page: ctx.public_page(ctx.t("training-check-title")),
        name: ctx.t("training-paper-certificate").into_owned(),
        number: paper::number(&row.kind, row.year, row.number),
        state: ctx.t(&format!("training-certificate-{state}")).into_owned(),
        colour: if state == "valid" { "green" } else { colour },
        facts: facts.into(),
        sha256: row.sha256,
    })
}
