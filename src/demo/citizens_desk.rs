//! The consultation desk and the booking by citizens of the demonstration.

use super::PURPOSE;
use crate::app::App;
use crate::municipality::Settings;
use crate::{booking, desk};
use kit::access::Actor;
use kit::audit::Entry;
use kit::store::Municipality;

/// Fills them, unless they are filled.
///
/// # Errors
/// When the database refuses.
pub async fn fill(app: &App, municipality: &Municipality) -> anyhow::Result<()> {
    let actor = Actor::system(municipality.id, PURPOSE);
    let tx = app.db.read(&actor).await?;
    let is_done = desk::is_filled(&tx).await?;
    tx.rollback().await;
    if !is_done {
        desk::fill(app, &actor, &Settings::of(municipality).site).await?;
    }
    let law = app.law(municipality.id);
    let mut tx = app.db.write(&actor).await?;
    booking::open_for_demo(&tx, &law).await?;
    tx.audit(Entry::new("write", "booking-point", ""));
    Ok(tx.commit().await?)
}
