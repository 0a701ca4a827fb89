//! What is held of cooperation on a person's cases, for their own eyes: conferences, to whom what
//! was told and why, what was agreed, what institutions were asked and answered.

use super::frame::{bg, day};
use super::load::{self, Which};
use super::paper::ground;
use crate::app::App;
use crate::people::{Holding, PersonId, Told};
use kit::store::Tx;

/// Each conference and each request with its days.
#[must_use]
pub fn holdings<'a>(_: &'a App, tx: &'a Tx, id: PersonId) -> Told<'a> {
    Box::pin(async move {
        let conferences = load::about(tx, id).await?;
        let requests = load::requests(tx, Which { person: Some(id), ..Which::default() }).await?;
        if conferences.is_empty() && requests.is_empty() {
            return Ok(Vec::new());
        }
        let ids: Vec<_> = conferences.iter().map(|one| one.row.id).collect();
        let mut seats = load::seats(tx, &ids).await?;
        let tasks = load::tasks(tx, Some(&ids)).await?;
        let names = load::names(tx).await?;
        let mut all = Vec::new();
        for one in &conferences {
            let mut part = Holding::new("cooperation-holding");
            part.say("cooperation-column-number", one.number());
            part.say("cooperation-column-day", one.row.day.bg());
            part.say("cooperation-purpose", one.content.purpose.clone());
            for seat in seats.remove(&one.row.id).unwrap_or_default() {
                let Some(name) = seat.row.institution_id.and_then(|id| names.get(&id)) else {
                    continue;
                };
                let basis = bg(&format!("cooperation-sharing-{}", seat.row.sharing));
                let told = [basis, seat.content.ground, seat.content.shared];
                let told = told.into_iter().filter(|text| !text.is_empty());
                part.lines.push((name.clone(), told.collect::<Vec<_>>().join("; ")));
            }
            part.say("cooperation-outcome", one.content.outcome.clone());
            part.say("cooperation-view", one.content.citizen_view.clone());
            for task in tasks.iter().filter(|task| task.row.conference_id == one.row.id) {
                let due = task.row.due_on.bg();
                part.say("cooperation-column-task", format!("{} – {due}", task.content.task));
            }
            all.push(part);
        }
        for one in requests {
            let mut part = Holding::new("cooperation-holding-request");
            let institution = names.get(&one.row.institution_id).cloned();
            part.say("cooperation-column-number", one.number());
            part.say("cooperation-column-institution", institution.unwrap_or_default());
            part.say("cooperation-column-ground", ground(&one));
            part.say("cooperation-column-sent", one.row.sent_on.bg());
            part.say("cooperation-question", one.content.question.clone());
            part.say("cooperation-answered-on", day(one.row.answered_on));
            part.say("cooperation-answer", one.content.answer.clone());
            all.push(part);
        }
        Ok(all)
    })
}
