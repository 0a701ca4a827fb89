//! The checklists as data: what the program ships of the quality standards, and the municipality's own
//! lines beside them or in their place, each from a day on.

use super::IndicatorId;
use super::store::oversight_indicator::{Column, Entity, Model};
use kit::audit::Entry;
use kit::store::{StoreError, Tx};
use kit::types::Day;
use sea_orm::{ColumnTrait, IntoActiveModel, QueryFilter, QueryOrder};
use serde::Deserialize;
use std::sync::LazyLock;

const SHIPPED: &str = include_str!("checklist.toml");
/// Whether a line is asked; words have the key `oversight-line-<code>`.
pub const STATES: [&str; 2] = ["open", "closed"];
/// How sure a line is; words have the key `oversight-sure-<code>`.
pub const SURE: [&str; 3] = ["V", "M", "C"];

/// An appendix of the ordinance.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Appendix {
    /// Its number in two digits.
    pub code: String,
    /// The service.
    pub name: String,
    /// So many indicators it has in the ordinance.
    pub total: i32,
    /// How sure the titles of its standards are.
    pub confidence: String,
    /// What is not sure.
    #[serde(default)]
    pub note: String,
    /// Titles of the standards in their order.
    pub standards: Vec<String>,
}

/// A line as the program ships it, with the appendices that have it.
#[derive(Debug, Deserialize)]
struct Indicator {
    code: String,
    text: String,
    how: String,
    #[serde(default)]
    computed: String,
    #[serde(default)]
    evidence: bool,
    confidence: String,
    /// Appendix, number of the indicator, number of the standard, criterion.
    #[serde(rename = "in")]
    of: Vec<[String; 4]>,
}

#[derive(Debug, Deserialize)]
struct Meta {
    source: String,
    valid_from: String,
}

#[derive(Debug, Deserialize)]
struct Shipped {
    meta: Meta,
    appendix: Vec<Appendix>,
    indicator: Vec<Indicator>,
}

static READ: LazyLock<Result<Shipped, String>> =
    LazyLock::new(|| toml::from_str(SHIPPED).map_err(|e| e.to_string()));

fn shipped() -> Result<&'static Shipped, StoreError> {
    READ.as_ref().map_err(|e| StoreError::Other(e.clone()))
}

/// A line of a checklist.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Its code: findings are kept under it.
    pub code: String,
    /// The number of its standard; 0 when it is not known.
    pub standard: i32,
    /// Its criterion, when it is known.
    pub criterion: String,
    /// Its number in the appendix, when it is known.
    pub number: String,
    /// What must be so.
    pub text: String,
    /// How it is seen.
    pub how: String,
    /// From what the system fills it in; empty when it cannot.
    pub computed: String,
    /// Whether „met“ needs a document or a photograph.
    pub evidence: bool,
    /// How sure it is.
    pub confidence: String,
    /// Since when.
    pub from: Day,
    /// Whether the municipality wrote it.
    pub is_own: bool,
    /// Whether it is asked no more.
    pub is_closed: bool,
}

impl Line {
    /// Its words with the numbers of its standard and indicator, as far as they are known.
    #[must_use]
    pub fn label(&self) -> String {
        match (self.standard, self.number.as_str()) {
            (0, "") => self.text.clone(),
            (0, number) => format!("{number} {}", self.text),
            (standard, "") => format!("{standard}. {}", self.text),
            (standard, number) => format!("{standard}/{number} {}", self.text),
        }
    }
}

/// The appendices, in their order.
///
/// # Errors
/// When what is shipped cannot be read.
pub fn appendices() -> Result<&'static [Appendix], StoreError> {
    Ok(&shipped()?.appendix)
}

/// From which text the shipped lines are.
///
/// # Errors
/// As [`appendices`].
pub fn source() -> Result<&'static str, StoreError> {
    Ok(&shipped()?.meta.source)
}

/// One appendix; none when there is no such.
///
/// # Errors
/// As [`appendices`].
pub fn appendix(code: &str) -> Result<Option<&'static Appendix>, StoreError> {
    Ok(appendices()?.iter().find(|one| one.code == code))
}

