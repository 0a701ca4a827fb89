//! Monthly reports of the demonstration.

use super::PURPOSE;
use super::assistance::said;
use crate::app::App;
use crate::hours;
use kit::access::Actor;
use kit::store::Municipality;

/// The personal number of the user who may try the phone.
const NUMBER: &str = "2580";

/// Fills them, unless they are filled.
///
/// # Errors
/// When the database refuses.
pub async fn fill(app: &App, municipality: &Municipality) -> anyhow::Result<()> {
    let actor = Actor::system(municipality.id, PURPOSE);
    let law = app.law(municipality.id);
    let tx = app.db.read(&actor).await?;
    let is_done = hours::has_reports(&tx, &law).await.map_err(said)?;
    tx.rollback().await;
    if is_done {
        return Ok(());
    }
    let mut tx = app.db.write(&actor).await?;
    hours::fill(&mut tx, app).await.map_err(said)?;
    hours::fill_addresses(&mut tx, app, NUMBER).await.map_err(said)?;
    tx.commit().await?;
    Ok(())
}
