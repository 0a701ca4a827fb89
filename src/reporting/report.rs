//! A report: the answer to a question with its names, as a page, a file and a mail show it.

use super::ask::ask_with_whole;
use super::guard::{TOTAL, Table, together};
use super::names::Names;
use super::question::{Dimension, Measure, Question, Row};
use kit::store::{StoreError, Tx};
use std::collections::BTreeMap;
use ui::Lang;

/// A line of a report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// The keys.
    pub keys: Vec<String>,
    /// What they are called.
    pub names: Vec<String>,
    /// How many; none when it is hidden.
    pub count: Option<i64>,
}

/// A report.
#[derive(Clone, Debug)]
pub struct Report {
    /// The question.
    pub question: Question,
    /// What the columns are called, the numbers last.
    pub heads: Vec<String>,
    /// The lines.
    pub lines: Vec<Line>,
    /// Everybody once; none when it is hidden.
    pub whole: Option<i64>,
    /// The names.
    pub names: Names,
}

/// What a measure is called.
#[must_use]
pub fn measure_name(lang: Lang, measure: Measure) -> String {
    ui::text::text(lang, &format!("reporting-measure-{}", measure.code())).into_owned()
}

/// What a dimension is called.
#[must_use]
pub fn dimension_name(lang: Lang, dimension: Dimension) -> String {
    ui::text::text(lang, &format!("reporting-by-{}", dimension.code())).into_owned()
}

/// The numbers as they may be published, by key; and the whole.
fn published(question: &Question, rows: &[Row], threshold: i64) -> (Vec<Option<i64>>, bool) {
    let names: Vec<&str> = question.split.iter().map(|one| one.code()).collect();
    let mut all = together(&[Table { names: &names, rows }], threshold);
    let of: BTreeMap<Vec<String>, Option<i64>> =
        all.pop().unwrap_or_default().into_iter().map(|one| (one.keys, one.count)).collect();
    let count = |row: &Row| of.get(&row.keys).copied().flatten();
    let total = vec![TOTAL.to_owned(); names.len()];
    let shows_whole = of.get(&total).is_none_or(Option::is_some);
    (rows.iter().map(count).collect(), shows_whole)
}

impl Report {
    /// Asks. With a threshold the numbers are fit to be published.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn ask(
        tx: &Tx,
        (lang, question): (Lang, Question),
        threshold: Option<i64>,
    ) -> Result<Report, StoreError> {
        let (rows, whole) = ask_with_whole(tx, &question).await?;
        let names = Names::read(tx, (lang, &question)).await?;
        // Places and staff are known to anybody: only people are counted in small numbers.
        let threshold = threshold.filter(|_| question.measure.is_of_people());
        let (counts, whole) = match threshold {
            None => (rows.iter().map(|row| Some(row.count)).collect(), Some(whole)),
            Some(threshold) => {
                let (counts, shows_whole) = published(&question, &rows, threshold);
                let is_small = (1..threshold).contains(&whole);
                (counts, (shows_whole && !is_small).then_some(whole))
            }
        };
        let line = |(row, count): (Row, Option<i64>)| {
            let name = |(key, one): (&String, &Dimension)| names.of(*one, key);
            let called = row.keys.iter().zip(&question.split).map(name).collect();
            Line { names: called, keys: row.keys, count }
        };
        let lines = rows.into_iter().zip(counts).map(line).collect();
        let mut heads: Vec<String> =
            question.split.iter().map(|one| dimension_name(lang, *one)).collect();
        heads.push(measure_name(lang, question.measure));
        Ok(Report { question, heads, lines, whole, names })
    }

    /// The name of a line in one text.
    #[must_use]
    pub fn label(line: &Line) -> String {
        line.names.join(", ")
    }
}

/// A number as it is shown: hidden ones have a word.
#[must_use]
pub fn shown(lang: Lang, count: Option<i64>) -> String {
    match count {
        Some(count) => count.to_string(),
        None => ui::text::text(lang, "reporting-hidden").into_owned(),
    }
}

/// As [`shown`] for people: the thousands set apart. A file has the digits alone.
#[must_use]
pub fn told(lang: Lang, count: Option<i64>) -> String {
    count.map_or_else(|| shown(lang, None), |count| ui::page::whole_number(lang, count))
}

/// The period in words.
#[must_use]
pub fn period(question: &Question) -> String {
    let (from, to) = (question.from.written(), question.to.written());
    if from == to { from } else { format!("{from} – {to}") }
}
