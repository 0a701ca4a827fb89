//! The portal of the demonstration: invented news, and the places as they are counted.

use super::PURPOSE;
use crate::app::App;
use crate::portal::{self, Asked};
use anyhow::Context;
use kit::access::Actor;
use kit::store::Municipality;
use serde::Deserialize;

#[derive(Deserialize)]
struct File {
    news: Vec<Row>,
}

#[derive(Deserialize)]
struct Row {
    municipality: String,
    #[serde(flatten)]
    asked: Asked,
}

/// Fills it, unless it is filled. Places are counted after all that takes one.
///
/// # Errors
/// When the file is not as expected, or the database refuses.
pub async fn fill(app: &App, municipality: &Municipality) -> anyhow::Result<()> {
    let actor = Actor::system(municipality.id, PURPOSE);
    let tx = app.db.read(&actor).await?;
    let is_done = portal::is_filled(&tx).await?;
    tx.rollback().await;
    if is_done {
        return Ok(());
    }
    let file: File =
        toml::from_str(include_str!("../../demo/portal.toml")).context("demo: portal")?;
    let own = file.news.into_iter().filter(|row| row.municipality == municipality.slug);
    let asked: Vec<Asked> = own.map(|row| row.asked).collect();
    Ok(portal::fill(app, &actor, &asked).await?)
}
