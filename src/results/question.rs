//! The questions of the micro-data: those of the program, as the municipality words and codes them.

use super::QuestionId;
use super::store::result_question::{ActiveModel, Column, Entity, Model};
use kit::audit::Entry;
use kit::store::{StoreError, Tx};
use sea_orm::{ColumnTrait, IntoActiveModel, QueryFilter, QueryOrder, Set};
use serde::Deserialize;
use std::collections::BTreeMap;
use ui::{Choice, Lang};

const USUAL: &str = include_str!("questions.toml");

/// Answers that each question takes besides its own; words have the key `results-answer-<code>`.
pub const BESIDES: [&str; 2] = ["refused", "not-collected"];

/// An answer that can be chosen.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Answer {
    /// As it is kept.
    pub value: String,
    /// Code of the programme; empty when it has none.
    pub code: String,
    /// In Bulgarian.
    pub bg: String,
    /// In English.
    pub en: String,
}

/// A question.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Question {
    /// As answers name it.
    pub name: String,
    /// It is of a special category.
    #[serde(default)]
    pub is_special: bool,
    /// In Bulgarian.
    pub bg: String,
    /// In English.
    pub en: String,
    /// Its own answers.
    pub options: Vec<Answer>,
    /// It is asked.
    #[serde(default = "asked")]
    pub is_asked: bool,
}

fn asked() -> bool {
    true
}

fn said<'a>(lang: Lang, (bg, en): (&'a str, &'a str)) -> &'a str {
    if lang == Lang::Bg { bg } else { en }
}

impl Question {
    /// The question in words.
    #[must_use]
    pub fn words(&self, lang: Lang) -> &str {
        said(lang, (&self.bg, &self.en))
    }

    /// An answer in words; empty of what is no answer.
    #[must_use]
    pub fn answer(&self, lang: Lang, value: &str) -> String {
        if BESIDES.contains(&value) {
            return ui::text::text(lang, &format!("results-answer-{value}")).into_owned();
        }
        let own = self.options.iter().find(|one| one.value == value);
        own.map(|one| said(lang, (&one.bg, &one.en)).to_owned()).unwrap_or_default()
    }

    /// The code of an answer; empty when it has none.
    #[must_use]
    pub fn code(&self, value: &str) -> &str {
        let own = self.options.iter().find(|one| one.value == value);
        own.map(|one| one.code.as_str()).unwrap_or_default()
    }

    /// What is kept for what a cell of a table says: the words in either language, the code or the
    /// value. None when it is no answer.
    #[must_use]
    pub fn read(&self, cell: &str) -> Option<String> {
        let sought = kit::search::plain(cell);
        if sought.is_empty() {
            return Some(BESIDES[1].to_owned());
        }
        let own = self.options.iter().find(|one| {
            let all = [&one.value, &one.bg, &one.en, &one.code];
            all.into_iter().any(|text| kit::search::plain(text) == sought)
        });
        let besides = BESIDES.into_iter().find(|value| {
            let words = [Lang::Bg, Lang::En].map(|lang| self.answer(lang, value));
            *value == cell || words.iter().any(|text| kit::search::plain(text) == sought)
        });
        own.map(|one| one.value.clone()).or(besides.map(str::to_owned))
    }

    /// The answers to choose from.
    #[must_use]
    pub fn choices(&self, lang: Lang) -> Vec<Choice> {
        let own = self.options.iter().map(|one| one.value.as_str());
        own.chain(BESIDES).map(|value| Choice::new(value, self.answer(lang, value))).collect()
    }
}

/// The answers of a participant, by the names of the questions.
pub type Answers = BTreeMap<String, String>;

/// What is kept of some answers: to each question one of its own, else that it was not collected.
#[must_use]
pub fn checked(questions: &[Question], given: &Answers) -> Answers {
    let one = |question: &Question| {
        let value = given.get(&question.name).map(String::as_str).unwrap_or_default();
        let is_known = BESIDES.contains(&value) || !question.code(value).is_empty();
        let is_own = is_known || question.options.iter().any(|one| one.value == value);
        let kept = if is_own { value } else { BESIDES[1] };
        (question.name.clone(), kept.to_owned())
    };
    questions.iter().map(one).collect()
}

#[derive(Deserialize)]
struct File {
    question: Vec<Question>,
}

/// The questions of the program.
///
/// # Errors
/// When the file cannot be read, a defect of the build.
pub fn usual() -> Result<Vec<Question>, StoreError> {
    let file: File = toml::from_str(USUAL).map_err(|e| StoreError::Other(e.to_string()))?;
    Ok(file.question)
}

/// A question with the words and codes of the municipality: a line of codes for each answer, in order.
fn reworded(question: &mut Question, row: &Model) {
    question.bg.clone_from(&row.bg);
    question.en.clone_from(&row.en);
    question.is_asked = row.is_asked;
    for (option, code) in question.options.iter_mut().zip(row.codes.split('\n')) {
        code.trim().clone_into(&mut option.code);
    }
}

/// All questions, those that are not asked too.
///
/// # Errors
/// When the database does not answer.
pub async fn all(tx: &Tx) -> Result<Vec<Question>, StoreError> {
    let rows = tx.find::<Entity>().order_by_asc(Column::Code).all(tx.conn()).await?;
    let mut all = usual()?;
    for question in &mut all {
        if let Some(row) = rows.iter().find(|row| row.code == question.name) {
            reworded(question, row);
        }
    }
    Ok(all)
}

/// The questions that are asked: of special categories, or the others.
///
/// # Errors
/// When the database does not answer.
pub async fn asked_of(tx: &Tx, is_special: bool) -> Result<Vec<Question>, StoreError> {
    let mut all = all(tx).await?;
    all.retain(|one| one.is_asked && one.is_special == is_special);
    Ok(all)
}

/// The row of a question that the municipality words itself.
///
/// # Errors
/// When the database does not answer.
pub async fn row(tx: &Tx, name: &str) -> Result<Option<Model>, StoreError> {
    Ok(tx.find::<Entity>().filter(Column::Code.eq(name)).one(tx.conn()).await?)
}

/// Words a question anew.
///
/// # Errors
/// When somebody else saved meanwhile, or the database refuses.
pub async fn put(tx: &mut Tx, question: &Question, version: i32) -> Result<(), StoreError> {
    let codes: Vec<&str> = question.options.iter().map(|one| one.code.as_str()).collect();
    let codes = codes.join("\n");
    let there = row(tx, &question.name).await?;
    let id = there.as_ref().map_or_else(|| QuestionId(tx.new_id()), |row| row.id);
    if there.is_some() {
        let row = ActiveModel {
            codes: Set(codes),
            bg: Set(question.bg.clone()),
            en: Set(question.en.clone()),
            is_asked: Set(question.is_asked),
            ..Default::default()
        };
        tx.update::<Entity>(id, version, row).await?;
    } else {
        let row = Model {
            municipality_id: tx.municipality(),
            id,
            code: question.name.clone(),
            codes,
            bg: question.bg.clone(),
            en: question.en.clone(),
            is_asked: question.is_asked,
            made_at: tx.now(),
            account_name: tx.actor().name.to_string(),
            version: 1,
        };
        tx.insert(row.into_active_model()).await?;
    }
    tx.audit(Entry::write("result-question", id.0));
    Ok(())
}
