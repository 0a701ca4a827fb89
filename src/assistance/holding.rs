//! What is held of a person's assistance, for their own eyes.

use super::load;
use crate::app::App;
use crate::people::{Holding, PersonId, Told};
use kit::store::Tx;
use kit::types::Day;
use ui::Lang;

/// Each application with what it says, and each agreement with its days.
#[must_use]
pub fn holdings<'a>(_: &'a App, tx: &'a Tx, id: PersonId) -> Told<'a> {
    Box::pin(async move {
        let mut all = Vec::new();
        let applications = load::applications_of(tx, id).await?;
        if !applications.is_empty() {
            let mut part = Holding::new("assistance-belonging-application");
            for filed in applications {
                let state = format!("assistance-state-{}", filed.state.code());
                let state = ui::text::text(Lang::Bg, &state).into_owned();
                let content = &filed.content;
                let words = [
                    state,
                    content.directive.number.clone(),
                    format!("{} ч.", filed.hours()),
                    content.similar.clone(),
                    content.note.clone(),
                ];
                let words = words.into_iter().filter(|text| !text.is_empty());
                let when = format!("{}, {}", filed.number(), filed.row.filed_on.bg());
                part.lines.push((when, words.collect::<Vec<_>>().join("; ")));
                for (row, note) in load::steps(tx, filed.row.id).await? {
                    if !note.text.is_empty() {
                        part.lines.push((row.held_on.bg(), note.text));
                    }
                }
            }
            all.push(part);
        }
        let agreements = load::agreements_of_person(tx, id).await?;
        if !agreements.is_empty() {
            let mut part = Holding::new("assistance-belonging-agreement");
            for one in agreements {
                let until = one.row.ended_on.unwrap_or(one.row.until_on);
                let days = format!("{} – {}", one.row.from_on.bg(), Day::bg(until));
                let words = [days, one.terms.place.clone(), one.terms.ending.text.clone()];
                let words = words.into_iter().filter(|text| !text.is_empty());
                part.lines.push((one.number(), words.collect::<Vec<_>>().join("; ")));
            }
            all.push(part);
        }
        Ok(all)
    })
}
