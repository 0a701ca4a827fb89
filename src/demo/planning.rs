//! The planning of the demonstration.

use super::PURPOSE;
use super::assistance::said;
use crate::app::App;
use crate::municipality::Settings;
use crate::planning;
use kit::access::Actor;
use kit::store::Municipality;

/// Fills it, unless it is filled. After all others: it is drafted from what they entered.
///
/// # Errors
/// When the database refuses.
pub async fn fill(app: &App, municipality: &Municipality) -> anyhow::Result<()> {
    let actor = Actor::system(municipality.id, PURPOSE);
    let tx = app.db.read(&actor).await?;
    let is_done = planning::is_filled(&tx).await?;
    tx.rollback().await;
    if is_done {
        return Ok(());
    }
    let site = Settings::of(municipality).site;
    let verify = format!("{}/{}/verify", site.trim_end_matches('/'), municipality.slug);
    planning::fill(app, &actor, (municipality, &verify)).await.map_err(said)
}
