//! Blocks of a forecast in either language, for the page, the paper and the file alike.

use super::table::Line;
use ui::{Head, Lang};

/// A text of a language.
#[must_use]
pub fn t(lang: Lang, key: &str) -> String {
    ui::text::text(lang, key).into_owned()
}

/// As [`t`], with arguments.
#[must_use]
pub fn ta(lang: Lang, key: &str, args: &[(&str, String)]) -> String {
    ui::text::text_args(lang, key, args).into_owned()
}

/// The heads of a table of words.
#[must_use]
pub fn heads(lang: Lang, names: &[&str]) -> Vec<Head> {
    names.iter().map(|name| Head::new(t(lang, &format!("forecast-column-{name}")))).collect()
}

/// Rows of cells.
#[must_use]
pub fn rows(cells: impl IntoIterator<Item = Vec<String>>) -> Vec<Line> {
    cells.into_iter().map(Line::of).collect()
}
