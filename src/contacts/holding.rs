//! What the contact log holds about a person, for their own eyes.

use super::lists::{Lists, words};
use super::store::contact;
use crate::app::App;
use crate::forms::{self, Forms, Kind};
use crate::people::{Holding, PersonId, Told};
use kit::store::Tx;
use sea_orm::{ColumnTrait, QueryFilter, QueryOrder};
use ui::Lang;

/// When there was a contact and about what.
#[must_use]
pub fn holdings<'a>(_: &'a App, tx: &'a Tx, id: PersonId) -> Told<'a> {
    Box::pin(async move {
        let lists = Lists::load(tx).await?;
        let mut talks = Holding::new("contacts-holding");
        let rows = tx.find::<contact::Entity>().filter(contact::Column::PersonId.eq(id));
        let rows = rows.order_by_asc(contact::Column::Id).all(tx.conn()).await?;
        let ids: Vec<i64> = rows.iter().map(|row| row.id.0).collect();
        let forms = Forms::load(tx).await?;
        let kept = forms::values_of(tx, Kind::Contact, &ids).await?;
        for row in rows {
            let topic = words(&lists.topics, &row.topic, Lang::Bg);
            talks.lines.push((row.at.bg(), topic));
            talks.lines.extend(forms.told(kept.get(&row.id.0), Lang::Bg));
        }
        Ok(vec![talks])
    })
}
