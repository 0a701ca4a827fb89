//! Terms: from a trigger to the day by which something must be done.
//!
//! Invariants: the trigger day never counts; the version of a rule in force on the trigger day
//! decides; a term that the law moves never ends on a day off; adding a pause never brings a term
//! forward. [`Deadline::day`] computes without allocating, [`Law::due`] explains the same count.

mod count;
mod explain;
mod term;

use std::collections::{BTreeMap, HashMap};

use jiff::civil::Date;
use serde::Serialize;

use crate::day::DayNo;
use crate::derivation::Derivation;
use crate::pause::Pause;
use crate::reader::{Dated, Reader};
use crate::rule::Rule;
use crate::{Law, LawError};

pub(crate) use count::{Count, count};
use term::readings;
pub(crate) use term::{Move, Term, Unit};

/// What a term gives.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DueDay {
    /// A last day (or, for backward terms and earliest days, the day the rule is about).
    Day(Date),
    /// To be done at once: no length is set, so anything later than the same day is late.
    Immediately,
    /// The clock is stopped by a pause that goes on.
    Stopped,
    /// The law sets no term.
    NoTerm,
}

impl DueDay {
    /// The day, if there is one.
    #[must_use]
    pub fn date(self) -> Option<Date> {
        match self {
            Self::Day(day) => Some(day),
            _ => None,
        }
    }
}

/// A term with its reasoning.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Due {
    /// Rule id.
    pub rule: String,
    /// What is to be done.
    pub title: String,
    /// What starts the term.
    pub trigger: String,
    /// Who must act.
    pub who: String,
    /// The day of the trigger.
    pub from: Date,
    /// The day to keep; none when immediate, stopped or without a term.
    pub due: Option<Date>,
    /// To be done at once.
    pub immediately: bool,
    /// The clock stands still for now.
    pub stopped: bool,
    /// The counted day before any move to or from a day off.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub counted: Option<Date>,
    /// The same or next working day, by чл. 60, ал. 6 ГПК; only when the counted day is off.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub moved: Option<Date>,
    /// The last working day before; only when the counted day is off.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub safe: Option<Date>,
    /// Other branches of the same row, such as the extended term.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub variants: Vec<VariantDue>,
    /// Why.
    #[serde(flatten)]
    pub derivation: Derivation,
}

/// Another branch of the same row of the law.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct VariantDue {
    /// Rule id, such as `D14.extended`.
    pub rule: String,
    /// What it is.
    pub title: String,
    /// Its day.
    pub due: Option<Date>,
}

/// All terms of a law.
#[derive(Debug, Clone)]
pub(crate) struct Deadlines {
    by_id: HashMap<String, Dated<Term>>,
    /// Branches by base id, in order of the files; the base itself included.
    branches: BTreeMap<String, Vec<String>>,
    pause_counts_last_day: Dated<bool>,
}

impl Deadlines {
    pub(crate) fn read(reader: &Reader<'_>) -> Result<Self, LawError> {
        let mut by_id = HashMap::new();
        let mut branches: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for (_, rule) in
            reader.family("D").into_iter().chain(reader.family("Z")).chain(reader.family("W"))
        {
            if by_id.contains_key(&rule.id) {
                continue;
            }
            let terms = reader.dated_with(&rule.id, readings, |r, on| Term::read(reader, r, on))?;
            by_id.insert(rule.id.clone(), terms);
            let base = rule.id.split('.').next().unwrap_or_default().to_owned();
            branches.entry(base).or_default().push(rule.id.clone());
            if let Some(name) = rule.text("variant") {
                let terms =
                    reader.dated_with(&rule.id, readings, |r, on| Term::read(reader, r, on))?;
                by_id.insert(format!("{}.{name}", rule.id), terms);
            }
        }
        for name in ["days", "weeks", "months", "years", "move", "working-days", "pause"] {
            reader.one(&format!("count.{name}"))?;
        }
        // These say from which event a term starts; the words of the rule use them, not the count.
        for name in ["O3", "O6", "O8", "O10"] {
            reader.one(&format!("reading.{name}"))?;
        }
        let both_ends = |rule: &Rule| Ok(rule.word()? == "both");
        let pause_counts_last_day = reader.dated("reading.O5", both_ends)?;
        Ok(Self { by_id, branches, pause_counts_last_day })
    }

    fn siblings(&self, id: &str) -> impl Iterator<Item = &String> {
        let base = id.split('.').next().unwrap_or_default();
        let is_base = base == id;
        self.branches.get(base).into_iter().flatten().filter(move |b| is_base && b.as_str() != id)
    }

    /// Ids of all terms, in order.
    pub(crate) fn ids(&self) -> impl Iterator<Item = &String> {
        self.branches.values().flatten()
    }
}

/// A term looked up once, to be used many times: the fast path.
#[derive(Debug, Clone, Copy)]
pub struct Deadline<'a> {
    law: &'a Law,
    terms: &'a Dated<Term>,
}

impl Deadline<'_> {
    /// The due day for a trigger on `from`, with no pauses. Does not allocate.
    ///
    /// # Errors
    /// `NotInForce` when the rule is not in force on `from`; `OutsideCalendar`.
    #[inline]
    pub fn day(&self, from: Date) -> Result<DueDay, LawError> {
        self.day_paused(from, &[])
    }

    /// The due day for a trigger on `from` with the clock stopped by `pauses`.
    ///
    /// # Errors
    /// As [`Deadline::day`].
    pub fn day_paused(&self, from: Date, pauses: &[Pause]) -> Result<DueDay, LawError> {
        let from = crate::day::number(from);
        let term = &self.terms.at(from)?.value;
        Ok(count(self.law, term, from, pauses)?.due_day())
    }
}

impl Law {
    /// Looks up a term by id (`D01`…`D67`, `Z01`…`Z59`, branches such as `D14.extended`).
    ///
    /// # Errors
    /// `UnknownRule`; `NotATerm` for a rule that is no term.
    pub fn deadline(&self, id: &str) -> Result<Deadline<'_>, LawError> {
        Ok(Deadline { law: self, terms: self.terms(id)? })
    }

    pub(crate) fn terms(&self, id: &str) -> Result<&Dated<Term>, LawError> {
        self.deadlines.by_id.get(id).ok_or_else(|| match self.book().newest(id) {
            Ok(_) => LawError::NotATerm(id.to_owned()),
            Err(unknown) => unknown,
        })
    }

    /// The due day of a term with its reasoning.
    ///
    /// # Errors
    /// `UnknownRule`, `NotInForce` on the trigger day, `OutsideCalendar`.
    ///
    /// ```
    /// let law = law::Law::current();
    /// let due = law.due("D01", "2026-12-04".parse()?, &[])?;
    /// assert_eq!(due.due, Some("2026-12-29".parse()?));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn due(&self, id: &str, from: Date, pauses: &[Pause]) -> Result<Due, LawError> {
        explain::due(self, id, from, pauses)
    }

    /// Ids of all terms, in order of the rule files' ids.
    pub fn deadline_ids(&self) -> impl Iterator<Item = &str> {
        self.deadlines.ids().map(String::as_str)
    }

    /// Whether the last day of a pause is itself paused, for a term from a day (reading O5).
    pub(crate) fn pause_counts_last_day(&self, from: DayNo) -> bool {
        self.deadlines.pause_counts_last_day.around(from).value
    }
}
