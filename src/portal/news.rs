//! News and plans that are discussed, as rows: what is shown to anybody, and until when opinions are taken.

use super::NewsId;
use super::store::portal_news::{ActiveModel, Column, Entity, Model};
use kit::store::{StoreError, Tx};
use kit::types::Day;
use sea_orm::{ColumnTrait, QueryFilter, QueryOrder, QuerySelect, Set};
use ui::Lang;

/// A piece of news as it was written.
pub type News = Model;

/// Kinds: words have the key `portal-news-<kind>`.
pub const KINDS: [&str; 2] = ["news", "plan"];
/// Pieces on the page of news.
pub const SHOWN: u64 = 40;

impl Model {
    /// Its title in a language; the Bulgarian one where there is no other.
    #[must_use]
    pub fn title_in(&self, lang: Lang) -> &str {
        match lang {
            Lang::En if !self.title_en.is_empty() => &self.title_en,
            _ => &self.title,
        }
    }

    /// Its text in a language.
    #[must_use]
    pub fn body_in(&self, lang: Lang) -> &str {
        match lang {
            Lang::En if !self.body_en.is_empty() => &self.body_en,
            _ => &self.body,
        }
    }

    /// The language in which its words stand when another one is asked for.
    #[must_use]
    pub fn lang_of(&self, lang: Lang) -> &'static str {
        match lang {
            Lang::En if !self.title_en.is_empty() && !self.body_en.is_empty() => Lang::En.tag(),
            _ => Lang::Bg.tag(),
        }
    }

    /// Whether opinions are taken on a day.
    #[must_use]
    pub fn is_open(&self, today: Day) -> bool {
        self.kind == "plan" && self.until_on.is_some_and(|last| today <= last)
    }

    /// Whether anybody may read it on a day.
    #[must_use]
    pub fn is_shown(&self, today: Day) -> bool {
        self.withdrawn_at.is_none() && self.published_on <= today
    }
}

/// What is written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NewNews {
    /// A code of [`KINDS`].
    pub kind: String,
    /// The title.
    pub title: String,
    /// The text, in the lines of the guide.
    pub body: String,
    /// The title in English, or empty.
    pub title_en: String,
    /// The text in English, or empty.
    pub body_en: String,
    /// Where more stands, or empty.
    pub href: String,
    /// The last day for opinions on a plan.
    pub until_on: Option<Day>,
}

fn columns(new: &NewNews) -> ActiveModel {
    ActiveModel {
        kind: Set(new.kind.clone()),
        title: Set(new.title.clone()),
        body: Set(new.body.clone()),
        title_en: Set(new.title_en.clone()),
        body_en: Set(new.body_en.clone()),
        href: Set(new.href.clone()),
        until_on: Set(new.until_on),
        ..Default::default()
    }
}

/// Publishes a piece from a day on.
///
/// # Errors
/// When the database refuses.
pub async fn publish(tx: &Tx, new: &NewNews, from: Day) -> Result<NewsId, StoreError> {
    let id = NewsId(tx.new_id());
    let mut row = columns(new);
    row.municipality_id = Set(tx.municipality());
    row.id = Set(id);
    row.published_on = Set(from);
    row.withdrawn_at = Set(None);
    row.made_at = Set(tx.now());
    row.account_name = Set(tx.actor().name.to_string());
    row.version = Set(1);
    tx.insert(row).await?;
    Ok(id)
}

/// Corrects a piece.
///
/// # Errors
/// [`StoreError::Conflict`] when somebody else saved since this version.
pub async fn change(
    tx: &Tx,
    (id, version): (NewsId, i32),
    new: &NewNews,
) -> Result<(), StoreError> {
    tx.update::<Entity>(id, version, columns(new)).await
}

/// Takes a piece back: it is shown to nobody any more.
///
/// # Errors
/// As [`change`].
pub async fn withdraw(tx: &Tx, (id, version): (NewsId, i32)) -> Result<(), StoreError> {
    let row = ActiveModel { withdrawn_at: Set(Some(tx.now())), ..Default::default() };
    tx.update::<Entity>(id, version, row).await
}

/// The newest pieces, also withdrawn ones: for whoever writes them.
///
/// # Errors
/// When the database does not answer.
pub async fn all(tx: &Tx) -> Result<Vec<News>, StoreError> {
    let rows = tx
        .find::<Entity>()
        .order_by_desc(Column::PublishedOn)
        .order_by_desc(Column::Id)
        .limit(SHOWN);
    Ok(rows.all(tx.conn()).await?)
}

/// The newest pieces that anybody may read today.
///
/// # Errors
/// When the database does not answer.
pub async fn shown(tx: &Tx, most: u64) -> Result<Vec<News>, StoreError> {
    let rows = tx
        .find::<Entity>()
        .filter(Column::WithdrawnAt.is_null())
        .filter(Column::PublishedOn.lte(tx.today()))
        .order_by_desc(Column::PublishedOn)
        .order_by_desc(Column::Id)
        .limit(most);
    Ok(rows.all(tx.conn()).await?)
}

/// One piece.
///
/// # Errors
/// [`StoreError::NotFound`] when there is none.
pub async fn one(tx: &Tx, id: NewsId) -> Result<News, StoreError> {
    let row = tx.find::<Entity>().filter(Column::Id.eq(id)).one(tx.conn()).await?;
    row.ok_or(StoreError::NotFound)
}

/// Whether a piece was ever published.
///
/// # Errors
/// When the database does not answer.
pub async fn is_any(tx: &Tx) -> Result<bool, StoreError> {
    Ok(tx.find::<Entity>().one(tx.conn()).await?.is_some())
}
