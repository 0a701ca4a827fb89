//! Questions and what may be answered, without a database: the values of each kind, who is asked
//! what, a sheet that was sent, a cell that a clerk types, and whether a questionnaire can be asked
//! at all.

use super::content::{Answer, Asked, Only, Question, Sheet};
use super::sample::number;

/// Kinds of questions; words have the key `studies-kind-<code>`.
pub const KINDS: [&str; 5] = ["choice", "several", "scale", "number", "text"];
/// A scale from the worst.
const SCALE: [&str; 5] = ["1", "2", "3", "4", "5"];
/// So many questions are answered without weariness, and fit a page.
pub const MOST_QUESTIONS: usize = 30;
/// So many answers to choose from.
pub const MOST_OPTIONS: usize = 12;
/// The longest answer in words.
pub const LONGEST: usize = 1_000;
/// The largest number that is an answer.
const LARGEST: f64 = 1_000_000_000.0;

/// The values that can be chosen, in the order of the sheet; none for words and numbers.
#[must_use]
pub fn values(question: &Question) -> Vec<&str> {
    match question.kind.as_str() {
        "choice" | "several" => question.options.iter().map(|one| one.code.as_str()).collect(),
        "scale" => SCALE.to_vec(),
        _ => Vec::new(),
    }
}

/// Whether a question divides people into groups: each gives one of its values.
#[must_use]
pub fn divides(question: &Question) -> bool {
    matches!(question.kind.as_str(), "choice" | "scale")
}

/// A value in words.
#[must_use]
pub fn words(question: &Question, value: &str) -> String {
    let found = question.options.iter().find(|one| one.code == value);
    found.map_or_else(|| value.to_owned(), |one| one.text.clone())
}

/// Whether somebody with these answers is asked the question.
#[must_use]
pub fn is_asked(question: &Question, sheet: &Sheet) -> bool {
    let Some(only) = &question.only else { return true };
    let given = sheet.get(&only.question);
    given.is_some_and(|given| given.iter().any(|value| only.values.contains(value)))
}

/// What was sent to a question, checked: the values, or the key of what is wrong.
///
/// # Errors
/// When a value is none of the question's, or there are too many.
pub fn checked(question: &Question, sent: &[&str]) -> Result<Vec<String>, &'static str> {
    let sent: Vec<&str> = sent.iter().copied().filter(|value| !value.is_empty()).collect();
    match question.kind.as_str() {
        "text" => {
            let text = sent.join("\n");
            let is_long = text.chars().count() > LONGEST;
            return if is_long { Err("studies-wrong-long") } else { Ok(some(text)) };
        }
        "number" => {
            let Some(text) = sent.first() else { return Ok(Vec::new()) };
            let number = number(text).filter(|number| number.abs() <= LARGEST);
            let number = number.ok_or("studies-wrong-figure")?;
            return if sent.len() > 1 { Err("studies-wrong-one") } else { Ok(some(number)) };
        }
        "several" => {}
        _ if sent.len() > 1 => return Err("studies-wrong-one"),
        _ => {}
    }
    let known = values(question);
    if sent.iter().any(|value| !known.contains(value)) {
        return Err("form-choose");
    }
    // In the order of the sheet and each once.
    let chosen = known.into_iter().filter(|value| sent.contains(value));
    Ok(chosen.map(str::to_owned).collect())
}

fn some(value: impl ToString) -> Vec<String> {
    let text = value.to_string();
    if text.is_empty() { Vec::new() } else { vec![text] }
}

/// The number that was answered; none when what was written is no number.
#[must_use]
pub fn figure(values: &[String]) -> Option<f64> {
    values.first().and_then(|text| number(text))
}

