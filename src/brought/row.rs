//! A row read: the agreement that it tells of, or all its cells that are wrong. No database.

use super::field::{DAYS, Field, Side, code_of, people_columns};
use crate::assistance::read_clock;
use crate::people::{IdentifierKind, NewPerson};
use kit::types::Day;
use law::{Currency, Money};
use serde::{Deserialize, Serialize};
use sheet::{Checked, Fault, Places, Plan, Row, Wrong};

/// Letters of a cell at most.
const TEXT_MAX: usize = 300;
/// Hours of a month at most: no degree gives more.
const HOURS_MAX: u32 = 744;

/// A cell that is wrong, as it is kept and shown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Told {
    /// Code of the field.
    pub field: String,
    /// Code of the fault: of this capability, of a table of people, or of a plan-schedule.
    pub fault: String,
    /// What stands in the cell, or what the words need.
    pub value: String,
}

/// What a row says of a working day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Planned {
    /// So many minutes, at whatever time.
    Minutes(u32),
    /// From and to, minutes after midnight.
    Times(u32, u32),
}

/// The aids of the user that go to the municipality, as a row tells of them (чл. 13 ЗЛП).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Aids {
    /// A part of the aid for a child.
    pub child: bool,
    /// Cents of the supplement of чл. 103 КСО, in euro.
    pub supplement: Option<i64>,
}

/// An agreement as a row tells of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    /// The user.
    pub user: Checked,
    /// Who speaks for the user, or empty.
    pub representative: String,
    /// Number of the directive, or empty.
    pub directive_number: String,
    /// Its day.
    pub directive_on: Option<Day>,
    /// Degree of dependency, 1 to 4.
    pub degree: Option<u8>,
    /// Hours a month of the directive.
    pub directive_hours: u32,
    /// Its last day; that of the agreement when nothing is said.
    pub directive_until: Day,
    /// The aids that go to the municipality; a row that was kept before they were asked about has none.
    #[serde(default)]
    pub aids: Aids,
    /// The assistant.
    pub assistant: Checked,
    /// What the assistant is to the user, or empty.
    pub relation: String,
    /// Number of the entry in the list of candidates, or empty.
    pub listed_number: String,
    /// Its day.
    pub listed_on: Option<Day>,
    /// Number of the agreement.
    pub number: String,
    /// Its day.
    pub on: Day,
    /// Hours a month.
    pub hours: u32,
    /// First day of its term.
    pub from: Day,
    /// Last day of its term.
    pub until: Day,
    /// Number of the labour contract.
    pub contract_number: String,
    /// Its day.
    pub contract_on: Day,
    /// First day of work.
    pub starts_on: Day,
    /// Whole years of service.
    pub years: u32,
    /// Months beyond them.
    pub months: u32,
    /// Minutes a week with other employers.
    pub other_minutes: u32,
    /// The working days, Monday first; nothing while the row says nothing of the week.
    pub days: Vec<Option<Planned>>,
}

/// What stands in a cell for yes; in small letters, the last one in both scripts.
const YES: [&str; 6] = ["да", "yes", "+", "1", "x", "х"];
/// … and for no.
const NO: [&str; 6] = ["", "не", "no", "-", "–", "0"];

/// How the rows are read.
pub struct Reader<'a> {
    /// The field of each column.
    pub columns: &'a [Option<Field>],
    /// The settlements.
    pub places: &'a Places,
    /// The day of the reading.
    pub today: Day,
}

struct Reading<'a> {
    reader: &'a Reader<'a>,
    row: Row<'a>,
    wrong: Vec<Told>,
}

/// The identifier by which a person of a row is known: ЕГН, else ЛНЧ.
#[must_use]
pub fn identifier(checked: &Checked) -> Option<(IdentifierKind, String)> {
    let egn = checked.egn.clone().map(|value| (IdentifierKind::Egn, value));
    egn.or_else(|| checked.lnch.clone().map(|value| (IdentifierKind::Lnch, value)))
}

