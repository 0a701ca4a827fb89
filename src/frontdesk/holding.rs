//! What the front desk holds about a person, for their own eyes: contacts and wishes.

use super::reference::{reference, words};
use super::store::{contact, wish};
use crate::app::App;
use crate::people::{Holding, PersonId, Told};
use crate::services;
use kit::store::Tx;
use sea_orm::{ColumnTrait, QueryFilter, QueryOrder};
use ui::Lang;

/// When there was a contact and about what; what was wished.
#[must_use]
pub fn holdings<'a>(_: &'a App, tx: &'a Tx, id: PersonId) -> Told<'a> {
    Box::pin(async move {
        let mut talks = Holding::new("frontdesk-holding-contacts");
        let rows = tx.find::<contact::Entity>().filter(contact::Column::PersonId.eq(id));
        for row in rows.order_by_asc(contact::Column::Id).all(tx.conn()).await? {
            let topic = words(&reference().topic, &row.topic, Lang::Bg);
            talks.lines.push((row.at.bg(), topic));
        }
        let mut wishes = Holding::new("frontdesk-holding-wishes");
        let rows = tx.find::<wish::Entity>().filter(wish::Column::PersonId.eq(id));
        let rows = rows.order_by_asc(wish::Column::Id).all(tx.conn()).await?;
        let ids: Vec<_> = rows.iter().map(|row| row.service_id).collect();
        let known = services::by_ids(tx, &ids).await?;
        for row in rows {
            let service = known.get(&row.service_id).map(|service| service.name.clone());
            wishes.lines.push((row.stated_on.bg(), service.unwrap_or_default()));
        }
        Ok(vec![talks, wishes])
    })
}