/// What a clerk typed for a question: the numbers of the answers as the sheet shows them, or words.
///
/// # Errors
/// As of [`checked`], and when a number is none of the sheet's.
pub fn typed(question: &Question, cell: &str) -> Result<Vec<String>, &'static str> {
    let known = values(question);
    if known.is_empty() {
        return checked(question, &[cell]);
    }
    let mut sent = Vec::new();
    for part in cell.split([',', ' ', ';', '.']).filter(|part| !part.is_empty()) {
        let number: usize = part.parse().map_err(|_| "studies-wrong-number")?;
        let at = number.checked_sub(1).ok_or("studies-wrong-number")?;
        sent.push(*known.get(at).ok_or("studies-wrong-number")?);
    }
    checked(question, &sent)
}

/// A whole sheet that was sent: what was answered, and what is wrong with which question. Answers
/// to questions that are skipped are left out, in the order of the questionnaire.
#[must_use]
pub fn sheet(
    asked: &Asked,
    given: impl Fn(&Question) -> Result<Vec<String>, &'static str>,
) -> (Sheet, Vec<(String, &'static str)>) {
    let (mut sheet, mut wrong) = (Sheet::new(), Vec::new());
    for question in &asked.questions {
        if !is_asked(question, &sheet) {
            continue;
        }
        match given(question) {
            Ok(values) if values.is_empty() => {
                if question.is_required {
                    wrong.push((question.code.clone(), "form-required"));
                }
            }
            Ok(values) => {
                sheet.insert(question.code.clone(), values);
            }
            Err(key) => wrong.push((question.code.clone(), key)),
        }
    }
    (sheet, wrong)
}

/// Options from lines; those that were there keep their codes, so that answers can be compared.
#[must_use]
pub fn options(lines: &str, before: &[Answer]) -> Vec<Answer> {
    let lines: Vec<&str> = lines.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    let mut made: Vec<Answer> = Vec::new();
    for text in lines {
        let known = before.iter().find(|one| one.text == text).map(|one| one.code.clone());
        let is_taken = |code: &str| before.iter().chain(&made).any(|one: &Answer| one.code == code);
        let fresh = || (1..).map(|n| format!("o{n}")).find(|code| !is_taken(code));
        let code = known.or_else(fresh).unwrap_or_default();
        if made.iter().all(|one| one.code != code) {
            made.push(Answer { code, text: text.to_owned() });
        }
    }
    made
}

/// Whether the condition of a question can be met: its question stands before it, and has these
/// values.
fn is_met(only: &Only, before: &[Question]) -> bool {
    let Some(question) = before.iter().find(|one| one.code == only.question) else { return false };
    let known = values(question);
    !only.values.is_empty() && only.values.iter().all(|value| known.contains(&value.as_str()))
}

/// What is wrong with a questionnaire: the number of the question and the key of the words.
#[must_use]
pub fn wrong(asked: &Asked) -> Vec<(usize, &'static str)> {
    let mut all = Vec::new();
    if asked.questions.is_empty() {
        all.push((0, "studies-wrong-no-questions"));
    }
    if asked.questions.len() > MOST_QUESTIONS {
        all.push((0, "studies-wrong-many-questions"));
    }
    for (at, one) in asked.questions.iter().enumerate() {
        let chooses = matches!(one.kind.as_str(), "choice" | "several");
        if one.text.is_empty() || !KINDS.contains(&one.kind.as_str()) {
            all.push((at, "form-choose"));
        } else if chooses && !(2..=MOST_OPTIONS).contains(&one.options.len()) {
            all.push((at, "studies-wrong-options"));
        } else if one.only.as_ref().is_some_and(|only| !is_met(only, &asked.questions[..at])) {
            all.push((at, "studies-wrong-only"));
        }
    }
    all
}

/// Puts a question into its place among the others, counted from 1; in place of the one with its
/// code.
pub fn put(asked: &mut Asked, question: Question, place: usize) {
    asked.questions.retain(|one| one.code != question.code);
    let at = place.saturating_sub(1).min(asked.questions.len());
    asked.questions.insert(at, question);
}
