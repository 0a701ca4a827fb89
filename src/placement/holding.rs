//! The services that a person uses, waits for or used, for their own eyes.

use super::load;
use super::store::placement;
use crate::app::App;
use crate::people::{Holding, PersonId, Told};
use crate::services;
use kit::store::Tx;
use sea_orm::{ColumnTrait, QueryFilter, QueryOrder};
use ui::Lang;

/// Each placement with its service, state, place in the list and days of the contract.
#[must_use]
pub fn holdings<'a>(_: &'a App, tx: &'a Tx, id: PersonId) -> Told<'a> {
    Box::pin(async move {
        let rows = tx.find::<placement::Entity>().filter(placement::Column::PersonId.eq(id));
        let rows = rows.order_by_asc(placement::Column::Id).all(tx.conn()).await?;
        let ids: Vec<_> = rows.iter().map(|row| row.service_id).collect();
        let known = services::by_ids(tx, &ids).await?;
        let mut all = Vec::new();
        for row in rows {
            let mut part = Holding::new("placement-holding");
            let service = known.get(&row.service_id).map(|service| service.name.clone());
            part.say("placement-service", service.unwrap_or_default());
            part.say("placement-stated-on", row.stated_on.bg());
            let state = load::state(&row)?.key();
            part.say("placement-column-state", ui::text::text(Lang::Bg, &state).into_owned());
            if let Some(place) = super::waiting::place_in_line(tx, row.id).await? {
                part.say("placement-in-line", place.to_string());
            }
            if let Some(contract) = load::contracts(tx, row.id).await?.pop() {
                part.say("placement-from-on", contract.from_on.bg());
                part.say("placement-until-on", contract.until_on.bg());
            }
            all.push(part);
        }
        Ok(all)
    })
}
