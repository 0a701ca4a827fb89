//! What the reports say, in the order in which ИСУН asks: technical, financial, micro-data. The same
//! content goes on paper, into a spreadsheet and into a pack.

use super::frame::{bg, bg_with};
use super::gather::of_all;
use super::indicator::{self, goal, span};
use super::micro_page;
use super::neighbours::{findings, spent, sums, worked};
use super::table::Table;
use crate::projects::ProjectName;
use crate::proof::Proof;
use kit::store::{StoreError, Tx};
use kit::types::{Day, Instant};
use serde_json::{Value, json};
use ui::Lang;

/// The kinds in their order; words have the key `results-paper-<kind>`.
pub const KINDS: [&str; 3] = ["technical", "financial", "microdata"];
/// The most rows of a list on paper: the printer takes no more; the spreadsheet has them all.
const ROWS: usize = 500;

/// A part of a report.
#[derive(Clone, Debug, Default)]
pub struct Section {
    /// Its title.
    pub title: String,
    /// Words before the list.
    pub text: String,
    /// Names of the columns.
    pub heads: Vec<String>,
    /// The rows.
    pub rows: Vec<Vec<String>>,
}

/// A report.
#[derive(Clone, Debug, Default)]
pub struct Report {
    /// What is known, as pairs.
    pub lines: Vec<[String; 2]>,
    /// Its parts.
    pub sections: Vec<Section>,
    /// Its main list, for a spreadsheet.
    pub table: Table,
}

/// Which report, of which days, as known when.
#[derive(Clone, Copy, Debug)]
pub struct Asked<'a> {
    /// A code of [`KINDS`].
    pub kind: &'a str,
    /// The first day.
    pub from: Day,
    /// The last day.
    pub to: Day,
    /// What is known.
    pub known_at: Instant,
}

fn heads(names: &[&str]) -> Vec<String> {
    names.iter().map(|name| bg(&format!("results-column-{name}"))).collect()
}

fn section(title: String, names: &[&str], rows: Vec<Vec<String>>) -> Section {
    let text = if rows.is_empty() { bg("results-empty") } else { String::new() };
    Section { title, text, heads: heads(names), rows }
}

/// The report that is asked for.
///
/// # Errors
/// When the database does not answer.
pub async fn report(
    tx: &Tx,
    project: &ProjectName,
    asked: Asked<'_>,
) -> Result<Report, StoreError> {
    let mut report = match asked.kind {
        "financial" => financial(tx, project, asked).await?,
        "microdata" => microdata(tx, project).await?,
        _ => technical(tx, project, asked).await?,
    };
    let period = |from: Day, to: Day| format!("{} – {}", from.bg(), to.bg());
    report.lines = vec![
        [bg("results-column-project"), project.short.clone()],
        [bg("results-column-contract"), project.contract.clone()],
        [bg("results-period"), period(project.from, project.to)],
        [bg("results-reported"), period(asked.from, asked.to)],
    ];
    Ok(report)
}

/// A row of the list of evidence.
#[must_use]
pub fn evidence(one: &Proof) -> Vec<String> {
    vec![one.label.clone(), one.day.bg(), one.amount.to_string()]
}

async fn technical(tx: &Tx, project: &ProjectName, asked: Asked<'_>) -> Result<Report, StoreError> {
    let rows = indicator::of_project(tx, project.id).await?;
    let span = span(project, asked.to, asked.known_at);
    let counted: Vec<&str> = rows.iter().map(|row| row.counted.as_str()).collect();
    let proofs = of_all(tx, &counted, &span).await?;
    let mut list = Vec::new();
    let mut parts = Vec::new();
    for row in &rows {
        let all = proofs.get(&row.counted).map(Vec::as_slice).unwrap_or_default();
        let own: Vec<&Proof> = all.iter().filter(|one| asked.from <= one.day).collect();
        let within: i64 = own.iter().map(|one| one.amount).sum();
        let value = row.base + all.iter().map(|one| one.amount).sum::<i64>();
        list.push(vec![
            row.code.clone(),
            row.name.clone(),
            row.unit.clone(),
            row.base.to_string(),
            row.target.to_string(),
            within.to_string(),
            value.to_string(),
            format!("{} %", goal(row, project).percent(value)),
        ]);
        let evidence = own.into_iter().map(evidence).collect();
        let title = format!("{} {}", row.code, row.name);
        parts.push(section(title, &["evidence", "day", "amount"], evidence));
    }
    let names = ["code", "indicator", "unit", "base", "target", "within", "value", "percent"];
    let table = Table { heads: heads(&names), rows: list.clone() };
    let mut sections = vec![section(bg("results-indicators"), &names, list)];
    sections.extend(parts);
    Ok(Report { sections, table, ..Report::default() })
}

async fn financial(tx: &Tx, project: &ProjectName, asked: Asked<'_>) -> Result<Report, StoreError> {
    let sums = sums(tx, (project.id, asked.known_at)).await?;
    let spent = spent(tx, project.id, asked.from, asked.to).await?;
    let worked = worked(tx, project).await?;
    let found = findings(tx, (&worked, Lang::Bg)).await?;
    let yes = |is: bool| bg(if is { "results-yes" } else { "results-no" });
    let row = |one: &super::neighbours::Spent| {
        let (number, supplier) = (one.number.clone(), one.supplier.clone());
        vec![number, one.day.bg(), supplier, one.amount.clone(), yes(!one.files.is_empty())]
    };
    let rows: Vec<Vec<String>> = spent.iter().map(row).collect();
    let names = ["document", "day", "supplier", "sum", "attached"];
    let table = Table { heads: heads(&names), rows: rows.clone() };
    let found = found.into_iter().map(|one| vec![one.kind, one.text]).collect();
    let sections = vec![
        section(bg("results-sums"), &["what", "leva", "euro"], rows_of(sums)),
        section(bg("results-spending"), &names, rows),
        section(bg("results-double"), &["kind", "finding"], found),
    ];
    Ok(Report { sections, table, ..Report::default() })
}

/// Rows of a fixed number of cells as rows of a table.
fn rows_of<const N: usize>(rows: Vec<[String; N]>) -> Vec<Vec<String>> {
    rows.into_iter().map(Vec::from).collect()
}

async fn microdata(tx: &Tx, project: &ProjectName) -> Result<Report, StoreError> {
    let book = micro_page::book(tx, project.id).await?;
    let totals = rows_of(book.totals(Lang::Bg));
    let names = ["answer", "code", "women", "men", "others", "people"];
    let sections = vec![section(bg("results-totals"), &names, totals)];
    Ok(Report { sections, table: book.table(Lang::Bg, None), ..Report::default() })
}

/// A section as the printer takes it; of a longer list the first rows, and a word about the others.
#[must_use]
pub fn printed(section: &Section) -> Value {
    let more = section.rows.len().saturating_sub(ROWS);
    let mut text = section.text.clone();
    if more > 0 {
        text = bg_with("results-more-rows", &[("count", more.to_string())]);
    }
    let rows = &section.rows[..section.rows.len().min(ROWS)];
    json!({ "title": section.title, "text": text, "heads": section.heads, "rows": rows })
}

impl Report {
    /// Writes the report into the frame of a paper.
    pub fn write(&self, data: &mut Value) {
        let mut sections = vec![json!({ "title": bg("results-about"), "lines": self.lines })];
        sections.extend(self.sections.iter().map(printed));
        data["sections"] = sections.into();
    }
}
