//! Results of "What am I entitled to" that somebody of the demonstration kept for the desk.

use super::PURPOSE;
use crate::app::App;
use crate::entitlements;
use kit::access::Actor;
use kit::store::Municipality;

/// Fills them, unless they are filled.
///
/// # Errors
/// When the database refuses.
pub async fn fill(app: &App, municipality: &Municipality) -> anyhow::Result<()> {
    let actor = Actor::system(municipality.id, PURPOSE);
    let tx = app.db.read(&actor).await?;
    let is_done = entitlements::is_filled(&tx).await?;
    tx.rollback().await;
    if is_done {
        return Ok(());
    }
    entitlements::fill(app, &actor, municipality).await?;
    Ok(())
}
