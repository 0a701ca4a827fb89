//! Conferences with institutions and requests of the demonstration.

use super::PURPOSE;
use super::assistance::said;
use crate::app::App;
use crate::cooperation;
use crate::municipality::Settings;
use kit::access::Actor;
use kit::store::Municipality;

/// Fills them, unless an institution is there.
///
/// # Errors
/// When the database refuses.
pub async fn fill(app: &App, municipality: &Municipality) -> anyhow::Result<()> {
    let actor = Actor::system(municipality.id, PURPOSE);
    let tx = app.db.read(&actor).await?;
    let is_done = cooperation::is_filled(&tx).await?;
    tx.rollback().await;
    if is_done {
        return Ok(());
    }
    let site = Settings::of(municipality).site;
    let verify = format!("{}/{}/verify", site.trim_end_matches('/'), municipality.slug);
    cooperation::fill(app, &actor, verify).await.map_err(said)
}
