//! The analysis as a document for a word processor.

use super::frame::{bg, bg_with};
use super::load::Analysis;
use docx_rs::{AlignmentType, Docx, Paragraph, Run, Style, StyleType, Table, TableCell, TableRow};
use std::io::Cursor;

/// What a document of this kind is called on the web.
pub const MEDIA: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
const TITLE: &str = "Heading1";
const BLOCK: &str = "Heading2";
/// Half points: the size of text, of the title and of a block.
const SIZES: [usize; 3] = [22, 32, 26];

fn paragraph(text: &str) -> Paragraph {
    Paragraph::new().add_run(Run::new().add_text(text))
}

fn cell(text: &str) -> TableCell {
    TableCell::new().add_paragraph(paragraph(text))
}

fn head(text: &str) -> TableCell {
    TableCell::new().add_paragraph(Paragraph::new().add_run(Run::new().add_text(text).bold()))
}

fn style(id: &str, name: &str, size: usize) -> Style {
    Style::new(id, StyleType::Paragraph).name(name).size(size).bold()
}

/// The name of an analysis.
#[must_use]
pub fn name(one: &Analysis) -> String {
    bg_with("review-name", &[("year", one.row.year.to_string())])
}

fn block(docx: Docx, one: &Analysis, at: usize) -> Docx {
    let section = &one.sections[at];
    let title = format!("{}. {}", at + 1, bg(&format!("review-block-{}", section.block)));
    let mut docx = docx.add_paragraph(paragraph(&title).style(BLOCK));
    for line in section.text.lines().filter(|line| !line.trim().is_empty()) {
        docx = docx.add_paragraph(paragraph(line));
    }
    let heads = ["figure", "value", "source"].map(|name| bg(&format!("review-column-{name}")));
    let mut rows = vec![TableRow::new(heads.iter().map(|text| head(text)).collect())];
    rows.extend(one.figures_of(section.block).map(|figure| {
        let spec = figure.spec;
        TableRow::new(vec![
            cell(&bg(&format!("review-figure-{}", spec.code))),
            cell(&figure.words()),
            cell(&bg(&format!("review-source-{}", spec.source))),
        ])
    }));
    docx.add_table(Table::new(rows)).add_paragraph(Paragraph::new())
}

/// Writes the document. `office` stands above, `below` are the lines at the end.
///
/// # Errors
/// When it cannot be packed.
pub fn write(one: &Analysis, (office, below): (&str, &[String])) -> Result<Vec<u8>, String> {
    let [text, title, section] = SIZES;
    let mut docx = Docx::new()
        .default_size(text)
        .add_style(style(TITLE, "heading 1", title))
        .add_style(style(BLOCK, "heading 2", section))
        .add_paragraph(paragraph(office).align(AlignmentType::Center))
        .add_paragraph(paragraph(&name(one)).style(TITLE).align(AlignmentType::Center));
    for at in 0..one.sections.len() {
        docx = block(docx, one, at);
    }
    for line in below {
        docx = docx.add_paragraph(paragraph(line));
    }
    let mut bytes = Cursor::new(Vec::new());
    docx.add_paragraph(Paragraph::new()).build().pack(&mut bytes).map_err(|e| e.to_string())?;
    Ok(bytes.into_inner())
}
