//! Tables of others as JSON: read, told what is wrong, entered as a whole.

use super::FigureImportId;
use super::api::wrong;
use super::catalogue::catalogue;
use super::columns::{Plan, meaning};
use super::import::{Item, Verdict};
use super::import_deed;
use super::import_page::read;
use crate::app::App;
use axum::Json;
use axum::extract::State as Shared;
use kit::types::Day;
use kit::web::{Ctx, Form, Problem};
use serde::{Deserialize, Serialize};

/// A table with what it means.
#[derive(Deserialize, utoipa::ToSchema)]
pub struct FigureTableIn {
    /// What the file is called.
    name: String,
    /// The lines of the table, cells with `;` or `,`.
    table: String,
    /// What each column means: `territory`, `group`, `kind`, `day`, `amount`, `source`, `note`, the
    /// code of a group whose amounts stand in it, or nothing.
    columns: Vec<String>,
    #[serde(default)]
    kind: String,
    #[serde(default)]
    #[schema(value_type = Option<String>, format = Date)]
    on: Option<Day>,
    #[serde(default)]
    source: String,
    /// As `place` of `FigureIn`.
    #[serde(default)]
    place: String,
    #[serde(default)]
    group: String,
    /// Sums that are more than their whole were seen.
    #[serde(default)]
    seen: bool,
    /// Enters it; else it is only read.
    #[serde(default)]
    enter: bool,
}

/// Why a cell is wrong.
#[derive(Serialize, utoipa::ToSchema)]
pub struct FigureCellOut {
    row: u32,
    /// From 1.
    column: usize,
    text: String,
    /// Why, in words.
    wrong: String,
}

/// A table that was read.
#[derive(Serialize, utoipa::ToSchema)]
pub struct FigureTableOut {
    #[schema(value_type = String)]
    id: FigureImportId,
    /// Values that are new or correct others.
    new: usize,
    /// Cells that are wrong: nothing is entered while there are any.
    wrong: Vec<FigureCellOut>,
    /// Sums that are more than their whole.
    excesses: usize,
    /// How many values were entered.
    entered: usize,
}

/// A cell that is wrong.
fn cell(ctx: &Ctx, item: &Item) -> Option<FigureCellOut> {
    let Verdict::Wrong(key) = &item.verdict else { return None };
    Some(FigureCellOut {
        row: item.row,
        column: item.column + 1,
        text: item.text.clone(),
        wrong: ctx.t(key).into_owned(),
    })
}

/// `POST /api/figures/import`.
#[utoipa::path(
    post,
    path = "/{municipality}/api/figures/import",
    operation_id = "figure-import",
    request_body = FigureTableIn,
    responses((status = 200, description = "", body = FigureTableOut)),
)]
pub async fn import(
    Shared(app): Shared<App>,
    ctx: Ctx,
    form: Form,
) -> Result<Json<FigureTableOut>, Problem> {
    let sent: FigureTableIn = form.json()?;
    let rows = read(sent.table.as_bytes(), "table.csv").map_err(Problem::Impossible)?;
    let mut tx = app.db.write(&ctx.actor).await?;
    tx.use_form(&form.key(), &ctx.url("/api/figures")).await?;
    let known = catalogue(&tx).await?;
    let columns = sent.columns.iter().map(|text| meaning(text, &known)).collect::<Option<_>>();
    let columns = columns.ok_or_else(|| wrong(&ctx, "columns", "figures-wrong-meaning"))?;
    let id = import_deed::add(&mut tx, (&sent.name, &rows), &known).await?;
    let mut one = import_deed::import(&tx, id).await?;
    let (head, heads) = (one.plan.head, one.plan.heads);
    one.plan = Plan {
        head,
        heads,
        columns,
        kind: sent.kind,
        on: sent.on,
        source: sent.source,
        place: sent.place,
        group: sent.group,
        fills: true,
    };
    import_deed::put_plan(&mut tx, &one, &one.plan).await?;
    one.row.version += 1;
    let preview = import_deed::preview(&tx, &ctx.municipality, &one).await?;
    let mut out = FigureTableOut {
        id,
        new: preview.entered(),
        wrong: preview.items.iter().filter_map(|item| cell(&ctx, item)).collect(),
        excesses: preview.excesses.len(),
        entered: 0,
    };
    if sent.enter && out.wrong.is_empty() {
        out.entered = import_deed::enter(&mut tx, &ctx.municipality, (&one, sent.seen)).await?;
    }
    tx.commit().await?;
    Ok(Json(out))
}
