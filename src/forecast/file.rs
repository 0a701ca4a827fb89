//! A forecast as a table for a spreadsheet: one row for each number, so that it is read by a program too.

use super::frame::home;
use super::result_page::{blocks, done};
use super::table::Block;
use super::words::heads;
use super::{ForecastId, load};
use crate::app::App;
use axum::extract::State as Shared;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use kit::audit::Entry;
use kit::web::{Ctx, Form, Id, Problem};
use sheet::{Format, Writer};

/// The rows of a block: table, what the row is about, column, value.
fn rows(block: &Block) -> impl Iterator<Item = [String; 4]> {
    block.rows.iter().flat_map(move |row| {
        let names = row.cells.first().cloned().unwrap_or_default();
        let cells = row.cells.iter().zip(&block.heads).skip(1);
        cells.map(move |(cell, head)| {
            // A space inside a number is for eyes, not for programs.
            let value = cell.replace('\u{a0}', "");
            [block.title.clone(), names.clone(), head.text.clone(), value]
        })
    })
}

/// `GET /forecasts/computed/{id}/table?format=`.
pub async fn table(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<ForecastId>,
    form: Form,
) -> Result<Response, Problem> {
    let format = Format::from_code(form.get("format"));
    let mut tx = app.db.read(&ctx.actor).await?;
    load::row(&tx, id).await?;
    let done = done(&tx, id).await?;
    tx.audit(Entry::print("forecast", id.0));
    tx.commit().await?;
    let Some(done) = done else {
        return Ok(kit::web::see(&ctx, &home(id), Some("forecast-not-yet")));
    };
    let heads = heads(ctx.lang, &["table", "row", "column", "value"]);
    let heads: Vec<String> = heads.into_iter().map(|head| head.text).collect();
    let mut writer = Writer::new(format, &heads).map_err(Problem::internal)?;
    for block in blocks(ctx.lang, &done) {
        for row in rows(&block) {
            writer.row(&row).map_err(Problem::internal)?;
        }
    }
    let bytes = writer.finish().map_err(Problem::internal)?;
    let disposition = format!("attachment; filename=\"forecast-{id}.{}\"", format.code());
    let headers = [
        (header::CONTENT_TYPE, format.media().to_owned()),
        (header::CONTENT_DISPOSITION, disposition),
    ];
    Ok((headers, bytes).into_response())
}
