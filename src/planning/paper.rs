//! Documents as they were published or adopted: a numbered paper with a code that anybody may check, the
//! document for a word processor and the open data, all made once and never again.

use super::document::Document;
use super::figure::written;
use super::frame::{bg, bg_with};
use super::load::{Cycle, Figure, Line, Shown};
use super::opened::{self, Open};
use super::store::planning_paper::{Column, Entity, Model};
use super::{CycleId, PlanPaperId, ReleaseId};
use crate::docx::{self, Section, Whole};
use crate::municipality::Settings;
use crate::people::{Answered, Keeps, Verified, ask_print, coded};
use kit::audit::Entry;
use kit::store::{Municipality, StoreError, Tx};
use kit::web::Problem;
use sea_orm::{ColumnTrait, IntoActiveModel, QueryFilter, QueryOrder};
use serde_json::{Value, json};

/// When a paper is made: for the discussion, when it is adopted, when it is sent.
pub const PHASES: [&str; 3] = ["draft", "adopted", "sent"];

fn number(year: i32, number: i64) -> String {
    bg_with("planning-number", &[("year", year.to_string()), ("number", format!("{number:05}"))])
}

/// The name of a document of a cycle.
#[must_use]
pub fn name(cycle: &Cycle, document: &str) -> String {
    let args = [("year", cycle.row.year.to_string())];
    bg_with(&format!("planning-title-{document}"), &args)
}

fn figure_row(shown: &Shown, one: &Figure) -> Vec<String> {
    let value = shown.get(&one.key).copied().flatten();
    vec![
        one.name(ui::Lang::Bg),
        value.map_or_else(|| bg("planning-hidden"), written),
        one.row.known_on.bg(),
        one.told.source.clone(),
    ]
}

fn line_row(line: &Line) -> Vec<String> {
    let users = |count: i64| match line.is_unstated() {
        true => bg("planning-unstated"),
        false => written(count.into()),
    };
    vec![
        line.planned.name.clone(),
        users(line.row.users_now),
        users(line.row.users_planned),
        bg(&format!("planning-change-{}", line.row.change)),
        bg(&format!("planning-way-{}", line.row.way)),
        line.planned.motive.clone(),
    ]
}

/// The parts of a document with the heading that stands above each, empty for most, and its number there.
fn numbered(document: &Document) -> Vec<(&'static str, String, usize)> {
    let mut all = Vec::new();
    for parts in document.divisions() {
        for (at, code) in parts.iter().copied().enumerate() {
            let over = match document.headed.contains(&code) {
                true => bg(&format!("planning-over-{code}")),
                false => String::new(),
            };
            all.push((code, over, at + 1));
        }
    }
    all
}

fn heads(names: &[&str]) -> Vec<String> {
    names.iter().map(|name| bg(&format!("planning-column-{name}"))).collect()
}

/// The sections of a document, as paper, word processor and the page for anybody show them: small numbers are
/// hidden in texts and tables alike.
#[must_use]
pub fn sections(cycle: &Cycle, document: &Document) -> Vec<Section> {
    let shown = cycle.published();
    let mut all = Vec::new();
    for (code, over, number) in numbered(document) {
        let text =
            cycle.part(code).map(|part| cycle.spoken(&shown, &part.text)).unwrap_or_default();
        let title = format!("{number}. {}", bg(&format!("planning-part-{code}")));
        let figures: Vec<Vec<String>> =
            cycle.figures_of(code).map(|one| figure_row(&shown, one)).collect();
        let heads_of_figures = match figures.is_empty() {
            true => Vec::new(),
            false => heads(&["figure", "value", "day", "source"]),
        };
        all.push(Section { over, title, text, heads: heads_of_figures, rows: figures });
        let rows: Vec<Vec<String>> = cycle.lines_of(code).map(line_row).collect();
        if !rows.is_empty() {
            all.push(Section {
                title: bg("planning-lines"),
                heads: heads(&["service", "now", "planned", "change", "way", "motive"]),
                rows,
                ..Section::default()
            });
        }
    }
    all
}

/// A document of the cycle as it stands now, for a word processor.
///
/// # Errors
/// When it cannot be packed.
pub fn word(
    cycle: &Cycle,
    document: &Document,
    (office, below): (&str, &[String]),
) -> Result<Vec<u8>, Problem> {
    let (title, sections) = (name(cycle, document.code), sections(cycle, document));
    docx::write(&Whole { office, title: &title, sections: &sections, below })
        .map_err(Problem::internal)
}

