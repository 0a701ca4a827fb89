//! How the demonstration fills the portal: news by the doors that staff use, figures counted.

use super::figures;
use super::news::{self, NewNews};
use crate::app::App;
use kit::access::Actor;
use kit::audit::Entry;
use kit::store::{StoreError, Tx};
use kit::types::Day;
use serde::Deserialize;

/// A piece of news of the demonstration.
#[derive(Clone, Debug, Deserialize)]
pub struct Asked {
    /// `news` or `plan`.
    pub kind: String,
    /// Days before the day of the demonstration on which it was published.
    pub days_ago: i32,
    /// Days after it until which opinions are taken.
    pub days_open: Option<i32>,
    /// The title.
    pub title: String,
    /// The text.
    pub body: String,
    /// The title in English.
    #[serde(default)]
    pub title_en: String,
    /// The text in English.
    #[serde(default)]
    pub body_en: String,
}

/// Whether there is any news.
///
/// # Errors
/// When the database does not answer.
pub async fn is_filled(tx: &Tx) -> Result<bool, StoreError> {
    news::is_any(tx).await
}

/// Publishes the news and counts the figures.
///
/// # Errors
/// When the database refuses.
pub async fn fill(app: &App, actor: &Actor, asked: &[Asked]) -> Result<(), StoreError> {
    let mut tx = app.db.write(actor).await?;
    let today: Day = tx.today();
    for one in asked {
        let new = NewNews {
            kind: one.kind.clone(),
            title: one.title.clone(),
            body: one.body.clone(),
            title_en: one.title_en.clone(),
            body_en: one.body_en.clone(),
            href: String::new(),
            until_on: one.days_open.map(|days| today.plus(days)),
        };
        let id = news::publish(&tx, &new, today.plus(-one.days_ago)).await?;
        tx.audit(Entry::write("portal-news-published", id.0));
    }
    figures::count(&mut tx).await?;
    tx.commit().await
}
