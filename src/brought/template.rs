//! An empty table to be filled in, so that nobody has to guess the columns.

use super::field::{FIELDS, Field};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use kit::web::{Ctx, Problem};
use sheet::{Format, Writer, template};

/// The columns of the table: names stand whole, so they need one each.
pub fn heads() -> Vec<String> {
    fields().map(|field| field.head.to_owned()).collect()
}

fn fields() -> impl Iterator<Item = Field> {
    let parts = ["given", "middle", "family"];
    let is_part = move |field: &Field| parts.iter().any(|part| field.code.ends_with(part));
    FIELDS.into_iter().filter(move |field| !is_part(field))
}

/// `GET /brought/template.csv`: the same as lines of text.
pub async fn csv(_: Ctx) -> Result<Response, Problem> {
    let bytes = Writer::new(Format::Csv, &heads()).and_then(Writer::finish);
    let bytes = bytes.map_err(Problem::internal)?;
    let name = (header::CONTENT_DISPOSITION, "attachment; filename=\"opora-agreements.csv\"");
    Ok(([(header::CONTENT_TYPE, Format::Csv.media()), name], bytes).into_response())
}

/// `GET /brought/template`.
pub async fn file(ctx: Ctx) -> Result<Response, Problem> {
    let heads = heads();
    let mut help = vec![[
        ctx.t("imports-template-column").into_owned(),
        ctx.t("imports-template-meaning").into_owned(),
    ]];
    help.extend(fields().map(|field| {
        let meaning = ctx.t(&format!("brought-help-{}", field.code)).into_owned();
        [field.head.to_owned(), meaning]
    }));
    let bytes = template(&heads, (&ctx.t("imports-template-help"), &help));
    let bytes = bytes.map_err(Problem::internal)?;
    let name = (header::CONTENT_DISPOSITION, "attachment; filename=\"opora-agreements.xlsx\"");
    Ok(([(header::CONTENT_TYPE, Format::Xlsx.media()), name], bytes).into_response())
}
