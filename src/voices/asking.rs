//! Questions as a page asks them, plain or easy to read, and reading what was answered.

use super::content::{Question, Sheet};
use super::question::{checked, easy_values, has_faces, of_version, values, words};
use super::survey::Survey;
use kit::web::{Ctx, Form};
use ui::{Choice, Field};

/// A question with its box.
pub struct Posed {
    /// How it is drawn: `one`, `several`, `words`, `faces`.
    pub kind: &'static str,
    /// Its field.
    pub field: Field,
    /// What is asked.
    pub label: String,
    /// What can be chosen.
    pub choices: Vec<Choice>,
}

fn name_of(question: &Question) -> String {
    format!("q-{}", question.code)
}

/// What a face is called in the texts, whatever it stands for.
fn face(value: &str) -> &str {
    match value {
        "5" => "good",
        "3" => "so",
        "1" => "bad",
        face => face,
    }
}

/// The questions of a survey as boxes.
#[must_use]
pub fn boxes(ctx: &Ctx, form: &Form, (survey, is_easy): (&Survey, bool)) -> Vec<Posed> {
    let one = |(_, question): (usize, &Question)| {
        let name = name_of(question);
        let faces = has_faces(question, is_easy);
        let list = if is_easy { easy_values(question) } else { values(question) };
        let choice = |value: &&str| {
            let text = match faces {
                true => ctx.t(&format!("voices-face-{}", face(value))).into_owned(),
                false => words(question, value, ctx.lang),
            };
            Choice::new(*value, text).checked(form.has_value(&name, value))
        };
        let kind = match question.kind.as_str() {
            _ if faces => "faces",
            "several" => "several",
            "text" => "words",
            _ => "one",
        };
        let label = if is_easy { &question.easy } else { &question.text };
        Posed {
            kind,
            field: form.field(&name),
            label: label.clone(),
            choices: list.iter().map(choice).collect(),
        }
    };
    of_version(&survey.asked, is_easy).into_iter().map(one).collect()
}

/// What was answered; what is wrong stands beside the questions.
pub fn read(form: &mut Form, (survey, is_easy): (&Survey, bool)) -> Sheet {
    let mut sheet = Sheet::new();
    for (_, question) in of_version(&survey.asked, is_easy) {
        let name = name_of(question);
        let answer = checked(question, &form.all(&name));
        match answer {
            Ok(values) if values.is_empty() => {}
            Ok(values) => {
                sheet.insert(question.code.clone(), values);
            }
            Err(key) => form.wrong(&name, key),
        }
    }
    if sheet.is_empty()
        && form.ok()
        && let Some((_, first)) = of_version(&survey.asked, is_easy).first()
    {
        form.wrong(&name_of(first), "voices-wrong-empty");
    }
    sheet
}
