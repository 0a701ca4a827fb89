//! Decisions of the demonstration: of the municipal councils and the mayors. Those of the council on
//! social services come with its meetings.

use super::PURPOSE;
use super::assistance::said;
use crate::app::App;
use crate::decisions::{self, Asked};
use crate::municipality::Settings;
use anyhow::Context;
use kit::access::Actor;
use kit::store::Municipality;
use serde::Deserialize;

#[derive(Deserialize)]
struct File {
    decision: Vec<Row>,
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
    let is_done = decisions::is_filled(&tx).await?;
    tx.rollback().await;
    if is_done {
        return Ok(());
    }
    let site = Settings::of(municipality).site;
    let verify = format!("{}/{}/verify", site.trim_end_matches('/'), municipality.slug);
    let file: File =
        toml::from_str(include_str!("../../demo/decisions.toml")).context("demo: decisions")?;
    let own = file.decision.into_iter().filter(|row| row.municipality == municipality.slug);
    let asked: Vec<Asked> = own.map(|row| row.asked).collect();
    decisions::fill(app, &actor, (&asked, &verify)).await.map_err(said)
}