/// The lines that the program ships for an appendix: what was verified, and each standard as a whole.
///
/// # Errors
/// As [`appendices`].
pub fn shipped_lines(code: &str) -> Result<Vec<Line>, StoreError> {
    let all = shipped()?;
    let from: Day = all.meta.valid_from.parse().map_err(|_| StoreError::NotFound)?;
    let mut lines = Vec::new();
    for one in &all.indicator {
        for [_, number, standard, criterion] in one.of.iter().filter(|of| of[0] == code) {
            lines.push(Line {
                code: one.code.clone(),
                standard: standard.parse().unwrap_or(0),
                criterion: criterion.clone(),
                number: number.clone(),
                text: one.text.clone(),
                how: one.how.clone(),
                computed: one.computed.clone(),
                evidence: one.evidence,
                confidence: one.confidence.clone(),
                from,
                is_own: false,
                is_closed: false,
            });
        }
    }
    let Some(appendix) = appendix(code)? else { return Ok(lines) };
    for (at, title) in appendix.standards.iter().enumerate() {
        let standard = i32::try_from(at + 1).unwrap_or(0);
        lines.push(Line {
            code: format!("S{standard:02}"),
            standard,
            criterion: String::new(),
            number: String::new(),
            text: title.clone(),
            how: String::new(),
            computed: String::new(),
            evidence: false,
            confidence: appendix.confidence.clone(),
            from,
            is_own: false,
            is_closed: false,
        });
    }
    Ok(lines)
}

fn own(row: Model, known: Option<&Line>) -> Line {
    Line {
        standard: row.standard_no,
        criterion: row.criterion,
        number: row.indicator_no,
        text: row.words,
        how: row.method,
        // What the system knows stays known when only the words change.
        computed: known.map(|line| line.computed.clone()).unwrap_or_default(),
        evidence: row.needs_evidence,
        confidence: row.confidence,
        from: row.valid_from,
        is_own: true,
        is_closed: row.state == STATES[1],
        code: row.code,
    }
}

/// Puts the municipality's own lines in the place of those with the same code, or beside them, and orders
/// all by standard and number. `rows` are in force, oldest first.
#[must_use]
pub fn merged(mut lines: Vec<Line>, rows: Vec<Model>) -> Vec<Line> {
    for row in rows {
        let at = lines.iter().position(|line| line.code == row.code);
        let line = own(row, at.map(|at| &lines[at]));
        match at {
            Some(at) => lines[at] = line,
            None => lines.push(line),
        }
    }
    let number = |line: &Line| {
        let digits: String = line.number.chars().take_while(char::is_ascii_digit).collect();
        digits.parse::<u32>().unwrap_or(0)
    };
    lines.sort_by_cached_key(|line| {
        // A line whose standard is not known comes last; the standard as a whole before its lines.
        let standard = if line.standard == 0 { i32::MAX } else { line.standard };
        (standard, !line.code.starts_with('S'), number(line), line.code.clone())
    });
    lines
}

/// The checklist of an appendix on a day, also the lines that are asked no more.
///
/// # Errors
/// When the database does not answer.
pub async fn all(tx: &Tx, (appendix, day): (&str, Day)) -> Result<Vec<Line>, StoreError> {
    let rows = tx
        .find::<Entity>()
        .filter(Column::AppendixCode.eq(appendix))
        .filter(Column::ValidFrom.lte(day))
        .order_by_asc(Column::ValidFrom)
        .order_by_asc(Column::Id)
        .all(tx.conn())
        .await?;
    Ok(merged(shipped_lines(appendix)?, rows))
}

/// The checklist of an appendix on a day, as it is asked.
///
/// # Errors
/// As [`all`].
pub async fn asked(tx: &Tx, of: (&str, Day)) -> Result<Vec<Line>, StoreError> {
    let mut lines = all(tx, of).await?;
    lines.retain(|line| !line.is_closed);
    Ok(lines)
}

/// Writes a line from a day on: a new one, or one that stands in the place of another.
///
/// # Errors
/// When the database refuses.
pub async fn put(tx: &mut Tx, appendix: &str, line: &Line) -> Result<(), StoreError> {
    let id = IndicatorId(tx.new_id());
    let row = Model {
        municipality_id: tx.municipality(),
        id,
        appendix_code: appendix.to_owned(),
        code: if line.code.is_empty() { format!("own-{id}") } else { line.code.clone() },
        standard_no: line.standard,
        criterion: line.criterion.clone(),
        indicator_no: line.number.clone(),
        words: line.text.clone(),
        method: line.how.clone(),
        needs_evidence: line.evidence,
        confidence: line.confidence.clone(),
        state: STATES[usize::from(line.is_closed)].to_owned(),
        valid_from: line.from,
        made_at: tx.now(),
        account_name: tx.actor().name.to_string(),
    };
    tx.insert(row.into_active_model()).await?;
    tx.audit(Entry::write("oversight-indicator", id.0));
    Ok(())
}
