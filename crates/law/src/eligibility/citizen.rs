//! What a citizen answers, in a fixed number of bytes.
//!
//! Invariants: every question has one byte; [`UNKNOWN`] means that it was not answered; a value is
//! only stored when the question allows it.

use serde_json::{Map, Value, json};

use crate::LawError;

/// A question that was not answered.
pub const UNKNOWN: u8 = 255;

/// How a question is answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Shape {
    /// A whole number up to a bound.
    Number(u8),
    /// Yes or no.
    YesNo,
    /// One of several words.
    Choice(&'static [&'static str]),
}

/// A question: its key, its shape and its words.
pub(crate) struct Field {
    pub key: &'static str,
    pub shape: Shape,
    pub question: &'static str,
}

const fn number(key: &'static str, most: u8, question: &'static str) -> Field {
    Field { key, shape: Shape::Number(most), question }
}

const fn yes_no(key: &'static str, question: &'static str) -> Field {
    Field { key, shape: Shape::YesNo, question }
}

const fn choice(
    key: &'static str,
    words: &'static [&'static str],
    question: &'static str,
) -> Field {
    Field { key, shape: Shape::Choice(words), question }
}

/// Number of questions.
pub(crate) const FIELD_COUNT: usize = 27;

const LIVING: &[&str] = &["home", "residential", "hospital", "homeless", "foster", "shelter"];
const INCOME: &[&str] = &["none", "below_poverty", "above_poverty"];
const CRISIS: &[&str] = &["none", "crisis", "violence", "trafficking"];
const PENSION: &[&str] =
    &["none", "illness", "work", "social", "military", "civil", "survivor", "old_age"];

/// The questions.
pub(crate) const FIELDS: [Field; FIELD_COUNT] = [
    number("age", 130, "На колко навършени години е лицето?"),
    number("disability", 100, "Каква степен на увреждане е установена, в проценти (0 – няма)?"),
    yes_no("foreign_help", "Определена ли е чужда помощ?"),
    choice("living", LIVING, "Къде живее лицето?"),
    choice("income", INCOME, "Какъв е доходът спрямо линията на бедност?"),
    yes_no("deposits", "Има ли влогове?"),
    choice("crisis", CRISIS, "Има ли криза, домашно насилие или трафик?"),
    yes_no("over_working_age", "В надтрудоспособна възраст ли е?"),
    yes_no("unable_to_self_serve", "В невъзможност ли е да се самообслужва?"),
    yes_no("other_assistance", "Ползва ли друга асистентска грижа за същите потребности?"),
    yes_no("carer", "Полага ли грижа за близък?"),
    yes_no("carer_paid", "Получава ли възнаграждение или помощ за тази грижа?"),
    yes_no("family_carer", "Грижи ли се за лицето член на семейството?"),
    choice("pension", PENSION, "Каква пенсия получава?"),
    yes_no("secondary_school", "Учи ли в средно училище?"),
    yes_no("works_or_studies", "Работи ли или учи?"),
    yes_no("care_leaver", "Ползвало ли е резидентна грижа по ЗЗДет до 18 години?"),
    yes_no("wheelchair", "Ползва ли инвалидна количка?"),
    yes_no("mobility_difficulty", "Затруднено ли се придвижва?"),
    yes_no("lone", "Самотно лице или самотен родител ли е?"),
    yes_no("municipal_tenant", "Настанено ли е в общинско жилище?"),
    yes_no("child_aid", "Получава ли се помощ по чл. 8д ЗСПД?"),
    yes_no("child_at_risk", "Дете в риск ли е?"),
    yes_no("parent", "Отглежда ли дете?"),
    yes_no(
        "foster_or_adoptive",
        "Осиновител, кандидат-осиновител, приемно семейство или близък ли е?",
    ),
    yes_no("needs_medical_care", "Нуждае ли се от постоянно медицинско наблюдение?"),
    yes_no(
        "home_options_exhausted",
        "Изчерпани ли са възможностите за подкрепа в дома и общността?",
    ),
];

