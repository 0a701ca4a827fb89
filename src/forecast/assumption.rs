//! Assumptions on births, deaths and moves: dated reference data with a source and a mark. Pure.

use super::bands::BANDS;
use super::cohort::{Course, Rates};
use super::spread::Spreads;
use serde::{Deserialize, Serialize};
use std::str::FromStr;
use std::sync::LazyLock;

const SHIPPED: &str = include_str!("assumptions.toml");

/// What an assumption is on; words have the key `forecast-kind-<code>`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// Births.
    Fertility,
    /// Deaths.
    Survival,
    /// Moves.
    Migration,
}

/// All of them.
pub const KINDS: [Kind; 3] = [Kind::Fertility, Kind::Survival, Kind::Migration];

/// How sure a value is: verified, municipal or approximate, to be confirmed.
pub const MARKS: [&str; 3] = ["V", "M", "C"];

impl Kind {
    /// Its code.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Kind::Fertility => "fertility",
            Kind::Survival => "survival",
            Kind::Migration => "migration",
        }
    }

    /// The kind of a code.
    #[must_use]
    pub fn of(code: &str) -> Option<Kind> {
        KINDS.into_iter().find(|kind| kind.code() == code)
    }

    /// How many values a sex has: survival tells of the newborn too.
    #[must_use]
    pub fn values(self) -> usize {
        match self {
            Kind::Survival => BANDS + 1,
            _ => BANDS,
        }
    }

    /// Whether men have values of their own.
    #[must_use]
    pub fn has_men(self) -> bool {
        self != Kind::Fertility
    }

    /// From the lowest to the highest of a thousand that can be meant.
    #[must_use]
    pub fn bounds(self) -> [f64; 2] {
        match self {
            Kind::Fertility => [0.0, 400.0],
            Kind::Survival => [0.0, 1000.0],
            Kind::Migration => [-200.0, 200.0],
        }
    }
}

/// The values of an assumption, of a thousand.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Values {
    /// Of women, band by band.
    pub women: Vec<f64>,
    /// Of men.
    #[serde(default)]
    pub men: Vec<f64>,
    /// Girls of a thousand newborn; of fertility only.
    #[serde(default)]
    pub share: f64,
    /// Standard deviation: in percent, of migration in so many of a thousand.
    pub spread: f64,
}

impl Values {
    /// Whether they are as many as their kind has, and in its bounds.
    #[must_use]
    pub fn fit(&self, kind: Kind) -> bool {
        let [low, high] = kind.bounds();
        let men = if kind.has_men() { kind.values() } else { 0 };
        let mut all = self.women.iter().chain(&self.men);
        self.women.len() == kind.values()
            && self.men.len() == men
            && all.all(|value| (low..=high).contains(value))
            && (0.0..=1000.0).contains(&self.share)
            && (0.0..=100.0).contains(&self.spread)
    }
}

/// An assumption with where it comes from.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Assumption {
    /// What it is on.
    pub kind: Kind,
    /// Its name.
    pub name: String,
    /// Where it comes from.
    pub source: String,
    /// A code of [`MARKS`].
    pub mark: String,
    /// The day it tells of.
    pub on: kit::types::Day,
    /// Its values.
    #[serde(flatten)]
    pub values: Values,
}

#[derive(Default, Deserialize)]
struct Book {
    assumption: Vec<Assumption>,
}

// A test reads the file: an empty book cannot be in a program that passed its tests.
static BOOK: LazyLock<Book> = LazyLock::new(|| toml::from_str(SHIPPED).unwrap_or_default());

/// The assumptions that the program comes with.
#[must_use]
pub fn shipped() -> &'static [Assumption] {
    &BOOK.assumption
}

fn thousandths(list: &[f64]) -> Vec<f64> {
    list.iter().map(|value| value / 1000.0).collect()
}

fn course(survival: &[f64], migration: &[f64]) -> Course {
    let mut alive = thousandths(survival);
    let newborn = if alive.is_empty() { 0.0 } else { alive.remove(0) };
    Course { newborn, survival: alive, migration: thousandths(migration) }
}

/// The rates of a model by one assumption of each kind, and how sure they are.
#[must_use]
pub fn rates([fertility, survival, migration]: [&Values; 3]) -> (Rates, Spreads) {
    let rates = Rates {
        fertility: thousandths(&fertility.women),
        girls: fertility.share / 1000.0,
        men: course(&survival.men, &migration.men),
        women: course(&survival.women, &migration.women),
    };
    let spreads = Spreads {
        fertility: fertility.spread / 100.0,
        mortality: survival.spread / 100.0,
        migration: migration.spread / 1000.0,
    };
    (rates, spreads)
}

/// A number as people type it: `12,5`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Typed(pub f64);

impl FromStr for Typed {
    type Err = String;

    fn from_str(text: &str) -> Result<Typed, String> {
        let plain: String = text.chars().filter(|c| !c.is_whitespace()).collect();
        // Words such as "inf" are numbers to the program, not to people.
        let is_number = plain.chars().all(|c| c.is_ascii_digit() || matches!(c, ',' | '.' | '-'));
        let value: Option<f64> = plain.replace(',', ".").parse().ok().filter(|_| is_number);
        value.map(Typed).ok_or_else(|| "not a number".to_owned())
    }
}

/// A number as people write it, with so many places behind the comma.
#[must_use]
pub fn written(value: f64, places: usize) -> String {
    let text = format!("{value:.places$}");
    let text = if text.trim_start_matches(['-', '0', '.']).is_empty() {
        text.trim_start_matches('-').to_owned()
    } else {
        text
    };
    let (sign, digits) = match text.strip_prefix('-') {
        Some(digits) => ("-", digits.to_owned()),
        None => ("", text),
    };
    let (whole, part) = digits.split_once('.').unwrap_or((digits.as_str(), ""));
    let mut grouped = String::new();
    for (at, digit) in whole.chars().enumerate() {
        // Thousands are set apart by a space that does not break.
        if at > 0 && (whole.len() - at).is_multiple_of(3) {
            grouped.push('\u{a0}');
        }
        grouped.push(digit);
    }
    let joint = if part.is_empty() { "" } else { "," };
    format!("{sign}{grouped}{joint}{part}")
}

/// As a box of a form shows it: `12,5`, nothing behind the comma that is zero.
#[must_use]
pub fn boxed(value: f64) -> String {
    format!("{value}").replace('.', ",")
}
