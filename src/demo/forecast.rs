//! The forecasts of the demonstration.

use super::PURPOSE;
use super::assistance::said;
use crate::app::App;
use crate::forecast;
use kit::access::Actor;
use kit::store::Municipality;

/// Fills them, unless they are filled. After the figures and the monthly layer: they are computed from both.
///
/// # Errors
/// When the database refuses.
pub async fn fill(app: &App, municipality: &Municipality) -> anyhow::Result<()> {
    let actor = Actor::system(municipality.id, PURPOSE);
    let tx = app.db.read(&actor).await?;
    let is_done = forecast::is_filled(&tx).await?;
    tx.rollback().await;
    if is_done {
        return Ok(());
    }
    let law = app.law(municipality.id);
    let mut tx = app.db.write(&actor).await?;
    forecast::fill(&mut tx, &law).await.map_err(said)?;
    Ok(tx.commit().await?)
}
