//! The analysis as a document for a word processor.

use super::frame::{bg, bg_with};
use super::load::{Analysis, Section};
use crate::docx::{self, Whole};

/// The name of an analysis.
#[must_use]
pub fn name(one: &Analysis) -> String {
    bg_with("review-name", &[("year", one.row.year.to_string())])
}

/// Its sections with their figures, as documents and papers show them.
#[must_use]
pub fn sections(one: &Analysis) -> Vec<docx::Section> {
    let heads = ["figure", "value", "source"].map(|name| bg(&format!("review-column-{name}")));
    let section = |(at, section): (usize, &Section)| {
        let rows = one.figures_of(section.block).map(|figure| {
            vec![
                bg(&format!("review-figure-{}", figure.spec.code)),
                figure.words(),
                bg(&format!("review-source-{}", figure.spec.source)),
            ]
        });
        docx::Section {
            title: format!("{}. {}", at + 1, bg(&format!("review-block-{}", section.block))),
            text: section.text.clone(),
            heads: heads.to_vec(),
            rows: rows.collect(),
            ..docx::Section::default()
        }
    };
    one.sections.iter().enumerate().map(section).collect()
}

/// Writes the document. `office` stands above, `below` are the lines at the end.
///
/// # Errors
/// When it cannot be packed.
pub fn write(one: &Analysis, (office, below): (&str, &[String])) -> Result<Vec<u8>, String> {
    docx::write(&Whole { office, title: &name(one), sections: &sections(one), below })
}