/// A paper that is about to exist.
pub struct New<'a> {
    /// A code of the documents, or `letter`.
    pub document: &'a str,
    /// A code of [`PHASES`].
    pub phase: &'static str,
    /// The publication it belongs to.
    pub release: Option<ReleaseId>,
    /// Its sections.
    pub sections: Vec<Section>,
    /// To whom it goes; nobody for a document.
    pub addressee: Vec<String>,
    /// What stands at the end.
    pub closing: String,
}

/// Writes a paper down; it is printed afterwards.
///
/// # Errors
/// When the document cannot be made, or the database refuses.
pub async fn add(
    tx: &mut Tx,
    cycle: &Cycle,
    new: New<'_>,
    (office, verify): (&Municipality, &str),
) -> Result<PlanPaperId, Problem> {
    let id = PlanPaperId(tx.new_id());
    let settings = Settings::of(office);
    let year = i32::from(tx.today().0.year());
    let next = tx.next_number("planning", year).await?;
    let (words, title) = (number(year, next), name(cycle, new.document));
    let mut data = json!({
        "office": settings.office(office),
        "name": title,
        "ground": bg(&format!("planning-ground-{}", new.document)),
        "sections": new.sections,
        "closing": new.closing,
        "own_numbers": true,
        "open": opened::open(cycle),
        "signatures": [
            { "role": bg("planning-mayor"), "name": settings.mayor },
            { "role": bg("planning-prepared"), "name": tx.actor().name.to_string() },
        ],
    });
    if !new.addressee.is_empty() {
        data["addressee"] = json!(new.addressee);
    }
    let code = coded(&mut data, verify);
    data["register"] = json!({ "number": words, "date": format!("{} г.", tx.today().bg()) });
    let below = [new.closing, format!("№ {words}")];
    let whole =
        Whole { office: &office.name, title: &title, sections: &new.sections, below: &below };
    let document = docx::write(&whole).map_err(Problem::internal)?;
    let row = Model {
        municipality_id: tx.municipality(),
        id,
        cycle_id: cycle.row.id,
        release_id: new.release,
        document: new.document.to_owned(),
        phase: new.phase.to_owned(),
        year,
        number: next,
        code,
        data_sealed: tx.seal(Entity::TABLE, "data_sealed", id.0, &data.to_string())?,
        sealed: Vec::new(),
        sha256: String::new(),
        document_sealed: tx.seal_bytes(Entity::TABLE, "document_sealed", id.0, &document)?,
        made_at: tx.now(),
        account_name: tx.actor().name.to_string(),
    };
    tx.insert(row.into_active_model()).await?;
    ask_print::<Entity>(tx, id.0).await?;
    tx.audit(Entry::write("planning-paper", id.0));
    Ok(id)
}

/// The papers of a cycle, the newest first.
///
/// # Errors
/// When the database does not answer.
pub async fn papers(tx: &Tx, id: CycleId) -> Result<Vec<Model>, StoreError> {
    let rows = tx.find::<Entity>().filter(Column::CycleId.eq(id)).order_by_desc(Column::Id);
    Ok(rows.all(tx.conn()).await?)
}

/// What a paper says, as it was written down.
///
/// # Errors
/// When it cannot be opened.
pub fn said(tx: &Tx, row: &Model) -> Result<(Vec<Section>, Open), StoreError> {
    let mut data: Value = tx.open_json(Entity::TABLE, "data_sealed", row.id.0, &row.data_sealed)?;
    let other = |e: serde_json::Error| StoreError::Other(e.to_string());
    let sections = serde_json::from_value(data["sections"].take()).map_err(other)?;
    let open = serde_json::from_value(data["open"].take()).map_err(other)?;
    Ok((sections, open))
}

/// The document for a word processor as it was made with the paper.
///
/// # Errors
/// When it cannot be opened.
pub fn document(tx: &Tx, row: &Model) -> Result<Vec<u8>, StoreError> {
    Ok(tx.key().open(Entity::TABLE, "document_sealed", row.id.0, &row.document_sealed)?)
}

/// A paper with a code, for the public check.
#[must_use]
pub fn by_code<'a>(tx: &'a Tx, code: &'a str) -> Answered<'a> {
    Box::pin(async move {
        let row = tx.find::<Entity>().filter(Column::Code.eq(code)).one(tx.conn()).await?;
        Ok(row.map(|row| Verified {
            key: key_of(&row.document),
            number: number(row.year, row.number),
            day: row.made_at.day().bg(),
            sha256: row.sha256,
        }))
    })
}

/// The key of a document's name.
fn key_of(document: &str) -> &'static str {
    match document {
        "analysis" => "planning-document-analysis",
        "proposal" => "planning-document-proposal",
        "plan" => "planning-document-plan",
        "letter" => "planning-document-letter",
        _ => "planning-document-summary",
    }
}
