//! A field that an office adds to a form: what it asks, how it is answered, by which step it must
//! be answered. Pure.

use super::Kind;
use kit::types::Day;
use kit::web::Form;
use law::{Currency, Money};
use serde::{Deserialize, Serialize};
use ui::Lang;
use ui::text::text;

/// The longest answer of one line, and of several lines, in characters.
const SHORT_MAX: usize = 300;
const LONG_MAX: usize = 5_000;
/// The largest whole number: nobody counts further.
const NUMBER_MAX: i64 = 1_000_000_000;
/// The longest label, help and answer to choose, in characters.
pub const WORDS_MAX: usize = 200;
/// As many answers to choose from at most.
pub const OPTIONS_MAX: usize = 40;
/// As many own fields of a form at most: it must stay a page.
pub const FIELDS_MAX: usize = 30;

/// How a field is answered.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum FieldKind {
    /// A line of text.
    #[default]
    Short,
    /// Several lines of text.
    Long,
    /// A whole number.
    Number,
    /// An amount in euro; kept in cents.
    Money,
    /// A day.
    Date,
    /// Yes or no.
    YesNo,
    /// One of the given answers.
    One,
    /// Any of the given answers.
    Several,
}

impl FieldKind {
    /// All, in the order of the list.
    pub const ALL: [FieldKind; 8] = [
        FieldKind::Short,
        FieldKind::Long,
        FieldKind::Number,
        FieldKind::Money,
        FieldKind::Date,
        FieldKind::YesNo,
        FieldKind::One,
        FieldKind::Several,
    ];

    /// As forms and definitions write it.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            FieldKind::Short => "short",
            FieldKind::Long => "long",
            FieldKind::Number => "number",
            FieldKind::Money => "money",
            FieldKind::Date => "date",
            FieldKind::YesNo => "yes_no",
            FieldKind::One => "one",
            FieldKind::Several => "several",
        }
    }

    /// The kind with this code.
    #[must_use]
    pub fn from_code(code: &str) -> Option<FieldKind> {
        FieldKind::ALL.into_iter().find(|kind| kind.code() == code)
    }

    /// A text in somebody's own words.
    #[must_use]
    pub fn is_text(self) -> bool {
        matches!(self, FieldKind::Short | FieldKind::Long)
    }

    /// Answered by choosing among given answers.
    #[must_use]
    pub fn has_options(self) -> bool {
        matches!(self, FieldKind::One | FieldKind::Several)
    }
}

/// A step by which a field must be answered. A later one asks for what an earlier one asks for.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, utoipa::ToSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Step {
    /// When the form is saved.
    Save,
    /// Before the meeting is recorded as held.
    Meet,
    /// Before the preliminary assessment is signed.
    Sign,
}

impl Step {
    /// As forms and definitions write it.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Step::Save => "save",
            Step::Meet => "meet",
            Step::Sign => "sign",
        }
    }

    /// The steps at which a form can ask for an answer.
    #[must_use]
    pub fn of(kind: Kind) -> &'static [Step] {
        match kind {
            Kind::Contact => &[Step::Save],
            Kind::Wish => &[Step::Save, Step::Meet, Step::Sign],
            Kind::Assessment => &[Step::Save, Step::Sign],
        }
    }
}

/// An answer to choose.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct Answer {
    /// What is kept; never changes.
    pub code: String,
    /// In Bulgarian.
    pub bg: String,
    /// In English.
    pub en: String,
}

/// A field.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Field {
    /// What its answers are kept under, in all versions; made by the program.
    pub key: String,
    /// How it is answered.
    pub kind: FieldKind,
    /// Label in Bulgarian.
    pub bg: String,
    /// Label in English.
    pub en: String,
    /// Help in Bulgarian.
    pub help_bg: String,
    /// Help in English.
    pub help_en: String,
    /// The step by which it must be answered.
    pub required: Option<Step>,
    /// Its answers are sealed: they are not counted and leave in no file.
    pub sealed: bool,
    /// It stands on the printed assessment.
    pub printed: bool,
    /// It is asked no more; what was answered stays.
    pub off: bool,
    /// The answers to choose from.
    pub options: Vec<Answer>,
}

fn in_language<'a>(lang: Lang, (bg, en): (&'a str, &'a str)) -> &'a str {
    if lang == Lang::En && !en.is_empty() { en } else { bg }
}

impl Answer {
    /// Its words.
    #[must_use]
    pub fn words(&self, lang: Lang) -> &str {
        in_language(lang, (&self.bg, &self.en))
    }
}

impl Field {
    /// Its label.
    #[must_use]
    pub fn label(&self, lang: Lang) -> &str {
        in_language(lang, (&self.bg, &self.en))
    }

    /// Its help, or nothing.
    #[must_use]
    pub fn help(&self, lang: Lang) -> &str {
        in_language(lang, (&self.help_bg, &self.help_en))
    }

    /// The name of its box in forms and addresses.
    #[must_use]
    pub fn name(&self) -> String {
        format!("extra-{}", self.key)
    }

