//! Turning rules into typed values, once, when the law is built.
//!
//! The reader remembers every id that some part of the crate took. A rule that nobody takes is a
//! misspelt id or dead data, so building fails on it.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::str::FromStr;

use jiff::civil::Date;
use rust_decimal::Decimal;

use crate::LawError;
use crate::book::Book;
use crate::day::{DayNo, number};
use crate::rule::Rule;

/// Place of a rule in the book.
pub(crate) type RuleNo = usize;

/// Versions of one value in time order.
#[derive(Debug, Clone)]
pub(crate) struct Dated<T> {
    id: String,
    versions: Vec<Version<T>>,
}

/// One value with its first and last day.
#[derive(Debug, Clone)]
pub(crate) struct Version<T> {
    from: DayNo,
    to: DayNo,
    /// The value.
    pub value: T,
    /// The rule that says so.
    pub rule: RuleNo,
}

impl<T> Dated<T> {
    /// The version in force on a day.
    ///
    /// # Errors
    /// `NotInForce` when there is none.
    #[inline]
    pub fn at(&self, no: DayNo) -> Result<&Version<T>, LawError> {
        match self.versions.iter().rev().find(|v| v.from <= no && no <= v.to) {
            Some(version) => Ok(version),
            None => Err(self.missing(no)),
        }
    }

    /// The version in force on a day, or the oldest one before that: for readings of the law,
    /// which are as old as what they read.
    pub fn around(&self, no: DayNo) -> &Version<T> {
        let found = self.versions.iter().rev().find(|v| v.from <= no);
        // There is at least one: `Reader::dated_with` refuses a rule without versions.
        found.unwrap_or(&self.versions[0])
    }

    #[cold]
    fn missing(&self, no: DayNo) -> LawError {
        LawError::NotInForce { id: self.id.clone(), day: crate::day::date(no) }
    }
}

/// A reader of the book that knows what was read.
pub(crate) struct Reader<'a> {
    book: &'a Book,
    used: RefCell<BTreeSet<String>>,
    dated: RefCell<BTreeSet<String>>,
}

impl<'a> Reader<'a> {
    pub fn new(book: &'a Book) -> Self {
        Self { book, used: RefCell::default(), dated: RefCell::default() }
    }

    /// Newest version of a rule that does not change in time.
    pub fn one(&self, id: &str) -> Result<(RuleNo, &'a Rule), LawError> {
        self.used.borrow_mut().insert(id.to_owned());
        let found = self.book.versions(id).last();
        found.ok_or_else(|| LawError::rules(format!("липсва правило „{id}“")))
    }

    /// The version of a rule in force on a day, or the oldest one before that.
    pub fn on(&self, id: &str, day: DayNo) -> Result<(RuleNo, &'a Rule), LawError> {
        self.used.borrow_mut().insert(id.to_owned());
        self.dated.borrow_mut().insert(id.to_owned());
        let mut found = None;
        for version in self.book.versions(id) {
            if found.is_none() || number(version.1.valid_from) <= day {
                found = Some(version);
            }
        }
        found.ok_or_else(|| LawError::rules(format!("липсва правило „{id}“")))
    }

