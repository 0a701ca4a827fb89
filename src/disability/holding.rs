//! What is held of disability and need, for the person's own eyes.

use super::{load, page};
use crate::app::App;
use crate::people::{Holding, PersonId, Told};
use kit::store::Tx;
use ui::Lang;

/// All facts in all versions.
#[must_use]
pub fn holdings<'a>(_: &'a App, tx: &'a Tx, id: PersonId) -> Told<'a> {
    Box::pin(async move {
        let all = load::of_person(tx, id).await?;
        let part = |fact: &super::fact::Fact| Holding {
            lines: page::pairs(Lang::Bg, fact),
            ..Holding::new(&format!("disability-kind-{}", fact.kind))
        };
        Ok(all.iter().map(part).collect())
    })
}
