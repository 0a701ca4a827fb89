//! Agreements, assignments and files of services of the demonstration.

use super::PURPOSE;
use super::assistance::said;
use crate::app::App;
use crate::municipality::Settings;
use crate::powers::{self, Asked};
use anyhow::Context;
use kit::access::Actor;
use kit::store::Municipality;
use serde::Deserialize;

#[derive(Deserialize)]
struct PowersFile {
    file: Vec<Row>,
}

#[derive(Deserialize)]
struct Row {
    municipality: String,
    #[serde(flatten)]
    asked: Asked,
}

/// Fills them, unless one is there.
///
/// # Errors
/// When the file is not as expected, or the database refuses.
pub async fn fill(app: &App, municipality: &Municipality) -> anyhow::Result<()> {
    let actor = Actor::system(municipality.id, PURPOSE);
    let tx = app.db.read(&actor).await?;
    let is_done = powers::is_filled(&tx).await?;
    tx.rollback().await;
    if is_done {
        return Ok(());
    }
    let site = Settings::of(municipality).site;
    let verify = format!("{}/{}/verify", site.trim_end_matches('/'), municipality.slug);
    let all: PowersFile =
        toml::from_str(include_str!("../../demo/powers.toml")).context("demo: powers")?;
    for row in all.file.iter().filter(|row| row.municipality == municipality.slug) {
        powers::fill(app, &actor, &row.asked, &verify).await.map_err(said)?;
    }
    Ok(())
}
