//! The control of a person's assistance, for their own eyes: visits with their protocols, signals
//! about it, checks. Who complained is not told.

use super::course::ROWS;
use super::frame::bg;
use super::load;
use super::round;
use crate::app::App;
use crate::people::{Holding, PersonId, Told};
use kit::store::Tx;
use kit::types::Day;

/// Each visit, signal and check.
#[must_use]
pub fn holdings<'a>(_: &'a App, tx: &'a Tx, id: PersonId) -> Told<'a> {
    Box::pin(async move {
        let mut visits = Holding::new("control-belonging-visit");
        for one in load::visits_to(tx, id).await? {
            let day = one.row.held_on.unwrap_or(one.row.planned_on).bg();
            visits.lines.push((day, bg(&format!("control-state-{}", one.row.state))));
            for (code, row) in ROWS.iter().zip(&one.protocol.rows) {
                visits.say(&format!("control-row-{code}"), row.found.clone());
            }
            visits.say("control-recommendation", one.protocol.recommendation.clone());
        }
        let mut signals = Holding::new("control-belonging-signal");
        for one in load::signals_about(tx, id).await? {
            signals.lines.push((one.number(), one.content.about.clone()));
            signals.say("control-decision", one.content.decision.clone());
        }
        let mut checks = Holding::new("control-belonging-line");
        for one in round::lines_of(tx, id).await? {
            let day = one.row.checked_on.map(Day::bg).unwrap_or_default();
            let words = [one.content.found.as_str(), one.content.conclusion.as_str()];
            checks.lines.push((day, words.join(" ").trim().to_owned()));
        }
        let all = [visits, signals, checks].into_iter();
        Ok(all.filter(|part| !part.lines.is_empty()).collect())
    })
}
