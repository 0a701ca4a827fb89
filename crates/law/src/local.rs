//! What a municipality decided itself, laid over the law for it alone: its own values of what the
//! law leaves to it, values of old rules that it checked, days that the government declared.
//!
//! Invariants: nothing that the law fixes can be changed; a value has the shape of the one it
//! replaces; the periods of one rule do not overlap. A value changes answers about days from its
//! first day on. Some questions have no day (who may get a parking card): for them a value holds
//! while the day of asking is in its period.

use std::str::FromStr;

use jiff::civil::Date;
use rust_decimal::Decimal;

use crate::book::Book;
use crate::draft::{OFF, WORK};
use crate::rule::{Confidence, Rule};
use crate::{Currency, Law, LawError, Money};

/// A value of a rule that holds in one municipality.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LocalValue {
    /// The rule, or `calendar.off.ГГГГ-ММ-ДД` and `calendar.work.ГГГГ-ММ-ДД` for declared days.
    pub id: String,
    /// The value as it is typed: `5`, `0,7`, `да`, `next`, `363,00`.
    pub value: String,
    /// First day.
    pub from: Date,
    /// Last day; none until further notice.
    pub to: Option<Date>,
    /// Why, with the number of the act.
    pub ground: String,
}

/// To whom the law leaves a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Left {
    /// To the municipality: a free choice, or one of two readings.
    Municipality,
    /// To nobody, but it stands here from memory: whoever reads the text may put what it says.
    Memory,
    /// To nobody.
    Nobody,
}

/// Why a value of a municipality is not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum LocalRefusal {
    /// There is no such rule.
    #[error("няма такова правило")]
    Unknown,
    /// The law fixes it.
    #[error("законът определя стойността и не я оставя на общината")]
    Fixed,
    /// The value has parts.
    #[error("стойността е съставна и не се въвежда тук")]
    Composite,
    /// Not in the shape of the rule.
    #[error("стойността не е във вида на правилото")]
    Shape,
    /// Outside the allowed choices.
    #[error("стойността не е между възможните")]
    Choice,
    /// The last day is before the first.
    #[error("последният ден е преди първия")]
    Period,
    /// Another value holds in the period.
    #[error("за този период вече има стойност")]
    Overlap,
    /// The day is declared already.
    #[error("денят вече е обявен")]
    Declared,
    /// The rule is not in force on the first day.
    #[error("правилото не е в сила на първия ден")]
    NotInForce,
}

impl Rule {
    /// To whom the law leaves the value.
    #[must_use]
    pub fn left(&self) -> Left {
        if self.municipal_override {
            Left::Municipality
        } else if self.confidence == Confidence::M && shape(self).is_some() {
            Left::Memory
        } else {
            Left::Nobody
        }
    }

    /// The values between which the rule chooses, with their words; empty for a number.
    #[must_use]
    pub fn choices(&self) -> Vec<(String, String)> {
        let named = |name: String| (name.clone(), crate::words::choice(&name).to_owned());
        match shape(self) {
            Some(Shape::YesNo) => ["true", "false"].map(|v| named(v.to_owned())).into(),
            _ => self.texts("options").into_iter().map(named).collect(),
        }
    }

    /// The value in words, with its unit.
    #[must_use]
    pub fn shown(&self) -> String {
        crate::cli::value_text(self)
    }
}

/// What a value looks like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Shape {
    Whole,
    YesNo,
    Decimal,
    Day,
    Choice,
    Money(Currency),
}

fn shape(rule: &Rule) -> Option<Shape> {
    match &rule.value {
        toml::Value::Integer(_) => Some(Shape::Whole),
        toml::Value::Boolean(_) => Some(Shape::YesNo),
        toml::Value::String(_) if rule.extra.contains_key("options") => Some(Shape::Choice),
        toml::Value::String(text) if Decimal::from_str(text).is_ok() => Some(Shape::Decimal),
        toml::Value::String(text) if text.parse::<Date>().is_ok() => Some(Shape::Day),
        toml::Value::Table(table) => match table.get("currency").and_then(toml::Value::as_str) {
            Some("EUR") => Some(Shape::Money(Currency::Eur)),
            Some("BGN") => Some(Shape::Money(Currency::Bgn)),
            _ => None,
        },
        _ => None,
    }
}

fn read(rule: &Rule, typed: &str) -> Result<toml::Value, LocalRefusal> {
    let typed = typed.trim();
    let decimal = || {
        let number = Decimal::from_str(&typed.replace(',', ".")).ok();
        number.filter(|n| !n.is_sign_negative()).ok_or(LocalRefusal::Shape)
    };
    Ok(match shape(rule).ok_or(LocalRefusal::Composite)? {
        Shape::Whole => {
            let number: u16 = typed.parse().map_err(|_| LocalRefusal::Shape)?;
            toml::Value::Integer(number.into())
        }
        Shape::YesNo => match typed {
            "true" | "да" => true.into(),
            "false" | "не" => false.into(),
            _ => return Err(LocalRefusal::Choice),
        },
        Shape::Decimal => decimal()?.to_string().into(),
        Shape::Day => {
            let day: Date = typed.parse().map_err(|_| LocalRefusal::Shape)?;
            day.to_string().into()
        }
        Shape::Choice => {
            if !rule.texts("options").iter().any(|option| option == typed) {
                return Err(LocalRefusal::Choice);
            }
            typed.into()
        }
        Shape::Money(currency) => {
            let money = Money::parse(typed, currency).map_err(|_| LocalRefusal::Shape)?;
            let mut table = rule.value.as_table().cloned().unwrap_or_default();
            table.insert("amount".to_owned(), money.decimal().into());
            table.into()
        }
    })
}

