//! Projects of the demonstration: what the public pages tell, with budgets and documents invented.

use super::PURPOSE;
use super::assistance::said;
use crate::app::App;
use crate::municipality::Settings;
use crate::projects::{self, Asked};
use anyhow::Context;
use kit::access::Actor;
use kit::store::Municipality;
use serde::Deserialize;

#[derive(Deserialize)]
struct ProjectsFile {
    project: Vec<ProjectLine>,
}

#[derive(Deserialize)]
struct ProjectLine {
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
    let is_done = projects::is_filled(&tx).await?;
    tx.rollback().await;
    if is_done {
        return Ok(());
    }
    let site = Settings::of(municipality).site;
    let verify = format!("{}/{}/verify", site.trim_end_matches('/'), municipality.slug);
    let file: ProjectsFile =
        toml::from_str(include_str!("../../demo/projects.toml")).context("demo: projects")?;
    for line in file.project.iter().filter(|line| line.municipality == municipality.slug) {
        projects::fill(app, &actor, &line.asked, &verify).await.map_err(said)?;
    }
    Ok(())
}
