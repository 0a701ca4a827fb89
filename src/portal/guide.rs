//! The texts of the guide as this municipality shows them: its own newest version, or the shipped one.

use super::TextId;
use super::book::{self, Article, Text};
use super::store::portal_text::{ActiveModel, Column, Entity, Model};
use kit::store::{StoreError, Tx};
use sea_orm::{ColumnTrait, QueryFilter, QueryOrder, QuerySelect, Set};
use std::collections::HashMap;
use ui::Lang;

/// A version of a text.
pub type Version = Model;

/// Versions of a text that its page shows.
const VERSIONS: u64 = 30;

/// A text as it is shown now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shown {
    /// Its words.
    pub text: Text,
    /// Number of the version; 0 for the shipped text that nobody changed.
    pub edition: i32,
    /// Whether these are the words of the program.
    pub is_shipped: bool,
}

fn shown(article: &Article, lang: Lang, version: Option<Version>) -> Shown {
    match version {
        Some(row) if !row.shipped => Shown {
            text: Text { title: row.title, lead: row.lead, body: row.body },
            edition: row.edition,
            is_shipped: false,
        },
        other => Shown {
            text: article.text(lang).clone(),
            edition: other.map_or(0, |row| row.edition),
            is_shipped: true,
        },
    }
}

/// A text in a language. One query.
///
/// # Errors
/// When the database does not answer.
pub async fn one(tx: &Tx, article: &Article, lang: Lang) -> Result<Shown, StoreError> {
    let newest = tx
        .find::<Entity>()
        .filter(Column::Code.eq(article.code.as_str()))
        .filter(Column::Language.eq(lang.tag()))
        .order_by_desc(Column::Edition)
        .one(tx.conn())
        .await?;
    Ok(shown(article, lang, newest))
}

/// All texts in a language, in the order of the book. One query.
///
/// # Errors
/// When the database does not answer.
pub async fn all(tx: &Tx, lang: Lang) -> Result<Vec<(&'static Article, Shown)>, StoreError> {
    let rows = tx
        .find::<Entity>()
        .filter(Column::Language.eq(lang.tag()))
        .order_by_asc(Column::Edition)
        .all(tx.conn())
        .await?;
    // Of several versions the last one stays.
    let mut newest: HashMap<String, Version> =
        rows.into_iter().map(|row| (row.code.clone(), row)).collect();
    let each = book::articles().iter();
    Ok(each.map(|one| (one, shown(one, lang, newest.remove(&one.code)))).collect())
}

/// The versions of a text in a language, the newest first.
///
/// # Errors
/// When the database does not answer.
pub async fn versions(tx: &Tx, code: &str, lang: Lang) -> Result<Vec<Version>, StoreError> {
    let rows = tx
        .find::<Entity>()
        .filter(Column::Code.eq(code))
        .filter(Column::Language.eq(lang.tag()))
        .order_by_desc(Column::Edition)
        .limit(VERSIONS);
    Ok(rows.all(tx.conn()).await?)
}

/// Writes a new version over the one that was read; without words the shipped text stands again.
///
/// # Errors
/// [`StoreError::Conflict`] when somebody wrote a version meanwhile.
pub async fn write(
    tx: &Tx,
    (article, lang): (&Article, Lang),
    read: i32,
    new: Option<&Text>,
) -> Result<TextId, StoreError> {
    if one(tx, article, lang).await?.edition != read {
        return Err(StoreError::Conflict);
    }
    let id = TextId(tx.new_id());
    let words = new.cloned().unwrap_or_default();
    tx.insert(ActiveModel {
        municipality_id: Set(tx.municipality()),
        id: Set(id),
        code: Set(article.code.clone()),
        language: Set(lang.tag().to_owned()),
        edition: Set(read + 1),
        shipped: Set(new.is_none()),
        title: Set(words.title),
        lead: Set(words.lead),
        body: Set(words.body),
        made_at: Set(tx.now()),
        account_name: Set(tx.actor().name.to_string()),
    })
    .await?;
    Ok(id)
}
