//! The budget against spending as a file, and as a section of a paper.

use super::ProjectId;
use super::budget::Against;
use super::budget_page::{COLUMNS, read};
use super::frame::bg;
use super::load::Project;
use super::money::{self, Split, both, decimal};
use crate::app::App;
use axum::extract::State as Shared;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use kit::audit::Entry;
use kit::store::{StoreError, Tx};
use kit::web::{Ctx, Form, Id, Problem};
use law::{Currency, Law};
use serde_json::{Value, json};
use sheet::{Format, Writer};

/// Columns of the file; the names have the key `projects-column-<code>`.
const FILE: [&str; 13] = [
    "line",
    "title",
    "total-bgn",
    "european-bgn",
    "national-bgn",
    "committed-bgn",
    "spent-bgn",
    "total-eur",
    "european-eur",
    "national-eur",
    "committed-eur",
    "spent-eur",
    "left",
];

fn cells(law: &Law, row: &Against, currency: Currency) -> Result<Vec<String>, StoreError> {
    let all = [row.budget, row.committed, row.spent];
    let [budget, committed, spent] = all.map(|split| both(law, split, currency));
    let (budget, committed, spent) = (budget?, committed?, spent?);
    let part = |whole: Split, committed: Split, spent: Split| {
        let sums =
            [whole.total(), whole.european, whole.national, committed.total(), spent.total()];
        sums.map(decimal)
    };
    let mut cells = vec![row.code.clone(), row.title.clone()];
    cells.extend(part(budget.bgn, committed.bgn, spent.bgn));
    cells.extend(part(budget.eur, committed.eur, spent.eur));
    cells.push(decimal(row.left()));
    Ok(cells)
}

/// All lines as one, for the row of the sum.
fn sum(rows: &[Against]) -> Against {
    Against {
        code: String::new(),
        title: bg("projects-sum"),
        budget: rows.iter().map(|row| row.budget).sum(),
        committed: rows.iter().map(|row| row.committed).sum(),
        spent: rows.iter().map(|row| row.spent).sum(),
        paid: rows.iter().map(|row| row.paid).sum(),
    }
}

/// `GET /projects/{id}/budget/file?as=csv|xlsx&version=`.
pub async fn file(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<ProjectId>,
    form: Form,
) -> Result<Response, Problem> {
    let law = app.law(ctx.actor.municipality);
    let format = if form.get("as") == "xlsx" { Format::Xlsx } else { Format::Csv };
    let mut tx = app.db.read(&ctx.actor).await?;
    let shown = read(&tx, id, form.get("version")).await?;
    tx.audit(Entry::print("project-budget", id.0));
    tx.commit().await?;
    let heads = FILE.map(|name| ctx.t(&format!("projects-column-{name}")).into_owned());
    let mut writer = Writer::new(format, &heads).map_err(Problem::internal)?;
    for row in shown.rows.iter().chain([&sum(&shown.rows)]) {
        let cells = cells(&law, row, shown.one.currency())?;
        writer.row(&cells).map_err(Problem::internal)?;
    }
    let bytes = writer.finish().map_err(Problem::internal)?;
    let disposition = format!("attachment; filename=\"budget.{}\"", format.code());
    let headers = [
        (header::CONTENT_TYPE, format.media().to_owned()),
        (header::CONTENT_DISPOSITION, disposition),
    ];
    Ok((headers, bytes).into_response())
}

/// The budget against spending in a paper.
///
/// # Errors
/// When the database does not answer.
pub async fn section(tx: &Tx, law: &Law, one: &Project) -> Result<Value, Problem> {
    let shown = read(tx, one.row.id, "").await?;
    let currency = one.currency();
    let row = |row: &Against| {
        let sums = [
            row.budget.total(),
            row.budget.european,
            row.budget.national,
            row.committed.total(),
            row.spent.total(),
            row.left(),
        ];
        let mut cells = vec![row.code.clone(), row.title.clone()];
        cells.extend(sums.map(|cents| money::written(cents, currency)));
        cells
    };
    let whole = sum(&shown.rows);
    let mut rows: Vec<Vec<String>> = shown.rows.iter().map(row).collect();
    rows.push(row(&whole));
    let heads = COLUMNS.map(|name| bg(&format!("projects-column-{name}")));
    let told = |key: &str, split: Split| {
        format!("{}: {}", bg(key), money::shown(law, split.total(), currency))
    };
    let text =
        [told("projects-column-budget", whole.budget), told("projects-column-spent", whole.spent)];
    Ok(json!([{
        "sum": "yes",
        "title": bg("projects-paper-budget"),
        "text": text.join("\n"),
        "heads": heads,
        "rows": rows,
    }]))
}
