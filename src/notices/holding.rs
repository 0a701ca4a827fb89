//! What is held about a person here, for their own eyes: when what was sent, by which way, and where it
//! stands.

use super::find;
use super::queue_page::name_of;
use crate::app::App;
use crate::people::{Holding, PersonId, Told};
use kit::store::Tx;
use ui::Lang;

/// The notices about a person.
#[must_use]
pub fn holdings<'a>(_: &'a App, tx: &'a Tx, id: PersonId) -> Told<'a> {
    Box::pin(async move {
        let mut sent = Holding::new("notices-holding");
        for row in find::of_person(tx, id).await? {
            let words = |key: String| ui::text::text(Lang::Bg, &key).into_owned();
            let said = [
                name_of(&row.code, Lang::Bg),
                words(format!("notices-channel-{}", row.channel)),
                words(format!("notices-state-{}", row.state)),
            ];
            sent.lines.push((row.queued_at.bg(), said.join(", ")));
        }
        Ok(vec![sent])
    })
}
