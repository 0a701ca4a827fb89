//! Numbered reports with a code that anybody may check, under the heading that the rules of their day
//! ask for.

use super::ReportId;
use super::frame::{self, bg, bg_with};
use super::report::{Asked, report};
use super::store::result_paper::{Column, Entity, Model};
use crate::app::App;
use crate::people::{Answered, Keeps, Verified, ask_print, coded, print_kept};
use crate::projects::{self, ProjectId, ProjectName};
use axum::extract::State as Shared;
use axum::response::Response;
use kit::audit::Entry;
use kit::store::{Municipality, StoreError, Tx};
use kit::web::{Ctx, Id, Pdf, Problem, pdf};
use sea_orm::{ColumnTrait, IntoActiveModel, QueryFilter, QueryOrder};
use serde_json::json;

/// The number of a paper in words.
#[must_use]
pub fn number(row: &Model) -> String {
    numbered(&row.kind, row.year, row.number)
}

fn numbered(kind: &str, year: i32, number: i64) -> String {
    let args = [("year", year.to_string()), ("number", format!("{number:05}"))];
    bg_with(&format!("results-number-{kind}"), &args)
}

/// Writes a report down; it is printed afterwards.
///
/// # Errors
/// When the database refuses.
pub async fn add(
    tx: &mut Tx,
    (office, verify): (&Municipality, &str),
    (project, asked): (&ProjectName, Asked<'_>),
) -> Result<ReportId, StoreError> {
    let id = ReportId(tx.new_id());
    let year = i32::from(tx.today().0.year());
    let publicity = projects::printed(tx, project.id, tx.today()).await?;
    let has_heading = publicity.is_some();
    let name = bg(&format!("results-paper-{}", asked.kind));
    let mut data = frame::paper(office, publicity, (&name, project));
    report(tx, project, asked).await?.write(&mut data);
    data["signatures"] =
        json!([{ "role": bg("results-signs"), "name": tx.actor().name.to_string() }]);
    let next = tx.next_number(&format!("results-{}", asked.kind), year).await?;
    let code = coded(&mut data, verify);
    data["register"] = json!({
        "number": numbered(asked.kind, year, next),
        "date": format!("{} г.", tx.today().bg()),
    });
    let row = Model {
        municipality_id: tx.municipality(),
        id,
        project_id: project.id,
        kind: asked.kind.to_owned(),
        from_on: asked.from,
        to_on: asked.to,
        has_heading,
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
    tx.audit(Entry::write("result-paper", id.0));
    Ok(id)
}

/// The reports of a project, newest first.
///
/// # Errors
/// When the database does not answer.
pub async fn of_project(tx: &Tx, id: ProjectId) -> Result<Vec<Model>, StoreError> {
    let rows = tx.find::<Entity>().filter(Column::ProjectId.eq(id));
    Ok(rows.order_by_desc(Column::Id).all(tx.conn()).await?)
}

/// `GET /results/papers/{id}`.
pub async fn file(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<ReportId>,
) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let row = tx.find::<Entity>().filter(Column::Id.eq(id)).one(tx.conn()).await;
    let row = row.map_err(StoreError::from)?.ok_or(Problem::NotFound)?;
    tx.audit(Entry::print("result-paper", id.0));
    tx.commit().await?;
    let bytes = print_kept::<Entity>(&app, &ctx.actor, id.0).await?;
    Ok(pdf(Pdf { name: format!("{}-{}-{}", row.kind, row.year, row.number), bytes }))
}

/// A report with a code, for the public check.
#[must_use]
pub fn by_code<'a>(tx: &'a Tx, code: &'a str) -> Answered<'a> {
    Box::pin(async move {
        let row = tx.find::<Entity>().filter(Column::Code.eq(code)).one(tx.conn()).await?;
        Ok(row.map(|row| Verified {
            key: match row.kind.as_str() {
                "financial" => "results-paper-financial",
                "microdata" => "results-paper-microdata",
                _ => "results-paper-technical",
            },
            number: number(&row),
            day: row.made_at.day().bg(),
            sha256: row.sha256,
        }))
    })
}
