//! What the front desk holds about a person, for their own eyes: the wishes.

use super::store::wish;
use crate::app::App;
use crate::forms::{self, Forms, Kind};
use crate::people::{Holding, PersonId, Told};
use crate::services;
use kit::store::Tx;
use sea_orm::{ColumnTrait, QueryFilter, QueryOrder};
use ui::Lang;

/// What was wished, and when.
#[must_use]
pub fn holdings<'a>(_: &'a App, tx: &'a Tx, id: PersonId) -> Told<'a> {
    Box::pin(async move {
        let mut wishes = Holding::new("frontdesk-holding-wishes");
        let rows = tx.find::<wish::Entity>().filter(wish::Column::PersonId.eq(id));
        let rows = rows.order_by_asc(wish::Column::Id).all(tx.conn()).await?;
        let ids: Vec<_> = rows.iter().map(|row| row.service_id).collect();
        let known = services::by_ids(tx, &ids).await?;
        let ids: Vec<i64> = rows.iter().map(|row| row.id.0).collect();
        let forms = Forms::load(tx).await?;
        let kept = forms::values_of(tx, Kind::Wish, &ids).await?;
        for row in rows {
            let service = known.get(&row.service_id).map(|service| service.name.clone());
            wishes.lines.push((row.stated_on.bg(), service.unwrap_or_default()));
            wishes.lines.extend(forms.told(kept.get(&row.id.0), Lang::Bg));
        }
        Ok(vec![wishes])
    })
}
