//! Questions as a page asks them, and reading what was answered: strictly from a page that can be
//! shown again, and as it was typed from one that was sent later, when nobody stands before it any
//! more.

use super::content::{Asked, Contact, Question, Sheet};
use super::form_page::only_words;
use super::frame::LINE;
use super::question::{self, LONGEST, checked, values, words};
use super::study::Study;
use kit::types::Day;
use kit::web::{Ctx, Form, choices};
use ui::{Choice, Field, Lang};

/// A question with its box.
pub struct Posed {
    /// How it is drawn: `one`, `several`, `figure`, `words`.
    pub kind: &'static str,
    /// Its field.
    pub field: Field,
    /// What is asked, with its number.
    pub label: String,
    /// How it is answered, and when it is asked.
    pub hint: String,
    /// What can be chosen.
    pub choices: Vec<Choice>,
    /// The field of the earlier question on which it depends; empty when it is always asked.
    pub only: String,
    /// The answers to that question with which it is asked, beside each other.
    pub with: String,
}

fn name_of(code: &str) -> String {
    format!("q-{code}")
}

/// The questions of a study as boxes.
#[must_use]
pub fn boxes(ctx: &Ctx, form: &Form, asked: &Asked) -> Vec<Posed> {
    let one = |(at, question): (usize, &Question)| {
        let name = name_of(&question.code);
        let choice = |value: &&str| {
            Choice::new(*value, words(question, value)).checked(form.has_value(&name, value))
        };
        let kind = match question.kind.as_str() {
            "several" => "several",
            "number" => "figure",
            "text" => "words",
            _ => "one",
        };
        let only = only_words(ctx.lang, asked, question);
        let hint: Vec<&str> =
            [only.as_str(), &question.hint].into_iter().filter(|text| !text.is_empty()).collect();
        let (depends, with) = match &question.only {
            Some(only) => (name_of(&only.question), only.values.join(" ")),
            None => Default::default(),
        };
        Posed {
            kind,
            field: form.field(&name),
            label: format!("{}. {}", at + 1, question.text),
            hint: hint.join(" "),
            choices: values(question).iter().map(choice).collect(),
            only: depends,
            with,
        }
    };
    asked.questions.iter().enumerate().map(one).collect()
}

/// What was answered; what is wrong stands beside the questions.
pub fn read(form: &mut Form, asked: &Asked) -> Sheet {
    let given = |question: &Question| checked(question, &form.all(&name_of(&question.code)));
    let (sheet, wrong) = question::sheet(asked, given);
    for (code, key) in wrong {
        form.wrong(&name_of(&code), key);
    }
    if sheet.is_empty()
        && form.ok()
        && let Some(first) = asked.questions.first()
    {
        form.wrong(&name_of(&first.code), "studies-wrong-empty");
    }
    sheet
}

/// What was answered, as it was typed: a number that is none is kept as it stands and counted as no
/// answer, an answer that was not among those offered is none.
#[must_use]
pub fn read_as_typed(form: &Form, asked: &Asked) -> Sheet {
    let given = |question: &Question| {
        let sent = form.all(&name_of(&question.code));
        Ok(checked(question, &sent).unwrap_or_else(|_| match question.kind.as_str() {
            "number" | "text" => {
                let text: String = sent.join("\n").chars().take(LONGEST).collect();
                vec![text]
            }
            _ => Vec::new(),
        }))
    };
    question::sheet(asked, given).0
}

/// What somebody agrees to who leaves a name; it is kept word for word with the name.
#[must_use]
pub fn consent(lang: Lang, study: &Study) -> String {
    let args = [("title", study.row.title.clone())];
    ui::text::text_args(lang, "studies-consent", &args).into_owned()
}

/// The name that was left, when the study asks for one and there is a consent.
pub fn read_contact(form: &mut Form, study: &Study, today: Day) -> Option<Contact> {
    if !study.row.is_named {
        return None;
    }
    let (name, reached) =
        (form.optional("contact-name", LINE), form.optional("contact-reached", LINE));
    let agrees = form.has_value("contact-agrees", "yes");
    if name.is_empty() && reached.is_empty() && !agrees {
        return None;
    }
    if !agrees {
        form.wrong("contact-agrees", "studies-wrong-consent");
    }
    for (field, text) in [("contact-name", &name), ("contact-reached", &reached)] {
        if text.is_empty() {
            form.wrong(field, "form-required");
        }
    }
    let consent = consent(form.lang(), study);
    form.ok().then(|| Contact { name, reached, consent, on: today.to_string() })
}

/// The box of the consent.
#[must_use]
pub fn agreeing(ctx: &Ctx, form: &Form, study: &Study) -> Vec<Choice> {
    let is_given = form.has_value("contact-agrees", "yes");
    vec![Choice::new("yes", consent(ctx.lang, study)).checked(is_given)]
}

/// The strata to choose from, for whoever answers without a code; nothing to choose when there is
/// one.
#[must_use]
pub fn strata(study: &Study, form: &Form) -> Vec<Choice> {
    if study.plan.strata.len() < 2 {
        return Vec::new();
    }
    let all = study.plan.strata.iter().enumerate();
    let choice = |(at, one): (usize, &super::sample::Stratum)| {
        let value = at.to_string();
        let is_chosen = form.get("stratum") == value;
        Choice::new(value, one.name.clone()).checked(is_chosen)
    };
    all.map(choice).collect()
}

/// The stratum that was chosen; what is wrong stands beside the box.
pub fn read_stratum(form: &mut Form, study: &Study) -> i32 {
    if study.plan.strata.len() < 2 {
        return 0;
    }
    let chosen: Option<i32> = form.parsed("stratum", "form-choose");
    let Some(stratum) = chosen else { return 0 };
    if study.stratum(stratum).is_empty() {
        form.wrong("stratum", "form-choose");
    }
    stratum
}

/// How an interview ended, as choices.
#[must_use]
pub fn outcomes(ctx: &Ctx, form: &Form) -> Vec<Choice> {
    choices(ctx, &super::unit::STATES[1..], form.get("outcome"), |code| {
        format!("studies-unit-{code}")
    })
}
