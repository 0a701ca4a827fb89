//! Texts and numbers as people read them, for page and file alike.

use super::table::Line;
use law::Money;
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

/// The heads of a table: the first so many are words, the others numbers.
#[must_use]
pub fn heads(lang: Lang, names: &[&str], words: usize) -> Vec<Head> {
    let head = |(at, name): (usize, &&str)| {
        let head = Head::new(t(lang, &format!("scenario-column-{name}")));
        if at < words { head } else { head.numeric() }
    };
    names.iter().enumerate().map(head).collect()
}

/// Rows of cells.
#[must_use]
pub fn rows(cells: impl IntoIterator<Item = Vec<String>>) -> Vec<Line> {
    cells.into_iter().map(Line::of).collect()
}

/// A whole number with its thousands set apart.
#[must_use]
pub fn number(value: i64) -> String {
    let digits = value.unsigned_abs().to_string();
    let mut grouped = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            grouped.push('\u{a0}');
        }
        grouped.push(digit);
    }
    let sign = if value < 0 { "-" } else { "" };
    format!("{sign}{grouped}")
}

/// A number with its sign, so that one sees whether it is more or fewer.
#[must_use]
pub fn more(value: i64) -> String {
    if value > 0 { format!("+{}", number(value)) } else { number(value) }
}

/// Tenths: `12,5`.
#[must_use]
pub fn tenths(value: i64) -> String {
    let sign = if value < 0 { "-" } else { "" };
    let value = value.unsigned_abs();
    format!("{sign}{},{}", number(i64::try_from(value / 10).unwrap_or(i64::MAX)), value % 10)
}

/// Hundredths of tenths, to the tenth: what a mean way is kept in.
#[must_use]
pub fn mean(value: i64) -> String {
    tenths((value + 50) / 100)
}

/// Thousandths as percent: `12,5 %`.
#[must_use]
pub fn percent(thousandths: i64) -> String {
    format!("{} %", tenths(thousandths))
}

/// Cents.
#[must_use]
pub fn eur(cents: i64) -> String {
    Money::eur(cents).written()
}

/// What was and what would be.
#[must_use]
pub fn both(today: String, then: String) -> String {
    if today == then { today } else { format!("{today} → {then}") }
}
