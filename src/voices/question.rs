//! Questions and what may be answered, without a database: the values of each kind, a sheet that was
//! sent, a cell that a clerk types.

use super::content::{Asked, Question, Sheet};
use ui::Lang;

pub use kit::crypto::{digits, grouped};

/// Kinds of questions; words have the key `voices-kind-<code>`.
pub const KINDS: [&str; 5] = ["choice", "several", "scale", "text", "faces"];
/// The faces, from the best; words have the key `voices-face-<code>`.
pub const FACES: [&str; 3] = ["good", "so", "bad"];
/// A scale from the worst.
const SCALE: [&str; 5] = ["1", "2", "3", "4", "5"];
/// What a face stands for when a question with a scale is asked with faces.
const SCALE_OF_FACES: [&str; 3] = ["5", "3", "1"];
/// So many questions fit a sheet and a page of results.
pub const MOST_QUESTIONS: usize = 10;
/// So many answers to choose from.
pub const MOST_OPTIONS: usize = 6;
/// The longest answer in words.
pub const LONGEST: usize = 1_000;

/// The values that can be chosen, in the order of the sheet; none for words.
#[must_use]
pub fn values(question: &Question) -> Vec<&str> {
    match question.kind.as_str() {
        "choice" | "several" => question.options.iter().map(|one| one.code.as_str()).collect(),
        "scale" => SCALE.to_vec(),
        "faces" => FACES.to_vec(),
        _ => Vec::new(),
    }
}

/// The same in the easy-to-read version: a scale is asked with faces.
#[must_use]
pub fn easy_values(question: &Question) -> Vec<&str> {
    match question.kind.as_str() {
        "scale" => SCALE_OF_FACES.to_vec(),
        _ => values(question),
    }
}

/// A value in words.
#[must_use]
pub fn words(question: &Question, value: &str, lang: Lang) -> String {
    match question.kind.as_str() {
        "choice" | "several" => {
            let found = question.options.iter().find(|one| one.code == value);
            found.map(|one| one.text.clone()).unwrap_or_default()
        }
        "faces" => ui::text::text(lang, &format!("voices-face-{value}")).into_owned(),
        _ => value.to_owned(),
    }
}

/// Whether a question is drawn with faces.
#[must_use]
pub fn has_faces(question: &Question, is_easy: bool) -> bool {
    question.kind == "faces" || (is_easy && question.kind == "scale")
}

/// The questions of a version of the sheet with their numbers: all, or those with a short sentence.
#[must_use]
pub fn of_version(asked: &Asked, is_easy: bool) -> Vec<(usize, &Question)> {
    let all = (1..).zip(&asked.questions);
    all.filter(|(_, one)| !is_easy || !one.easy.is_empty()).collect()
}

/// What was sent to a question, checked: the values, or the key of what is wrong.
///
/// # Errors
/// When a value is none of the question's, or there are too many.
pub fn checked(question: &Question, sent: &[&str]) -> Result<Vec<String>, &'static str> {
    let sent: Vec<&str> = sent.iter().copied().filter(|value| !value.is_empty()).collect();
    if question.kind == "text" {
        let text = sent.join("\n");
        let is_long = text.chars().count() > LONGEST;
        return match is_long {
            true => Err("voices-wrong-long"),
            false if text.is_empty() => Ok(Vec::new()),
            false => Ok(vec![text]),
        };
    }
    if question.kind != "several" && sent.len() > 1 {
        return Err("voices-wrong-one");
    }
    let known = values(question);
    if sent.iter().any(|value| !known.contains(value)) {
        return Err("form-choose");
    }
    // In the order of the sheet and each once.
    let chosen = known.into_iter().filter(|value| sent.contains(value));
    Ok(chosen.map(str::to_owned).collect())
}

/// What a clerk typed for a question: the numbers of the answers as the sheet shows them, or words.
///
/// # Errors
/// As of [`checked`], and when a number is none of the sheet's.
pub fn typed(
    question: &Question,
    (cell, is_easy): (&str, bool),
) -> Result<Vec<String>, &'static str> {
    if question.kind == "text" {
        return checked(question, &[cell]);
    }
    if is_easy && question.easy.is_empty() && !cell.is_empty() {
        return Err("voices-wrong-not-easy");
    }
    let known = if is_easy { easy_values(question) } else { values(question) };
    let parts = cell.split([',', ' ', ';', '.']).filter(|part| !part.is_empty());
    let mut sent = Vec::new();
    for part in parts {
        let number: usize = part.parse().map_err(|_| "voices-wrong-number")?;
        let at = number.checked_sub(1).ok_or("voices-wrong-number")?;
        sent.push(*known.get(at).ok_or("voices-wrong-number")?);
    }
    checked(question, &sent)
}

/// Whether nothing was answered.
#[must_use]
pub fn is_empty(sheet: &Sheet) -> bool {
    sheet.values().all(Vec::is_empty)
}
