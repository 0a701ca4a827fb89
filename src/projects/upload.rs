//! Tables of budgets and of spending: read by their heads, checked row by row, kept to be looked
//! at. Reading and checking do without a database.

use super::ProjectId;
use super::UploadId;
use super::budget::{self, NewLine};
use super::content::{Sent, Spent, Table, sealed};
use super::load::{Activity, Line, Project};
use super::money::{Split, read};
use super::side_store::project_upload;
use super::spending::{KINDS, NewSpending};
use kit::audit::Entry;
use kit::store::{StoreError, Tx};
use kit::types::Day;
use sea_orm::IntoActiveModel;
use std::collections::BTreeMap;

/// What a table holds; words have the key `projects-table-<code>`.
pub const TABLES: [&str; 2] = ["budget", "spending"];
/// The most rows of a table: a project has hundreds of documents, not thousands.
pub const MOST: usize = 1_000;

/// The fields of a table, each with the beginnings of the heads by which it is known.
pub const FIELDS: [(&str, &[&str]); 14] = [
    ("code", &["ред", "line", "код", "code"]),
    ("activity", &["дейност", "activity"]),
    ("title", &["наименование", "разход", "title"]),
    ("european", &["европейско", "ес", "european"]),
    ("national", &["национално", "national"]),
    ("total", &["сума", "общо", "total", "amount"]),
    ("number", &["документ", "фактура", "number", "invoice"]),
    ("issued", &["дата", "day", "date"]),
    ("paid", &["платено", "paid"]),
    ("supplier", &["доставчик", "supplier"]),
    ("eik", &["еик", "eik"]),
    ("what", &["предмет", "основание", "what"]),
    ("item", &["инвентарен", "item"]),
    ("reason", &["обяснение", "reason"]),
];

/// Which column holds which field.
#[must_use]
pub fn columns(heads: &[String]) -> BTreeMap<&'static str, usize> {
    let mut found = BTreeMap::new();
    for (place, head) in heads.iter().enumerate() {
        let head = kit::search::plain(head);
        let known = |(_, starts): &&(&str, &[&str])| {
            starts.iter().any(|start| {
                let start = kit::search::plain(start);
                head == start || head.starts_with(&format!("{start} "))
            })
        };
        if let Some((field, _)) = FIELDS.iter().find(known) {
            found.entry(*field).or_insert(place);
        }
    }
    found
}

/// The rows of a sheet by fields; too many, or none known, gives the key of what is wrong.
///
/// # Errors
/// The key of the words.
pub fn rows(bytes: &[u8], name: &str) -> Result<Vec<Sent>, &'static str> {
    let kind = sheet::detect(bytes, name).ok_or("projects-table-kind")?;
    let table = sheet::read(bytes, kind).map_err(|_| "projects-table-broken")?;
    let columns = columns(table.heads());
    if columns.len() < 3 {
        return Err("projects-table-heads");
    }
    if table.len() > MOST {
        return Err("projects-table-large");
    }
    let row = |row: sheet::Row<'_>| Sent {
        row: row.number(),
        cells: columns
            .iter()
            .map(|(field, place)| ((*field).to_owned(), row.cell(*place).to_owned()))
            .collect(),
        wrong: Vec::new(),
    };
    Ok(table.rows_from(0).map(row).collect())
}

fn cell<'a>(sent: &'a Sent, field: &str) -> &'a str {
    sent.cells.get(field).map_or("", String::as_str)
}

/// A day as tables write it: `24.11.2026` or `2026-11-24`, with or without a time.
#[must_use]
pub fn day(text: &str) -> Option<Day> {
    let first = text.split([' ', 'T']).next().unwrap_or_default().trim_end_matches("г.");
    if let Ok(day) = first.parse() {
        return Some(day);
    }
    let parts: Vec<&str> = first.split('.').filter(|part| !part.is_empty()).collect();
    match parts.as_slice() {
        [day, month, year] => {
            jiff::civil::Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?)
                .ok()
                .map(Day)
        }
        _ => None,
    }
}

/// A row as a line of a budget.
///
/// # Errors
/// The key of what is wrong.
pub fn line(sent: &Sent, activities: &[Activity]) -> Result<NewLine, &'static str> {
    let texts = ["code", "activity", "title", "european", "national"].map(|name| cell(sent, name));
    budget::line(texts, activities)
}

/// A row as a document of spending; the parts are the project's share when they are not told.
///
/// # Errors
/// The keys of what is wrong.
pub fn spending(
    sent: &Sent,
    (one, lines): (&Project, &[Line]),
) -> Result<NewSpending, Vec<&'static str>> {
    let mut wrong = Vec::new();
    let total = read(cell(sent, "total"));
    let european = Some(cell(sent, "european")).filter(|text| !text.is_empty()).map(read);
    let split = match (total, european) {
        (Some(total), Some(Some(european))) => Some(Split { european, national: total - european }),
        (Some(total), None) => Some(one.grant().share(total)),
        _ => None,
    };
    if split.is_none() {
        wrong.push("projects-wrong-line-amount");
    }
    let issued = day(cell(sent, "issued"));
    let paid = Some(cell(sent, "paid")).filter(|text| !text.is_empty()).map(day);
    if issued.is_none() || paid == Some(None) {
        wrong.push("projects-wrong-day");
    }
    let code = cell(sent, "code").to_owned();
    if !lines.iter().any(|line| line.row.code == code) {
        wrong.push("projects-wrong-line");
    }
    if ["number", "supplier"].iter().any(|field| cell(sent, field).is_empty()) {
        wrong.push("projects-wrong-document");
    }
    let (Some(split), Some(total), Some(issued_on), true) =
        (split, total, issued, wrong.is_empty())
    else {
        return Err(wrong);
    };
    let text = |field: &str| cell(sent, field).to_owned();
    Ok(NewSpending {
        kind: KINDS[0].to_owned(),
        activity: lines.iter().find(|l| l.row.code == code).and_then(|l| l.row.activity_id),
        code,
        commitment: None,
        issued_on,
        paid_on: paid.flatten(),
        total,
        split,
        worked_on: None,
        minutes: 0,
        content: Spent {
            supplier: text("supplier"),
            eik: text("eik"),
            number: text("number"),
            what: text("what"),
            item: text("item"),
            reason: text("reason"),
            ..Spent::default()
        },
    })
}

/// Keeps a table that was sent.
///
/// # Errors
/// When the database refuses.
pub async fn keep(
    tx: &mut Tx,
    project: ProjectId,
    (kind, table): (&str, &Table),
) -> Result<UploadId, StoreError> {
    let id = UploadId(tx.new_id());
    let row = project_upload::Model {
        municipality_id: tx.municipality(),
        id,
        project_id: project,
        kind: kind.to_owned(),
        state: "sent".to_owned(),
        content_sealed: sealed(tx, ("project_upload", id.0), table)?,
        made_at: tx.now(),
        account_name: tx.actor().name.to_string(),
        version: 1,
    };
    tx.insert(row.into_active_model()).await?;
    tx.audit(Entry::write("project-upload", id.0));
    Ok(id)
}