    /// All versions of a rule, read by `read`.
    pub fn dated<T>(
        &self,
        id: &str,
        read: impl Fn(&'a Rule) -> Result<T, LawError>,
    ) -> Result<Dated<T>, LawError> {
        self.dated_with(id, |_| Vec::new(), |rule, _| read(rule))
    }

    /// As [`Reader::dated`] for a value that hangs on other rules too: it changes on the days on
    /// which they change. `read` gets the first day of each stretch.
    pub fn dated_with<T>(
        &self,
        id: &str,
        others: impl Fn(&Rule) -> Vec<String>,
        read: impl Fn(&'a Rule, DayNo) -> Result<T, LawError>,
    ) -> Result<Dated<T>, LawError> {
        self.used.borrow_mut().insert(id.to_owned());
        self.dated.borrow_mut().insert(id.to_owned());
        let mut versions = Vec::new();
        for (rule_no, rule) in self.book.versions(id) {
            let (first, last) = (number(rule.valid_from), rule.valid_to.map_or(DayNo::MAX, number));
            let mut starts = BTreeSet::from([first]);
            for other in others(rule) {
                let changes = self.book.versions(&other).skip(1);
                let changes = changes.map(|(_, other)| number(other.valid_from));
                starts.extend(changes.filter(|day| first < *day && *day <= last));
            }
            let starts: Vec<DayNo> = starts.into_iter().collect();
            for (i, &from) in starts.iter().enumerate() {
                let to = starts.get(i + 1).map_or(last, |next| next - 1);
                versions.push(Version { from, to, value: read(rule, from)?, rule: rule_no });
            }
        }
        if versions.is_empty() {
            return Err(LawError::rules(format!("липсва правило „{id}“")));
        }
        Ok(Dated { id: id.to_owned(), versions })
    }

    /// All rules whose id starts with `prefix`, in order of the files.
    pub fn family(&self, prefix: &str) -> Vec<(RuleNo, &'a Rule)> {
        let all = self.book.rules().iter().enumerate();
        let found: Vec<_> = all.filter(|(_, r)| r.id.starts_with(prefix)).collect();
        self.used.borrow_mut().extend(found.iter().map(|(_, r)| r.id.clone()));
        found
    }

    /// Every rule, without taking it.
    pub fn all(&self) -> &'a [Rule] {
        self.book.rules()
    }

    /// Ids whose versions are read by the day that a question is about.
    pub fn dated_ids(&self) -> BTreeSet<String> {
        self.dated.borrow().clone()
    }

    /// Ids that nobody took.
    pub fn unused(&self) -> Vec<String> {
        let used = self.used.borrow();
        let all = self.book.rules().iter();
        let mut left: Vec<_> = all.map(|r| r.id.clone()).filter(|id| !used.contains(id)).collect();
        left.dedup();
        left
    }
}

impl Rule {
    fn wrong(&self, what: &str) -> LawError {
        LawError::rules(format!("„{}“: стойността не е {what}", self.id))
    }

    /// The value as a whole number.
    pub(crate) fn int<T: TryFrom<i64>>(&self) -> Result<T, LawError> {
        let value = self.value.as_integer().and_then(|n| T::try_from(n).ok());
        value.ok_or_else(|| self.wrong("цяло число в границите"))
    }

    /// The value as yes or no.
    pub(crate) fn yes(&self) -> Result<bool, LawError> {
        self.value.as_bool().ok_or_else(|| self.wrong("true или false"))
    }

    /// The value as text.
    pub(crate) fn word(&self) -> Result<&str, LawError> {
        self.value.as_str().ok_or_else(|| self.wrong("текст"))
    }

    /// The value as a decimal number written as text, or a whole number.
    pub(crate) fn decimal(&self) -> Result<Decimal, LawError> {
        match &self.value {
            toml::Value::String(s) => Decimal::from_str(s).map_err(|_| self.wrong("число")),
            toml::Value::Integer(n) => Ok(Decimal::from(*n)),
            _ => Err(self.wrong("число като текст")),
        }
    }

    /// The value as a day.
    pub(crate) fn day(&self) -> Result<Date, LawError> {
        let day = self.value.as_str().and_then(|s| s.parse().ok());
        day.ok_or_else(|| self.wrong("ден ГГГГ-ММ-ДД"))
    }

    /// The value as a list of texts.
    pub(crate) fn words(&self) -> Result<Vec<String>, LawError> {
        self.value.clone().try_into().map_err(|_| self.wrong("списък от текстове"))
    }

    /// The value read into a type of its own.
    pub(crate) fn typed<T: serde::de::DeserializeOwned>(&self) -> Result<T, LawError> {
        self.value.clone().try_into().map_err(|e: toml::de::Error| {
            LawError::rules(format!("„{}“: {}", self.id, e.message()))
        })
    }

    /// A theme key read into a type of its own.
    pub(crate) fn key<T: serde::de::DeserializeOwned>(&self, key: &str) -> Result<T, LawError> {
        let value = self.extra.get(key).cloned();
        let value = value.ok_or_else(|| LawError::rules(format!("„{}“: липсва {key}", self.id)))?;
        value.try_into().map_err(|e: toml::de::Error| {
            LawError::rules(format!("„{}“: {key}: {}", self.id, e.message()))
        })
    }
}