/// A person of a row, to be entered.
#[must_use]
pub fn person(checked: &Checked) -> NewPerson {
    NewPerson {
        given: checked.given.clone(),
        middle: checked.middle.clone(),
        family: checked.family.clone(),
        birth_day: checked.born.map(Day),
        sex: checked.sex.clone(),
        phone: checked.phone.clone(),
        identifiers: identifier(checked).into_iter().collect(),
        present: checked.present.clone(),
        ..NewPerson::default()
    }
}

impl Reader<'_> {
    /// The agreement that a row tells of.
    ///
    /// # Errors
    /// All cells that are wrong, in the order of the fields.
    pub fn read(&self, row: Row<'_>) -> Result<Line, Vec<Told>> {
        let mut reading = Reading { reader: self, row, wrong: Vec::new() };
        let user = reading.person(Side::User);
        let representative = reading.text("representative");
        let directive_number = reading.text("directive-number");
        let directive_on = reading.day("directive-on");
        let degree = reading.degree();
        let directive_hours = reading.hours("directive-hours");
        let directive_until = reading.day("directive-until");
        let aids =
            Aids { child: reading.answer("child-aid"), supplement: reading.sum("supplement") };
        let assistant = reading.person(Side::Assistant);
        let relation = reading.text("relation");
        let listed_number = reading.text("listed-number");
        let listed_on = reading.day("listed-on");
        let number = reading.needed("number");
        let on = reading.needed_day("on");
        let hours = reading.hours("hours");
        let from = reading.day("from").unwrap_or(on);
        let until = match (reading.day("until"), directive_until) {
            (Some(day), _) | (None, Some(day)) => day,
            (None, None) => reading.needed_day("until"),
        };
        let contract_number = reading.text("contract-number");
        let contract_on = reading.day("contract-on").unwrap_or(on);
        let line = Line {
            user,
            representative,
            directive_number,
            directive_on,
            degree,
            directive_hours,
            directive_until: directive_until.unwrap_or(until),
            aids,
            assistant,
            relation,
            listed_number,
            listed_on,
            contract_number: if contract_number.is_empty() {
                number.clone()
            } else {
                contract_number
            },
            number,
            on,
            hours,
            from,
            until,
            contract_on,
            starts_on: reading.day("starts-on").unwrap_or(from.max(contract_on)),
            years: reading.count("years", 60),
            months: reading.count("months", 11),
            other_minutes: reading.count("other-hours", 60) * 60,
            days: reading.days(),
        };
        if reading.wrong.is_empty() { Ok(line) } else { Err(reading.wrong) }
    }
}

