//! A population to try two laws on: one compact row per person or per group of equal people.
//!
//! Columns: `date` (day of the wish and of the money) must be there. `group` (a label), `people`
//! (how many equal people the row stands for), the keys of `law eligibility --schema`, `hours` and
//! `years_of_service` of personal assistance, and for a wish `kind`, `access`, `level`, `funding`,
//! `this_municipality`, `provider_municipality`, `present_address`, `stays_in`, `urgent`,
//! `guardianship`, `child_protection_measure`, `zhu_directive`, `replacement_care`,
//! `optional_referral`. Empty cells are not known.
//!
//! Invariants: a row refers to a group and a month that exist; text is read once, here.

use std::collections::HashMap;

use jiff::civil::Date;
use serde_json::{Map, Value};

use crate::competence::{Case, Wish};
use crate::csv::{Heading, each_row};
use crate::day::{DayNo, number};
use crate::eligibility::{Citizen, FIELDS, field};
use crate::time::{Minutes, Month};
use crate::{LawError, parse_day};

/// Columns that are not questions of eligibility.
const OWN: [&str; 5] = ["date", "group", "people", "hours", "years_of_service"];
const SERVICE: [&str; 7] = [
    "kind",
    "access",
    "level",
    "funding",
    "provider_municipality",
    "replacement_care",
    "optional_referral",
];
const PERSON: [&str; 6] = [
    "present_address",
    "stays_in",
    "urgent",
    "guardianship",
    "child_protection_measure",
    "zhu_directive",
];

/// One row.
#[derive(Debug, Clone, Copy)]
pub(super) struct Resident {
    pub group: u32,
    pub people: u32,
    pub day: DayNo,
    pub month: u16,
    pub years: u8,
    pub minutes: Minutes,
    pub citizen: Citizen,
    pub wish: Option<Wish>,
}

/// A population read from a table.
#[derive(Debug, Clone, Default)]
pub struct Population {
    pub(super) groups: Vec<String>,
    pub(super) months: Vec<Month>,
    pub(super) residents: Vec<Resident>,
    group_places: HashMap<String, u32>,
    month_places: HashMap<Month, u16>,
}