/// Answers of one citizen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Citizen {
    pub(crate) values: [u8; FIELD_COUNT],
}

impl Default for Citizen {
    fn default() -> Self {
        Self { values: [UNKNOWN; FIELD_COUNT] }
    }
}

pub(crate) fn field(key: &str) -> Option<usize> {
    FIELDS.iter().position(|f| f.key == key)
}

impl Shape {
    /// The byte of a JSON answer.
    fn byte(self, value: &Value) -> Option<u8> {
        match (self, value) {
            (_, Value::Null) => Some(UNKNOWN),
            (Self::Number(most), Value::Number(n)) => {
                n.as_u64().and_then(|n| u8::try_from(n).ok()).filter(|n| *n <= most)
            }
            (Self::YesNo, Value::Bool(b)) => Some(u8::from(*b)),
            (Self::Choice(words), Value::String(s)) => {
                words.iter().position(|w| w == s).and_then(|i| u8::try_from(i).ok())
            }
            _ => None,
        }
    }

    /// The byte of a cell of a table; an empty cell is not answered.
    pub(crate) fn cell(self, text: &str) -> Option<u8> {
        match (self, text) {
            (_, "") => Some(UNKNOWN),
            (Self::Number(most), _) => text.parse().ok().filter(|n| *n <= most),
            (Self::YesNo, "yes" | "true" | "1" | "да") => Some(1),
            (Self::YesNo, "no" | "false" | "0" | "не") => Some(0),
            (Self::YesNo, _) => None,
            (Self::Choice(words), _) => {
                words.iter().position(|w| *w == text).and_then(|i| u8::try_from(i).ok())
            }
        }
    }

    /// Number of different answers.
    pub(crate) fn answers(self) -> u8 {
        match self {
            Self::Number(most) => most.saturating_add(1),
            Self::YesNo => 2,
            Self::Choice(words) => u8::try_from(words.len()).unwrap_or(UNKNOWN - 1),
        }
    }

    /// The place of a word among the choices.
    pub(crate) fn place(self, word: &str) -> Option<u8> {
        match self {
            Self::Choice(_) => self.cell(word).filter(|b| *b != UNKNOWN),
            _ => None,
        }
    }

    fn words(self) -> String {
        match self {
            Self::Number(most) => format!("цяло число от 0 до {most}"),
            Self::YesNo => "true или false".to_owned(),
            Self::Choice(words) => words.join(", "),
        }
    }
}

impl Citizen {
    /// Reads answers from a JSON object; questions that are missing or `null` stay unanswered.
    ///
    /// # Errors
    /// `BadInput` naming the key that does not exist or whose value does not fit.
    pub fn from_json(answers: &Map<String, Value>) -> Result<Self, LawError> {
        let mut citizen = Self::default();
        for (key, value) in answers {
            citizen.set(key, value)?;
        }
        Ok(citizen)
    }

    /// Answers one question.
    ///
    /// # Errors
    /// As [`Citizen::from_json`].
    pub fn set(&mut self, key: &str, value: &Value) -> Result<(), LawError> {
        let place = field(key).ok_or_else(|| LawError::input(format!("няма въпрос „{key}“")))?;
        let shape = FIELDS[place].shape;
        self.values[place] = shape
            .byte(value)
            .ok_or_else(|| LawError::input(format!("„{key}“: {value} не е {}", shape.words())))?;
        Ok(())
    }
}

/// The questions with their answers, for forms and for `--schema`.
pub(crate) fn schema() -> Value {
    let fields = FIELDS.iter().map(|f| {
        let (kind, choices) = match f.shape {
            Shape::Number(most) => ("integer", json!({ "minimum": 0, "maximum": most })),
            Shape::YesNo => ("boolean", Value::Null),
            Shape::Choice(words) => ("string", json!({ "enum": words })),
        };
        let mut out = json!({ "key": f.key, "type": kind, "question": f.question });
        if let (Some(out), Some(more)) = (out.as_object_mut(), choices.as_object()) {
            out.extend(more.clone());
        }
        out
    });
    Value::Array(fields.collect())
}
