//! Figures of the demonstration, and what the needs rest on besides.

use super::PURPOSE;
use super::assistance::said;
use crate::app::App;
use crate::municipality::Settings;
use crate::{figures, needs};
use anyhow::Context;
use kit::access::Actor;
use kit::store::Municipality;
use serde::Deserialize;

#[derive(Deserialize)]
struct File<T> {
    told: Vec<Row<T>>,
}

#[derive(Deserialize)]
struct Row<T> {
    municipality: String,
    #[serde(flatten)]
    told: T,
}

/// What a file tells of a municipality.
fn of<T>(file: File<T>, slug: &str) -> Vec<T> {
    let own = file.told.into_iter().filter(|row| row.municipality == slug);
    own.map(|row| row.told).collect()
}

/// Fills them, unless they are filled.
///
/// # Errors
/// When a file is not as expected, or the database refuses.
pub async fn fill(app: &App, municipality: &Municipality) -> anyhow::Result<()> {
    let actor = Actor::system(municipality.id, PURPOSE);
    let slug = municipality.slug.as_str();
    let all: File<figures::Told> =
        toml::from_str(include_str!("../../demo/figures.toml")).context("demo: figures")?;
    figures::fill(app, &actor, (municipality, of(all, slug).as_slice())).await.map_err(said)?;
    let all: File<needs::Told> =
        toml::from_str(include_str!("../../demo/needs.toml")).context("demo: needs")?;
    let site = Settings::of(municipality).site;
    let verify = format!("{}/{slug}/verify", site.trim_end_matches('/'));
    let law = app.law(municipality.id);
    let mut tx = app.db.write(&actor).await?;
    for told in of(all, slug) {
        needs::fill(&mut tx, &law, (municipality, verify.as_str(), &told)).await.map_err(said)?;
    }
    Ok(tx.commit().await?)
}
