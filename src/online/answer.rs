//! The questions of a page as boxes, what was typed into them as values, and the values as words.

use super::content::Typed;
use super::question::{LINE, Question, TEXT, Today};
use crate::services::Service;
use kit::types::Day;
use kit::web::{Ctx, Form, choices, day_values};
use ui::{Choice, DateField, Field, Lang};

/// One of these is needed where somebody must be reached.
const REACH: [&str; 2] = ["phone", "email"];
/// The page of them.
const REACH_PAGE: &str = "reach";

/// A question as its page shows it.
pub struct Asked {
    /// How it is answered.
    pub asks: &'static str,
    /// The box; of a day the three boxes are in `date`.
    pub field: Field,
    /// The boxes of a day.
    pub date: DateField,
    /// What it says.
    pub label: String,
    /// The explanation; may be empty.
    pub hint: String,
    /// It may be left empty.
    pub optional: bool,
    /// What can be chosen.
    pub choices: Vec<Choice>,
}

/// The questions of a page as boxes.
#[must_use]
pub fn boxes(
    ctx: &Ctx,
    form: &Form,
    (questions, services): (&[&'static Question], &[Choice]),
) -> Vec<Asked> {
    let one = |one: &&'static Question| {
        let key = one.key();
        let choices = match one.asks.as_str() {
            "choice" => {
                let codes: Vec<&str> = one.options.iter().map(String::as_str).collect();
                choices(ctx, &codes, form.get(&one.code), |option| one.option_key(option))
            }
            "service" => services.to_vec(),
            _ => Vec::new(),
        };
        Asked {
            asks: &one.asks,
            field: form.field(&one.code),
            date: form.date_field(&one.code),
            label: ctx.t(&key).into_owned(),
            hint: if one.hint { ctx.t(&format!("{key}-hint")).into_owned() } else { String::new() },
            optional: !one.needed,
            choices,
        }
    };
    questions.iter().map(one).collect()
}

/// What was typed so far, as a form.
#[must_use]
pub fn filled(lang: Lang, questions: &[&'static Question], typed: &Typed) -> Form {
    let mut values: Vec<(String, String)> = Vec::new();
    for one in questions {
        let value = typed.get(&one.code);
        if one.asks == "day" {
            values.extend(day_values(&one.code, value.parse().ok()));
        } else {
            values.push((one.code.clone(), value.to_owned()));
        }
    }
    Form::filled(lang, values)
}

fn wrong_key(asks: &str) -> &'static str {
    match asks {
        "phone" => "online-wrong-phone",
        "email" => "online-wrong-email",
        "number" => "online-wrong-number",
        _ => "form-choose",
    }
}

fn read_day(form: &mut Form, one: &Question, today: Day) -> String {
    let day = if one.needed { form.day(&one.code) } else { form.day_optional(&one.code) };
    if one.past && day.is_some_and(|day| day > today) {
        form.wrong(&one.code, "online-wrong-future");
    }
    day.map(|day| day.to_string()).unwrap_or_default()
}

fn read_one(form: &mut Form, one: &Question, (offer, today): (&Today, Day)) -> String {
    if one.asks == "day" {
        return read_day(form, one, today);
    }
    let most = if one.asks == "area" { TEXT } else { LINE };
    let value =
        if one.needed { form.required(&one.code, most) } else { form.optional(&one.code, most) };
    let is_fine = match one.asks.as_str() {
        _ if value.is_empty() => true,
        "service" => offer.services.contains(&value),
        _ => one.accepts(&value),
    };
    if !is_fine {
        form.wrong(&one.code, wrong_key(&one.asks));
    }
    value
}

/// Reads a page into what was typed; what is wrong stands beside the boxes. Every question of the page
/// was asked now, in its edition of today.
pub fn read(
    form: &mut Form,
    (page, questions): (&str, &[&'static Question]),
    (offer, today): (&Today, Day),
    typed: &Typed,
) -> Typed {
    let mut typed = typed.clone();
    for one in questions {
        let value = read_one(form, one, (offer, today));
        typed.values.insert(one.code.clone(), value);
        typed.editions.insert(one.code.clone(), one.edition);
    }
    if page == REACH_PAGE && REACH.iter().all(|code| typed.get(code).is_empty()) && form.ok() {
        form.wrong(REACH[0], "online-wrong-reach");
    }
    typed
}

/// A value in words.
#[must_use]
pub fn words(lang: Lang, one: &Question, (value, services): (&str, &[Service])) -> String {
    match one.asks.as_str() {
        _ if value.is_empty() => String::new(),
        "choice" => ui::text::text(lang, &one.option_key(value)).into_owned(),
        "day" => value.parse::<Day>().map(Day::bg).unwrap_or_default(),
        "service" => {
            let known = services.iter().find(|service| service.id.to_string() == value);
            known.map(|service| service.name.clone()).unwrap_or_default()
        }
        _ => value.to_owned(),
    }
}

/// A line of what was typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// The page on which it can be changed.
    pub page: &'static str,
    /// What was asked.
    pub label: String,
    /// What was said; may be empty.
    pub text: String,
}

/// All that was typed, in the order of the questions.
#[must_use]
pub fn lines(
    lang: Lang,
    questions: &[&'static Question],
    (typed, services): (&Typed, &[Service]),
) -> Vec<Line> {
    let line = |one: &&'static Question| Line {
        page: &one.page,
        label: ui::text::text(lang, &one.key()).into_owned(),
        text: words(lang, one, (typed.get(&one.code), services)),
    };
    questions.iter().map(line).collect()
}
