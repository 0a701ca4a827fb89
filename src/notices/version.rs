//! The words of a template as a municipality says them: versions that are never changed. Where there
//! is none, those of the program hold.

use super::NoticeTemplateId;
use super::store::notice_template::{Column, Entity, Model};
use super::template::{Template, Words};
use kit::audit::Entry;
use kit::store::{StoreError, Tx};
use sea_orm::{ColumnTrait, IntoActiveModel, QueryFilter, QueryOrder};
use ui::Lang;

/// All versions of a template in a language, the newest first.
///
/// # Errors
/// When the database does not answer.
pub async fn all(tx: &Tx, code: &str, lang: Lang) -> Result<Vec<Model>, StoreError> {
    let rows = tx.find::<Entity>().filter(Column::Code.eq(code));
    let rows = rows.filter(Column::Language.eq(lang.tag())).order_by_desc(Column::Number);
    Ok(rows.all(tx.conn()).await?)
}

/// The newest number of each template and language of the municipality's own.
///
/// # Errors
/// When the database does not answer.
pub async fn newest(tx: &Tx) -> Result<Vec<Model>, StoreError> {
    let rows = tx.find::<Entity>().order_by_desc(Column::Number).all(tx.conn()).await?;
    let mut newest: Vec<Model> = Vec::new();
    for row in rows {
        let is_there = |one: &Model| one.code == row.code && one.language == row.language;
        if !newest.iter().any(is_there) {
            newest.push(row);
        }
    }
    Ok(newest)
}

/// The words that hold, and the number of their version; 0 for those of the program.
///
/// # Errors
/// When the database does not answer.
pub async fn held(tx: &Tx, template: &Template, lang: Lang) -> Result<(Words, i32), StoreError> {
    let row = all(tx, &template.code, lang).await?.into_iter().next();
    Ok(match row {
        Some(Model { subject, body, short, number, .. }) => {
            (Words { subject, body, short }, number)
        }
        None => (template.words(lang).clone(), 0),
    })
}

/// The words that hold.
///
/// # Errors
/// When the database does not answer.
pub async fn words(tx: &Tx, template: &Template, lang: Lang) -> Result<Words, StoreError> {
    Ok(held(tx, template, lang).await?.0)
}

/// Saves a version after another.
///
/// # Errors
/// [`StoreError::Conflict`] when somebody saved meanwhile.
pub async fn save(
    tx: &mut Tx,
    (template, lang): (&Template, Lang),
    words: &Words,
    after: i32,
) -> Result<(), StoreError> {
    let (_, number) = held(tx, template, lang).await?;
    if number != after {
        return Err(StoreError::Conflict);
    }
    let id = NoticeTemplateId(tx.new_id());
    let row = Model {
        municipality_id: tx.municipality(),
        id,
        code: template.code.clone(),
        language: lang.tag().to_owned(),
        number: number + 1,
        subject: words.subject.clone(),
        body: words.body.clone(),
        short: words.short.clone(),
        made_at: tx.now(),
        account_name: tx.actor().name.to_string(),
    };
    tx.insert(row.into_active_model()).await?;
    tx.audit(Entry::write("notice-template", id.0));
    Ok(())
}
