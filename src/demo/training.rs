//! Training and supervision of the demonstration.

use super::PURPOSE;
use super::assistance::said;
use crate::app::App;
use crate::municipality::Settings;
use crate::training::{self, Wanted};
use kit::access::Actor;
use kit::store::Municipality;

/// What the documents of the two projects promise, or somewhat more.
const MEZDRA: Wanted = Wanted { trainings: 2, supervisions: 1, people: 22 };
/// As above.
const RUSE: Wanted = Wanted { trainings: 3, supervisions: 2, people: 24 };

/// Fills it, unless it is filled.
///
/// # Errors
/// When the database refuses.
pub async fn fill(app: &App, municipality: &Municipality) -> anyhow::Result<()> {
    let actor = Actor::system(municipality.id, PURPOSE);
    let tx = app.db.read(&actor).await?;
    let is_done = training::is_filled(&tx).await.map_err(said)?;
    tx.rollback().await;
    if is_done {
        return Ok(());
    }
    let site = Settings::of(municipality).site;
    let verify = format!("{}/{}/verify", site.trim_end_matches('/'), municipality.slug);
    let wanted = if municipality.slug == "ruse" { RUSE } else { MEZDRA };
    training::fill(app, &actor, (verify, wanted)).await.map_err(said)
}
