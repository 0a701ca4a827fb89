//! The notices of the demonstration.

use super::PURPOSE;
use super::assistance::said;
use crate::app::App;
use crate::notices;
use crate::people::PersonId;
use kit::access::Actor;
use kit::store::Municipality;
use kit::types::Day;

/// So many people are written to.
const WRITTEN: usize = 6;
/// Among so many grown-up people the last ones are taken: the first ones have stories of their own.
const AMONG: u64 = 60;

/// Fills the queue, unless it is filled.
///
/// # Errors
/// When the database refuses.
pub async fn fill(app: &App, municipality: &Municipality) -> anyhow::Result<()> {
    let actor = Actor::system(municipality.id, PURPOSE);
    let tx = app.db.read(&actor).await?;
    let is_done = notices::is_filled(&tx).await?;
    let born = Day(jiff::civil::date(1990, 1, 1));
    let people = super::store::people_without_service(&tx, born, AMONG).await?;
    tx.rollback().await;
    if is_done {
        return Ok(());
    }
    let people: Vec<PersonId> = people.into_iter().rev().take(WRITTEN).map(PersonId).collect();
    let mut tx = app.db.write(&actor).await?;
    notices::fill(&mut tx, &people).await.map_err(said)?;
    Ok(tx.commit().await?)
}
