//! What a person was given, month by month, and when they were away, for their own eyes.

use super::days::hours;
use super::person::all_aways;
use super::store::delivery_entry::{self, Column};
use crate::app::App;
use crate::people::{Holding, PersonId, Told};
use crate::placement;
use crate::services;
use kit::store::Tx;
use kit::types::Day;
use sea_orm::{ColumnTrait, QueryFilter, QueryOrder};
use std::collections::BTreeMap;
use ui::Lang;

/// The most known absences that are told.
const MOST: u64 = 1_000;

/// Days and hours of each month in each service; known absences with their reason.
#[must_use]
pub fn holdings<'a>(_: &'a App, tx: &'a Tx, id: PersonId) -> Told<'a> {
    Box::pin(async move {
        let ever = (Day(jiff::civil::Date::MIN), Day(jiff::civil::Date::MAX));
        let uses = placement::uses_of(tx, id, ever).await?;
        let ids: Vec<_> = uses.iter().map(|one| one.service).collect();
        let known = services::by_ids(tx, &ids).await?;
        let mut all = Vec::new();
        for one in uses {
            let rows = tx
                .find::<delivery_entry::Entity>()
                .filter(Column::PlacementId.eq(one.placement))
                .filter(Column::ReplacedAt.is_null())
                .order_by_asc(Column::Day)
                .all(tx.conn())
                .await?;
            let mut months: BTreeMap<String, (u32, u32, u32)> = BTreeMap::new();
            for row in rows {
                let sums = months.entry(law::Month::of(row.day.0).to_string()).or_default();
                sums.0 += u32::try_from(row.minutes).unwrap_or_default();
                if row.kind == "present" { sums.1 += 1 } else { sums.2 += 1 }
            }
            if months.is_empty() {
                continue;
            }
            let mut part = Holding::new("delivery-holding");
            let name = known.get(&one.service).map(|service| service.name.clone());
            part.say("delivery-column-service", name.unwrap_or_default());
            for (month, (minutes, present, absent)) in months {
                let args = [
                    ("hours", hours(minutes)),
                    ("present", present.to_string()),
                    ("absent", absent.to_string()),
                ];
                let text = ui::text::text_args(Lang::Bg, "delivery-holding-month", &args);
                part.lines.push((month, text.into_owned()));
            }
            all.push(part);
        }
        let mut part = Holding::new("delivery-aways");
        for row in all_aways(tx, id, MOST).await? {
            let reason = super::stay::noted(tx, &row)?;
            let until = row.until_on.map(Day::bg).unwrap_or_default();
            let words = ui::text::text(Lang::Bg, &format!("delivery-reason-{}", reason.code));
            let struck = reason.struck.map(|_| ui::text::text(Lang::Bg, "delivery-stay-struck"));
            let struck = struck.map(std::borrow::Cow::into_owned).unwrap_or_default();
            let parts = [words.into_owned(), reason.note, struck];
            let text = parts.into_iter().filter(|part| !part.is_empty());
            let text = text.collect::<Vec<_>>().join(" – ");
            part.lines.push((format!("{} – {until}", row.from_on.bg()), text));
        }
        if !part.lines.is_empty() {
            all.push(part);
        }
        Ok(all)
    })
}
