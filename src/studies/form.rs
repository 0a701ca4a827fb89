//! Questionnaires in versions. A version is a draft that is written question by question, until it
//! is published; what is published is never changed, the next version begins as its copy.

use super::FormId;
use super::content::{Asked, Question, opened, sealed};
use super::question::wrong;
use super::store::study_form::{ActiveModel, Column, Entity, Model};
use kit::audit::Entry;
use kit::store::{StoreError, Tx};
use kit::web::Problem;
use sea_orm::{ColumnTrait, IntoActiveModel, QueryFilter, QueryOrder, Set};
use serde::Deserialize;

/// What the program comes with; a municipality copies it and makes it its own.
const SHIPPED: &str = include_str!("questions.toml");
/// So many versions a municipality keeps at most: they are shown in one list.
const MOST_FORMS: usize = 500;

/// A version of a questionnaire, opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Form {
    /// The row.
    pub row: Model,
    /// What it asks.
    pub asked: Asked,
}

impl Form {
    /// Whether it may be changed.
    #[must_use]
    pub fn is_draft(&self) -> bool {
        self.row.published_on.is_none()
    }
}

/// A questionnaire that the program comes with.
#[derive(Clone, Debug, Deserialize)]
pub struct Shipped {
    /// Its code.
    pub code: String,
    /// Its title.
    pub title: String,
    lead: String,
    question: Vec<Question>,
}

impl Shipped {
    /// What it asks.
    #[must_use]
    pub fn into_asked(self) -> Asked {
        Asked { lead: self.lead, questions: self.question }
    }
}

#[derive(Deserialize)]
struct File {
    form: Vec<Shipped>,
}

/// The questionnaires that the program comes with.
///
/// # Errors
/// When the file cannot be read, which is a defect.
pub fn shipped() -> Result<Vec<Shipped>, StoreError> {
    let file: File = toml::from_str(SHIPPED).map_err(|e| StoreError::Other(e.to_string()))?;
    Ok(file.form)
}

fn opened_one(tx: &Tx, row: Model) -> Result<Form, StoreError> {
    let asked = opened(tx, ("study_form", row.id.0), &row.content_sealed)?;
    Ok(Form { row, asked })
}

/// One version.
///
/// # Errors
/// [`StoreError::NotFound`] when there is none.
pub async fn form(tx: &Tx, id: FormId) -> Result<Form, StoreError> {
    let row = tx.find::<Entity>().filter(Column::Id.eq(id)).one(tx.conn()).await?;
    opened_one(tx, row.ok_or(StoreError::NotFound)?)
}

/// All versions of all questionnaires, the newest first. Questions are not opened.
///
/// # Errors
/// When the database does not answer.
pub async fn forms(tx: &Tx) -> Result<Vec<Model>, StoreError> {
    Ok(tx.find::<Entity>().order_by_desc(Column::Id).all(tx.conn()).await?)
}

async fn insert(
    tx: &mut Tx,
    (code, edition): (String, i32),
    (title, asked): (&str, &Asked),
) -> Result<FormId, Problem> {
    if forms(tx).await?.len() >= MOST_FORMS {
        return Err(Problem::Impossible("studies-refused-forms"));
    }
    let id = FormId(tx.new_id());
    let row = Model {
        municipality_id: tx.municipality(),
        id,
        code: if code.is_empty() { format!("f{id}") } else { code },
        edition,
        title: title.to_owned(),
        published_on: None,
        content_sealed: sealed(tx, ("study_form", id.0), asked)?,
        made_at: tx.now(),
        account_name: tx.actor().name.to_string(),
        version: 1,
    };
    match tx.insert(row.into_active_model()).await {
        // Two colleagues at once: the table lets one of them through.
        Err(StoreError::Duplicate(_)) => return Err(StoreError::Conflict.into()),
        done => done?,
    }
    tx.audit(Entry::write("study-form", id.0));
    Ok(id)
}

/// Begins a questionnaire: empty, or as a copy of one that the program comes with.
///
/// # Errors
/// When there is no such questionnaire, or there are too many.
pub async fn begin(tx: &mut Tx, (title, from): (&str, &str)) -> Result<FormId, Problem> {
    let asked = match shipped()?.into_iter().find(|one| one.code == from) {
        Some(one) => one.into_asked(),
        None if from.is_empty() => Asked::default(),
        None => return Err(Problem::NotFound),
    };
    insert(tx, (String::new(), 1), (title, &asked)).await
}

/// Begins the next version of a questionnaire: a copy that may be changed.
///
/// # Errors
/// When the version is a draft itself, or another draft of the questionnaire is open.
pub async fn next(tx: &mut Tx, one: &Form) -> Result<FormId, Problem> {
    let others = tx.find::<Entity>().filter(Column::Code.eq(one.row.code.clone()));
    let others = others.all(tx.conn()).await.map_err(StoreError::from)?;
    if one.is_draft() || others.iter().any(|row| row.published_on.is_none()) {
        return Err(Problem::Impossible("studies-refused-draft"));
    }
    let last = others.iter().map(|row| row.edition).max().unwrap_or(one.row.edition);
    insert(tx, (one.row.code.clone(), last + 1), (&one.row.title, &one.asked)).await
}

/// Changes a draft.
///
/// # Errors
/// When it is published; when somebody changed it meanwhile.
pub async fn change(
    tx: &mut Tx,
    one: &Form,
    (title, asked): (&str, &Asked),
) -> Result<(), Problem> {
    if !one.is_draft() {
        return Err(Problem::Impossible("studies-refused-published"));
    }
    let active = ActiveModel {
        title: Set(title.to_owned()),
        content_sealed: Set(sealed(tx, ("study_form", one.row.id.0), asked)?),
        ..Default::default()
    };
    tx.update::<Entity>(one.row.id, one.row.version, active).await?;
    tx.audit(Entry::write("study-form", one.row.id.0));
    Ok(())
}

/// Publishes a draft: from now on it is never changed.
///
/// # Errors
/// When it is published, or cannot be asked as it is.
pub async fn publish(tx: &mut Tx, one: &Form) -> Result<(), Problem> {
    if !one.is_draft() {
        return Err(Problem::Impossible("studies-refused-published"));
    }
    if !wrong(&one.asked).is_empty() {
        return Err(Problem::Impossible("studies-refused-questions"));
    }
    let today = tx.today();
    let active = ActiveModel { published_on: Set(Some(today)), ..Default::default() };
    tx.update::<Entity>(one.row.id, one.row.version, active).await?;
    tx.audit(Entry::write("study-form-published", one.row.id.0));
    Ok(())
}
