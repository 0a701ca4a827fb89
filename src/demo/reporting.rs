//! The reports of the demonstration: the monthly layer over what the others entered.

use super::PURPOSE;
use crate::app::App;
use crate::reporting;
use kit::access::Actor;
use kit::store::Municipality;

/// Builds the layer and saves a report, unless that was done.
///
/// # Errors
/// When the database refuses.
pub async fn fill(app: &App, municipality: &Municipality) -> anyhow::Result<()> {
    let actor = Actor::system(municipality.id, PURPOSE);
    let tx = app.db.read(&actor).await?;
    let is_done = reporting::is_filled(&tx).await?;
    tx.rollback().await;
    if is_done {
        return Ok(());
    }
    reporting::refresh(app, municipality.id).await?;
    let mut tx = app.db.write(&actor).await?;
    reporting::fill(&mut tx).await?;
    Ok(tx.commit().await?)
}
