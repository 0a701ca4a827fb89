//! A row checked: who it names, or all that is wrong with it.

use crate::cell::{day, digits, is_mixed};
use crate::fault::{Fault, Wrong};
use crate::field::Field;
use crate::place::{NotFound, Places};
use crate::table::Row;
use jiff::civil::Date;
use law::{Egn, IdError, Lnch, Sex};

const NAME_MAX: usize = 100;
const TEXT_MAX: usize = 300;
const NOTE_MAX: usize = 5_000;
/// Nobody alive was born earlier.
const AGE_MAX: i16 = 125;

/// How the rows of a table are read: what each column holds, what the settlements are, which day
/// it is.
pub struct Plan<'a> {
    /// The field of each column.
    pub columns: &'a [Option<Field>],
    /// The settlements.
    pub places: &'a Places,
    /// Nobody is born later.
    pub today: Date,
    /// Codes of languages with their names in small letters.
    pub languages: &'a [(&'static str, String)],
}

/// A person as a row names them.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Checked {
    /// Given name.
    pub given: String,
    /// Middle name, or empty.
    pub middle: String,
    /// Family name, or empty.
    pub family: String,
    /// ЕГН.
    pub egn: Option<String>,
    /// ЛНЧ.
    pub lnch: Option<String>,
    /// Day of birth.
    pub born: Option<Date>,
    /// `female`, `male`, or empty.
    pub sex: String,
    /// Telephone as written.
    pub phone: String,
    /// E-mail.
    pub email: String,
    /// EKATTE code and line of the present address.
    pub present: Option<(String, String)>,
    /// EKATTE code and line of the permanent address.
    pub permanent: Option<(String, String)>,
    /// Code of the language, or empty.
    pub language: String,
    /// A note.
    pub note: String,
}

/// Whether the columns name people: a given and a family name, or a whole one.
#[must_use]
pub fn is_complete(columns: &[Option<Field>]) -> bool {
    let has = |field| columns.contains(&Some(field));
    has(Field::FullName) || (has(Field::Given) && has(Field::Family))
}

struct Reading<'a> {
    plan: &'a Plan<'a>,
    row: Row<'a>,
    wrong: Vec<Wrong>,
}

impl Plan<'_> {
    /// Who a row names.
    ///
    /// # Errors
    /// All that is wrong with the row, in the order of the fields.
    pub fn check(&self, row: Row<'_>) -> Result<Checked, Vec<Wrong>> {
        let mut reading = Reading { plan: self, row, wrong: Vec::new() };
        let mut person = Checked::default();
        (person.given, person.middle, person.family) = reading.names();
        reading.identifiers(&mut person);
        person.born = reading.born();
        person.sex = reading.sex().to_owned();
        reading.agree_with_egn(&mut person);
        person.phone = reading.text(Field::Phone, TEXT_MAX);
        person.email = reading.email();
        person.present = reading.address(Field::Place, Field::Line);
        person.permanent = reading.address(Field::PermanentPlace, Field::PermanentLine);
        person.language = reading.language().to_owned();
        person.note = reading.text(Field::Note, NOTE_MAX);
        if reading.wrong.is_empty() { Ok(person) } else { Err(reading.wrong) }
    }
}

