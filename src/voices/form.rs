//! Questionnaires in versions: those that the program ships, and what the municipality made of them. A
//! version that was written is never changed; the next one stands beside it.

use super::FormId;
use super::content::{Answer, Asked, Question, opened, sealed};
use super::question::{KINDS, MOST_OPTIONS, MOST_QUESTIONS};
use super::store::voice_form::{Column, Entity, Model};
use kit::audit::Entry;
use kit::store::{StoreError, Tx};
use sea_orm::{IntoActiveModel, QueryOrder};
use serde::Deserialize;

const SHIPPED: &str = include_str!("questions.toml");

/// A version of a questionnaire.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Form {
    /// Its code: the same in all versions.
    pub code: String,
    /// Which version it is, from 1.
    pub edition: i32,
    /// Its title.
    pub title: String,
    /// What it asks.
    pub asked: Asked,
}

#[derive(Deserialize)]
struct Shipped {
    form: Vec<ShippedForm>,
}

#[derive(Deserialize)]
struct ShippedForm {
    code: String,
    title: String,
    lead: String,
    question: Vec<Question>,
}

fn shipped() -> Result<Vec<Form>, StoreError> {
    let file: Shipped = toml::from_str(SHIPPED).map_err(|e| StoreError::Other(e.to_string()))?;
    let form = |one: ShippedForm| Form {
        code: one.code,
        edition: 1,
        title: one.title,
        asked: Asked { lead: one.lead, questions: one.question },
    };
    Ok(file.form.into_iter().map(form).collect())
}

/// All versions of all questionnaires, the newest of each last.
///
/// # Errors
/// When the database does not answer.
pub async fn editions(tx: &Tx) -> Result<Vec<Form>, StoreError> {
    let mut all = shipped()?;
    let rows = tx.find::<Entity>().order_by_asc(Column::Edition).order_by_asc(Column::Id);
    for row in rows.all(tx.conn()).await? {
        let asked = opened(tx, ("voice_form", row.id.0), &row.content_sealed)?;
        all.push(Form { code: row.code, edition: row.edition, title: row.title, asked });
    }
    Ok(all)
}

/// The newest version of each questionnaire, by title.
///
/// # Errors
/// When the database does not answer.
pub async fn newest(tx: &Tx) -> Result<Vec<Form>, StoreError> {
    let mut newest: Vec<Form> = Vec::new();
    for one in editions(tx).await? {
        match newest.iter_mut().find(|known| known.code == one.code) {
            Some(known) => *known = one,
            None => newest.push(one),
        }
    }
    newest.sort_by(|a, b| a.title.cmp(&b.title));
    Ok(newest)
}

/// What is wrong with a questionnaire: the number of the question and the key of the words.
#[must_use]
pub fn wrong(asked: &Asked) -> Vec<(usize, &'static str)> {
    let mut all = Vec::new();
    if asked.questions.is_empty() {
        all.push((0, "voices-wrong-no-questions"));
    }
    if asked.questions.len() > MOST_QUESTIONS {
        all.push((0, "voices-wrong-many-questions"));
    }
    for (at, one) in asked.questions.iter().enumerate() {
        let chooses = matches!(one.kind.as_str(), "choice" | "several");
        if !KINDS.contains(&one.kind.as_str()) {
            all.push((at, "form-choose"));
        } else if chooses && !(2..=MOST_OPTIONS).contains(&one.options.len()) {
            all.push((at, "voices-wrong-options"));
        }
    }
    all
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

/// Writes the next version of a questionnaire, or a new one when `code` is empty. Gives its code.
///
/// # Errors
/// When the database refuses; when somebody wrote the same version meanwhile.
pub async fn put(
    tx: &mut Tx,
    (code, edition): (&str, i32),
    (title, asked): (&str, &Asked),
) -> Result<String, StoreError> {
    let id = FormId(tx.new_id());
    let code = if code.is_empty() { format!("f{id}") } else { code.to_owned() };
    let row = Model {
        municipality_id: tx.municipality(),
        id,
        code: code.clone(),
        edition,
        title: title.to_owned(),
        content_sealed: sealed(tx, ("voice_form", id.0), asked)?,
        made_at: tx.now(),
        account_name: tx.actor().name.to_string(),
    };
    match tx.insert(row.into_active_model()).await {
        Err(StoreError::Duplicate(_)) => return Err(StoreError::Conflict),
        done => done?,
    }
    tx.audit(Entry::write("voice-form", id.0));
    Ok(code)
}
