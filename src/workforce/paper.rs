//! Numbered papers: the time sheet of a month, with a code that anybody may check.

use super::WorkPaperId;
use super::frame::bg_with;
use super::store::workforce_paper::{self, Column, Entity};
use crate::app::App;
use crate::people::{Answered, Keeps, Verified, ask_print, coded, print_kept};
use axum::extract::State as Shared;
use axum::response::Response;
use kit::audit::Entry;
use kit::store::{StoreError, Tx};
use kit::web::{Ctx, Id, Pdf, Problem, pdf};
use sea_orm::{ColumnTrait, IntoActiveModel, QueryFilter};
use serde_json::{Value, json};

/// The time sheet of a month.
pub const SHEET: &str = "sheet";

fn number(kind: &str, year: i32, number: i64) -> String {
    let args = [("year", year.to_string()), ("number", format!("{number:05}"))];
    bg_with(&format!("workforce-number-{kind}"), &args)
}

/// Writes a paper down; it is printed afterwards.
///
/// # Errors
/// When the database refuses.
pub async fn add(
    tx: &mut Tx,
    (kind, month): (&'static str, &str),
    (mut data, verify): (Value, &str),
) -> Result<WorkPaperId, StoreError> {
    let id = WorkPaperId(tx.new_id());
    let year = i32::from(tx.today().0.year());
    let next = tx.next_number(&format!("workforce-{kind}"), year).await?;
    let code = coded(&mut data, verify);
    data["register"] = json!({
        "number": number(kind, year, next),
        "date": format!("{} г.", tx.today().bg()),
    });
    let row = workforce_paper::Model {
        municipality_id: tx.municipality(),
        id,
        kind: kind.to_owned(),
        month: month.to_owned(),
        year,
        number: next,
        code,
        data_sealed: tx.seal(Entity::TABLE, "data_sealed", id.0, &data.to_string())?,
        sealed: Vec::new(),
        sha256: String::new(),
        made_at: tx.now(),
        account_name: tx.actor().name.to_string(),
    };
    tx.insert(row.into_active_model()).await?;
    ask_print::<Entity>(tx, id.0).await?;
    tx.audit(Entry::write("workforce-paper", id.0));
    Ok(id)
}

/// `GET /workforce/sheet-papers/{id}`.
pub async fn file(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<WorkPaperId>,
) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let row = tx.find::<Entity>().filter(Column::Id.eq(id)).one(tx.conn()).await;
    let row = row.map_err(StoreError::from)?.ok_or(Problem::NotFound)?;
    tx.audit(Entry::print("workforce-paper", id.0));
    tx.commit().await?;
    let bytes = print_kept::<Entity>(&app, &ctx.actor, id.0).await?;
    Ok(pdf(Pdf { name: format!("{}-{}-{}", row.kind, row.year, row.number), bytes }))
}

/// A paper with a code, for the public check.
#[must_use]
pub fn by_code<'a>(tx: &'a Tx, code: &'a str) -> Answered<'a> {
    Box::pin(async move {
        let row = tx.find::<Entity>().filter(Column::Code.eq(code)).one(tx.conn()).await?;
        Ok(row.map(|row| Verified {
            key: "workforce-paper-sheet",
            number: number(&row.kind, row.year, row.number),
            day: row.made_at.day().bg(),
            sha256: row.sha256,
        }))
    })
}
