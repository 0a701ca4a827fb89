//! By night it is noted on the timeline whose decision has come within a warning. Once for each
//! warning, so that it can be shown later when the office knew.

use super::state::Horizon;
use super::store::{self, disability_fact};
use crate::app::App;
use kit::access::Actor;
use kit::jobs;
use kit::store::{Event, StoreError};
use kit::types::{Day, MunicipalityId};
use sea_orm::Set;
use std::sync::Arc;

/// How many one round notes: its transaction holds the one writer.
const ROUND: u64 = 200;

/// Notes a round of decisions; gives how many. Called until it gives 0.
pub async fn note_due(app: &App, municipality: MunicipalityId) -> Result<usize, StoreError> {
    let actor = Actor::system(municipality, "disability: чл. 26 ЗХУ");
    let law = app.law(municipality);
    let mut tx = app.db.write(&actor).await?;
    let horizon = Horizon::of(&law, tx.today()).map_err(|e| StoreError::Other(e.to_string()))?;
    let mut noted = 0;
    // The nearest first: who is within the last warning was within the others.
    for (level, until) in horizon.until.iter().enumerate().rev() {
        let level = i32::try_from(level + 1).unwrap_or_default();
        let due = store::to_note(&tx, (horizon.today, *until), (level, ROUND)).await?;
        for row in due {
            let active = disability_fact::ActiveModel { alerts: Set(level), ..Default::default() };
            tx.update::<disability_fact::Entity>(row.id, row.version, active).await?;
            let day = row.ends_on.map(Day::bg).unwrap_or_default();
            tx.event(Event {
                kind: "disability-ending",
                person: Some(row.person_id.0),
                data: vec![("day", day)],
                ..Event::default()
            })
            .await?;
            noted += 1;
        }
    }
    tx.commit().await?;
    Ok(noted)
}

/// The nightly job.
pub fn nightly(app: &App) -> jobs::Handler {
    let app = app.clone();
    Arc::new(move |job: jobs::Job| {
        let app = app.clone();
        Box::pin(async move {
            app.freshen_law(job.municipality).await?;
            while note_due(&app, job.municipality).await? > 0 {}
            Ok(())
        })
    })
}
