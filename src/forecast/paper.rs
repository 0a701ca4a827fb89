//! A forecast on paper: numbered, with a code that anybody may check.

use super::frame::{bg, bg_with, home};
use super::result_page::{Done, blocks, done, facts};
use super::store::forecast;
use super::store::forecast_paper::{Column, Entity, Model};
use super::table::{Block, Line};
use super::{ForecastId, ForecastPaperId, load};
use crate::app::App;
use crate::municipality::Settings;
use crate::people::{Answered, Keeps, Verified, ask_print, coded, print_kept, verify_address};
use axum::extract::State as Shared;
use axum::http::HeaderMap;
use axum::response::Response;
use kit::audit::Entry;
use kit::store::{Municipality, StoreError, Tx};
use kit::web::{Ctx, Form, Id, Pdf, Problem, pdf, see};
use sea_orm::{ColumnTrait, IntoActiveModel, QueryFilter, QueryOrder};
use serde_json::{Value, json};
use ui::Lang;

fn number(year: i32, number: i64) -> String {
    bg_with("forecast-number", &[("year", year.to_string()), ("number", format!("{number:05}"))])
}

/// A table of the paper; a state of a row stands in its last column.
fn section(block: &Block) -> Value {
    let has_words = block.has_words();
    let row = |line: &Line| {
        let mut cells = line.cells.clone();
        if has_words {
            cells.push(line.word.clone());
        }
        cells
    };
    let heads: Vec<&str> = block.heads.iter().map(|head| head.text.as_str()).collect();
    json!({
        "title": block.title,
        "text": block.lines.join("\n"),
        "heads": heads,
        "rows": block.rows.iter().map(row).collect::<Vec<_>>(),
    })
}

async fn add(
    tx: &mut Tx,
    (office, verify): (&Municipality, &str),
    (row, done): (&forecast::Model, &Done),
) -> Result<ForecastPaperId, StoreError> {
    let id = ForecastPaperId(tx.new_id());
    let settings = Settings::of(office);
    let year = i32::from(tx.today().0.year());
    let mut sections =
        vec![json!({ "title": bg("forecast-paper-facts"), "lines": facts(Lang::Bg, row) })];
    sections.extend(blocks(Lang::Bg, done).iter().map(section));
    let mut data = json!({
        "office": settings.office(office),
        "name": bg(&format!("forecast-paper-{}", row.kind)),
        "about": row.title,
        "ground": bg("forecast-paper-ground"),
        "sections": sections,
        "signatures": [{ "role": bg("forecast-signs"), "name": tx.actor().name.to_string() }],
    });
    let next = tx.next_number("forecast", year).await?;
    let code = coded(&mut data, verify);
    data["register"] = json!({
        "number": number(year, next),
        "date": format!("{} г.", tx.today().bg()),
    });
    let paper = Model {
        municipality_id: tx.municipality(),
        id,
        forecast_id: row.id,
        year,
        number: next,
        code,
        data_sealed: tx.seal(Entity::TABLE, "data_sealed", id.0, &data.to_string())?,
        sealed: Vec::new(),
        sha256: String::new(),
        made_at: tx.now(),
        account_name: tx.actor().name.to_string(),
    };
    tx.insert(paper.into_active_model()).await?;
    ask_print::<Entity>(tx, id.0).await?;
    tx.audit(Entry::write("forecast-paper", id.0));
    Ok(id)
}

async fn of(tx: &Tx, id: ForecastId) -> Result<Option<Model>, StoreError> {
    let rows = tx.find::<Entity>().filter(Column::ForecastId.eq(id)).order_by_desc(Column::Id);
    Ok(rows.one(tx.conn()).await?)
}

/// `POST /forecasts/computed/{id}/paper`: once; a forecast never changes, so its paper does not either.
pub async fn print(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<ForecastId>,
    headers: HeaderMap,
    form: Form,
) -> Result<Response, Problem> {
    let verify = verify_address(&app, &ctx, &headers);
    let path = format!("{}/pdf", home(id));
    let mut tx = app.db.write(&ctx.actor).await?;
    let row = load::row(&tx, id).await?;
    let Some(done) = done(&tx, id).await? else {
        return Err(Problem::Impossible("forecast-not-yet"));
    };
    if of(&tx, id).await?.is_some() {
        tx.audit(Entry::read("forecast", id.0));
        tx.commit().await?;
        return Ok(see(&ctx, &path, None));
    }
    tx.use_form(&form.key(), &ctx.url(&path)).await?;
    add(&mut tx, (&*ctx.municipality, verify.as_str()), (&row, &done)).await?;
    tx.commit().await?;
    Ok(see(&ctx, &path, None))
}

/// `GET /forecasts/computed/{id}/pdf`.
pub async fn printed(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<ForecastId>,
) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let row = of(&tx, id).await?.ok_or(Problem::NotFound)?;
    tx.audit(Entry::print("forecast-paper", row.id.0));
    tx.commit().await?;
    let bytes = print_kept::<Entity>(&app, &ctx.actor, row.id.0).await?;
    Ok(pdf(Pdf { name: format!("forecast-{}-{}", row.year, row.number), bytes }))
}

/// A paper with a code, for the public check.
#[must_use]
pub fn by_code<'a>(tx: &'a Tx, code: &'a str) -> Answered<'a> {
    Box::pin(async move {
        let row = tx.find::<Entity>().filter(Column::Code.eq(code)).one(tx.conn()).await?;
        Ok(row.map(|row| Verified {
            key: "forecast-title",
            number: number(row.year, row.number),
            day: row.made_at.day().bg(),
            sha256: row.sha256,
        }))
    })
}
