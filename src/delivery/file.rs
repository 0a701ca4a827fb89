//! The month of a service as a table for a spreadsheet.

use super::days::{Cell, hours};
use super::frame::month_of;
use super::load::{self, Line};
use crate::app::App;
use crate::services::ServiceId;
use axum::extract::State as Shared;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use kit::audit::Entry;
use kit::web::{Ctx, Form, Id, Problem};
use sheet::{Format, Writer};

fn row(ctx: &Ctx, line: &Line) -> Vec<String> {
    let mark = |cell: &Cell| match &cell.said {
        Some(said) if said.is_present => hours(said.minutes),
        Some(_) => ctx.t("delivery-mark-absent").into_owned(),
        None => String::new(),
    };
    let sums = line.sums;
    let mut row = vec![line.name.clone()];
    row.extend(line.cells.iter().map(mark));
    row.extend([hours(sums.planned), hours(sums.given)]);
    row.extend([sums.present, sums.absent, sums.exceptions].map(|n| n.to_string()));
    row
}

/// `GET /delivery/{id}/list?month=&format=`.
pub async fn table(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<ServiceId>,
    form: Form,
) -> Result<Response, Problem> {
    let month = month_of(&form, app.today());
    let format = Format::from_code(form.get("format"));
    let law = app.law(ctx.actor.municipality);
    let mut tx = app.db.read(&ctx.actor).await?;
    load::service(&tx, id).await?;
    let days = load::days_of(month);
    let lines = load::lines(&tx, &law, Some(id), days).await?;
    tx.audit(Entry::print("delivery", id.0));
    tx.commit().await?;
    let mut heads = vec![ctx.t("delivery-column-person").into_owned()];
    heads.extend((1..=days.1.0.day()).map(|day| day.to_string()));
    heads.extend(
        ["planned", "given", "present", "absent", "exceptions"]
            .map(|name| ctx.t(&format!("delivery-column-{name}")).into_owned()),
    );
    let mut writer = Writer::new(format, &heads).map_err(Problem::internal)?;
    for line in &lines {
        writer.row(&row(&ctx, line)).map_err(Problem::internal)?;
    }
    let bytes = writer.finish().map_err(Problem::internal)?;
    let name = format!("attachment; filename=\"delivery-{month}.{}\"", format.code());
    let headers =
        [(header::CONTENT_TYPE, format.media().to_owned()), (header::CONTENT_DISPOSITION, name)];
    Ok((headers, bytes).into_response())
}
