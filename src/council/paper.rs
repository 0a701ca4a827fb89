//! Papers of the council: minutes and the report of a year, numbered by kind, with a code that
//! anybody may check.

use super::frame::{Press, bg, bg_with};
use super::minutes::Minutes;
use super::record::Record;
use super::store::council_paper::{Column, Entity, Model};
use super::{CouncilPaperId, SittingId};
use crate::app::App;
use crate::people::{Answered, Keeps, Verified, ask_print, coded, print_kept};
use axum::extract::State as Shared;
use axum::response::Response;
use kit::audit::Entry;
use kit::store::{StoreError, Tx};
use kit::web::{Ctx, Id, Pdf, Problem, pdf};
use sea_orm::{ColumnTrait, IntoActiveModel, QueryFilter, QueryOrder};
use serde_json::{Value, json};

/// Minutes.
pub const MINUTES: &str = "minutes";
/// The report of a year.
pub const REPORT: &str = "report";

/// The number of a paper in words.
#[must_use]
pub fn number(kind: &str, year: i32, number: i64) -> String {
    let args = [("year", year.to_string()), ("number", format!("{number:03}"))];
    bg_with(&format!("council-number-{kind}"), &args)
}

/// Writes a paper down; it is printed afterwards.
///
/// # Errors
/// When the database refuses.
pub async fn add(
    tx: &mut Tx,
    (kind, sitting): (&str, Option<SittingId>),
    (mut data, press): (Value, &Press),
) -> Result<CouncilPaperId, StoreError> {
    let id = CouncilPaperId(tx.new_id());
    let year = i32::from(tx.today().0.year());
    let next = tx.next_number(&format!("council-{kind}"), year).await?;
    let code = coded(&mut data, &press.verify);
    data["register"] = json!({
        "number": number(kind, year, next),
        "date": format!("{} г.", tx.today().bg()),
    });
    let row = Model {
        municipality_id: tx.municipality(),
        id,
        kind: kind.to_owned(),
        sitting_id: sitting,
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
    tx.audit(Entry::write("council-paper", id.0));
    Ok(id)
}

/// The minutes of a meeting on paper, with places for the signatures.
///
/// # Errors
/// When the database refuses.
pub async fn minutes(
    tx: &mut Tx,
    (record, whole): (&Record, &Minutes),
    press: &Press,
) -> Result<CouncilPaperId, StoreError> {
    let mut data = press.frame((&bg("council-paper-minutes"), &bg("council-ground")));
    let number = [("number", record.sitting.number())];
    data["about"] = bg_with("council-minutes-about", &number).into();
    data["opening"] = whole.opening.clone().into();
    // The printer numbers the points by itself.
    let section = |part: &super::minutes::Part| {
        let title = part.title.split_once(". ").map_or(&*part.title, |(_, title)| title);
        json!({ "title": title, "text": part.text })
    };
    data["sections"] = whole.parts.iter().map(section).collect();
    data["closing"] = whole.closing.clone().into();
    data["signatures"] = json!([
        { "role": bg("council-role-chair"), "name": record.post("chair") },
        { "role": bg("council-role-secretary"), "name": record.post("secretary") },
    ]);
    add(tx, (MINUTES, Some(record.sitting.row.id)), (data, press)).await
}

/// The papers of a meeting, oldest first.
///
/// # Errors
/// When the database does not answer.
pub async fn of_sitting(tx: &Tx, id: SittingId) -> Result<Vec<Model>, StoreError> {
    let rows = tx.find::<Entity>().filter(Column::SittingId.eq(id)).order_by_asc(Column::Id);
    Ok(rows.all(tx.conn()).await?)
}

/// The reports of years, the newest first.
///
/// # Errors
/// When the database does not answer.
pub async fn reports(tx: &Tx) -> Result<Vec<Model>, StoreError> {
    let rows = tx.find::<Entity>().filter(Column::Kind.eq(REPORT)).order_by_desc(Column::Id);
    Ok(rows.all(tx.conn()).await?)
}

/// `GET /council/printed/{id}`.
pub async fn file(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<CouncilPaperId>,
) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let row = tx.find::<Entity>().filter(Column::Id.eq(id)).one(tx.conn()).await?;
    let row = row.ok_or(Problem::NotFound)?;
    tx.audit(Entry::print("council-paper", id.0));
    tx.commit().await?;
    let bytes = print_kept::<Entity>(&app, &ctx.actor, id.0).await?;
    Ok(pdf(Pdf { name: format!("council-{}-{}-{}", row.kind, row.year, row.number), bytes }))
}

/// A paper with a code, for the public check.
#[must_use]
pub fn by_code<'a>(tx: &'a Tx, code: &'a str) -> Answered<'a> {
    Box::pin(async move {
        let row = tx.find::<Entity>().filter(Column::Code.eq(code)).one(tx.conn()).await?;
        Ok(row.map(|row| Verified {
            key: match row.kind.as_str() {
                REPORT => "council-paper-report",
                _ => "council-paper-minutes",
            },
            number: number(&row.kind, row.year, row.number),
            day: row.made_at.day().bg(),
            sha256: row.sha256,
        }))
    })
}
