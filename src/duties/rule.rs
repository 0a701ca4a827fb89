//! The duties as the rules give them, and what a municipality made of them: pure.

use kit::types::{AccountId, Day};
use serde::Deserialize;
use std::sync::LazyLock;

const SHIPPED: &str = include_str!("duties.toml");

/// How often a duty comes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Every {
    /// Once a year.
    Year,
    /// For each month, or for some of them.
    Month,
    /// Each time something happens.
    Event,
}

impl Every {
    /// Its code; words have the key `duties-every-<code>`.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Every::Year => "year",
            Every::Month => "month",
            Every::Event => "event",
        }
    }
}

/// A duty of the rules.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Duty {
    /// Its code.
    pub code: String,
    /// What is to be done.
    pub title: String,
    /// Who owes it.
    pub who: String,
    /// The act, in short.
    pub act: String,
    /// The articles.
    pub articles: Vec<String>,
    /// How often.
    pub every: Every,
    /// For which months of work only; all when empty.
    #[serde(default)]
    pub months: Vec<i8>,
    /// From what the term runs, in words.
    #[serde(default)]
    pub trigger: String,
    /// The rule of the law that counts.
    #[serde(default)]
    pub term: String,
    /// The day where no rule counts.
    #[serde(default)]
    pub day: String,
    /// In what days after an event are counted: `working-days`, or calendar ones.
    #[serde(default)]
    pub unit: String,
    /// `V` is fixed; `M` and `C` may be set by a municipality.
    pub confidence: String,
    /// The capability that counts each event itself.
    #[serde(default)]
    pub door: String,
    /// Where the work is done, below the municipality.
    pub path: String,
    /// What document proves it.
    pub proof: String,
}

impl Duty {
    /// Whether a municipality may set its day.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.confidence != "V"
    }

    /// Whether its events are entered here.
    #[must_use]
    pub fn takes_events(&self) -> bool {
        self.every == Every::Event && self.door.is_empty()
    }
}

/// The file.
#[derive(Debug, Default, Deserialize)]
pub struct Book {
    /// So many days before a reminder is sent, the most first.
    pub reminders: Vec<i32>,
    /// The duties.
    #[serde(rename = "duty")]
    pub duties: Vec<Duty>,
}

impl Book {
    /// From so many days before on a duty is called soon.
    #[must_use]
    pub fn soon(&self) -> i32 {
        self.reminders.iter().copied().max().unwrap_or(0)
    }
}

// A test reads the file: an empty book cannot be in a program that passed its tests.
static BOOK: LazyLock<Book> = LazyLock::new(|| toml::from_str(SHIPPED).unwrap_or_default());

/// All duties of the rules.
#[must_use]
pub fn book() -> &'static Book {
    &BOOK
}

/// The duty of a code.
#[must_use]
pub fn duty(code: &str) -> Option<&'static Duty> {
    book().duties.iter().find(|one| one.code == code)
}

/// What a municipality made of a duty from a day on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kept {
    /// Which duty.
    pub code: String,
    /// From this day on.
    pub valid_from: Day,
    /// Who answers for it.
    pub owner: Option<AccountId>,
    /// Its own day; empty leaves that of the rules.
    pub own_day: String,
    /// Whether the municipality owes it at all.
    pub applies: bool,
}

/// The version of a duty in force on a day: the newest that has begun.
#[must_use]
pub fn in_force<'a>(all: &'a [Kept], code: &str, on: Day) -> Option<&'a Kept> {
    let begun = all.iter().filter(|one| one.code == code && one.valid_from <= on);
    begun.max_by_key(|one| one.valid_from)
}

/// The longest own term after an event, in days.
const SPAN_MAX: u32 = 366;

/// A day of the year written `07-20`. The year is one that has no 29 February: each year has the day.
#[must_use]
pub fn year_day(text: &str) -> Option<(i8, i8)> {
    let (month, day) = text.split_once('-')?;
    let (month, day) = (digits(month)?, digits(day)?);
    jiff::civil::Date::new(2025, month, day).ok()?;
    Some((month, day))
}

/// A day of the month: 1 to 31; a shorter month ends earlier.
#[must_use]
pub fn month_day(text: &str) -> Option<i8> {
    digits(text).filter(|day| (1..=31).contains(day))
}

/// So many days after an event.
#[must_use]
pub fn span(text: &str) -> Option<u32> {
    let is_number = text.chars().all(|c| c.is_ascii_digit());
    text.parse().ok().filter(|days| is_number && (1..=SPAN_MAX).contains(days))
}

fn digits(text: &str) -> Option<i8> {
    let is_number = !text.is_empty() && text.chars().all(|c| c.is_ascii_digit());
    if is_number { text.parse().ok() } else { None }
}

/// Whether an own day can be that of a duty.
#[must_use]
pub fn is_day(every: Every, text: &str) -> bool {
    match every {
        Every::Year => year_day(text).is_some(),
        Every::Month => month_day(text).is_some(),
        Every::Event => span(text).is_some(),
    }
}
