//! Accounts of citizens of the demonstration.

use super::PURPOSE;
use crate::app::App;
use crate::citizens;
use crate::municipality::DEMO_PASSWORD;
use kit::access::Actor;
use kit::store::Municipality;

/// Fills them, unless they are filled.
///
/// # Errors
/// When the database refuses.
pub async fn fill(app: &App, municipality: &Municipality) -> anyhow::Result<()> {
    let actor = Actor::system(municipality.id, PURPOSE);
    let tx = app.db.read(&actor).await?;
    let is_done = citizens::is_filled(&tx).await?;
    tx.rollback().await;
    if is_done {
        return Ok(());
    }
    let hash = kit::crypto::hash_password(DEMO_PASSWORD)
        .map_err(|e| anyhow::anyhow!("the demonstration's password: {e}"))?;
    Ok(citizens::fill(app, &actor, hash).await?)
}