/// A day that the government declared: off, or worked in place of another.
fn declared(id: &str) -> Option<(Date, &'static str)> {
    let off = id.strip_prefix(OFF).map(|day| (day, "Ден, обявен за неприсъствен"));
    let work = id.strip_prefix(WORK).map(|day| (day, "Работен ден вместо друг"));
    let (day, title) = off.or(work)?;
    Some((day.parse().ok()?, title))
}

impl LocalValue {
    /// Whether the law takes this value.
    ///
    /// # Errors
    /// The refusal.
    pub fn check(&self, law: &Law) -> Result<(), LocalRefusal> {
        if self.to.is_some_and(|to| to < self.from) {
            return Err(LocalRefusal::Period);
        }
        let book = law.book();
        if let Some((day, _)) = declared(&self.id) {
            let off_already = self.id.starts_with(OFF) && !law.is_working(day);
            let worked_already = self.id.starts_with(WORK) && law.is_working(day);
            let is_known = !book.history(&self.id).is_empty();
            let wrong = off_already || worked_already || is_known;
            return if wrong { Err(LocalRefusal::Declared) } else { Ok(()) };
        }
        book.newest(&self.id).map_err(|_| LocalRefusal::Unknown)?;
        let rule = book.at(&self.id, self.from).map_err(|_| LocalRefusal::NotInForce)?;
        match rule.left() {
            Left::Nobody => Err(LocalRefusal::Fixed),
            Left::Municipality | Left::Memory => read(rule, &self.value).map(|_| ()),
        }
    }

    fn overlaps(&self, other: &Self) -> bool {
        self.id == other.id
            && self.to.is_none_or(|to| other.from <= to)
            && other.to.is_none_or(|to| self.from <= to)
    }

    /// The value as a change of the book. A rule whose versions the engine does not read by day
    /// gets it without days.
    pub(crate) fn table(&self, book: &Book, dated: bool) -> Result<toml::Table, LawError> {
        let mut table = toml::Table::new();
        table.insert("id".to_owned(), self.id.as_str().into());
        table.insert("note".to_owned(), self.ground.as_str().into());
        if let Some((day, title)) = declared(&self.id) {
            table.insert("value".to_owned(), day.to_string().into());
            table.insert("title".to_owned(), format!("{title} ({})", self.ground).into());
            table.insert("valid_from".to_owned(), day.to_string().into());
            table.insert("valid_to".to_owned(), day.to_string().into());
            return Ok(table);
        }
        let rule = book.at(&self.id, self.from)?;
        let value = read(rule, &self.value)
            .map_err(|refusal| LawError::rules(format!("„{}“: {refusal}", self.id)))?;
        table.insert("value".to_owned(), value);
        if rule.left() == Left::Memory {
            table.insert("confidence".to_owned(), "V".into());
        }
        if dated {
            table.insert("valid_from".to_owned(), self.from.to_string().into());
            if let Some(to) = self.to {
                table.insert("valid_to".to_owned(), to.to_string().into());
            }
        }
        Ok(table)
    }
}

impl Law {
    /// This law with a municipality's own values, as it answers on a day of asking.
    ///
    /// # Errors
    /// `BadRules` naming the rule whose value is not taken.
    ///
    /// ```
    /// use law::{Law, LocalValue};
    /// let own = |id: &str, value: &str| LocalValue {
    ///     id: id.into(), value: value.into(), from: "2027-01-01".parse().unwrap(), to: None,
    ///     ground: "Заповед № 12".into(),
    /// };
    /// let today = "2027-01-04".parse()?;
    /// let law = Law::current().with_local(&[own("D07", "5")], today)?;
    /// assert_eq!(law.due("D07", "2027-01-04".parse()?, &[])?.due, Some("2027-01-11".parse()?));
    /// assert!(Law::current().with_local(&[own("D01", "40")], today).is_err());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn with_local(&self, values: &[LocalValue], today: Date) -> Result<Self, LawError> {
        let mut values: Vec<&LocalValue> = values.iter().collect();
        values.sort_by_key(|value| (value.from, value.id.clone()));
        for (i, value) in values.iter().enumerate() {
            let overlap = values[..i].iter().any(|before| before.overlaps(value));
            let taken = if overlap { Err(LocalRefusal::Overlap) } else { value.check(self) };
            taken.map_err(|refusal| LawError::rules(format!("„{}“: {refusal}", value.id)))?;
        }
        values.retain(|value| {
            declared(&value.id).is_some()
                || self.reads_by_day(&value.id)
                || value.from <= today && value.to.is_none_or(|to| today <= to)
        });
        if values.is_empty() {
            return Ok(self.clone());
        }
        Self::build(self.book().overlay_local(&values, &self.dated)?)
    }

    /// Whether a value of the rule holds for questions about its days. Otherwise the questions
    /// have no day, and the value holds while they are asked in its period.
    #[must_use]
    pub fn reads_by_day(&self, id: &str) -> bool {
        self.dated.contains(id)
    }
}
