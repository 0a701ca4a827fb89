//! An empty table to be filled in, so that nobody has to guess the columns.

use axum::http::header;
use axum::response::{IntoResponse, Response};
use kit::web::{Ctx, Problem};
use sheet::{Field, Format, template};

/// The columns of the table: whole names are taken apart, so they have three.
pub fn fields() -> impl Iterator<Item = Field> {
    Field::all().filter(|field| *field != Field::FullName)
}

/// `GET /imports/template`.
pub async fn file(ctx: Ctx) -> Result<Response, Problem> {
    let heads: Vec<String> = fields().map(|field| field.head().to_owned()).collect();
    let mut help = vec![[
        ctx.t("imports-template-column").into_owned(),
        ctx.t("imports-template-meaning").into_owned(),
    ]];
    help.extend(fields().map(|field| {
        let meaning = ctx.t(&format!("imports-help-{}", field.code())).into_owned();
        [field.head().to_owned(), meaning]
    }));
    let bytes = template(&heads, (&ctx.t("imports-template-help"), &help));
    let bytes = bytes.map_err(Problem::internal)?;
    let name = (header::CONTENT_DISPOSITION, "attachment; filename=\"opora-people.xlsx\"");
    Ok(([(header::CONTENT_TYPE, Format::Xlsx.media()), name], bytes).into_response())
}
