//! The analysis as a document for a word processor.

use super::frame::{bg, bg_with};
use super::load::Analysis;
use docx_rs::{
    AlignmentType, Docx, LineSpacing, Paragraph, Run, RunFonts, Style, StyleType, Table, TableCell,
    TableRow, WidthType,
};
use std::io::Cursor;

/// What a document of this kind is called on the web.
pub const MEDIA: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
const TITLE: &str = "Heading1";
const BLOCK: &str = "Heading2";
/// Half points: the size of text, of the title and of a block.
const SIZES: [usize; 3] = [22, 32, 26];
/// Stands on every machine, or beside one that is read the same.
const FONT: &str = "Arial";
/// Twentieths of a point: figure, value, source; together the width between the margins of A4.
const COLUMNS: [usize; 3] = [4700, 1500, 2800];
/// Twentieths of a point above a block, and below a paragraph of text.
const SPACES: [u32; 2] = [280, 120];

fn paragraph(text: &str) -> Paragraph {
    Paragraph::new().add_run(Run::new().add_text(text))
}

/// A paragraph of running text.
fn prose(text: &str) -> Paragraph {
    paragraph(text).line_spacing(LineSpacing::new().after(SPACES[1]))
}

fn row(texts: [&str; 3], is_head: bool) -> TableRow {
    let cell = |(text, width): (&str, usize)| {
        let run = Run::new().add_text(text);
        let run = if is_head { run.bold() } else { run };
        TableCell::new().width(width, WidthType::Dxa).add_paragraph(Paragraph::new().add_run(run))
    };
    TableRow::new(texts.into_iter().zip(COLUMNS).map(cell).collect())
}

fn style(id: &str, name: &str, size: usize) -> Style {
    let spacing = LineSpacing::new().before(SPACES[0]).after(SPACES[1]);
    Style::new(id, StyleType::Paragraph).name(name).size(size).bold().line_spacing(spacing)
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
        docx = docx.add_paragraph(prose(line));
    }
    let [figure, value, source] =
        ["figure", "value", "source"].map(|name| bg(&format!("review-column-{name}")));
    let mut rows = vec![row([&figure, &value, &source], true)];
    rows.extend(one.figures_of(section.block).map(|figure| {
        let spec = figure.spec;
        let name = bg(&format!("review-figure-{}", spec.code));
        let source = bg(&format!("review-source-{}", spec.source));
        row([&name, &figure.words(), &source], false)
    }));
    docx.add_table(Table::new(rows).set_grid(COLUMNS.to_vec())).add_paragraph(Paragraph::new())
}

/// Writes the document. `office` stands above, `below` are the lines at the end.
///
/// # Errors
/// When it cannot be packed.
pub fn write(one: &Analysis, (office, below): (&str, &[String])) -> Result<Vec<u8>, String> {
    let [text, title, section] = SIZES;
    let mut docx = Docx::new()
        .default_size(text)
        .default_fonts(RunFonts::new().ascii(FONT).hi_ansi(FONT).cs(FONT))
        .add_style(style(TITLE, "heading 1", title))
        .add_style(style(BLOCK, "heading 2", section))
        .add_paragraph(paragraph(office).align(AlignmentType::Center))
        .add_paragraph(paragraph(&name(one)).style(TITLE).align(AlignmentType::Center));
    for at in 0..one.sections.len() {
        docx = block(docx, one, at);
    }
    for line in below {
        docx = docx.add_paragraph(prose(line));
    }
    let mut bytes = Cursor::new(Vec::new());
    docx.add_paragraph(Paragraph::new()).build().pack(&mut bytes).map_err(|e| e.to_string())?;
    Ok(bytes.into_inner())
}
