//! Studies of the demonstration.

use super::PURPOSE;
use super::assistance::said;
use crate::app::App;
use crate::municipality::Settings;
use crate::studies;
use kit::access::Actor;
use kit::store::Municipality;

/// Fills them, unless they are filled.
///
/// # Errors
/// When the database refuses.
pub async fn fill(app: &App, municipality: &Municipality) -> anyhow::Result<()> {
    let actor = Actor::system(municipality.id, PURPOSE);
    let tx = app.db.read(&actor).await?;
    let is_done = studies::is_filled(&tx).await.map_err(said)?;
    tx.rollback().await;
    if is_done {
        return Ok(());
    }
    let site = Settings::of(municipality).site;
    let verify = format!("{}/{}/verify", site.trim_end_matches('/'), municipality.slug);
    studies::fill(app, &actor, (&municipality.slug, verify)).await.map_err(said)
}