    /// Whether a step asks for its answer.
    #[must_use]
    pub fn is_required(&self, at: Step) -> bool {
        self.required.is_some_and(|by| by <= at)
    }

    /// Whether its answers can be counted: choices that are not sealed.
    #[must_use]
    pub fn is_countable(&self) -> bool {
        !self.sealed && (self.kind.has_options() || self.kind == FieldKind::YesNo)
    }

    /// What its answers are counted by: code and words.
    #[must_use]
    pub fn choices(&self, lang: Lang) -> Vec<(String, String)> {
        if self.kind == FieldKind::YesNo {
            let one = |code: &str| (code.to_owned(), yes_no(lang, code));
            return ["yes", "no"].map(one).into();
        }
        self.options.iter().map(|o| (o.code.clone(), o.words(lang).to_owned())).collect()
    }

    /// Reads its answers as they are kept; notes what is wrong beside the field.
    pub fn read(&self, form: &mut Form, at: Step) -> Vec<String> {
        let name = self.name();
        let given: Vec<String> = match self.kind {
            FieldKind::Short => vec![form.optional(&name, SHORT_MAX)],
            FieldKind::Long => vec![form.optional(&name, LONG_MAX)],
            FieldKind::Number => number(form, &name).into_iter().collect(),
            FieldKind::Money => money(form, &name).into_iter().collect(),
            FieldKind::Date => {
                form.day_optional(&name).map(|d| d.to_string()).into_iter().collect()
            }
            FieldKind::YesNo => chosen(form, &name, |code| code == "yes" || code == "no"),
            FieldKind::One | FieldKind::Several => {
                chosen(form, &name, |code| self.options.iter().any(|o| o.code == code))
            }
        };
        let mut given: Vec<String> = given.into_iter().filter(|one| !one.is_empty()).collect();
        if self.kind == FieldKind::One && given.len() > 1 {
            form.wrong(&name, "form-choose");
        }
        given.sort_unstable();
        given.dedup();
        if given.is_empty() && self.is_required(at) && form.field(&name).error.is_none() {
            form.wrong(&name, "forms-required");
        }
        given
    }

    /// Its answers as the values of its boxes.
    #[must_use]
    pub fn boxes(&self, given: &[String]) -> Vec<(String, String)> {
        let name = self.name();
        let first = given.first().map(String::as_str).unwrap_or_default();
        match self.kind {
            FieldKind::Date => kit::web::day_values(&name, first.parse::<Day>().ok()),
            FieldKind::Money => match first.parse() {
                Ok(cents) => vec![(name, Money::eur(cents).decimal().replace('.', ","))],
                Err(_) => Vec::new(),
            },
            _ => given.iter().map(|one| (name.clone(), one.clone())).collect(),
        }
    }

    /// Its answers in words.
    #[must_use]
    pub fn words(&self, given: &[String], lang: Lang) -> String {
        let one = |kept: &String| -> String {
            match self.kind {
                FieldKind::Date => kept.parse::<Day>().map_or(kept.clone(), Day::bg),
                FieldKind::Money => {
                    kept.parse().map_or(kept.clone(), |cents| Money::eur(cents).written())
                }
                FieldKind::YesNo => yes_no(lang, kept),
                FieldKind::One | FieldKind::Several => {
                    let option = self.options.iter().find(|option| option.code == *kept);
                    option.map_or(kept.as_str(), |option| option.words(lang)).to_owned()
                }
                _ => kept.clone(),
            }
        };
        given.iter().map(one).collect::<Vec<_>>().join("; ")
    }
}

fn yes_no(lang: Lang, code: &str) -> String {
    text(lang, if code == "yes" { "forms-yes" } else { "forms-no" }).into_owned()
}

fn chosen(form: &mut Form, name: &str, known: impl Fn(&str) -> bool) -> Vec<String> {
    // Asked for by name, so that the summary of mistakes follows the page.
    form.optional(name, WORDS_MAX);
    let given: Vec<String> = form.all(name).into_iter().map(str::to_owned).collect();
    if given.iter().any(|code| !code.is_empty() && !known(code)) {
        form.wrong(name, "form-choose");
    }
    given
}

fn number(form: &mut Form, name: &str) -> Option<String> {
    let typed: String = form.optional(name, 30).chars().filter(|c| !c.is_whitespace()).collect();
    if typed.is_empty() {
        return None;
    }
    let number = typed.parse::<i64>().ok().filter(|n| (-NUMBER_MAX..=NUMBER_MAX).contains(n));
    if number.is_none() {
        form.wrong(name, "forms-number-wrong");
    }
    number.map(|number| number.to_string())
}

fn money(form: &mut Form, name: &str) -> Option<String> {
    let typed: String = form.optional(name, 30).chars().filter(|c| !c.is_whitespace()).collect();
    if typed.is_empty() {
        return None;
    }
    let most = NUMBER_MAX * 100;
    let amount = Money::parse(&typed, Currency::Eur).ok();
    let cents = amount.map(|money| money.cents).filter(|cents| (0..=most).contains(cents));
    if cents.is_none() {
        form.wrong(name, "forms-money-wrong");
    }
    cents.map(|cents| cents.to_string())
}
