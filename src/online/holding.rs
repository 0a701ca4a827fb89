//! What is held here about a person, for their own eyes: what they sent, when, and where it stands.

use super::course::number;
use super::sent::{kind_of, state_of};
use super::store::online_sent::{self, Column, Entity};
use crate::app::App;
use crate::people::{Holding, PersonId, Told};
use kit::store::Tx;
use sea_orm::{ColumnTrait, QueryFilter, QueryOrder};
use ui::Lang;

/// What was sent, and when.
#[must_use]
pub fn holdings<'a>(_: &'a App, tx: &'a Tx, id: PersonId) -> Told<'a> {
    Box::pin(async move {
        let mut held = Holding::new("online-holding");
        let rows = tx.find::<Entity>().filter(Column::PersonId.eq(id)).order_by_asc(Column::Id);
        let bg = |key: String| ui::text::text(Lang::Bg, &key).into_owned();
        let line = |row: &online_sent::Model| {
            let kind = bg(format!("online-kind-{}", kind_of(row)));
            let state = bg(format!("online-state-{}", state_of(row).code()));
            let name = format!("{} {}", number(row.year, row.number), row.sent_on.bg());
            (name, format!("{kind}; {state}"))
        };
        held.lines.extend(rows.all(tx.conn()).await?.iter().map(line));
        Ok(vec![held])
    })
}
