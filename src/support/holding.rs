//! The assessments and plans of a person, for their own eyes.

use super::content::content;
use super::course::{Frame, Kind, Stage};
use super::lines::Words;
use super::store::support_version::{self, Column};
use super::{areas, load};
use crate::app::App;
use crate::people::{Holding, PersonId, Told};
use crate::placement;
use kit::store::Tx;
use kit::types::Day;
use sea_orm::{ColumnTrait, QueryFilter, QueryOrder};
use ui::Lang;

/// Each document with its days and all that is written in it; drafts are work of the office.
#[must_use]
pub fn holdings<'a>(_: &'a App, tx: &'a Tx, id: PersonId) -> Told<'a> {
    Box::pin(async move {
        let areas = areas::all(tx).await?;
        let own = placement::ids_of_person(tx, id);
        let rows = tx
            .find::<support_version::Entity>()
            .filter(Column::PlacementId.in_subquery(own))
            .order_by_asc(Column::Id)
            .all(tx.conn())
            .await?;
        let mut all = Vec::new();
        for row in rows.iter().filter(|row| load::stage(row).is_ok_and(Stage::holds)) {
            let kind = load::kind(row)?;
            let mut part = Holding::new(&format!("support-kind-{}", kind.code()));
            part.say("support-number", row.number.to_string());
            part.say("support-signed-on", row.signed_on.map(Day::bg).unwrap_or_default());
            part.say("support-given-on", row.given_on.map(Day::bg).unwrap_or_default());
            let frame = Frame {
                residential: true,
                replacement: kind == Kind::Plan,
                first: row.ground == "first",
                alone: false,
            };
            let words = Words { lang: Lang::Bg, kind, frame, areas: &areas };
            part.lines.extend(words.flat(&content(tx, row)?));
            all.push(part);
        }
        Ok(all)
    })
}
