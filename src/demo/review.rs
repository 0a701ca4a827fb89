//! The yearly analysis of the demonstration.

use super::PURPOSE;
use super::assistance::said;
use crate::app::App;
use crate::review;
use kit::access::Actor;
use kit::store::Municipality;

/// Fills it, unless it is filled. After all others: it counts what they entered.
///
/// # Errors
/// When the database refuses.
pub async fn fill(app: &App, municipality: &Municipality) -> anyhow::Result<()> {
    let actor = Actor::system(municipality.id, PURPOSE);
    let tx = app.db.read(&actor).await?;
    let is_done = review::is_filled(&tx).await?;
    tx.rollback().await;
    if is_done {
        return Ok(());
    }
    let law = app.law(municipality.id);
    let mut tx = app.db.write(&actor).await?;
    review::fill(&mut tx, &law).await.map_err(said)?;
    Ok(tx.commit().await?)
}
