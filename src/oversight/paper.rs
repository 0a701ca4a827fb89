//! Papers of oversight: numbered by kind, with a code that anybody may check.

use super::frame::{Press, bg_with};
use super::store::oversight_paper::{self, Column, Entity, Model};
use super::{CheckId, OversightPaperId};
use crate::app::App;
use crate::people::{Answered, Keeps, Verified, ask_print, coded, print_kept};
use axum::extract::State as Shared;
use axum::response::Response;
use kit::audit::Entry;
use kit::store::{StoreError, Tx};
use kit::web::{Ctx, Id, Pdf, Problem, pdf};
use sea_orm::{ColumnTrait, IntoActiveModel, QueryFilter, QueryOrder};
use serde_json::{Value, json};
use std::collections::HashMap;

/// The programme of a year.
pub const PROGRAMME: &str = "programme";
/// The order for a check.
pub const ORDER: &str = "order";
/// The report of a check.
pub const REPORT: &str = "report";
/// The letter to АКСУ.
pub const LETTER: &str = "letter";
/// The protocol of monitoring or of a visit of the council.
pub const PROTOCOL: &str = "protocol";

/// The number of a paper in words.
#[must_use]
pub fn number(kind: &str, year: i32, number: i64) -> String {
    let args = [("year", year.to_string()), ("number", format!("{number:04}"))];
    bg_with(&format!("oversight-number-of-{kind}"), &args)
}

/// Writes a paper down; it is printed afterwards.
///
/// # Errors
/// When the database refuses.
pub async fn add(
    tx: &mut Tx,
    press: &Press,
    (kind, check, mut data): (&'static str, Option<CheckId>, Value),
) -> Result<OversightPaperId, StoreError> {
    let id = OversightPaperId(tx.new_id());
    let year = i32::from(tx.today().0.year());
    let next = tx.next_number(&format!("oversight-{kind}"), year).await?;
    let code = coded(&mut data, &press.verify);
    data["register"] = json!({
        "number": number(kind, year, next),
        "date": format!("{} г.", tx.today().bg()),
    });
    let row = Model {
        municipality_id: tx.municipality(),
        id,
        kind: kind.to_owned(),
        check_id: check,
        year,
        number: next,
        code,
        issued_on: tx.today(),
        data_sealed: tx.seal(Entity::TABLE, "data_sealed", id.0, &data.to_string())?,
        sealed: Vec::new(),
        sha256: String::new(),
        made_at: tx.now(),
        account_name: tx.actor().name.to_string(),
    };
    tx.insert(row.into_active_model()).await?;
    ask_print::<Entity>(tx, id.0).await?;
    tx.audit(Entry::write("oversight-paper", id.0));
    Ok(id)
}

/// The number of a paper with its day, in words.
#[must_use]
pub fn words(row: &Model) -> String {
    format!("{} / {}", number(&row.kind, row.year, row.number), row.issued_on.bg())
}

/// The papers of some checks, by their ids.
///
/// # Errors
/// When the database does not answer.
pub async fn of_checks(
    tx: &Tx,
    ids: &[CheckId],
) -> Result<HashMap<OversightPaperId, Model>, StoreError> {
    let rows = tx.find::<Entity>().filter(Column::CheckId.is_in(ids.iter().copied()));
    let rows = rows.all(tx.conn()).await?;
    Ok(rows.into_iter().map(|row| (row.id, row)).collect())
}

/// The papers of a kind in a year, the newest first.
///
/// # Errors
/// When the database does not answer.
pub async fn of_year(tx: &Tx, kind: &str, year: i16) -> Result<Vec<Model>, StoreError> {
    let rows = tx
        .find::<Entity>()
        .filter(Column::Kind.eq(kind))
        .filter(Column::Year.eq(i32::from(year)))
        .order_by_desc(Column::Id);
    Ok(rows.all(tx.conn()).await?)
}

/// `GET /oversight/check-papers/{id}`.
pub async fn file(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<OversightPaperId>,
) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let row = tx.find::<Entity>().filter(Column::Id.eq(id)).one(tx.conn()).await;
    let row = row.map_err(StoreError::from)?.ok_or(Problem::NotFound)?;
    tx.audit(Entry::print("oversight-paper", id.0));
    tx.commit().await?;
    let bytes = print_kept::<Entity>(&app, &ctx.actor, id.0).await?;
    Ok(pdf(Pdf { name: format!("{}-{}-{}", row.kind, row.year, row.number), bytes }))
}

/// A paper with a code, for the public check.
#[must_use]
pub fn by_code<'a>(tx: &'a Tx, code: &'a str) -> Answered<'a> {
    Box::pin(async move {
        let row = tx.find::<Entity>().filter(Column::Code.eq(code)).one(tx.conn()).await?;
        Ok(row.map(|row: oversight_paper::Model| Verified {
            key: match row.kind.as_str() {
                PROGRAMME => "oversight-paper-programme",
                ORDER => "oversight-paper-order",
                REPORT => "oversight-paper-report",
                LETTER => "oversight-paper-letter",
                _ => "oversight-paper-protocol",
            },
            number: number(&row.kind, row.year, row.number),
            day: row.issued_on.bg(),
            sha256: row.sha256,
        }))
    })
}
