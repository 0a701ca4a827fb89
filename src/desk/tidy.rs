//! What happens at the desk by itself: a talk in which nobody speaks any more is over, and words whose
//! time has passed go. The one job that removes anything here; see `lines_until` for when.

use super::course::{How, silent_since};
use super::setting;
use super::talk;
use crate::app::App;
use kit::access::Actor;
use kit::jobs::{Handler, Job};
use kit::types::{Instant, MunicipalityId};
use std::sync::Arc;

/// The job.
pub const JOB: &str = "desk-tidy";
const PURPOSE: &str = "desk: words of talks go when their time is over";
/// Somebody who waits is not sent away before the day is over: the desk may open again.
const WAIT_MINUTES: i32 = 12 * 60;

/// Runs [`JOB`].
pub fn handler(app: &App) -> Handler {
    let app = app.clone();
    Arc::new(move |job: Job| {
        let app = app.clone();
        Box::pin(async move { tidy(&app, job.municipality).await })
    })
}

/// Ends what is silent and removes what is due.
///
/// # Errors
/// When the database refuses; then nothing was done.
pub async fn tidy(app: &App, municipality: MunicipalityId) -> anyhow::Result<()> {
    let mut tx = app.db.write(&Actor::system(municipality, PURPOSE)).await?;
    let setting = setting::read(&tx).await?;
    let now = tx.now().0;
    let taken = Instant(silent_since(now, setting.idle_minutes));
    let waiting = Instant(silent_since(now, WAIT_MINUTES));
    let silent = talk::silent(&tx, (taken, waiting)).await?;
    for talk in &silent {
        talk::end(&mut tx, (talk, &talk.content), (How::Idle, &setting)).await?;
    }
    for row in talk::due(&tx).await? {
        talk::clear(&mut tx, row).await?;
    }
    tx.commit().await?;
    for talk in &silent {
        app.desk.tell(municipality, talk.row.id);
        app.desk.ended(municipality, talk.row.id);
    }
    Ok(())
}
