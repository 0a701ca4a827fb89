//! The lines of a text as parts of a page: headings, paragraphs, lists. Nothing typed becomes markup.

/// A part of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part {
    /// A heading.
    Heading(String),
    /// A paragraph.
    Paragraph(String),
    /// A list.
    List(Vec<String>),
}

/// The parts of a text: `## ` begins a heading, `- ` an item of a list, each other line is a paragraph.
#[must_use]
pub fn parts(body: &str) -> Vec<Part> {
    let mut all: Vec<Part> = Vec::new();
    for line in body.lines().map(str::trim).filter(|line| !line.is_empty()) {
        if let Some(title) = line.strip_prefix("## ") {
            all.push(Part::Heading(title.trim().to_owned()));
        } else if let Some(item) = line.strip_prefix("- ") {
            let item = item.trim().to_owned();
            match all.last_mut() {
                Some(Part::List(items)) => items.push(item),
                _ => all.push(Part::List(vec![item])),
            }
        } else {
            all.push(Part::Paragraph(line.to_owned()));
        }
    }
    all
}
