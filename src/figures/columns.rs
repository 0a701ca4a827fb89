//! What the columns of a table of others mean: told by people, guessed from the heads before. Without a
//! database.

use super::catalogue::Catalogue;
use super::frame::read_amount;
use kit::search::plain;
use kit::types::Day;
use serde::{Deserialize, Serialize};
use sheet::{Bounds, GridRow};
use std::collections::HashSet;
use ui::Lang;

/// So much of a table is read at once.
pub const BOUNDS: Bounds = Bounds { rows: 2_000, columns: 40 };
/// So many figures are entered at once.
pub const MOST: usize = 5_000;
/// A head has so many rows at most.
const HEADS: usize = 3;

/// What a column means.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Meaning {
    /// Nothing that is taken.
    #[default]
    Skip,
    /// Where.
    Territory,
    /// What is counted.
    Group,
    /// How.
    Kind,
    /// For which day.
    Day,
    /// How many.
    Amount,
    /// Who says so.
    Source,
    /// What else is to be known.
    Note,
    /// How many of this group.
    Of(String),
}

/// Meanings that have a word of their own: `figures-meaning-<code>`.
pub static MEANINGS: [(&str, Meaning); 7] = [
    ("territory", Meaning::Territory),
    ("group", Meaning::Group),
    ("kind", Meaning::Kind),
    ("day", Meaning::Day),
    ("amount", Meaning::Amount),
    ("source", Meaning::Source),
    ("note", Meaning::Note),
];

/// What a table means: its columns, and what is said of all its rows.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Plan {
    /// Number of the first row of the head.
    pub head: u32,
    /// Rows of the head.
    pub heads: usize,
    /// What each column means.
    pub columns: Vec<Meaning>,
    /// How, where no column says it.
    pub kind: String,
    /// For which day, where no column says it.
    pub on: Option<Day>,
    /// Who says so, where no column says it.
    pub source: String,
    /// Where, if no column says it: a code of `frame::places`.
    pub place: String,
    /// What is counted, where no column says it.
    pub group: String,
    /// An empty cell of a name repeats the one above.
    pub fills: bool,
}

/// The head of each column: the texts of its rows.
#[must_use]
pub fn heads(rows: &[GridRow], (first, count): (u32, usize)) -> Vec<String> {
    let of_head = rows.iter().filter(|row| row.number >= first).take(count);
    let of_head: Vec<&GridRow> = of_head.collect();
    let width = rows.iter().map(|row| row.cells.len()).max().unwrap_or(0);
    let head = |column: usize| {
        let mut parts: Vec<&str> = Vec::new();
        for text in of_head.iter().map(|row| row.cell(column)) {
            if !text.is_empty() && parts.last() != Some(&text) {
                parts.push(text);
            }
        }
        parts.join(" / ")
    };
    (0..width).map(head).collect()
}

fn has_amount(row: &GridRow) -> bool {
    row.cells.iter().skip(1).any(|cell| read_amount(cell).is_ok())
}

/// Where the head of a table seems to be: the first row with several different texts, and how many rows
/// without amounts follow.
#[must_use]
pub fn guessed_head(rows: &[GridRow]) -> (u32, usize) {
    let is_head = |row: &&GridRow| {
        let texts: HashSet<&str> =
            row.cells.iter().map(String::as_str).filter(|text| !text.is_empty()).collect();
        texts.len() > 1
    };
    let Some(at) = rows.iter().position(|row| is_head(&row)) else { return (1, 1) };
    let more = rows.iter().skip(at + 1).take(HEADS - 1).take_while(|row| !has_amount(row)).count();
    (rows.get(at).map_or(1, |row| row.number), 1 + more)
}

/// What a word means: a meaning, or the amount of a group.
#[must_use]
pub fn meaning(text: &str, catalogue: &Catalogue) -> Option<Meaning> {
    if text.trim().is_empty() {
        return Some(Meaning::Skip);
    }
    let sought = plain(text);
    let words =
        |code: &str, lang: Lang| plain(&ui::text::text(lang, &format!("figures-meaning-{code}")));
    let named = MEANINGS.iter().find(|(code, _)| {
        *code == text || words(code, Lang::Bg) == sought || words(code, Lang::En) == sought
    });
    if let Some((_, meaning)) = named {
        return Some(meaning.clone());
    }
    catalogue.find(text).map(|group| Meaning::Of(group.code.clone()))
}

/// What the columns of a table seem to mean, by their heads.
#[must_use]
pub fn guessed(heads: &[String], catalogue: &Catalogue) -> Vec<Meaning> {
    let one = |head: &String| {
        let whole = plain(head);
        let starts = |words: &[&str]| words.iter().any(|word| whole.starts_with(word));
        let last = head.rsplit(" / ").next().unwrap_or_default();
        let group = catalogue.find(head).or_else(|| catalogue.find(last));
        match group {
            Some(group) => Meaning::Of(group.code.clone()),
            None if starts(&["населено", "територия", "екатте", "ekatte", "община"]) => {
                Meaning::Territory
            }
            None if starts(&["група", "показател", "критерий"]) => {
                Meaning::Group
            }
            None if starts(&["вид"]) => Meaning::Kind,
            None if starts(&["дата", "година", "към"]) => Meaning::Day,
            None if starts(&["брой", "стойност"]) => Meaning::Amount,
            None if starts(&["източник"]) => Meaning::Source,
            None if starts(&["бележка", "забележка"]) => Meaning::Note,
            None => Meaning::Skip,
        }
    };
    heads.iter().map(one).collect()
}
