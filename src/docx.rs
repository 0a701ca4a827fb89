//! A document for a word processor, of sections with text and tables: what the yearly analysis and planning
//! export. The same sections are printed on paper.

use docx_rs::{
    AlignmentType, Docx, LineSpacing, Paragraph, Run, RunFonts, Style, StyleType, Table, TableCell,
    TableRow, WidthType,
};
use serde::{Deserialize, Serialize};
use std::io::Cursor;

/// What a document of this kind is called on the web.
pub const MEDIA: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
const TITLE: &str = "Heading1";
/// The styles of a section; of one that stands in a part of the document the second.
const SECTION: [&str; 2] = ["Heading2", "Heading3"];
/// Half points: the size of text, of the title, of a section, and of one that stands in a part.
const SIZES: [usize; 4] = [22, 32, 26, 24];
/// Half points: the size of text in tables, where dates and words have to stand whole.
const IN_TABLE: usize = 18;
/// Stands on every machine, or beside one that is read the same.
const FONT: &str = "Arial";
/// Twentieths of a point: the width between the margins of A4.
const WIDTH: usize = 9000;
/// A column is as wide as its longest text, which counts as at least and at most so many letters.
const LETTERS: [usize; 2] = [16, 40];
/// Twentieths of a point above a section, and below a paragraph of text.
const SPACES: [u32; 2] = [280, 120];

/// A section: its text, and below it a table when there are columns.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Section {
    /// The heading of the part of the document that begins with it; empty for most.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub over: String,
    /// Its title.
    pub title: String,
    /// Its text, in lines.
    pub text: String,
    /// The columns of its table; none without a table.
    pub heads: Vec<String>,
    /// The rows of its table.
    pub rows: Vec<Vec<String>>,
}

/// A document.
#[derive(Clone, Copy, Debug)]
pub struct Whole<'a> {
    /// Whose it is, above the title.
    pub office: &'a str,
    /// Its title.
    pub title: &'a str,
    /// Its sections.
    pub sections: &'a [Section],
    /// Lines at the end.
    pub below: &'a [String],
}

fn paragraph(text: &str) -> Paragraph {
    Paragraph::new().add_run(Run::new().add_text(text))
}

/// A paragraph of running text.
fn prose(text: &str) -> Paragraph {
    paragraph(text).line_spacing(LineSpacing::new().after(SPACES[1]))
}

/// How wide the columns of its table are.
fn widths(one: &Section) -> Vec<usize> {
    let [least, most] = LETTERS;
    let letters = |at: usize| {
        let cells = one.rows.iter().filter_map(|row| row.get(at)).chain(one.heads.get(at));
        cells.map(|text| text.chars().count()).max().unwrap_or(least).clamp(least, most)
    };
    let letters: Vec<usize> = (0..one.heads.len()).map(letters).collect();
    let all: usize = letters.iter().sum();
    letters.into_iter().map(|some| WIDTH * some / all).collect()
}

fn row(texts: &[String], widths: &[usize], is_head: bool) -> TableRow {
    let cell = |(text, width): (&String, &usize)| {
        let run = Run::new().add_text(text).size(IN_TABLE);
        let run = if is_head { run.bold() } else { run };
        TableCell::new().width(*width, WidthType::Dxa).add_paragraph(Paragraph::new().add_run(run))
    };
    TableRow::new(texts.iter().zip(widths).map(cell).collect())
}

fn style(id: &str, name: &str, size: usize) -> Style {
    let spacing = LineSpacing::new().before(SPACES[0]).after(SPACES[1]);
    Style::new(id, StyleType::Paragraph).name(name).size(size).bold().line_spacing(spacing)
}

fn section(docx: Docx, (one, is_in_part): (&Section, bool)) -> Docx {
    let [whole, below] = SECTION;
    let mut docx = match one.over.is_empty() {
        true => docx,
        false => docx.add_paragraph(paragraph(&one.over).style(whole)),
    };
    let own = if is_in_part { below } else { whole };
    docx = docx.add_paragraph(paragraph(&one.title).style(own));
    for line in one.text.lines().filter(|line| !line.trim().is_empty()) {
        docx = docx.add_paragraph(prose(line));
    }
    if one.heads.is_empty() || one.rows.is_empty() {
        return docx;
    }
    let widths = widths(one);
    let mut rows = vec![row(&one.heads, &widths, true)];
    rows.extend(one.rows.iter().map(|texts| row(texts, &widths, false)));
    docx.add_table(Table::new(rows).set_grid(widths)).add_paragraph(Paragraph::new())
}

/// Writes the document.
///
/// # Errors
/// When it cannot be packed.
pub fn write(whole: &Whole<'_>) -> Result<Vec<u8>, String> {
    let [text, title, size, smaller] = SIZES;
    let has_parts = whole.sections.iter().any(|one| !one.over.is_empty());
    let mut docx = Docx::new()
        .default_size(text)
        .default_fonts(RunFonts::new().ascii(FONT).hi_ansi(FONT).cs(FONT))
        .add_style(style(TITLE, "heading 1", title))
        .add_style(style(SECTION[0], "heading 2", size))
        .add_style(style(SECTION[1], "heading 3", smaller))
        .add_paragraph(paragraph(whole.office).align(AlignmentType::Center))
        .add_paragraph(paragraph(whole.title).style(TITLE).align(AlignmentType::Center));
    for one in whole.sections {
        docx = section(docx, (one, has_parts));
    }
    for line in whole.below {
        docx = docx.add_paragraph(prose(line));
    }
    let mut bytes = Cursor::new(Vec::new());
    docx.add_paragraph(Paragraph::new()).build().pack(&mut bytes).map_err(|e| e.to_string())?;
    Ok(bytes.into_inner())
}
