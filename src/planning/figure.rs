//! Figures in texts: a reference such as `[[need:05]]` stands in a text for a figure that was taken with its day
//! and its source. Reading references, writing numbers, what may be published: pure.

use crate::reporting::{self, Row};
use kit::types::Day;
use rust_decimal::{Decimal, RoundingStrategy};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

/// A kind of figures; its name has the key `planning-figure-<code>`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Family {
    /// Its code.
    pub code: &'static str,
    /// Whether it counts people of our registers: small numbers of them are not published.
    pub counts_people: bool,
}

const fn open(code: &'static str) -> Family {
    Family { code, counts_people: false }
}

const fn people(code: &'static str) -> Family {
    Family { code, counts_people: true }
}

/// All families.
pub const FAMILIES: [Family; 24] = [
    open("people"),
    open("need"),
    open("places"),
    open("map"),
    open("services"),
    open("providers"),
    open("capacity"),
    people("users"),
    people("users-kind"),
    people("users-group"),
    people("wishes"),
    people("wishes-kind"),
    people("wishes-group"),
    people("waiting"),
    people("waiting-kind"),
    people("refusals"),
    people("elsewhere"),
    people("elsewhere-kind"),
    open("year"),
    open("band"),
    open("funded"),
    open("own"),
    open("staff"),
    open("staff-need"),
];

/// Which figure: its family, and its own code within it when there are several.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Key {
    /// A code of [`FAMILIES`].
    pub family: &'static str,
    /// Number of the service, code of the group, year; empty when the family has one figure.
    pub item: String,
}

impl Key {
    /// A figure of a family.
    #[must_use]
    pub fn new(family: &'static str, item: impl Into<String>) -> Key {
        Key { family, item: item.into() }
    }

    /// Reads `need:05` or `users`; nothing for a family that is not known.
    #[must_use]
    pub fn parse(text: &str) -> Option<Key> {
        let (family, item) = text.split_once(':').unwrap_or((text, ""));
        let known = FAMILIES.iter().find(|one| one.code == family)?;
        Some(Key::new(known.code, item))
    }

    /// Whether it counts people of our registers.
    #[must_use]
    pub fn counts_people(&self) -> bool {
        FAMILIES.iter().any(|one| one.code == self.family && one.counts_people)
    }

    /// How a text refers to it.
    #[must_use]
    pub fn reference(&self) -> String {
        format!("[[{self}]]")
    }
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.family)?;
        if self.item.is_empty() { Ok(()) } else { write!(f, ":{}", self.item) }
    }
}

/// A piece of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece<'a> {
    /// Words.
    Text(&'a str),
    /// What stands between the brackets.
    Reference(&'a str),
}

/// The pieces of a text. A bracket that is not closed is words.
#[must_use]
pub fn pieces(text: &str) -> Vec<Piece<'_>> {
    let mut all = Vec::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("[[") {
        let Some((inside, next)) = after.split_once("]]") else { break };
        if !before.is_empty() {
            all.push(Piece::Text(before));
        }
        all.push(Piece::Reference(inside));
        rest = next;
    }
    if !rest.is_empty() {
        all.push(Piece::Text(rest));
    }
    all
}

/// References of a text to figures that are not known.
#[must_use]
pub fn unknown(text: &str, known: &BTreeSet<String>) -> Vec<String> {
    let named = pieces(text).into_iter().filter_map(|piece| match piece {
        Piece::Reference(code) if !known.contains(code) => Some(code.to_owned()),
        _ => None,
    });
    named.collect()
}

/// So many figures of one day in a text are told of it together.
const TOGETHER: usize = 3;

/// The day of all figures of a text, where there are several and the day is one.
#[must_use]
pub fn common_day(text: &str, day_of: &dyn Fn(&str) -> Option<Day>) -> Option<Day> {
    let days = pieces(text).into_iter().filter_map(|piece| match piece {
        Piece::Reference(code) => day_of(code),
        Piece::Text(_) => None,
    });
    let days: Vec<Day> = days.collect();
    let first = *days.first()?;
    (days.len() >= TOGETHER && days.iter().all(|day| *day == first)).then_some(first)
}

/// For each piece of a line whether it tells its day: of figures of one day that follow each other the last does.
#[must_use]
pub fn tell_day(pieces: &[Piece<'_>], day_of: &dyn Fn(&str) -> Option<Day>) -> Vec<bool> {
    let day = |piece: &Piece<'_>| match piece {
        Piece::Reference(code) => day_of(code),
        Piece::Text(_) => None,
    };
    let tells = |(at, piece): (usize, &Piece<'_>)| {
        let next = pieces.iter().skip(at + 1).find_map(day);
        day(piece).is_some_and(|own| next != Some(own))
    };
    pieces.iter().enumerate().map(tells).collect()
}

/// A text with each reference in words.
#[must_use]
pub fn resolved(text: &str, say: &dyn Fn(&str) -> String) -> String {
    let written = pieces(text).into_iter().map(|piece| match piece {
        Piece::Text(words) => words.to_owned(),
        Piece::Reference(code) => say(code),
    });
    written.collect()
}

/// A number as people read it: `17 669`, `33,55`; at most two places after the comma.
#[must_use]
pub fn written(value: Decimal) -> String {
    let strategy = RoundingStrategy::MidpointAwayFromZero;
    let text = value.round_dp_with_strategy(2, strategy).normalize().to_string();
    let (sign, digits) = match text.strip_prefix('-') {
        Some(digits) => ("\u{2212}", digits),
        None => ("", text.as_str()),
    };
    let (whole, part) = digits.split_once('.').unwrap_or((digits, ""));
    let length = whole.len();
    let mut grouped = String::new();
    for (at, digit) in whole.chars().enumerate() {
        if at > 0 && (length - at).is_multiple_of(3) {
            grouped.push('\u{a0}');
        }
        grouped.push(digit);
    }
    if part.is_empty() { format!("{sign}{grouped}") } else { format!("{sign}{grouped},{part}") }
}

/// What may be published of some figures; none where a number is hidden. Within each family the small ones are
/// hidden, and as many more as keep them from being found by subtraction. A figure that stands alone is a
/// row of its own. Fewer people than the threshold are few.
#[must_use]
pub fn published(figures: &[(Key, Decimal)], threshold: i64) -> BTreeMap<Key, Option<Decimal>> {
    let mut shown: BTreeMap<Key, Option<Decimal>> = BTreeMap::new();
    let mut families: BTreeMap<&'static str, Vec<Row>> = BTreeMap::new();
    for (key, value) in figures {
        if key.counts_people() {
            let count = i64::try_from(value.trunc().as_i128()).unwrap_or(i64::MAX);
            let row = Row { keys: vec![key.item.clone()], count };
            families.entry(key.family).or_default().push(row);
        } else {
            shown.insert(key.clone(), Some(*value));
        }
    }
    for (family, rows) in families {
        for one in reporting::guarded(&rows, threshold) {
            let item = one.keys.first().cloned().unwrap_or_default();
            shown.insert(Key::new(family, item), one.count.map(Decimal::from));
        }
    }
    shown
}
