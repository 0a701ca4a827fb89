//! What is held of a person as an assistant, for their own eyes.

use super::load;
use crate::app::App;
use crate::people::{Holding, PersonId, Told};
use kit::store::Tx;
use ui::Lang;

/// Each application with its state and what was declared.
#[must_use]
pub fn holdings<'a>(_: &'a App, tx: &'a Tx, id: PersonId) -> Told<'a> {
    Box::pin(async move {
        let all = load::all_of(tx, id).await?;
        if all.is_empty() {
            return Ok(Vec::new());
        }
        let mut part = Holding::new("assistants-belonging");
        for one in all {
            let state = format!("assistants-state-{}", one.state.code());
            let state = ui::text::text(Lang::Bg, &state).into_owned();
            let content = &one.content;
            let words = [
                state,
                content.card.clone(),
                content.education.clone(),
                content.qualification.clone(),
                content.prefers.join(", "),
                content.iban.clone(),
                content.service.document.clone(),
                content.note.clone(),
            ];
            let words = words.into_iter().filter(|text| !text.is_empty());
            let when = format!("{}, {}", one.number, one.applied_on.bg());
            part.lines.push((when, words.collect::<Vec<_>>().join("; ")));
            for step in load::steps(tx, one.id).await? {
                if !step.content.text.is_empty() {
                    let text = format!("{}: {}", step.content.held_by, step.content.text);
                    part.lines.push((step.held_on.bg(), text));
                }
            }
        }
        Ok(vec![part])
    })
}
