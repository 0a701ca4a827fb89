//! What came online to the demonstration.

use super::PURPOSE;
use super::assistance::said;
use crate::app::App;
use crate::online;
use kit::access::Actor;
use kit::store::Municipality;

/// Fills it, unless it is filled.
///
/// # Errors
/// When the database refuses.
pub async fn fill(app: &App, municipality: &Municipality) -> anyhow::Result<()> {
    let actor = Actor::system(municipality.id, PURPOSE);
    let tx = app.db.read(&actor).await?;
    let is_done = online::is_filled(&tx).await?;
    tx.rollback().await;
    if is_done {
        return Ok(());
    }
    online::fill(app, &actor).await.map_err(said)
}
