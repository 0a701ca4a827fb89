//! What the cases of a person hold, for their own eyes: the way of each, without staff.

use super::load;
use super::store::{assessment, referral_case};
use crate::app::App;
use crate::forms::{self, Forms, Kind};
use crate::people::{Holding, PersonId, Told};
use crate::services;
use kit::store::Tx;
use kit::types::Day;
use sea_orm::{ColumnTrait, QueryFilter, QueryOrder};
use ui::Lang;

/// Each case with its service, state and days.
#[must_use]
pub fn holdings<'a>(_: &'a App, tx: &'a Tx, id: PersonId) -> Told<'a> {
    Box::pin(async move {
        let rows = tx.find::<referral_case::Entity>();
        let rows = rows.filter(referral_case::Column::PersonId.eq(id));
        let rows = rows.order_by_asc(referral_case::Column::Id).all(tx.conn()).await?;
        let ids: Vec<_> = rows.iter().map(|row| row.service_id).collect();
        let known = services::by_ids(tx, &ids).await?;
        let forms = Forms::load(tx).await?;
        let mut all = Vec::new();
        for row in rows {
            let mut part = Holding::new("referral-holding");
            let service = known.get(&row.service_id).map(|service| service.name.clone());
            part.say("referral-column-service", service.unwrap_or_default());
            part.say("referral-holding-wish", row.wish_on.bg());
            let state = load::state(&row)?.key();
            part.say("referral-holding-state", ui::text::text(Lang::Bg, &state).into_owned());
            let own = load::assessments(tx, row.id).await?;
            let signed = |po: &assessment::Model| po.signed_on.map(Day::bg);
            let days: Vec<String> = own.iter().filter_map(signed).collect();
            part.say("referral-signed-on", days.join(", "));
            let own: Vec<i64> = own.iter().map(|po| po.id.0).collect();
            let kept = forms::values_of(tx, Kind::Assessment, &own).await?;
            let told = own.iter().flat_map(|id| forms.told(kept.get(id), Lang::Bg));
            part.lines.extend(told);
            all.push(part);
        }
        Ok(all)
    })
}