impl<'a> Reading<'a> {
    fn cell(&self, field: Field) -> &'a str {
        let column = self.plan.columns.iter().position(|known| *known == Some(field));
        column.map(|column| self.row.cell(column)).unwrap_or_default()
    }

    fn note(&mut self, field: Field, fault: Fault) {
        self.wrong.push(Wrong { field, fault });
    }

    fn text(&mut self, field: Field, longest: usize) -> String {
        let text = self.cell(field);
        if text.len() > longest && text.chars().count() > longest {
            self.note(field, Fault::TooLong);
        }
        text.to_owned()
    }

    fn names(&mut self) -> (String, String, String) {
        let whole = self.cell(Field::FullName);
        if !whole.is_empty() {
            self.look_at_name(Field::FullName, whole);
            let words: Vec<&str> = whole.split_whitespace().collect();
            let own = str::to_owned;
            return match words.as_slice() {
                [] => Default::default(),
                [given] => {
                    self.note(Field::FullName, Fault::Missing);
                    (own(given), String::new(), String::new())
                }
                [given, family] => (own(given), String::new(), own(family)),
                [given, middle, rest @ ..] => (own(given), own(middle), rest.join(" ")),
            };
        }
        let mut one = |field: Field| {
            let text = self.cell(field);
            self.look_at_name(field, text);
            text.split_whitespace().collect::<Vec<_>>().join(" ")
        };
        let names = (one(Field::Given), one(Field::Middle), one(Field::Family));
        let has_whole = self.plan.columns.contains(&Some(Field::FullName));
        if names.0.is_empty() {
            self.note(if has_whole { Field::FullName } else { Field::Given }, Fault::Missing);
        } else if names.2.is_empty() {
            self.note(Field::Family, Fault::Missing);
        }
        names
    }

    fn look_at_name(&mut self, field: Field, text: &str) {
        if text.chars().count() > NAME_MAX * 3 {
            self.note(field, Fault::TooLong);
        } else if text.chars().any(char::is_numeric) {
            self.note(field, Fault::Digits);
        } else if text.split_whitespace().any(is_mixed) {
            self.note(field, Fault::MixedScript);
        }
    }

    fn identifiers(&mut self, person: &mut Checked) {
        let egn = digits(self.cell(Field::Egn));
        if !egn.is_empty() {
            match Egn::parse(&egn).and_then(|e| e.check_born_by(self.plan.today).map(|()| e)) {
                Ok(_) => person.egn = Some(egn),
                // The column often holds both numbers.
                Err(_) if Lnch::parse(&egn).is_ok() => person.lnch = Some(egn),
                Err(e) => self.note(Field::Egn, id_fault(e)),
            }
        }
        let lnch = digits(self.cell(Field::Lnch));
        if !lnch.is_empty() {
            match Lnch::parse(&lnch) {
                Ok(_) => person.lnch = Some(lnch),
                Err(e) => self.note(Field::Lnch, id_fault(e)),
            }
        }
    }

    fn born(&mut self) -> Option<Date> {
        let text = self.cell(Field::Born);
        if text.is_empty() {
            return None;
        }
        let day = day(text);
        let today = self.plan.today;
        match day {
            None => self.note(Field::Born, Fault::Day),
            Some(day) if day > today => self.note(Field::Born, Fault::DayFuture),
            Some(day) if day.year() + AGE_MAX < today.year() => {
                self.note(Field::Born, Fault::DayOld);
            }
            Some(_) => {}
        }
        day
    }

    fn sex(&mut self) -> &'static str {
        let text = self.cell(Field::Sex);
        if text.is_empty() {
            return "";
        }
        match text.to_lowercase().as_str() {
            "ж" | "жена" | "женски" | "f" | "female" => "female",
            "м" | "мъж" | "мъжки" | "m" | "male" => "male",
            _ => {
                self.note(Field::Sex, Fault::Sex);
                ""
            }
        }
    }

    /// What an ЕГН says of day and sex fills what is empty; where both speak, they agree.
    fn agree_with_egn(&mut self, person: &mut Checked) {
        let Some(egn) = person.egn.as_deref().and_then(|egn| Egn::parse(egn).ok()) else {
            return;
        };
        match person.born {
            None => person.born = Some(egn.birth()),
            Some(day) if day != egn.birth() => self.note(Field::Born, Fault::DayDiffers),
            Some(_) => {}
        }
        let sex = match egn.sex() {
            Sex::Female => "female",
            Sex::Male => "male",
        };
        if person.sex.is_empty() {
            sex.clone_into(&mut person.sex);
        } else if person.sex != sex {
            self.note(Field::Sex, Fault::SexDiffers);
        }
    }

    fn email(&mut self) -> String {
        let text = self.text(Field::Email, TEXT_MAX);
        let parts = text.split_once('@');
        let is_wrong = parts.is_none_or(|(name, host)| name.is_empty() || !host.contains('.'));
        if !text.is_empty() && (is_wrong || text.contains(char::is_whitespace)) {
            self.note(Field::Email, Fault::Email);
        }
        text
    }

    fn address(&mut self, place: Field, line: Field) -> Option<(String, String)> {
        let text = self.text(line, TEXT_MAX);
        let typed = self.cell(place);
        if typed.is_empty() {
            let expects = self.plan.columns.contains(&Some(place));
            if !text.is_empty() && expects {
                self.note(place, Fault::PlaceMissing);
            }
            return None;
        }
        match self.plan.places.find(typed) {
            Ok(ekatte) => Some((ekatte.to_owned(), text)),
            Err(NotFound::Unknown) => {
                self.note(place, Fault::PlaceUnknown);
                None
            }
            Err(NotFound::Several) => {
                self.note(place, Fault::PlaceSeveral);
                None
            }
        }
    }

    fn language(&mut self) -> &'static str {
        let text = self.cell(Field::Language);
        if text.is_empty() {
            return "";
        }
        let text = text.to_lowercase();
        let known = self.plan.languages.iter().find(|(code, name)| text == *code || text == *name);
        if known.is_none() {
            self.note(Field::Language, Fault::Language);
        }
        known.map(|(code, _)| *code).unwrap_or_default()
    }
}