struct Columns {
    date: usize,
    group: Option<usize>,
    people: Option<usize>,
    hours: Option<usize>,
    years: Option<usize>,
    questions: Vec<(usize, usize)>,
    this_municipality: Option<usize>,
    service: Vec<(&'static str, usize)>,
    person: Vec<(&'static str, usize)>,
}

impl Columns {
    fn find(heading: &Heading) -> Result<Self, LawError> {
        for name in heading.names() {
            let known = OWN.contains(&name.as_str())
                || SERVICE.contains(&name.as_str())
                || PERSON.contains(&name.as_str())
                || name == "this_municipality"
                || field(name).is_some();
            if !known {
                return Err(LawError::input(format!("непозната колона „{name}“")));
            }
        }
        let all = |names: &[&'static str]| -> Vec<(&'static str, usize)> {
            names.iter().filter_map(|n| Some((*n, heading.column(n)?))).collect()
        };
        let questions = FIELDS.iter().enumerate();
        Ok(Self {
            date: heading.need("date")?,
            group: heading.column("group"),
            people: heading.column("people"),
            hours: heading.column("hours"),
            years: heading.column("years_of_service"),
            questions: questions.filter_map(|(i, f)| Some((i, heading.column(f.key)?))).collect(),
            this_municipality: heading.column("this_municipality"),
            service: all(&SERVICE),
            person: all(&PERSON),
        })
    }
}

impl Population {
    /// Reads a table.
    ///
    /// # Errors
    /// `BadInput` with line and column on anything that does not fit.
    pub fn read_csv(text: &str) -> Result<Self, LawError> {
        let mut out = Self::default();
        let population = &mut out;
        each_row(text, |heading| {
            let columns = Columns::find(heading)?;
            Ok(move |row: &[String]| population.add(&columns, row))
        })?;
        Ok(out)
    }

    /// Rows.
    #[must_use]
    pub fn len(&self) -> usize {
        self.residents.len()
    }

    /// Whether there is nobody.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.residents.is_empty()
    }

    fn add(&mut self, columns: &Columns, row: &[String]) -> Result<(), LawError> {
        let cell = |place: Option<usize>| place.map_or("", |i| row[i].trim());
        let whole = |place: Option<usize>, name: &str, plain: u32| match cell(place) {
            "" => Ok(plain),
            text => text.parse().map_err(|_| wrong(name, text)),
        };
        let date = parse_day(row[columns.date].trim())?;
        let mut citizen = Citizen::default();
        for &(question, place) in &columns.questions {
            let shape = FIELDS[question].shape;
            let text = row[place].trim();
            citizen.values[question] =
                shape.cell(text).ok_or_else(|| wrong(FIELDS[question].key, text))?;
        }
        let hours = cell(columns.hours);
        let minutes = if hours.is_empty() { Minutes::default() } else { Minutes::parse(hours)? };
        let years = whole(columns.years, "years_of_service", 0)?;
        let resident = Resident {
            group: self.group(cell(columns.group)),
            people: whole(columns.people, "people", 1)?,
            day: number(date),
            month: self.month(date)?,
            years: u8::try_from(years)
                .map_err(|_| wrong("years_of_service", &years.to_string()))?,
            minutes,
            citizen,
            wish: wish(columns, row, date)?,
        };
        self.residents.push(resident);
        Ok(())
    }

    fn group(&mut self, name: &str) -> u32 {
        let name = if name.is_empty() { "без група" } else { name };
        if let Some(&place) = self.group_places.get(name) {
            return place;
        }
        let place = u32::try_from(self.groups.len()).unwrap_or(u32::MAX);
        self.groups.push(name.to_owned());
        self.group_places.insert(name.to_owned(), place);
        place
    }

    fn month(&mut self, date: Date) -> Result<u16, LawError> {
        let month = Month::of(date);
        if let Some(&place) = self.month_places.get(&month) {
            return Ok(place);
        }
        let place = u16::try_from(self.months.len());
        let place = place.map_err(|_| LawError::input("твърде много различни месеци"))?;
        self.months.push(month);
        self.month_places.insert(month, place);
        Ok(place)
    }
}

fn wrong(column: &str, text: &str) -> LawError {
    LawError::input(format!("колона „{column}“: „{text}“ не е стойност за нея"))
}

fn wish(columns: &Columns, row: &[String], date: Date) -> Result<Option<Wish>, LawError> {
    let filled = |list: &[(&'static str, usize)]| {
        let mut out = Map::new();
        for &(name, place) in list {
            let text = row[place].trim();
            if !text.is_empty() {
                out.insert(name.to_owned(), value_of(name, text));
            }
        }
        out
    };
    let service = filled(&columns.service);
    if !service.contains_key("kind") {
        return Ok(None);
    }
    let here = columns.this_municipality.map_or("", |i| row[i].trim());
    let mut case = Map::new();
    case.insert("date".to_owned(), date.to_string().into());
    case.insert("this_municipality".to_owned(), here.into());
    case.insert("service".to_owned(), service.into());
    case.insert("person".to_owned(), filled(&columns.person).into());
    let case: Case = serde_json::from_value(case.into())
        .map_err(|e| LawError::input(format!("желанието не се чете: {e}")))?;
    Wish::of(&case).map(Some)
}

fn value_of(name: &str, text: &str) -> Value {
    match (name, text) {
        ("kind", _) => text.parse::<u8>().map_or_else(|_| text.into(), Value::from),
        ("optional_referral" | "child_protection_measure" | "zhu_directive", _) => match text {
            "yes" | "true" | "1" => true.into(),
            "no" | "false" | "0" => false.into(),
            other => other.into(),
        },
        _ => text.into(),
    }
}
