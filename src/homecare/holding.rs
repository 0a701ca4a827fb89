//! What is kept of a person in assistant support, for their own eyes: what is declared, the plan,
//! the reported hours.

use super::fact;
use super::frame::month_words;
use super::load;
use crate::app::App;
use crate::delivery::hours;
use crate::people::{Holding, PersonId, Told};
use crate::placement;
use kit::store::Tx;
use kit::types::Day;
use law::Month;
use ui::Lang;

/// Facts with their days, plans and reports of each contract.
#[must_use]
pub fn holdings<'a>(_: &'a App, tx: &'a Tx, id: PersonId) -> Told<'a> {
    Box::pin(async move {
        let bg = |key: &str| ui::text::text(Lang::Bg, key).into_owned();
        let mut all = Vec::new();
        let mut part = Holding::new("homecare-facts");
        for one in fact::all_of(tx, id).await? {
            let says = if one.content.yes { "homecare-yes" } else { "homecare-no" };
            let until = one.row.until_on.map(Day::bg).unwrap_or_default();
            let days = format!("{} – {until}", one.row.from_on.bg());
            let what = bg(&format!("homecare-fact-{}", one.content.kind));
            let text = [days, bg(says), one.content.who, one.content.note];
            let text: Vec<String> = text.into_iter().filter(|part| !part.is_empty()).collect();
            part.lines.push((what, text.join(" – ")));
        }
        if !part.lines.is_empty() {
            all.push(part);
        }
        let ever = (Day(jiff::civil::Date::MIN), Day(jiff::civil::Date::MAX));
        for one in placement::uses_of(tx, id, ever).await? {
            let plans = load::plans(tx, &[one.placement]).await?;
            let reports = load::reports_ever(tx, one.placement).await?;
            if plans.is_empty() && reports.is_empty() {
                continue;
            }
            let mut part = Holding::new("homecare-holding");
            for row in plans {
                let minutes = u32::try_from(row.month_minutes).unwrap_or_default();
                part.lines.push((
                    bg("homecare-plan-hours"),
                    format!("{}: {}", row.from_on.bg(), hours(minutes)),
                ));
                for (code, text) in load::content(tx, &row)?.needs {
                    part.lines.push((bg(&format!("homecare-item-{code}")), text));
                }
            }
            for row in reports {
                let month = Month::parse(&row.month).map(|month| month_words(Lang::Bg, month));
                let minutes = u32::try_from(row.minutes).unwrap_or_default();
                part.lines.push((month.unwrap_or_default(), hours(minutes)));
            }
            all.push(part);
        }
        Ok(all)
    })
}