fn id_fault(e: IdError) -> Fault {
    match e {
        IdError::Shape => Fault::IdShape,
        IdError::Check => Fault::IdCheck,
        IdError::Date | IdError::Future => Fault::IdDate,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Kind, read};

    const HEADS: &str = "Име;Презиме;Фамилия;ЕГН;Дата на раждане;Пол;Телефон;Имейл;Населено място;\
                         Адрес;Език";

    fn check(line: &str) -> Result<Checked, Vec<(&'static str, &'static str)>> {
        let table = read(format!("{HEADS}\n{line}\n").as_bytes(), Kind::Csv).expect("a table");
        let columns = Field::guess(table.heads());
        assert!(is_complete(&columns));
        let places = crate::place::sample();
        let plan = Plan {
            columns: &columns,
            places: &places,
            today: Date::constant(2026, 11, 21),
            languages: &[("bg", "български".into()), ("tr", "турски".into())],
        };
        let row = table.rows_from(0).next().expect("a row");
        let told = |w: Vec<Wrong>| w.iter().map(|w| (w.field.code(), w.fault.code())).collect();
        plan.check(row).map_err(told)
    }

    #[test]
    fn a_good_row_is_a_person() {
        let line = "Иван;;Петров;6101047500;04.01.1961 г.;м;0888 1;i@p.bg;Басарбово;ул. 1;Турски";
        let person = check(line).expect("a person");
        assert_eq!((person.given.as_str(), person.family.as_str()), ("Иван", "Петров"));
        assert_eq!(person.egn.as_deref(), Some("6101047500"));
        assert_eq!((person.sex.as_str(), person.language.as_str()), ("male", "tr"));
        assert_eq!(person.present, Some(("02796".into(), "ул. 1".into())));
    }

    #[test]
    fn an_egn_fills_day_and_sex() {
        let person = check("Иван;;Петров;6101047500;;;;;;;").expect("a person");
        assert_eq!(person.born, Some(Date::constant(1961, 1, 4)));
        assert_eq!(person.sex, "male");
    }

    #[test]
    fn all_that_is_wrong_is_told_at_once() {
        let line = "Ивaн;;Петров;6101047501;31.02.1961;х;;няма;Никъде;;клингонски";
        let wrong = check(line).expect_err("wrong");
        assert_eq!(
            wrong,
            [
                ("given", "mixed"),
                ("egn", "id-check"),
                ("born", "day"),
                ("sex", "sex"),
                ("email", "email"),
                ("place", "place-unknown"),
                ("language", "language"),
            ]
        );
        assert_eq!(check(";;Петров;;;;;;;;").expect_err("no name"), [("given", "missing")]);
        let differs = check("Ана;;Колева;6101047500;05.01.1961;ж;;;;ул. 1;").expect_err("differs");
        let told = [("born", "day-differs"), ("sex", "sex-differs"), ("place", "place-missing")];
        assert_eq!(differs, told);
    }
}