impl<'a> Reading<'a> {
    fn cell(&self, code: &str) -> &'a str {
        let is = |known: &Option<Field>| known.is_some_and(|field| field.code == code);
        let column = self.reader.columns.iter().position(is);
        column.map(|column| self.row.cell(column)).unwrap_or_default()
    }

    fn note(&mut self, code: &str, fault: &str) {
        let value = self.cell(code).to_owned();
        self.wrong.push(Told { field: code.to_owned(), fault: fault.to_owned(), value });
    }

    fn text(&mut self, code: &str) -> String {
        let text = self.cell(code);
        if text.chars().count() > TEXT_MAX {
            self.note(code, Fault::TooLong.code());
        }
        text.to_owned()
    }

    fn needed(&mut self, code: &str) -> String {
        let text = self.text(code);
        if text.is_empty() {
            self.note(code, Fault::Missing.code());
        }
        text
    }

    fn day(&mut self, code: &str) -> Option<Day> {
        let text = self.cell(code);
        if text.is_empty() {
            return None;
        }
        let day = sheet::day(text).map(Day);
        if day.is_none() {
            self.note(code, Fault::Day.code());
        }
        day
    }

    fn needed_day(&mut self, code: &str) -> Day {
        if self.cell(code).is_empty() {
            self.note(code, Fault::Missing.code());
        }
        self.day(code).unwrap_or(self.reader.today)
    }

    fn whole(text: &str) -> Option<u32> {
        let text = text.trim().trim_end_matches("ч.").trim_end_matches('ч').trim();
        let text = text.strip_suffix(".0").or(text.strip_suffix(",0")).unwrap_or(text);
        text.parse().ok()
    }

    fn count(&mut self, code: &str, most: u32) -> u32 {
        let text = self.cell(code);
        if text.is_empty() {
            return 0;
        }
        let number = Self::whole(text).filter(|number| *number <= most);
        if number.is_none() {
            self.note(code, "number");
        }
        number.unwrap_or(0)
    }

    fn hours(&mut self, code: &str) -> u32 {
        if self.cell(code).is_empty() {
            self.note(code, Fault::Missing.code());
            return 0;
        }
        let hours = Self::whole(self.cell(code)).filter(|hours| (1..=HOURS_MAX).contains(hours));
        if hours.is_none() {
            self.note(code, "number");
        }
        hours.unwrap_or(0)
    }

    /// `да`, `не`; nothing is no.
    fn answer(&mut self, code: &str) -> bool {
        let text = self.cell(code).to_lowercase();
        let is_yes = YES.contains(&text.as_str());
        if !is_yes && !NO.contains(&text.as_str()) {
            self.note(code, "answer");
        }
        is_yes
    }

    /// `127,88`, `127.88 €`; nothing, no and zero are none.
    fn sum(&mut self, code: &str) -> Option<i64> {
        let text = self.cell(code).to_lowercase().replace([' ', '\u{a0}'], "");
        let text = text.trim_end_matches("евро").trim_end_matches('€');
        if NO.contains(&text) {
            return None;
        }
        match Money::parse(text, Currency::Eur) {
            Ok(sum) if sum.cents > 0 => Some(sum.cents),
            Ok(sum) if sum.cents == 0 => None,
            _ => {
                self.note(code, "sum");
                None
            }
        }
    }

    /// `3`, `III`, `трета`.
    fn degree(&mut self) -> Option<u8> {
        let text = self.cell("degree").to_lowercase();
        let text = text.trim_end_matches("степен").trim();
        let known = [
            ["1", "i", "първа"],
            ["2", "ii", "втора"],
            ["3", "iii", "трета"],
            ["4", "iv", "четвърта"],
        ];
        if text.is_empty() {
            return None;
        }
        let place = known.iter().position(|words| words.contains(&text));
        if place.is_none() {
            self.note("degree", "degree");
        }
        place.and_then(|place| u8::try_from(place + 1).ok())
    }

    fn person(&mut self, side: Side) -> Checked {
        let columns = people_columns(self.reader.columns, side);
        let today = self.reader.today.0;
        let places = self.reader.places;
        let plan = Plan { columns: &columns, places, today, languages: &[] };
        match plan.check(self.row) {
            Ok(checked) => {
                if identifier(&checked).is_none() {
                    self.note(code_of(side, sheet::Field::Egn), Fault::Missing.code());
                }
                checked
            }
            Err(wrong) => {
                for Wrong { field, fault } in wrong {
                    self.note(code_of(side, field), fault.code());
                }
                Checked::default()
            }
        }
    }

    /// `4`, `4,5`, `4:30` hours, or `9:00-13:00`.
    fn planned(text: &str) -> Option<Planned> {
        if let Some((from, to)) = text.split_once(['-', '–']) {
            let times = (read_clock(from.trim())?, read_clock(to.trim())?);
            return (times.0 < times.1).then_some(Planned::Times(times.0, times.1));
        }
        let (hours, part) = text.split_once([',', '.']).unwrap_or((text, "0"));
        let minutes = match part.trim() {
            "0" | "00" => 0,
            "25" => 15,
            "5" | "50" => 30,
            "75" => 45,
            _ => return None,
        };
        let whole = if text.contains(':') {
            read_clock(text)?
        } else {
            hours.trim().parse::<u32>().ok().filter(|hours| *hours <= 24)? * 60 + minutes
        };
        Some(Planned::Minutes(whole))
    }

    fn days(&mut self) -> Vec<Option<Planned>> {
        if DAYS.iter().all(|code| self.cell(code).is_empty()) {
            return Vec::new();
        }
        let mut all = Vec::new();
        for code in DAYS {
            let text = self.cell(code);
            let planned = Self::planned(text);
            if planned.is_none() && !text.is_empty() {
                self.note(code, "times");
            }
            all.push(planned.filter(|planned| *planned != Planned::Minutes(0)));
        }
        all
    }
}
