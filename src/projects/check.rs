//! Whether money may be entered as it is told. Without a database.

use super::money::Split;
use kit::types::Day;

/// A document as it tells itself apart from others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Document {
    /// ЕИК, or the name when there is none, in plain letters.
    pub supplier: String,
    /// Its number, in plain letters.
    pub number: String,
    /// Its day.
    pub day: Day,
}

impl Document {
    /// From what was typed.
    #[must_use]
    pub fn new((eik, supplier): (&str, &str), number: &str, day: Day) -> Document {
        let plain = |text: &str| super::contract::key(&kit::search::plain(text));
        let supplier = if eik.trim().is_empty() { supplier } else { eik };
        let zeros = plain(number);
        let number = zeros.trim_start_matches('0');
        Document { supplier: plain(supplier), number: number.to_owned(), day }
    }

    /// Whether two documents are one. One without a number is no other.
    #[must_use]
    pub fn is(&self, other: &Document) -> bool {
        !self.number.is_empty() && self == other
    }
}

/// Where the same document stands already.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Twice {
    /// In the same line of the same project.
    Line,
    /// In another line, or in another project.
    Elsewhere,
}

/// A spending to be entered.
#[derive(Clone, Debug)]
pub struct Told<'a> {
    /// The amount.
    pub split: Split,
    /// The whole that the document shows for this project.
    pub total: i64,
    /// The day of the document.
    pub issued_on: Day,
    /// The day of payment.
    pub paid_on: Option<Day>,
    /// The period on the day of the document.
    pub period: (Day, Day),
    /// What the line holds; none when there is no such line.
    pub line: Option<i64>,
    /// What was spent on it before.
    pub before: i64,
    /// The same document elsewhere.
    pub twice: Option<Twice>,
    /// Why nevertheless.
    pub reason: &'a str,
    /// Today.
    pub today: Day,
}

/// Why it is not entered: the field and the key of the words, with the cents over the line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Refused {
    /// The field of the form.
    pub field: &'static str,
    /// Key of the words.
    pub key: &'static str,
    /// How much is over.
    pub over: i64,
}

impl Refused {
    /// The key of words without an amount, where no field stands beside them.
    #[must_use]
    pub fn plain(&self) -> &'static str {
        if self.key == "projects-wrong-over" { "projects-refused-over" } else { self.key }
    }
}

const fn refused(field: &'static str, key: &'static str) -> Refused {
    Refused { field, key, over: 0 }
}

/// Everything that stands against a spending.
#[must_use]
pub fn spending(told: &Told<'_>) -> Vec<Refused> {
    let mut all = Vec::new();
    let Split { european, national } = told.split;
    if told.total <= 0 || european < 0 || national < 0 {
        all.push(refused("total", "projects-wrong-amount"));
    } else if told.split.total() != told.total {
        all.push(refused("european", "projects-wrong-split"));
    }
    if told.issued_on < told.period.0 {
        all.push(refused("issued", "projects-wrong-before"));
    }
    if told.issued_on > told.period.1 {
        all.push(refused("issued", "projects-wrong-after"));
    }
    let days = [told.paid_on, Some(told.issued_on)];
    if days.into_iter().flatten().any(|day| day > told.today) {
        all.push(refused("paid", "projects-wrong-future"));
    }
    match told.line {
        None => all.push(refused("code", "projects-wrong-line")),
        Some(limit) => {
            let over = told.before + told.total - limit;
            if over > 0 && told.reason.is_empty() {
                all.push(Refused { field: "reason", key: "projects-wrong-over", over });
            }
        }
    }
    match told.twice {
        Some(Twice::Line) => all.push(refused("number", "projects-wrong-twice")),
        Some(Twice::Elsewhere) if told.reason.is_empty() => {
            all.push(refused("reason", "projects-wrong-elsewhere"));
        }
        _ => {}
    }
    all
}

/// Whether the parts of a budget sum to the grant, both Europe and state.
///
/// # Errors
/// The difference: what is missing is positive.
pub fn budget(grant: Split, lines: &[Split]) -> Result<(), Split> {
    let rest = grant - lines.iter().copied().sum::<Split>();
    if rest == Split::default() { Ok(()) } else { Err(rest) }
}
