//! What is wrong with which cell and how to mend it: on the page, and as a table to work through.

use super::RunId;
use super::row::Told;
use super::store::{self, Detail};
use crate::app::App;
use crate::people::mask;
use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use kit::audit::Entry;
use kit::store::{StoreError, Tx};
use kit::web::{Ctx, Id, Problem};
use sheet::{Format, Writer};
use ui::Lang;

/// Rows in a report at most.
pub const REPORT_MAX: u64 = 100_000;

/// Faults with words of their own: `brought-wrong-<code>`; the value is what they need.
pub const OWN: [&str; 24] = [
    "number",
    "degree",
    "times",
    "degree-hours",
    "hours-directive",
    "hours-kind",
    "before-directive",
    "listed-late",
    "reversed",
    "ended",
    "after-directive",
    "contract-early",
    "start-early",
    "self",
    "young",
    "same-number",
    "same-pair",
    "in-force",
    "differs",
    "together",
    "answer",
    "sum",
    "aid-age",
    "aids-differ",
];

/// Those of them whose value is what stands in the cell.
const CELLS: [&str; 5] = ["number", "degree", "times", "answer", "sum"];

/// A wrong cell in words.
pub struct Wrong {
    /// Number of the row in the file.
    pub line: i32,
    /// The head of its column.
    pub column: String,
    /// What stands there; of an identifier only the ends.
    pub value: String,
    /// What is wrong and how to mend it.
    pub text: String,
}

/// The wrong cells of the first rows.
pub async fn wrong_rows(
    tx: &Tx,
    (run, lang): (RunId, Lang),
    detail: &Detail,
    most: u64,
) -> Result<Vec<Wrong>, StoreError> {
    let mut wrong = Vec::new();
    for row in store::rows(tx, (run, "wrong"), -1, most).await? {
        let told: Vec<Told> = serde_json::from_str(&store::cells(tx, &row)?).unwrap_or_default();
        wrong.extend(told.into_iter().map(|told| in_words(lang, detail, row.line, told)));
    }
    Ok(wrong)
}

fn in_words(lang: Lang, detail: &Detail, line: i32, told: Told) -> Wrong {
    let at = detail.columns.iter().position(|code| *code == told.field);
    let column = at.and_then(|at| detail.heads.get(at)).cloned().unwrap_or_else(|| {
        ui::text::text(lang, &format!("brought-field-{}", told.field)).into_owned()
    });
    let is_own = OWN.contains(&told.fault.as_str());
    let key = match told.fault.as_str() {
        fault if is_own => format!("brought-wrong-{fault}"),
        // What is wrong with a week has the words of plan-schedules.
        fault if fault.starts_with("assistance-week-") => fault.to_owned(),
        fault => format!("imports-wrong-{fault}"),
    };
    let args = [("than", if is_own { told.value.as_str() } else { "" })];
    let text = ui::text::text_args(lang, &key, &args).into_owned();
    let is_cell = !is_own || CELLS.contains(&told.fault.as_str());
    let value = match (!is_cell, told.field.ends_with("-egn")) {
        (true, _) => String::new(),
        (false, true) => mask(&told.value),
        (false, false) => told.value.chars().take(60).collect(),
    };
    Wrong { line, column, value, text }
}

/// The lines of the report, in Bulgarian: row, column, value, words.
///
/// # Errors
/// When the database does not answer.
pub async fn lines(tx: &Tx, run: RunId) -> Result<Vec<[String; 4]>, StoreError> {
    let progress = store::progress(tx, run).await?;
    let detail = store::detail(tx, &progress)?;
    let wrong = wrong_rows(tx, (run, Lang::Bg), &detail, REPORT_MAX).await?;
    Ok(wrong.into_iter().map(|w| [w.line.to_string(), w.column, w.value, w.text]).collect())
}

pub async fn file(
    State(app): State<App>,
    ctx: Ctx,
    Id(id): Id<RunId>,
) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let lines = lines(&tx, id).await?;
    tx.audit(Entry::print("brought", id.0));
    tx.commit().await?;
    let heads = ["row", "column", "value", "what"];
    let heads = heads.map(|name| ctx.t(&format!("imports-report-{name}")).into_owned());
    let mut writer = Writer::new(Format::Csv, &heads).map_err(Problem::internal)?;
    for line in &lines {
        writer.row(line).map_err(Problem::internal)?;
    }
    let bytes = writer.finish().map_err(Problem::internal)?;
    let name = (header::CONTENT_DISPOSITION, "attachment; filename=\"agreements-errors.csv\"");
    Ok(([(header::CONTENT_TYPE, Format::Csv.media()), name], bytes).into_response())
}
